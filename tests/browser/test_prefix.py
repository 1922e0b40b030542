"""Point 45: the archive under a path behind nginx, as `deploy/nginx.conf` recommends it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.browsing import serving
from tests.browser.conftest import listen, missing
from tests.browser.nginx import nginx, nginx_path
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Proxied:
    """Where nginx answers, and where it logs."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def program() -> str:
    """nginx; skips where there is none, fails in CI."""
    path = nginx_path()
    if path is None:
        missing("nginx")
    return str(path)


@pytest.fixture(scope="module")
def proxied(
    program: str, sample_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxied]:
    """The archive as it is served, with nginx before it."""
    folder = tmp_path_factory.mktemp("nginx")
    with serving(sample_index, "/archive") as behind:
        port = urlsplit(behind).port
        assert port
        with nginx(program, port, folder) as address:
            yield Proxied(address, folder)


@pytest.fixture
def visitor(chromium: Browser, proxied: Proxied) -> Iterator[Page]:
    """A page behind nginx that says nothing and asks for nothing above the prefix."""
    context = chromium.new_context(base_url=proxied.address)
    page = context.new_page()
    said, elsewhere = listen(page, proxied.address)
    yield page
    context.close()
    assert said == []
    assert elsewhere == []


def test_45_a_search_leads_to_an_article_and_back(visitor: Page) -> None:
    visitor.goto(".")
    visitor.locator("#q").fill("關稅")
    visitor.locator("#q").press("Enter")
    visitor.wait_for_url(re.compile(r"/archive/\?q="))
    headline = visitor.locator("ol.hits h2 a").first
    title = headline.inner_text()
    headline.press("Enter")
    visitor.wait_for_url(re.compile(r"/archive/article/"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text(title)
    visitor.get_by_role("link", name="Back to the results").click()
    visitor.wait_for_url(re.compile(r"/archive/\?q="))


def test_45_every_static_file_comes_compressed_and_is_kept(visitor: Page) -> None:
    files = []
    visitor.on("response", lambda answer: files.append(answer))
    visitor.goto("?q=tariff")
    visitor.wait_for_load_state("networkidle")
    static = [answer for answer in files if "/archive/static/" in answer.url]
    assert {answer.status for answer in files} == {200}
    assert {Path(urlsplit(answer.url).path).suffix for answer in static} >= {".css", ".js"}
    for answer in static:
        assert "immutable" in answer.headers["cache-control"]
    assert files[0].headers["content-encoding"] in ("zstd", "gzip")


def test_45_the_language_switch_keeps_search_and_prefix(visitor: Page) -> None:
    visitor.goto("?q=tariff")
    visitor.get_by_role("link", name="繁體中文").click()
    visitor.wait_for_url(re.compile(r"/archive/\?q=tariff&ui=zh-Hant"))
    expect(visitor.locator("html")).to_have_attribute("lang", "zh-Hant")


def test_45_articles_are_kept_under_the_prefix(visitor: Page) -> None:
    visitor.goto("?q=tariff")
    ticks = visitor.locator("ol.hits .keep")
    for tick in ticks.all()[:2]:
        tick.check()
    visitor.locator(".kept-link").click()
    visitor.wait_for_url(re.compile(r"/archive/kept\?id=.*&id="))
    expect(visitor.locator("ol.hits > li")).to_have_count(2)


def test_45_a_list_of_200_long_ids_is_not_too_long_for_nginx(proxied: Proxied) -> None:
    ids = "&".join(f"id=article-{number:060d}" for number in range(200))
    with urlopen(f"{proxied.address}kept?{ids}") as answer:
        assert answer.status == 200


def test_45_the_bare_prefix_leads_to_the_first_page(proxied: Proxied) -> None:
    with urlopen(proxied.address.rstrip("/")) as answer:
        assert answer.url == proxied.address


def test_no_log_has_what_was_searched(program: str, proxied: Proxied, tmp_path: Path) -> None:
    """Nor where the archive is down."""
    with urlopen(f"{proxied.address}?q=secretword") as answer:
        assert answer.status == 200
    # Nothing answers at the discard port.
    with nginx(program, 9, tmp_path) as address:
        with pytest.raises(HTTPError, match="502") as refused:
            urlopen(f"{address}?q=secretword")
        refused.value.close()
    for folder in (proxied.folder, tmp_path):
        logs = {path.name: path.read_text("utf-8") for path in folder.glob("*.log")}
        assert "GET /archive/ " in logs["news-archive.log"]
        assert "secretword" not in "".join(logs.values())


@pytest.mark.long
def test_45_every_point_holds_under_the_prefix(proxied: Proxied) -> None:
    """All other tests of this folder, against the address behind nginx."""
    tests = sys.executable, "-m", "pytest", "tests/browser", "--ignore", str(Path(__file__))
    run = subprocess.run(
        [*tests, "-m", "browser and not long", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=os.environ | {"ARCHIVE_TEST_ADDRESS": proxied.address},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-8_000:]
