"""`reindex`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.commands.sources import limits_of
from archive.errors import EmptyArchiveError
from archive.indexing.crew import usable_cores

#: Articles between two lines of progress where there is no terminal.
_LINE_EVERY = 5_000

#: More processes than this are a mistake.
MOST_JOBS = 256


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = add_command(
        commands,
        "reindex",
        _reindex,
        "Make a new index that holds exactly what the sources hold, verify it and publish it.",
    )
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
    parser.add_argument("--dry-run", action="store_true", help="build and verify, publish nothing")
    parser.add_argument(
        "--allow-removals",
        action="store_true",
        help="go on even if many served articles are no longer in the sources",
    )


def _jobs(text: str) -> int:
    """A number of processes."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_JOBS):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_JOBS}")
    return int(text)


@contextmanager
def _bar() -> Iterator[Callable[[str, int], None]]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} articles"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None, rate="")

        def show(step: str, read: int) -> None:
            if step != progress.tasks[0].description:
                progress.reset(task, description=step)
            if read % 50 == 0:
                speed = progress.tasks[0].speed
                rate = f"{speed:,.0f} per second" if speed else ""
                progress.update(task, completed=read, rate=rate)

        yield show


@contextmanager
def _plain() -> Iterator[Callable[[str, int], None]]:
    def show(step: str, read: int) -> None:
        if read % _LINE_EVERY == 0:
            print(f"{step}: {read:,} articles", file=sys.stderr, flush=True)

    yield show


def _reindex(arguments: argparse.Namespace) -> int:
    # No other command but `inspect` needs the formats, which take a third of a second to load.
    from archive.indexing.reindex import ReindexOptions, reindex

    settings = settings_of(arguments)
    sources = tuple(arguments.sources) or settings.sources
    if not sources:
        raise EmptyArchiveError("No source is named.")
    options = ReindexOptions(
        index=settings.index,
        sources=sources,
        engine=settings.engine,
        zone=settings.timezone,
        day_order=settings.day_order,
        authority=settings.authority,
        dry_run=arguments.dry_run,
        allow_removals=arguments.allow_removals,
        jobs=arguments.jobs,
        models=settings.models and not arguments.no_models,
        limits=limits_of(settings),
    )
    shown = _bar() if sys.stderr.isatty() else _plain()
    with shown as progress:
        report = reindex(options, partial(progress, "analysing"), partial(progress, "reading"))
    if arguments.json:
        print_json(report.as_dict())
    else:
        print("\n".join(report.lines()))
    return 0
