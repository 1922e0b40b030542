"""The days that a text mentions, by rules in both languages.

English rules read the text itself, Chinese rules its folded form, so that one rule reads
Traditional, Simplified and full-width characters. A rule further up its table has
priority; what it has read is not read again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.table import RULES as CHINESE
from archive.dates.direction import outlook
from archive.dates.english.table import RULES as ENGLISH
from archive.dates.ranges import with_ranges
from archive.dates.read_so_far import Named, Taken
from archive.dates.rules import BEFORE_THE_FIRST, NAME_OF_A_DAY, Context, Rule
from archive.dates.windows import RuleTable, RuleWords, Windows
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.message import Message
from archive.model.scripts import HAN_CHARACTERS
from archive.text.folding import fold

#: 2025-09-19, 2026/3/31: year, month and day in figures, in either language.
_FIGURES: Final = Rule(
    "day_in_figures",
    re.compile(
        r"(?<![\d/.])(?<!(?<!\d)-)(?P<y>1[5-9]\d\d|20\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
        r"(?![\d/]|-(?!\d{4}[-/.])|\.\d)"
    ),
    lambda match, _: cal.day(int(match["y"]), int(match["m"]), int(match["d"])),
    needs=re.compile(r"[12]\d\d\d[-/.]\d"),
)

#: 21-04-2016: only where the first can be no month; 03.05.2015: with points, the day stands first.
_BACKWARDS: Final = Rule(
    "day_in_figures",
    re.compile(
        r"(?<![\d/.-])(?P<d>1[3-9]|2\d|3[01]|(?:1[0-2]|0?[1-9])(?=\.))(?P<s>[-.])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<y>(?:19|20)\d\d)"
        r"(?![\d/-]|\.\d)"
    ),
    _FIGURES.read,
    needs=re.compile(r"\d[-.]\d\d?[-.](?:19|20)\d\d"),
)

_IN_FIGURES: Final = (_FIGURES, _BACKWARDS)

_FIGURES_ALONE: Final = RuleTable(_IN_FIGURES)
_ENGLISH: Final = RuleTable((*_IN_FIGURES, *ENGLISH))
_CHINESE: Final = RuleTable(CHINESE)

#: Signs that are written in several ways, character for character.
_STRAIGHT: Final = tuple(zip("‘’“”\u00a0\u2009\u202f", "''\"\"   ", strict=True))

#: Names in small letters, as in quoted posts; "march", "may" and "august" only beside a figure.
_SMALL_NAMES: Final = (
    *"january february march april may june july august september october november december".split(),
    *"monday tuesday wednesday thursday friday saturday sunday".split(),
)
_SMALL: Final = re.compile(
    r"\b(?:january|february|april|june|july|september|october|november|december|"
    r"(?:march|may|august)(?= \d\d?(?:st|nd|rd|th)\b)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
)

#: Some word of every English expression, or figures as some have them. These begin with a class of
#: characters, which is found far faster than one of several beginnings.
_LATIN: Final = (
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|day|night|morning|evening|week|month|year|decade|"
    "century|quarter|half|tomorrow|twenty-tens|Festival|Year|Easter|spring|summer|autumn|fall|this winter|"
    "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
).split("|")
_LATIN_FIGURES: Final = re.compile(
    r"[A-Za-z:\d](?:(?<=[A-Za-z:]) \d{4}|(?<=E:)\d{4}|(?<=\d)(?:0'?s|/\d\d?/\d)|(?<=t)(?:ies\b|he \d\d)|"
    r"(?<=[QHY])\d|(?<=\A\d)\d{3})"
)

#: Every day in figures alone has these.
_ANY_FIGURES: Final = re.compile(r"\d[-/.]\d")

_SOME_LATIN: Final = frozenset(_LATIN)
_QUICK: Final = RuleWords((*_SMALL_NAMES, *_LATIN))
_HAN: Final = re.compile(f"[{HAN_CHARACTERS}]")

#: Rules whose matches stay text as a whole where there is no such day: 2月30日 is not February, and
#: the March of 44 B.C. is not of this year.
_WHOLE: Final = (
    "day_month_and_year",
    "day_and_month",
    _FIGURES.code,
    BEFORE_THE_FIRST,
    NAME_OF_A_DAY,
)

#: The rules of 同日 and 翌日.
_COUNTED: Final = "same_or_next"


def mentioned_dates(
    text: str, published: dt.date | None, *, inferred: bool = False
) -> tuple[MentionedDate, ...]:
    """The days that a text mentions, in order of place, none overlapping another.

    `published` is its publication day. Where it is None or only inferred, nothing is counted from
    it: expressions that need it stay text. Days before the year 1 and impossible ones stay text too.
    """
    today = None if inferred else published
    taken = Taken(len(text))
    straight = _straight(text)
    quick = _QUICK.places(straight)
    if not quick.keys().isdisjoint(_SMALL_NAMES):
        straight = _capitalised(straight)
        quick = _QUICK.places(straight)
    mentions: list[MentionedDate] = []
    if (table := _table_for(straight, quick)) is not None:
        mentions += (
            _mention(text, start, end, reading, why, coming)
            for start, end, reading, why, coming in _read(table, straight, today, taken)
        )
    if _HAN.search(text):
        folded = fold(text)
        for start, end, reading, why, coming in _read(
            _CHINESE, folded.text, today, Taken(len(folded.text)), chinese=True
        ):
            first, last = folded.span(start, end)
            if taken.is_free(first, last):
                mentions.append(_mention(text, first, last, reading, why, coming))
    mentions.sort(key=lambda mention: mention.start)
    return tuple(
        mention
        if mention.text == (written := text[mention.start : mention.end])
        else replace(mention, text=written)
        for mention in with_ranges(straight, mentions, today)
    )


def _straight(text: str) -> str:
    """A text with plain signs; each replaced by itself, as a table costs time at every character."""
    for sign, plain in _STRAIGHT:
        text = text.replace(sign, plain)
    return text


def _capitalised(text: str) -> str:
    """A text with a capital in names of days and months in small letters, where they are no words."""
    return _SMALL.sub(lambda match: match[0].capitalize(), text)


def _table_for(text: str, quick: Collection[str]) -> RuleTable | None:
    """The rules that may read something in a text which has these quick words; None for none."""
    if not _SOME_LATIN.isdisjoint(quick) or _LATIN_FIGURES.search(text):
        return _ENGLISH
    return _FIGURES_ALONE if _ANY_FIGURES.search(text) else None


def _mention(
    text: str, start: int, end: int, reading: Interval, rule: str, coming: bool
) -> MentionedDate:
    direction = Direction.COMING if coming else Direction.PAST
    first, last, precision, part = reading
    return MentionedDate(
        first, last, precision, part, start, end, text[start:end], direction, Message(rule)
    )


def _read(
    table: RuleTable, text: str, today: dt.date | None, taken: Taken, *, chinese: bool = False
) -> Iterator[tuple[int, int, Interval, str, bool]]:
    """What rules read in a text: places in it, the interval, the rule, the direction.

    What is counted from an earlier day is read last, when all others are known.
    """
    named, days, told = Named(), Named(), Named()
    before: Rule | None = None
    for rule, match, start, end in _matches(table, text):
        if rule is not before:
            named.settle()
            days.settle()
            told.settle()
            before = rule
        if not taken.is_free(start, end):
            continue
        coming, likely = outlook(text, start, end, chinese=chinese)
        last, day = named.before(start), days.before(start)
        past = told.before(start) if rule.code == _COUNTED else None
        context = Context(
            today,
            coming,
            last and last[1],
            day and day[1],
            last[0] if last else 0,
            likely,
            past and past[1],
        )
        try:
            reading = rule.read(match, context)
        except LookupError:
            continue  # no publication day, or no such number
        if reading is None:
            if rule.code in _WHOLE:
                taken.take(start, end)
            continue
        taken.take(start, end)
        named.add(start, reading.first)
        if reading.precision is Precision.DAY:
            days.add(start, reading.first)
            if today is None or reading.first <= today:
                told.add(start, reading.first)
        yield start, end, reading, rule.code, coming


def _matches(table: RuleTable, text: str) -> Iterator[tuple[Rule, re.Match[str], int, int]]:
    """Where patterns of rules match, and the place of the expression."""
    windows = Windows(text, table)
    for rule in windows.rules():
        found_in = rule.pattern.finditer
        for first, last in windows.of(rule):
            for match in found_in(text, first, last):
                start, end = match.span("at" if "at" in rule.pattern.groupindex else 0)
                while end > start and text[end - 1] in " \n,":
                    end -= 1
                while start < end and text[start] in " \n":
                    start += 1
                if start < end:
                    yield rule, match, start, end
