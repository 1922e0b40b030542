"""Days before and after all that the archive holds."""

from __future__ import annotations

import datetime as dt

import pytest
from flask.testing import FlaskClient

from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from archive.web.results import is_outside


@pytest.mark.parametrize("bound, by", [("from", 1), ("from", 0), ("to", -1), ("to", 0)])
def test_the_first_day_outside_is_told_and_the_last_inside_is_not(
    sample_service: SearchService, bound: str, by: int
) -> None:
    page = sample_service.search(read_parameters([]))
    edge = page.newest if bound == "from" else page.oldest
    assert edge
    day = dt.date.fromisoformat(edge) + dt.timedelta(by)
    asked = sample_service.search(read_parameters([(bound, day.isoformat())]))
    assert is_outside(asked) == (by != 0) == (asked.total == 0)


def test_nothing_is_said_of_days_where_words_find_nothing(client: FlaskClient) -> None:
    assert "The archive has articles" not in client.get("/?q=zzzq").get_data(as_text=True)
    found = client.get("/?from=1990&to=1991").get_data(as_text=True)
    assert found.count("The archive has articles from") == 1
