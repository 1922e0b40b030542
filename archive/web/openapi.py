"""The OpenAPI document of the API, made of its routes and of the table of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from flask import current_app
from werkzeug.routing import Rule

from archive.model.fields import FACET_NAMES
from archive.query.parameter_table import (
    BY_PARAMETER,
    LANGUAGE_PARAMETER,
    MAX_PAGE,
    PARAMETERS,
    Parameter,
    ParameterKind,
)
from archive.search.in_context import LINE_ORDERS
from archive.search.quoting import LONGEST_QUOTATION
from archive.search.trends import MOST_TRENDS
from archive.web import links
from archive.web.answers import SCHEMAS
from archive.web.facets import LONGEST_PART
from archive.web.freshness import archive_title
from archive.web.parameter_schema import REQUIRED, parameter_schema
from archive.web.parameter_words import described_parameter
from archive.web.shapes import Schema, schema_ref

#: The version of the interface: names in it are added, never changed.
_VERSION: Final = "1"

#: The document follows this version of OpenAPI, whose schemas are those of JSON Schema 2020-12.
_OPENAPI: Final = "3.1.0"

#: The parameters of each route, by the name of its view.
ROUTE_PARAMETERS: Final[Mapping[str, tuple[Parameter, ...]]] = {
    "search": PARAMETERS,
    "receipt": PARAMETERS,
    "news": (*PARAMETERS, Parameter("since", ParameterKind.INSTANT)),
    "facet": (*PARAMETERS, Parameter("contains", most=LONGEST_PART)),
    "article": (*PARAMETERS, Parameter("at", ParameterKind.NUMBER, default=0, most=MAX_PAGE)),
    "context": (
        *PARAMETERS,
        Parameter("order", ParameterKind.CHOICE, LINE_ORDERS, LINE_ORDERS[0]),
    ),
    "trends": tuple(
        replace(each, repeated=True, most=MOST_TRENDS) if each.name == "q" else each
        for each in PARAMETERS
    ),
    "comparison": (Parameter("old"), Parameter("new"), LANGUAGE_PARAMETER),
    "quotation": (Parameter("text", most=LONGEST_QUOTATION), LANGUAGE_PARAMETER),
    "entity": (LANGUAGE_PARAMETER,),
    "counterpart": (LANGUAGE_PARAMETER,),
    "suggest": (BY_PARAMETER["q"], LANGUAGE_PARAMETER),
    "status": (),
    "openapi": (),
}

#: What each route may answer but 200, and what that means.
_FAILURES: Final = {
    "400": "A parameter is unknown or has a value that cannot be read.",
    "404": "There is nothing of this name.",
    "410": "The article was withdrawn.",
    "503": "Nothing is served at the moment.",
}

#: What a server, or one before it, answers where it reads no request, as text.
_LONG_ADDRESS: Final = "The address is longer than the server reads."

_IN_PATH: Final = re.compile(r"<(?:\w+:)?(\w+)>")


def _in_query(parameter: Parameter) -> Schema:
    return {
        "name": parameter.name,
        "in": "query",
        "description": described_parameter(parameter.name),
        "required": parameter.name in REQUIRED,
        "schema": parameter_schema(parameter),
        **({"style": "form", "explode": True} if parameter.repeated else {}),
    }


def _in_path(name: str) -> Schema:
    choices = {"enum": list(FACET_NAMES)} if name == "facet" else {"minLength": 1}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": described_parameter(name),
        "schema": {"type": "string", **choices},
    }


def _operation(view: str, rule: Rule, words: str) -> Schema:
    parameters = [
        *map(_in_path, _IN_PATH.findall(rule.rule)),
        *map(_in_query, ROUTE_PARAMETERS[view]),
    ]
    return {
        "get": {
            "operationId": view,
            "summary": words,
            "parameters": parameters,
            "responses": {
                "200": _answer(words, schema_ref(view)),
                **{status: _answer(why, schema_ref("Error")) for status, why in _FAILURES.items()},
                **{status: {"description": _LONG_ADDRESS} for status in ("414", "431")},
            },
        }
    }


def _answer(words: str, schema: Schema) -> Schema:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _routes() -> Iterator[tuple[str, Rule]]:
    """The routes of the API by the names of their views, in the order of their paths."""
    rules = (rule for rule in current_app.url_map.iter_rules() if rule.endpoint.startswith("api."))
    for rule in sorted(rules, key=lambda rule: rule.rule):
        yield rule.endpoint.removeprefix("api."), rule


def openapi_document() -> dict[str, Any]:
    """The document; what a route does is said by its view."""
    base = links.path_of("api.search").removesuffix("/search")
    paths = {
        _IN_PATH.sub(r"{\1}", rule.rule.removeprefix("/api/v1")): _operation(
            view, rule, (current_app.view_functions[rule.endpoint].__doc__ or view).strip()
        )
        for view, rule in _routes()
    }
    return {
        "openapi": _OPENAPI,
        "info": {
            "title": archive_title(),
            "version": _VERSION,
            "description": (
                "Offsets count Unicode code points of the string they stand beside, half-open. "
                "Every count is exact and counts articles."
            ),
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": dict(SCHEMAS)},
    }
