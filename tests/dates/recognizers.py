"""Single expressions with the days that Microsoft's recognizers give them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.dates.mentions import mentioned_dates

LEFT_OUT = Path(__file__).parent / "data" / "recognizers_left_out.tsv"

FILES = (
    "English-DateParser",
    "English-DatePeriodParser",
    "Chinese-DateParser",
    "Chinese-DatePeriodParser",
)

#: File, text and expression.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Case:
    """An expression in its text, the day of reference, and the intervals that are right."""

    key: Key
    start: int
    end: int
    reference: dt.date | None
    right: frozenset[tuple[str, str]]

    def is_read(self) -> bool:
        """Whether the rules read one of the right intervals at the expression."""
        return any(
            (one.first.isoformat(), one.last.isoformat()) in self.right
            for one in mentioned_dates(self.key[1], self.reference)
            if one.start < self.end and one.end > self.start
        )


def cases(folder: Path, file: str) -> Iterator[Case]:
    """The expressions of a file; texts without any are passed over."""
    rows = json.loads((folder / f"recognizers-{file}.json").read_text("utf-8"))
    for row in rows:
        written = (row.get("Context") or {}).get("ReferenceDateTime", "")[:10]
        reference = dt.date.fromisoformat(written) if written else None
        for one in row["Results"]:
            start = one["Start"]
            yield Case(
                (file, row["Input"], one["Text"]),
                start,
                start + one["Length"],
                reference,
                frozenset(_right(one["Value"])),
            )


def _right(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Intervals with their last days, of both resolutions.

    The end of a period is the day after it. Where two ends are named ("from 3 to 5 March") it is
    the last one, which the files do not tell apart, so that either will do there.
    """
    for which in ("FutureResolution", "PastResolution"):
        found = value.get(which) or {}
        if "date" in found:
            yield found["date"], found["date"]
        elif "startDate" in found and "endDate" in found:
            first, end = found["startDate"], found["endDate"]
            if end > "0001-01-01":
                yield first, (dt.date.fromisoformat(end) - dt.timedelta(1)).isoformat()
            if value["Timex"].startswith("("):
                yield first, end


def left_out() -> dict[Key, str]:
    """The expressions that do not fall under the conventions, each with its reason."""
    found = {}
    for line in LEFT_OUT.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            file, text, expression, reason = line.split("\t")
            found[file, text, expression] = reason
    return found
