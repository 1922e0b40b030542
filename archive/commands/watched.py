"""Watched searches: a file of them, a line each, for `alert` and `diff`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from archive.commands.common import line_of, settings_of
from archive.errors import BadParameterError, OptionError
from archive.query.days import Newsroom
from archive.query.parameters import SearchParameters, read_parameters

#: What an address of a search begins with; anything else is a query.
_ADDRESS: Final = ("?", "/?", "http://", "https://")


#: Articles of one kind that a text lists; the others are counted.
LISTED_AT_MOST: Final = 200


class WatchedSearch(NamedTuple):
    """A search and what the newsroom calls it; `line` is where it stands."""

    name: str
    parameters: SearchParameters
    line: str


def read_watched(path: Path, newsroom: Newsroom) -> tuple[WatchedSearch, ...]:
    """The searches of a file, in its order; raises `OptionError` naming the first bad line.

    A line is a name, a tab, and a query or the address of a search; empty lines and those that
    begin with # are left out.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OptionError(f"{path} is not UTF-8.", remedy="Save it as UTF-8.") from error
    searches: dict[str, WatchedSearch] = {}
    for number, line in _lines(text):
        where = f"{path}, line {number}"
        name, tab, asked = (part.strip() if part != "\t" else part for part in line.partition("\t"))
        if not (name and tab and asked):
            raise OptionError(
                f"{where}: no name and search.", remedy="Write the name, a tab, and the query."
            )
        if name in searches:
            raise OptionError(f"{where}: {name} is there already.", remedy="Choose another name.")
        searches[name] = WatchedSearch(name, _parameters(asked, newsroom, where), where)
    return tuple(searches.values())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _parameters(asked: str, newsroom: Newsroom, where: str) -> SearchParameters:
    pairs = [("q", asked)]
    if asked.startswith(_ADDRESS):
        pairs = parse_qsl(urlsplit(asked).query, keep_blank_values=True)
    try:
        return read_parameters(pairs, newsroom).as_found()
    except BadParameterError as error:
        raise OptionError(f"{where}: {line_of(error)}") from error


def newsroom_of(arguments: argparse.Namespace) -> Newsroom:
    """How the days of typed searches are read."""
    settings = settings_of(arguments)
    return Newsroom(settings.timezone, settings.day_order)


def printed_line(text: str) -> str:
    """A text of an article on one line, without what steers a terminal or a mail."""
    plain = " ".join(text.split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in plain)
