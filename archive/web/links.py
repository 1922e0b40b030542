"""Addresses of pages and searches, percent-encoded and under the prefix."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import starmap
from typing import Any, Final
from urllib.parse import quote_plus, urlencode, urljoin

from flask import g, request, url_for

from archive.model.language import LANGUAGES
from archive.model.quotation import QuotedSpan
from archive.model.result import Sort
from archive.query.parameters import SearchParameters
from archive.web.language import language_pair
from archive.web.routing import id_in_path

#: Bytes of a search's address up to which the names under each result are links that add to it.
#: A page of 100 results has up to 2,000 of these, and 400 other links.
SHORT: Final = 2_000


def _with(url: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{url}?{'&'.join(starmap(_pair, pairs))}" if pairs else url


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """A value as an address has it; many stand on page after page."""
    return quote_plus(value)


@lru_cache(maxsize=1024)
def _pair(name: str, value: str) -> str:
    """A parameter as an address has it; all links of a page repeat most of them."""
    return urlencode(((name, value),))


def is_short(parameters: SearchParameters) -> bool:
    """Whether the address of a search is short enough to be repeated in every link of a page."""
    return sum(len(_pair(*pair)) for pair in parameters.pairs()) <= SHORT


#: Stands for a value while the address round it is made, and for two days.
_VALUE: Final = "\0"
_DAYS: Final = ("1001-01-01", "1002-02-02")

#: Stands for the id of an article while the path before it is made.
_ANY_ID: Final = "x"

_BETWEEN: Final = {
    "published": SearchParameters.with_days,
    "mentioned": SearchParameters.with_mentioned,
}


class _Repeated:
    """What the addresses of one page have in common, made once for all of them."""

    def __init__(self, parameters: SearchParameters) -> None:
        self.parameters = parameters
        self.query = _with("", parameters.pairs())
        self._around: dict[tuple[str, bool], list[str]] = {}
        self._between: dict[str, list[str]] = {}

    def with_value(self, facet: str, value: str, *, exclude: bool) -> str:
        """The search with a value chosen or excluded that is neither yet."""
        key = facet, exclude
        around = self._around.get(key)
        if around is None:
            whole = search_url(self.parameters.toggled(facet, _VALUE, exclude=exclude))
            around = self._around[key] = whole.split(quote_plus(_VALUE))
        if len(around) != 2:  # what was typed holds the sign itself
            return search_url(self.parameters.toggled(facet, value, exclude=exclude))
        return around[0] + _quoted(value) + around[1]

    def between(self, bounds: str, first: str, last: str) -> str:
        """The search between two ISO days of a kind: "published" or "mentioned"."""
        around = self._between.get(bounds)
        if around is None:
            whole = search_url(_BETWEEN[bounds](self.parameters, *_DAYS))
            around = self._between[bounds] = re.split("|".join(_DAYS), whole)
        if len(around) != 3:  # what was typed holds one of the days itself
            return search_url(_BETWEEN[bounds](self.parameters, first, last))
        return f"{around[0]}{first}{around[1]}{last}{around[2]}"


def _repeated(parameters: SearchParameters) -> _Repeated:
    """What addresses that keep a search have in common, held while a request is answered."""
    repeated: _Repeated | None = g.get("repeated")
    if repeated is None or repeated.parameters is not parameters:
        repeated = g.repeated = _Repeated(parameters)
    return repeated


@lru_cache(maxsize=1024)
def _path(_root: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    parameters: dict[str, Any] = dict(values)
    return url_for(endpoint, **parameters)


def path_of(endpoint: str, **values: str) -> str:
    """The path of a page, as `url_for` gives it; looked up once for each prefix.

    Of pages that there are few of: ids of articles do not belong here.
    """
    return _path(request.script_root, endpoint, tuple(values.items()))


def _search_path() -> str:
    """The path of the search page."""
    return path_of("pages.search")


def compare_url(old: str, new: str) -> str:
    """What differs between two articles."""
    return _with(
        path_of("pages.comparison"), (("old", old), ("new", new), *language_pair().items())
    )


def search_url(parameters: SearchParameters) -> str:
    """The page of this search."""
    return _with(_search_path(), parameters.pairs())


def across_url(parameters: SearchParameters) -> str:
    """This search in the other language."""
    return _with(path_of("pages.across"), parameters.pairs())


def nearest_url(article: str) -> str:
    """What is nearest to an article in the other language."""
    before = path_of("nearest.counterpart", article=_ANY_ID).removesuffix(_ANY_ID)
    return _with(before + id_in_path(article), tuple(language_pair().items()))


def article_url(article: str, parameters: SearchParameters, at: int = 0) -> str:
    """The page of an article that keeps the search it was found by.

    `at` is its number there, from 1; 0 where it is not among what matches.
    """
    before = path_of("pages.article", article=_ANY_ID).removesuffix(_ANY_ID)
    address = before + id_in_path(article) + _repeated(parameters).query
    if not at:
        return address
    return f"{address}{'&' if '?' in address else '?'}at={at}"


def whole_address() -> Callable[[str], str]:
    """Gives the address of an article with the name of the host, also after the request."""
    before = urljoin(
        request.host_url, path_of("pages.article", article=_ANY_ID).removesuffix(_ANY_ID)
    )
    return lambda article: before + id_in_path(article)


def whole_url(path: str) -> str:
    """An address of this archive with the name of the host."""
    return urljoin(request.host_url, path)


def quotation_url(article: str, span: QuotedSpan) -> str:
    """The page of an article, at a passage of it."""
    path = path_of("pages.article", article=_ANY_ID).removesuffix(_ANY_ID) + id_in_path(article)
    return _with(path, (("quote", span.written()), *language_pair().items())) + "#quote"


def receipt_url(parameters: SearchParameters, *, file: bool = False) -> str:
    """The receipt of a search, as a page or as a file."""
    endpoint = "pages.receipt_file" if file else "pages.receipt"
    return _with(path_of(endpoint), parameters.with_page(1).pairs())


def citation_url(style: str, article: str) -> str:
    """An article's citation in a style, as a file."""
    before = path_of("pages.citation", style=style, article=_ANY_ID).removesuffix(_ANY_ID)
    return _with(before + id_in_path(article), tuple(language_pair().items()))


def words_url(text: str) -> str:
    """Where the archive has these words."""
    return _with(path_of("pages.quotation"), (("text", text), *language_pair().items()))


def _changed(parameters: SearchParameters, facet: str, value: str, *, exclude: bool) -> str:
    included, excluded = parameters.included.get(facet, ()), parameters.excluded.get(facet, ())
    if value in included or value in excluded:
        return search_url(parameters.toggled(facet, value, exclude=exclude))
    return _repeated(parameters).with_value(facet, value, exclude=exclude)


def value_url(facet: str, value: str) -> str:
    """All articles with a value of a facet."""
    return search_url(SearchParameters(included={facet: (value,)}))


def adding_url(parameters: SearchParameters, facet: str, value: str) -> str:
    """The same search with a value chosen; from its first page."""
    if value in parameters.included.get(facet, ()):
        return search_url(parameters.with_page(1))
    return _changed(parameters, facet, value, exclude=False)


def exclude_url(parameters: SearchParameters, facet: str, value: str) -> str:
    """The same search with a value excluded, or no longer excluded."""
    return _changed(parameters, facet, value, exclude=True)


def days_url(parameters: SearchParameters, first: str, last: str) -> str:
    """The same search between two ISO days, both included ("" for open)."""
    if not (first and last):
        return search_url(parameters.with_days(first, last))
    return _repeated(parameters).between("published", first, last)


def mentioned_url(parameters: SearchParameters, first: str, last: str) -> str:
    """The same search among articles that mention days between two ("" for open)."""
    if not (first and last):
        return search_url(parameters.with_mentioned(first, last))
    return _repeated(parameters).between("mentioned", first, last)


def mentioning_url(first: str, last: str) -> str:
    """All articles that mention days between two."""
    return search_url(SearchParameters().with_mentioned(first, last))


def undated_url(parameters: SearchParameters) -> str:
    """The same search among articles without a date."""
    return search_url(replace(parameters, first=None, last=None, undated="only", page=1))


def sort_url(parameters: SearchParameters, sort: Sort) -> str:
    """The same search in another order; the order it has anyway is left out."""
    usual = replace(parameters, sort=None, page=1)
    return search_url(usual if usual.order is sort else usual.with_sort(sort))


def chart_url(parameters: SearchParameters, chart: str) -> str:
    """The same page with another timeline, one of `CHARTS`."""
    return search_url(replace(parameters, chart=chart))


def page_url(parameters: SearchParameters, page: int) -> str:
    """Another page of the same search."""
    return search_url(parameters.with_page(page))


def view_url(parameters: SearchParameters, view: str) -> str:
    """The same page of results, listed in another way."""
    return search_url(replace(parameters, view=view))


def size_url(parameters: SearchParameters, size: int) -> str:
    """The same search with so many results a page, on the page that holds the first one shown."""
    first = (parameters.page - 1) * parameters.size
    return search_url(replace(parameters, size=size, page=first // size + 1))


def facet_url(
    parameters: SearchParameters,
    facet: str,
    page: int = 1,
    contains: str = "",
    *,
    api: bool = False,
) -> str:
    """A page of all values of a facet under a search, or the same as JSON."""
    pairs = parameters.with_page(page).pairs() + ([("contains", contains)] if contains else [])
    return _with(url_for("api.facet" if api else "pages.all_values", facet=facet), pairs)


def language_urls(
    parameters: SearchParameters | None,
    ids: Sequence[str] = (),
    at: int = 0,
    pair: Sequence[tuple[str, str]] = (),
) -> list[tuple[str, str]]:
    """Each language with the address of this page in it; none of a page that is nowhere.

    `parameters` are those of its search, if it has any, `ids` the articles that it lists, `at` the
    number of the article that it shows among the results, `pair` the articles that it compares.
    """
    if request.endpoint is None:
        return []
    path = url_for(request.endpoint, **(request.view_args or {}))
    asked = parameters or SearchParameters()
    listed = [*(("id", article) for article in ids), *pair]
    place = [("at", str(at))] if at else []
    return [
        (one, _with(path, listed + replace(asked, ui=one).pairs() + place)) for one in LANGUAGES
    ]
