"""How commands ask: the options of a search, and what answers it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from archive.commands.common import settings_of
from archive.engine.catalogue import FolderCatalogue
from archive.model.fields import FACET_NAMES
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.days import Newsroom
from archive.query.parameter_table import COPY_CHOICES, VERSION_CHOICES
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.library import Library
from archive.search.service import SearchService


def add_search_options(search: argparse.ArgumentParser) -> None:
    """Let a command take a query and what narrows it."""
    search.add_argument("query", metavar="QUERY", help='what to search for; "" for all articles')
    for name in FACET_NAMES:
        search.add_argument(f"--{name}", action="append", default=[], metavar="VALUE")
    search.add_argument("--from", dest="first", default="", metavar="DAY", help="2024, 2024-03 ...")
    search.add_argument("--to", dest="last", default="", metavar="DAY", help="the last day")
    for end, name in (("from", "first"), ("to", "last")):
        search.add_argument(
            f"--mentioned-{end}",
            dest=f"mentioned_{end}",
            default="",
            metavar="DAY",
            help=f"the {name} of the days that articles mention",
        )
    search.add_argument("--sort", default="", choices=["", *map(str, Sort)])
    search.add_argument(
        "--copies", default="", choices=["", *COPY_CHOICES], help="fold reports that say the same"
    )
    search.add_argument(
        "--versions", default="", choices=["", *VERSION_CHOICES], help="which versions to search"
    )
    search.add_argument("--ui", default="", choices=["", *LANGUAGES], help="language of notes")
    for name in ("with", "without"):
        summary = "a word that is only offered" if name == "with" else "a word also searched"
        search.add_argument(f"--{name}", action="append", default=[], metavar="WORD", help=summary)


@contextmanager
def search_service(arguments: argparse.Namespace) -> Iterator[SearchService]:
    """The service over what is published, as long as the context lasts."""
    settings = settings_of(arguments)
    library = Library(FolderCatalogue(settings.engine, settings.index))
    try:
        yield SearchService(library)
    finally:
        library.close()


def asked_parameters(arguments: argparse.Namespace) -> SearchParameters:
    """The search that the options of a command ask for; raises `BadParameterError`."""
    pairs = [("q", arguments.query), ("from", arguments.first), ("to", arguments.last)]
    names = (
        "mentioned_from",
        "mentioned_to",
        "sort",
        "copies",
        "versions",
        "page",
        "size",
        "ui",
        "across",
    )
    pairs += [(name, getattr(arguments, name)) for name in names if hasattr(arguments, name)]
    pairs += [
        (name, value)
        for name in (*FACET_NAMES, "with", "without")
        for value in getattr(arguments, name)
    ]
    settings = settings_of(arguments)
    return read_parameters(pairs, Newsroom(settings.timezone, settings.day_order))
