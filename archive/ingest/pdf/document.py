"""A PDF file as one text: its title, its paragraphs, and what is odd about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from archive.ingest.heading import LONGEST_TITLE, is_generic_title, is_letterhead, same_line
from archive.ingest.mail.text import is_wide
from archive.ingest.pdf import miner
from archive.ingest.pdf.align import aligned
from archive.ingest.pdf.columns import blocks
from archive.ingest.pdf.flow import PdfParagraph, pdf_paragraphs
from archive.ingest.pdf.furniture import usual_size, without_furniture
from archive.ingest.pdf.glyph import UNKNOWN, Glyph, PdfLine
from archive.ingest.pdf.lines import Frame, frames, slanted
from archive.ingest.pdf.pdfium import PdfiumDocument, UnreadablePdfError
from archive.ingest.pdf.plausible import choose_readings, is_plausible

#: Work is bounded: a newspaper has a hundred pages, and its fullest one 20,000 glyphs.
MAX_PAGES: Final = 400
MAX_GLYPHS: Final = 40_000
MAX_ALL_GLYPHS: Final = 2_000_000

#: Seconds for the second reading of a file, which takes some tenths for a page.
SECOND_READING: Final = 40.0

#: A title is set in type larger than the text by this factor at least.
_LARGER: Final = 1.15

#: No headline ends so; a full stop in Latin letters may end an abbreviation.
_SENTENCE_ENDS: Final = tuple("。；，")


@dataclass(slots=True)
class PdfText:
    """What a PDF file says. `reason` is why it cannot be read, "" where it can."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    created: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    reason: str = ""


def read_document(data: bytes) -> PdfText:
    """The text of a PDF file. May crash, hang or fill the memory on a hostile one."""
    try:
        document = PdfiumDocument(data)
    except UnreadablePdfError as error:
        return PdfText(reason=error.detail)
    result = PdfText()
    properties = document.properties()
    result.created = properties.get("CreationDate", "")
    pages = _glyphs(document, result)
    pages = aligned(pages, _second(data, pages, result))
    _note_pages(pages, result)
    lines = _lines(document, pages, result)
    if not any(_all(lines)):
        result.reason = "Scanned: no text on any page; run OCR and bring it again."
        return result
    doubts = choose_readings([line for frame in _all(lines) for line in frame])
    texts = pdf_paragraphs([block for frame in _all(lines) for block in blocks(frame)])
    doubtful = sum(not is_plausible(each.text) for each in texts)
    if not is_plausible("\n".join(each.text for each in texts)):
        result.reason = "Its fonts do not say which characters they show; run OCR."
    elif doubts or doubtful:
        detail = f"{doubts} lines, {doubtful} paragraphs hold characters read by guess."
        result.notes.append(("pdf-doubtful", detail))
    title, rest = _titled(properties.get("Title", "").strip(), texts)
    result.title = title if is_plausible(title) else ""
    result.paragraphs = [paragraph.text for paragraph in rest]
    return result


def _glyphs(document: PdfiumDocument, result: PdfText) -> list[list[Glyph]]:
    pages: list[list[Glyph]] = []
    left = MAX_ALL_GLYPHS
    for number in range(min(document.pages, MAX_PAGES)):
        pages.append(document.glyphs(number, min(MAX_GLYPHS, left)))
        left -= len(pages[-1])
    if len(pages) < document.pages or left <= 0 or any(len(p) >= MAX_GLYPHS for p in pages):
        detail = f"{document.pages} pages, {MAX_PAGES} of them with {MAX_GLYPHS} glyphs are read."
        result.notes.append(("pdf-cut", detail))
    return pages


def _note_pages(pages: Sequence[Sequence[Glyph]], result: PdfText) -> None:
    empty = sum(not any(glyph.text.strip() for glyph in page) for page in pages)
    if empty and empty < len(pages):
        result.notes.append(("pdf-pages-without-text", f"{empty} of {len(pages)} pages."))
    marks = "".join(slanted(page) for page in pages)
    if marks:
        result.notes.append(("slanted-text-left-out", marks[:60]))


def _second(data: bytes, pages: Sequence[Sequence[Glyph]], result: PdfText) -> list[list[Glyph]]:
    """The second reading of pages where there is reason for one: wide characters, doubts, no text.

    What the second program raises is no fault of the file's first reading, and is noted.
    """
    wanted = [not page or any(map(_needs_second, page)) for page in pages]
    if not any(wanted):
        return []
    second: list[list[Glyph]] = []
    try:
        second.extend(miner.pages_of_glyphs(data, wanted, SECOND_READING))
    except Exception as error:  # noqa: BLE001  # it raises anything on a damaged file
        result.notes.append(("pdf-read-once", f"Second reading: {type(error).__name__}."))
    else:
        if any(wanted[len(second) :]):
            detail = f"{len(pages) - len(second)} of {len(pages)} pages, for want of time."
            result.notes.append(("pdf-read-once", detail))
    return second


def _needs_second(glyph: Glyph) -> bool:
    return glyph.doubtful or glyph.text == UNKNOWN or is_wide(glyph.text[:1] or " ")


def _lines(
    document: PdfiumDocument,
    pages: Sequence[Sequence[Glyph]],
    result: PdfText,
) -> list[list[list[PdfLine]]]:
    """The lines of each page by their frames, without what the pages repeat."""
    framed = [frames(page) for page in pages]
    for at, page in enumerate(framed):
        for line in (line for frame in page for line in frame.lines):
            line.page = at
    upright = [_upright(page) for page in framed]
    boxes = [document.box(at) for at in range(len(pages))]
    left, taken = without_furniture(
        [frame.lines for frame in upright], [(low, high) for _, low, _, high in boxes]
    )
    if taken:
        result.notes.append(("page-furniture-left-out", " / ".join(dict.fromkeys(taken))[:60]))
    for frame, lines in zip(upright, left, strict=True):
        frame.lines = lines
    return [[frame.lines for frame in page] for page in framed]


def _upright(page: Sequence[Frame]) -> Frame:
    return next((frame for frame in page if frame.upright), Frame(upright=True, lines=[]))


def _all(pages: Sequence[Sequence[list[PdfLine]]]) -> list[list[PdfLine]]:
    return [frame for page in pages for frame in page]


def _titled(title: str, texts: Sequence[PdfParagraph]) -> tuple[str, Sequence[PdfParagraph]]:
    """The title, and the paragraphs without it.

    That of the properties if the first page shows it; else the largest type there; else that of
    the properties, unless a program gave it.
    """
    first = [each for each in texts if each.lines[0].page == 0]
    named = "" if is_generic_title(title) or len(title) > 2 * LONGEST_TITLE else title
    shown = next((each for each in first if named and same_line(each.text, named)), None)
    large = shown or _largest(first, texts)
    if large:
        rest = [each for each in texts if each is not large]
        return (named if shown else large.text), rest
    return named, texts


def _largest(first: Sequence[PdfParagraph], texts: Sequence[PdfParagraph]) -> PdfParagraph | None:
    """The first paragraph of the largest type, if that is larger than the text and a title."""
    usual = usual_size([line for each in texts for line in each.lines])
    titles = [
        each
        for each in first
        if each.size >= _LARGER * usual
        and 1 < len(each.text) <= LONGEST_TITLE
        and not each.text.endswith(_SENTENCE_ENDS)
        and not is_letterhead(each.text)
    ]
    return max(titles, key=lambda each: each.size, default=None)
