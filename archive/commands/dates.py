"""`dates`: how the days that a text speaks of are read, and why."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import asdict

from archive.commands.common import Commands, add_command, print_json
from archive.dates.mentions import mentioned_dates
from archive.model.dates import MentionedDate


def register(commands: Commands) -> None:
    """Add the command of this file."""
    parser = add_command(
        commands, "dates", _dates, "Explain which days a text speaks of, and by which rule."
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
    found = mentioned_dates(arguments.text, arguments.published)
    if arguments.json:
        print_json(
            [asdict(one) | {"first": str(one.first), "last": str(one.last)} for one in found]
        )
        return 0
    for one in found:
        print(f"{one.start}-{one.end} {explained(one)}")
    if not found:
        unknown = "" if arguments.published else " Without --published only full days are read."
        print(f"No day is read in this text.{unknown}")
    return 0


def explained(one: MentionedDate) -> str:
    """How the days of an expression were read, and why, in a line."""
    days = str(one.first) if one.first == one.last else f"{one.first} to {one.last}"
    part = f", {one.part}" if one.part else ""
    return f"{one.text}: {days} ({one.precision}{part}, {one.direction}; {one.why})"
