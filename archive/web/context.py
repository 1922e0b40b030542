"""All places of a search, a line each, as a page and as a file."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import Headers

from archive.errors import BadParameterError
from archive.export.context_table import context_csv
from archive.export.forms import EXPORT_FORMS, gathered
from archive.model.quotation import QuotedSpan
from archive.model.result import Sort
from archive.query.checks import one_of
from archive.query.parameters import SearchParameters, is_parameter, read_parameters
from archive.search.in_context import LINE_ORDERS, LINES_A_PAGE, ContextLine, ContextPage
from archive.web import desk_links, errors, links, results
from archive.web.choices import Choice
from archive.web.contract import current_newsroom, current_service
from archive.web.moments import recent_since
from archive.web.observing import found
from archive.web.places import current_places
from archive.web.takeaway import export_headers

blueprint: Final = Blueprint("context", __name__)


def asked_order(pairs: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """Parameters without that by which lines are sorted, and that; raises `BadParameterError`."""
    orders = [value for name, value in pairs if name == desk_links.ORDER]
    if len(orders) > 1:
        raise BadParameterError(desk_links.ORDER, "given_twice")
    order = one_of(desk_links.ORDER, orders[0] if orders else "", ("", *LINE_ORDERS))
    rest = [pair for pair in pairs if pair[0] != desk_links.ORDER]
    return rest, order or LINE_ORDERS[0]


def asked_context() -> ContextPage:
    """The page of lines that the current request asks for; raises `BadParameterError`."""
    pairs, order = asked_order(list(request.args.items(multi=True)))
    return current_service().in_context(read_parameters(pairs, current_newsroom()), order)


def line_url(line: ContextLine, parameters: SearchParameters) -> str:
    """The page of an article at a place of it, which keeps the search."""
    address = links.article_url(line.article.id, parameters, line.at)
    span = QuotedSpan(line.field, line.start, line.end, "").written()
    return f"{address}{'&' if '?' in address else '?'}quote={span}#quoted"


def _orders(page: ContextPage) -> list[Choice]:
    """The orders on offer: of the articles, then by either side."""
    asked = page.parameters
    offered = [sort for sort in Sort if sort is not Sort.RELEVANCE or asked.q.strip()]
    plain = page.order == LINE_ORDERS[0]
    return [
        *(
            Choice(
                str(sort),
                desk_links.context_url(replace(asked, sort=sort)),
                plain and asked.order is sort,
            )
            for sort in offered
        ),
        *(
            Choice(order, desk_links.context_url(asked, order), page.order == order)
            for order in LINE_ORDERS[1:]
        ),
    ]


def _shown(page: ContextPage) -> dict[str, object]:
    """What the page shows."""
    asked = replace(page.parameters, size=SearchParameters().size)
    hidden = replace(asked, q="").pairs()
    order = [(desk_links.ORDER, page.order)] if page.order != LINE_ORDERS[0] else []
    hidden += order
    return {
        "page": page,
        "asked": asked,
        "failure": None,
        "typed": asked.q,
        "pair": order,
        "hidden": [pair for pair in hidden if pair[0] != "page"],
        "orders": _orders(page),
        "lines": [(line, line_url(line, desk_links.plain_search(asked))) for line in page.lines],
        "recent": recent_since(page.newest),
        "lines_a_page": LINES_A_PAGE,
        "back_url": links.search_url(desk_links.plain_search(asked)),
        "file_url": desk_links.context_file_url(asked),
        "pager": results.pager(page.page, page.pages) if page.count is not None else (),
        "page_url": lambda number: desk_links.context_url(asked, page.order, number),
    }


@blueprint.get("/context")
def lines() -> str | Response:
    """All places of a search, a line each."""
    try:
        page = asked_context()
    except BadParameterError as error:
        failure = errors.failure_of(error)
        typed = request.args.get("q", "")
        kept = [
            (name, value)
            for name, value in request.args.items(multi=True)
            if is_parameter(name) and name not in ("q", "page", error.parameter)
        ]
        shown = render_template(
            "context.html",
            page=None,
            failure=failure,
            typed=typed,
            hidden=kept,
            asked=SearchParameters(ui=failure.language),
        )
        return make_response(shown, failure.status)
    found(page.total)
    return render_template("context.html", **_shown(page))


def _chunks(parameters: SearchParameters, headers: Headers) -> Generator[bytes]:
    """All lines, of which the first chunk is empty; `headers` are known when that is there."""
    address, service = links.whole_address(), current_service()
    exporting = service.exporting_context(parameters)
    with current_places().export() as place, exporting as export:
        headers.extend(export_headers(export, "context", "csv"))
        found(export.total)
        yield b""
        texts = gathered(context_csv(export, address))
        yield from place.chunks(texts, service, export.generation)


@blueprint.get("/context.csv")
def lines_file() -> Response:
    """All places of a search as CSV, in the order of the search."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    response = Response(mimetype=EXPORT_FORMS["csv"].mimetype)
    chunks = _chunks(parameters, response.headers)
    next(chunks)
    response.response = chunks
    return response
