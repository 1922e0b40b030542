"""Whether bytes are a text in two or four bytes a character, and in which order of them."""

from __future__ import annotations

import codecs
import re
from typing import Final

from archive.ingest.scripts import commonness

#: Bytes from which that is told.
WIDE_HEAD: Final = 2**12

#: The longer first: the mark of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

#: Of a text in UTF-16 or UTF-32 so many characters at least are frequent; in the wrong order a
#: quarter.
_COMMONNESS: Final = 0.7

#: Fewer bytes tell nothing where none of them is zero, and must all be in order where one is; where
#: none is, so must those of less than a paragraph.
_ENOUGH: Final = 16
_PARAGRAPH: Final = 128

#: A text in another script has at least one sign or digit of ASCII in so many bytes, and at most
#: one broken or far-off character in so many. One that is not wide has no zeros, but for accidents.
_PER_ZERO: Final = 40
_FEW_ZEROS: Final = 4
_PER_ODD: Final = 50

_FAR: Final = re.compile("[\U00010000-\U0010ffff]")
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x19\x1b-\x1d\x7f-\x84\x86-\x9f]")


def wide_encoding(head: bytes, declared: str = "") -> tuple[str, int]:
    """The wide encoding that the first bytes of a text say, and the length of its mark.

    "" where they say none: the text is in UTF-8 or an older encoding. A mark says it. Without one,
    bytes that are no UTF-8, hold a zero, or are `declared` (Python's name) to be wide are read in
    each wide encoding: one that gives frequent characters is it, or one whose zeros stand where
    those of ASCII do. The last character may be cut.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return ("" if encoding == "utf-8" else encoding), len(mark)
    head = head[:WIDE_HEAD]
    is_declared = declared.startswith(("utf-16", "utf-32"))
    if 0 not in head and not is_declared and (len(head) < _ENOUGH or _fits(head, "utf-8")):
        return "", 0
    return _by_characters(head) or _by_zeros(head), 0


def _by_characters(head: bytes) -> str:
    """The encoding in which the most characters are frequent, where they are enough."""
    is_sure = len(head) >= (_ENOUGH if 0 in head else _PARAGRAPH)
    read = (
        (commonness(text), encoding)
        for encoding in _WIDE
        if (is_sure or _fits(head, encoding, whole=len(head) < _ENOUGH))
        and "\0" not in (text := _text(head, encoding))
    )
    best = max(read, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= _COMMONNESS else ""


def _by_zeros(head: bytes) -> str:
    """UTF-32, or UTF-16 where all zeros stand at even places, or all at odd ones."""
    zeros = head.count(0)
    if len(head) < _ENOUGH or zeros < _FEW_ZEROS or zeros * _PER_ZERO < len(head):
        return ""
    narrow = {0: "utf-16-le", zeros: "utf-16-be"}.get(head[::2].count(0), "")
    for encoding in filter(None, ("utf-32-le", "utf-32-be", narrow)):
        text = _text(head, encoding)
        odd = text.count("\ufffd") + len(_FAR.findall(text))
        if odd * _PER_ODD <= len(text) and not _CONTROL.search(text):
            return encoding
    return ""


def _text(head: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)


def _fits(head: bytes, encoding: str, *, whole: bool = False) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
    except UnicodeDecodeError:
        return False
    return True
