"""The timeline of the search page: what its bars say, add up to and lead to."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive.web.drawing import Column, Drawing
from archive.web.scales import value_scale

_BAR = re.compile(r'<a href="([^"]*)" aria-label="([^"]*)"><title>')
_ROW = re.compile(r'<tr><th scope="row">(.*?)</th>((?:<td>[\d,]*</td>)+)</tr>')
_SAYS = {
    "en": re.compile(r"^(.+): ([\d,]+) articles?, English ([\d,]+), Chinese ([\d,]+)$"),
    "zh-Hant": re.compile(r"^(.+)：([\d,]+) 篇，英文 ([\d,]+)，中文 ([\d,]+)$"),
    "zh-Hans": re.compile(r"^(.+)：([\d,]+) 篇，英文 ([\d,]+)，中文 ([\d,]+)$"),
}

Json = dict[str, Any]


def html(client: FlaskClient, address: str) -> str:
    """A page that answers."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def bars(page: str) -> list[tuple[str, str]]:
    """The address and the words of each bar."""
    return [(unescape(url), unescape(words)) for url, words in _BAR.findall(page)]


def total(client: FlaskClient, address: str) -> int:
    """How many articles a search page finds."""
    answer: Json = client.get(address.replace("/?", "/api/v1/search?", 1)).get_json()
    found: int = answer["total"]
    return found


def rows(page: str) -> list[list[int]]:
    """The numbers of each row of the table."""
    return [
        [int(cell.replace(",", "") or 0) for cell in re.findall(r"<td>([\d,]*)</td>", cells)]
        for _, cells in _ROW.findall(page)
    ]


@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "asked", ["", "q=tariff", "q=關稅", "language=en", "-language=en", "from=2025-09&to=2025-10"]
)
def test_a_bar_counts_both_languages_and_leads_to_them(
    client: FlaskClient, asked: str, ui: str
) -> None:
    page = html(client, f"/?{asked}&ui={ui}")
    assert bars(page)
    for url, words in bars(page):
        said = _SAYS[ui].match(words)
        assert said, words
        count, english, chinese = (int(n.replace(",", "")) for n in said.groups()[1:])
        assert english + chinese == count == total(client, url)
        if "language" not in asked:
            chosen = f"{url}&language=zh-Hant&language=zh-Hans"
            assert (total(client, f"{url}&language=en"), total(client, chosen)) == (
                english,
                chinese,
            )


@pytest.mark.parametrize("asked", ["", "q=the", "q=關稅", "undated=no", "from=2025&to=2025"])
def test_the_table_sums_to_the_total(client: FlaskClient, asked: str) -> None:
    """Bars and the undated are all that was found; each bar is also a row."""
    page = html(client, f"/?{asked}")
    *parts, (whole, *_) = rows(page)
    assert sum(row[0] for row in parts) == whole == total(client, f"/?{asked}")
    drawn = [int(re.findall(r": ([\d,]+) ", words)[0]) for _, words in bars(page)]
    assert drawn == [row[0] for row in parts if row[0]][: len(drawn)]


def test_one_timeline_at_a_time(client: FlaskClient) -> None:
    """Publication days unless asked otherwise; the switch is a link that keeps the search."""
    page = html(client, "/?q=the&size=10&page=2")
    assert page.count("<figure") == 1
    assert 'class="timeline published"' in page
    assert '<a href="/?q=the&amp;page=2&amp;size=10&amp;chart=mentioned">Days mentioned</a>' in page
    page = html(client, "/?q=the&chart=mentioned")
    assert page.count("<figure") == 1
    assert 'class="timeline mentioned"' in page
    assert '<a href="/?q=the">Published</a>' in page
    assert '<input type="hidden" name="chart" value="mentioned" form="search">' in page
    assert all("chart=mentioned" in url for url, _ in bars(page))


def test_an_unknown_timeline_is_named(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?chart=authors")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["parameter"] == "chart"


def test_from_a_decade_to_a_day(client: FlaskClient) -> None:
    """Each bar opens the next smaller unit, and a link leads up again."""
    address, units = "/?from=2020&to=2029", []
    for _ in range(4):
        page = html(client, address)
        units.append(re.findall(r'<span class="soft">(by \w+)</span></p>', page)[0])
        address = max(bars(page), key=lambda bar: total(client, bar[0]))[0]
    assert units == ["by year", "by month", "by day", "by day"]
    assert re.findall(r'aria-label="Up to (\w+ \d{4})"', page)


def test_neighbours_and_the_way_up(client: FlaskClient) -> None:
    page = html(client, "/?q=the&from=2025-09&to=2025-09&chart=mentioned")
    assert 'aria-label="Up to' not in page
    page = html(client, "/?mentioned_from=2025-09&mentioned_to=2025-09&chart=mentioned")
    before = "mentioned_from=2025-08-01&amp;mentioned_to=2025-08-31"
    assert f'{before}&amp;chart=mentioned" aria-label="Back to August 2025"' in page
    assert 'aria-label="On to October 2025"' in page
    assert 'aria-label="Up to 2025"' in page
    assert '<a href="/?chart=mentioned" aria-label="Up to All days"' in page


@pytest.mark.parametrize(
    "asked, words",
    [
        ("from=2025-09&to=2025-09", "published September 2025"),
        ("from=2025-09-01&to=2025-10-05", "published 1 September to 5 October 2025"),
        ("from=2025", "published from 2025"),
        ("to=2025", "published to 2025"),
        ("mentioned_from=2024&mentioned_to=2025", "days mentioned 2024 to 2025"),
        ("from=2025&to=2024", "published 2025 – 2024"),
        ("from=2025&to=2025&ui=zh-Hant", "刊登：2025年"),
        ("mentioned_to=2025-09&ui=zh-Hans", "提及日期：至2025年9月"),
    ],
)
def test_a_range_is_one_chip(client: FlaskClient, asked: str, words: str) -> None:
    page = html(client, f"/?{asked}")
    assert page.count('class="chip"') == 1
    assert words in page
    without = re.findall(r'class="chip" href="([^"]*)"', page)[0]
    assert not re.search("from=|to=", without)


@pytest.mark.parametrize("asked", ["from=1901&to=1902", "q=zzzzzz", "from=2026&to=2025", "to=0001"])
@pytest.mark.parametrize("chart", ["published", "mentioned"])
def test_nothing_found_has_no_drawing(client: FlaskClient, asked: str, chart: str) -> None:
    page = html(client, f"/?{asked}&chart={chart}")
    assert "<svg" not in page
    if "from=1901" in asked and chart == "published":
        assert "nothing in the archive" in page
        assert ">All days</a>" in page


@pytest.mark.parametrize("days", ["0001", "9999", "0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(client: FlaskClient, days: str) -> None:
    for chart in ("published", "mentioned"):
        for bound in ("from", "to", "mentioned_from", "mentioned_to"):
            html(client, f"/?{bound}={days}&chart={chart}&q=the")
        html(client, f"/?from={days}&to={days}&mentioned_from={days}&mentioned_to={days}")


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_hatching_covers_the_gaps_and_bars_their_counts(
    columns: list[tuple[bool, int, int]],
) -> None:
    """What is hatched is read back from the drawing; so are the heights of bars."""
    drawn = [
        Column(0 if gap else above, 0 if gap else below, f"bar {at}", f"/?{at}", gap)
        for at, (gap, above, below) in enumerate(columns)
    ]
    scale = value_scale(
        max(1, *(one.above for one in drawn)) if drawn else 1,
        max(0, *(one.below for one in drawn)) if len(drawn) > 1 else drawn[0].below,
    )
    picture = Drawing(drawn, scale)
    place = 100 / len(drawn)
    hatched = set()
    for left, width in re.findall(
        r'class="gap" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', picture.gaps()
    ):
        first = round(float(left) / place)
        hatched |= set(range(first, first + round(float(width) / place)))
    assert hatched == {at for at, one in enumerate(drawn) if one.gap}
    heights = [
        float(height)
        for height in re.findall(r'class="bar \w+" [^>]* height="([\d.]+)"', picture.links())
    ]
    counts = [n for one in drawn for n in (one.above, one.below) if n]
    assert len(heights) == len(counts)
    assert sorted(heights) == [height for _, height in sorted(zip(counts, heights, strict=True))]
    assert picture.links().count("<a ") == sum(bool(one.above or one.below) for one in drawn)
