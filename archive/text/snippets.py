"""Snippets: the few fragments of a text that best show why it was found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from archive.text.marks import Occurrence, merge
from archive.text.scan import HAN, HAN_RUN

#: The width of a fragment; a Han character counts two, so that both scripts fill a line alike.
FRAGMENT_WIDTH: Final = 160

#: How much of it may stand before the first mark where no sentence begins nearer.
BEFORE_MARK: Final = 60

#: A fragment that would begin or end inside an unbroken stretch longer than this is cut in it.
LONGEST_WORD: Final = 200

#: How many places are weighed for a fragment; the first of each thing asked is always among them.
PLACES: Final = 400

MOST_FRAGMENTS: Final = 3

_HAN: Final = re.compile(f"[{HAN}]")

#: A row of full stops is bounded, because a match may begin at each of them.
_SENTENCE: Final = regex.compile(
    r"(?:[。！？!?]+[”’」』）)\"']*|[.!?]{1,200}[\"'”’)]*(?=\s)|\n\s*\n)(?![\p{M}\p{Cf}])"
)
_CLAUSE: Final = re.compile(r"[，、；：]|[,;:](?=\s)")
_LEADING: Final = regex.compile(
    r"[\s，。、；：！？,.;:!?)\]」』”’）》…·•*#>|\-–—]+(?![\p{M}\p{Cf}])"
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a text: `text` is `original[start:start + len(text)]`; marks count into it."""

    start: int
    text: str
    marks: tuple[tuple[int, int], ...]


def _width(text: str) -> int:
    """The width of a stretch."""
    return len(text) if text.isascii() else len(text) + sum(map(len, HAN_RUN.findall(text)))


def _reach(text: str, start: int, width: int) -> int:
    """How far from `start` a stretch of this width goes."""
    end = min(len(text), start + width)
    while (over := _width(text[start:end]) - width) > 0:
        # Each step takes at least one character away and never one too many.
        end -= (over + 1) // 2
    return end


def _joined(text: str, at: int) -> bool:
    """Whether cutting before `text[at]` would split a word or a combining sequence."""
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after) in ("Mn", "Me", "Mc", "Cf"):
        return True
    if unicodedata.category(before) == "Cf" or "\ud800" <= before <= "\udbff":
        return True
    if _HAN.match(before) or _HAN.match(after):
        return False
    return not before.isspace() and not after.isspace()


def _cut(text: str, at: int, step: int) -> int:
    """The nearest place from `at` on, forwards or backwards, that splits nothing."""
    place = at
    while _joined(text, place):
        place += step
        if abs(place - at) > LONGEST_WORD:
            return at
    return place


def _begin(text: str, mark: int) -> int:
    """Where a fragment that shows the mark at `mark` begins: a sentence, else a word near it."""
    floor = max(0, mark - FRAGMENT_WIDTH)
    before = text[floor:mark]
    ends = list(_SENTENCE.finditer(before))
    start = floor + ends[-1].end() if ends else (0 if floor == 0 else -1)
    if start < 0 or _width(text[start:mark]) > FRAGMENT_WIDTH * 2 // 3:
        lead = text[floor:mark][::-1]
        start = _cut(text, mark - _reach(lead, 0, BEFORE_MARK), -1)
    leading = _LEADING.match(text, start, mark)
    return leading.end() if leading else start


def _finish(text: str, start: int, least: int) -> int:
    """Where a fragment from `start` ends: at a sentence end, else between words.

    Not before `least`, not beyond the paragraph.
    """
    place = _reach(text, start, FRAGMENT_WIDTH)
    paragraph = text.find("\n\n", least, place)
    if paragraph >= 0:
        return paragraph
    if place >= len(text):
        return len(text)
    place = max(place, least)
    sentences = _SENTENCE.finditer(text, start, place + 1)
    ends = [m.end() for m in sentences if least <= m.end() <= place]
    if ends and (ends[-1] - start) * 5 >= (place - start) * 3:
        return ends[-1]
    clauses = [m.end() for m in _CLAUSE.finditer(text, start, place) if m.end() >= least]
    clauses = [end for end in clauses if not _joined(text, end)]
    if clauses and (clauses[-1] - start) * 5 >= (place - start) * 4:
        return clauses[-1]
    back = _cut(text, place, -1)
    return back if back >= max(least, start + 1) else _cut(text, place, 1)


def _fragment(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Fragment:
    while end > start and text[end - 1].isspace():
        end -= 1
    inside = tuple((a - start, b - start) for a, b in marks if a >= start and b <= end)
    return Fragment(start, text[start:end], inside)


def _places(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Where fragments may begin: all occurrences, or a bounded choice of very many."""
    if len(occurrences) <= PLACES:
        return list(occurrences)
    first: dict[int, Occurrence] = {}
    for occurrence in occurrences:
        first.setdefault(occurrence.what, occurrence)
    step = len(occurrences) // PLACES + 1
    return sorted({*first.values(), *occurrences[::step]})


class _Window(NamedTuple):
    """A stretch round occurrences: what is in it, how often what follows in a query follows here,
    and how many occurrences it has."""

    start: int
    end: int
    things: frozenset[int]
    in_order: int
    times: int


def _windows(text: str, occurrences: Sequence[Occurrence]) -> list[_Window]:
    windows = []
    covered = -1
    at = 0
    for occurrence in _places(occurrences):
        if occurrence.end <= covered:
            continue
        start = _begin(text, occurrence.start)
        end = _finish(text, start, occurrence.end)
        while at < len(occurrences) and occurrences[at].start < start:
            at += 1
        inside = []
        for inner in (occurrences[number] for number in range(at, len(occurrences))):
            if inner.start >= end:
                break
            if inner.end <= end:
                inside.append(inner.what)
        order = sum(after == before + 1 for before, after in pairwise(inside))
        windows.append(_Window(start, end, frozenset(inside), order, len(inside)))
        covered = end
    return windows


def _weights(occurrences: Sequence[Occurrence]) -> dict[int, float]:
    """How much each thing says: the rarer it is in this text, the more."""
    counts = Counter(occurrence.what for occurrence in occurrences)
    return {what: 1 + 1 / count for what, count in counts.items()}


def fragments(
    text: str, occurrences: Sequence[Occurrence], most: int = MOST_FRAGMENTS
) -> list[Fragment]:
    """Up to `most` fragments, in order of place: those that say most of what is asked.

    These have the most different things, rare ones before frequent ones, and in the order asked.
    Without occurrences, the beginning of the text. Fragments do not overlap.
    """
    if not occurrences:
        begin = _LEADING.match(text)
        start = begin.end() if begin else 0
        return [_fragment(text, start, _finish(text, start, start), ())] if text.strip() else []
    marks = merge(occurrences)
    weights = _weights(occurrences)
    windows = _windows(text, occurrences)
    chosen: list[tuple[int, int]] = []
    shown: frozenset[int] = frozenset()

    def worth(window: _Window) -> tuple[float, int, float, int, int]:
        new = sum(weights[what] for what in window.things - shown)
        every = sum(weights[what] for what in window.things)
        return round(new, 6), window.in_order, round(every, 6), window.times, -window.start

    while windows and len(chosen) < most:
        best = max(windows, key=worth)
        chosen.append((best.start, best.end))
        shown |= best.things
        windows = [w for w in windows if w.end <= best.start or w.start >= best.end]
    return [_fragment(text, start, end, marks) for start, end in sorted(chosen)]
