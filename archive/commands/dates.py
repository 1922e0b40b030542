"""`dates`: how the days that a text mentions are read, and why."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import asdict
from typing import Any

from archive.commands.common import Commands, add_command, explained, in_english, print_json
from archive.dates.mentions import mentioned_dates
from archive.model.dates import MentionedDate


def register(commands: Commands) -> None:
    """Add the command of this file."""
    parser = add_command(
        commands, "dates", _dates, "Explain which days a text mentions, and by which rule."
    )
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument(
        "--published", type=_day, default=None, metavar="DAY", help="publication day, 2025-09-22"
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2025-09-22") from error


def _dates(arguments: argparse.Namespace) -> int:
    dates = mentioned_dates(arguments.text, arguments.published)
    if arguments.json:
        print_json([_as_json(date) for date in dates])
        return 0
    for date in dates:
        print(f"{date.start}-{date.end} {explained(date)}")
    if not dates:
        unknown = "" if arguments.published else " Without --published only full days are read."
        print(f"No day is read in this text.{unknown}")
    return 0


def _as_json(date: MentionedDate) -> dict[str, Any]:
    return asdict(date) | {
        "first": str(date.first),
        "last": str(date.last),
        "why": in_english(date.why),
        "why_code": date.why.as_json(),
    }
