"""The JSON API."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, jsonify, request

from archive.export.across_json import across_json
from archive.export.article_json import article_json, compared_json
from archive.export.context_table import context_json
from archive.export.entity_json import entity_json
from archive.export.json import facet_json, news_json, search_json, status_json
from archive.export.nearest_json import nearest_json
from archive.export.quotation_json import quotation_json
from archive.export.receipt_json import receipt_json
from archive.export.suggestion_json import suggestions_json
from archive.export.trends_table import trends_json
from archive.query.parameters import read_parameters
from archive.web.across import MEANING, WORDS
from archive.web.comparing import asked_pair
from archive.web.context import asked_context
from archive.web.contract import current_newsroom, current_service
from archive.web.facets import asked_facet
from archive.web.found_by import found_by
from archive.web.freshness import archive_title
from archive.web.health import age_of
from archive.web.language import checked_language, saying
from archive.web.observing import found
from archive.web.openapi import openapi_document
from archive.web.quoting import asked_words, check_names
from archive.web.since import asked_since
from archive.web.suggested import asked_typing, suggestion_url
from archive.web.trends import asked_trends

blueprint: Final = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """A page of results."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    page = current_service().search(parameters)
    found(page.total)
    told = current_service().across(parameters) if parameters.across in (WORDS, MEANING) else None
    answer = search_json(page, saying(parameters.ui)) | {"across": across_json(told)}
    return jsonify(answer)


@blueprint.get("/facets/<facet>")
def facet(facet: str) -> Response:
    """All values of a facet under a search, a page of them."""
    return jsonify(facet_json(asked_facet(facet)))


@blueprint.get("/articles/<everything:article>")
def article(article: str) -> Response:
    """One article as it is stored, with its entities."""
    parameters, _ = found_by()
    page = current_service().article(article, parameters)
    return jsonify(article_json(page, saying(parameters.ui)))


@blueprint.get("/nearest/<everything:article>")
def counterpart(article: str) -> Response:
    """The article in the other language that is nearest to one, and why."""
    check_names("ui")
    checked_language()
    return jsonify(nearest_json(current_service().nearest(article)))


@blueprint.get("/new")
def news() -> Response:
    """How many articles of a search came since an instant, whenever they were published."""
    parameters, since = asked_since()
    return jsonify(news_json(current_service().news(parameters, since)))


@blueprint.get("/receipt")
def receipt() -> Response:
    """What a search finds, so that it can be repeated."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    return jsonify(receipt_json(current_service().receipt(parameters), archive_title()))


@blueprint.get("/quotation")
def quotation() -> Response:
    """Where the archive has the words that somebody quotes."""
    return jsonify(quotation_json(current_service().quotation(asked_words())))


@blueprint.get("/context")
def context() -> Response:
    """All places of a search, a page of lines with what stands round each."""
    page = asked_context()
    found(page.total)
    return jsonify(context_json(page, saying(page.parameters.ui)))


@blueprint.get("/trends")
def trends() -> Response:
    """Several searches over time, beside all that was published."""
    asked = asked_trends(list(request.args.items(multi=True)))
    return jsonify(trends_json(current_service().trends(asked), saying(asked[0].ui)))


@blueprint.get("/compare")
def comparison() -> Response:
    """What differs between two articles."""
    return jsonify(compared_json(current_service().compared(*asked_pair())))


@blueprint.get("/suggest")
def suggest() -> Response:
    """What may be meant by what was typed so far: entities, values, months, words, fields."""
    asked = asked_typing()
    found = current_service().suggestions(asked.q, asked.ui)
    return jsonify(suggestions_json(asked.q, found, suggestion_url))


@blueprint.get("/entities/<everything:entity>")
def entity(entity: str) -> Response:
    """A person or an organisation: names, counts, what appears with it, why it is recognised."""
    language = checked_language()
    return jsonify(entity_json(current_service().entity(entity, language), saying(language)))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This interface, for programs."""
    return jsonify(openapi_document())


@blueprint.get("/status")
def status() -> Response:
    """What is served."""
    info = current_service().status()
    return jsonify(status_json(info, age_of(info)))
