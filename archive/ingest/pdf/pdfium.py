"""The glyphs of a PDF file as PDFium reads them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from archive.errors import ArchiveError
from archive.ingest.pdf.glyph import UNKNOWN, Glyph

#: PDFium's mark of a hyphen at the end of a line.
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}

_PASSWORD: Final = raw.FPDF_ERR_PASSWORD


class UnreadablePdfError(ArchiveError):
    """A file that no program can read as PDF."""


class PdfiumDocument:
    """A PDF file, opened. Raises `UnreadablePdfError`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pdfium.PdfDocument(data)
            self.pages: int = len(self._document)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD:
                raise UnreadablePdfError("Protected by a password.") from error
            raise UnreadablePdfError("Damaged: it cannot be opened as PDF.") from error

    def properties(self) -> dict[str, str]:
        """Title, author, days and so on, as the file says them."""
        return dict(self._document.get_metadata_dict())

    def box(self, number: int) -> tuple[float, float, float, float]:
        """The edges of a page, from 0: left, bottom, right, top."""
        left, bottom, right, top = self._document[number].get_mediabox()
        return left, bottom, right, top

    def glyphs(self, number: int, limit: int) -> list[Glyph]:
        """The glyphs of a page, from 0, at most `limit`, in the order in which it draws them."""
        try:
            page = self._document[number]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            return []
        glyphs = list(_glyphs(text, min(text.count_chars(), limit)))
        text.close()
        page.close()
        return glyphs


def _glyphs(text: Any, count: int) -> Iterator[Glyph]:
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = ""
    for at in range(count):
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond U+FFFF
            high = chr(code)
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetMatrix(text, at, matrix)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        across = math.hypot(matrix.a, matrix.b) or 1.0
        size = raw.FPDFText_GetFontSize(text, at) * (math.hypot(matrix.c, matrix.d) or 1.0)
        yield Glyph(
            _character(code, high),
            x.value,
            y.value,
            matrix.a / across,
            matrix.b / across,
            box.left,
            box.bottom,
            box.right,
            box.top,
            abs(size),
            raw.FPDFText_HasUnicodeMapError(text, at) == 1,
        )
        high = ""


def _character(code: int, high: str) -> str:
    if code in _HYPHENS:
        return _HYPHENS[code]
    if 0xDC00 <= code < 0xE000:
        if not high:
            return UNKNOWN
        return (high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return chr(code) if 0x20 <= code <= 0x10FFFF else (" " if code in (9, 10, 13) else UNKNOWN)
