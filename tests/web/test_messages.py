"""Every message has its words, and no words are without a message."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive import errors as archive_errors
from archive.dates.chinese.table import RULES as CHINESE
from archive.dates.english.table import RULES as ENGLISH
from archive.dates.rules import no_days
from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    ArticleWithdrawnError,
    DamagedIndexError,
    EntityNotFoundError,
)
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.web import errors as web_errors
from archive.web.messages.catalogues import MESSAGES, TRANSLATED, remedy_key, wordings_of
from archive.web.messages.failures import FAILURES, REMEDIES
from archive.web.messages.speech import remedy, say
from tests.emitted import Emission, emissions, sources

WORDINGS: Final = {code: english for table in MESSAGES for code, english in table.items()}

#: Where a code is handed on: whoever calls it names the code.
HANDED_ON: Final = {
    "dates/mentions.py:_mention",  # that of the rule
    "errors.py:__init__",
    "errors.py:told_to_readers",
    "query/expansion.py:note",
    "query/parser.py:note",
    "web/errors.py:_http_error",  # those of statuses
    "web/errors.py:_internal",
}


#: Errors that give themselves a code.
ERRORS: Final = (
    ArticleNotFoundError("x"),
    ArticleWithdrawnError("x"),
    EntityNotFoundError("x"),
    DamagedIndexError("x is damaged.", file=Path("x")),
)


def _all_emissions() -> Iterator[Emission]:
    """Those of the syntax trees, of the rules of dates, of the classes of errors, and of HTTP."""
    for name, tree in sources():
        yield from emissions(name, tree)
    for rule in (*ENGLISH, *CHINESE):
        if rule.read is not no_days:
            yield Emission("a rule", rule.code, frozenset())
    for kind in vars(archive_errors).values():
        if isinstance(kind, type) and issubclass(kind, ArchiveError):
            yield Emission(kind.__name__, kind.code, frozenset())
    for error in ERRORS:
        yield Emission(type(error).__name__, error.code, frozenset(error.values))
    for code in web_errors._HTTP.values():
        yield Emission("a status", code, frozenset())


EMISSIONS: Final = frozenset(_all_emissions())
KNOWN: Final = sorted({emission for emission in EMISSIONS if emission.code}, key=str)


def blanks(text: str) -> set[str]:
    """The names that stand in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_a_code_is_computed_only_where_it_is_handed_on() -> None:
    assert {emission.place for emission in EMISSIONS if not emission.code} == HANDED_ON


@pytest.mark.parametrize(
    "emission", KNOWN, ids=lambda emission: f"{emission.place} {emission.code}"
)
def test_a_code_has_words_for_its_values(emission: Emission) -> None:
    """All stand in its words; the parameter need not, as it is named beside them."""
    names = blanks(WORDINGS[emission.code]) | blanks(REMEDIES.get(emission.code, ""))
    assert names <= emission.values
    assert emission.values - names <= {"parameter"}


def test_no_wording_is_unused() -> None:
    assert WORDINGS.keys() == {emission.code for emission in KNOWN}
    assert REMEDIES.keys() <= FAILURES.keys()
    assert len(WORDINGS) == sum(map(len, MESSAGES))


@pytest.mark.parametrize("language", TRANSLATED)
def test_chinese_is_not_english(language: str) -> None:
    """And ends a sentence where English does."""
    english, chinese = wordings_of(LANGUAGES[0]).texts, wordings_of(language).texts
    for key in (*WORDINGS, *map(remedy_key, REMEDIES)):
        assert not chinese[key].isascii(), key
        assert chinese[key].endswith("。") == english[key].endswith("."), key


VALUES: Final = st.one_of(
    st.text(st.characters(exclude_categories=())), st.integers(), st.lists(st.text()).map(tuple)
)


@given(st.data(), st.sampled_from(KNOWN), st.sampled_from(LANGUAGES))
def test_any_value_is_said_on_one_line(
    data: st.DataObject, emission: Emission, language: str
) -> None:
    """Whatever it is, also a lone surrogate or a sign that turns the line around."""
    message = Message(emission.code, {name: data.draw(VALUES) for name in emission.values})
    for text in (say(message, language), remedy(message, language)):
        assert text.isprintable()
        assert text.encode("utf-8").decode("utf-8") == text


def test_what_is_said_holds_the_values() -> None:
    """Numbers with their thousands parted; braces and percent signs are no part of the words."""
    message = Message.of("capitals", word="{US} %s", count=1234, all=12, lower="us")
    assert "{US} %s" in say(message, "en")
    assert "1,234" in say(message, "zh-Hant")
    choices = Message.of("not_a_choice", parameter="sort", value="x", choices=("a", "b"))
    assert [remedy(choices, language)[-5:] for language in LANGUAGES] == [
        "a, b.",
        "：a、b。",
        "：a、b。",
    ]


def test_a_code_without_words_is_no_silence() -> None:
    with pytest.raises(KeyError, match="unheard"):
        say(Message("unheard"), "en")


ASKED: Final = (
    "CO2 US~",
    "(trump",
    "zzzz~ foo:bar date:soon",
    "AND OR",
    "a NEAR/99 b NEAR/1 c",
    "source:harbour OR person:李",
    "?",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ASKED)
def test_codes_stand_beside_notes(client: FlaskClient, typed: str, language: str) -> None:
    """Each note is what its code says in the language that was asked for, on the page too."""
    asked = {"q": typed, "ui": language}
    query = client.get("/api/v1/search", query_string=asked).get_json()["query"]
    messages = [Message.from_json(note["code"], note["values"]) for note in query["note_codes"]]
    assert messages
    assert query["notes"] == [say(message, language) for message in messages]
    assert f'<div class="read-as"{f" lang={chr(34)}{language}{chr(34)}" * (language != "en")}>' in (
        client.get("/", query_string=asked).get_data(as_text=True)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_stand_beside_reasons(client: FlaskClient, language: str) -> None:
    """Of each mention and each day of an article, and of the proofs of an entity."""
    hits = client.get("/api/v1/search?size=40").get_json()["hits"]
    paths = [f"articles/{hit['id']}" for hit in hits] + ["entities/donald-trump"]
    reasons = 0
    for path in paths:
        answer = client.get(f"/api/v1/{path}?ui={language}").get_json()
        acts = [*answer.get("people", ()), *answer.get("organisations", ())]
        named = [mention for act in acts for mention in act.get("mentions", ())]
        for row in (*named, *answer.get("dates", ()), *answer.get("mentions", ())):
            code = Message.from_json(row["why_code"]["code"], row["why_code"]["values"])
            assert row["why"] == say(code, language)
            reasons += 1
    assert reasons > 100


@pytest.mark.parametrize("path", ["entities/donald-trump", "articles/harbour-post-2025-0203"])
def test_a_language_that_is_none_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?ui=fr")
    assert (answer.status_code, answer.get_json()["error"]["parameter"]) == (400, "ui")


def test_a_note_of_another_query_links_to_it(client: FlaskClient) -> None:
    asked = {"q": "exports", "ui": "en"}
    codes = client.get("/api/v1/search", query_string=asked).get_json()["query"]["note_codes"]
    (values,) = [note["values"] for note in codes if note["code"] == "stem"]
    assert values["count"] < values["all"]
    page = client.get("/", query_string=asked).get_data(as_text=True)
    assert "<bdi>&#34;exports&#34;</bdi></a>" in page
    alone = client.get("/api/v1/search", query_string={"q": values["instead"]}).get_json()
    assert alone["total"] == values["count"]
