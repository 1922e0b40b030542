"""English expressions of several pieces, which go before those that they are made of."""

from __future__ import annotations

import re
from typing import Final

from archive.dates import english_longer_readings as read
from archive.dates.english_patterns import (
    ANY_CASE,
    COUNT,
    DAY,
    MONTH,
    QUICK_MONTH,
    TO,
    WEEKDAY,
    WHICH,
    YEAR,
    rule,
)

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

#: Of "week_after_next", not of "the week after next Monday".
_ENDS: Final = r"(?=[.,;:!?)\"']|\s*$| (?:and|or|but|to|for|in|at|on|when|with|as|by|is|was|were|will|would|that)\b)"
_DECADES: Final = "|".join(read.DECADES)

#: A day of a month in words.
_ORDINAL: Final = (
    r"(?P<o>(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    rf"{'|'.join(read.ORDINALS)})"
)
_MONTH_AND_ORDINAL: Final = re.compile(
    QUICK_MONTH + r" (?:the )?(?:first|second|third|\w{3,6}th\b|twent|thirt)"
)
_YEAR_BEHIND: Final = rf"(?:,?\s+{YEAR.format('')})?"

#: Days below ten as some agencies spell them, with a capital.
_SPELLED: Final = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine"

RULES: Final = (
    rule(
        "day_and_month",
        rf"\b{MONTH.format('')} (?P<o>{_SPELLED})\b(?! [A-Z])",
        read.spelled_day,
        needs=re.compile(rf"[a-z]\.? (?:{_SPELLED.lower()})\b"),
    ),
    rule(
        "day_of_another_year",
        rf"\b(?:{DAY.format('')} {MONTH.format('')}|{MONTH.format(2)} {DAY.format(2)}),? (?:of )?"
        r"(?P<r>last|this|next) year\b",
        read.day_of_year,
        words="last year|this year|next year",
    ),
    rule(
        "season",
        r"\b(?:(?:this )?past|last|this) (?P<s>spring|summer|autumn|fall)\b(?! (?:Olympic|Games))",
        read.season,
        words="spring|summer|autumn|fall",
    ),
    rule(
        "day_and_month",
        rf"\b{_ORDINAL} (?:day )?of {MONTH.format('')}{_YEAR_BEHIND}",
        read.day_in_words,
        words="st of |nd of |rd of |th of |st day of |nd day of |rd day of |th day of ",
    ),
    rule(
        "day_and_month",
        rf"\b{MONTH.format('')} (?:the )?{_ORDINAL}(?:{_YEAR_BEHIND}(?=[.,;:!?)]|\s*$))",
        read.day_in_words,
        needs=_MONTH_AND_ORDINAL,
    ),
    rule(
        "weekday_and_day_of_month",
        rf"\b{WEEKDAY.format('')} the {_ORDINAL}(?=[.,;:!?)]|\s*$)",
        read.weekday_of_month_in_words,
        words="day the ",
    ),
    rule(
        "weekday_of_month",
        rf"\b{_NTH} {WEEKDAY.format('')} (?:of|in) {_WHOLE}",
        read.weekday_of_whole,
        words="day of|day in",
    ),
    rule(
        "week_of_month_or_year",
        rf"\b{_NTH} (?:full )?week (?:(?:of|in) {_WHOLE}|(?P<next>this|next|last) year\b)",
        read.week_of_whole,
        words="week of|week in|week next|week this|week last",
    ),
    rule(
        "weekdays_of_another_week",
        rf"\b{_WEEK},? (?:from|between) {_SHORT_WEEKDAY.format('')}{TO}{_SHORT_WEEKDAY.format(2)}",
        read.weekdays_of_week,
        words="week from|week between|week, ",
    ),
    rule(
        "weekdays_of_another_week",
        rf"\b{WEEKDAY.format('')}{_THROUGH}{WEEKDAY.format(2)} (?:of )?{_WEEK}\b(?!'s)",
        read.weekdays_of_week,
        words="day this week|day next week|day last week|day of ",
    ),
    rule(
        "weekday_of_another_week",
        rf"\b{WEEKDAY.format('')},? (?:of )?{_WEEK}\b(?!'s)",
        read.weekday_of_week,
        words="day this week|day next week|day last week|day of |day past|day coming",
    ),
    rule(
        "weekday_of_another_week",
        rf"\b{_WEEK} (?:on )?{WEEKDAY.format('')}\b(?!'s)",
        read.weekday_of_week,
        words="week on |week mon|week tue|week wed|week thu|week fri|week sat|week sun",
    ),
    rule(
        "days_of_another_month",
        rf"\b{DAY.format('')}{_THROUGH}{DAY.format(2)} of {WHICH} month\b",
        read.days_of_other_month,
        words=" month",
    ),
    rule(
        "day_of_another_month",
        r"\b(?P<d>3[01]|[12]?\d)(?:st|nd|rd|th) (?:day )?of "
        r"(?P<r>last|next|this|previous|current) month\b",
        read.day_of_other_month,
        words=" month",
    ),
    rule(
        "day_beside_this_one",
        r"\bthe day (?P<x>before yesterday|after tomorrow)\b",
        read.second_day,
        ANY_CASE,
        words="before yesterday|after tomorrow",
    ),
    rule(
        "time_ahead",
        rf"\bwithin (?P<n>{COUNT}) (?P<u>day|week|month|year)s? (?:of|from) (?:now|today)\b",
        read.within,
        ANY_CASE,
        words="from now|from today|of today|of now",
    ),
    rule(
        "so_long_from_another_day",
        rf"\b(?P<n>{COUNT}) (?P<u>day|week)s? (?P<dir>from|after|before) "
        r"(?P<b>today|tomorrow|yesterday)\b(?!'s)",
        read.away_from_day,
        ANY_CASE,
        words="yesterday|from to|after to|before to",
    ),
    rule(
        "so_many_weekdays_from_now",
        rf"\b(?P<n>{COUNT}) {WEEKDAY.format('')}s? from now\b",
        read.weekdays_away,
        words="from now",
    ),
    rule(
        "so_long_ago_or_ahead",
        rf"\b(?P<all>(?:{COUNT} (?:day|week|month|year)s?(?:,? and |, | )){{1,3}}{COUNT} "
        r"(?:day|week)s?) (?P<dir>ago|from now|hence)\b",
        read.long_away,
        ANY_CASE,
        words=" ago|from now|hence",
    ),
    rule(
        "so_long_ahead",
        rf"\bin (?P<n>{COUNT}) (?P<u>day|week|month|year)(?:'s|s') time\b",
        read.in_time,
        ANY_CASE,
        words="' time|'s time",
    ),
    rule(
        "time_ahead",
        rf"\b(?:the )?(?:next|coming|upcoming) (?P<n>{COUNT}) (?P<u>day|week|month|year)s\b",
        read.next_units,
        ANY_CASE,
        words="next |coming ",
    ),
    rule(
        "rest_of_week_month_or_year",
        r"\b(?:rest|remainder) of (?P<r>the|this) (?P<u>week|month|year|decade)\b(?! (?:before|after))",
        read.rest_of,
        ANY_CASE,
        words="rest of|remainder of",
    ),
    rule(
        "week_after_next",
        rf"\bthe (?P<u>week|weekend|month|year) (?P<x>after (?:the )?next|before last){_ENDS}",
        read.second_unit,
        ANY_CASE,
        words="after next|after the next|before last",
    ),
    rule(
        "quarter",
        rf"\b{YEAR.format('')},? ?Q(?P<q>[1-4])\b(?!-)",
        read.quarter_after_year,
        words="q1|q2|q3|q4",
    ),
    rule(
        "half_year",
        rf"\b{YEAR.format('')},? H(?P<q>[12])\b(?!-)",
        read.half_after_year,
        words="h1|h2",
    ),
    rule(
        "quarter",
        r"(?:(?<=[Ii]n )|(?<=[Dd]uring )|(?<=[Ff]or )|(?<=[Ss]ince ))Q(?P<q>[1-4])\b"
        r"(?![-/'\d]|,? (?:\d|(?:of |in )?(?:last|this|next|the)))",
        read.quarter_alone,
        words="q1|q2|q3|q4",
    ),
    rule(
        "decade",
        rf"\b(?:the )(?P<at>(?:nineteen[- ]|(?P<c>twenty[- ]))?(?P<e>{_DECADES}))\b",
        read.decade_in_words,
        words="twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties|twenty-tens|twenty tens",
    ),
    rule(
        "decade",
        r"(?:(?<=^In the )|(?<=[.!?] In the )|(?<=\nIn the )|(?<=of the )|(?<=uring the )|(?<=ince the ))"
        r"(?P<e>[2-9]0)'?s\b(?! (?:[FC]\b|degrees|percent|bracket))",
        read.decade_in_words,
        words="0s|0's",
    ),
    rule(
        "day_of_month",
        r"\b(?:on|by|until|till|since|from|for|before|(?P<week>week of)) (?P<at>the "
        r"(?P<d>3[01]|[12]?\d)(?:st|nd|rd|th))(?=[.;:!?]|,(?! ?\d)|\s*$| (?:but|to|when)\b)",
        read.day_alone,
        words="the 1|the 2|the 3|the 4|the 5|the 6|the 7|the 8|the 9",
    ),
)
