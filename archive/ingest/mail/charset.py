"""The characters of a text whose message declares an encoding, rightly or not."""

from __future__ import annotations

import codecs
from typing import Final

from archive.ingest.encoding import common_share, decode_text
from archive.ingest.raw import Note
from archive.ingest.reader import UnreadableArticleError, shown

#: What programs write, and the encoding that they mean: always the one that holds more. GB 2312 has
#: no 镕; programs that declare it write GBK. Programs that declare ISO 8859-1 write Windows-1252.
_MEANT: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "gb_2312": "gb18030",
    "big5": "big5hkscs", "cp950": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs",
    "big5-eten": "big5hkscs", "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932",
    "iso-8859-8-i": "iso8859-8", "unicode-1-1-utf-7": "utf-7", "iso-2022-cn": "iso2022_jp_2",
}  # fmt: skip

#: Encodings that write other characters in bytes of ASCII: only their name tells them.
_IN_ASCII: Final = ("iso2022", "hz", "utf-7", "utf-16", "utf-32")

#: Encodings of Python that are no character sets of messages, or slow on long texts.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)

_CHINESE: Final = frozenset({"big5hkscs", "gb18030"})

#: A text in one of the Chinese encodings that is read in the wrong one has fewer common characters
#: than this (0.16 at most, measured on 4,371 articles); the right one has more.
_PLAUSIBLE: Final = 0.2

#: A few bytes beyond ASCII ("Müller") can make one common Chinese character by chance.
_ENOUGH: Final = 8

_LOST: Final = "\ufffd"

#: Bytes of another encoding make one character of UTF-8 for two that are none; a damaged text is
#: mostly well.
_MOSTLY: Final = 4


def decoded(data: bytes, declared: str = "") -> tuple[str, tuple[Note, ...]]:
    """The text of `data`, and what was odd about its encoding.

    UTF-8 is told by its bytes, whatever is declared. Else the declared encoding counts, unless the
    bytes are not in it, or are Chinese in another. A byte that nothing explains becomes U+FFFD, and
    a note says so.
    """
    encoding = _meant(declared)
    if encoding.startswith(_IN_ASCII):
        return _certain(data, encoding)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if (text := _damaged_utf8(data)) is not None:
        return text, (_lost(text, "UTF-8"),)
    if (text := _chinese(data, encoding)) is not None:
        return text, () if encoding in _CHINESE else (_guessed(declared),)
    return _certain(data, encoding or "cp1252", () if encoding else (_guessed(declared),))


def _guessed(declared: str) -> Note:
    return Note("encoding-guessed", f"Declared “{shown(declared)}”; read by its bytes.")


def _lost(text: str, encoding: str) -> Note:
    return Note("encoding-damaged", f"{text.count(_LOST)} characters are not {encoding}.")


def _damaged_utf8(data: bytes) -> str | None:
    """`data` as UTF-8 if that explains nearly all of it, as where a text was cut; else None."""
    text = data.decode("utf-8", "replace")
    lost = text.count(_LOST)
    known = sum(sign > "\x7f" for sign in text) - lost
    return text if known >= _MOSTLY * lost else None


def _meant(declared: str) -> str:
    """The name of the encoding that a message means by `declared`, "" for none that is known."""
    name = declared.strip().strip("\"'").lower()
    if not name.isascii() or not name.isprintable():
        return ""
    name = _MEANT.get(name, name)
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return ""
    name = _MEANT.get(name, name)
    return "" if name in _NO_CHARSETS or name == "utf-8" else name


def _chinese(data: bytes, encoding: str) -> str | None:
    """`data` as Chinese, where it is plainly that; None where not.

    The declared encoding goes first: a short text in it may hold few common characters.
    """
    declared = _strict(data, encoding) if encoding in _CHINESE else None
    if declared is not None and common_share(declared) >= _PLAUSIBLE:
        return declared
    if sum(byte > 0x7F for byte in data) < _ENOUGH:
        return declared
    try:
        return decode_text(data)
    except UnreadableArticleError:
        return declared


def _certain(
    data: bytes, encoding: str, notes: tuple[Note, ...] = ()
) -> tuple[str, tuple[Note, ...]]:
    text = _strict(data, encoding)
    if text is not None:
        return text, notes
    text = data.decode(encoding, "replace")
    return text, (*notes, _lost(text, encoding))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None
