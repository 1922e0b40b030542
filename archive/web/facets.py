"""All values of one facet, as an address asks for them."""

from __future__ import annotations

from typing import Final

from flask import abort, request

from archive.errors import BadParameterError
from archive.model.fields import FACET_NAMES
from archive.query.parameters import read_parameters
from archive.search.listing import FacetPage
from archive.web.contract import current_newsroom, current_service

#: The longest part of a name that is looked for.
LONGEST_PART: Final = 200


def asked_facet(facet: str) -> FacetPage:
    """The values that the current request asks for; 404 for no facet.

    Its parameters are those of a search, of which `page` is that of the values, and `contains`.
    Raises `BadParameterError`.
    """
    if facet not in FACET_NAMES:
        abort(404)
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "contains"]
    contains = request.args.getlist("contains")
    if len(contains) > 1:
        raise BadParameterError("contains", "given_twice")
    text = contains[0].strip() if contains else ""
    if len(text) > LONGEST_PART:
        raise BadParameterError("contains", "long_query", length=len(text), longest=LONGEST_PART)
    parameters = read_parameters(pairs, current_newsroom())
    return current_service().facet(facet, parameters, text)
