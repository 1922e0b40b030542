"""Stretches that a text gives by their ends or their length, made of the days that were read.

From Friday to 3 June; between now and November; three days starting on Monday; the week of
Sept. 18; 從上周四到十月一日.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.english.patterns import COUNT
from archive.dates.english.words import number_of
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.message import Message

#: What may stand between the ends of a stretch.
_BETWEEN: Final = re.compile(
    r",? (?P<to>to|and) (?:the )?|,? (?P<until>until|till|through) (?:the )?|"
    r"\s?(?P<on>起)?(?P<han>[到至])\s?|\s?(?P<dash>[-–—~])\s?"
)
_LONGEST: Final = 14

#: What must stand before the first end: "on Monday and Friday" is no stretch.
_FIRST: Final = re.compile(r"(?:\b(?P<word>from|between) (?:the )?|[從从由自]\s?)$", re.IGNORECASE)
_WORD_OF: Final = {"to": "from", "and": "between"}

#: An event that was moved from one day to another did not last from one to the other.
_MOVED: Final = re.compile(
    r"\b(?:postpon|delay|mov|push|resched|br[io]|shift|exten|chang|switch|revis)\w*\b[^.;\n]*$|\bput (?:off|back|forward)\b[^.;\n]*$"
)
_LOOK_BACK: Final = 60

#: With a dash between them, only days with their month are the ends of a stretch.
_DASHED: Final = ("day_month_and_year", "day_and_month", "day_in_figures")

#: A day without its year or week comes again after one.
_REPEATED: Final = {"day_and_month": "year", "month": "year", "weekday": "week"}

#: Words before the first or last day of a stretch that make it one.
_HEAD: Final = re.compile(
    r"\b(?:(?P<week>week (?:of|commencing|starting|beginning)(?: on)?)|"
    rf"(?:for )?(?P<n>{COUNT}) (?P<u>day|week)s?,? (?:starting|beginning)(?: from| on)?|"
    rf"for (?P<n2>{COUNT}) (?P<u2>day|week)s?,? from|"
    r"(?P<now>between now and|from now (?:to|until|till))) (?:the )?$",
    re.IGNORECASE,
)
#: Looked at first, since it is quick.
_HEAD_ENDS: Final = (" of ", "ing ", " on ", "rom ", "and ", " to ", "til ", "ill ", "the ")
_UNTIL_NOW: Final = re.compile(r" and (?:now|today)\b")

#: 十一月至翌年五月 ends after what was read of its last month.
_TOLD_FROM_FIRST: Final = "same_or_next"

_RULE: Final = Message("from_one_to_another")


def with_ranges(
    text: str, mentions: Iterable[MentionedDate], today: dt.date | None
) -> tuple[MentionedDate, ...]:
    """What was read, in order of place, the ends of a stretch put together."""
    done: list[MentionedDate] = []
    for mention in _joined(text, mentions):
        before = done[-1].end if done else 0
        done.append(_with_head(text, mention, before, today) or mention)
    return tuple(done)


def _joined(text: str, mentions: Iterable[MentionedDate]) -> Iterator[MentionedDate]:
    last: MentionedDate | None = None
    for mention in mentions:
        both = None if last is None else _from_to(text, last, mention)
        if last is not None and both is None:
            yield last
        last = both or mention
    if last is not None:
        yield last


def _from_to(text: str, first: MentionedDate, last: MentionedDate) -> MentionedDate | None:
    """From one to the other, if the text says so."""
    if last.start - first.end > _LONGEST or last.why.code == _TOLD_FROM_FIRST:
        return None
    if Precision.RANGE in (first.precision, last.precision):
        return None
    between = _BETWEEN.fullmatch(text, first.end, last.start)
    if between is None or not _is_stretch(between, text, first, last):
        return None
    in_order = first.first < last.first and first.last < last.last
    ends = (first.first, last.last) if in_order else _in_order(first, last)
    if ends is None:
        return None
    return _mention(text, first.start, last.end, Interval(*ends, Precision.RANGE), last)


def _in_order(first: MentionedDate, last: MentionedDate) -> tuple[dt.date, dt.date] | None:
    """The ends of a stretch whose last was read before its first, in order where possible."""
    begin: dt.date | None = first.first
    end: dt.date | None = last.last
    yearly = _REPEATED.get(first.why.code) == "year" == _REPEATED.get(last.why.code)
    if yearly and last.direction is Direction.PAST:
        begin = cal.moved(first.first, -1, "year")
    elif last.why.code in _REPEATED:
        end = cal.moved(last.last, 1, _REPEATED[last.why.code])
    else:
        return None
    return (begin, end) if begin and end and begin < end else None


def _is_stretch(
    between: re.Match[str], text: str, first: MentionedDate, last: MentionedDate
) -> bool:
    """Whether what stands between two days, and before the first, makes a stretch of them."""
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    word = _FIRST.search(before)
    if between["dash"]:
        return first.why.code in _DASHED and last.why.code in _DASHED
    if between["han"]:
        return bool(word or between["on"]) or first.precision is last.precision is Precision.DAY
    if between["to"] and (word is None or (word["word"] or "").lower() != _WORD_OF[between["to"]]):
        return False
    return _MOVED.search(before) is None


def _with_head(
    text: str, mention: MentionedDate, after: int, today: dt.date | None
) -> MentionedDate | None:
    """A stretch that begins or ends on a day, by the words before it."""
    if mention.precision is not Precision.DAY:
        return None
    if today and text.endswith(("between ", "Between "), 0, mention.start):
        now = _UNTIL_NOW.match(text, mention.end)
        reading = now and cal.between(cal.on(mention.first), cal.on(today))
        return now and reading and _mention(text, mention.start, now.end(), reading, mention)
    if not text.endswith(_HEAD_ENDS, 0, mention.start):
        return None
    head = _HEAD.search(text, max(after, mention.start - _LOOK_BACK), mention.start)
    if head is None:
        return None
    reading = _told_by(head, mention, today)
    return reading and _mention(text, head.start(), mention.end, reading, mention)


def _told_by(head: re.Match[str], mention: MentionedDate, today: dt.date | None) -> Interval | None:
    if head["week"]:
        return cal.week(mention.first)
    if head["now"]:
        return None if today is None else cal.between(cal.on(today), cal.on(mention.last))
    unit = (head["u"] or head["u2"]).lower()
    count = number_of(head["n"] or head["n2"]) * (7 if unit == "week" else 1)
    return cal.between(cal.on(mention.first), cal.on(mention.first, count - 1))


def _mention(
    text: str, start: int, end: int, reading: Interval, like: MentionedDate
) -> MentionedDate:
    first, last, precision, part = reading
    return MentionedDate(
        first, last, precision, part, start, end, text[start:end], like.direction, _RULE
    )
