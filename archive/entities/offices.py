"""Offices belong to their place: 加拿大運輸署 is not that of Hong Kong.

The place straight beside an office decides, whichever it is. Where none stands there it may be the
one of the text's own place (`homes.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from archive.entities.entries import Entry
from archive.entities.homes import Homes
from archive.model.entity import Kind
from archive.text.folding import Folded, fold_text

#: How far a place beside an office is looked for, and what may stand between.
_BESIDE: Final = 24
_BETWEEN: Final = re.compile(r"(?:'s|’s)?\s*|[省市區县縣州郡]?(?:特區|特别行政區|政府|地方|当局)?")
_CAPITALISED: Final = re.compile(r"(?<![.!?\n] )(?<!\A)\b([A-Z][\w.’'-]*) \Z")
_NO_PART: Final = frozenset(
    ("The", "A", "And", "But", "In", "At", "By", "For", "From", "While", "When")
)
_SIGN: Final = re.compile(
    fold_text("[美俄英法德日韓朝印以烏伊巴澳加泰越菲馬新港台臺澳省市縣區該兩各]")
)
_OF: Final = re.compile(r" (?:of|in) (?:the )?")


class Offices:
    """Says of offices whether another place than their own stands beside them."""

    def __init__(self, entries: Mapping[str, Entry], homes: Homes) -> None:
        self._homes: dict[str, set[str]] = {}
        for id_, entry in entries.items():
            if entry.entity.kind is Kind.PLACE:
                for name in entry.entity.all_names():
                    self._homes.setdefault(fold_text(name), set()).add(homes.of(id_))
        self._names = [name for name in self._homes if len(name) > 1]
        self._places = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def are_elsewhere(self, entry: Entry, name: str, text: Folded, start: int, end: int) -> bool:
        """Whether an office that `name` names here is another place's of the same name."""
        if not entry.home or entry.entity.kind is not Kind.ORGANISATION:
            return False
        beside = [*self._before(text.text, start), *self._behind(text.text, end)]
        if beside:
            return entry.home not in beside
        # Of a bare name, what stands before it is a part: Ukrainian Defence Ministry, 美財政部.
        return name in entry.local and self._goes_before(text, start)

    @staticmethod
    def _goes_before(text: Folded, start: int) -> bool:
        """Whether a capitalised word in a sentence or the sign of a country stands before it."""
        if text.text[start : start + 1].isascii():
            first = text.span(start, start + 1)[0]
            before = _CAPITALISED.search(text.original, max(0, first - _BESIDE), first)
            return before is not None and before[1] not in _NO_PART
        return _SIGN.search(text.text, max(0, start - 1), start) is not None

    def _before(self, text: str, start: int) -> Iterator[str]:
        """The homes of the place that stands straight before a name."""
        before = text[max(0, start - _BESIDE) : start]
        for number, _, end in self._places.find_matches_as_indexes(before):
            if _BETWEEN.fullmatch(before, end):
                yield from self._homes[self._names[number]]

    def _behind(self, text: str, end: int) -> Iterator[str]:
        """The homes of the place that an English name goes on with: of Canada."""
        if match := _OF.match(text, end):
            behind = text[match.end() : match.end() + _BESIDE]
            for number, start, _ in self._places.find_matches_as_indexes(behind):
                if not start:
                    yield from self._homes[self._names[number]]
