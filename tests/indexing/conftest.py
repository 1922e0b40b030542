"""What tests of a reindex begin with, unless they say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indexing.newsdesk import Desk, three_files, without_shipped_names


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Three files of four articles, and the newsroom's names only."""
    without_shipped_names(monkeypatch)
    return three_files(tmp_path)
