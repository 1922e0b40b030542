"""Han characters that are taken for each other: read alike, or alike in shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

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
    if phonetic:
        for series in phonetic.split(","):
            for code in codes:
                yield f"s{series}+{code[:2]}"
                yield f"s{series}-{code[-2:]}"
    if corners:
        for corner in corners.split(","):
            yield f"sc{corner}"
    for code in codes:
        if len(code) > 3:
            for left_out in range(len(code)):
                yield f"sk{code[:left_out]}{code[left_out + 1 :]}"
        yield f"sk{code}"


def _alike_keys(row: str) -> Iterator[str]:
    """The keys of a row of the table that characters alike share, some of them twice.

    The first letter of each tells the way.
    """
    _, mandarin, cantonese, *shape = row.split("\t")
    if mandarin:
        for syllable in mandarin.split(","):
            yield f"m{syllable}"
    if cantonese:
        for syllable in cantonese.split(","):
            yield f"j{syllable}"
    yield from _shapes(*shape)


class _Keys(NamedTuple):
    """What a character shares with those it is taken for, and with those that sound nearly so."""

    alike: frozenset[str]
    nearly: frozenset[str]


_NONE: Final = _Keys(frozenset(), frozenset())

#: So many characters' keys and likenesses are remembered: about 3 MB.
_REMEMBERED: Final = 4096


def _keys(row: str) -> _Keys:
    """All keys of a row of the table."""
    _, mandarin, cantonese, *_ = row.split("\t")
    pinyin = [syllable for syllable in mandarin.split(",") if syllable]
    jyutping = [syllable for syllable in cantonese.split(",") if syllable]
    nearly = {f"m{_merged(syllable, _MANDARIN)}" for syllable in pinyin}
    nearly.update(f"j{_merged(syllable, _CANTONESE)}" for syllable in jyutping)
    return _Keys(frozenset(_alike_keys(row)), frozenset(nearly))


class HanCharacters:
    """The table of characters; each is folded, and the commonest stand first."""

    def __init__(self) -> None:
        rows = tables.rows("archive.text", "characters.tsv")
        self._rows = {row.partition("\t")[0]: row for row in rows}
        # A query compares its few characters with hundreds of others, again and again.
        self._of = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._others = lru_cache(maxsize=_REMEMBERED)(self._alike)

    @cached_property
    def _having(self) -> dict[str, list[str]]:
        """The characters by each key, the commonest first."""
        having: dict[str, list[str]] = defaultdict(list)
        for character, row in self._rows.items():
            for key in _alike_keys(row):
                having[key].append(character)
        return having

    @cached_property
    def _places(self) -> dict[str, int]:
        return {character: place for place, character in enumerate(self._rows)}

    def cost(self, typed: str, meant: str) -> float:
        """How little it takes to write one folded character for another."""
        left, right = self._of(typed), self._of(meant)
        ways = {key[0] for key in left.alike & right.alike}
        if ways:
            return ALIKE_TWICE if len(ways) > 1 else ALIKE
        return NEARLY if left.nearly & right.nearly else UNLIKE

    def alike(self, character: str) -> list[str]:
        """Characters taken for this one; the likeliest first, then the commonest."""
        return list(self._others(character))

    def _read(self, character: str) -> _Keys:
        row = self._rows.get(character)
        return _NONE if row is None else _keys(row)

    def _alike(self, character: str) -> tuple[str, ...]:
        ways: dict[str, set[str]] = defaultdict(set)
        for key in self._of(character).alike:
            for other in self._having[key]:
                ways[other].add(key[0])
        ways.pop(character, None)
        order = sorted(ways, key=lambda other: (len(ways[other]) < 2, self._places[other]))
        return tuple(order)


@lru_cache(maxsize=1)
def characters() -> HanCharacters:
    """The table, read once."""
    return HanCharacters()
