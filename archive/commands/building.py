"""`reindex`, `watch`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from archive.commands.common import Commands, add_command, line_of, print_json, settings_of
from archive.commands.sources import limits_of, recognisers_of
from archive.commands.stopping import Stopped, stopping
from archive.engine.registry import open_store
from archive.errors import ArchiveError, EmptyArchiveError
from archive.indexing.crew import usable_cores
from archive.indexing.lock import index_lock
from archive.indexing.pruning import KEPT, remove_old

if TYPE_CHECKING:
    from archive.indexing.reindex import ReindexOptions

#: Articles between two lines of progress where there is no terminal.
_LINE_EVERY = 5_000

#: Seconds between two lines of progress where it is known how much is left.
_LINE_AFTER = 30.0

#: Minutes of a week: whoever waits longer has no need to watch.
LONGEST_WAIT = 7 * 24 * 60

#: More processes than this are a mistake.
MOST_JOBS = 256


class Shown(Protocol):
    """Shows how much of a step is done, and of how much where that is known."""

    def __call__(self, step: str, read: int, of: int = 0, /) -> None: ...


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = add_command(
        commands,
        "reindex",
        _reindex,
        "Make a new index that holds exactly what the sources hold, verify it and publish it.",
    )
    _add_options(parser)
    parser.add_argument(
        "--full", action="store_true", help="read and analyse everything, also what did not change"
    )
    parser.add_argument("--dry-run", action="store_true", help="build and verify, publish nothing")
    watch = add_command(
        commands,
        "watch",
        _watch,
        "Reindex now and whenever the sources change, with a line for each run, until stopped.",
    )
    _add_options(watch)
    watch.add_argument(
        "--every",
        type=_minutes,
        default=60,
        metavar="N",
        help="reindex after so many minutes also where nothing seems to have changed (%(default)s)",
    )


def _add_options(parser: argparse.ArgumentParser) -> None:
    """What and how to index."""
    parser.add_argument(
        "sources",
        nargs="*",
        type=Path,
        metavar="SOURCE",
        help="files and folders of articles (default: ARCHIVE_SOURCES)",
    )
    parser.add_argument("--engine", metavar="NAME", help="the engine that keeps the index")
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=usable_cores(),
        metavar="N",
        help="processes that analyse articles (default: the cores there are, %(default)s)",
    )
    parser.add_argument(
        "--no-models",
        action="store_true",
        help="look for the names of the authority file only, as with ARCHIVE_MODELS=off",
    )
    parser.add_argument(
        "--allow-removals",
        action="store_true",
        help="go on even if many served articles are no longer in the sources",
    )


def _minutes(text: str) -> int:
    """A number of minutes."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= LONGEST_WAIT):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {LONGEST_WAIT:,}")
    return int(text)


def _jobs(text: str) -> int:
    """A number of processes."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_JOBS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_JOBS}")
    return int(text)


def _minutes_left(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min left" if seconds >= 90 else f"{seconds:.0f} s left"


@contextmanager
def shown_bar() -> Iterator[Shown]:
    """Progress on a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} articles"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None, rate="")

        def show(step: str, read: int, of: int = 0) -> None:
            if step != progress.tasks[0].description:
                progress.reset(task, description=step, total=of or None)
            if of or read % 50 == 0:
                speed = progress.tasks[0].speed
                rate = f"{speed:,.0f} per second" if speed else ""
                progress.update(task, completed=read, rate=rate)

        yield show


@contextmanager
def shown_lines() -> Iterator[Shown]:
    """Progress in a line now and then."""
    began: dict[str, float] = {}
    told: dict[str, float] = {}

    def show(step: str, read: int, of: int = 0) -> None:
        now = time.monotonic()
        began.setdefault(step, now)
        if of and now - told.get(step, began[step]) >= _LINE_AFTER:
            told[step] = now
            left = (of - read) * (now - began[step]) / read
            print(f"{step}: {read:,} of {of:,}, {_minutes_left(left)}", file=sys.stderr, flush=True)
        elif not of and read % _LINE_EVERY == 0:
            print(f"{step}: {read:,} articles", file=sys.stderr, flush=True)

    yield show


def _options(arguments: argparse.Namespace) -> ReindexOptions:
    # No other command but `inspect` needs the formats, which take a third of a second to load.
    from archive.indexing.reindex import ReindexOptions

    settings = settings_of(arguments)
    sources = tuple(arguments.sources) or settings.sources
    if not sources:
        raise EmptyArchiveError("No source is named.")
    return ReindexOptions(
        index=settings.index,
        sources=sources,
        engine=settings.engine,
        zone=settings.timezone,
        day_order=settings.day_order,
        authority=settings.authority,
        glossary=settings.glossary,
        dry_run=getattr(arguments, "dry_run", False),
        allow_removals=arguments.allow_removals,
        jobs=arguments.jobs,
        models=settings.models and not arguments.no_models,
        recognisers=recognisers_of(settings),
        limits=limits_of(settings),
        full=getattr(arguments, "full", False),
        meaning=settings.meaning,
    )


def _reindex(arguments: argparse.Namespace) -> int:
    options = _options(arguments)
    from archive.indexing.reindex import reindex

    shown = shown_bar() if sys.stderr.isatty() else shown_lines()
    with shown as progress:
        report = reindex(
            options,
            partial(progress, "analysing"),
            partial(progress, "reading"),
            partial(progress, "comparing meanings"),
        )
    if arguments.json:
        print_json(report.as_dict())
    else:
        print("\n".join(report.lines()))
    return 0


def _watch(arguments: argparse.Namespace) -> int:
    with stopping():
        try:
            _watched(arguments)
        except Stopped:
            _log("stopped; what served before still serves", file=sys.stderr)
    return 0


def _watched(arguments: argparse.Namespace) -> None:
    """Reindex whenever it is time, until a signal comes."""
    options = _options(arguments)
    from archive.indexing.watching import due

    own = filter(None, (options.authority, options.glossary))
    watched = (*options.sources, *own)
    for _ in due(watched, options.index, 60.0 * arguments.every):
        try:
            _reindex_once(options, as_json=arguments.json)
        except ArchiveError as error:
            _log(line_of(error), file=sys.stderr)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _log(f"{where}{error.strerror or error}.", file=sys.stderr)


def _reindex_once(options: ReindexOptions, *, as_json: bool) -> None:
    """Reindex, tell of it in a line where that made something, and remove what is old then."""
    from archive.indexing.reindex import reindex

    report = reindex(options)
    if not report.made:
        return
    try:
        with index_lock(options.index):
            # What a server still reads is removed the next time.
            remove_old(open_store(options.engine, options.index), KEPT, lambda _: None)
    finally:
        _log(json.dumps(report.as_dict()) if as_json else report.line())


def _log(line: str, file: TextIO | None = None) -> None:
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    print(f"{now} {line}", file=file or sys.stdout, flush=True)
