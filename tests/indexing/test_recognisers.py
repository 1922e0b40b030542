"""A newsroom's own recognisers propose names through a whole reindex."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cli import main
from archive.engine.publications import require_current
from archive.entities import models
from archive.errors import RecogniserError
from archive.indexing import model_findings
from archive.indexing.reindex import ReindexOptions, reindex
from tests.conftest import options_of
from tests.entities.own_programs import FIND, OBEY, OwnProgram, wait_for_end
from tests.indexing.newsdesk import without_shipped_names
from tests.indexing.test_model_findings import people

ENGLISH, CHINESE = "Zorblax Quimby", "龐鑫淼"


@pytest.fixture(autouse=True)
def nothing_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the packages of models are not installed, and without the shipped names."""
    without_shipped_names(monkeypatch)
    lacking = {language: ("", "", (f"no-model-{language}",)) for language in ("zh", "en")}
    monkeypatch.setattr(models, "_KNOWN", lacking)


@pytest.fixture
def own(tmp_path: Path) -> dict[str, OwnProgram]:
    """A recogniser for each language, each knowing one name."""
    return {
        "en": OwnProgram(tmp_path, FIND % (ENGLISH, ""), name="ours-en"),
        "zh": OwnProgram(tmp_path, FIND % (CHINESE, ""), name="ours-zh"),
    }


def written(folder: Path, count: int) -> Path:
    """A file of so many articles, half of them English."""
    texts = (
        f"Report {{}}. The mayor met {ENGLISH} on the hill.",
        f"第{{}}日，{CHINESE}在山上說話，市長也在場。",
    )
    rows = [
        {"id": f"n{n}", "title": f"No {n}", "body": texts[n % 2].format(n)} for n in range(count)
    ]
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def options(folder: Path, own: Mapping[str, OwnProgram], count: int = 8) -> ReindexOptions:
    made = options_of(folder / "index", written(folder, count))
    commands = {language: program.command for language, program in own.items()}
    return replace(made, models=True, recognisers=commands)


def test_names_that_they_alone_know_are_shown(tmp_path: Path, own: dict[str, OwnProgram]) -> None:
    report = reindex(options(tmp_path, own))
    index = tmp_path / "index"
    assert people(index, "n0") == [f"c:{ENGLISH}"]
    assert people(index, "n1") == [f"c:{CHINESE}"]
    assert (report.newly_read, report.missing_models) == (8, ())
    assert "ARCHIVE_RECOGNISER_ZH: ours-zh 1" in report.lines()
    assert report.as_dict()["recognisers"] == {
        "ARCHIVE_RECOGNISER_EN": "ours-en 1",
        "ARCHIVE_RECOGNISER_ZH": "ours-zh 1",
    }
    # Each is asked what is in its script, and started once.
    assert all(CHINESE in text for text in own["zh"].asked())
    for program in own.values():
        assert len(program.processes()) == 1
        wait_for_end(program.processes())


def test_a_text_is_read_once_by_each_version(tmp_path: Path, own: dict[str, OwnProgram]) -> None:
    reindex(options(tmp_path, own))
    before = own["zh"].asked()
    report = reindex(replace(options(tmp_path, own), full=True))
    assert (report.newly_read, own["zh"].asked()) == (0, before)
    own["zh"].says("ours-zh", "2")
    report = reindex(options(tmp_path, own))
    assert (report.newly_read, report.again) == (8, ("entities",))
    assert own["zh"].asked() == before * 2
    assert not reindex(options(tmp_path, own)).made


def test_the_other_language_keeps_its_own(tmp_path: Path, own: dict[str, OwnProgram]) -> None:
    del own["en"]
    report = reindex(options(tmp_path, own))
    assert report.missing_models == ("no-model-en",)
    assert people(tmp_path / "index", "n0") == []
    assert people(tmp_path / "index", "n1") == [f"c:{CHINESE}"]


def test_each_process_has_its_own(
    tmp_path: Path, own: dict[str, OwnProgram], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the parent, which only said who it is, holds no memory meanwhile."""
    monkeypatch.setattr(model_findings, "FEW", 2)
    monkeypatch.setattr(model_findings, "BATCH", 4)
    report = reindex(replace(options(tmp_path, own), jobs=2))
    assert report.newly_read == 8
    assert people(tmp_path / "index", "n1") == [f"c:{CHINESE}"]
    assert len(own["zh"].processes()) == 3
    assert len(own["zh"].asked()) == len(set(own["zh"].asked()))
    wait_for_end([*own["zh"].processes(), *own["en"].processes()])


def test_what_serves_goes_on_where_one_fails(tmp_path: Path, own: dict[str, OwnProgram]) -> None:
    reindex(options(tmp_path, own))
    index = tmp_path / "index"
    served, builds = require_current(index), sorted((index / "generations").iterdir())
    own["zh"] = OwnProgram(tmp_path, "    sys.exit('No graphics card.')", name="broken")
    with pytest.raises(RecogniserError, match="ended with code 1: No graphics card"):
        reindex(options(tmp_path, own))
    wait_for_end([*own["zh"].processes(), *own["en"].processes()])
    own["zh"] = OwnProgram(tmp_path, OBEY, begin="sys.exit(2)")
    with pytest.raises(RecogniserError, match="ended with code 2"):
        reindex(options(tmp_path, own))
    wait_for_end(own["en"].processes())
    assert require_current(index) == served
    assert sorted((index / "generations").iterdir()) == builds
    assert people(index, "n1") == [f"c:{CHINESE}"]


def test_the_command_tells_it_in_a_line(
    tmp_path: Path,
    own: dict[str, OwnProgram],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source, index = str(written(tmp_path, 8)), str(tmp_path / "index")
    monkeypatch.setenv("ARCHIVE_RECOGNISER_EN", own["en"].setting)
    monkeypatch.setenv("ARCHIVE_RECOGNISER_ZH", "/no/such/program --fast")
    assert main(["reindex", source, "--index", index]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        "manage.py: ARCHIVE_RECOGNISER_ZH (/no/such/program --fast) cannot be started: there is no "
        "program '/no/such/program' that may be run. Write its whole path, and check that this "
        "user may run it."
    )
    started = len(own["en"].processes())
    assert main(["reindex", source, "--index", index, "--no-models"]) == 0
    assert len(own["en"].processes()) == started
    monkeypatch.setenv("ARCHIVE_RECOGNISER_ZH", own["zh"].setting)
    assert main(["reindex", source, "--index", index]) == 0
    assert people(Path(index), "n1") == [f"c:{CHINESE}"]
