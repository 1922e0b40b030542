"""The search by which an article was found, as its address tells."""

from __future__ import annotations

from flask import request

from archive.query.checks import read_number
from archive.query.parameter_table import MAX_PAGE
from archive.query.parameters import SearchParameters, read_parameters
from archive.web.contract import current_newsroom


def found_by(*others: str) -> tuple[SearchParameters, int]:
    """The parameters of the current request's search, and the article's number among its results.

    The number is 0 where it was not among what matched; the address may have `others` besides.
    Raises `BadParameterError`.
    """
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in ("at", *others)]
    parameters = read_parameters(pairs, current_newsroom())
    return parameters, read_number("at", request.args.get("at", ""), 0, MAX_PAGE)
