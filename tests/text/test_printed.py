"""As printed: exactly these characters, and not inside a longer word or number."""

from __future__ import annotations

import pytest

from archive.text.marks import printed_spans


@pytest.mark.parametrize(
    "literal, text, found",
    [
        ("鐘南山", "鍾南山、鐘南山", ["鐘南山"]),
        ("WHO", "who WHO WHOM", ["WHO"]),
        ("7月", "由7月起，17月", ["7月"]),
        ("2億元", "1.2億元與2億元", ["2億元"]),
        ("560人", "1,560人", []),
        ("1", "1.5 1,000 1", ["1"]),
        ("He", "He'll, He’s, He", ["He", "He"]),
        ("ll", "He'll", []),
        ("café", "cafe café", ["café"]),
        ("U.S.", "the U.S. and U.S.A", ["U.S.", "U.S."]),
    ],
)
def test_stands_as_printed(literal: str, text: str, found: list[str]) -> None:
    spans = list(printed_spans(text, literal))
    assert [text[start:end] for start, end in spans] == found
