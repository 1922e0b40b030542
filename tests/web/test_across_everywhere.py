"""The page of the other language and the interface say the same, whatever is asked."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model.language import LANGUAGES

#: What readers type, of both languages, known and not.
TYPED = (
    *("tariff", "tariffs", "ferry", "night", "market", "Hong Kong", "typhoon", "bank", "2025"),
    *("關稅", "关税", "渡輪", "市場", "美國", "銀行", "颱風", "的", "the", "zzyzx", "Trump"),
)

#: What may be chosen beside it.
CHOICES = {
    "language": LANGUAGES,
    "from": ("2024", "2025-02", "2025-04-09"),
    "to": ("2025", "2024-12", "2023"),
    "mentioned_from": ("2024",),
    "copies": ("all", "fold"),
    "versions": ("all", "newest"),
    "sort": ("newest", "oldest", "relevance"),
    "size": ("20", "50"),
    "page": ("1", "2", "3"),
    "source": ("Harbour Post", "海港電訊"),
    "without": ("關稅", "market", "加徵關稅"),
    "with": ("稅", "銀行", "tax"),
    "expand": ("off", "on"),
    "relax": ("off", "on"),
    "ui": LANGUAGES,
}

asked = st.tuples(
    st.lists(st.sampled_from(TYPED), min_size=1, max_size=4).map(" ".join),
    st.fixed_dictionaries({}, optional={n: st.sampled_from(v) for n, v in CHOICES.items()}),
)


def words_of(page: str) -> list[tuple[str, list[tuple[str, bool]]]]:
    """The terms of a page, with their words and whether these are asked."""
    terms = []
    for block in re.findall(r"<dt><bdi>(.*?)</bdi></dt>\s*<dd>(.*?)</dd>", page, re.DOTALL):
        words = re.findall(r'<span class="alternative([^"]*)"><bdi[^>]*>(.*?)</bdi>', block[1])
        terms.append((block[0], [(word, "left-out" not in kind) for kind, word in words]))
    return terms


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(asked)
def test_page_and_interface_agree(client: FlaskClient, typed: tuple[str, dict[str, str]]) -> None:
    query, chosen = typed
    address = urlencode({"q": query, **chosen})
    interface = client.get(f"/api/v1/search?{address}&across=words")
    shown = client.get(f"/across?{address}")
    assert shown.status_code == interface.status_code
    if interface.status_code != 200:
        assert interface.status_code == 400
        return
    across = interface.get_json()["across"]
    page = html.unescape(shown.get_data(as_text=True))
    if across is None:
        assert '<dl class="across-terms">' not in page
        return
    ids = re.findall(r'data-id="([^"]+)"', page)
    assert ids == [hit["id"] for hit in (*across["hits"], *across["closest"])]
    told = [
        (term["text"], [(one["word"], one["asked"]) for one in term["words"]])
        for term in across["terms"]
    ]
    assert words_of(page) == told
    total = re.search(r'<p class="across-total">.*?([\d,]+)', page)
    if across["total"]:
        assert total is not None
        assert int(total[1].replace(",", "")) == across["total"]
    assert across["total"] >= across["lines"] >= len(across["hits"])


@pytest.mark.parametrize("query", ["tariff", "關稅", "ferry night"])
def test_the_other_language_changes_nothing_of_the_search(client: FlaskClient, query: str) -> None:
    def answer(across: str) -> dict[str, object]:
        told = client.get(f"/api/v1/search?q={query}&across={across}").get_json()
        return {name: value for name, value in told.items() if name not in ("across", "took_ms")}

    assert answer("words") == answer("off")
