"""Two readings of one page as one: each glyph with the character that either program gives it.

PDFium passes over text whose box has no width, which without the font is a vertical column or a
single glyph. pdfminer.six finds all glyphs and, in other fonts, takes them for other characters.
What it takes one for is the same all through a document, so glyphs that both find say what those
are that one finds alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from archive.ingest.pdf.glyph import UNKNOWN, Glyph

#: Origins that both give for a glyph differ by less than this, in points.
_GRID: Final = 2.0

#: The second program is believed alone where it agrees on so many of the glyphs that both find.
_AGREES: Final = 0.9

_Key: TypeAlias = tuple[str, str]
_Pair: TypeAlias = tuple[Glyph | None, Glyph]


def aligned(firsts: Sequence[list[Glyph]], seconds: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The glyphs of each page in the order in which the file draws them.

    `seconds` may hold fewer pages: those that were not read a second time.
    """
    pairs = [
        list(_pairs(reading, rereading))
        for reading, rereading in zip(firsts, seconds, strict=False)
    ]
    meanings, trusted = _meanings([pair for page in pairs for pair in page])
    pages: list[list[Glyph]] = []
    for at, first in enumerate(firsts):
        if at < len(pairs) and pairs[at]:
            pages.append(list(_merged(first, pairs[at], meanings, trusted=trusted)))
        else:
            pages.append(list(first))
    return pages


def _pairs(first: Sequence[Glyph], second: Sequence[Glyph]) -> Iterator[_Pair]:
    """Each glyph of the second reading with the one of the first at its place, None for none.

    A glyph that is drawn twice, to look bold, is one: the second time it is left out.
    """
    places: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in first:
        places.setdefault(_cell(glyph), []).append(glyph)
    used: set[int] = set()
    for glyph in second:
        near = _nearest(glyph, places)
        if near is None:
            yield None, glyph
        elif id(near) not in used:
            used.add(id(near))
            yield near, glyph


def _nearest(glyph: Glyph, places: dict[tuple[int, int], list[Glyph]]) -> Glyph | None:
    column, row = _cell(glyph)
    near = (
        each
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        for each in places.get((column + dx, row + dy), ())
    )
    best = min(near, key=lambda each: _distance(each, glyph), default=None)
    return best if best and _distance(best, glyph) < _GRID else None


def _cell(glyph: Glyph) -> tuple[int, int]:
    return int(glyph.x // _GRID), int(glyph.y // _GRID)


def _distance(first: Glyph, second: Glyph) -> float:
    return abs(first.x - second.x) + abs(first.y - second.y)


def _meanings(pairs: Sequence[_Pair]) -> tuple[dict[_Key, str], bool]:
    """What the first program calls each character of the second, and whether they mostly agree."""
    counts: dict[_Key, Counter[str]] = {}
    agreed = known = 0
    for first, second in pairs:
        if first and not first.doubtful and second.text.strip():
            counts.setdefault((second.font, second.text), Counter())[first.text] += 1
            known += 1
            agreed += first.text == second.text
    return (
        {key: counter.most_common(1)[0][0] for key, counter in counts.items()},
        agreed >= _AGREES * known,
    )


def _merged(
    first: Sequence[Glyph], pairs: Sequence[_Pair], meanings: dict[_Key, str], *, trusted: bool
) -> Iterator[Glyph]:
    seen: set[int] = set()
    for read, reread in pairs:
        if read is not None:
            seen.add(id(read))
            yield read._replace(second=_known(reread))
        elif reread.text.strip():
            text = meanings.get((reread.font, reread.text)) or (
                _known(reread) if trusted else UNKNOWN
            )
            yield reread._replace(text=text, second=_known(reread), doubtful=text == UNKNOWN)
    yield from (glyph for glyph in first if id(glyph) not in seen)


def _known(glyph: Glyph) -> str:
    return UNKNOWN if glyph.text.startswith("(cid:") else glyph.text
