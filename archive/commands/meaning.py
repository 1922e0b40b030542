"""`meaning`: what a generation knows of what its articles mean, and more of it."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from functools import partial

from archive.commands.building import shown_bar, shown_lines
from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.engine.catalogue import open_current
from archive.errors import MeaningError
from archive.indexing.beginnings import embed_beginnings
from archive.indexing.crew import usable_cores
from archive.indexing.lock import index_lock
from archive.meaning.encoder import made_by


def register(commands: Commands) -> None:
    """Add the command of this file."""
    parser = add_command(
        commands, "meaning", _meaning, "Of how many articles it is known what they mean."
    )
    parser.add_argument(
        "--leads",
        action="store_true",
        help="compare beginnings too: publish a generation that has a vector of each; broken off, "
        "the same command goes on",
    )


def _meaning(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    if arguments.leads:
        if not settings.meaning:
            raise MeaningError("Meanings are not compared.", remedy="Set ARCHIVE_MEANING=on.")
        shown = shown_bar() if sys.stderr.isatty() else shown_lines()
        with index_lock(settings.index), shown as progress:
            told = partial(progress, "comparing meanings")
            embed_beginnings(settings.engine, settings.index, usable_cores(), told)
    with closing(open_current(settings.engine, settings.index)) as searcher:
        vectors, damage = searcher.vectors()
        facts = {
            "generation": searcher.info().name,
            "articles": searcher.info().articles,
            "headlines": vectors.headlines if vectors else 0,
            "beginnings": vectors.beginnings if vectors else 0,
            "made_by": vectors.made_by if vectors else "",
            "damage": damage,
        }
    if arguments.json:
        print_json(facts)
    else:
        print(
            f"{facts['generation']}: {facts['headlines']:,} headlines and {facts['beginnings']:,} "
            f"beginnings of {facts['articles']:,} articles, by {facts['made_by'] or 'nothing'}"
            f"{'; ' + str(damage) if damage else ''}"
        )
    if settings.meaning and vectors and vectors.made_by != made_by():
        raise MeaningError(
            f"{made_by()} is installed, which cannot compare these.",
            remedy="Run manage.py reindex.",
        )
    return 0
