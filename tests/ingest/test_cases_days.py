"""Publication days in whatever form a file writes them; the newsroom is in Hong Kong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.model.article import Article
from tests.ingest.case_support import BODY, TITLE, codes, instant, only, read_file

AT = "2024-03-05T15:15:00+08:00"
DAY = "2024-03-05"

#: All are a quarter past three in the afternoon.
INSTANTS: list[Any] = [
    # Chinese
    "2024年3月5日 下午3:15", "2024年3月5日 15:15", "2024年03月05日15时15分",
    "2024年3月5日（星期二）15:15", "2024-03-05 下午3:15", "2024/3/5 下午 3:15:00",
    "2024年3月5日 PM 3:15", "2024 年 03 月 05 日 15 時 15 分",
    "2024年3月5日星期二下午三時十五分", "2024年3月5日 (週二) 下午3:15", "2024年3月5日，15:15",
    # figures
    "2024.03.05 15:15", "2024/03/05 15:15", "2024-3-5 15:15", "20240305151500", "202403051515",
    "05.03.2024 15:15", "2024_03_05 15:15", "2024-03-05  15:15:00.000", "2024/03/05-15:15:00",
    "2024-03-05 15-15-00", "2024-03-05T15:15:00.123456", "05.03.2024, 15:15 Uhr",
    "２０２４年３月５日　１５：１５", "2024-03-05 | 15:15", "2024-03-05, 3:15 PM",
    # zones
    "Tue, 05 Mar 2024 15:15:00 CST", "Tue, 05 Mar 2024 16:15:00 JST",
    "Tue, 05 Mar 2024 08:15:00 CET",
    "Tue, 05 Mar 2024 18:15:00 AEDT", "Tue, 05 Mar 2024 15:15:00 SGT",
    "Tue, 05 Mar 2024 12:45:00 IST",
    "Tue, 05 Mar 2024 08:15:00 BST", "2024-03-05 07:15:00 UTC", "2024-03-05 02:15:00 EST",
    "2024-03-05T02:15:00 America/New_York", "2024-03-05T15:15+08:00[Asia/Hong_Kong]",
    "Tue, 05 Mar 2024 16:15:00 KST", "Tue, 5 Mar 2024 15:15 PHT", "2024-03-05 14:15 WIB",
    "2024-03-05T07:15:00.000Z", "2024-03-05 15:15:00 GMT+08:00", "2024-03-05 15:15 (HKT)",
    "2024-03-05T151500+0800", "2024-03-05 07:15:00+00", "Tue, 05 Mar 2024 07:15:00 -0000",
    "2024-03-05 15:15 +8", "2024-03-04T23:15:00-08:00", "2024-03-05T12:45+05:30",
    # words about it
    "March 5, 2024 2:15 a.m. ET", "Published March 5, 2024 2:15am EST", "Updated: 2024-03-05 15:15",
    "發佈時間：2024-03-05 15:15", "更新時間 2024/03/05 15:15", "2024-03-05 15:15:00（北京时间）",
    "Tue Mar 05 2024 15:15:21 GMT+0800 (中国标准时间)", "Tuesday 05 March 2024 15.15",
    "D:20240305151500+08'00'", "Published: 5 March 2024 at 3.15pm", "發布：2024年3月5日 15:15",
    "2024-03-05 15:15 更新", "刊登時間: 2024/3/5 15:15", "发表于：2024-03-05 15:15:00",
    "Tue Mar 05 2024 07:15:00 GMT+0000 (Coordinated Universal Time)", "建立時間：2024/03/05 15:15",
    "Mar 5, 2024, 3:15:00 PM", "5 Mar 2024, 15:15", "Tue 5 Mar 2024 - 15:15",
     "Posted: 05/Mar/2024 15:15",
    "5 March 2024 | 3:15pm", "D:20240305151500Z08'00'"[:16], "3:15PM on 5 March 2024",
    "Updated 3:15 PM HKT, Tue March 5, 2024", "2024-03-05 15:15:00 中国标准时间",
    # numbers
    "1709622900", "1709622900000", "1709622900.0", 1709622900, 1709622900.0, 1709622900000,
    "1709622900000000", 1709622900000000000, "1,709,622,900", {"$date": 1709622900000},
    {"$numberLong": "1709622900000"}, {"seconds": 1709622900, "nanoseconds": 0},
    # containers
    ["2024-03-05T15:15:00+08:00"], {"date": "2024-03-05 15:15"}, {"@value": "2024-03-05T07:15:00Z"},
    ["2024-03-05 15:15", "2024-03-09 10:00"], {"date": "2024-03-05 15:15:00.000000",
                                               "timezone_type": 3, "timezone": "Asia/Hong_Kong"},
]  # fmt: skip

#: A value, and what it says, in the newsroom's zone.
DAYS: list[tuple[Any, str]] = [
    *((value, DAY) for value in (
        "２０２４／０３／０５", "2024. 3. 5.", "5-Mar-24", "民國113年3月5日", "中華民國113年3月5日",
        "113/03/05", "二〇二四年三月五日", "民國一百一十三年三月五日", "2024-03-05", "20240305",
        "2024年3月5日", "2024年3月5日 星期二", "二零二四年三月五日", "民國113年03月05日（二）",
         "113.03.05",
        "2024 Mar 5", "5 March 2024", "March 5th, 2024", "5th March 2024", "Tuesday, March 5, 2024",
        "05-MAR-2024", "2024-3-5", "5. 3. 2024", "2024/3/5(二)", "5/Mar/2024", "Mar 05 2024",
        "2024-03-05 (Tue)", "[2024-03-05]", "2024年3月5號",
        {"year": 2024, "month": 3, "day": 5}, [2024, 3, 5], "民國 113.3.5",
    )),
    ("14/3/2024 下午6:50", "2024-03-14T18:50:00+08:00"),
    ("2016年9月14日晚8：00", "2016-09-14T20:00:00+08:00"),
    ("2016年9月14日上午8：00", "2016-09-14T08:00:00+08:00"),
    ("2016年9月14日凌晨0：30", "2016-09-14T00:30:00+08:00"),
    ("2016年9月14日中午12：30", "2016-09-14T12:30:00+08:00"),
    ("2016年9月14日傍晚6时", "2016-09-14T18:00:00+08:00"),
    ("2016年9月14日晚上12：00", "2016-09-15T00:00:00+08:00"),
    ("2023-10-26T11:00:09 America/New_York", "2023-10-26T23:00:09+08:00"),
    ("2023-10-26T11:00:09 Europe/London", "2023-10-26T18:00:09+08:00"),
    ("Mon Mar 11 2024 18:50:21 GMT+0800 (中国标准时间)", "2024-03-11T18:50:21+08:00"),
    ("March 5, 2024 3:15 p.m. ET", "2024-03-06T04:15:00+08:00"),
    ("Published March 5, 2024 3:15pm EST", "2024-03-06T04:15:00+08:00"),
    ("March 5, 2024 3:15 PM PT", "2024-03-06T07:15:00+08:00"),
    ("2024-03-05T24:00:00", "2024-03-06T00:00:00+08:00"),
    ("2024-03-05 24:00", "2024-03-06T00:00:00+08:00"),
    ("2023年12月31日24时", "2024-01-01T00:00:00+08:00"),
    ("2024-03-05T00:00:00Z", "2024-03-05T08:00:00+08:00"),
    ("2024-03-05T00:00:00", "2024-03-05T00:00:00+08:00"),
    ("12/31/2023", "2023-12-31"),
    ("31/12/2023", "2023-12-31"),
    ("1997年7月1日", "1997-07-01"),
    ("民國86年7月1日", "1997-07-01"),
    ("1950-01-01", "1950-01-01"),
    ("2024-02-29", "2024-02-29"),
]  # fmt: skip

#: A code, and the values of which it alone is told; there is no day.
NO_DAY: dict[str, list[Any]] = {
    "day-imprecise": ["2024-03", "2024年3月", "March 2024", "2024", 2024, "Mar. 2024", "03/2024",
                      "民國113年3月", "二〇二四年", "2024年春", "spring 2024", "2024-00-10"],
    "day-placeholder": ["0000-00-00", "0001-01-01", "1970-01-01T00:00:00Z", "9999-12-31", "null",
                        "None", "N/A", False, True, "0001-01-01T00:00:00Z", "1900-01-01", "-",
                         "n.d.",
                        "TBD", "unknown", "undefined", "1970-01-01 08:00:00", 0, "無", "不詳",
                        "0000-00-00T00:00:00"],
    "day-relative": ["3 hours ago", "昨天 15:15", "3小時前", "刚刚", "2 weeks ago", "前天",
                     "3 hrs ago", "Today at 3:15 PM", "五分鐘前", "昨日 15:15", "a day ago"],
    "day-unreadable": ["soon", "13/13/2024", "2024-02-30", "Issue 12", "31 February 2024",
                       "32/01/2024"],
}  # fmt: skip

#: Values of which something is told, and the day that is kept.
TOLD: list[tuple[Any, str, str]] = [
    ("03/04/2024", "2024-04-03", "day-ambiguous"),
    ("03-04-2024", "2024-04-03", "day-ambiguous"),
    ("03/04/2024 15:15", "2024-04-03T15:15:00+08:00", "day-ambiguous"),
    ("3/4/24", "2024-04-03", "day-ambiguous"),
    ("2024-06-03", "2024-06-03", "day-future"),
    ("2030-01-01T00:00:00Z", "2030-01-01T08:00:00+08:00", "day-future"),
    ("2024年12月25日", "2024-12-25", "day-future"),
    ("Tue, 05 Mar 2024 15:15:00 CST", AT, "zone-ambiguous"),
    ("Tue, 05 Mar 2024 12:45:00 IST", AT, "zone-ambiguous"),
    ("2024-03-05 15:15 QQT", DAY, "zone-unreadable"),
    ("2024-03-05 25:61", DAY, "time-unreadable"),
]


def _article(folder: Path, value: Any, **sides: Any) -> Article:
    line = json.dumps({"title": TITLE, "body": BODY, "published": value, **sides})
    article = only(read_file(folder, "articles.jsonl", line.encode()))
    assert (article.title, article.body) == (TITLE, BODY)
    return article


def _told(article: Article) -> set[str]:
    return {code for code in codes(article) if code.startswith(("day", "zone", "time"))}


@pytest.mark.parametrize("value", INSTANTS, ids=str)
def test_the_afternoon(tmp_path: Path, value: Any) -> None:
    article = _article(tmp_path, value)
    assert instant(article)[:16] == AT[:16]
    assert _told(article) <= {"zone-ambiguous"}


@pytest.mark.parametrize("value, right", DAYS, ids=str)
def test_days_and_instants(tmp_path: Path, value: Any, right: str) -> None:
    article = _article(tmp_path, value)
    assert (instant(article), _told(article)) == (right, set())


@pytest.mark.parametrize(
    "code, value", [(code, value) for code, values in NO_DAY.items() for value in values], ids=str
)
def test_no_day_is_told(tmp_path: Path, code: str, value: Any) -> None:
    """The article is kept, undated, and the report says why."""
    article = _article(tmp_path, value)
    assert (instant(article), _told(article)) == ("-", {code})


@pytest.mark.parametrize("value, right, code", TOLD, ids=str)
def test_what_is_odd_is_told(tmp_path: Path, value: Any, right: str, code: str) -> None:
    article = _article(tmp_path, value)
    assert (instant(article), _told(article)) == (right, {code})


@pytest.mark.parametrize("value", [None, "", "  ", [], {}, float("nan")], ids=str)
def test_nothing_is_no_day(tmp_path: Path, value: Any) -> None:
    article = _article(tmp_path, value)
    assert (instant(article), _told(article) - {"day-placeholder"}) == ("-", set())


@pytest.mark.parametrize("value, right", [
    ("3 hours ago", AT),
    ("3小時前", AT),
    ("昨天 15:15", "2024-03-04T15:15:00+08:00"),
    ("yesterday", "2024-03-04"),
    ("2 days ago", "2024-03-03"),
    ("前天", "2024-03-03"),
])  # fmt: skip
def test_relative_to_when_it_was_fetched(tmp_path: Path, value: str, right: str) -> None:
    article = _article(tmp_path, value, fetched_at="2024-03-05T18:15:00+08:00")
    assert instant(article) == right
