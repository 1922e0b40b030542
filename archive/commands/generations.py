"""The life of an index: `generations`, `publish`, `rollback`, `prune`, `verify`, `stats`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict

from archive.commands.common import Commands, add_command, print_json, print_table, settings_of
from archive.engine.generation import require_current
from archive.engine.registry import open_searcher, open_store
from archive.engine.store import Store
from archive.errors import GenerationNotFoundError
from archive.indexing.lock import index_lock
from archive.model.fields import FACETS
from archive.model.result import SearchRequest


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    add_command(commands, "generations", _generations, "List the generations of the index.")
    publish = add_command(commands, "publish", _publish, "Make a generation the one that serves.")
    publish.add_argument("name", metavar="NAME", help="a generation's name")
    add_command(commands, "rollback", _rollback, "Publish the generation before the one served.")
    prune = add_command(commands, "prune", _prune, "Delete old generations.")
    prune.add_argument(
        "--keep", type=_positive, default=2, metavar="N", help="how many of the newest stay (2)"
    )
    verify = add_command(commands, "verify", _verify, "Check every file of a generation.")
    verify.add_argument("name", nargs="?", metavar="NAME", help="default: the one that serves")
    add_command(commands, "stats", _stats, "What the served generation holds.")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _store(arguments: argparse.Namespace) -> Store:
    settings = settings_of(arguments)
    return open_store(settings.engine, settings.index)


def _generations(arguments: argparse.Namespace) -> int:
    store = _store(arguments)
    current = store.current()
    found = store.generations()
    if arguments.json:
        print_json([{**asdict(info), "published": info.name == current} for info in found])
        return 0
    if not found:
        print("There is no generation yet.")
        return 0
    rows = [
        (
            "*" if info.name == current else "",
            info.name,
            info.created,
            f"{info.articles:,}",
            f"{info.bytes / 1e6:,.1f} MB",
        )
        for info in found
    ]
    print_table(("", "generation", "created", "articles", "size"), rows)
    return 0


def _locked(arguments: argparse.Namespace, act: Callable[[Store], list[str]], verb: str) -> int:
    """Change which generations there are, under the lock, and say what was done."""
    with index_lock(settings_of(arguments).index):
        names = act(_store(arguments))
    if arguments.json:
        print_json({verb: names})
    else:
        print(f"{verb} {', '.join(names)}" if names else f"nothing {verb}")
    return 0


def _publish(arguments: argparse.Namespace) -> int:
    def act(store: Store) -> list[str]:
        store.publish(arguments.name)
        return [arguments.name]

    return _locked(arguments, act, "published")


def _rollback(arguments: argparse.Namespace) -> int:
    def act(store: Store) -> list[str]:
        current = require_current(settings_of(arguments).index)
        before = [info.name for info in store.generations() if info.name < current]
        if not before:
            raise GenerationNotFoundError(
                f"There is no generation before {current}.",
                remedy="`manage.py generations` lists them.",
            )
        store.publish(before[-1])
        return [before[-1]]

    return _locked(arguments, act, "published")


def _prune(arguments: argparse.Namespace) -> int:
    def act(store: Store) -> list[str]:
        names = [info.name for info in store.generations()]
        kept = {*names[-arguments.keep :], store.current()}
        removed = [name for name in names if name not in kept]
        for name in removed:
            store.remove(name)
        return removed

    return _locked(arguments, act, "removed")


def _verify(arguments: argparse.Namespace) -> int:
    name = arguments.name or require_current(settings_of(arguments).index)
    problems = _store(arguments).verify(name)
    if arguments.json:
        print_json({"generation": name, "problems": list(problems)})
    elif not problems:
        print(f"{name} is whole.")
    for problem in () if arguments.json else problems:
        print(f"{name}: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _stats(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    searcher = open_searcher(settings.engine, settings.index, require_current(settings.index))
    try:
        result = searcher.search(SearchRequest(limit=0, facets=FACETS, facet_size=10, days=True))
        info = searcher.info()
        days = result.days
    finally:
        searcher.close()
    facets = {
        name: {"distinct": counts.distinct, "top": {v.value: v.count for v in counts.values}}
        for name, counts in result.facets.items()
    }
    if arguments.json:
        print_json({**asdict(info), "undated": days.undated, "facets": facets})
        return 0
    print(f"generation {info.name}, created {info.created}")
    print(f"{info.articles:,} articles, {info.bytes / 1e6:,.1f} MB, {days.undated:,} undated")
    for name, counts in result.facets.items():
        top = ", ".join(f"{one.value} {one.count:,}" for one in counts.values)
        print(f"{name}: {counts.distinct:,} values; {top}")
    return 0
