"""A browser, and the sample archive served to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from werkzeug.serving import make_server

from archive.search.service import SearchService
from archive.web.app import create_app
from benchmarks import browsing
from tests.conftest import ROOT

#: Opens a path, in a window of some width and height, in some way.
Open = Callable[..., Page]


def missing(package: str) -> None:
    """Skip for want of a Debian package; in CI that is a failure."""
    message = f"the Debian package {package} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the sample archive is served, with a slash at the end: paths are relative to it.

    ARCHIVE_TEST_ADDRESS names a server that has it already.
    """
    served = os.environ.get("ARCHIVE_TEST_ADDRESS")
    if served:
        yield served
        return
    service: SearchService = request.getfixturevalue("sample_service")
    server = make_server("127.0.0.1", 0, create_app(service, root=ROOT), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def chromium_path() -> str:
    """Debian's Chromium; skips where there is none, fails in CI."""
    path = browsing.chromium_path()
    if path is None:
        missing("chromium")
    return str(path)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, running."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(browsing.QUIET))
        yield browser
        browser.close()


@pytest.fixture
def opening(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens a path of the archive in a window of some size."""
    contexts: list[BrowserContext] = []

    def open_page(path: str, width: int = 1280, height: int = 1000, **how: object) -> Page:
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, base_url=address, **how)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(params=[(1280, True), (375, True), (1280, False)], ids=["wide", "phone", "no js"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page that must say nothing to the console and ask nothing of another host."""
    width, scripts = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=address
    )
    opened = context.new_page()
    said, elsewhere = listen(opened, address)
    yield opened
    context.close()
    assert said == []
    assert elsewhere == []


def listen(page: Page, address: str) -> tuple[list[str], list[str]]:
    """What a page will have said to the console, and asked of addresses that are not ours."""
    said: list[str] = []
    elsewhere: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            elsewhere.append(request.url)

    page.on("console", hear)
    page.on("request", watch)
    return said, elsewhere
