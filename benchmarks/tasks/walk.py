"""A walk over the page that counts what a hand does, and the names that tasks are about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, Response

#: The window in which everything is done but what is said to be on a phone.
WIDTH, HEIGHT = 1280, 1000


@dataclass(frozen=True, slots=True)
class Name:
    """A person of the archive: the value of the facet, and the names in two scripts."""

    value: str
    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an archive holds that tasks can be about; the commonest first."""

    people: tuple[Name, ...]
    sources: tuple[str, ...]

    @property
    def person(self) -> Name:
        """The one who is named most."""
        return self.people[0]


def _values(address: str, facet: str) -> list[dict[str, Any]]:
    with urlopen(f"{address}api/v1/facets/{facet}") as answer:
        values: list[dict[str, Any]] = json.load(answer)["values"]
    return values


def holdings_of(address: str) -> Holdings:
    """Who and what the facets of an archive have."""
    people = tuple(
        Name(value["value"], value["label"]["en"], value["label"]["zh-Hant"])
        for value in _values(address, "person")
        if value["label"]["en"] != value["label"]["zh-Hant"]
    )
    return Holdings(people, tuple(value["value"] for value in _values(address, "source")))


def asking(**parameters: str) -> str:
    """The relative address of a search."""
    return "?" + urlencode(parameters, quote_via=quote)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took. `screens` is how many windows a list fills, 0 where none is read."""

    keys: int
    clicks: int
    loads: int
    screens: float = 0.0

    @property
    def steps(self) -> int:
        """Everything that a hand does."""
        return self.keys + self.clicks


class Walk:
    """A page on which keys, clicks and the pages that load are counted from `begin` on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screens = 0.0
        self._keys = self._clicks = self._loads = 0
        page.on("response", self._hear)

    def _hear(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._loads += 1

    def begin(self, path: str) -> None:
        """Open the page from which a task begins."""
        self.page.goto(path, wait_until="networkidle")
        self._keys = self._clicks = self._loads = 0
        self.screens = 0.0

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        self._keys += len(keys)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.type(text)
        self._keys += len(text)

    def click(self, place: Locator) -> None:
        """Click, and wait for the page if one follows."""
        place.click()
        self._clicks += 1
        self.settle()

    def enter(self) -> None:
        """Press Enter, and wait for the page that follows."""
        before = self.page.url
        self.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
        self.settle()

    def follow(self) -> None:
        """Press Enter on a headline that has the focus, and wait for its article."""
        self.press("Enter")
        self.page.locator("main.article h1").wait_for()
        self.settle()

    def back(self) -> None:
        """Go back as by Alt and an arrow."""
        self.page.go_back()
        self._keys += 1
        self.settle()

    def settle(self) -> None:
        """Wait until nothing loads any more."""
        self.page.wait_for_load_state("networkidle")

    def cost(self) -> Cost:
        """What was done since `begin`."""
        return Cost(self._keys, self._clicks, self._loads, round(self.screens, 1))

    def focused(self) -> str:
        """The text of what has the focus."""
        return str(self.page.evaluate("document.activeElement.textContent.trim()"))

    def total(self) -> int:
        """How many articles the page says were found."""
        words = self.page.locator("main [role=status]").first.inner_text()
        digits = [word.replace(",", "") for word in words.partition("·")[0].split()]
        numbers = [int(word) for word in digits if word.isdecimal()]
        return numbers[0] if numbers else 0

    def headlines(self) -> list[str]:
        """The headlines of the list."""
        return self.page.locator("ol.hits h2 a").all_inner_texts()

    def list_screens(self) -> float:
        """How many windows the list fills."""
        box = self.page.locator("ol.hits").first.bounding_box()
        assert box
        return box["height"] / HEIGHT
