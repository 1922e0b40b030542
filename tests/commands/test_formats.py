"""An index that a program of another format wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.cli import main
from archive.engine.publications import read_current
from archive.engine.whoosh.schema import FORMAT
from tests.conftest import SAMPLE_ARCHIVE


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command; its exit code, what it printed, and what it complained of."""
    code = main([str(one) for one in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_another_format_is_refused_and_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is answered from it, for it may lack a facet; the next run replaces it."""
    index = tmp_path / "index"
    with monkeypatch.context() as patch:
        for place in ("build", "toc"):
            patch.setattr(f"archive.engine.whoosh.{place}.FORMAT", FORMAT - 1)
        assert ran(capsys, "reindex", *SAMPLE_ARCHIVE, "--index", index)[0] == 0
    old = read_current(index)
    for command in (("search", ""), ("stats",)):
        code, out, err = ran(capsys, *command, "--index", index)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
        assert f"{old} was written in format whoosh-{FORMAT - 1}" in err
        assert f"reads whoosh-{FORMAT}. Run `manage.py reindex`: all is read anew" in err
        assert "takes some 1 min on two cores for 40 articles" in err
    assert ran(capsys, "reindex", *SAMPLE_ARCHIVE, "--index", index)[0] == 0
    facts = json.loads(ran(capsys, "stats", "--index", index, "--json")[1])
    assert (facts["articles"], facts["facets"]["agency"]["distinct"]) == (40, 0)
