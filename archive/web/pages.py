"""The pages that people read."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, render_template, request

from archive.errors import BadParameterError
from archive.query.parameters import DAY_BOUNDS, SearchParameters, is_parameter, read_parameters
from archive.search.page import ResultPage
from archive.web import errors, holdings, links, marking, results
from archive.web.chart import chart
from archive.web.contract import current_newsroom, current_service
from archive.web.language import saying

blueprint: Final = Blueprint("pages", __name__)

#: Every parameter but the facets, as a page needs to repeat what was typed.
_TYPED: Final = ("q", *DAY_BOUNDS)


def _context(page: ResultPage, typed: dict[str, str]) -> dict[str, Any]:
    """What the search page shows. `typed` is what stood in the text fields."""
    first, last = results.extent(page)
    panel = results.facets(page)
    return {
        "page": page,
        "asked": page.parameters,
        "typed": typed,
        "facets": panel,
        "chips": results.chips(page, panel),
        "orders": results.orders(page),
        "adding": links.is_short(page.parameters),
        "chart": chart(page),
        "first": first,
        "last": last,
        "pager": results.pager(page.parameters.page, page.pages),
        "page_url": lambda number: links.page_url(page.parameters, number),
        "clear_url": links.search_url(page.parameters.without_filters()),
        "without_query_url": links.search_url(page.parameters.with_query("")),
    }


def _typed() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in _TYPED}


@blueprint.get("/")
def search() -> str | Response:
    """The search page."""
    pairs = list(request.args.items(multi=True))
    try:
        page = current_service().search(read_parameters(pairs, current_newsroom()))
    except BadParameterError as error:
        page = _nearest(pairs, error)
        return errors.bad_parameter(error, "search.html", _context(page, _typed()))
    return render_template("search.html", failure=None, **_context(page, _typed()))


def _nearest(pairs: list[tuple[str, str]], error: BadParameterError) -> ResultPage:
    """The search without its bad parameters: it fills the form in which they can be corrected."""
    # All unknown ones go at once: each of the others is bad once at most.
    pairs = [pair for pair in pairs if is_parameter(pair[0])]
    for _ in range(len(pairs) + 1):
        pairs = [pair for pair in pairs if pair[0] != error.parameter]
        try:
            return current_service().search(read_parameters(pairs, current_newsroom()))
        except BadParameterError as another:
            error = another
    return current_service().search(SearchParameters())


@blueprint.get("/article/<everything:article>")
def article(article: str) -> str:
    """An article, with what the search that led to it marks in it."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    page = current_service().article(article, parameters)
    return render_template(
        "article.html",
        page=page,
        article=page.document.article,
        asked=parameters,
        title=marking.marked_title(page),
        mentioned=results.mentioned_days(page),
        paragraphs=marking.marked_body(
            page, links.value_url, links.mentioning_url, saying(parameters.ui)
        ),
    )


@blueprint.get("/help")
def help_page() -> str:
    """How to ask."""
    return render_template("help.html")


@blueprint.get("/about")
def about() -> str:
    """What the archive holds."""
    service = current_service()
    tables = holdings.tables(service.holdings())
    return render_template("about.html", tables=tables, info=service.status())


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Keeps search engines out."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
