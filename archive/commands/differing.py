"""What a reindex added, changed and removed: `diff`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from typing import Final

from archive.commands.common import Commands, add_command, line_of, print_json, settings_of
from archive.commands.watched import (
    LISTED_AT_MOST,
    WatchedSearch,
    newsroom_of,
    printed_line,
    read_watched,
)
from archive.engine.catalogue import FolderCatalogue
from archive.errors import BadParameterError, OptionError
from archive.search.changes import ArchiveChanges, SearchChanges, TwoGenerations
from archive.search.edition import Edition

#: What each kind of change is called.
_ARCHIVE_WORDS: Final = {"added": "added", "changed": "changed", "removed": "removed"}
_SEARCH_WORDS: Final = {
    "added": "added to the archive",
    "now": "found now",
    "changed": "changed",
    "no_longer": "no longer found",
    "removed": "removed from the archive",
}


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    diff = add_command(commands, "diff", _diff, "Say what one generation has that another has not.")
    diff.add_argument("old", metavar="OLD", help="the earlier generation's name")
    diff.add_argument("new", metavar="NEW", help="the later generation's name")
    diff.add_argument(
        "--queries", type=Path, metavar="FILE", help="watched searches, as `alert` takes them"
    )


def _diff(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    watched = read_watched(arguments.queries, newsroom_of(arguments)) if arguments.queries else ()
    catalogue = FolderCatalogue(settings.engine, settings.index)
    with ExitStack() as stack:
        before = Edition(stack.enter_context(closing(catalogue.open(arguments.old))))
        after = Edition(stack.enter_context(closing(catalogue.open(arguments.new))))
        both = TwoGenerations(before, after)
        archive = both.archive()
        searches = [(search, _search_changes(both, search)) for search in watched]
        if arguments.json:
            rows = [{"name": search.name, **asdict(changes)} for search, changes in searches]
            names = {"old": arguments.old, "new": arguments.new}
            print_json({**names, "archive": asdict(archive), "searches": rows})
            return 0
        _print_changes(both, "the archive", archive, _ARCHIVE_WORDS)
        for search, changes in searches:
            print()
            _print_changes(both, search.name, changes, _SEARCH_WORDS)
    return 0


def _search_changes(both: TwoGenerations, search: WatchedSearch) -> SearchChanges:
    try:
        return both.search(search.parameters)
    except BadParameterError as error:
        raise OptionError(f"{search.line}: {line_of(error)}") from error


def _print_changes(
    both: TwoGenerations,
    name: str,
    changes: ArchiveChanges | SearchChanges,
    words: Mapping[str, str],
) -> None:
    counts = ", ".join(f"{word} {len(getattr(changes, key)):,}" for key, word in words.items())
    print(f"{name}: {changes.before:,} before, {changes.after:,} now; {counts}")
    for key, word in words.items():
        ids: tuple[str, ...] = getattr(changes, key)
        for article in ids[:LISTED_AT_MOST]:
            print(f"  {word}: {article}  {printed_line(both.headline(article))}")
        if len(ids) > LISTED_AT_MOST:
            print(f"  {word}: ... and {len(ids) - LISTED_AT_MOST:,} more")
