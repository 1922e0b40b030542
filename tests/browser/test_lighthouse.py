"""Lighthouse, run by npm, rates a search and an article of some 2,000 made articles."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from benchmarks.browsing import serving
from benchmarks.made import make_index
from tests.browser.conftest import chromium_path

pytestmark = [pytest.mark.browser, pytest.mark.long]

_PACKAGE: Final = Path(__file__).parent / "lighthouse"
_FLOORS: Final = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0}


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from its lock; skips where there is no npm."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed (Debian packages nodejs and npm)")
    folder = tmp_path_factory.mktemp("lighthouse")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_PACKAGE / name, folder)
    install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(install, cwd=folder, check=True, capture_output=True)
    return folder / "node_modules" / ".bin" / "lighthouse"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the made articles are served."""
    index = tmp_path_factory.mktemp("made") / "index"
    make_index(index, 2_000)
    with serving(index) as served:
        yield served


def rate(program: Path, address: str) -> dict[str, float]:
    """What Lighthouse gives a page on a desktop computer, 1 at best, by category."""
    run = subprocess.run(
        [
            *(str(program), address, "--preset=desktop", "--quiet"),
            *("--output=json", "--output-path=stdout"),
            f"--only-categories={','.join(_FLOORS)}",
            "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking",
        ],
        env=os.environ | {"CHROME_PATH": chromium_path()},
        check=True,
        capture_output=True,
    )
    categories = json.loads(run.stdout)["categories"]
    return {name: categories[name]["score"] for name in _FLOORS}


@pytest.mark.parametrize("path", ["?q=harbour", "article/made-000004?q=harbour"])
def test_lighthouse_finds_nothing_to_mend(lighthouse: Path, address: str, path: str) -> None:
    """The best of three runs: what else the machine does can only slow a page down."""
    best = dict.fromkeys(_FLOORS, 0.0)
    for _ in range(3):
        rated = rate(lighthouse, address + path)
        best = {name: max(best[name], rated[name]) for name in _FLOORS}
        if all(best[name] >= floor for name, floor in _FLOORS.items()):
            return
    assert best == _FLOORS
