"""Point 39: axe-core finds no violation, whatever state a page is in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.states import PHONE, STATES, WIDE, State

pytestmark = pytest.mark.browser

_LANGUAGES: Final = ("en", "zh-Hant", "zh-Hans")
#: Targets of 24 pixels (WCAG 2.2) are looked for only where that is asked.
_OPTIONS: Final = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.fixture(scope="module")
def axe() -> str:
    """The program of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.fixture
def window(
    request: pytest.FixtureRequest, chromium: Browser, address: str
) -> Iterator[tuple[Page, str]]:
    """A page of some width and colours, and the language in which it is read."""
    language, scheme, width = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        base_url=address,
        reduced_motion="reduce",
    )
    yield context.new_page(), language
    context.close()


def arrive(page: Page, state: State, language: str) -> None:
    """Bring a page into a state."""
    joint = "&" if "?" in state.path else "?"
    path = state.path.removeprefix(".")
    answer = page.goto(path if language == "en" and path else f"{path}{joint}ui={language}")
    assert answer
    assert answer.status == state.status
    state.act(page)


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds: the rule, the elements, and what is wrong with the first."""
    page.evaluate(axe)
    report: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", _OPTIONS)
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes'][:4]]} "
        f"{rule['nodes'][0]['failureSummary']}"
        for rule in report["violations"]
    ]


@pytest.mark.parametrize(
    "window, name",
    [
        (("en", "light", WIDE), "home"),
        (("zh-Hant", "dark", WIDE), "many results"),
        (("zh-Hans", "light", PHONE), "no result"),
        (("en", "dark", PHONE), "bad day"),
        (("zh-Hant", "light", WIDE), "article with hits"),
        (("zh-Hans", "dark", WIDE), "kept"),
        (("en", "light", PHONE), "article cited"),
        (("zh-Hant", "dark", WIDE), "quotation found"),
        (("zh-Hans", "light", PHONE), "receipt"),
        (("zh-Hant", "light", PHONE), "entity"),
        (("en", "dark", WIDE), "suggestions"),
        (("en", "dark", PHONE), "in context"),
        (("zh-Hant", "light", WIDE), "trends"),
        (("zh-Hans", "dark", PHONE), "list of names"),
    ],
    indirect=["window"],
)
def test_39_no_violation(window: tuple[Page, str], name: str, axe: str) -> None:
    page, language = window
    arrive(page, STATES[name], language)
    assert violations(page, axe) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "window, name",
    [
        ((language, scheme, width), name)
        for name, state in STATES.items()
        for language, scheme in product(_LANGUAGES, ("light", "dark"))
        for width in state.widths
    ],
    indirect=["window"],
)
def test_39_no_violation_in_any_state(window: tuple[Page, str], name: str, axe: str) -> None:
    page, language = window
    arrive(page, STATES[name], language)
    assert violations(page, axe) == []
