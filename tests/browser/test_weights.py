"""Point 43: what a page weighs, and that it asks nobody else and says nothing."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from benchmarks.browsing import serving
from benchmarks.made import make_index
from tests.browser.conftest import listen

pytestmark = pytest.mark.browser

_LANGUAGES: Final = ("en", "zh-Hant", "zh-Hans")
_ALL: Final = quote("harbour OR 海港 OR the OR 的")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of an answer, as it is and as it is sent."""

    plain: int
    sent: int


def weigh(address: str) -> Weight:
    """What an answer weighs for a browser that takes gzip."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        sent = answer.read()
    plain = gzip.decompress(sent)
    # What every program of that name makes of it; the server does not do worse.
    assert len(sent) <= 1.05 * len(zlib.compress(plain, 5))
    return Weight(len(plain), len(sent))


def check_pages(address: str) -> None:
    """Pages of 20 hits below 100 kB, 30 kB as sent; of 100 hits 60 kB at most."""
    for language in _LANGUAGES:
        for path in (f"?q={_ALL}", f"?q={_ALL}&view=compact", "?"):
            twenty = weigh(f"{address}{path}&ui={language}")
            assert twenty.plain < 100_000, path
            assert twenty.sent < 30_000, path
        hundred = weigh(f"{address}?q={_ALL}&size=100&ui={language}")
        assert hundred.sent <= 60_000


def check_silence(chromium: Browser, address: str, paths: tuple[str, ...]) -> None:
    """Nothing is said to the console, and nothing asked of another host."""
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    said, elsewhere = listen(page, address)
    for path in paths:
        page.goto(path, wait_until="networkidle")
    context.close()
    assert said == []
    assert elsewhere == []


def test_43_pages_of_the_sample_archive_are_light(address: str) -> None:
    check_pages(address)


def test_43_pages_of_the_sample_archive_are_silent(chromium: Browser, address: str) -> None:
    article = "article/harbour-post-2025-0203?q=tariff"
    check_silence(chromium, address, (".", "?q=tariff", f"?q={_ALL}&size=100", article, "kept"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive of 20,000 articles, with thousands of names and long reports."""
    index: Path = tmp_path_factory.mktemp("made") / "index"
    make_index(index, 20_000)
    with serving(index) as address:
        yield address


@pytest.mark.long
def test_43_pages_of_a_large_archive_are_light(large: str) -> None:
    with urlopen(f"{large}?q={_ALL}") as answer:
        assert "20,000 articles" in answer.read().decode()
    with urlopen(f"{large}api/v1/facets/author?q={_ALL}") as answer:
        assert b'"total":' in answer.read().replace(b'": ', b'":')
    check_pages(large)


@pytest.mark.long
def test_43_pages_of_a_large_archive_are_silent(chromium: Browser, large: str) -> None:
    paths = (".", f"?q={_ALL}", f"?q={_ALL}&size=100", "article/made-000049?q=harbour")
    check_silence(chromium, large, (*paths, "facets/author", "about"))
