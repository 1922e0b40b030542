"""A section that says nothing is not shown."""

from __future__ import annotations

import pytest

from archive.web.words import is_section


@pytest.mark.parametrize("text", ["business", "港聞", "World", "News", "A1", "其他"])
def test_sections(text: str) -> None:
    assert is_section(text)


@pytest.mark.parametrize("text", [None, "", " ", "all", "ALL", "Uncategorized", "未分類", "N/A"])
def test_none(text: str | None) -> None:
    assert not is_section(text)
