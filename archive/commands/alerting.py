"""What is new for watched searches: `alert`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from archive.commands.common import Commands, add_command, line_of, print_json, settings_of
from archive.commands.exporting import add_address, address_of, archive_address
from archive.commands.watched import (
    LISTED_AT_MOST,
    WatchedSearch,
    newsroom_of,
    printed_line,
    read_watched,
)
from archive.engine.catalogue import FolderCatalogue
from archive.engine.files import write_atomically
from archive.errors import BadParameterError, OptionError
from archive.export.columns import instant_text
from archive.query.budget import refusing
from archive.search.alerting import NewsOfSearch, ToldSoFar, news_of
from archive.search.edition import Edition
from archive.search.library import Library

#: Exit code of `alert` where there is something new: neither a failure nor wrong usage.
SOMETHING_NEW: Final = 3

_BAD_STATE: Final = "Delete it: every search is then watched from now on."


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    alert = add_command(
        commands,
        "alert",
        _alert,
        "Write what is new for watched searches since this was last asked, as text for a mail. "
        f"Exits with {SOMETHING_NEW} where something is new, with 0 and without a word where not.",
    )
    alert.add_argument(
        "file", type=Path, metavar="FILE", help="a search a line: its name, a tab, the query"
    )
    alert.add_argument(
        "--state", type=Path, metavar="PATH", help="what was told so far (FILE.state.json)"
    )
    alert.add_argument("--dry-run", action="store_true", help="tell it again the next time")
    add_address(alert)


def _alert(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    searches = read_watched(arguments.file, newsroom_of(arguments))
    state: Path = arguments.state or arguments.file.with_name(f"{arguments.file.name}.state.json")
    told = _read_state(state)
    library = Library(FolderCatalogue(settings.engine, settings.index))
    with closing(library), library.reading() as edition:
        generation = edition.info().name
        news = [_news(edition, search, told.get(search.name)) for search in searches]
    new = sum(len(one.new) for one in news)
    if arguments.json:
        print_json(_news_json(generation, searches, news))
    elif new:
        _print_news(arguments, generation, searches, news)
    # What nobody could read was not told.
    sys.stdout.flush()
    if not arguments.dry_run:
        _write_state(state, generation, searches, news)
    return SOMETHING_NEW if new else 0


def _news(edition: Edition, search: WatchedSearch, before: ToldSoFar | None) -> NewsOfSearch:
    try:
        with refusing():
            return news_of(edition, search.parameters, before)
    except BadParameterError as error:
        raise OptionError(f"{search.line}: {line_of(error)}") from error


def _read_state(path: Path) -> dict[str, ToldSoFar]:
    """What was told of each search; raises `OptionError` for a file that is no such state."""
    try:
        rows: dict[str, Any] = json.loads(path.read_text("utf-8"))["searches"]
        return {
            name: ToldSoFar(
                tuple((key, value) for key, value in row["search"]),
                int(row["after"]),
                frozenset(map(str, row["ids"])),
            )
            for name, row in rows.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OptionError(f"{path} holds no state of `alert`.", remedy=_BAD_STATE) from error


def _write_state(
    path: Path,
    generation: str,
    searches: Sequence[WatchedSearch],
    news: Sequence[NewsOfSearch],
) -> None:
    rows = {
        search.name: {
            "search": one.told.search,
            "after": one.told.after,
            "ids": sorted(one.told.ids),
        }
        for search, one in zip(searches, news, strict=True)
    }
    state = {"generation": generation, "searches": rows}
    write_atomically(path, json.dumps(state, ensure_ascii=False, indent=1) + "\n")


def _news_json(
    generation: str, searches: Sequence[WatchedSearch], news: Sequence[NewsOfSearch]
) -> dict[str, Any]:
    return {
        "generation": generation,
        "searches": [
            {
                "name": search.name,
                "search": search.parameters.pairs(),
                "total": one.total,
                "first_time": one.first_time,
                "new": [
                    {
                        "id": arrived.article.id,
                        "title": arrived.article.title,
                        "source": arrived.article.source,
                        "published": str(arrived.article.published or "") or None,
                        "first_seen": instant_text(arrived.seen),
                        "context": arrived.context,
                    }
                    for arrived in one.new
                ],
            }
            for search, one in zip(searches, news, strict=True)
        ],
    }


def _print_news(
    arguments: argparse.Namespace,
    generation: str,
    searches: Sequence[WatchedSearch],
    news: Sequence[NewsOfSearch],
) -> None:
    """The text of a mail: each search that has something new, with its articles."""
    address, base = address_of(arguments), archive_address(arguments)
    count = sum(len(one.new) for one in news)
    having = sum(bool(one.new) for one in news)
    print(f"{count:,} new in {having:,} of {len(searches):,} searches ({generation})")
    for search, one in zip(searches, news, strict=True):
        if not one.new:
            continue
        print(f"\n{search.name}: {len(one.new):,} new, {one.total:,} in all")
        print(f"{base}?{urlencode(search.parameters.pairs())}")
        for arrived in one.new[:LISTED_AT_MOST]:
            article = arrived.article
            day = article.published.isoformat()[:10] if article.published else "undated"
            print(f"\n* {printed_line(article.title)}\n  {printed_line(article.source)}, {day}")
            if arrived.context:
                print(f"  {printed_line(arrived.context)}")
            print(f"  {address(article.id)}")
        if len(one.new) > LISTED_AT_MOST:
            print(f"\n... and {len(one.new) - LISTED_AT_MOST:,} more")
