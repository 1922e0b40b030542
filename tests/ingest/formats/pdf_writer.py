"""Writes small PDF files: text at places, and articles set in columns as papers set them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pdfminer.fontmetrics import FONT_METRICS

_WIDTHS: Final = FONT_METRICS["Helvetica"][1]

WIDTH: Final = 595.0
HEIGHT: Final = 842.0


@dataclass(frozen=True)
class Text:
    """Characters at a place, in points from the lower left corner.

    `stretch` is added to each space. `turn` is a rotation matrix's first row, `font` one of
    `FONTS`.
    """

    x: float
    y: float
    text: str
    size: float = 10
    stretch: float = 0
    turn: tuple[float, float] = (1, 0)
    font: str = "F1"


def _han(encoding: str, ordering: str) -> str:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/{encoding}/DescendantFonts[<<"
        f"/Type/Font/Subtype/CIDFontType0/BaseFont/MSung-Light/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering({ordering})/Supplement 1>>/DW 1000/FontDescriptor<</Type/FontDescriptor"
        "/FontName/MSung-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 60>>>>]>>"
    )


#: F1 is Latin; F2 Han as the standard has it; F3 down the page; F4 with the glyphs of one
#: collection named by the codes of another; F5 and F6 as F2, of the Mainland and of Japan.
FONTS: Final = {
    "F1": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "F2": _han("UniCNS-UTF16-H", "CNS1"),
    "F3": _han("UniCNS-UTF16-V", "CNS1"),
    "F4": _han("UniGB-UCS2-H", "CNS1"),
    "F5": _han("UniGB-UTF16-H", "GB1"),
    "F6": _han("UniJIS-UTF16-H", "Japan1"),
}


def _shown(text: Text) -> bytes:
    if text.font == "F1":
        data = text.text.encode("cp1252", "replace").hex()
    else:
        data = text.text.encode("utf-16-be").hex()
    a, b = text.turn
    place = f"{a} {b} {-b} {a} {text.x:.2f} {text.y:.2f} Tm"
    return f"BT /{text.font} {text.size} Tf {text.stretch:.3f} Tw {place} <{data}> Tj ET\n".encode()


def pdf(
    pages: Sequence[Sequence[Text]],
    *,
    title: str = "",
    created: str = "",
    box: str = f"0 0 {WIDTH} {HEIGHT}",
    page: str = "",
) -> bytes:
    """A file of pages; `page` is added to the dictionary of each."""
    fonts = "".join(f"/{name} {number} 0 R" for number, name in enumerate(FONTS, 4))
    first = 4 + len(FONTS)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    utf16 = ("\ufeff" + title).encode("utf-16-be").hex()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        f"<</Title<{utf16}>/CreationDate({created})>>".encode(),
        *(font.encode() for font in FONTS.values()),
    ]
    for at, texts in enumerate(pages):
        content = b"".join(map(_shown, texts))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<<{fonts}>>>>"
            f"/Contents {first + 2 * at + 1} 0 R{page}>>".encode()
        )
        objects.append(b"<</Length %d>>\nstream\n" % len(content) + content + b"\nendstream")
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R/Info 3 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def width(text: str, size: float) -> float:
    """The width of a text in points."""
    return sum(_WIDTHS.get(sign, 1000 if sign > "\u2e7f" else 556) for sign in text) * size / 1000


@dataclass
class Setting:
    """How an article is set. `indent` and `gap` are in sizes of the type, `leading` as well."""

    size: float = 10
    columns: int = 1
    gutter: float = 18
    justified: bool = True
    hyphens: bool = False
    indent: float = 0
    gap: float = 0.8
    leading: float = 1.25
    margin: float = 60
    font: str = "F1"
    pages: list[list[Text]] = field(default_factory=list)

    def set(self, title: str, below: Sequence[str], paragraphs: Sequence[str]) -> list[list[Text]]:
        """The pages of an article: its title and short lines across, then its paragraphs."""
        self.pages = [[]]
        y = HEIGHT - self.margin - 40
        if title:
            self._add(Text(self.margin, y, title, self.size * 2, font=self.font))
            y -= self.size * 3
        for line in below:
            self._add(Text(self.margin, y, line, self.size, font=self.font))
            y -= self.size * 2.5
        self._columns(y, paragraphs)
        return self.pages

    def _add(self, text: Text) -> None:
        self.pages[-1].append(text)

    @property
    def _measure(self) -> float:
        return (WIDTH - 2 * self.margin - (self.columns - 1) * self.gutter) / self.columns

    def _columns(self, top: float, paragraphs: Sequence[str]) -> None:
        column, y = 0, top
        for number, paragraph in enumerate(paragraphs):
            if number:
                y -= self.gap * self.size
            for line, is_first, is_last in self._broken(paragraph):
                if y < self.margin:
                    column, y = column + 1, top
                    if column == self.columns:
                        self.pages.append([])
                        column, y = 0, HEIGHT - self.margin
                        top = y
                self._line(line, column, y, is_first=is_first, is_last=is_last)
                y -= self.leading * self.size

    def _line(self, line: str, column: int, y: float, *, is_first: bool, is_last: bool) -> None:
        indent = self.indent * self.size if is_first else 0
        x = self.margin + column * (self._measure + self.gutter) + indent
        spaces = line.count(" ")
        room = self._measure - indent - width(line, self.size)
        stretch = room / spaces if self.justified and spaces and not is_last else 0
        self._add(Text(x, y, line, self.size, stretch, font=self.font))

    def _broken(self, paragraph: str) -> Iterator[tuple[str, bool, bool]]:
        """Lines, and whether they are the first and the last."""
        pieces = paragraph.split(" ") if self.font == "F1" else list(paragraph)
        glue = " " if self.font == "F1" else ""
        line, is_first = "", True
        while pieces:
            piece = pieces.pop(0)
            more = line + glue * bool(line) + piece
            measure = self._measure - self.indent * self.size * is_first
            if width(more, self.size) <= measure or not line:
                line = more
                continue
            head, tail = self._hyphenated(line + glue, piece, measure)
            yield (line + glue + head if head else line), is_first, False
            line, is_first = "", False
            pieces.insert(0, tail)
        yield line, is_first, True

    def _hyphenated(self, line: str, word: str, measure: float) -> tuple[str, str]:
        for at in range(len(word) - 3, 2, -1) if self.hyphens and word.isalpha() else ():
            if width(line + word[:at] + "-", self.size) <= measure:
                return word[:at] + "-", word[at:]
        return "", word
