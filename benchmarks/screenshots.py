"""The pictures of docs/screenshots/, made anew.

    python -m benchmarks.screenshots [--index DIR] [--out DIR]

Without --index they show the sample archive, whose texts are the project's own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page

from benchmarks.browsing import ROOT, browsing, serving
from benchmarks.made import sample_index
from benchmarks.palette import reduced
from benchmarks.tasks.walk import asking

_WIDE: Final = (1280, 900)

#: Room for filters, list and article side by side.
_WIDEST: Final = (1680, 1000)
_PHONE: Final = (390, 844)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the archive, what is done there, and the window."""

    path: str
    window: tuple[int, int] = _WIDE
    scheme: Literal["light", "dark"] = "light"
    act: Callable[[Page], object] = lambda _: None


def _read_second(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.locator(".pane article h2").wait_for()
    page.locator(".pane .text").wait_for()


def _open_first(page: Page) -> None:
    page.locator("ol.hits h2 a").first.press("Enter")
    page.locator("main.article h1").wait_for()
    page.keyboard.press("n")


PICTURES: Final = {
    "home": Picture("."),
    "search": Picture(asking(q="Trump tariff OR 關稅")),
    "reading": Picture(asking(q="特朗普", ui="zh-Hant"), _WIDEST, act=_read_second),
    "compact": Picture(asking(q="市场 OR 香港", ui="zh-Hans", view="compact"), scheme="dark"),
    "article": Picture(asking(q="關稅"), act=_open_first),
    "phone": Picture(asking(q="tariff"), _PHONE),
}


def take(browser: Browser, address: str, picture: Picture, path: Path) -> None:
    """Take one picture."""
    width, height = picture.window
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,
        base_url=address,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(picture.path, wait_until="networkidle")
    picture.act(page)
    page.wait_for_load_state("networkidle")
    picture_bytes = page.screenshot()
    page.goto("about:blank")
    path.write_bytes(reduced(page, picture_bytes))
    context.close()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        nullcontext(options.index) if options.index else sample_index() as index,
        serving(index) as address,
        browsing() as browser,
    ):
        for name, picture in PICTURES.items():
            path = options.out / f"{name}.png"
            take(browser, address, picture, path)
            print(f"{path.stat().st_size / 1000:>7.0f} kB  {path}")


if __name__ == "__main__":
    main()
