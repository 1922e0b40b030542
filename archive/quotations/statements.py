"""The statements of an article: what its body says that somebody says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from archive.model.entity import Mention
from archive.model.paragraphs import paragraph_bounds
from archive.model.statement import Statement
from archive.quotations import chinese_words, english_words
from archive.quotations.chinese import chinese_statements
from archive.quotations.english import english_statements
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import SaidSpan
from archive.text.scan import HAN, scan

_HAN: Final = re.compile(f"[{HAN}]")
_LATIN: Final = re.compile("[A-Za-z]")

#: So many letters carry as much as one Han character.
_LETTERS: Final = 3

#: What a text holds to be looked through at all, if it has no English verb of saying.
_SPEAKS: Final = re.compile(f'[“「『"{chinese_words.VERB_BEGINNINGS}]|[報报][道導导]')


def find_statements(body: str, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """The statements of a body, in order of place, none over another.

    `mentions` are all that an article names, in order of place.
    """
    if not (_SPEAKS.search(body) or english_words.VERB.search(body)):
        return ()
    said = list(_without_overlaps(_said(body, NamedInBody(mentions))))
    return tuple(_placed(body, said)) if said else ()


def _said(body: str, named: NamedInBody) -> Iterator[SaidSpan]:
    talk = Talk()
    for number, (first, last) in enumerate(paragraph_bounds(body)):
        talk.paragraph = number
        han = len(_HAN.findall(body, first, last))
        letters = len(_LATIN.findall(body, first, last))
        read = chinese_statements if han * _LETTERS >= letters else english_statements
        yield from read(body, first, last, named, talk)


def _without_overlaps(said: Iterator[SaidSpan]) -> Iterator[SaidSpan]:
    reached = 0
    for one in sorted(said, key=lambda one: (one.start, -one.end)):
        if one.start >= reached and one.end > one.start:
            reached = one.end
            yield one


def _placed(body: str, said: Sequence[SaidSpan]) -> Iterator[Statement]:
    """Statements with the positions of their first and last word."""
    scanned = scan(body)
    spans = scanned.spans
    bounds = [scanned.folded.span(span.start, span.end) for span in spans]
    starts, ends = [one[0] for one in bounds], [one[1] for one in bounds]
    for one in said:
        first = bisect_right(ends, one.start)
        last = bisect_left(starts, one.end) - 1
        if first > last:
            continue
        # A run of Han characters may begin or end outside.
        low, high = spans[first], spans[last]
        into = max(0, one.start - starts[first]) if low.han else 0
        beyond = max(0, ends[last] - one.end) if high.han else 0
        width = high.end - high.start - 1 if high.han else 0
        direct = body[one.start] in '“「『"' and body[one.end - 1] in '”」』"'
        yield Statement(
            one.start,
            one.end,
            low.position + into,
            high.position + width - beyond,
            one.speaker,
            direct,
        )
