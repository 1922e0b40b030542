"""The life of an index: `generations`, `publish`, `rollback`, `prune`, `verify`, `stats`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Final

from archive.commands.common import Commands, add_command, print_json, print_table, settings_of
from archive.engine.catalogue import FolderCatalogue, open_current
from archive.engine.publications import lost_record, require_current
from archive.engine.registry import open_store
from archive.engine.store import Store
from archive.errors import (
    ArchiveError,
    DamagedIndexError,
    GenerationNotFoundError,
    IndexFormatError,
)
from archive.indexing.lock import index_lock
from archive.indexing.pruning import KEPT, remove_old
from archive.indexing.room import naming_a_full_disk
from archive.model.aggregations import FacetValues, PublicationDays
from archive.model.fields import FACET_NAMES
from archive.model.result import GenerationInfo, SearchRequest, Standing

_STATES: Final = {
    Standing.SERVES: "serves",
    Standing.BEFORE: "served before",
    Standing.ASIDE: "rolled back from",
    Standing.UNPUBLISHED: "never served",
    None: "not known",
}

#: The serving generation decides which others are old.
_NONE_SERVES: Final = "Nothing is published, so no generation is old. Publish one first."

_MISSING: Final = "Publish one of these, or run `manage.py reindex`."


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    add_command(commands, "generations", _generations, "List the generations of the index.")
    publish = add_command(commands, "publish", _publish, "Make a generation the one that serves.")
    publish.add_argument("name", metavar="NAME", help="a generation's name")
    add_command(commands, "rollback", _rollback, "Go back to the generation that served before.")
    prune = add_command(
        commands, "prune", _prune, "Delete old and damaged generations, and what broken runs left."
    )
    prune.add_argument(
        "--keep",
        type=_positive,
        default=KEPT,
        metavar="N",
        help="how many of the last that served, and are whole, stay (%(default)s)",
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
    generations = _store(arguments).generations()
    _warn_of_current(arguments, generations)
    if arguments.json:
        serving = Standing.SERVES
        print_json(
            [{**asdict(info), "published": info.standing == serving} for info in generations]
        )
        return 0
    if not generations:
        print("There is no generation yet.")
        return 0
    rows = [
        (
            info.name,
            _STATES[info.standing],
            info.created or "-",
            "damaged" if info.problem else f"{info.articles:,}",
            f"{info.bytes / 1e6:,.1f} MB",
        )
        for info in generations
    ]
    print_table(("generation", "state", "created", "articles", "size"), rows)
    return 0


def _warn_of_current(arguments: argparse.Namespace, generations: Sequence[GenerationInfo]) -> None:
    """Say on standard error why nothing in the list serves, where something should."""
    try:
        current = _store(arguments).current()
    except DamagedIndexError as error:
        print(error.one_line(), file=sys.stderr)
        return
    if current is None and any(info.standing is None for info in generations):
        print(lost_record(settings_of(arguments).index).one_line(), file=sys.stderr)
    elif current is not None and current not in {info.name for info in generations}:
        missing = GenerationNotFoundError(f"{current} is published and missing.", remedy=_MISSING)
        print(missing.one_line(), file=sys.stderr)


def _locked(arguments: argparse.Namespace, act: Callable[[Store], list[str]], verb: str) -> int:
    """Change which generations there are, under the lock, and say what was done."""
    index = settings_of(arguments).index
    with naming_a_full_disk(index), index_lock(index):
        names = act(_store(arguments))
    if arguments.json:
        print_json({verb: names})
    else:
        print(f"{verb} {', '.join(names)}" if names else f"nothing {verb}")
    return 0


def _check_readable(arguments: argparse.Namespace, name: str) -> None:
    """Raise where this program could not serve a generation."""
    settings = settings_of(arguments)
    FolderCatalogue(settings.engine, settings.index).open(name).close()


def _publish(arguments: argparse.Namespace) -> int:
    def act(store: Store) -> list[str]:
        _check_readable(arguments, arguments.name)
        store.publish(arguments.name)
        return [arguments.name]

    return _locked(arguments, act, "published")


def _rollback(arguments: argparse.Namespace) -> int:
    """Go back to the last generation that served before and is whole."""

    def act(store: Store) -> list[str]:
        require_current(settings_of(arguments).index)
        problems: list[ArchiveError] = []
        for name in store.candidates()[1:]:
            try:
                _check_readable(arguments, name)
                store.roll_back(name)
            except (DamagedIndexError, GenerationNotFoundError, IndexFormatError) as error:
                problems.append(error)
            else:
                return [name]
        if problems:
            raise DamagedIndexError(
                f"No generation that served before can serve: {problems[0].detail}",
                remedy="Run `manage.py reindex`.",
            )
        raise GenerationNotFoundError(f"No generation served before {store.current()}.")

    return _locked(arguments, act, "published")


def _prune(arguments: argparse.Namespace) -> int:
    def act(store: Store) -> list[str]:
        removed = remove_old(
            store, arguments.keep, lambda error: print(error.one_line(), file=sys.stderr)
        )
        if store.generations() and not store.candidates():
            print(_NONE_SERVES, file=sys.stderr)
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
    searcher = open_current(settings.engine, settings.index)
    try:
        facets = {name: FacetValues(name) for name in FACET_NAMES}
        days = PublicationDays()
        result = searcher.search(SearchRequest(limit=0, aggregations=(*facets.values(), days)))
        info = searcher.info()
        undated = result.counts(days).undated
        counted = {name: result.counts(facet) for name, facet in facets.items()}
    finally:
        searcher.close()
    shown = {
        name: {"distinct": counts.distinct, "top": {v.value: v.count for v in counts.values}}
        for name, counts in counted.items()
    }
    if arguments.json:
        print_json({**asdict(info), "undated": undated, "facets": shown})
        return 0
    print(f"generation {info.name}, created {info.created}")
    print(f"{info.articles:,} articles, {info.bytes / 1e6:,.1f} MB, {undated:,} undated")
    for name, counts in counted.items():
        top = ", ".join(f"{value.value} {value.count:,}" for value in counts.values)
        print(f"{name}: {counts.distinct:,} values; {top}")
    return 0
