"""The language of an article, by the tag that its source gives and by its text."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from archive.ingest.language_tags import CHINESE, read_tag
from archive.ingest.raw import Note
from archive.ingest.reader import shown
from archive.model.language import Language
from archive.text.foreign import is_foreign
from archive.text.language import SIMPLIFIED_ONLY, TRADITIONAL_ONLY, detect_language

#: How sure a text must be to contradict its tag. As Chinese, so many Han characters: a name has
#: three. As English, so many letters: a Chinese headline may be names of companies. In its script,
#: so many characters that one script alone has, and so many times as many as of the other, which a
#: name or a quotation brings.
_HAN_SURE: Final = 4
_LETTERS_SURE: Final = 20
_SCRIPT_SURE: Final = 4
_SCRIPT_TIMES: Final = 3

_ENGLISH: Final = frozenset(
    "the of and to a that for on was with as by from it be are has he his at were said".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+")

#: The most frequent words of English are a seventh of any English text of 20 words or more.
_WORDS_SURE: Final = 20
_SHARE: Final = 0.14
_SAMPLE: Final = 20_000
_END: Final = 400


def language_of(tag: str, text: str) -> tuple[Language, tuple[Note, ...]]:
    """The language that an article is stored as, by a tag in any form ("" for none) and its text.

    The tag's, unless the text contradicts it (`language-contradicted`). What is neither English nor
    Chinese, by its text or, where that says nothing else for certain, by its tag, is stored as the
    nearer of both and told (`language-other`).
    """
    tagged = read_tag(tag)
    if isinstance(tagged, Language) and _agrees(text, tagged) and not is_foreign(text):
        return tagged, ()
    said = detect_language(text)
    if is_foreign(text) or (_is_other(tagged) and not _is_sure(said, text)):
        what = f"tagged {shown(tag)}" if tag else f"“{shown(text)}”"
        return said, (Note("language-other", f"Neither English nor Chinese: {what}."),)
    if tagged is None:
        return said, ()
    if tagged == CHINESE and (said is not Language.ENGLISH or not _is_sure(said, text)):
        return Language.TRADITIONAL if said is Language.ENGLISH else said, ()
    if isinstance(tagged, Language) and tagged != CHINESE and not _contradicts(said, tagged, text):
        return tagged, ()
    note = Note("language-contradicted", f"Tagged {shown(tag)}, but its text is {said}.")
    return said, (note,)


def _agrees(text: str, tagged: Language) -> bool:
    """Whether the beginning and the end of a text are what its tag says, as most are."""
    return all(detect_language(end) is tagged for end in {text[:_END], text[-_END:]})


def _is_other(tagged: Language | str | None) -> bool:
    return tagged is not None and tagged != CHINESE and not isinstance(tagged, Language)


def _contradicts(said: Language, tagged: Language, text: str) -> bool:
    if said is tagged:
        return False
    if Language.ENGLISH in (said, tagged):
        return _is_sure(said, text)
    one_script = SIMPLIFIED_ONLY if said is Language.SIMPLIFIED else TRADITIONAL_ONLY
    the_tags = SIMPLIFIED_ONLY if tagged is Language.SIMPLIFIED else TRADITIONAL_ONLY
    counts = Counter(text)
    against = sum(counts[character] for character in one_script)
    in_favour = sum(counts[character] for character in the_tags)
    return against >= max(_SCRIPT_SURE, _SCRIPT_TIMES * in_favour)


def _is_sure(said: Language, text: str) -> bool:
    """Whether a text is long enough to be English, or Chinese, whatever its tag says."""
    if said is not Language.ENGLISH:
        return sum("\u3400" <= character <= "\u9fff" for character in text) >= _HAN_SURE
    words = _words(text)
    if len(words) >= _WORDS_SURE:
        return sum(word in _ENGLISH for word in words) >= _SHARE * len(words)
    return sum(character.isalpha() for character in text) >= _LETTERS_SURE


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_SAMPLE].lower())
