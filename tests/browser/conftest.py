"""A browser, and the sample archive served to it."""

from __future__ import annotations

import os
import shutil
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
from tests.conftest import ROOT

#: Opens an address, in a window of some width and height, in some way.
Open = Callable[..., Page]

#: Without these Chromium looks for its maker's servers at every start.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def address(sample_service: SearchService) -> Iterator[str]:
    """Where the sample archive is served."""
    app = create_app(sample_service, root=ROOT)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; skips where there is none, fails in CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        message = "Chromium is not installed (Debian package chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture
def opening(chromium: Browser, address: str) -> Iterator[Open]:
    """Opens an address in a window of some size, each time for another reader."""
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
    said: list[str] = []
    elsewhere: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        said.append(message.text)

    def watch(asked: Request) -> None:
        if not asked.url.startswith((address, "data:")):
            elsewhere.append(asked.url)

    opened.on("console", listen)
    opened.on("request", watch)
    yield opened
    context.close()
    assert said == []
    assert elsewhere == []
