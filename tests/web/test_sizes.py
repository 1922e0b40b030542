"""A page never grows with the square of what was asked."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from archive.query.checks import MAX_QUERY_BYTES, MAX_VALUES


def _size(client: FlaskClient, pairs: list[tuple[str, str]]) -> int:
    answer = client.get("/", query_string=pairs)
    assert answer.status_code == 200
    return len(answer.data)


@pytest.mark.parametrize("name", ["person", "-person", "author", "with", "without"])
def test_repeating_a_value_adds_nothing(client: FlaskClient, name: str) -> None:
    once = [("q", "tariff"), (name, "donald-trump")]
    assert _size(client, once) == _size(client, [*once, *once[1:] * 2_000])


@pytest.mark.parametrize("name", ["person", "-person", "author", "with", "without"])
def test_too_many_values_are_named(client: FlaskClient, name: str) -> None:
    pairs = [(name, f"{number}") for number in range(MAX_VALUES + 1)]
    answer = client.get("/api/v1/search", query_string=pairs)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["parameter"] == name
    assert client.get("/", query_string=pairs).status_code == 400


def test_a_long_query_is_not_repeated_under_every_result(client: FlaskClient) -> None:
    """Names under results lead on only from searches with a short address."""
    short = client.get("/", query_string=[("q", "tariff OR x")]).get_data(as_text=True)
    long = client.get("/", query_string=[("q", "tariff OR " + "x" * 3_000)]).get_data(as_text=True)
    assert '<p class="names">' in long
    assert "person=" in short.partition('<ol class="hits"')[2]
    assert "&amp;person=" not in long.partition('<ol class="hits"')[2]


def test_a_query_of_many_bytes_is_refused(client: FlaskClient) -> None:
    """Fewer characters than any query may have, each of which an address spells as six."""
    query = "é" * (MAX_QUERY_BYTES // 6 + 1)
    answer = client.get("/api/v1/search", query_string=[("q", query)])
    assert answer.status_code == 400
    assert answer.get_json()["error"]["parameter"] == "q"


def test_many_unknown_parameters_are_one_failure(client: FlaskClient) -> None:
    """Each of thousands is left out at once, not one after another."""
    pairs = [(f"no{number}", "x") for number in range(5_000)]
    answer = client.get("/", query_string=[*pairs, ("from", "never"), ("q", "tariff")])
    assert answer.status_code == 400
    assert "no0" in answer.get_data(as_text=True)
