"""Days in English, one rule a row; the first rows have priority.

Expressions of several pieces stand above the pieces that they are made of.
"""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.english import days, distances, months, weeks, words, years
from archive.dates.english.patterns import (
    ANY_CASE,
    BC,
    CLOCK,
    COUNT,
    DAY,
    FIGURE_AND_MONTH,
    FULL_MONTH,
    MONTH,
    MONTH_AND_COUNT,
    MONTH_AND_FIGURE,
    MONTH_AND_ORDINAL,
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
from archive.dates.rules import BEFORE_THE_FIRST, NAME_OF_A_DAY, each, no_days

_BEFORE: Final = "last |next |this |past |coming |current "

#: A month's name that is no other word, or with a word before it that makes it one.
_MONTH_ALONE: Final = (
    "january|february|april|june|july|august|september|october|november|december|"
    "jan.|feb.|aug.|sept.|oct.|nov.|dec.|"
    + each("in|since|until|by|early|late|mid|of|its|same", " |-", "march|may")
)

#: Of every year that is not in words.
_FOUR_FIGURES: Final = re.compile(r"[12]\d\d\d")

_NTH: Final = r"(?P<o>first|second|third|fourth|fifth|last|final)"

#: The month or year that something is told of.
_WHOLE: Final = (
    rf"(?:(?P<r>this|next|last|previous) (?P<u>month|year)|{MONTH.format('')}"
    rf"(?:,?\s+(?:of\s+)?{YEAR.format('')}|\s+(?P<ry>this|next|last) year)?|{YEAR.format(2)})(?!\w)"
)

_SHORT_WEEKDAY: Final = (
    r"(?P<w{0}>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:(?<=Tue)s|(?<=Wed)nes|(?<=Thu)rs?|(?<=Sat)ur)?"
    r"(?:day)?\b"
)

_WEEK: Final = r"(?P<r>this|next|last|past|coming|current|previous) week"

#: Between the ends of a stretch, where "and" names two days.
_THROUGH: Final = r"\s?(?:-|–|—|to|through|until|till)\s?"

#: Of "the week after next", not of "the week after next Monday".
_ENDS: Final = r"(?=[.,;:!?)\"']|\s*$| (?:and|or|but|to|for|in|at|on|when|with|as|by|is|was|were|will|would|that)\b)"

#: Behind "this year and next".
_END_OF_UNITS: Final = r"[.,;:!?)\"]|\s*$|\s-| (?:and|or|but|to|toward|for|in|on|when|with|as|by|will|would|because|after|if|than|from)\b"

#: Behind "the day before", which is not of an election.
_NOTHING_TOLD: Final = r"(?=[.,;:!?)\"]|\s*$| (?:and|or|but|when|because|while|with)\b)"

_DECADES: Final = "|".join(years.DECADES)

#: A day of a month in words.
_ORDINAL: Final = (
    r"(?P<o>(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    rf"{'|'.join(days.ORDINALS)})"
)

_YEAR_BEHIND: Final = rf"(?:,?\s+{YEAR.format('')})?"

#: Days below ten as some agencies spell them, with a capital.
_SPELLED: Final = "[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine"

#: What is counted by month: figures of trade and of the economy.
_FIGURES: Final = (
    "sales|shipments|figures|output|production|exports|imports|trading|volume|quarter|period|report|meeting|trade|billings|"
    "load|traffic|data|index|deficit|surplus|earnings|results|revenues|revenue|income|stocks|orders|retail|crude|consumer|"
    "producer|wholesale|unemployment|inflation|prices|rates|bookings|deliveries|registrations|contract|contracts|futures|"
    "delivery|shipment|position|positions|loading|gasoline|heating oil|gold|silver|copper|corn|wheat|cattle|hogs|cotton|"
    "sugar|cocoa|coffee|platinum"
)
#: How they move; behind May these are verbs.
_MOVES: Final = "gains?|rise|increase|decline|drop|fall|survey|rate|level|total|average"
#: Behind March or May, as a month.
_GOES_ON: Final = "(?!for\\b|on\\b|of\\b|madness\\b|organi[sz]ers\\b)[a-z]"

_WEEKDAYS: Final = each("mon|tues|wednes|thurs|fri|satur|sun", "day")

#: Adjectives that make a name of a weekday: colours, and what newspapers call a day of sales or blood.
_NAMING: Final = (
    "Black|White|Red|Blue|Green|Grey|Gray|Golden|Silver|Ruby|Purple|Bloody|Super|Cyber|Giving|Fat|Mad|Manic|"
    "Holy|Bright|Casual|Freaky|Lazy|Stormy|Rainy|Happy|Merry|Big|Dirty|Wild|Mothering|Rose|Carnival|Spy|Bowl|Man|Girl"
)

#: Nouns that have a weekday in their name: newspapers, programmes, clubs, treaties.
_NAMED: Final = (
    "Times|Telegraph|Express|Mail|Mirror|Post|Herald|Independent|Examiner|Tribune|Observer|Sport|Star|Review|"
    "Night|Nights|Live|Morning Post|Morning Herald|Agreement|agreement|Accord|accord|Accords|deal|Massacre|Club|School|Mosque|Island|Islands|"
    "Evening Post|Group|Books|Market|Bridge"
)

_MONTH_NAMES: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_CAPITALS: Final = _MONTH_NAMES.replace("May|", "").upper()

#: Words before a weekday that is somebody's name: played by, as, named.
_CALLED_WORDS: Final = (
    "as|named|called|play|plays|played|playing|portrays|portrayed|portraying|character|heroine|actress|"
    "miss|ms|mrs|mr|and|of|with|'s"
)
_CALLED: Final = rf"(?:(?i:{_CALLED_WORDS}) )"

#: Behind a name that begins a sentence: Wednesday Addams is.
_OF_SOMEONE: Final = r"(?='s\b|[,.!?:]|$| (?:is|was|has|had|and|in|[a-z]{2,10}s)\b)"

#: A day of a list: 3, 5 and 7 March; March 3, 5 and 7.
_DAY_OF_LIST: Final = r"(?:3[01]|[12]\d|[1-9])(?!\d)"
_LISTED: Final = rf"{_DAY_OF_LIST}(?:st|nd|rd|th)?"
_NEXT: Final = r"(?:, |,? and |,? or )"
_END_OF_LIST: Final = r"(?=[.,;:!?)]|$| (?:in|at|on|for|to|with|when|of|by|and|were|was|will|between|during|after|as|but)\b)"
_NEXT_OF_LIST: Final = rf"(?=(?:, {_LISTED}){{0,5}},? (?:and|or) {_LISTED}{_END_OF_LIST})"

#: The year or month whose end or beginning is told of.
_ENDED: Final = rf"(?:(?:the )?(?P<r>this|last|next|previous|current) year|{MONTH.format('')}(?:,? (?:of )?{YEAR.format('')})?|(?:the year )?{YEAR.format(2)})(?!\w)"

#: Years of two numbers: 2019-20.
_SPLIT: Final = r"(?P<y{0}>(?:19|20)\d\d)\s?[-–/]\s?(?P<y{1}>\d\d|20\d\d)"

RULES: Final = (
    rule(
        NAME_OF_A_DAY,
        rf"\b(?:{_NAMING})[- ]{WEEKDAY.format('')}\b(?! [0-3]?\d\b)",
        no_days,
        words=each(_NAMING.lower(), " |-", _WEEKDAYS),
    ),
    rule(
        NAME_OF_A_DAY,
        rf"\b(?:Good )?{WEEKDAY.format('')} (?:{_NAMED})\b",
        no_days,
        words=each(_WEEKDAYS, " ", _NAMED.lower()),
    ),
    rule(
        NAME_OF_A_DAY,
        rf"\b{_CALLED}{WEEKDAY.format('')} (?!{_MONTH_NAMES}|[A-Z]+\b)[A-Z][a-z]{{2,15}}{_OF_SOMEONE}",
        no_days,
        words=each(_CALLED_WORDS, " ", _WEEKDAYS),
    ),
    rule(
        NAME_OF_A_DAY,
        rf"(?:(?<=\A)|(?<=[.!?] )|(?<=[\n\"])){WEEKDAY.format('')} (?!(?:U|US|UK|President|Prime|New|The|I|{_MONTH_NAMES})\b)[A-Z][a-z]{{2,15}}{_OF_SOMEONE}",
        no_days,
        words="day",
    ),
    rule(
        NAME_OF_A_DAY,
        rf"\b(?:[Ee]ach|[Ee]very)(?: other| single| second)? {WEEKDAY.format('')}\b",
        no_days,
        words="each|every",
    ),
    rule(
        "financial_year",
        rf"\b(?:{_SPLIT.format('', 2)} (?:(?:financial|fiscal|tax|budget)|(?P<school>school|academic)) year|"
        rf"(?:FY ?|(?:[Ff]iscal|[Ff]inancial)(?: year)? ){_SPLIT.format(3, 4)})(?![\d-])",
        years.split_year,
        words="financial |fiscal |financial year|fiscal year|tax year|budget year|school year|academic year|fy1|fy2|fy 1|fy 2",
    ),
    rule(
        "financial_year",
        r"\b(?P<r>this|next|last|current|coming|upcoming|new) (?:financial|fiscal) year\b(?!-| (?:end|to (?:[A-Z][a-z]|end\b|\d)|which|that|beginning|starting))",
        years.relative_financial_year,
        words="financial year|fiscal year",
    ),
    rule(
        "financial_year",
        rf"\b(?<!quarter )(?<!quarter of )(?:[Ff]iscal|[Ff]inancial)(?: year)? {YEAR.format('')}\b(?![-/])",
        years.fiscal_year,
        words="fiscal 1|fiscal 2|fiscal year|financial 1|financial 2|financial year",
    ),
    rule(
        "year",
        rf"\bFY ?{YEAR.format('')}\b",
        lambda m, _: cal.year(int(m["y"])),
        words="fy1|fy2|fy 1|fy 2",
    ),
    rule(
        "day_of_another_year",
        rf"\b(?:{MONTH.format('')}(?:\s+{DAY.format('')})?|{DAY.format(2)}\s+{MONTH.format(2)}),? (?P<n>{COUNT}) years? ago\b",
        days.day_of_years_ago,
        words="year ago|years ago",
    ),
    rule(
        "months_of_year",
        rf"\b(?P<o>first|last|final) (?P<n>{COUNT}) (?P<u>day|week|month)s (?:of|in) {_ENDED}",
        months.end_of_whole,
        words="days of|weeks of|months of|days in|weeks in|months in",
    ),
    rule(
        "quarters_of_year",
        r"\b(?P<q>first|second|third)(?: and|,| to|-)(?: the)? (?P<q2>second|third|fourth)[- ]quarters?(?:,? "
        + REST.format(YEAR.format(""))
        + ")?",
        months.quarters_of_year,
        words="quarter",
    ),
    rule(
        BEFORE_THE_FIRST,
        rf"(?:\b(?:{DAY.format('')}\s+(?:of\s+)?)?{MONTH.format('')}(?:\s+{DAY.format(2)})?,?\s+)?{BC}",
        no_days,
        needs=re.compile(r"\d\s?b\.?\s?c"),
    ),
    rule(
        "day_and_month",
        rf"\b{MONTH.format('')} (?P<o>{_SPELLED})\b(?! (?!Annual)[A-Z]|-| (?:years?|months?|weeks?|days?|hours?|people|men|women|others|more|of|pct|percent|cts|mln|billion|dlrs|times|new)\b)",
        days.spelled_day,
        needs=MONTH_AND_COUNT,
    ),
    rule(
        "day_of_another_year",
        rf"\b(?:{DAY.format('')} {MONTH.format('')}|{MONTH.format(2)} {DAY.format(2)}),? (?:of )?"
        r"(?P<r>last|this|next) year\b",
        days.day_of_year,
        words="last year|this year|next year",
    ),
    rule(
        "season",
        r"\b(?:(?:(?:this )?past|last|this) (?P<s>spring|summer|autumn|fall)|this (?P<s2>winter))\b(?! (?:Olympic|Games|festival|solstice))",
        years.season,
        words="spring|summer|autumn|fall|this winter",
    ),
    rule(
        "day_and_month",
        rf"\b{_ORDINAL} (?:day )?of {MONTH.format('')}{_YEAR_BEHIND}",
        days.day_in_words,
        words="st of |nd of |rd of |th of |st day of |nd day of |rd day of |th day of ",
    ),
    rule(
        "day_and_month",
        rf"\b{MONTH.format('')} (?:the )?{_ORDINAL}(?:{_YEAR_BEHIND}(?=[.,;:!?)]|\s*$))",
        days.day_in_words,
        needs=MONTH_AND_ORDINAL,
    ),
    rule(
        "weekday_and_day_of_month",
        rf"\b{WEEKDAY.format('')} the {_ORDINAL}(?=[.,;:!?)]|\s*$)",
        days.weekday_of_month_in_words,
        words="day the ",
    ),
    rule(
        "weekday_of_month",
        rf"\b{_NTH} {WEEKDAY.format('')} (?:of|in) {_WHOLE}",
        weeks.weekday_of_whole,
        words="day of|day in",
    ),
    rule(
        "week_of_month_or_year",
        rf"\b{_NTH} (?:full )?week (?:(?:of|in) {_WHOLE}|(?P<next>this|next|last) year\b)",
        weeks.week_of_whole,
        words="week of|week in|week next|week this|week last",
    ),
    rule(
        "weekdays_of_another_week",
        rf"\b{_WEEK},? (?:from|between) {_SHORT_WEEKDAY.format('')}{TO}{_SHORT_WEEKDAY.format(2)}",
        weeks.weekdays_of_week,
        words="week from|week between|week, ",
    ),
    rule(
        "weekdays_of_another_week",
        rf"\b{WEEKDAY.format('')}{_THROUGH}{WEEKDAY.format(2)} (?:of )?{_WEEK}\b(?!'s)",
        weeks.weekdays_of_week,
        words="day this week|day next week|day last week|day of ",
    ),
    rule(
        "weekday_of_another_week",
        rf"\b{WEEKDAY.format('')},? (?:of )?{_WEEK}\b(?!'s)",
        weeks.weekday_of_week,
        words="day this week|day next week|day last week|day of |day past|day coming",
    ),
    rule(
        "weekday_of_another_week",
        rf"\b{_WEEK} (?:on )?{WEEKDAY.format('')}\b(?!'s)",
        weeks.weekday_of_week,
        words="week on |week mon|week tue|week wed|week thu|week fri|week sat|week sun",
    ),
    rule(
        "days_of_another_month",
        rf"\b{DAY.format('')}{_THROUGH}{DAY.format(2)} of {WHICH} month\b",
        days.days_of_other_month,
        words=" month",
    ),
    rule(
        "day_of_another_month",
        r"\b(?P<d>3[01]|[12]?\d)(?:st|nd|rd|th) (?:day )?of "
        r"(?P<r>last|next|this|previous|current) month\b",
        days.day_of_other_month,
        words=" month",
    ),
    rule(
        "day_beside_this_one",
        r"\bthe day (?P<x>before yesterday|after tomorrow)\b",
        days.second_day,
        ANY_CASE,
        words="before yesterday|after tomorrow",
    ),
    rule(
        "time_ahead",
        rf"\bwithin (?P<n>{COUNT}) (?P<u>day|week|month|year)s? (?:of|from) (?:now|today)\b",
        distances.within,
        ANY_CASE,
        words="from now|from today|of today|of now",
    ),
    rule(
        "so_long_from_another_day",
        rf"\b(?P<n>{COUNT}) (?P<u>day|week)s? (?P<dir>from|after|before) "
        r"(?P<b>today|tomorrow|yesterday)\b(?!'s)",
        distances.away_from_day,
        ANY_CASE,
        words="yesterday|from to|after to|before to",
    ),
    rule(
        "so_many_weekdays_from_now",
        rf"\b(?P<n>{COUNT}) {WEEKDAY.format('')}s? from now\b",
        distances.weekdays_away,
        words="from now",
    ),
    rule(
        "so_long_ago_or_ahead",
        rf"\b(?P<all>(?:{COUNT} (?:day|week|month|year)s?(?:,? and |, | )){{1,3}}{COUNT} "
        r"(?:day|week)s?) (?P<dir>ago|from now|hence)\b",
        distances.long_away,
        ANY_CASE,
        words=" ago|from now|hence",
    ),
    rule(
        "so_long_ahead",
        rf"\bin (?P<n>{COUNT}) (?P<u>day|week|month|year)(?:'s|s') time\b",
        distances.in_time,
        ANY_CASE,
        words="' time|'s time",
    ),
    rule(
        "time_ahead",
        rf"\b(?:the )?(?:next|coming|upcoming) (?P<n>{COUNT}) (?P<u>day|week|month|year)s\b",
        distances.next_units,
        ANY_CASE,
        words="next |coming ",
    ),
    rule(
        "rest_of_week_month_or_year",
        r"\b(?:rest|remainder) of (?P<r>the|this) (?P<u>week|month|year|decade)\b(?! (?:before|after))",
        distances.rest_of,
        ANY_CASE,
        words="rest of|remainder of",
    ),
    rule(
        "week_after_next",
        rf"\bthe (?P<u>week|weekend|month|year) (?P<x>after (?:the )?next|before last){_ENDS}",
        distances.second_unit,
        ANY_CASE,
        words="after next|after the next|before last",
    ),
    rule(
        "quarter",
        rf"\b{YEAR.format('')},? ?Q(?P<q>[1-4])\b(?!-)",
        months.quarter_after_year,
        words="q1|q2|q3|q4",
    ),
    rule(
        "half_year",
        rf"\b{YEAR.format('')},? H(?P<q>[12])\b(?!-)",
        months.half_after_year,
        words="h1|h2",
    ),
    rule(
        "quarter",
        rf"\b(?:{YEAR.format('')}(?:,|'s)?|(?P<r>last|next|this) year(?:'s)?) "
        r"(?P<q>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[- ](?:quarter\b(?!-?final)|qtr\b)",
        months.ordinal_quarter,
        ANY_CASE,
        words="quarter|qtr",
    ),
    rule(
        "half_year",
        rf"\b(?:{YEAR.format('')},?|(?P<r>last|next|this) year(?:'s)?) "
        r"(?P<h>first|second)[- ]half\b",
        months.half_of_year,
        ANY_CASE,
        words="half",
    ),
    rule(
        "quarter",
        r"(?:(?<=[Ii]n )|(?<=[Dd]uring )|(?<=[Ff]or )|(?<=[Ss]ince ))Q(?P<q>[1-4])\b"
        r"(?![-/'\d]|,? (?:\d|(?:of |in )?(?:last|this|next|the)))",
        months.quarter_alone,
        words="q1|q2|q3|q4",
    ),
    rule(
        "decade",
        rf"\b(?:the )(?P<at>(?:nineteen[- ]|(?P<c>twenty[- ]))?(?P<e>{_DECADES}))\b",
        years.decade_in_words,
        words="twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties|twenty-tens|twenty tens",
    ),
    rule(
        "decade",
        r"(?:(?<=^In the )|(?<=[.!?] In the )|(?<=\nIn the )|(?<=of the )|(?<=uring the )|(?<=ince the ))"
        r"(?P<e>[2-9]0)'?s\b(?! (?:[FC]\b|degrees|percent|bracket))",
        years.decade_in_words,
        words="0s|0's",
    ),
    rule(
        "day_of_month",
        r"\b(?:on|by|until|till|since|from|for|before|(?P<week>week of)) (?P<at>the "
        r"(?P<d>3[01]|[12]?\d)(?:st|nd|rd|th))(?=[.;:!?]|,(?! ?\d)|\s*$| (?:but|to|when)\b)",
        days.day_alone,
        words="the 1|the 2|the 3|the 4|the 5|the 6|the 7|the 8|the 9",
    ),
    rule(
        "day_and_month",
        rf"\b{WEEKDAY.format('')} \((?:{MONTH.format('')} {DAY.format('')}|{DAY.format(2)} {MONTH.format(2)})(?:,? {YEAR.format('')})?\)",
        days.bracketed_day,
        words="day (",
    ),
    rule(
        "day_and_month_to_day_and_month",
        rf"\b{MONTH.format('')}\s+{DAY.format('')}{TO}{MONTH.format(2)}\s+{DAY.format(2)}\b(?:,?\s+{YEAR.format('')})?",
        days.days_of_month,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "days_of_month",
        rf"\b{MONTH.format('')}\s+{DAY.format('')}{TO}{DAY.format(2)}\b(?!:|\s?%|\s+percent)(?:,?\s+{YEAR.format('')})?",
        days.days_of_month,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "days_of_month",
        rf"\b{DAY.format('')}{TO}{DAY.format(2)}\s+(?:of\s+)?{MONTH.format('')}(?:,?\s+{YEAR.format('')})?",
        days.days_of_month,
        needs=FIGURE_AND_MONTH,
    ),
    rule(
        "day_and_month",
        rf"\b{NOT_IN_NUMBER}{DAY.format('')}(?=(?:, {_LISTED}){{0,5}},? (?:and|or) {_LISTED}\s+(?:of\s+)?{MONTH.format('')}(?:,?\s+{YEAR.format('')})?(?!\w))",
        days.listed_day,
        needs=FIGURE_AND_MONTH,
    ),
    rule(
        "day_and_month",
        rf"\b{MONTH.format('')}\s+{DAY.format('')}(?=(?:, {_LISTED}){{0,5}},? (?:and|or) {_LISTED},?\s+{YEAR.format('')})",
        days.listed_day,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "day_month_and_year",
        rf"\b{WEEKDAY_BEFORE}{MONTH.format('')}\s+{DAY.format('')},?\s+{YEAR.format('')}",
        days.full_day,
        needs=MONTH_AND_YEAR,
    ),
    rule(
        "day_month_and_year",
        rf"\b{NOT_IN_NUMBER}{WEEKDAY_BEFORE}{DAY.format('')}(?:\s+of)?[\s-]+{MONTH.format('')},?[\s-]+{YEAR.format('')}",
        days.full_day,
        needs=MONTH_AND_YEAR,
    ),
    rule(
        "month_to_month",
        rf"\b{MONTH.format('')}/{MONTH.format(2)}(?!/)(?: quarter\b)?(?:,? (?:of )?(?:{YEAR.format('')}|(?P<r>this|last|next) year\b))?",
        months.month_to_month,
        words=each(
            "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|sept|october|november|december",
            "/",
        ),
    ),
    rule(
        "quarter",
        rf"(?<![-/])\b(?:{YEAR.format('')} )?(?P<m>March|June|September|December) quarter\b(?:,? (?:of )?{YEAR.format(2)})?",
        months.quarter_by_month,
        words=each("march|june|september|december", " quarter"),
    ),
    rule(
        "month_to_month",
        rf"(?<=\b[Bb]etween ){FULL_MONTH.format('')}(?: {YEAR.format(1)})? and {FULL_MONTH.format(2)}\b(?! \d\d?\b)(?:,? (?:of )?(?:{YEAR.format('')}|(?P<r>this|last|next) year\b))?",
        months.month_to_month,
        words="between ",
    ),
    rule(
        "month_to_month",
        rf"\b{FULL_MONTH.format('')}(?: {YEAR.format(1)})?{TO}{FULL_MONTH.format(2)}\b(?:,? (?:of )?(?:{YEAR.format('')}|(?P<r>this|last|next) year\b))?",
        months.month_to_month,
        words=MONTHS,
    ),
    rule(
        "year_to_year",
        rf"\b(?:(?<=between ){YEAR.format('')} and |{YEAR.format(3)}\s?(?:-|–|—|to(?: to)?|through|until)\s?)(?P<y2>1\d\d\d|20\d\d)(?!\d|[.,]\d|%|\s?[年財财學学課课])",
        years.year_to_year,
        needs=_FOUR_FIGURES,
    ),
    rule(
        "year_to_year",
        r"\b(?P<y>1[5-9]\d\d|20\d\d)(?P<y3>)[-–/](?P<y2>\d\d)(?![\d-])(?!/|\s?[年財财學学課课])",
        years.financial_year_or_years,
        needs=_FOUR_FIGURES,
    ),
    rule(
        "day_and_month",
        rf"\b(?P<r>(?i:last|this|next)) {MONTH.format('')}\s+{DAY.format('')}\b(?!\s*(?:%|percent|:\d|,\d{{3}}|[/-]\d))",
        days.relative_day,
        words=each("last |next |this ", "jan|feb|mar|apr|may|ju|aug|sep|oct|nov|dec"),
    ),
    rule(
        "day_and_month",
        rf"\b{WEEKDAY_BEFORE}{MONTH.format('')}\s+{DAY.format('')}\b(?!\s*(?:%|percent|:\d|,\d{{3}}))",
        days.near_day,
        needs=MONTH_AND_FIGURE,
    ),
    rule(
        "day_and_month",
        rf"\b{NOT_IN_NUMBER}{WEEKDAY_BEFORE}{DAY.format('')}(?:\s+of)?\s+{MONTH.format('')}(?!\w)",
        days.near_day,
        needs=FIGURE_AND_MONTH,
    ),
    *(
        rule(
            "day_of_month",
            rf"\b{MONTH.format('')}\s+{_LISTED}(?:{_NEXT}{_LISTED}){{{places}}}"
            rf"(?:, (?={_LISTED}{_NEXT_OF_LIST})|,? (?:and|or) (?={_LISTED}{_END_OF_LIST}))"
            rf"(?P<at>(?P<d>{_DAY_OF_LIST})(?:st|nd|rd|th)?)",
            days.day_of_list,
            needs=MONTH_AND_FIGURE,
        )
        for places in range(3)
    ),
    rule(
        "weekday_and_day_of_month",
        rf"\b{WEEKDAY.format('')},? the {DAY.format('')}\b(?!-)",
        days.weekday_of_month,
        words="day",
    ),
    rule(
        "quarter",
        r"\b(?P<q>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[- ](?:quarter|qtr(?=,? (?:(?:of |in )?(?:the )?(?:[12]\d\d\d|last|this|next)))\b)(?:,? "
        + REST.format(r"(?:fiscal (?:year )?)?" + YEAR.format("") + r"(?![-/]\d)")
        + "|(?!-?final| since\\b| in (?:which|\\d|a )\\b))",
        months.ordinal_quarter,
        ANY_CASE,
        words="quarter|qtr",
    ),
    rule(
        "quarter",
        rf"\bQ(?P<q>[1-4])[ ,]*(?:of )?(?:{YEAR.format('')}|(?P<r>last|next|this) year)",
        months.ordinal_quarter,
        words="quarter|q1|q2|q3|q4",
    ),
    rule(
        "half_year",
        r"\b(?P<h>first|second) half (?:of )?" + REST.format(YEAR.format("")),
        months.half_of_year,
        ANY_CASE,
        words="half|h1|h2",
    ),
    rule(
        "half_year",
        r"\b(?P<at>(?P<h>first|second|1st|2nd)[- ]half) (?:(?:net|operating|pretax|pre-tax|group|gross|interim|consolidated|after-tax|attributable|crude|oil|export|trading|total) )?"
        r"(?:earnings|profits?|sales|results?|revenues?|income|loss(?:es)?|output|growth|turnover|dividends?|GDP|figures|production|exports?|imports?)\b",
        months.half_alone,
        ANY_CASE,
        words="half|h1|h2",
    ),
    rule(
        "half_year",
        rf"\bH(?P<h>[12]) (?:of )?(?:{YEAR.format('')}|(?P<r>last|next|this) year)",
        months.half_of_year,
        words="half|h1|h2",
    ),
    rule(
        "season",
        rf"\b(?<!/)(?:(?:early|mid|late)[- ])?(?:spring|summer|autumn|fall|winter)(?: of|,)? {YEAR.format('')}",
        lambda m, _: cal.year(int(m["y"])),
        ANY_CASE,
        words="spring|summer|autumn|fall|winter",
    ),
    rule(
        "season",
        r"\b(?:(?:early|mid|late)[- ])?(?:spring|summer|autumn|winter) (?P<r>last|this|next) year\b",
        lambda m, c: cal.year(c.today.year + words.SHIFT[m["r"]]),
        words=each("spring|summer|autumn|winter", " ", "last|this|next"),
    ),
    rule(
        "month_of_another_year",
        rf"\b{PART}{MONTH.format('')} (?:of )?(?P<r>last|this|next) year\b",
        months.month_of_year,
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
        lambda m, _: cal.month(int(m["y"]), words.month_of(m), words.part_of(m)),
        needs=MONTH_AND_YEAR,
    ),
    rule(
        "holiday",
        rf"\b(?P<h>Christmas Day|Christmas Eve|Boxing Day|New Year's Day|New Year's Eve)(?:,? {YEAR.format('')})?",
        days.holiday,
        words="christmas|boxing|new year",
    ),
    rule(
        "festival",
        rf"\b(?P<f>{'|'.join(sorted(ENGLISH_NAMES, key=len, reverse=True))})\b(?:,? {YEAR.format('')})?",
        days.festival_day,
        ANY_CASE,
        words="festival|new year|easter|good friday|ash wednesday|maundy|palm sunday|shrove",
    ),
    rule(
        "festival",
        rf"\b(?:[Oo]n|[Bb]y|[Bb]efore|[Uu]ntil|[Ss]ince|[Aa]fter|[Aa]round|[Aa]t|[Oo]ver|[Ff]or|[Tt]his) (?P<at>(?:St\.?[- ](?=[VP]))?(?P<f>Easter|Valentine(?='s Day)|(?<=St[- ])Patrick(?='s Day)|(?<=St\. )Patrick(?='s Day))(?:'s Day)?(?:,? {YEAR.format('')})?)\b(?! (?:[A-Z]|eggs?\b|bunn))",
        days.day_of_name,
        words=" easter|valentine's day|patrick's day",
    ),
    rule(
        "decade_to_decade",
        r"\b(?P<y>1[5-9]\d0|20\d0)s?(?: to | and |-|–)(?:the )?(?P<y2>1[5-9]\d0|20\d0)'?s\b",
        years.decades,
        words="0s|0's",
    ),
    rule(
        "decade",
        rf"\b(?:the )?(?P<at>{PART}(?P<y>1[5-9]\d0|20\d0|(?<=')[2-9]0)'?s)\b",
        years.decade,
        words="0s|0's",
    ),
    rule(
        "century",
        rf"\b(?:{PART.removesuffix('?')}(?:the )?)?(?P<c>\d\d(?:st|nd|rd|th)|{'|'.join(years.CENTURIES)})[-\s]+century\b(?! [Bb]\.?[Cc]|[- ]fox)",
        years.named_century,
        ANY_CASE,
        words="century",
    ),
    rule(
        "weekday_of_another_week",
        rf"\b{WHICH} {WEEKDAY.format('')}\b",
        weeks.relative_weekday,
        ANY_CASE,
        words=each(_BEFORE, "mon|tues|wednes|thurs|fri|satur|sun", "day"),
    ),
    rule(
        "month_of_another_year",
        rf"\b(?P<r>(?i:last|next|this)) (?P<m>{_MONTH_NAMES}|{_CAPITALS})\b(?!(?<=This May) (?:[Bb]e|[Hh]ave|[Nn]ot|[Ww]ell|[Ss]eem|[Ss]ound|[Cc]ome|[Mm]ean|[Hh]elp)\b)",
        months.relative_month,
        words=each("last |next |this ", "jan|feb|mar|apr|may|ju|aug|sep|oct|nov|dec"),
    ),
    rule(
        "time_up_to_now",
        r"\b(?:in|over|during|for|within) (?P<at>the (?:last|past) (?P<u>week|month|year|decade))\b(?! or (?:so|two)\b)",
        distances.the_last_units,
        ANY_CASE,
        words="last |past |previous ",
    ),
    rule(
        "time_up_to_now",
        r"\b[Tt]he past (?P<u>week|month|year|decade)\b(?!-| or (?:so|two)\b)",
        distances.the_last_units,
        words="the past ",
    ),
    rule(
        "time_up_to_now",
        r"\b(?:the )?(?:last|past|previous) (?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?P<u>day|week|month|year|decade)s\b",
        distances.the_last_units,
        ANY_CASE,
        words="last |past |previous ",
    ),
    rule(
        "another_week_month_or_year",
        rf"\b(?:this|last|next) (?P<u>year|month|week|quarter),? (?:and|or) (?P<at>(?P<r>last|this)(?=[.,;:!?)\"]|\s*$)|(?P<r2>next)(?={_END_OF_UNITS}))",
        distances.listed_unit,
        words=each("year|month|week|quarter", " |, ", "and |or ", "last|this|next"),
    ),
    rule(
        "another_week_month_or_year",
        rf"\b(?:(?:the )?(?P<edge>beginning|start|middle|end) of )?(?P<at>{PART}(?!(?-i:This|Last) (?-i:Week)\b){WHICH} (?P<u>weekend|week|month|year|quarter|decade))\b(?!-|(?<=past \w{{4}}) or (?:so|two)\b|(?<=past \w{{5}}) or (?:so|two)\b)",
        distances.relative_unit,
        ANY_CASE,
        words=each(_BEFORE, "week|month|year|quarter|decade"),
    ),
    rule(
        "another_week_month_or_year",
        r"\b(?:[Oo]ver|[Dd]uring|[Aa]t|[Oo]n|[Tt]hrough|[Ff]or|[Ii]nto) (?P<at>the weekend)\b(?!'s|-)",
        distances.the_weekend,
        words="the weekend",
    ),
    rule(
        "so_long_ago_or_ahead",
        rf"(?<![\d.,])\b(?:(?P<least>{COUNT}) (?:or|to) )?(?P<n>{COUNT}) (?P<u>day|week|month|year|decade)s? (?P<dir>ago|from now|hence)\b",
        distances.units_away,
        ANY_CASE,
        words="ago|hence|from now",
    ),
    rule(
        "day_beside_this_one",
        r"(?<!visit\(s\) )(?<![A-Za-z] (?=(?-i:Today|Tonight)))\b(?:yesterday|this morning|this afternoon|this evening|today(?!\")|tonight|tomorrow|last night|last evening)\b(?!'s (?:world|youth|society))",
        days.named_day,
        ANY_CASE,
        words="yesterday|today|tonight|tomorrow|this morning|this afternoon|this evening|last night|last evening",
    ),
    rule(
        "weekday",
        rf"\b{WEEKDAY.format('')}\b(?! Night)",
        lambda m, c: cal.nearest_weekday(c.today, words.weekday_of(m["w"]), coming=c.coming),
        words="day",
    ),
    rule(
        "month",
        rf"(?:(?<=\bIn )|(?<=\bin )(?!April|May|June|August))(?P<m>{_MONTH_NAMES})(?= (?!(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine)\b)[A-Z]['a-z])",
        months.month_alone,
        words=each("in ", "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
    ),
    rule(
        "month",
        r"\b(?<!-of-)(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<m>January|February|April|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(?<=[Ii]n )(?:March|May)|(?<=[Ss]ince )(?:March|May)|(?<=[Uu]ntil )(?:March|May)|(?<=[Bb]y )(?:March|May)|(?<=[Ee]arly )(?:March|May)|(?<=[Ll]ate )(?:March|May)|(?<=[Ii]ts )(?:March|May)(?= [a-z])|(?<=[Ss]ame )(?:March|May)(?= [a-z])|(?<=[Mm]id-)(?:March|May)|(?<=end of )(?:March|May))(?![\w-]|'(?!s\b))(?! (?!In\b|The\b|At\b|On\b)[A-Z]['a-z])",
        months.month_alone,
        words=_MONTH_ALONE,
    ),
    rule(
        "month",
        rf"(?:(?<=\bfor )|(?<=\bfrom )|(?<=\bthrough )|(?<=\bafter )|(?<=\bof ))(?P<m>March)(?=[.,;)]|\s*$| {_GOES_ON})|"
        rf"(?:(?<=\bduring )|(?<=\bended )|(?<=\bending )|(?<=\bmonth of )|(?<=\b[Ee]nd-))(?P<m2>March|May)(?=[.,;)]|\s*$| {_GOES_ON})|"
        rf"(?<!\band )(?<!'s )\b(?P<m3>March(?= (?:(?:[a-z-]+ ){{0,2}}(?:{_FIGURES})|(?:(?!to )[a-z-]+ ){{0,2}}(?:{_MOVES}))\b)|(?:(?<![A-Za-z.] )|(?<=\bthe )|(?<=\bThe )|(?<=\bits )|(?<=\bsaid )|(?<=\bspot )|(?<=\bnear )|(?<=\ba ))May(?= (?:{_FIGURES})\b))",
        months.month_alone,
        words=each("for|from|through|after|of", " march")
        + "|"
        + each("during |ended |ending |month of |end-", "march|may")
        + "|march |"
        + each("may ", _FIGURES),
    ),
    rule(
        "year",
        rf"\b(?P<at>(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:the year )?{YEAR.format('')})\b(?![-–]\d|/\d\d(?:\d\d)?\s?[年學学財财]|\)?\s?(?:%|[Bb]\.?[Cc]\b|{CLOCK}|people|workers|troops|dead|miles|km|percent|points|dollars|articles|cases|yuan|seats))",
        years.year_alone,
        needs=_FOUR_FIGURES,
    ),
    rule(
        "year_of_something",
        r"(?:(?<=[a-z:] )|(?<=[sS]' ))(?<!\b[Ff]light )(?<!\b[Rr]oom )(?<!\b[Gg]ate )(?<!\b[Bb]us )(?<!\b[Rr]oute )(?<!\b[Pp]age )(?<!\b[Uu]nit )(?<!\b[Bb]ox )"
        r"(?P<y>19\d\d|20[0-4]\d)(?= [A-Za-z])(?! (?:to|and|or|people|workers|troops|dead|miles|km|percent|pct|points|dollars|dlrs|articles|cases|yuan|seats|barrels|tons|tonnes|mln|shares|jobs|homes|employees|students|metres|meters|soldiers|cars|units|children|families|companies|hours|days|years|pages|words|members|men|women|others|more|vs|versus|feet|acres|hectares|patients|deaths|votes|officers|police|books|rooms|beds|sq)\b)",
        years.year_of_something,
        needs=_FOUR_FIGURES,
    ),
    rule(
        "part_of_year",
        rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd)[- ](?:the year )?{YEAR.format('')}\b",
        lambda m, _: cal.year(int(m["y"]), words.part_of(m)),
        words=each("early|mid|late|end", " |-", "the year |1|2"),
    ),
    rule(
        "year_before",
        r"\b(?:the )?previous year\b",
        years.previous,
        ANY_CASE,
        words="previous year",
    ),
    rule(
        "year_before",
        rf"\b(?:[Aa]|[Tt]he) year (?:earlier\b(?! (?:than|this|in))|before{_NOTHING_TOLD})",
        distances.year_beside,
        words="year earlier|year before",
    ),
    rule(
        "time_ahead",
        r"\b(?:(?<=in )|(?<=over )|(?<=uring )|(?<=for )|(?<=rough )|(?<=out )|(?=the coming))the (?:next|coming) (?P<u>week|month|year|decade)\b(?!-|'s| (?:and a half|or (?:two|so)\b|to \d))",
        distances.the_next_unit,
        words=each("the next |the coming ", "week|month|year|decade"),
    ),
    rule(
        "same_or_next",
        r"\b[Tt]he (?:(?P<next>next)|following) year\b(?!-|'s| (?:and a half|or (?:two|so)\b|to \d))",
        distances.year_after,
        words="the next year|the following year",
    ),
    rule(
        "same_or_next",
        r"\b(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly)(?: in)? (?:that|the same) (?P<u>year|month)\b(?!-|'s)",
        distances.that_unit,
        words="that year|that month|the same year|the same month",
    ),
    rule(
        "same_or_next",
        rf"\b[Tt]he (?:(?P<x>day before{_NOTHING_TOLD}|previous day)|(?:next|following) day)\b(?!-|'s)",
        distances.day_beside,
        words="the day before|the previous day|the next day|the following day",
    ),
)
