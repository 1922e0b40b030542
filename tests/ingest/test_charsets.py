"""What declarations of encodings mean."""

from __future__ import annotations

import pytest

from archive.ingest.charsets import declared_of, meant


@pytest.mark.parametrize("label, name", [
    ("Big5", "big5hkscs"), ("x-x-big5", "big5hkscs"), (" 'gb2312' ", "gb18030"),
    ("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("KS_C_5601-1987", "cp949"),
    ("utf8", "utf-8"), ("x-gbk", "gb18030"), ("Shift_JIS", "cp932"),
    ("", ""), ("nonsense", ""), ("base64", ""), ("idna", ""), ("\ud800", ""), ("utf\n8", ""),
])  # fmt: skip
def test_a_declaration_means_the_larger_set(label: str, name: str) -> None:
    assert meant(label) == name


@pytest.mark.parametrize("page, served_as, declared", [
    ('<meta charset="gb2312">', "", "gb2312"),
    ("<META http-equiv=Content-Type content='text/html; charset=big5'>", "text/html", "big5"),
    ('<?xml version="1.0" encoding="windows-1251"?><html>', "", "windows-1251"),
    ('<meta charset="gb2312">', "text/html; charset=Big5", "Big5"),
    ('<meta charset="windows-1251">', "text/html; charset=ISO-8859-1", "windows-1251"),
    ("<p>No word of it", "text/html; Charset = \"ISO-8859-1\"", "ISO-8859-1"),
    ("<p>No word of it", "text/html", ""),
    (f"{20_000 * ' '}<meta charset=big5>", "", ""),
])  # fmt: skip
def test_what_a_page_declares(page: str, served_as: str, declared: str) -> None:
    """The server first, unless it says what servers say of every page."""
    assert declared_of(page.encode(), served_as) == declared
