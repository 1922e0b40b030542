"""Publication days as sources write them. The newsroom is in Hong Kong."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.published import read_published
from archive.ingest.reader import ReadOptions
from tests.ingest.day_table import AFTERNOON, DAY, DAYS, INSTANTS, NO_DAY, ODD

ZONE = ZoneInfo("Asia/Hong_Kong")
OPTIONS = ReadOptions(ZONE, today=dt.date(2024, 6, 1))


def read(value: object, options: ReadOptions = OPTIONS, **given: object) -> tuple[str, list[str]]:
    """A day, or an instant in UTC, in the form of ISO 8601, "" for none; and the codes of notes."""
    read_value, notes = read_published(value, options, **given)  # type: ignore[arg-type]  # anything
    assert all(note.detail.isprintable() for note in notes)
    if isinstance(read_value, dt.datetime):
        assert read_value.utcoffset() is not None
        text = read_value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return text.removesuffix(":00"), [note.code for note in notes]
    return read_value.isoformat() if read_value else "", [note.code for note in notes]


@pytest.mark.parametrize("value", INSTANTS)
def test_instants(value: object) -> None:
    """All say the same instant."""
    assert read(value)[0] == AFTERNOON


@pytest.mark.parametrize(
    "value, result",
    DAYS,
)
def test_days(value: object, result: str) -> None:
    """A day stays a day; a time without a zone is the newsroom's."""
    assert read(value)[0] == result


@pytest.mark.parametrize(
    "code, values",
    NO_DAY,
)
def test_no_day(code: str, values: tuple[object, ...]) -> None:
    """Nothing is guessed: undated, and the note says why."""
    assert {value: read(value) for value in values} == {value: ("", [code]) for value in values}


@pytest.mark.parametrize(
    "value, result, code",
    ODD,
)
def test_a_day_that_is_odd(value: str, result: str, code: str | None) -> None:
    """It is kept, and the note says what is odd."""
    assert read(value) == (result, [code] if code else [])


def test_the_newsrooms_order_and_part_of_the_world() -> None:
    american = ReadOptions(ZoneInfo("America/Chicago"), "mdy", dt.date(2024, 6, 1))
    assert read("03/04/2024", american) == ("2024-03-04", ["day-ambiguous"])
    assert read("5 Mar 2024 01:15 CST", american)[0] == AFTERNOON
    irish = ReadOptions(ZoneInfo("Europe/Dublin"), today=dt.date(2024, 6, 1))
    assert read("5 Mar 2024 08:15 IST", irish)[0] == AFTERNOON


@pytest.mark.parametrize(
    "value, result",
    [
        ("3 hours ago", "2024-03-05T04:00"),
        ("3小時前", "2024-03-05T04:00"),
        ("半小時前", "2024-03-05T06:30"),
        ("just now", "2024-03-05T07:00"),
        ("昨天 15:15", "2024-03-04T07:15"),
        ("yesterday", "2024-03-04"),
        ("前天", "2024-03-03"),
        ("2 weeks ago", "2024-02-20"),
        ("今天 08:15", "2024-03-05T00:15"),
        ("2 months ago", ""),
    ],
)
def test_days_counted_from_the_fetch(value: str, result: str) -> None:
    fetched = dt.datetime(2024, 3, 5, 7, 0, tzinfo=dt.UTC)
    assert read(value, fetched=fetched) == (result, ["day-relative"])


@pytest.mark.parametrize(
    "zone, result, codes",
    [
        ("America/New_York", AFTERNOON, []),
        ("-05:00", AFTERNOON, []),
        ("EST", AFTERNOON, []),
        ("Nowhere/Else", DAY, ["zone-unreadable"]),
        ("", "2024-03-04T18:15", []),
    ],
)
def test_a_zone_given_apart(zone: str, result: str, codes: list[str]) -> None:
    """It is that of a time without a zone, and of no other."""
    assert read("2024-03-05 02:15", zone=zone) == (result, codes)
    assert read("2024-03-05T07:15Z", zone=zone) == (AFTERNOON, [])


def test_nothing_says_nothing() -> None:
    assert [read(value) for value in ("", "  ", None)] == [("", [])] * 3


@given(st.text(max_size=60) | st.from_regex(r"[0-9a-zA-Z ,:/+.年月日時-]{1,40}", fullmatch=True))
def test_any_text_is_a_day_or_a_note(text: str) -> None:
    """Nothing is raised; every moment has a zone; what gives no day says why."""
    result, codes = read(text)
    assert result or codes or not text.strip()


@given(st.floats() | st.integers())
def test_any_number_is_a_day_or_a_note(value: float) -> None:
    result, codes = read(value)
    assert result or codes


MOMENTS = st.datetimes(dt.datetime(1992, 1, 1), dt.datetime(2024, 5, 30)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
FORMS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%d %B %Y",
    "%B %d, %Y",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d %b %Y",
    "%a, %d %b %Y",
    "%A %d %B %Y",
    "%d-%b-%Y",
)
CLOCKS = (" %H:%M:%S", " %I:%M:%S %p", " %H时%M分%S秒", " 12h")
ZONES = {
    "": 8, " +0800": 8, " -05:00": -5, " HKT": 8, " GMT": 0, "（北京时间）": 8, " UTC+8": 8,
    " (JST)": 9,
}  # fmt: skip


def _chinese_half(moment: dt.datetime) -> str:
    part = "下午" if moment.hour >= 12 else "上午"
    return f" {part}{(moment.hour + 11) % 12 + 1}:{moment:%M:%S}"


@given(MOMENTS, st.sampled_from(FORMS), st.sampled_from(CLOCKS), st.sampled_from(sorted(ZONES)))
def test_what_is_printed_comes_back(moment: dt.datetime, day: str, clock: str, zone: str) -> None:
    """The inverse: days, clocks and zones in any combination name the moment they were made of."""
    time = _chinese_half(moment) if clock == " 12h" else moment.strftime(clock)
    tz = dt.timezone(dt.timedelta(hours=ZONES[zone]))
    options = dataclasses.replace(OPTIONS, zone=ZONE) if zone else OPTIONS
    value, notes = read_published(moment.strftime(day) + time + zone, options)
    assert value == moment.replace(tzinfo=tz if zone else ZONE)
    assert notes == ()
    assert read_published(moment.strftime(day), OPTIONS) == (moment.date(), ())


@given(st.datetimes(timezones=st.timezones()).filter(lambda moment: 1500 < moment.year < 2024))
def test_iso_dates_come_back(moment: dt.datetime) -> None:
    """What ISO 8601 writes is read as the same moment."""
    try:
        text = moment.isoformat()
        again = dt.datetime.fromisoformat(text)
    except ValueError:
        return
    value, _ = read_published(text, OPTIONS)
    assert value == again


@given(st.datetimes(dt.datetime(1980, 1, 1), dt.datetime(2024, 5, 30)))  # noqa: DTZ001
def test_timestamps_come_back(moment: dt.datetime) -> None:
    instant = moment.replace(tzinfo=dt.UTC, microsecond=0)
    seconds = int(instant.timestamp())
    for value in (seconds, float(seconds), 1000 * seconds, str(seconds), str(1000 * seconds)):
        assert read_published(value, OPTIONS) == (instant, ())


@given(
    st.datetimes(dt.datetime(1400, 1, 1), dt.datetime(2300, 1, 1)),  # noqa: DTZ001  # zones follow
    st.sampled_from(("", "Z", "+00:00", "-00:00", "+08:00", "-03:30", "+14:00")),
)
def test_the_short_way_reads_as_the_long_one(moment: dt.datetime, zone: str) -> None:
    """A space behind a text makes it go the long way."""
    text = moment.strftime("%Y-%m-%d").rjust(10, "0")
    text = f"{text}T{moment:%H:%M:%S}{zone}" if zone else text
    assert read(text) == read(f"{text} ")
