"""What `doctor` says of the newsroom's own recognisers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.cli import main
from archive.commands import doctor
from archive.entities import models
from tests.entities.own_programs import FIND, OwnProgram, wait_for_end


def names(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What it says of names."""
    code = main(["doctor", "--json"])
    (check,) = json.loads(capsys.readouterr().out)
    assert check["what"] == "names"
    assert code == (0 if check["well"] else 1)
    return dict(check)


def test_it_asks_them_and_says_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "_CHECKS", (doctor._names,))
    monkeypatch.setenv("ARCHIVE_MODELS", "on")
    monkeypatch.setattr(models, "_KNOWN", {"zh": ("", "", ("no-model-zh",))})
    program = OwnProgram(tmp_path, FIND % ("大文", "大學"), name="ours")
    monkeypatch.setenv("ARCHIVE_RECOGNISER_ZH", program.setting)
    check = names(capsys)
    assert (check["well"], check["found"]) == (True, "ARCHIVE_RECOGNISER_ZH: ours 1")
    assert len(program.asked()) == 1
    wait_for_end(program.processes())
    broken = OwnProgram(tmp_path, "    print('What?', flush=True)", name="broken")
    monkeypatch.setenv("ARCHIVE_RECOGNISER_ZH", broken.setting)
    check = names(capsys)
    assert not check["well"]
    assert "'What?' is not JSON" in str(check["found"])
    assert "Correct the program" in str(check["remedy"])
    monkeypatch.setenv("ARCHIVE_MODELS", "off")
    assert names(capsys)["well"]
    assert len(broken.processes()) == 1
