"""Days in English, one rule a row; the first rows go before the others."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import english_readings as read
from archive.dates.english_longer import RULES as LONGER
from archive.dates.english_patterns import (
    ANY_CASE,
    BC,
    CLOCK,
    DAY,
    FIGURE_AND_MONTH,
    FULL_MONTH,
    MONTH,
    MONTH_AND_FIGURE,
    MONTH_AND_YEAR,
    MONTHS,
    NOT_IN_NUMBER,
    PART,
    REST,
    TO,
    WEEKDAY,
    WEEKDAY_BEFORE,
    WHICH,
    YEAR,
    rule,
)
from archive.dates.festivals import ENGLISH_NAMES
from archive.dates.rules import BEFORE_THE_FIRST, no_days

_BEFORE: Final = r"(?:last|next|this|past|coming|current) "
_WHICH_UNIT: Final = re.compile(_BEFORE + r"(?:week|month|year|quarter|decade)")
_WHICH_WEEKDAY: Final = re.compile(_BEFORE + r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_WHICH_MONTH: Final = re.compile(
    r"(?:last|next|this) (?:jan|feb|mar|apr|may|ju|aug|sep|oct|nov|dec)"
)

_PART_AND_FIGURE: Final = re.compile(r"(?:early|mid|late|end)[- ](?:the year )?\d")

#: A month's name that is no other word, or with a word before it that makes it one.
_MONTH_ALONE: Final = re.compile(
    r"january|february|april|june|july|august|september|october|november|december|"
    r"(?:jan|feb|aug|sept|oct|nov|dec)\.|(?:in|since|until|by|early|late|mid|of)[ -](?:march|may)"
)

RULES: Final = (
    rule(
        BEFORE_THE_FIRST,
        rf"(?:\b(?:{DAY.format('')}\s+(?:of\s+)?)?{MONTH.format('')}(?:\s+{DAY.format(2)})?,?\s+)?{BC}",
        no_days,
        needs=re.compile(r"\d\s?b\.?\s?c"),
    ),
    *LONGER,
    rule(
        "day_and_month_to_day_and_month",
        rf"\b{MONTH.format('')}\s+{DAY.format('')}{TO}{MONTH.format(2)}\s+{DAY.format(2)}\b(?:,?\s+{YEAR.format('')})?",
        read.days_of_month,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "days_of_month",
        rf"\b{MONTH.format('')}\s+{DAY.format('')}{TO}{DAY.format(2)}\b(?!:|\s?%|\s+percent)(?:,?\s+{YEAR.format('')})?",
        read.days_of_month,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "days_of_month",
        rf"\b{DAY.format('')}{TO}{DAY.format(2)}\s+(?:of\s+)?{MONTH.format('')}(?:,?\s+{YEAR.format('')})?",
        read.days_of_month,
        needs=FIGURE_AND_MONTH,
    ),
    rule(
        "day_month_and_year",
        rf"\b{WEEKDAY_BEFORE}{MONTH.format('')}\s+{DAY.format('')},?\s+{YEAR.format('')}",
        read.full_day,
        needs=MONTH_AND_YEAR,
    ),
    rule(
        "day_month_and_year",
        rf"\b{NOT_IN_NUMBER}{WEEKDAY_BEFORE}{DAY.format('')}(?:\s+of)?[\s-]+{MONTH.format('')},?[\s-]+{YEAR.format('')}",
        read.full_day,
        needs=MONTH_AND_YEAR,
    ),
    rule(
        "month_to_month",
        rf"\b{FULL_MONTH.format('')}(?: {YEAR.format(1)})?{TO}{FULL_MONTH.format(2)}\b(?:,? (?:of )?{YEAR.format('')})?",
        read.months,
        words=MONTHS,
    ),
    rule(
        "year_to_year",
        rf"\b(?:(?<=between ){YEAR.format('')} and |{YEAR.format(3)}\s?(?:-|–|—|to|through|until)\s?)(?P<y2>1\d\d\d|20\d\d)(?!\d|[.,]\d|%)",
        read.years,
    ),
    rule(
        "year_to_year",
        r"\b(?P<y>1[5-9]\d\d|20\d\d)(?P<y3>)[-–/](?P<y2>\d\d)(?![\d-])(?!/)",
        read.years,
    ),
    rule(
        "day_and_month",
        rf"\b{WEEKDAY_BEFORE}{MONTH.format('')}\s+{DAY.format('')}\b(?!\s*(?:%|percent|:\d|,\d{{3}}))",
        read.near_day,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "day_and_month",
        rf"\b{NOT_IN_NUMBER}{WEEKDAY_BEFORE}{DAY.format('')}(?:\s+of)?\s+{MONTH.format('')}(?!\w)",
        read.near_day,
        needs=FIGURE_AND_MONTH,
    ),
    rule(
        "weekday_and_day_of_month",
        rf"\b{WEEKDAY.format('')},? the {DAY.format('')}\b(?!-)",
        read.weekday_of_month,
        words="day",
    ),
    rule(
        "quarter",
        r"\b(?P<q>first|second|third|fourth|final|last)[- ]quarter(?:,? "
        + REST.format(YEAR.format(""))
        + ")?(?!-?final)",
        read.ordinal_quarter,
        ANY_CASE,
        words="quarter|q1|q2|q3|q4",
    ),
    rule(
        "quarter",
        rf"\bQ(?P<q>[1-4])[ ,]*(?:of )?(?:{YEAR.format('')}|(?P<r>last|next|this) year)",
        read.ordinal_quarter,
        words="quarter|q1|q2|q3|q4",
    ),
    rule(
        "half_year",
        r"\b(?P<h>first|second) half (?:of )?" + REST.format(YEAR.format("")),
        read.half,
        ANY_CASE,
        words="half|h1|h2",
    ),
    rule(
        "half_year",
        rf"\bH(?P<h>[12]) (?:of )?(?:{YEAR.format('')}|(?P<r>last|next|this) year)",
        read.half,
        words="half|h1|h2",
    ),
    rule(
        "season",
        rf"\b(?<!/)(?:spring|summer|autumn|fall|winter)(?: of|,)? {YEAR.format('')}",
        lambda m, _: cal.year(int(m["y"])),
        ANY_CASE,
        words="spring|summer|autumn|fall|winter",
    ),
    rule(
        "month_of_another_year",
        rf"\b{PART}{MONTH.format('')} (?:of )?(?P<r>last|this|next) year\b",
        read.month_of_year,
        words="last year|this year|next year",
    ),
    rule(
        "day_in_figures",
        r"(?<![\d/])(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>19\d\d|20\d\d)(?![\d/])",
        lambda m, c: cal.either(c.published, int(m["y"]), int(m["a"]), int(m["b"])),
        words="/",
    ),
    rule(
        "month_and_year",
        rf"\b{PART}{MONTH.format('')},?\s+(?:of\s+)?{YEAR.format('')}",
        lambda m, _: cal.month(int(m["y"]), read.month_of(m), read.part_of(m)),
        needs=MONTH_AND_YEAR,
    ),
    rule(
        "holiday",
        rf"\b(?P<h>Christmas Day|Christmas Eve|Boxing Day|New Year's Day|New Year's Eve)(?:,? {YEAR.format('')})?",
        read.holiday,
        words="christmas|boxing|new year",
    ),
    rule(
        "festival",
        rf"\b(?P<f>{'|'.join(sorted(ENGLISH_NAMES, key=len, reverse=True))})\b(?:,? {YEAR.format('')})?",
        read.festival_day,
        ANY_CASE,
        words="festival|new year|easter",
    ),
    rule(
        "decade_to_decade",
        r"\b(?P<y>1[5-9]\d0|20\d0)s?(?: to | and |-|–)(?:the )?(?P<y2>1[5-9]\d0|20\d0)'?s\b",
        read.decades,
        words="0s|0's",
    ),
    rule(
        "decade",
        rf"\b(?:the )?(?P<at>{PART}(?P<y>1[5-9]\d0|20\d0|(?<=')[2-9]0)'?s)\b",
        read.decade,
        words="0s|0's",
    ),
    rule(
        "century",
        rf"\b{PART}(?:the )?(?P<c>\d\d(?:st|nd|rd|th)|{'|'.join(read.CENTURIES)})[-\s]+century\b(?! [Bb]\.?[Cc]|[- ]fox)",
        read.century,
        ANY_CASE,
        words="century",
    ),
    rule(
        "weekday_of_another_week",
        rf"\b{WHICH} {WEEKDAY.format('')}\b",
        read.relative_weekday,
        ANY_CASE,
        needs=_WHICH_WEEKDAY,
    ),
    rule(
        "month_of_another_year",
        rf"\b(?P<r>last|next|this) {FULL_MONTH.format('')}\b",
        read.relative_month,
        ANY_CASE,
        needs=_WHICH_MONTH,
    ),
    rule(
        "time_up_to_now",
        r"\b(?:in|over|during|for|within) (?P<at>the (?:last|past) (?P<u>week|month|year))\b",
        read.the_last_units,
        ANY_CASE,
        words="last |past |previous ",
    ),
    rule(
        "time_up_to_now",
        r"\b(?:the )?(?:last|past|previous) (?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<u>day|week|month|year|decade)s\b",
        read.the_last_units,
        ANY_CASE,
        words="last |past |previous ",
    ),
    rule(
        "another_week_month_or_year",
        rf"\b{PART}{WHICH} (?P<u>weekend|week|month|year|quarter|decade)\b(?!-)",
        read.relative_unit,
        ANY_CASE,
        needs=_WHICH_UNIT,
    ),
    rule(
        "so_long_ago_or_ahead",
        r"(?<![\d.,])\b(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<u>day|week|month|year|decade)s? (?P<dir>ago|from now|hence)\b",
        read.units_away,
        ANY_CASE,
        words="ago|hence|from now",
    ),
    rule(
        "day_beside_this_one",
        r"(?<!visit\(s\) )(?<![A-Za-z] (?=(?-i:Today)))\b(?:yesterday|this morning|this afternoon|this evening|today(?!\")|tonight|tomorrow|last night|last evening)\b(?!'s (?:world|youth|society))",
        read.named_day,
        ANY_CASE,
        words="yesterday|today|tonight|tomorrow|this morning|this afternoon|this evening|last night|last evening",
    ),
    rule(
        "weekday",
        rf"\b{WEEKDAY.format('')}\b(?! Night)",
        lambda m, c: cal.nearest_weekday(c.today, read.weekday_of(m["w"]), coming=c.coming),
        words="day",
    ),
    rule(
        "month",
        r"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<m>January|February|April|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(?<=[Ii]n )(?:March|May)|(?<=[Ss]ince )(?:March|May)|(?<=[Uu]ntil )(?:March|May)|(?<=[Bb]y )(?:March|May)|(?<=[Ee]arly )(?:March|May)|(?<=[Ll]ate )(?:March|May)|(?<=[Mm]id-)(?:March|May)|(?<=end of )(?:March|May))(?![\w-]|'(?!s\b))(?! (?!In\b|The\b|At\b|On\b)[A-Z][a-z]+)",
        lambda m, c: cal.nearest_month(
            c.today, read.month_of(m), coming=c.coming, part=read.part_of(m)
        ),
        needs=_MONTH_ALONE,
    ),
    rule(
        "year",
        rf"\b(?P<at>(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:the year )?{YEAR.format('')})\b(?![-–]\d|\s?(?:%|[Bb]\.?[Cc]\b|{CLOCK}|people|workers|troops|dead|miles|km|percent|points|dollars|articles|cases|yuan|seats))",
        read.year_alone,
    ),
    rule(
        "year_of_something",
        r"(?<=[a-z:] )(?P<y>19\d\d|20[0-4]\d)(?= [A-Za-z])(?! (?:to|and|or|people|workers|troops|dead|miles|km|percent|pct|points|dollars|dlrs|articles|cases|yuan|seats|barrels|tons|tonnes|mln|shares|jobs|homes|employees|students|metres|meters|soldiers|cars|units|children|families|companies|hours|days|years|pages|words|members|men|women|others|more|vs|versus|feet|acres|hectares|patients|deaths|votes|officers|police|books|rooms|beds|sq)\b)",
        lambda m, _: cal.year(int(m["y"])),
    ),
    rule(
        "part_of_year",
        rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd)[- ](?:the year )?{YEAR.format('')}\b",
        lambda m, _: cal.year(int(m["y"]), read.part_of(m)),
        needs=_PART_AND_FIGURE,
    ),
    rule(
        "year_before",
        r"\b(?:the )?(?P<at>previous year)\b",
        read.previous,
        ANY_CASE,
        words="previous year",
    ),
)
