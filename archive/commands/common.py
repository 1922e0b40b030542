"""What commands share: their options, and how they print facts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.errors import ArchiveError, ReaderError
from archive.model.dates import MentionedDate
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.settings import Settings, engine_at, read_settings
from archive.web.messages.speech import remedy, say

#: Runs a command and gives its exit code.
Action = Callable[[argparse.Namespace], int]

#: What `add_parser` is called on.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Commands, name: str, run: Action, summary: str
) -> argparse.ArgumentParser:
    """A new command with the options that all take."""
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.add_argument("--index", type=Path, metavar="DIR", help="folder of the index")
    parser.add_argument("--json", action="store_true", help="print facts as JSON")
    parser.add_argument("--debug", action="store_true", help="print a traceback on failure")
    parser.set_defaults(run=run)
    return parser


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings of the environment, overridden by a command's options."""
    settings = read_settings()
    if arguments.index is not None:
        settings = replace(settings, index=arguments.index)
    if getattr(arguments, "engine", None):
        engine = engine_at(arguments.engine, settings.opensearch_url)
        settings = replace(settings, engine=engine)
    return settings


def in_english(message: Message) -> str:
    """What a message says, as the terminal tells it."""
    return say(message, LANGUAGES[0])


def line_of(error: ArchiveError) -> str:
    """What went wrong, where, and what to do, on one line."""
    if not isinstance(error, ReaderError):
        return error.one_line()
    message = error.told_to_readers()
    return f"{in_english(message)} {remedy(message, LANGUAGES[0])}".strip()


def print_json(value: Any) -> None:
    """Print a value as JSON, readable and in its own script."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def console() -> Console:
    """Where tables are printed: as wide as the terminal, unlimited where there is none."""
    wide = None if sys.stdout.isatty() else 200
    return Console(width=wide, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings; nothing in them is read as markup."""
    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console().print(table)


def explained(date: MentionedDate) -> str:
    """How the days of an expression were read, and why, in a line."""
    days = str(date.first) if date.first == date.last else f"{date.first} to {date.last}"
    period_part = f", {date.part}" if date.part else ""
    why = in_english(date.why)
    return f"{date.text}: {days} ({date.precision}{period_part}, {date.direction}; {why})"
