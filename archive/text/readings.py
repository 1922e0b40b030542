"""How a name may be typed: any part of it from a word on, its readings, its initials.

Han characters are also typed as they are read, in Pinyin or Jyutping, without tones. Readings are
those of the Unicode Han Database (`data/characters.tsv`), the commonest of a character first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import islice, product
from typing import Final

from archive.text import tables
from archive.text.folding import fold_text
from archive.text.scan import HAN

#: A character of a name, or a word of it in letters and figures.
_UNIT: Final = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")

#: The tone behind a syllable: xi2 jin4, lei5 gaa1.
_TONE: Final = re.compile(r"(?<=[a-z])[1-9](?![0-9])")

#: So many ways to read a whole name are kept. Of 14,515 Chinese names all but four have no more.
_MOST_READINGS: Final = 8

#: Nobody types a name from a word farther in than this.
_MOST_UNITS: Final = 16

#: Words that initials may leave out.
_SMALL: Final = frozenset("a an and at by de del du for in la le of on the to".split())

#: Initials of Latin names stand for so many words at least; Han names have two characters.
_LEAST_WORDS: Final = 3


class TypedWay(IntEnum):
    """What of a name a key is: from its beginning or from a word within, as printed or as read."""

    NAME = 0
    WITHIN = 1
    READING = 2
    READING_WITHIN = 3
    INITIALS = 4


class _Readings:
    """The readings of each folded character in Pinyin and Jyutping, the commonest first."""

    def __init__(self) -> None:
        self._pinyin: dict[str, tuple[str, ...]] = {}
        self._jyutping: dict[str, tuple[str, ...]] = {}
        for row in tables.rows("archive.text", "characters.tsv"):
            character, mandarin, cantonese, *_ = row.split("\t")
            # The letter ü is typed as v, and as u.
            every = mandarin.split(",") if mandarin else []
            more = [syllable.replace("v", "u") for syllable in every if "v" in syllable]
            self._pinyin[character] = (*every, *more)
            self._jyutping[character] = tuple(cantonese.split(",")) if cantonese else ()

    @property
    def systems(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """Pinyin, then Jyutping."""
        return self._pinyin, self._jyutping


@lru_cache(maxsize=1)
def _readings() -> _Readings:
    """The table, read once."""
    return _Readings()


def reading_systems() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """The readings of each folded character, the commonest first: in Pinyin, then in Jyutping.

    A syllable of Jyutping may end in the figure of its tone.
    """
    return _readings().systems


def pinyin(text: str) -> str:
    """A folded text with each Han character as its commonest Pinyin, without tones."""
    table = _readings().systems[0]
    return "".join((table.get(character) or (character,))[0] for character in text)


def typed_form(text: str) -> str:
    """What of a text is compared with keys: folded, without spaces, hyphens and other signs."""
    return "".join(_UNIT.findall(fold_text(text)))


def without_tones(typed: str) -> str:
    """What `typed_form` gives, without the figures that say tones."""
    return _TONE.sub("", typed)


def typing_keys(name: str) -> dict[str, TypedWay]:
    """All that a name begins with in some way, each with the first of these ways."""
    units = _UNIT.findall(fold_text(name))[:_MOST_UNITS]
    keys: dict[str, TypedWay] = {}
    for key, way in _keys(units):
        keys[key] = min(way, keys.get(key, way))
    return keys


def _keys(units: Sequence[str]) -> Iterator[tuple[str, TypedWay]]:
    yield from _from_each(units, TypedWay.NAME, TypedWay.WITHIN)
    han = [unit for unit in units if _is_han(unit)]
    if not han:
        yield from _latin_initials(units)
        return
    for system in _readings().systems:
        options = [system.get(unit) or (unit,) for unit in units]
        for syllables in islice(product(*options), _MOST_READINGS):
            yield from _from_each(syllables, TypedWay.READING, TypedWay.READING_WITHIN)
            if len(units) > 1 and len(han) == len(units):
                yield "".join(syllable[0] for syllable in syllables), TypedWay.INITIALS


def _is_han(unit: str) -> bool:
    return len(unit) == 1 and unit > "\u2fff"


def _from_each(
    units: Sequence[str], whole: TypedWay, within: TypedWay
) -> Iterator[tuple[str, TypedWay]]:
    for start in range(len(units)):
        yield "".join(units[start:]), within if start else whole


def _latin_initials(words: Sequence[str]) -> Iterator[tuple[str, TypedWay]]:
    for chosen in (words, [word for word in words if word not in _SMALL]):
        if len(chosen) >= _LEAST_WORDS:
            yield "".join(word[0] for word in chosen), TypedWay.INITIALS
