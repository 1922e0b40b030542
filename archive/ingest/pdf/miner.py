"""The glyphs of a PDF file as pdfminer.six reads them: slower, and right on other fonts."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import MATRIX_IDENTITY

from archive.ingest.pdf.glyph import Glyph

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState
    from pdfminer.utils import Matrix


def pages_of_glyphs(data: bytes, wanted: Sequence[bool], seconds: float) -> Iterator[list[Glyph]]:
    """The glyphs of each page, of those that are not `wanted` none, until `seconds` are used.

    Seconds of this process alone: what else the machine is at changes nothing.

    A glyph of which it does not know the character is "(cid:98)", the number that the font has for
    it. A damaged file raises whatever it makes the library raise.
    """
    until = time.process_time() + seconds
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    for page, is_wanted in zip(PDFPage.create_pages(document), wanted, strict=False):
        if not is_wanted:
            yield []
            continue
        if time.process_time() > until:
            return
        device = _Collector(manager)
        interpreter = PDFPageInterpreter(manager, device)
        # Without the page's rotation, as the other library gives its glyphs.
        device.begin_page(page, MATRIX_IDENTITY)
        interpreter.render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
        yield device.glyphs


class _Collector(PDFLayoutAnalyzer):
    """Takes glyphs as they are drawn; what the library makes of their places is not used."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.glyphs: list[Glyph] = []

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        item = self.cur_item._objs.pop()
        if isinstance(item, LTChar):
            self.glyphs.append(_glyph(item, vertical=font.is_vertical()))
        return advance


def _glyph(char: LTChar, *, vertical: bool) -> Glyph:
    """The other library gives a glyph of vertical text by its lower left corner."""
    a, b, _, _, x, y = char.matrix
    across = math.hypot(a, b) or 1.0
    return Glyph(
        char.get_text(),
        char.x0 if vertical else x,
        char.y0 if vertical else y,
        a / across,
        b / across,
        char.x0,
        char.y0,
        char.x1,
        char.y1,
        char.size,
        font=char.fontname,
    )
