"""The reading arm, assembled: settings, library, service, pages."""

from __future__ import annotations

import gc
import logging
from typing import Final

from flask import Flask

from archive.engine.catalogue import FolderCatalogue
from archive.errors import ArchiveError
from archive.query.days import Newsroom
from archive.query.parameters import SearchParameters
from archive.search.library import Library
from archive.search.meaning import Meaning
from archive.search.service import SearchService
from archive.settings import ROOT, Settings, read_settings
from archive.web.app import Operation, create_app
from archive.web.meters import Meters
from archive.web.places import Slots

#: Words of both languages.
_ANY: Final = "香港經濟 Hong Kong economy"

_log = logging.getLogger("archive.wsgi")


def open_library(settings: Settings) -> Library:
    """The library of the published generation."""
    return Library(FolderCatalogue(settings.engine, settings.index))


def _warm_up(service: SearchService) -> None:
    """Load what the first reader would wait for: dictionary, word lists, the index's tables."""
    try:
        service.search(SearchParameters(q=_ANY))
    except ArchiveError as error:
        # The application starts all the same: /readyz and every page say what is wrong.
        _log.warning("There is nothing to search yet. %s", error.one_line())
    # What was loaded stays: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()


def application(
    settings: Settings | None = None,
    meters: Meters | None = None,
    seat: int = 0,
    lists: Slots | None = None,
) -> Flask:
    """The WSGI application; reads settings from the environment where none are given.

    What it counts goes into a seat of the meters, and `lists` are the places for lists of names:
    several processes share both.
    """
    chosen = settings or read_settings()
    library = open_library(chosen)
    service = SearchService(library, Meaning(wanted=chosen.meaning))
    _warm_up(service)
    library.watch()
    return create_app(
        service,
        title=chosen.title,
        url_prefix=chosen.url_prefix,
        root=ROOT,
        newsroom=Newsroom(chosen.timezone, chosen.day_order),
        operation=Operation(
            chosen.trusted_proxies,
            chosen.auth_header,
            chosen.log_queries,
            meters or Meters(),
            seat,
            lists,
        ),
    )
