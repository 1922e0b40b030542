"""jieba's dictionary, read where it lies: a word costs what its first character's words cost.

The file is mapped into memory, which all processes share, and a word is sought among the lines that
begin as it does. jieba's own loader reads all 349,046 and writes a cache; a server writes
nothing.
"""

from __future__ import annotations

import math
import mmap
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from archive.text import tables
from archive.text.folding import fold_text, pairs

#: How often all words of the dictionary of jieba 0.42.1 occur together.
TOTAL: Final = 60_101_967

#: The frequency that a word of the local list gets, in the dictionary's measure: that of a word of
#: everyday news.
_LOCAL_FREQUENCY: Final = 1_000

#: So many words that were looked up are remembered, also that they are none: about 4 MB.
_REMEMBERED: Final = 16_384

#: Lines one after the other whose first character is the same.
_GROUP: Final = re.compile(rb"(?m)^([\xc0-\xff][\x80-\xbf]+|[^\n]).*\n?(?:\1.*\n?)*")


class DictionaryWord(NamedTuple):
    """How often a word occurs, and its part of speech."""

    frequency: int
    tag: str


#: Characters beyond the BMP, as one range: a class that holds one of them by itself is searched
#: item by item, in forty times the time.
_BEYOND: Final = "\U00010000-\U0010ffff"


#: A shorter text is asked of a table sooner than a pattern begins.
_SHORT: Final = 24


class _Spelling:
    """Characters that are replaced, and what by.

    A pattern finds the one in twenty that is in a third of the time in which a table is asked for
    all of them, but for runs of queries.
    """

    def __init__(self, by: Mapping[str, str]) -> None:
        self._by = by
        self._table = str.maketrans(dict(by))
        self._some = re.compile(f"[{''.join(filter(_is_in_bmp, by))}{_BEYOND}]")

    def of(self, text: str) -> str:
        """A text with these characters replaced."""
        if len(text) < _SHORT:
            return text.translate(self._table)
        return self._some.sub(self._one, text)

    def _one(self, match: re.Match[str]) -> str:
        return self._by.get(match[0], match[0])


def _is_in_bmp(character: str) -> bool:
    return character < _BEYOND


@lru_cache(maxsize=1)
def _to_dictionary() -> _Spelling:
    """Folded character -> the form of it in jieba's dictionary."""
    return _Spelling(dict(pairs("cutting.tsv")))


@lru_cache(maxsize=1)
def _from_dictionary() -> _Spelling:
    return _Spelling({form: folded for folded, form in pairs("cutting.tsv")})


def to_dictionary(folded: str) -> str:
    """A folded text as jieba's dictionary spells it, which is neither folded nor all Simplified.

    Length is kept; folding gives the folded text back.
    """
    return _to_dictionary().of(folded)


def from_dictionary(spelled: str) -> str:
    """The folded text that the dictionary spells so: as folding gives it, in half the time."""
    return _from_dictionary().of(spelled)


@lru_cache(maxsize=1)
def _file() -> mmap.mmap:
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    # The package itself is not imported, which takes longer than all that is read of its file.
    with Path(package.origin).with_name("dict.txt").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=1)
def _places() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Where the words of each first character stand in the file, as bytes."""
    places: dict[str, tuple[tuple[int, int], ...]] = {}
    for group in _GROUP.finditer(_file()):
        first = group[1].decode("utf-8")
        places[first] = (*places.get(first, ()), group.span())
    return places


@lru_cache(maxsize=1)
def _local() -> frozenset[str]:
    """Words that jieba's dictionary lacks, in its spelling."""
    rows = tables.rows("archive.text", "terms.txt")
    return frozenset(to_dictionary(fold_text(term)) for term in rows)


@lru_cache(maxsize=_REMEMBERED)
def entry(word: str) -> DictionaryWord | None:
    """What the dictionary has of a word in its spelling; None where it lacks it."""
    key = b"\n" + word.encode("utf-8", "surrogatepass") + b" "
    for start, end in _places().get(word[:1], ()):
        lines = b"\n" + _file()[start:end]
        at = lines.find(key)
        if at >= 0:
            frequency, tag = lines[at + len(key) : lines.index(b"\n", at + 1)].split()
            return DictionaryWord(int(frequency), tag.decode("utf-8"))
    return None


def log_probability(word: str) -> float | None:
    """The log of how probable a word in the dictionary's spelling is; None for no word.

    Words of the local list that the dictionary lacks count too.
    """
    listed = entry(word)
    if listed is not None and listed.frequency:
        return math.log(listed.frequency / TOTAL)
    return math.log(_LOCAL_FREQUENCY / TOTAL) if word in _local() else None
