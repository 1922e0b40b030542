"""The commands as an administrator runs them: what they print and how they exit."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from archive.cli import GROUPS, build_parser, main
from archive.engine.publications import read_current
from tests.conftest import ROOT, SAMPLE_ARCHIVE, SAMPLES


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command; its exit code, what it printed, and what it complained of."""
    code = main([str(one) for one in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "index"
    assert run(capsys, "reindex", *SAMPLE_ARCHIVE, "--index", folder)[0] == 0
    return folder


def test_reindex_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "reindex", *SAMPLE_ARCHIVE, "--index", tmp_path / "i")
    assert code == 0
    assert "read 40 = stored 40 + repeated ids 0 + rejected 0" in out
    code, out, _ = run(capsys, "reindex", *SAMPLE_ARCHIVE, "--index", tmp_path / "i", "--json")
    assert json.loads(out)["unchanged"] == 40


@pytest.mark.parametrize("script", ["川普", "特朗普", "Trump"])
def test_search_prints_what_the_api_answers(
    index: Path, capsys: pytest.CaptureFixture[str], script: str
) -> None:
    code, out, _ = run(capsys, "search", script, "--index", index, "--json", "--size", 50)
    answer = json.loads(out)
    assert code == 0
    assert answer["total"] == len(answer["hits"]) > 0
    code, out, _ = run(capsys, "search", script, "--index", index, "--size", 50)
    assert f"of {answer['total']} articles" in out
    assert all(hit["title"] in out for hit in answer["hits"])


def test_search_takes_filters(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--person", "donald-trump", "--language", "zh-Hant", "--from", "2024", "--json")
    _, out, _ = run(capsys, "search", "", "--index", index, *options)
    answer = json.loads(out)
    assert answer["total"] > 0
    assert {hit["language"] for hit in answer["hits"]} == {"zh-Hant"}


def test_show_prints_the_article_and_why(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "search", "person:特朗普", "--index", index, "--json")
    article = json.loads(out)["hits"][0]["id"]
    code, out, _ = run(capsys, "show", article, "--index", index)
    assert code == 0
    assert "donald-trump (person)" in out
    assert "list of names" in out
    _, out, _ = run(capsys, "show", article, "--index", index, "--json")
    assert json.loads(out)["id"] == article


def test_show_tells_those_who_keep_the_archive_where_it_was_read(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what its source says of showing it; the API tells neither."""
    _, out, _ = run(capsys, "search", "", "--index", index, "--json")
    assert str(SAMPLES) not in out
    article = json.loads(out)["hits"][0]["id"]
    _, out, _ = run(capsys, "show", article, "--index", index, "--json")
    told = json.loads(out)
    assert Path(told["origin"]["file"]).is_relative_to(SAMPLES)
    assert told["origin"]["within"].startswith("line ")
    expected = {"not_before": None, "expires": None, "status": "usable", "replaces": None}
    assert {name: told[name] for name in expected} == expected
    assert told["notes"] == []
    _, out, _ = run(capsys, "show", article, "--index", index)
    assert f"read from {told['origin']['file']}, {told['origin']['within']}" in out


def test_the_life_of_an_index(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Generations are listed, rolled back, published and pruned."""
    first = read_current(index)
    run(capsys, "reindex", *SAMPLE_ARCHIVE, "--full", "--index", index)
    second = read_current(index)
    assert first
    assert second
    _, out, _ = run(capsys, "generations", "--index", index, "--json")
    rows = json.loads(out)
    assert [(row["name"], row["published"]) for row in rows] == [(first, False), (second, True)]
    assert run(capsys, "generations", "--index", index)[1].count("40") >= 2
    assert run(capsys, "rollback", "--index", index)[0] == 0
    assert read_current(index) == first
    code, _, err = run(capsys, "rollback", "--index", index)
    assert (code, "No generation served before" in err) == (1, True)
    assert run(capsys, "publish", second, "--index", index)[0] == 0
    assert read_current(index) == second
    assert run(capsys, "prune", "--keep", 1, "--index", index)[1] == f"removed {first}\n"
    assert run(capsys, "prune", "--index", index)[1] == "nothing removed\n"
    assert run(capsys, "verify", "--index", index)[1] == f"{second} is whole.\n"


def test_stats_and_doctor(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "stats", "--index", index, "--json")
    facts = json.loads(out)
    assert (code, facts["articles"], facts["undated"]) == (0, 40, 1)
    assert sum(facts["facets"]["language"]["top"].values()) == 40
    assert "40 articles" in run(capsys, "stats", "--index", index)[1]
    code, out, _ = run(capsys, "doctor", "--index", index, "--json")
    assert code == 0
    assert all(finding["well"] for finding in json.loads(out))


FAILURES = [
    (("search", "x"), 1, "There is no index"),
    (("stats",), 1, "manage.py reindex"),
    (("verify",), 1, "There is no index"),
    (("publish", "nothing"), 1, "no generation 'nothing'"),
    (("publish", "../index"), 1, "no generation"),
    (("verify", "nothing"), 1, "no generation 'nothing'"),
    (("reindex", "/no/such/file.jsonl"), 1, "/no/such/file.jsonl"),
    (("reindex",), 1, "No source is named"),
    (("reindex", "README.md", "--engine", "none"), 1, "no engine 'none'"),
    (("search", "x", "--from", "20x5"), 2, "from is not a day: “20x5”"),
    (("search", "x", "--size", "1000"), 2, "size cannot be “1000”"),
]


@pytest.mark.parametrize("arguments, code, says", FAILURES)
def test_failures_are_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    """What, where, and what to do; no traceback, nothing written where nothing can be."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("x")
    found, out, err = run(capsys, *arguments, "--index", tmp_path / "index")
    assert (found, out) == (code, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_an_article_that_is_not_there_is_one_line(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where its id holds what a terminal would act on."""
    code, out, err = run(capsys, "show", "no\x1bwhere", "--index", index)
    assert (code, out) == (1, "")
    assert err == "manage.py: There is no article “no\\x1bwhere”.\n"


def test_notes_are_printed_in_a_language(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("search", "(trump", "--ui", "zh-Hant", "--index", index)
    assert "括號不成對，視作在末尾補上右括號。" in run(capsys, *asked)[1]
    query = json.loads(run(capsys, *asked, "--json")[1])["query"]
    assert query["notes"] == ["括號不成對，視作在末尾補上右括號。"]
    assert query["note_codes"] == [{"code": "open_parenthesis", "values": {}}]


def test_dates_says_by_which_rule(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("dates", "On 4 June 1989.")
    assert "a day, month and year" in run(capsys, *asked)[1]
    (date,) = json.loads(run(capsys, *asked, "--json")[1])
    assert date["why"] == "a day, month and year"
    assert date["why_code"] == {"code": "day_month_and_year", "values": {}}


def test_debug_adds_the_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = run(capsys, "search", "x", "--index", tmp_path, "--debug")
    assert "Traceback" in err


@pytest.mark.parametrize(
    "damage", ["CURRENT", "manifest.json", "names.jsonl", ".toc", ".arrays", ".records"]
)
def test_an_unreadable_index_is_one_line(
    index: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """Every file that matters, cut to nothing: the file or the index is named, no traceback."""
    path = next(p for p in index.rglob("*") if p.name.endswith(damage))
    path.write_bytes(b"")
    code, out, err = run(capsys, "search", "x", "--index", index)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert str(path) in err or str(index) in err


@pytest.mark.parametrize("variable", ["ENGINE", "TIMEZONE", "URL_PREFIX", "TITLE"])
def test_a_bad_setting_names_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(f"ARCHIVE_{variable}", "no\x01pe//")
    code, _, err = run(capsys, "stats")
    assert (code, len(err.splitlines())) == (1, 1)
    assert f"ARCHIVE_{variable}" in err


def test_wrong_usage_exits_with_2() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["frobnicate"])
    assert caught.value.code == 2


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1000"])
def test_a_number_of_jobs_is_checked(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["reindex", "--jobs", jobs, "samples"])
    assert caught.value.code == 2
    assert "no number from 1 to 256" in capsys.readouterr().err


def test_every_command_explains_itself() -> None:
    """Each has a summary and the options that all take."""
    parser = build_parser()
    names: dict[str, argparse.ArgumentParser] = next(
        dict(action.choices) for action in parser._actions if isinstance(action.choices, dict)
    )
    expected = (
        "reindex watch inspect serve search show generations publish rollback prune verify stats "
        "doctor"
    )
    assert set(expected.split()) <= set(names)
    for command in names:
        text = names[command].format_help()
        assert "--index" in text
        assert "--json" in text


def test_output_that_nobody_reads_is_no_failure(index: Path) -> None:
    """`manage.py search ... | head` ends without a complaint."""
    command = (
        f"{sys.executable} {ROOT / 'manage.py'} search '' --size 100 --index {index} | head -1"
    )
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_commands_do_not_load_the_formats_that_they_do_not_need() -> None:
    code = "import archive.cli, sys; print([n for n in sys.modules if n.startswith('lxml')])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_each_group_has_the_commands_that_it_is_loaded_for() -> None:
    for group, names in GROUPS.items():
        commands = argparse.ArgumentParser().add_subparsers()
        import_module(f"archive.commands.{group}").register(commands)
        assert tuple(commands.choices) == names
