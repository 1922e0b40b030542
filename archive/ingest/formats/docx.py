"""DOCX: a document of Word, which is one article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from lxml import etree

from archive.ingest.heading import (
    is_generic_title,
    is_letterhead,
    is_title_line,
    is_top_line,
    read_top,
    same_line,
)
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, read_whole
from archive.ingest.word.package import Package
from archive.ingest.word.text import WordParagraph, WordText, notes_of, style_names
from archive.ingest.xml_archive import DamagedPackageError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF: Final = b"{\\rtf"
_OLD_SUFFIXES: Final = (".doc", ".dot")
_SUFFIXES: Final = (".docx", ".docm", ".dotx", ".dotm")

#: The streams of a binary file name themselves in UTF-16.
_WORD: Final = "WordDocument".encode("utf-16-le")
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")

_TITLE_STYLES: Final = ("title", "heading 1")

#: A title stands among the first paragraphs, below a kicker or a letterhead.
_FIRST: Final = 5

#: What the template of a library says in each document that does not say otherwise.
_TEMPLATE_DAY: Final = "2013-12-23T23:15:00Z"


@dataclass(frozen=True, slots=True)
class Docx:
    """Paragraphs, tables, text boxes and notes of a document; headers and footers are left out."""

    name: str = "docx"

    def recognises(self, head: bytes, suffix: str) -> int:
        """By the names in the ZIP file; also older files of Word, which it rejects by name."""
        if head.startswith(_ZIP):
            if b"word/" in head.lower():
                return 3
            return 1 if suffix in _SUFFIXES else 0
        if head.startswith(_OLE):
            return 3 if suffix in (*_OLD_SUFFIXES, *_SUFFIXES) or _WORD in head else 0
        if head.startswith(_RTF):
            return 3
        return 1 if suffix in _SUFFIXES else 0

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """A document without any text is a reject."""
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield data
            return
        try:
            article = None if (why := _foreign(data)) else _article(Package(data))
        except DamagedPackageError as error:
            why = error.detail
            article = None
        except RecursionError:
            why, article = "Its elements lie too deep in each other.", None
        yield article or Reject(source, "the file", why or "Holds no text.")


def _foreign(data: bytes) -> str:
    """Why a file cannot be read as DOCX at all, "" where it can."""
    if data.startswith(_OLE):
        if _LOCKED in data:
            return "Protected by a password: save it without."
        return "An older binary file of Word: save it as .docx."
    if data.startswith(_RTF):
        return "Rich Text Format: save it as .docx."
    return "" if data.startswith(_ZIP) else "Not a DOCX file."


def _article(package: Package) -> RawArticle | None:
    words, paragraphs = _paragraphs(package)
    if not paragraphs:
        return None
    core = _core(package)
    title, rest = _titled(core.get("title", "").strip(), paragraphs, _styles(package))
    top = read_top([paragraph.text for paragraph in rest])
    created = core.get("created", "")
    return RawArticle(
        title=title,
        body="\n\n".join(top.rest),
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        published=top.published or _moment(created),
        published_inferred=not top.published and _moment(created) is not None,
        language=core.get("language", ""),
        bylines=top.bylines,
        notes=tuple(_notes(words, package)),
    )


def _paragraphs(package: Package) -> tuple[WordText, list[WordParagraph]]:
    tree = package.tree(package.main)
    assert tree is not None
    words = WordText()
    body = next(tree.iter("{*}body"), tree)
    paragraphs = list(words.paragraphs(body))
    for kind, ids in (("footnotes", words.footnotes), ("endnotes", words.endnotes)):
        for part in package.related(package.main, kind) if ids else ():
            notes = package.aside(part)
            if notes is not None:
                paragraphs += notes_of(notes, ids, words)
    return words, paragraphs


def _notes(words: WordText, package: Package) -> Iterator[Note]:
    for damage in package.unread:
        yield Note("part-unread", damage)
    if words.unread:
        yield Note("part-unread", f"{words.unread} embedded files are not read.")
    if words.hidden:
        yield Note("hidden-text-left-out", f"{words.hidden} stretches of text do not print.")


def _styles(package: Package) -> dict[str, str]:
    part = next(package.related(package.main, "styles"), "")
    return style_names(package.aside(part) if part else None)


def _core(package: Package) -> dict[str, str]:
    """The core properties by their local names; none where they are damaged."""
    part = next(package.related("", "core-properties"), "docprops/core.xml")
    tree = package.aside(part)
    children = [] if tree is None else list(tree)
    return {
        etree.QName(child).localname: (child.text or "").strip()
        for child in children
        if isinstance(child.tag, str)
    }


def _titled(
    title: str, paragraphs: Sequence[WordParagraph], names: dict[str, str]
) -> tuple[str, Sequence[WordParagraph]]:
    """The title, and the paragraphs without the one that repeats it.

    That of the properties, unless a program made it; else that of the style for titles, else the
    first line that is no letterhead and no day, if it is short.
    """
    first = paragraphs[:_FIRST]
    if is_generic_title(title):
        title = _styled_title(first, names)
    at = next((at for at, each in enumerate(first) if same_line(each.text, title)), None)
    return title, [each for number, each in enumerate(paragraphs) if number != at]


def _styled_title(first: Sequence[WordParagraph], names: dict[str, str]) -> str:
    for style in _TITLE_STYLES:
        for paragraph in first:
            if names.get(paragraph.style, paragraph.style.lower()) == style:
                return " ".join(paragraph.text.split())
    for paragraph in first:
        line = paragraph.text
        if not (is_letterhead(line) or is_top_line(line)):
            return line if is_title_line(line) and paragraph.style != "table" else ""
    return ""


def _moment(created: str) -> dt.datetime | None:
    """When the file was made; None where it does not say, or its template says it."""
    try:
        moment = dt.datetime.fromisoformat(created)
    except ValueError:
        return None
    return None if created == _TEMPLATE_DAY else moment
