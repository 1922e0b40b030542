"""Clocks as sources write them: 15:15, 3:15 p.m., 下午3時15分, 晚8:00, 15.15."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: Parts of the day in Chinese, and the first hour of each as a clock of 24 hours shows it.
_PARTS: Final = {
    "上午": 0, "凌晨": 0, "清晨": 0, "早上": 0, "早晨": 0, "早": 0, "晨": 0, "中午": 11, "正午": 11,
    "午後": 12, "午后": 12, "下午": 12, "傍晚": 12, "黃昏": 12, "黄昏": 12, "晚上": 13, "晚間": 13,
    "晚间": 13, "夜間": 13, "夜间": 13, "深夜": 13, "晚": 13, "夜": 13,
}  # fmt: skip
_PART: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_HALF: Final = r"(?P<half>[AaPp])\.? ?[Mm](?![A-Za-z])\.?"
_SECONDS: Final = r"(?P<second>\d{1,2})(?:[.,:](?P<fraction>\d{1,12}))?"

_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?:(?P<part>{_PART}) ?|(?P<before>[AaPp])\.?[Mm]\.? )?(?<!\d)(?P<hour>\d{{1,2}}):"
        rf"(?P<minute>\d{{2}})(?::{_SECONDS})?(?: ?{_HALF}| ?(?:hrs?|hours|Uhr|h)\b)?",
        rf"(?:(?P<part>{_PART}) ?)?(?<!\d)(?P<hour>\d{{1,2}}) ?[時时點点]"
        rf"(?: ?(?P<minute>\d{{1,2}}) ?(?:分|(?=\s|$))(?: ?{_SECONDS} ?秒)?|(?P<middle>半)"
        r"|鐘|钟|整)?",
        rf"(?P<part>{_PART}) ?(?<!\d)(?P<hour>\d{{1,2}})(?!\d)",
        rf"(?<![\d.])(?P<hour>\d{{1,2}})(?:\.(?P<minute>\d{{2}})(?:\.{_SECONDS})?)? ?{_HALF}",
        rf"(?<![\d/.-])(?P<hour>\d{{2}})(?P<minute>\d{{2}}) ?{_HALF}",
        r"(?<![\d/.-])(?P<hour>\d{1,2}) ?h ?(?P<minute>\d{2})?\b",
        r"(?<![\d/.-])(?P<hour>\d{2})(?P<minute>\d{2}) ?(?:hrs?|hours)\b",
        r"(?<=[\s,])(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?= *$| +[A-Z(])",
        r"\b(?P<word>noon|midnight|Noon|Midnight|正午)(?![a-z])",
    )
)


@dataclass(frozen=True, slots=True)
class ReadClock:
    """A clock, and what stands before and behind it.

    `days` is 1 where the clock shows the midnight that ends the day. `time` is None where no clock
    is there; `impossible` is what cannot be one.
    """

    before: str
    behind: str = ""
    time: dt.time | None = None
    days: int = 0
    impossible: str = ""


def read_clocks(text: str) -> Iterator[ReadClock]:
    """What may be a clock in `text`, the likeliest first; the last is none."""
    for form in _FORMS:
        if match := form.search(text):
            yield _read(match)
    yield ReadClock(text)


def _read(match: re.Match[str]) -> ReadClock:
    before, behind = match.string[: match.start()], match.string[match.end() :]
    fields = {name: value for name, value in match.groupdict().items() if value}
    if word := fields.get("word"):
        return ReadClock(before, behind, dt.time(0 if word.lower() == "midnight" else 12))
    hour, minute = _hour(fields), int(fields.get("minute", 30 if "middle" in fields else 0))
    second = int(fields.get("second", 0))
    if second > 60 or minute > 59 or hour > 24 or (hour == 24 and minute):
        return ReadClock(before, behind, impossible=match[0])
    micro = int(f"{fields.get('fraction', '0'):0<6}"[:6])
    return ReadClock(before, behind, dt.time(hour % 24, minute, min(second, 59), micro), hour // 24)


def _hour(fields: dict[str, str]) -> int:
    """The hour of a clock of 24 hours; 晚上12時 is the midnight that ends the day."""
    hour = int(fields["hour"])
    half = (fields.get("half") or fields.get("before") or "").lower()
    first = _PARTS.get(fields.get("part", ""), {"p": 12, "a": 0}.get(half, -1))
    if first < 0 or hour > 12:
        return hour
    if hour == 12:
        return {0: 0, 13: 24}.get(first, 12)
    return hour + 12 if first >= 12 or (first == 11 and hour < 10) else hour
