"""A setting is read from the environment; a bad value names itself."""

from __future__ import annotations

import pytest

from archive.errors import SettingError
from archive.settings import read_settings


@pytest.mark.parametrize("given, order", [({}, "dmy"), ({"ARCHIVE_DAY_ORDER": "mdy"}, "mdy")])
def test_the_order_of_days(given: dict[str, str], order: str) -> None:
    assert read_settings(given).day_order == order


@pytest.mark.parametrize("value", ["ymd", "DMY", "day first"])
def test_another_order_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="ARCHIVE_DAY_ORDER"):
        read_settings({"ARCHIVE_DAY_ORDER": value})
