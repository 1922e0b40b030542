"""Points 10, 15 and 36: stories in the count, copies in place, versions and what differs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from archive.search.service import SearchService
from archive.web.app import create_app
from tests.browser.conftest import Open, listen
from tests.browser.test_axe import violations
from tests.conftest import ROOT
from tests.corpus.columns import article
from tests.corpus.test_stories import LONG, OTHER, ZH, ZH_HANS, edited
from tests.web.test_stories import URL, Shelf

pytestmark = pytest.mark.browser

ARTICLES = [
    article("p1", LONG, "2024-03-05T08:00", title="Ferries cut", url=f"{URL}1"),
    article("p2", edited(LONG), "2024-03-05T09:00", title="Ferries to be cut", url=f"{URL}1"),
    article("h1", LONG, "2024-03-06T07:30", title="Harbour: ferries", source="Herald"),
    article("z1", ZH, "2024-03-05T10:00", title="渡輪減班", source="日報"),
    article("z2", ZH_HANS, "2024-03-06T10:00", title="渡轮减班", source="江南财经"),
    article("o1", OTHER, "2024-03-07T10:00", title="Council meets"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where these articles are served."""
    shelf = Shelf(tmp_path_factory.mktemp("copies") / "x", ARTICLES)
    app = create_app(SearchService(shelf.library), root=ROOT)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
    shelf.library.close()


def test_10_the_count_tells_articles_and_stories(opening: Open) -> None:
    page = opening("?q=harbour")
    expect(page.locator(".line [role=status]")).to_contain_text("of 2 articles (1 story)")
    page = opening("?q=council")
    expect(page.locator(".line [role=status]")).not_to_contain_text("stor")


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scripts", [True, False])
def test_15_copies_open_in_place(opening: Open, width: int, *, scripts: bool) -> None:
    """With outlet, day and a way to each; without scripts too."""
    page = opening("?q=harbour", width, java_script_enabled=scripts)
    hit = page.locator("ol.hits > li")
    expect(hit).to_have_count(1)
    copies = hit.locator(".others li")
    expect(copies).to_be_hidden()
    hit.locator("summary").click()
    expect(copies).to_be_visible()
    other = re.compile("Herald.*6 March 2024|Post.*5 March 2024")
    expect(copies).to_contain_text(other)
    copies.locator("a").click()
    page.wait_for_url(re.compile("/article/(h1|p2)"))


def test_15_copies_one_by_one(opening: Open) -> None:
    page = opening("?q=harbour")
    page.get_by_role("navigation", name="Copies").get_by_role("link", name="One by one").click()
    expect(page.locator("ol.hits > li")).to_have_count(2)
    assert "copies=all" in page.url
    page.get_by_role("navigation", name="Copies").get_by_role("link", name="Grouped").click()
    expect(page.locator("ol.hits > li")).to_have_count(1)
    assert "copies" not in page.url


def test_15_the_other_script_is_a_copy_too(opening: Open) -> None:
    page = opening("?q=渡輪&ui=zh-Hant")
    expect(page.locator("ol.hits > li")).to_have_count(1)
    expect(page.locator(".others summary")).to_have_text("另有 1 篇相同報道")


def test_36_versions_and_what_differs(opening: Open) -> None:
    """From the older one to the newest, and to the differences, numbers and names first."""
    page = opening("article/p1")
    expect(page.locator(".newer")).to_contain_text("There is a newer version")
    page.get_by_role("link", name="Open the newest version").click()
    page.wait_for_url(re.compile("/article/p2"))
    expect(page.locator(".newer")).to_have_count(0)
    related = page.locator("details.related", has=page.locator("#other_versions"))
    expect(related).to_contain_text("Ferries cut")
    copies = page.locator("details.related", has=page.locator("#copies"))
    expect(copies).to_contain_text("Herald")
    related.get_by_role("link", name="compare").click()
    page.wait_for_url(re.compile("/compare"))
    expect(page.locator("h1")).to_have_text("Differences")
    expect(page.locator("h3 ins")).to_have_text("to be ")
    expect(page.locator(".text del").first).to_be_visible()
    expect(page.locator("[role=status]")).to_contain_text("% of the first text is also")


def test_36_a_result_leads_to_its_versions(opening: Open) -> None:
    page = opening("?q=captains", 900)
    page.locator("a.versions").click()
    page.wait_for_url(re.compile("/article/p2.*#other_versions"))


@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 375)])
def test_39_no_violation(chromium: Browser, address: str, ui: str, scheme: str, width: int) -> None:
    """With copies open, beside versions, and where texts are compared; nothing is said."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of its words
        base_url=address,
        reduced_motion="reduce",
    )
    page = context.new_page()
    said, elsewhere = listen(page, address)
    for path in ("?q=harbour", "article/p2?", "compare?old=p1&new=p2"):
        page.goto(f"{path}&ui={ui}")
        for summary in page.locator(".others summary").all():
            summary.click()
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert said == []
    assert elsewhere == []
