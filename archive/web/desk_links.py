"""Addresses beside a single page: a list of names, all places, trends, files and feeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from archive.query.parameter_table import ACROSS_CHOICES, VIEWS
from archive.query.parameters import SearchParameters
from archive.search.in_context import LINE_ORDERS
from archive.web import links
from archive.web.language import language_pair

#: The parameter that says how lines are sorted, and those that say what a trend shows.
ORDER: Final = "order"
MEASURE: Final = "measure"
TONGUE: Final = "tongue"

#: What trends may be counted in: articles, or articles among so many published.
MEASURES: Final = ("articles", "share")


def _address(endpoint: str, pairs: Sequence[tuple[str, str]]) -> str:
    path = links.path_of(endpoint)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def plain_search(parameters: SearchParameters) -> SearchParameters:
    """A search without how its first page of results lists it."""
    return replace(parameters, page=1, view=VIEWS[0])


def context_url(parameters: SearchParameters, order: str = LINE_ORDERS[0], page: int = 1) -> str:
    """A page of all places of a search, sorted so."""
    pairs = replace(parameters.as_whole(), page=page).pairs()
    pairs += [(ORDER, order)] if order != LINE_ORDERS[0] else []
    return _address("context.lines", pairs)


def context_file_url(parameters: SearchParameters) -> str:
    """All places of a search, as a file."""
    return _address("context.lines_file", parameters.as_whole().pairs())


def trend_pairs(
    shared: SearchParameters, queries: Sequence[str], measure: str = "", tongue: str = ""
) -> list[tuple[str, str]]:
    """The parameters of several searches side by side, which share all but their queries."""
    pairs = [("q", query) for query in queries]
    pairs += replace(shared.as_found(), q="", ui=shared.ui).pairs()
    pairs += [(MEASURE, measure)] if measure not in ("", MEASURES[0]) else []
    pairs += [(TONGUE, tongue)] if tongue else []
    return pairs


def trends_url(
    shared: SearchParameters, queries: Sequence[str], measure: str = "", tongue: str = ""
) -> str:
    """The page of several searches side by side."""
    return _address("trends.trends_page", trend_pairs(shared, queries, measure, tongue))


def trends_file_url(shared: SearchParameters, queries: Sequence[str]) -> str:
    """The same as a file."""
    return _address("trends.trends_file", trend_pairs(shared, queries))


def batch_url() -> str:
    """Where a list of names is sent, in the language of the page."""
    return _address("batch.form", list(language_pair().items()))


def feed_url(parameters: SearchParameters, page: int = 1) -> str:
    """The feed of a search, a page of it."""
    return _address("takeaway.feed", _taken(parameters).with_page(page).pairs())


def export_url(parameters: SearchParameters, ending: str) -> str:
    """All that a search finds, as a file of this kind."""
    path = links.path_of("takeaway.export", ending=ending)
    pairs = _taken(parameters).pairs()
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _taken(parameters: SearchParameters) -> SearchParameters:
    """All of a search, and of the other language where that is asked for."""
    whole = parameters.as_whole()
    asked = parameters.across in ACROSS_CHOICES[1:]
    # What is near in meaning orders a list, and a file has all.
    return whole.with_across(ACROSS_CHOICES[1]) if asked else whole
