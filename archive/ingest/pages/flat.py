"""All text of a page, without a tree: for pages that no parser takes apart in time."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from archive.ingest.pages.blocks import BLOCK_TAGS

_SKIPPED: Final = frozenset({"script", "style", "noscript", "template", "svg", "head", "textarea"})


class _Text(HTMLParser):
    """Gathers what stands between tags, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if not self._skipped and tag in _SKIPPED:
            self._skipped = tag
        elif tag == "body":
            self._skipped = ""
        if tag in BLOCK_TAGS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        if tag in BLOCK_TAGS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.pieces.append(data.replace("\n", " "))


def flat_text(page: str) -> list[str]:
    """The texts of a page's blocks, in their order, furniture and all."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return [line for line in lines if line]


def bare(text: str) -> str:
    """A text without the tags and entities it may hold, for comparing."""
    return "\n\n".join(flat_text(text)) if "<" in text or "&" in text else text
