"""What a journalist comes for can be done, with few keys, clicks and pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from benchmarks.tasks.__main__ import TASKS, walk_tasks

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_fifteen_tasks_keep_to_their_limits(chromium: Browser, address: str) -> None:
    costs, hits = walk_tasks(chromium, address)
    assert len(costs) == len(TASKS) == 15
    assert hits >= 8
