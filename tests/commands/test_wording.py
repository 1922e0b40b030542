"""`lexicon` and `glossary`: what the terminal tells of words, and what the newsroom decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_cli import run
from tests.indexing.test_wording import rows


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bilingual")
    # A name that no list knows.
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows())
    lines = lines.replace("Kai Tak", "Zorba Quay").replace("啟德", "佐巴海角")
    (folder / "a.jsonl").write_text(lines, "utf-8")
    return folder / "index"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "newsroom" / "words.jsonl"
    monkeypatch.setenv("ARCHIVE_GLOSSARY", str(path))
    return path


def reindexed(capsys: pytest.CaptureFixture[str], index: Path) -> None:
    source = index.parent / "a.jsonl"
    code, _, told = run(capsys, "reindex", source, "--no-models", "--index", index)
    assert code == 0, told


def test_a_word_and_its_proofs(
    index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARCHIVE_GLOSSARY")
    reindexed(capsys, index)
    code, out, _ = run(capsys, "lexicon", "Zorba", "Quay", "--index", index)
    first, proof = out.splitlines()[:2]
    assert code == 0
    assert "佐巴" in first.split("\t")[0]
    assert first.endswith("pairs of articles")
    assert proof.split()[0].startswith("en-")
    _, out, _ = run(capsys, "lexicon", first.split("\t")[0], "--index", index, "--json")
    (row, *_) = json.loads(out)
    assert row["word"] == "zorba quay"
    assert row["pairs"] == len(row["articles"]) >= 3
    assert set(row) == {"word", "probability", "origin", "pairs", "articles"}
    code, out, _ = run(capsys, "lexicon", "xyzzy", "--index", index)
    assert (code, out) == (1, "The lexicon does not know 'xyzzy'.\n")


def test_from_a_learned_word_to_a_decision(
    index: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.parent.mkdir()
    own.touch()
    reindexed(capsys, index)

    def waiting() -> set[tuple[str, str]]:
        arguments = ("glossary", "candidates", "--least", "3", "--index", index, "--json")
        _, out, _ = run(capsys, *arguments)
        return {(row["english"], row["word"]) for row in json.loads(out)}

    kept, rejected = sorted(waiting())[:2]
    code, out, _ = run(capsys, "glossary", "keep", *kept, "--index", index)
    assert code == 0
    assert str(own) in out
    assert run(capsys, "glossary", "reject", *rejected, "--index", index)[0] == 0
    reindexed(capsys, index)
    assert not {kept, rejected} & waiting()
    _, out, _ = run(capsys, "lexicon", kept[0], "--index", index, "--json")
    assert {row["word"]: row["origin"] for row in json.loads(out)}[kept[1]] == "newsroom"
    _, out, _ = run(capsys, "lexicon", rejected[0], "--index", index, "--json")
    assert rejected[1] not in [row["word"] for row in json.loads(out)]
    _, out, _ = run(capsys, "glossary", "--least", "3", "--index", index)
    assert all("pair" in line for line in out.splitlines() if not line.startswith("    "))


@pytest.mark.parametrize(
    "english, chinese", [("關稅", "關稅"), ("tariff", "tax"), ("tax", "稅"), ("?!", "關稅")]
)
def test_what_would_be_wrong_is_refused(
    english: str, chinese: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, told = run(capsys, "glossary", "keep", english, chinese)
    assert code == 1
    assert "Nothing was decided" in told
    assert not own.exists()


def test_decisions_need_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARCHIVE_GLOSSARY")
    code, _, told = run(capsys, "glossary", "keep", "tariff", "關稅")
    assert code == 1
    assert "Set ARCHIVE_GLOSSARY" in told
