"""By which rule the days are read that a text mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

#: Code -> words. `event`: the days are those of an event that the text names.
DAYS: Final[Mapping[str, Wording]] = {
    "day_and_month": ("a day and month", "月日", "月日"),
    "day_of_another_year": ("a day of another year", "另一年的某日", "另一年的某日"),
    "season": ("a season", "季節", "季节"),
    "weekday_and_day_of_month": ("a weekday and day of a month", "星期與日", "星期与日"),
    "weekday_of_month": ("a weekday of a month", "某月的某個星期日子", "某月的某个星期日子"),
    "week_of_month_or_year": ("a week of a month or year", "某月或某年的一周", "某月或某年的一周"),
    "weekdays_of_another_week": (
        "weekdays of another week",
        "另一周的幾個星期日子",
        "另一周的几个星期日子",
    ),
    "weekday_of_another_week": (
        "a weekday of another week",
        "另一周的星期日子",
        "另一周的星期日子",
    ),
    "days_of_another_month": ("days of another month", "另一個月的幾日", "另一个月的几日"),
    "day_of_another_month": ("a day of another month", "另一個月的某日", "另一个月的某日"),
    "day_beside_this_one": ("a day beside this one", "今日前後的日子", "今日前后的日子"),
    "time_ahead": ("the time ahead", "由今起的一段時間", "由今起的一段时间"),
    "so_long_from_another_day": ("so long from another day", "由另一日起計", "由另一日起算"),
    "so_many_weekdays_from_now": (
        "so many weekdays from now",
        "由今起計第幾個星期日子",
        "由今起算第几个星期日子",
    ),
    "so_long_ago_or_ahead": ("so long ago or ahead", "多久之前或之後", "多久之前或之后"),
    "so_long_ahead": ("so long ahead", "多久之後", "多久之后"),
    "rest_of_week_month_or_year": (
        "the rest of a week, month or year",
        "本周、本月或本年餘下的時間",
        "本周、本月或本年剩余的时间",
    ),
    "week_after_next": ("the week after next", "下下周", "下下周"),
    "quarter": ("a quarter", "季度", "季度"),
    "half_year": ("a half year", "半年", "半年"),
    "decade": ("a decade", "年代", "年代"),
    "day_of_month": ("a day of a month", "日", "日"),
    "day_and_month_to_day_and_month": (
        "a day and month to a day and month",
        "由某月某日至某月某日",
        "由某月某日至某月某日",
    ),
    "days_of_month": ("days of a month", "同月的幾日", "同月的几日"),
    "day_month_and_year": ("a day, month and year", "年月日", "年月日"),
    "month_to_month": ("a month to a month", "由某月至某月", "由某月至某月"),
    "year_to_year": ("a year to a year", "由某年至某年", "由某年至某年"),
    "month_of_another_year": ("a month of another year", "另一年的某月", "另一年的某月"),
    "day_in_figures": ("a day in figures", "以數字寫成的日期", "以数字写成的日期"),
    "month_and_year": ("a month and year", "年月", "年月"),
    "holiday": ("a holiday", "節日", "节日"),
    "festival": ("a festival", "節慶", "节庆"),
    "decade_to_decade": ("a decade to a decade", "由某年代至某年代", "由某年代至某年代"),
    "century": ("a century", "世紀", "世纪"),
    "time_up_to_now": ("the time up to now", "至今的一段時間", "至今的一段时间"),
    "another_week_month_or_year": (
        "another week, month or year",
        "另一周、月或年",
        "另一周、月或年",
    ),
    "weekday": ("a weekday", "星期日子", "星期日子"),
    "month": ("a month", "月份", "月份"),
    "year": ("a year", "年份", "年份"),
    "year_of_something": ("a year of something", "某事的年份", "某事的年份"),
    "part_of_year": ("a part of a year", "一年的一段", "一年的一段"),
    "year_before": ("the year before", "前一年", "前一年"),
    "quarters_of_year": ("quarters of a year", "一年的幾季", "一年的几季"),
    "day_to_day": ("a day to a day", "由某日至某日", "由某日至某日"),
    "financial_year": ("a financial year", "財政年度", "财政年度"),
    "day_of_month_and_weekday": ("a day of a month and weekday", "日與星期", "日与星期"),
    "weekdays": ("weekdays", "幾個星期日子", "几个星期日子"),
    "week": ("a week", "一周", "一周"),
    "another_month": ("another month", "另一個月", "另一个月"),
    "another_quarter": ("another quarter", "另一季", "另一季"),
    "year_told_from_this_one": (
        "a year told from this one",
        "由今年推算的年份",
        "由今年推算的年份",
    ),
    "same_or_next": ("the same or the next", "同一或翌日、翌月、翌年", "同一或次日、次月、次年"),
    "from_one_to_another": ("from one to another", "由一日至另一日", "由一日至另一日"),
    "event": ("the event {event}", "事件 {event}", "事件 {event}"),
}
