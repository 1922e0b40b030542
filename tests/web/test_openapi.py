"""The OpenAPI document: it names every route and parameter, and every answer is as it says."""

from __future__ import annotations

import html
import itertools
import json
import random
import re
from typing import Any, Final
from urllib.parse import urlencode

import jsonschema
import pytest
from flask.testing import FlaskClient

from archive.model.fields import FACET_NAMES
from archive.model.language import LANGUAGES
from archive.query.parameter_table import BY_PARAMETER, PARAMETERS, ParameterKind
from archive.query.parameters import read_parameters
from archive.web.openapi import ROUTE_PARAMETERS

ARTICLE: Final = "harbour-post-2025-0203"

QUERIES: Final = (
    *("", "tariff", "關稅", "trump tariff OR 關稅", '"no such words anywhere"', "7 January 2025"),
    *("zelenksy", "person:trump", "date:2025-02", "a (b", "!x ^2", "harbour NEAR/5 post"),
)


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    """The document."""
    found: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return found


def check(document: dict[str, Any], client: FlaskClient, view: str, path: str) -> int:
    """Compare an answer with what the document says of a route; gives its status."""
    answer = client.get(f"/api/v1/{path}")
    operation = next(
        each["get"] for each in document["paths"].values() if each["get"]["operationId"] == view
    )
    content = operation["responses"][str(answer.status_code)]["content"]
    schema = content["application/json"]["schema"] | {"components": document["components"]}
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    errors = [
        f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(answer.get_json())
    ]
    assert errors == [], path
    return answer.status_code


def test_every_route_is_described(client: FlaskClient, document: dict[str, Any]) -> None:
    rules = client.application.url_map.iter_rules()
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1"))
        for rule in rules
        if rule.rule.startswith("/api/")
    }
    assert document["paths"].keys() == routes
    assert {path["get"]["operationId"] for path in document["paths"].values()} == set(
        ROUTE_PARAMETERS
    )
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(document)
    references = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert references == document["components"]["schemas"].keys()


def test_every_parameter_is_described(document: dict[str, Any]) -> None:
    for path in ("/search", "/receipt"):
        described = document["paths"][path]["get"]["parameters"]
        assert [each["name"] for each in described] == [each.name for each in PARAMETERS]
        assert all(each["description"].endswith(".") for each in described)


def _valid(rng: random.Random, name: str) -> str:
    row = BY_PARAMETER[name]
    match row.kind:
        case ParameterKind.CHOICE:
            return rng.choice([*row.choices, ""])
        case ParameterKind.NUMBER:
            return str(rng.randint(1, min(row.most, 30)))
        case ParameterKind.DAY:
            return rng.choice(["2025", "2025-02", "2025-02-03", ""])
    return rng.choice(["en", "donald-trump", "Harbour Post", "zh-Hant", "關稅"])


def test_searches_answer_as_described(document: dict[str, Any], client: FlaskClient) -> None:
    """Of queries of all kinds, with parameters that the table allows."""
    rng = random.Random(31)
    names = [name for name in BY_PARAMETER if name != "q"]
    for query, view in itertools.product(QUERIES, ("search", "receipt", "facet")):
        chosen = {name: _valid(rng, name) for name in rng.sample(names, 5)}
        pairs = urlencode([("q", query), *chosen.items()])
        path = f"facets/{rng.choice(FACET_NAMES)}" if view == "facet" else view
        assert check(document, client, view, f"{path}?{pairs}") == 200


def test_the_table_is_what_is_read(document: dict[str, Any]) -> None:
    """Each value that a schema lists is read, and another is not."""
    for parameter in document["paths"]["/search"]["get"]["parameters"]:
        name, schema = parameter["name"], parameter["schema"]
        for value in schema.get("enum", ()):
            read_parameters([(name, value)])
        if "default" in schema:
            assert read_parameters([(name, str(schema["default"]))]) == read_parameters([])


def test_articles_and_entities_answer_as_described(
    document: dict[str, Any], client: FlaskClient
) -> None:
    hits = client.get("/api/v1/search?size=100&copies=all&versions=all").get_json()["hits"]
    for hit in hits:
        assert check(document, client, "article", f"articles/{hit['id']}?q=tariff") == 200
    entities = {
        entity["id"] for hit in hits for entity in hit["people"] if entity["id"][:2] != "c:"
    }
    for entity in sorted(entities)[:20]:
        for ui in LANGUAGES:
            assert check(document, client, "entity", f"entities/{entity}?ui={ui}") == 200
    pairs = urlencode({"old": hits[0]["id"], "new": hits[1]["id"]})
    assert check(document, client, "comparison", f"compare?{pairs}") == 200
    for text in ("tariff", "Harbour", "nobody wrote this"):
        assert check(document, client, "quotation", f"quotation?{urlencode({'text': text})}") == 200
    assert check(document, client, "status", "status") == 200
    assert check(document, client, "openapi", "openapi.json") == 200


@pytest.mark.parametrize(
    "view, path, status",
    [
        ("search", "search?size=0", 400),
        ("search", "search?colour=red", 400),
        ("article", "articles/nowhere", 404),
        ("entity", "entities/nobody", 404),
        ("facet", "facets/colour", 404),
        ("comparison", "compare?old=x", 400),
        ("quotation", "quotation", 400),
    ],
)
def test_failures_answer_as_described(
    document: dict[str, Any], client: FlaskClient, view: str, path: str, status: int
) -> None:
    assert check(document, client, view, path) == status


def test_words_of_articles_are_data(client: FlaskClient) -> None:
    """The document holds nothing that an archive's articles say."""
    title = client.get(f"/api/v1/articles/{ARTICLE}").get_json()["title"]
    assert html.escape(title) not in client.get("/api/v1/openapi.json").text


def test_occurrences_and_trends_answer_as_described(
    document: dict[str, Any], client: FlaskClient
) -> None:
    """Of queries of all kinds, alone and side by side, in every order."""
    for query, order in itertools.product(QUERIES, ("", "found", "left", "right")):
        path = f"context?{urlencode({'q': query, 'order': order, 'page': 1 + len(order) % 2})}"
        assert check(document, client, "context", path) == 200
    for queries in itertools.combinations(QUERIES[:6], 3):
        pairs = urlencode([*(("q", query) for query in queries), ("from", "2024")])
        assert check(document, client, "trends", f"trends?{pairs}") == 200
    assert check(document, client, "trends", "trends") == 200
    assert check(document, client, "context", "context?order=up") == 400
    assert (
        check(document, client, "trends", f"trends?{urlencode([('q', n) for n in range(6)])}")
        == 400
    )
