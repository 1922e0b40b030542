"""What must go: `withdraw`, `purge`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict

from archive.commands.common import Commands, add_command, print_json, print_table, settings_of
from archive.engine.withdrawals import read_withdrawn
from archive.errors import OptionError
from archive.indexing.lock import index_lock, withdrawals_lock
from archive.indexing.purging import purge
from archive.indexing.room import naming_a_full_disk
from archive.indexing.withdrawing import Found, find, withdraw
from archive.model.concealment import Withdrawn


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    hiding = add_command(
        commands, "withdraw", _withdraw, "Hide an article and its versions, at once and for good."
    )
    hiding.add_argument("id", nargs="?", metavar="ID", help="the id of an article")
    hiding.add_argument("--reason", default="", metavar="R", help="why, for the list")
    hiding.add_argument(
        "--copies", action="store_true", help="also hide copies that other sources printed"
    )
    hiding.add_argument("--list", action="store_true", help="list what was withdrawn")
    erasing = add_command(
        commands, "purge", _purge, "Erase an article and its versions from every generation."
    )
    erasing.add_argument("id", metavar="ID", help="the id of an article")


def _withdraw(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    if arguments.list:
        return _list(arguments, read_withdrawn(settings.index))
    if not arguments.id:
        raise OptionError("No article is named.", remedy="Give its id, or --list.")
    found = find(settings.engine, settings.index, arguments.id)
    with naming_a_full_disk(settings.index), withdrawals_lock(settings.index):
        withdraw(settings.index, found, arguments.reason, copies=arguments.copies)
    told = _told(found, copies=arguments.copies)
    if arguments.json:
        print_json({"withdrawn": arguments.id, **told})
        return 0
    print(f"withdrawn {arguments.id}; servers hide it within a minute")
    _print_ids("its other versions too", told["versions"])
    _print_ids("copies, hidden too", told["copies_hidden"])
    _print_ids("copies, still shown (hide them with --copies)", told["copies_shown"])
    return 0


def _told(found: Found, *, copies: bool) -> dict[str, list[str]]:
    """What goes with an article, and what does not."""
    every = [one.id for one in found.copies]
    hidden = [one for one in every if copies or one in found.same]
    return {
        "versions": [one.id for one in found.versions if one.id != found.article.id],
        "copies_hidden": hidden,
        "copies_shown": [one for one in every if one not in hidden],
    }


def _print_ids(what: str, ids: Sequence[str]) -> None:
    if ids:
        print(f"{what}: {', '.join(ids)}")


def _list(arguments: argparse.Namespace, withdrawn: Sequence[Withdrawn]) -> int:
    if arguments.json:
        print_json([{**asdict(one), "erased": not one.id} for one in withdrawn])
        return 0
    if not withdrawn:
        print("Nothing was withdrawn.")
        return 0
    rows = [
        (
            one.id or "(erased)",
            one.at,
            f"with {one.because}" if one.because else "with copies" if one.copies else "",
            one.reason or "-",
        )
        for one in withdrawn
    ]
    print_table(("article", "withdrawn", "", "reason"), rows)
    return 0


def _purge(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)

    def waiting(name: str) -> None:
        print(f"waiting until nobody reads {name} ...", file=sys.stderr)

    with naming_a_full_disk(settings.index), index_lock(settings.index):
        erased = purge(settings.engine, settings.index, arguments.id, waiting)
    if arguments.json:
        print_json({"purged": list(erased)})
    else:
        print(f"purged {', '.join(erased) or arguments.id}")
    return 0
