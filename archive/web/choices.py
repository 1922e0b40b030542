"""The ways to see the same results: orders, views, copies, versions, sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from archive.model.result import Sort
from archive.query.parameter_table import (
    COPY_CHOICES,
    DEFAULT_SIZE,
    MAX_SIZE,
    VERSION_CHOICES,
    VIEWS,
)
from archive.query.parameters import SearchParameters
from archive.search.page import ResultPage
from archive.web import desk_links, links

#: Results a page, as offered.
SIZES: Final = (DEFAULT_SIZE, 50, MAX_SIZE)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see the same results, by its name."""

    name: str
    url: str
    current: bool


def orders(page: ResultPage) -> tuple[Choice, ...]:
    """The orders on offer; relevance only to something asked."""
    parameters = page.parameters
    offered = [sort for sort in Sort if sort is not Sort.RELEVANCE or parameters.q.strip()]
    return tuple(
        Choice(str(sort), links.sort_url(parameters, sort), parameters.order is sort)
        for sort in offered
    )


def views(page: ResultPage) -> tuple[Choice, ...]:
    """The ways to list results."""
    parameters = page.parameters
    return tuple(
        Choice(view, _view_url(parameters, view), parameters.view == view) for view in VIEWS
    )


def _view_url(parameters: SearchParameters, view: str) -> str:
    """The same results, listed in another way; by place they have a page of their own."""
    if view == VIEWS[-1]:
        return desk_links.context_url(parameters)
    return links.view_url(parameters, view)


def foldings(page: ResultPage) -> tuple[Choice, ...]:
    """The ways to list copies; none where the page has none."""
    parameters = page.parameters
    if parameters.copies == COPY_CHOICES[0] and page.lines == page.total:
        return ()
    return tuple(
        Choice(
            copies, links.search_url(parameters.with_copies(copies)), parameters.copies == copies
        )
        for copies in COPY_CHOICES
    )


def version_choices(page: ResultPage) -> tuple[Choice, ...]:
    """Which versions to list; none where nothing has several."""
    parameters = page.parameters
    several = page.outdated or any(hit.versions for hit in page.hits)
    if parameters.versions == VERSION_CHOICES[0] and not several:
        return ()
    return tuple(
        Choice(name, links.search_url(parameters.with_versions(name)), parameters.versions == name)
        for name in VERSION_CHOICES
    )


def sizes(page: ResultPage) -> tuple[Choice, ...]:
    """How many results a page can have; none where all fit on the shortest."""
    parameters = page.parameters
    if page.lines <= SIZES[0]:
        return ()
    return tuple(Choice(str(n), links.size_url(parameters, n), parameters.size == n) for n in SIZES)
