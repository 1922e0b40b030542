"""Data files of packages are read in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.text import tables
from tests.conftest import ROOT

FILES = sorted(one for kind in ("tsv", "txt") for one in ROOT.glob(f"archive/*/data/*.{kind}"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rows_are_what_is_neither_comment_nor_empty(file: Path) -> None:
    package = f"archive.{file.parent.parent.name}"
    rows = list(tables.rows(package, file.name))
    assert rows
    assert not [row for row in rows if not row.strip() or row.startswith("#")]
    lines = file.read_text("utf-8").split("\n")
    assert len(rows) == len([line for line in lines if line and not line.startswith("#")])


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nothing"):
        tables.rows("archive.text", "nothing.tsv")


def test_nothing_else_reads_them() -> None:
    """Only what reads whole files, or files of models, opens data by itself."""
    having = {
        str(path.relative_to(ROOT / "archive"))
        for path in ROOT.glob("archive/**/*.py")
        if "importlib import" in path.read_text("utf-8") and "resources" in path.read_text("utf-8")
    }
    whole = {
        "corpus/lexicon/dictionary.py",
        "entities/authority.py",
        "entities/chinese_model.py",
        "text/fingerprint.py",
    }
    assert having == {"text/tables.py", *whole}
