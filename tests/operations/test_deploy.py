"""What `deploy/` ships fits the program: systemd accepts the units, options and settings exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from archive.cli import build_parser
from archive.settings import Settings
from tests.conftest import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
CONTAINER = ROOT / "deploy" / "Containerfile"
INSTALLED = "/opt/news-archive"


def command_of(line: str) -> list[str]:
    """The arguments of `manage.py` in a command line."""
    words = shlex.split(line)
    return words[words.index("manage.py") + 1 :]


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_there_is(unit: Path) -> None:
    """Every option of it is known, and what it may write is the folder that the manual names."""
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]  # as its documentation says
    read.read_string(unit.read_text("utf-8"))
    if unit.suffix == ".timer":
        assert (unit.with_suffix(".service")).is_file()
        return
    service = read["Service"]
    assert service["WorkingDirectory"] == INSTALLED
    for key in ("ExecStart", "ExecStartPost"):
        if key in service:
            arguments = command_of(service[key])
            assert build_parser(arguments[0]).parse_args(arguments)
    assert service["EnvironmentFile"] in (ROOT / "docs" / "ADMINISTRATORS.md").read_text("utf-8")
    assert service.get("ReadWritePaths") in (None, "/srv/news-archive/index")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """With this checkout in the place of the installed one, and a user that there is."""
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(INSTALLED, str(ROOT))
        text = re.sub(r"^(User|Group)=archive$", r"\1=root", text, flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    # Other units of this machine may be told of, too.
    assert "news-archive" not in done.stderr
    assert done.returncode == 0


def test_the_container_file_copies_what_there_is() -> None:
    """It runs as no root, with settings and a command that exist, and asks for its health."""
    text = re.sub(r"\\\n\s*", "", CONTAINER.read_text("utf-8"))
    rows = [line.split(" ", 1) for line in text.splitlines() if line and line[0] not in "# "]
    for kind, rest in rows:
        if kind == "COPY" and not rest.startswith("--from"):
            assert all((ROOT / source).exists() for source in rest.split()[:-1]), rest
    last = {row[0]: row[1] for row in rows}
    assert last["USER"] not in ("0", "root")
    names = re.findall(r"ARCHIVE_(\w+)=", last["ENV"])
    assert names == ["INDEX"]
    assert all(name.lower() in Settings.__dataclass_fields__ for name in names)
    arguments = re.findall(r'"([^"]+)"', last["CMD"])
    assert build_parser(arguments[0]).parse_args(arguments)
    assert "/readyz" in last["HEALTHCHECK"]
