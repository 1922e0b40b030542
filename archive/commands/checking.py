"""What was taken away, checked: `check`."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.engine.catalogue import FolderCatalogue
from archive.engine.searcher import Searcher
from archive.errors import ReceiptError
from archive.export.receipt_json import (
    ReceiptDifference,
    read_receipt,
    receipt_differences,
    receipt_json,
)
from archive.query.days import Newsroom
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.library import Library
from archive.search.service import SearchService

#: A receipt of a thousand articles has 100 kB.
MOST_BYTES_OF_RECEIPT: Final = 10_000_000

#: So many articles are told by their ids on a terminal; with --json all are.
_MOST_TOLD: Final = 50


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    check = add_command(
        commands,
        "check",
        _check,
        "Repeat the search of a receipt, and say what differs: exit 0 nothing, 1 something.",
    )
    check.add_argument("receipt", type=Path, metavar="RECEIPT", help="a file of /receipt.json")
    check.add_argument(
        "--generation", default="", metavar="NAME", help="default: the one that serves"
    )


@dataclass(frozen=True, slots=True)
class _OneGeneration:
    """The catalogue of a generation alone."""

    catalogue: FolderCatalogue
    name: str

    def candidates(self) -> tuple[str, ...]:
        """See `Catalogue`."""
        return (self.name,)

    def open(self, name: str) -> Searcher:
        """See `Catalogue`."""
        return self.catalogue.open(name)

    def stamp(self, name: str) -> object:
        """See `Catalogue`."""
        return self.catalogue.stamp(name)


def _read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES_OF_RECEIPT:
        raise ReceiptError(f"{path} is larger than any receipt.")
    try:
        return read_receipt(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise ReceiptError(f"{path} is no text: {error}.") from error


def _parameters(receipt: dict[str, Any], path: Path) -> SearchParameters:
    """What the receipt asks; days are counted from when it was made."""
    newsroom = receipt["newsroom"]
    try:
        made = dt.datetime.fromisoformat(receipt["made"]).astimezone(dt.UTC)
        zone, order = ZoneInfo(newsroom["timezone"]), newsroom["day_order"]
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise ReceiptError(f"{path} tells no time: {error}.") from error
    pairs = [(str(name), str(value)) for name, value in receipt["search"]["parameters"]]
    return read_parameters(pairs, Newsroom(zone, order, lambda: made))


def _check(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    then = _read(arguments.receipt)
    catalogue = FolderCatalogue(settings.engine, settings.index)
    name = arguments.generation or catalogue.candidates()[0]
    library = Library(_OneGeneration(catalogue, name))
    try:
        service = SearchService(library)
        parameters = _parameters(then, arguments.receipt)
        now = receipt_json(service.receipt(parameters), settings.title)
        listed = [each["id"] for each in then["articles"]["first"]]
        ids, texts = service.found_ids(parameters), service.text_digests(listed)
        differences = receipt_differences(then, now, ids, texts)
        same_content = then["generation"]["content"] == now["generation"]["content"]
    finally:
        library.close()
    if arguments.json:
        told = [difference._asdict() for difference in differences]
        print_json(
            {
                "same": not differences,
                "generation": now["generation"],
                "same_content": same_content,
                "differences": told,
            }
        )
    else:
        _print(then, now, differences, same_content=same_content)
    return 1 if differences else 0


def _print(
    then: dict[str, Any],
    now: dict[str, Any],
    differences: Sequence[ReceiptDifference],
    *,
    same_content: bool,
) -> None:
    before, after = then["generation"]["name"], now["generation"]["name"]
    content = "with the same articles" if same_content else "with other articles"
    other = "" if before == after else f"; the receipt is of {before}, {content}"
    print(f"checked in {after}{other}")
    total = now["counts"]["total"]
    if not differences:
        print(f"the same: {total:,} articles, read as {now['search']['read_as'] or 'all articles'}")
        return
    articles = [each for each in differences if each.what in ("article", "text")]
    for difference in differences:
        if difference not in articles:
            print(_line(difference))
    for difference in articles[:_MOST_TOLD]:
        print(_line(difference))
    if len(articles) > _MOST_TOLD:
        print(f"{len(articles) - _MOST_TOLD:,} more articles; --json lists all")
    if len(then["articles"]["first"]) < then["counts"]["total"]:
        print("the receipt lists the first articles only: new ones are counted, not named")


def _line(difference: ReceiptDifference) -> str:
    """A difference in words."""
    what, name, then, now = difference
    match what:
        case "article":
            return f"{'new' if then is None else 'gone'}: {name}"
        case "text":
            return f"another text: {name}"
        case "order":
            return f"order: place {name} has {now}, then {then}"
        case "reading":
            return f"read otherwise: {name}: {_shown(now)}, then {_shown(then)}"
    label = name if what == "count" else f"{what} {name}"
    return f"{label}: {now or 0:,}, then {then or 0:,} ({(now or 0) - (then or 0):+,})"


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)
