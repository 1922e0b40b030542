"""The pages that people read."""

from __future__ import annotations

from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)

from archive.errors import BadParameterError
from archive.export.citations import CITATION_STYLES
from archive.export.receipt_json import receipt_json
from archive.model.result import Sort
from archive.query.parameter_table import DAY_BOUNDS, VERSION_CHOICES, VIEWS
from archive.query.parameters import SearchParameters, is_parameter, read_parameters
from archive.search.page import ResultPage
from archive.web import choices, citing, desk_links, errors, holdings, links, marking, results
from archive.web.across import across_context, late_part
from archive.web.bearers import bearers
from archive.web.chart import chart
from archive.web.comparing import asked_pair, changed_paragraphs, marked_changes
from archive.web.contract import current_newsroom, current_service
from archive.web.entity import entity_context, of_entity
from archive.web.entity_links import name_url
from archive.web.facets import asked_facet
from archive.web.found_by import found_by
from archive.web.freshness import archive_title
from archive.web.gap_words import gap_lines
from archive.web.kept import asked_ids
from archive.web.language import checked_language, language_of_request, saying
from archive.web.mentioned import mentioned_days
from archive.web.moments import recent_since
from archive.web.multiples import multiples
from archive.web.observing import current_observer, found
from archive.web.quoting import ANY_SPAN, QUOTE, asked_passage, asked_words, check_names
from archive.web.suggested import soundings

blueprint: Final = Blueprint("pages", __name__)

#: Every parameter but the facets, as a page needs to repeat what was typed.
_TYPED: Final = ("q", *DAY_BOUNDS)


def _context(page: ResultPage) -> dict[str, Any]:
    """What the search page shows."""
    first, last = results.extent(page)
    panel = results.facets(page)
    chips = results.chips(page, panel)
    return {
        "home": False,
        "page": page,
        "asked": page.parameters,
        "typed": {name: request.args.get(name, "") for name in _TYPED},
        "facets": panel,
        "chips": chips,
        "bearers": bearers(page),
        "sounding": soundings(page),
        "fewer": results.fewer(page, chips),
        "outside": results.is_outside(page),
        "presets": results.presets(page.parameters),
        "orders": choices.orders(page),
        "views": choices.views(page),
        "recent": recent_since(page.newest),
        "sizes": choices.sizes(page),
        "foldings": choices.foldings(page),
        "version_choices": choices.version_choices(page),
        "all_versions_url": links.search_url(page.parameters.with_versions(VERSION_CHOICES[1])),
        "is_long": results.is_long,
        "adding": links.is_short(page.parameters),
        "chart": chart(page),
        "first": first,
        "last": last,
        "pager": results.pager(page.parameters.page, page.pages),
        "page_url": lambda number: links.page_url(page.parameters, number),
        "receipt_url": links.receipt_url(page.parameters),
        "trends_url": desk_links.trends_url(page.parameters, [page.parameters.q]),
        "gaps": gap_lines(page.gaps, page.parameters.ui),
        "across": late_part(page.parameters),
        "clear_url": links.search_url(page.parameters.without_filters()),
    }


@blueprint.get("/")
def search() -> str | Response:
    """The search page; what the archive holds and what is new, where nothing is asked."""
    pairs = list(request.args.items(multi=True))
    try:
        parameters = read_parameters(pairs, current_newsroom())
        if parameters.view == VIEWS[-1]:
            return make_response(redirect(desk_links.context_url(parameters)))
        page = current_service().search(parameters)
    except BadParameterError as error:
        page, bad = _nearest(pairs, error)
        return errors.bad_parameters(bad, "search.html", _context(page))
    found(page.total)
    shown = _context(page) | ({} if request.args.keys() - {"ui"} else _home(page))
    return render_template("search.html", failure=None, bad_days={}, **shown)


def _home(page: ResultPage) -> dict[str, Any]:
    """What the first page shows besides."""
    service, language = current_service(), page.parameters.ui
    return {
        "home": True,
        "examples": service.examples(language),
        "sources": multiples(service.holdings(), language),
        "all_url": links.search_url(page.parameters.with_sort(Sort.NEWEST)),
    }


@blueprint.get("/across")
def across() -> str:
    """A search in the other language, which a page of results has beside it."""
    return render_template("across.html", **across_context())


@blueprint.get("/kept")
def kept() -> str:
    """A list of articles that a reader keeps, by the ids in its address."""
    ids = asked_ids()
    page = current_service().listed(ids)
    asked = SearchParameters(ui=language_of_request())
    return render_template(
        "kept.html",
        home=False,
        ids=ids,
        page=page,
        asked=asked,
        adding=False,
        recent=recent_since(page.newest),
        is_long=results.is_long,
    )


def _nearest(
    pairs: list[tuple[str, str]], error: BadParameterError
) -> tuple[ResultPage, list[BadParameterError]]:
    """The search without its bad parameters, which fills the form in which they can be corrected.

    Also what is bad, the first in front.
    """
    # All unknown ones go at once: each of the others is bad once at most.
    pairs = [pair for pair in pairs if is_parameter(pair[0])]
    bad = [error]
    for _ in range(len(pairs) + 1):
        pairs = [pair for pair in pairs if pair[0] != bad[-1].parameter]
        try:
            return current_service().search(read_parameters(pairs, current_newsroom())), bad
        except BadParameterError as another:
            bad.append(another)
    return current_service().search(SearchParameters()), bad


@blueprint.get("/article/<everything:article>")
def article(article: str) -> str:
    """An article, with what the search that led to it marks in it and what else that found."""
    parameters, at = found_by(QUOTE)
    service = current_service()
    page = service.article(article, parameters, asked_passage())
    before, after = service.beside(article, at, parameters) if at else (None, None)
    return render_template(
        "article.html",
        page=page,
        article=page.document.article,
        asked=parameters,
        at=at,
        results_url=links.search_url(parameters.holding(at) if at else parameters),
        before_url=before and links.article_url(before, parameters, at - 1),
        after_url=after and links.article_url(after, parameters, at + 1),
        title=marking.marked_title(page),
        citations=citing.citations(page.document),
        no_search=SearchParameters(ui=parameters.ui),
        passage_url=links.quotation_url(article, ANY_SPAN),
        pair=[(QUOTE, request.args[QUOTE])] if page.quotation else [],
        hits=len(page.title_marks) + len(page.body_marks),
        mentioned=mentioned_days(page),
        other_language="zh" if page.document.article.language == "en" else "en",
        paragraphs=marking.marked_body(page, name_url, links.mentioning_url, saying(parameters.ui)),
    )


@blueprint.get("/entity/<everything:entity>")
def entity(entity: str) -> str:
    """An entity: its names, its articles over time, what appears with it, why it is recognised."""
    check_names("ui")
    asked, service = SearchParameters(ui=checked_language()), current_service()
    profile = service.entity(entity, asked.ui)
    found = service.search(of_entity(profile.entity, asked.ui))
    return render_template("entity.html", asked=asked, **entity_context(profile, found))


@blueprint.get("/receipt")
def receipt() -> str:
    """The receipt of a search, to be printed."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    made = current_service().receipt(parameters)
    return render_template(
        "receipt.html",
        asked=parameters,
        receipt=made,
        chips=results.chips(made.page, results.facets(made.page)),
        file_url=links.receipt_url(parameters, file=True),
        search_url_here=links.search_url(parameters),
    )


@blueprint.get("/receipt.json")
def receipt_file() -> Response:
    """The same as a file, which `manage.py check` reads."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    made = current_service().receipt(parameters)
    response = jsonify(receipt_json(made, archive_title()))
    name = f"receipt-{made.made:%Y%m%dT%H%M%SZ}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/cite/<style>/<everything:article>")
def citation(style: str, article: str) -> Response:
    """How an article is cited, as a file."""
    check_names("ui")
    checked_language()
    if style not in CITATION_STYLES:
        abort(404)
    return citing.citation_file(style, current_service().article(article).document)


@blueprint.get("/quotation")
def quotation() -> str | Response:
    """Where the archive has the words that somebody quotes."""
    text = asked_words()
    asked = SearchParameters(ui=language_of_request())
    shown = {"asked": asked, "text": text, "pair": [("text", text)] if text else []}
    try:
        page = current_service().quotation(text) if text.strip() else None
    except BadParameterError as error:
        failure = errors.failure_of(error)
        page_text = render_template("quotation.html", page=None, failure=failure, **shown)
        return make_response(page_text, failure.status)
    return render_template("quotation.html", page=page, failure=None, **shown)


@blueprint.get("/compare")
def comparison() -> str:
    """What differs between two versions of an article, or two printings of it."""
    page = current_service().compared(*asked_pair())
    return render_template(
        "compare.html",
        page=page,
        title=marked_changes(page.title),
        paragraphs=changed_paragraphs(page.body),
        asked=SearchParameters(ui=language_of_request()),
        pair=[("old", page.old.id), ("new", page.new.id)],
    )


@blueprint.get("/facets/<facet>")
def all_values(facet: str) -> str:
    """All values of a facet under a search, for those who want more than the commonest."""
    page = asked_facet(facet)
    asked = page.parameters.with_page(1)
    return render_template(
        "facet.html",
        page=page,
        asked=asked,
        values=[(one, results.value_names(facet, one)) for one in page.values],
        pager=results.pager(page.parameters.page, page.pages),
        page_url=lambda number: links.facet_url(asked, facet, number, page.contains),
    )


@blueprint.get("/help")
def help_page() -> str:
    """How to ask."""
    return render_template("help.html")


@blueprint.get("/about")
def about() -> str:
    """What the archive holds."""
    service = current_service()
    held = service.holdings()
    return render_template(
        "about.html",
        tables=holdings.tables(held),
        gaps=holdings.archive_gaps(held),
        info=service.status(),
        logs_queries=current_observer().log_queries,
        meaning=str(service.compares_meanings()),
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Keeps search engines out."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
