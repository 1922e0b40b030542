"""One archive for all tests of exports, which must not change it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.export.desk import Desk, open_desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An archive with its pages and the oracle of its articles."""
    with open_desk(tmp_path_factory.mktemp("desk") / "x", 2) as opened:
        yield opened
