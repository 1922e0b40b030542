"""What headlines write in another way than articles: short and irregular forms, rounded figures.

They serve only what nearly matches a query, so no total depends on them. The list is data of this
project (`data/headline.tsv`); nothing is looked up twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from archive.text import tables
from archive.text.phrases import quoted_spans
from archive.text.scan import Span, in_line, scan
from archive.text.segmentation import Segmenter
from archive.text.tokens import cased_word, stem

_ONE_DECIMAL = re.compile(r"(\d{1,6})\.(\d)")


class Piece(NamedTuple):
    """A word of a query, folded, and what articles may write for it."""

    text: str
    han: bool
    others: tuple[str, ...]


class _Key(NamedTuple):
    """A folded Han word or a Latin stem; `capitals` where it means nothing in small letters."""

    text: str
    capitals: bool = False


def _key(form: str) -> _Key:
    (span,) = quoted_spans(form)
    if span.han:
        return _Key(span.text)
    return _Key(stem(span.text), form.isupper())


def _lines() -> Iterator[list[list[str]]]:
    for row in tables.rows("archive.query", "headline.tsv"):
        yield [cell.split("|") for cell in row.split("\t")]


@lru_cache(maxsize=1)
def _others() -> dict[_Key, tuple[str, ...]]:
    others_of: dict[_Key, dict[str, None]] = {}
    for written, *rest in _lines():
        for form in written:
            others = (
                rest[0] if rest else [other_form for other_form in written if other_form != form]
            )
            others_of.setdefault(_key(form), {}).update(dict.fromkeys(others))
    return {key: tuple(others) for key, others in others_of.items()}


def rounded(figure: str) -> tuple[str, ...]:
    """Figures of two decimals that one of one decimal may stand for, rounded or cut off."""
    match = _ONE_DECIMAL.fullmatch(figure)
    if match is None:
        return ()
    tenths = 10 * int(match[1] + match[2])
    exact = range(max(0, tenths - 5), tenths + 10)
    return tuple(f"{number // 100}.{number % 100:02}" for number in exact)


def _latin(span: Span, printed: str) -> Piece:
    root = stem(span.text)
    others = _others().get(_Key(root), ()) + rounded(span.text)
    if cased_word(printed).isupper():
        others += _others().get(_Key(root, capitals=True), ())
    return Piece(span.text, False, others)


def pieces(text: str, segmenter: Segmenter) -> Iterator[list[Piece]]:
    """The words of each token of a text: of a Han run as the dictionary cuts it."""
    scanned = scan(" ".join(text.split()))
    for span in in_line(scanned.spans):
        if span.han:
            cut = segmenter.cut_words(span.text)
            yield [Piece(word, True, _others().get(_Key(word), ())) for word in cut]
        else:
            first, last = scanned.folded.span(span.start, span.end)
            yield [_latin(span, scanned.folded.original[first:last])]


def pairs_around_words(cut: Sequence[Piece]) -> list[str]:
    """Characters that are words by themselves, each with its neighbours: alone they say little."""
    run = "".join(piece.text for piece in cut)
    alone = [len(piece.text) == 1 for piece in cut for _ in piece.text]
    return [run[at : at + 2] for at in range(len(run) - 1) if alone[at] or alone[at + 1]]
