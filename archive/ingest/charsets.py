"""Names of encodings as files, servers and mail programs declare them, and what they mean."""

from __future__ import annotations

import codecs
import re
from typing import Final

#: Names that Python does not know. Source: the Encoding Standard of the WHATWG, "Names and labels";
#: the rest are those of mail programs.
_LABELS: Final = {
    "x-gbk": "gb18030", "gb_2312": "gb18030", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs",
    "big5-eten": "big5hkscs", "iso-8859-8-i": "iso8859-8", "unicode-1-1-utf-7": "utf-7",
    "iso-2022-cn": "iso2022_jp_2", "x-sjis": "cp932", "x-cp1251": "cp1251", "x-cp1252": "cp1252",
    "windows-949": "cp949", "windows-31j": "cp932", "unicode": "utf-16",
}  # fmt: skip

#: What a declaration means, by Python's name of what it says: the larger sets of which each is a
#: part. GB 2312 has no 镕; programs that declare it write GBK. Programs that declare ISO 8859-1
#: write Windows-1252. Source: the Encoding Standard of the WHATWG.
_MEANT: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "shift_jis": "cp932", "euc_kr": "cp949", "johab": "cp949",
}  # fmt: skip

#: Encodings of Python that no text is published in, or that are slow on long texts.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)

#: Where a page declares its encoding, and how. The HTML standard has browsers look at 1,024 bytes;
#: some pages put scripts before it.
_DECLARED_WITHIN: Final = 16_384
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META: Final = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_XML: Final = re.compile(rb"\s*<\?xml\b[^>]{0,80}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_DEFAULTS: Final = ("", "cp1252")


def meant(declared: str) -> str:
    """Python's name of the encoding that is meant, "" for none."""
    label = declared.strip().strip("\"'").lower()
    if not label.isascii() or not label.isprintable():
        return ""
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
        b"text".decode(name, "replace")
    except (LookupError, ValueError):
        return ""  # not known, or none of texts
    name = _MEANT.get(name, name)
    return "" if name in _NO_CHARSETS else name


def declared_of(data: bytes, served_as: str = "") -> str:
    """The encoding that a page declares: in its Content-Type, its `meta` or its XML declaration.

    ISO 8859-1 in a Content-Type is what servers say of every page; a page that says another knows
    better.
    """
    head = data[:_DECLARED_WITHIN].replace(b"\0", b"")
    served, own = _CHARSET.search(served_as), _META.search(head) or _XML.match(head)
    by_server = served[1] if served else ""
    by_page = own[1].decode("ascii") if own else ""
    return by_page or by_server if meant(by_server) in _DEFAULTS else by_server
