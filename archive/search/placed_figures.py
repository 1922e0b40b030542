"""Figures where they stand in an article, with the words beside them that say what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from archive.model.article import Document, Language
from archive.model.fields import TEXTS
from archive.text.amount_units import Amount
from archive.text.amounts import amounts
from archive.text.common import COMMON_WORDS
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN, in_line, scan
from archive.text.segmentation import Segmenter
from archive.text.tokens import stem, stems

#: Of a body so many code points are read.
_READ: Final = 4_000

#: So many words before and behind an English figure, and Chinese characters, say what it is of;
#: of those behind it so many are what is counted.
_WORDS: Final = (6, 7)
_HAN: Final = (14, 14)
_NOUN: Final = (2, 5)

#: Words of so many parts are looked at together.
_LONGEST: Final = 3

#: So many code points of a sentence are told around a figure.
_AROUND: Final = (24, 36)

#: Whoever is counted, these say it: they are no word for what is counted.
_ANYBODY: Final = frozenset(map(stem, "people person persons others other men women".split()))

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)|[。！？；;\n]")


@dataclass(frozen=True, slots=True)
class FigureInText:
    """A figure as an article has it: its value and unit, and as it is printed.

    `before` and `behind` are what stands around it in its sentence: what it is a figure of.
    """

    value: Decimal
    unit: str
    printed: str
    before: str
    behind: str


class PlacedFigure(NamedTuple):
    """A figure in a text, with the words beside it.

    `words` are keys of what stands beside it, each with whether it is what is counted, and `names`
    those of its sentence that have a capital letter. Of Chinese `beside` is the folded stretch that
    they stand in, and `clause` that between the nearest commas.
    """

    amount: Amount
    shown: FigureInText
    words: Mapping[str, bool]
    names: frozenset[str] = frozenset()
    beside: str = ""
    clause: str = ""


def placed_figures(document: Document, segmenter: Segmenter) -> Iterator[PlacedFigure]:
    """The figures of an article, with what stands beside them."""
    english = document.article.language is Language.ENGLISH
    for name in TEXTS:
        article = document.article
        text = article.title if name == "title" else article.body[:_READ]
        spans = [(day.start, day.end) for day in document.dates if day.field == name]
        for amount in amounts(text, spans):
            yield (_in_english if english else _in_chinese)(text, amount, segmenter)


def _sentence(text: str, amount: Amount) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, amount.start)]
    behind = _SENTENCE_END.search(text, amount.end)
    return (ends[-1] if ends else 0), (behind.start() if behind else len(text))


def _shown(text: str, amount: Amount, first: int, last: int) -> FigureInText:
    """A figure as it is told, of a sentence from `first` up to `last`."""
    before = text[max(first, amount.start - _AROUND[0]) : amount.start]
    behind = text[amount.end : min(last, amount.end + _AROUND[1])]
    return FigureInText(amount.value, amount.unit, text[amount.start : amount.end], before, behind)


def _in_english(text: str, amount: Amount, _segmenter: Segmenter) -> PlacedFigure:
    first, last = _sentence(text, amount)
    before = _words(text[first : amount.start])[-_WORDS[0] :]
    behind = _words(text[amount.end : last])[: _WORDS[1]]
    words: dict[str, bool] = {}
    for size in range(_LONGEST, 0, -1):
        for stretch, counts in ((behind, True), (before, False)):
            for at in range(len(stretch) - size + 1):
                nearest = at < _NOUN[0] if counts else at + size == len(stretch)
                piece = stretch[at : at + size]
                # Who has a capital letter is somebody, and nothing that is counted.
                counted = nearest and all(plain for _, plain in piece)
                key = " ".join(root for root, _ in piece)
                words.setdefault(key, counted and key not in _ANYBODY)
    plain = {key: counted for key, counted in words.items() if key not in COMMON_WORDS}
    sentence = _words(text[first:last])[1:]
    names = frozenset(root for root, small in sentence if not small and not root[0].isdecimal())
    return PlacedFigure(amount, _shown(text, amount, first, last), plain, names)


def _words(text: str) -> list[tuple[str, bool]]:
    """The stems of the English words of a text, and whether each is in small letters."""
    scanned = scan(text)
    spans = [span for span in in_line(scanned.spans) if not span.han]
    printed = (scanned.folded.span(span.start, span.end)[0] for span in spans)
    roots = stems([span.text for span in spans])
    return [(root, text[at].islower()) for root, at in zip(roots, printed, strict=True)]


def _in_chinese(text: str, amount: Amount, segmenter: Segmenter) -> PlacedFigure:
    first, last = _sentence(text, amount)
    before = fold_text(text[max(first, amount.start - _HAN[0]) : amount.start])
    behind = fold_text(text[amount.end : min(last, amount.end + _HAN[1])])
    words = {
        word: at >= 0 and at < _NOUN[1]
        for stretch in (behind, before)
        for run in HAN_RUN.findall(stretch)
        for word in segmenter.words_of([run])
        if len(word) > 1
        for at in (behind.find(word),)
    }
    clause = re.split("[,、]", before)[-1] + "\0" + re.split("[,、]", behind)[0]
    shown = _shown(text, amount, first, last)
    return PlacedFigure(amount, shown, words, beside=before + "\0" + behind, clause=clause)
