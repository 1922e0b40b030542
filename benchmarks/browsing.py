"""A browser, and a server of an index for it: what programs that look at pages begin with."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent

#: Without these Chromium looks for its maker's servers at every start.
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str | None:
    """Where Chromium is installed; None where it is not."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def browsing() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = chromium_path()
    if path is None:
        raise SystemExit("Chromium is needed: install the Debian package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def serving(index: Path, prefix: str = "") -> Iterator[str]:
    """`manage.py serve` of an index; gives its address, with a slash at the end."""
    command = [sys.executable, "manage.py", "serve", "--index", str(index.resolve()), "--port", "0"]
    with subprocess.Popen(
        [*command, "--workers", "1"],
        cwd=ROOT,
        env=os.environ | {"ARCHIVE_URL_PREFIX": prefix},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        address = _address(server.stderr)
        # Nobody reads what it logs from then on, but it must not wait for that.
        reader = threading.Thread(target=server.stderr.read)
        reader.start()
        try:
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            reader.join()


def _address(log: Iterable[str]) -> str:
    """Where a server answers, as soon as it does."""
    for line in log:
        if ready := re.search(r"The archive is at (http://\S+)", line):
            return ready[1] + "/"
    raise SystemExit("The server did not start.")
