"""The catalogues: complete, in step with the English, and compiled."""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Final

import opencc
import pytest
from babel.messages.catalog import Catalog
from flask_babel import get_locale, get_translations

from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.search.service import SearchService
from archive.web.app import create_app
from archive.web.language import page_count, page_words
from archive.web.messages import catalogues
from archive.web.messages.catalogues import (
    ENGLISH,
    MESSAGES,
    PAGES,
    TRANSLATED,
    Wordings,
    catalogue_path,
    remedy_key,
    wordings_of,
)
from archive.web.messages.failures import REMEDIES
from archive.web.messages.page import COUNTED
from archive.web.messages.speech import say
from archive.web.messages.translating import (
    ALL_WORDS,
    SourceWords,
    as_mo,
    as_po,
    read_catalogue,
    renew,
    renewed,
)
from tests.conftest import ROOT

#: The marks of the other script, and what turns that script into this one, a character at a time.
FOREIGN: Final = {"zh-Hant": ("“”‘’", "s2t"), "zh-Hans": ("「」『』", "t2s")}


def _texts(language: str) -> dict[str, list[str]]:
    """The words of every key of a catalogue, in all their forms."""
    catalogue = read_catalogue(catalogue_path(language, ".po").read_bytes(), language)
    texts = {}
    for message in catalogue:
        if message.context:
            words = message.string or ""
            texts[message.context] = [words] if isinstance(words, str) else list(words)
    return texts


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_in_step_with_the_english(language: str) -> None:
    """`make translations` would change nothing, and nothing waits for words."""
    before = catalogue_path(language, ".po").read_bytes()
    catalogue = renewed(read_catalogue(before, language), language, ALL_WORDS)
    assert as_po(catalogue) == before
    assert as_mo(catalogue) == catalogue_path(language, ".mo").read_bytes()
    assert not [message.context for message in catalogue if message.id and message.fuzzy]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_key_has_words_with_the_values_of_the_english(language: str) -> None:
    texts = _texts(language)
    assert texts.keys() == ALL_WORDS.keys()
    for key, forms in texts.items():
        english = ENGLISH[key] if key in ENGLISH else COUNTED[key][1]
        for text in forms:
            assert text.strip(), key
            assert _blanks(text) == _blanks(english), key


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_in_its_own_script(language: str) -> None:
    marks, script = FOREIGN[language]
    convert = opencc.OpenCC(script).convert
    for key, forms in _texts(language).items():
        text = "".join(forms)
        assert not set(marks) & set(text), key
        assert not {sign for sign in set(text) if convert(sign) != sign}, key


def test_a_key_is_said_once() -> None:
    """No two tables share one, so that a key alone is the context of its words."""
    tables = [*PAGES, COUNTED, *MESSAGES]
    remedies = {remedy_key(code) for code in REMEDIES}
    assert sum(map(len, [*tables, remedies])) == len(ALL_WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_what_the_catalogue_has(language: str) -> None:
    """With no application about."""
    words = wordings_of(language)
    texts = _texts(language) if language in TRANSLATED else {k: [v] for k, v in ENGLISH.items()}
    assert words.texts == {key: texts[key][0] for key in ENGLISH}
    assert say(Message("no_generation"), language) == texts["no_generation"][0]
    assert wordings_of(language) is words


def test_numbers_have_the_form_of_their_language() -> None:
    said = [wordings_of("en").counted("article", number) for number in (0, 1, 2, 1234)]
    assert said == ["0 articles", "1 article", "2 articles", "1,234 articles"]
    assert wordings_of("zh-Hant").counted("article", 1) == "1 篇文章"
    assert wordings_of("zh-Hans").counted("hit", 1234) == "文中有 1,234 处相符"


def test_a_key_without_words_is_no_silence(sample_service: SearchService) -> None:
    with create_app(sample_service, root=ROOT).test_request_context("/?ui=zh-Hant"):
        with pytest.raises(KeyError, match="unheard"):
            page_words("unheard")
        with pytest.raises(KeyError, match="unheard"):
            page_count(2, "unheard")


def test_a_catalogue_that_is_not_compiled_is_no_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError):
        Wordings("fr")
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path)
    assert Wordings("en").texts["search"] == "Search"
    with pytest.raises(FileNotFoundError):
        Wordings("zh-Hant")


@pytest.mark.parametrize(
    "ui, locale, search",
    [
        ("", "en", "Search"),
        ("fr", "en", "Search"),
        ("en", "en", "Search"),
        ("zh-Hant", "zh_Hant", "搜尋"),
        ("zh-Hans", "zh_Hans", "搜索"),
    ],
)
def test_the_request_chooses_the_locale(
    sample_service: SearchService, ui: str, locale: str, search: str
) -> None:
    """And Flask-Babel's own functions speak from the same catalogues."""
    with create_app(sample_service, root=ROOT).test_request_context(f"/?ui={ui}"):
        assert str(get_locale()) == locale
        assert page_words("search") == search
        assert get_translations().upgettext("search", "Search") == search


BEFORE: Final[SourceWords] = {
    "kept": "Kept",
    "gone": "Gone",
    "changed": "Old",
    "things": ("{n} a", "{n} b"),
}


def _filled() -> Catalog:
    """A catalogue in which every key of `BEFORE` has words."""
    catalogue = renewed(Catalog("zh_Hant"), "zh-Hant", BEFORE)
    for message in catalogue:
        if message.context:
            words = f"字 {message.context}"
            message.string = (words,) if message.pluralizable else words
    return read_catalogue(as_po(catalogue), "zh-Hant")


def test_a_catalogue_is_renewed() -> None:
    """In the order of the English: what is new is empty, what changed is fuzzy, the rest stays."""
    after: SourceWords = {
        "new": "New",
        "many": ("{n} c", "{n} d"),
        "things": ("{n} a", "{n} b"),
        "changed": "Other",
        "kept": "Kept",
    }
    catalogue = renewed(_filled(), "zh-Hant", after)
    assert [(m.context, m.string, m.fuzzy) for m in catalogue if m.context] == [
        ("new", "", False),
        ("many", ("",), False),
        ("things", ("字 things",), False),
        ("changed", "字 changed", True),
        ("kept", "字 kept", False),
    ]
    assert as_po(catalogue).count(b"#. The English was: Old\n") == 1
    again = read_catalogue(as_po(catalogue), "zh-Hant")
    assert as_po(renewed(again, "zh-Hant", after)) == as_po(catalogue)


def test_what_is_no_longer_fuzzy_is_as_any_other() -> None:
    before = as_po(renewed(_filled(), "zh-Hant", {"changed": "Other"}))
    corrected = read_catalogue(before.replace(b"#, fuzzy\n", b""), "zh-Hant")
    after = as_po(renewed(corrected, "zh-Hant", {"changed": "Other"}))
    assert b"fuzzy" not in after.partition(b"msgid")[2]
    assert b"English was" not in after
    assert "字 changed".encode() in after


def test_what_was_one_text_becomes_a_form_of_a_number_and_back() -> None:
    turned: SourceWords = {"kept": ("{n} e", "{n} f"), "things": "Things"}
    catalogue = renewed(_filled(), "zh-Hant", turned)
    assert [(m.context, m.string, m.fuzzy) for m in catalogue if m.context] == [
        ("kept", ("字 kept",), True),
        ("things", "字 things", True),
    ]


def test_both_files_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where there is none yet."""
    monkeypatch.setattr(catalogues, "TRANSLATIONS", tmp_path)
    told = renew("zh-Hant")
    assert told.endswith(f": {len(ALL_WORDS)} keys, {len(ALL_WORDS)} empty, 0 fuzzy")
    files = sorted(path.name for path in tmp_path.glob("zh_Hant/LC_MESSAGES/*"))
    assert files == ["messages.mo", "messages.po"]
    assert renew("zh-Hant") == told


def test_what_is_empty_or_fuzzy_is_not_compiled() -> None:
    catalogue = renewed(_filled(), "zh-Hant", {"new": "New", "changed": "Other", "kept": "Kept"})
    machine = as_mo(catalogue)
    assert "字 kept".encode() in machine
    assert b"New" not in machine
    assert "字 changed".encode() not in machine
