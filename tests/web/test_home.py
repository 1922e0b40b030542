"""The first page: what to ask, what is new, and what the archive holds, whatever that is."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model.article import Document
from archive.model.entity import Entity, Kind, Names
from archive.model.language import LANGUAGES
from archive.search.page import Holding
from archive.web import multiples as multiples_module
from archive.web.messages.catalogues import wordings_of
from archive.web.multiples import MOST_SOURCES, ROW_HEIGHT, multiples
from tests.engine.corpora import document
from tests.web.watched import client_of

#: Days from one month to the next, about.
MONTH = 30.44

TRIPLES = [
    document(1, "Ann Person", "Bob Person spoke", day=5, entities=("a-person", "b-person")),
    document(2, "Bob Person", day=40, entities=("b-person", "an-org"), source="B"),
    document(3, "Undated", entities=("a-person",), source="C"),
]
NAMELESS = [document(n, f"Title {n}", "Text", day=n, source="A") for n in range(1, 15)]
UNDATED = [document(n, "安人", entities=("a-person",), source="A") for n in range(3)]
TWELVE = [
    document(10 * n + k, "Title", day=n + k, source=f"Source {n:02d}")
    for n in range(12)
    for k in range(n + 1)
]
LONG = [document(n, "Title", day=round(n * MONTH) + 1, source="A") for n in range(300)]
ARCHIVES: dict[str, Sequence[Document]] = {
    "empty": [],
    "names": TRIPLES,
    "nameless": NAMELESS,
    "undated": UNDATED,
    "without sources": [document(1, "Title", day=3)],
    "twelve sources": TWELVE,
    "300 months": LONG,
    "one day": [document(1, "Title", day=3, source="A")],
}


@dataclass(frozen=True)
class Home:
    """What the first page shows: examples and sources by what they say, and headlines."""

    text: str
    examples: list[tuple[str, str, int]]
    sources: list[tuple[str, int, str]]
    headlines: list[str]


def home(client: FlaskClient, ui: str) -> Home:
    answer = client.get(f"/?ui={ui}")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)

    def rows(name: str) -> list[str]:
        section = re.search(rf'<section class="{name}".*?</section>', text, re.DOTALL)
        return re.findall(r"<li>(.*?)</li>", section[0], re.DOTALL) if section else []

    def link(row: str) -> tuple[str, str]:
        found = re.search(r'href="([^"]*)"><bdi[^>]*>(.*?)</bdi>', row)
        assert found
        return html.unescape(found[1]), html.unescape(found[2])

    def count(row: str) -> int:
        said = re.search(r'class="soft">(?:[^<]* · )?[^\d<]*([\d,]+)', row)
        assert said
        return int(said[1].replace(",", ""))

    examples = [(*link(row), count(row)) for row in rows("examples")]
    paths = [re.search(r'<path d="([^"]*)"', row) for row in rows("multiples")]
    sources = [
        (link(row)[0], count(row), path[1])
        for row, path in zip(rows("multiples"), paths, strict=True)
        if path
    ]
    return Home(text, examples, sources, re.findall(r"<li [^>]*data-id=\"([^\"]+)\"", text))


def total(client: FlaskClient, address: str) -> int:
    """How many articles a link of the page finds."""
    answer = client.get("/api/v1/search?" + address.partition("?")[2])
    assert answer.status_code == 200
    found: int = answer.get_json()["total"]
    return found


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("name", ARCHIVES)
def test_whatever_the_archive_holds(name: str, ui: str) -> None:
    """Examples and sources lead to as many articles as they say, in the language of the page."""
    held = ARCHIVES[name]
    client = client_of(held)
    page = home(client, ui)
    for address, query, count in page.examples:
        assert count == total(client, address) > 0, query
        assert (f"ui={ui}" in address) == (ui != "en")
    for address, count, _ in page.sources:
        assert count == total(client, address) > 0
    counts = [count for _, count, _ in page.sources]
    assert counts == sorted(counts, reverse=True)
    assert len(page.sources) == min(MOST_SOURCES, len({one.article.source for one in held} - {""}))
    if name not in ("names", "undated"):
        assert page.examples == []
        assert wordings_of(ui).texts["try"] not in page.text
    for section in re.findall(r"<section aria-labelledby.*?</section>", page.text, re.DOTALL):
        assert "<li" in section, section
    is_shown = wordings_of(ui).texts["holds"] in page.text
    assert is_shown == bool(page.sources)


@pytest.mark.parametrize("ui", LANGUAGES)
def test_three_examples_find_what_they_say(client: FlaskClient, ui: str) -> None:
    """Of the sample archive: a person, two together, and an organisation in the last month."""
    page = home(client, ui)
    assert len(page.examples) == 3
    for address, _, count in page.examples:
        assert count == total(client, address) > 0
    queries = [query for _, query, _ in page.examples]
    named = {"en": "Donald Trump", "zh-Hant": "特朗普", "zh-Hans": "特朗普"}
    assert queries[0] == named[ui]
    assert re.fullmatch(r'org:(".*"|\S+) date:2025-11', queries[2])


def test_an_example_of_each_kind_from_few_names() -> None:
    """The best known first; two who stand together; an organisation of the last month."""
    queries = [query for _, query, _ in home(client_of(TRIPLES), "en").examples]
    assert queries == ["Ann Person", "Ann Person Bob Person", "org:某机构 date:2024-04"]
    assert [query for _, query, _ in home(client_of(UNDATED), "zh-Hant").examples] == ["安人"]


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_newest_are_the_newest(client: FlaskClient, ui: str) -> None:
    newest = client.get("/api/v1/search?sort=newest&size=10").get_json()["hits"]
    assert home(client, ui).headlines == [hit["id"] for hit in newest]
    undated_last = home(client_of(TRIPLES), ui).headlines
    assert undated_last == ["id-002", "id-001", "id-003"]


@pytest.mark.parametrize("path", ["/?q=", "/?sort=newest", "/?page=1", "/?q=a", "/?view=compact"])
def test_whatever_is_asked_is_answered_with_a_list(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    assert 'class="examples"' not in text
    assert 'class="multiples"' not in text


def test_an_empty_archive_says_so() -> None:
    for ui in LANGUAGES:
        page = home(client_of([]), ui)
        assert wordings_of(ui).texts["empty_archive"] in page.text
        assert page.headlines == []


def bars(path: str) -> dict[int, int]:
    """The heights of the bars of a path by their places."""
    found = re.findall(r"M(\d+)\.1 (\d+)v-(\d+)h\.8v(\d+)z", path)
    assert "".join(f"M{a}.1 {b}v-{c}h.8v{d}z" for a, b, c, d in found) == path
    assert all(int(base) == ROW_HEIGHT and up == down for _, base, up, down in found)
    return {int(place): int(up) for place, _, up, _ in found}


HOLDINGS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGHIJKL"), st.integers(0, 400) | st.none()),
    st.integers(1, 9_999),
    max_size=40,
).map(
    lambda held: [
        Holding(source, "" if at is None else f"{1990 + at // 12}-{at % 12 + 1:02d}", count)
        for (source, at), count in held.items()
    ]
)


@given(HOLDINGS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bars_are_in_proportion(client: FlaskClient, held: list[Holding]) -> None:
    """The tallest of a source fills the height, none is invisible, all stand in their places."""
    with client.application.test_request_context():
        drawn = multiples(held, "en")
    months = sorted(_month(one) for one in held if one.month)
    by_year = bool(months) and months[-1] - months[0] >= multiples_module.MOST_MONTHS
    assert drawn.by_year == by_year
    totals = Counter[str]()
    for one in held:
        totals[one.source] += one.count
    assert drawn.more == max(0, len(totals) - MOST_SOURCES)
    assert [row.count for row in drawn.rows] == sorted(totals.values(), reverse=True)[:MOST_SOURCES]
    for row in drawn.rows:
        counts = Counter[int]()
        for one in held:
            if one.source == row.source and one.month:
                at = _month(one)
                counts[at // 12 - months[0] // 12 if by_year else at - months[0]] += one.count
        heights = bars(row.path)
        assert set(heights) == set(counts)
        assert all(0 <= place < drawn.periods for place in heights)
        for place, height in heights.items():
            exact = counts[place] / max(counts.values()) * ROW_HEIGHT
            assert height == 1 or abs(height - exact) <= 0.5
            assert 1 <= height <= ROW_HEIGHT
        assert not heights or max(heights.values()) == ROW_HEIGHT


def _month(holding: Holding) -> int:
    return int(holding.month[:4]) * 12 + int(holding.month[5:]) - 1


@given(HOLDINGS, st.sampled_from(LANGUAGES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_years_stand_where_they_begin(
    client: FlaskClient, held: list[Holding], language: str
) -> None:
    """As many as there is room for, in order, each inside the drawing and below its bars."""
    with client.application.test_request_context():
        drawn = multiples(held, language)
    labels = re.findall(r'<text x="([\d.]+)%" y="12" class="(\w*)">([^<]+)</text>', drawn.axis)
    months = [_month(one) for one in held if one.month]
    assert bool(labels) == bool(months)
    assert len(labels) <= 6
    places = [float(place) for place, _, _ in labels]
    assert places == sorted(set(places))
    assert all(0 <= place < 100 for place in places)
    step = 12 if drawn.by_year else 1
    begin = min(months, default=0) // step * step
    for place, (_, _, words) in zip(places, labels, strict=True):
        at = begin + place / 100 * drawn.periods * step
        year = int(re.findall(r"\d{4}", words)[0])
        assert abs(at - year * 12) <= 0.5 or len(labels) == 1
        assert ("年" in words) == (language != "en")


@pytest.mark.parametrize("ui, span", [("en", "Feb 2024 – Jan 2049"), ("zh-Hant", "2024年2月")])
def test_300_months_are_drawn_by_the_year(ui: str, span: str) -> None:
    page = home(client_of(LONG), ui)
    assert wordings_of(ui).texts["holds_by_year"] in page.text
    ((_, count, path),) = page.sources
    assert count == 300
    heights = bars(path)
    assert len(heights) == 26
    assert set(list(heights.values())[1:-1]) == {ROW_HEIGHT}
    assert span in page.text


def test_of_twelve_sources_those_with_most_are_drawn() -> None:
    """The largest first; the others are said to be there."""
    page = home(client_of(TWELVE), "en")
    assert [count for _, count, _ in page.sources] == [12, 11, 10, 9, 8, 7, 6, 5]
    more = re.search(r'<a href="/about">([^<]*4[^<]*)</a></p>\s*</section>', page.text)
    assert more is not None


ODD = ["Ann (B) Person", "x:y", "-minus", 'Dwayne "The Rock" J', "NOT me", "A OR B", "安人*"]
ODD += ["~", "  ", "O'Neill", "AT&T <b>", "NEAR/2 x", 'person:"q" z']


@pytest.mark.parametrize("label", ODD)
def test_an_odd_name_is_asked_for_as_it_is_said(label: str) -> None:
    """Whatever signs of the query language it holds, an example finds as many as it says."""
    names = Names(
        {
            "a-person": Entity("a-person", Kind.PERSON, {"en": label, "zh-Hant": label}),
            "b-person": Entity("b-person", Kind.PERSON, {"en": "Bob Person"}),
            "an-org": Entity("an-org", Kind.ORGANISATION, {"en": label}),
            "an-event": Entity("an-event", Kind.EVENT, {"en": "Some Event"}),
        }
    )
    whom = ("a-person", "b-person", "an-org")
    held = [document(n, label, "Bob Person", day=n, entities=whom) for n in (1, 2)]
    client = client_of(held, names)
    for ui in LANGUAGES:
        for address, query, count in home(client, ui).examples:
            assert count == total(client, address) > 0, query
