"""Names as people mistype them: slips of the hand in English, of the ear and the eye in Chinese.

`python -m tests.quality.slips INDEX SEED` draws a sample from the names that an index knows and
finds often. A slip is drawn without looking at what the archive makes of it; only one that gives
another name, or that the archive prints in several articles, is drawn again.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from archive.engine.catalogue import FolderCatalogue
from archive.model.entity import Kind
from archive.model.fields import TEXTS
from archive.query.words import in_texts
from archive.search.edition import Edition
from archive.text import tables
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN

#: Names found in fewer articles are not drawn, and typed forms found in more are drawn again.
FOUND: Final = 20
PRINTED: Final = 3

#: Names of each language in a sample, and how many of these are places.
NAMES: Final = 12
PLACES: Final = 4

#: A homophone or look-alike is drawn by how often articles have it, as input methods list them;
#: one in fewer articles is hardly typed.
COMMON: Final = 20

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS: Final = "aeiou"
_SOUNDS: Final = (("ph", "f"), ("c", "k"), ("s", "z"), ("ie", "ei"), ("y", "i"), ("ck", "k"))


@dataclass(frozen=True, slots=True)
class Slip:
    """A name and how it is mistyped."""

    language: str
    kind: str
    right: str
    typed: str


def _neighbours(letter: str) -> str:
    """The keys beside a key."""
    for at, row in enumerate(_ROWS):
        if letter in row:
            place = row.index(letter)
            beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            for other in _ROWS[max(0, at - 1) : at] + _ROWS[at + 1 : at + 2]:
                beside += other[max(0, place - 1) : place + 1]
            return beside
    return letter


def _key(word: str, at: int, some: random.Random) -> str:
    return word[:at] + some.choice(_neighbours(word[at])) + word[at + 1 :]


def _doubled(word: str, at: int, _: random.Random) -> str:
    twice = [i for i in range(1, len(word)) if word[i] == word[i - 1]]
    return word[: twice[0]] + word[twice[0] + 1 :] if twice else word[:at] + word[at] + word[at:]


def _swapped(word: str, at: int, _: random.Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _left_out(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _heard(word: str, at: int, some: random.Random) -> str:
    """A vowel for another, or letters for others that sound alike."""
    swaps = [
        (i, left, right)
        for pair in _SOUNDS
        for left, right in (pair, pair[::-1])
        for i in range(1, len(word))
        if word.startswith(left, i)
    ]
    swaps += [(i, word[i], v) for i in range(1, len(word)) if word[i] in _VOWELS for v in _VOWELS]
    i, left, right = some.choice(swaps) if swaps else (at, word[at], "")
    return word[:i] + right + word[i + len(left) :]


_ENGLISH: Final[Mapping[str, Callable[[str, int, random.Random], str]]] = {
    "key": _key,
    "doubled": _doubled,
    "swapped": _swapped,
    "left out": _left_out,
    "heard": _heard,
}

#: The column of the table of characters in which a slip shares a value with what is meant: how
#: both are read, or the series that share a component.
_CHINESE: Final = {"Mandarin": 1, "Cantonese": 2, "look-alike": 3}
_CANGJIE: Final = 5


def english(name: str, kind: str, some: random.Random) -> str:
    """A name with a slip in one of its longer words, never in the first letter."""
    words = name.split()
    number = some.choice([i for i, word in enumerate(words) if len(word) >= 5])
    word = words[number].lower()
    slipped = _ENGLISH[kind](word, some.randrange(1, len(word)), some)
    words[number] = slipped.title() if words[number].istitle() else slipped
    return " ".join(words)


def _looks_like(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the way two characters are taken apart has two keys in common at an end."""
    return any(
        a[-2:] == b[-2:] or a[:2] == b[:2]
        for a in left[_CANGJIE].split(",")
        for b in right[_CANGJIE].split(",")
        if len(a) > 2 and len(b) > 2
    )


class Characters:
    """Characters that may be typed for another."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._rows = [row.split("\t") for row in tables.rows("archive.text", "characters.tsv")]
        self._of = {row[0]: row for row in self._rows}
        self._having: dict[tuple[int, str], list[str]] = defaultdict(list)
        for row in self._rows:
            for column in (1, 2, 3):
                for value in filter(None, row[column].split(",")):
                    self._having[column, value].append(row[0])
        self._count = count

    def slip(self, name: str, kind: str, some: random.Random) -> str | None:
        at = some.randrange(len(name))
        row = self._of.get(fold_text(name[at]))
        if row is None:
            return None
        column = _CHINESE[kind]
        values = filter(None, row[column].split(","))
        others = sorted(set(chain.from_iterable(self._having[column, v] for v in values)))
        if kind == "look-alike":
            others = [other for other in others if _looks_like(row, self._of[other])]
        counts = [self._count(other) if other != row[0] else 0 for other in others]
        counts = [count if count >= COMMON else 0 for count in counts]
        if not sum(counts):
            return None
        return name[:at] + some.choices(others, counts)[0] + name[at + 1 :]


def _places(edition: Edition) -> Iterator[str]:
    for name in tables.rows("archive.entities", "places.txt"):
        if edition.count(in_texts(name, TEXTS)) >= FOUND:
            yield name


def _people(edition: Edition) -> Iterator[str]:
    for entity in edition.names().entities.values():
        if entity.kind is Kind.PERSON:
            for name in entity.names.values():
                if edition.count(in_texts(name, TEXTS)) >= FOUND:
                    yield name


def _long_enough(name: str, least: int) -> bool:
    if HAN_RUN.fullmatch(fold_text(name)):
        return len(name) >= least
    return name.isascii() and any(len(word) >= 5 for word in name.replace("-", " ").split())


def draw(edition: Edition, seed: int) -> list[Slip]:
    """A sample, half of it English."""
    some = random.Random(seed)
    characters = Characters(lambda character: edition.count(in_texts(character, TEXTS)))
    people = [name for name in _people(edition) if _long_enough(name, 3)]
    places = [name for name in _places(edition) if _long_enough(name, 2)]
    slips: list[Slip] = []
    for language, kinds in (("en", list(_ENGLISH)), ("zh", list(_CHINESE))):
        for names, size in ((people, NAMES - PLACES), (places, PLACES)):
            mine = sorted({name for name in names if name.isascii() == (language == "en")})
            some.shuffle(mine)
            slips += _some_slips(edition, language, kinds, mine, size, characters, some)
    return slips


def _some_slips(
    edition: Edition,
    language: str,
    kinds: Sequence[str],
    names: Sequence[str],
    size: int,
    characters: Characters,
    some: random.Random,
) -> Iterator[Slip]:
    left = size
    for name in names:
        if not left:
            return
        kind = some.choice(kinds)
        typed = english(name, kind, some) if language == "en" else characters.slip(name, kind, some)
        if typed is None or fold_text(typed) == fold_text(name) or edition.index.bearers(typed):
            continue
        if edition.count(in_texts(typed, TEXTS)) < PRINTED:
            left -= 1
            yield Slip(language, kind, name, typed)


if __name__ == "__main__":
    catalogue = FolderCatalogue("whoosh", Path(sys.argv[1]))
    drawn = draw(Edition(catalogue.open(catalogue.candidates()[0])), int(sys.argv[2]))
    for slip in drawn:
        print(slip.language, slip.kind, slip.right, slip.typed, sep="\t")  # noqa: T201
