"""EPUB: an electronic newspaper or book, of which each chapter is an article (EPUB 2 and 3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final
from urllib.parse import unquote

from lxml import etree, html

from archive.ingest.heading import read_top, same_line
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, read_whole
from archive.ingest.tree_text import tree_text
from archive.ingest.xml_archive import DamagedPackageError, XmlArchive

_ZIP: Final = b"PK\x03\x04"
_MIME: Final = b"application/epub+zip"
_CONTAINER: Final = "META-INF/container.xml"

#: What a chapter is written in. Pictures and the older table of contents are no chapters.
_CHAPTERS: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")

_HEADINGS: Final = ("h1", "h2", "h3")

#: Lines below the heading that may name the day and the author.
_FIRST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Epub:
    """Chapters in the order of reading; their day and language are the book's, unless they say.

    A chapter without text is a picture or a cover and is passed over.
    """

    name: str = "epub"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By the type that stands first in the ZIP file."""
        if head.startswith(_ZIP) and _MIME in head[:200]:
            return 3
        if head.startswith(_ZIP) and _CONTAINER.encode() in head:
            return 2
        return 1 if suffix == ".epub" else 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """A chapter that is damaged is a reject, and the next one is read."""
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield data
            return
        try:
            book = _Book(XmlArchive(data))
        except DamagedPackageError as error:
            yield Reject(source, "the file", error.detail)
            return
        count = 0
        for number, chapter in enumerate(book.chapters, 1):
            for result in book.chapter(chapter, number, source):
                count += 1
                yield result
        if not count:
            yield Reject(source, "the file", "Holds no text.")


class _Book:
    """The package of a book: what it says of itself, and its chapters in their order."""

    def __init__(self, archive: XmlArchive) -> None:
        """Raises `DamagedPackageError`."""
        self._archive = archive
        container = archive.tree(_CONTAINER)
        root = None if container is None else container.find(".//{*}rootfile")
        path = "" if root is None else str(root.get("full-path", ""))
        package = archive.tree(path) if path else None
        if package is None:
            raise DamagedPackageError("No package of a book inside.")
        self._package = package
        self.chapters = list(self._spine(posixpath.dirname(path)))

    def _spine(self, folder: str) -> Iterator[str]:
        items = {str(item.get("id")): item for item in self._package.iter("{*}item")}
        for reference in self._package.iter("{*}itemref"):
            item = items.get(str(reference.get("idref")))
            if item is None or item.get("media-type") not in _CHAPTERS:
                continue
            if "nav" not in str(item.get("properties", "")).split():
                yield posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href", "")))))

    def _says(self, name: str) -> str:
        element = self._package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
        return "" if element is None else " ".join((element.text or "").split())

    def chapter(self, name: str, number: int, source: str) -> Iterator[RawArticle | Reject]:
        """The article of a chapter; none where it shows no text."""
        place = f"chapter {number}"
        try:
            data = self._archive.data(name)
        except DamagedPackageError as error:
            yield Reject(source, place, error.detail)
            return
        if data is None:
            yield Reject(source, place, "The book names a chapter that it does not hold.")
            return
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        text = tree_text(data.decode(_encoding(data), "replace"))
        try:
            root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
        except etree.ParserError:
            return
        body = root.find("body")
        if body is not None and "".join(map(str, body.itertext())).strip():
            yield self._article(root, place)

    def _article(self, root: html.HtmlElement, place: str) -> RawArticle:
        title = _title(root)
        body = root.body
        paragraphs = [
            (element, " ".join(element.text_content().split())) for element in body.iter("p")
        ]
        top = read_top([text for _, text in paragraphs[:_FIRST_LINES]])
        for element, _ in paragraphs[: min(_FIRST_LINES, len(paragraphs)) - len(top.rest)]:
            element.drop_tree()
        return RawArticle(
            title=title,
            body=etree.tostring(body, encoding="unicode", method="html"),
            title_markup=Markup.PLAIN,
            body_markup=Markup.HTML,
            published=top.published or self._says("date") or None,
            language=str(root.get("lang") or root.get("xml:lang") or self._says("language")),
            source=self._says("publisher") or self._says("title"),
            bylines=top.bylines or tuple(filter(None, (self._says("creator"),))),
            notes=tuple(Note("part-unread", damage) for damage in self._archive.unread),
            place=place,
        )


def _encoding(data: bytes) -> str:
    """UTF-8, as the standard has it, unless a mark of byte order says the other it allows."""
    return "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _title(root: html.HtmlElement) -> str:
    """The first heading, which is taken out of the body; else the title of the document."""
    named = " ".join((root.findtext(".//title") or "").split())
    for level in _HEADINGS:
        for heading in root.body.iter(level):
            text = " ".join(heading.text_content().split())
            if text:
                heading.drop_tree()
                return text
    for element in root.body.iter("p"):
        if named and same_line(element.text_content(), named):
            element.drop_tree()
            break
    return named
