"""Han characters that are taken for each other: read alike, or alike in shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Final

from archive.text import tables

#: What speakers do not tell apart in Mandarin and in Cantonese, at the beginning and the end of a
#: syllable; initials first, the longer before the shorter.
_MANDARIN: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_CANTONESE: Final = (("ng", ""), ("gw", "g"), ("kw", "k"), ("n", "l"))
_ENDS: Final = (("ang", "an"), ("eng", "en"), ("ing", "in"))

#: How little it takes to write one character for another: those alike in two of three ways (read
#: in Mandarin, read in Cantonese, shape), in one, those read nearly alike, all others. A single
#: slip of a Latin letter is 0.7 to 1.4.
ALIKE_TWICE: Final = 0.55
ALIKE: Final = 0.75
NEARLY: Final = 1.1
UNLIKE: Final = 2.2


def _merged(syllable: str, initials: tuple[tuple[str, str], ...]) -> str:
    for long, short in initials:
        if syllable.startswith(long) and syllable != long:
            syllable = short + syllable.removeprefix(long)
            break
    for long, short in _ENDS:
        if syllable.endswith(long):
            return syllable.removesuffix(long) + short
    return syllable


def _shapes(phonetic: str, corners: str, cangjie: str) -> Iterator[str]:
    """Keys of which characters alike in shape share one.

    The same component where a series is, with the same beginning or end as Cangjie takes it apart;
    the same four corners; all Cangjie keys but one.
    """
    codes = [code for code in cangjie.split(",") if len(code) > 2]
    for series in filter(None, phonetic.split(",")):
        for code in codes:
            yield f"{series}+{code[:2]}"
            yield f"{series}-{code[-2:]}"
    yield from (f"c{corner}" for corner in filter(None, corners.split(",")))
    for code in codes:
        if len(code) > 3:
            yield from (f"k{''.join(left)}" for left in combinations(code, len(code) - 1))
        yield f"k{code}"


class Characters:
    """The table of characters; each is folded, and the commonest stand first."""

    def __init__(self) -> None:
        self._alike: dict[str, frozenset[str]] = {}
        self._nearly: dict[str, frozenset[str]] = {}
        self._having: dict[str, list[str]] = defaultdict(list)
        self._places: dict[str, int] = {}
        for row in tables.rows("archive.query", "characters.tsv"):
            character, mandarin, cantonese, *shape = row.split("\t")
            pinyin, jyutping = (
                [one for one in column.split(",") if one] for column in (mandarin, cantonese)
            )
            keys = {f"m:{one}" for one in pinyin} | {f"j:{one}" for one in jyutping}
            keys |= {f"s:{one}" for one in _shapes(*shape)}
            self._alike[character] = frozenset(keys)
            merged = {f"m:{_merged(one, _MANDARIN)}" for one in pinyin}
            self._nearly[character] = frozenset(
                merged | {f"j:{_merged(one, _CANTONESE)}" for one in jyutping}
            )
            for key in keys:
                self._having[key].append(character)
            self._places[character] = len(self._places)

    def cost(self, typed: str, meant: str) -> float:
        """How little it takes to write one folded character for another."""
        none: frozenset[str] = frozenset()
        ways = {key[0] for key in self._alike.get(typed, none) & self._alike.get(meant, none)}
        if ways:
            return ALIKE_TWICE if len(ways) > 1 else ALIKE
        if self._nearly.get(typed, none) & self._nearly.get(meant, none):
            return NEARLY
        return UNLIKE

    def alike(self, character: str) -> list[str]:
        """Characters taken for this one; the likeliest first, then the commonest."""
        others = set[str]().union(*(self._having[key] for key in self._alike.get(character, ())))
        return sorted(
            others - {character},
            key=lambda other: (self.cost(character, other), self._places[other]),
        )


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The table, read once."""
    return Characters()
