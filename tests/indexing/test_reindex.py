"""Reindex: what is read adds up, what served goes on serving, and failures leave no trace."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from archive.engine.publications import read_current
from archive.engine.registry import open_searcher, open_store
from archive.engine.whoosh import build as whoosh_build
from archive.entities.recogniser import AuthorityRecogniser
from archive.errors import (
    AnalysisError,
    AuthorityError,
    EmptyArchiveError,
    LockedError,
    RemovalsError,
    SourceError,
)
from archive.indexing.documents import publication
from archive.indexing.lock import index_lock
from archive.indexing.reindex import reindex
from archive.indexing.report import REPORT
from archive.model.query import Everything
from tests.conftest import SAMPLE_ARCHIVE, ZONE, options_of


def lines(count: int, *, first: int = 0, body: str = "Text of it.") -> str:
    """JSON Lines of some articles."""
    rows = ({"id": f"n{i}", "title": f"Title {i}", "body": body} for i in range(first, count))
    return "".join(json.dumps(row) + "\n" for row in rows)


def count(index: Path) -> int:
    """How many articles are served."""
    name = read_current(index)
    assert name is not None
    searcher = open_searcher("whoosh", index, name)
    try:
        return searcher.count(Everything())
    finally:
        searcher.close()


def folders(index: Path) -> list[str]:
    """The generations on disk, finished or not."""
    return sorted(path.name for path in (index / "generations").iterdir())


def test_the_sample_archive_adds_up(tmp_path: Path) -> None:
    report = reindex(options_of(tmp_path / "index", *SAMPLE_ARCHIVE))
    assert (report.read, report.stored, report.repeated, report.rejected) == (40, 40, 0, 0)
    assert (report.added, report.changed, report.removed) == (40, 0, 0)
    assert report.authority_problems == ()
    assert count(tmp_path / "index") == 40


def test_repeats_and_rejects_are_counted_and_explained(tmp_path: Path) -> None:
    """read = stored + repeated + rejected, and each reject has its place and reason."""
    source = tmp_path / "a.jsonl"
    source.write_text(lines(3) + lines(1) + "{broken\n" + '{"id": "x"}\n' + lines(5, first=4))
    report = reindex(options_of(tmp_path / "index", source))
    assert (report.read, report.stored, report.repeated, report.rejected) == (7, 4, 1, 2)
    rows = [json.loads(line) for line in Path(report.rejects).read_text().splitlines()]
    assert [row["place"] for row in rows] == ["line 5", "line 6"]
    assert all(row["reason"] and row["source"].endswith("a.jsonl") for row in rows)


def test_a_second_reindex_tells_what_changed(tmp_path: Path) -> None:
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_text(lines(4))
    reindex(options_of(index, source))
    source.write_text(lines(1, body="Another text.") + lines(3, first=1) + lines(6, first=4))
    report = reindex(options_of(index, source))
    changes = (report.added, report.changed, report.unchanged, report.removed)
    assert changes == (2, 1, 2, 1)


def test_many_removals_stop_it_and_can_be_allowed(tmp_path: Path) -> None:
    """A half-mounted share must not empty the archive."""
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_text(lines(100))
    served = reindex(options_of(index, source)).generation
    source.write_text(lines(79))
    with pytest.raises(RemovalsError, match="21 of 100") as caught:
        reindex(options_of(index, source))
    assert "--allow-removals" in caught.value.one_line()
    assert (read_current(index), count(index), folders(index)) == (served, 100, [served])
    reindex(options_of(index, source, allow_removals=True))
    assert count(index) == 79
    source.write_text(lines(60))
    assert reindex(options_of(index, source)).removed == 19


@pytest.mark.parametrize("content", ["", "{broken\n", "[]\n"])
def test_an_empty_archive_is_refused(tmp_path: Path, content: str) -> None:
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_text(lines(2))
    served = reindex(options_of(index, source)).generation
    source.write_text(content)
    with pytest.raises((EmptyArchiveError, SourceError)):
        reindex(options_of(index, source))
    assert (read_current(index), folders(index)) == (served, [served])


def test_a_missing_source_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.jsonl"):
        reindex(options_of(tmp_path / "index", *SAMPLE_ARCHIVE, tmp_path / "nowhere.jsonl"))
    assert not (tmp_path / "index").exists()


def test_a_source_that_breaks_off_does_not_stop_the_others(tmp_path: Path) -> None:
    """What lies behind the break is lost and told; all else is published."""
    cut, index = tmp_path / "a.jsonl.gz", tmp_path / "index"
    cut.write_bytes(gzip.compress(lines(200).encode())[:-20])
    report = reindex(options_of(index, cut, *SAMPLE_ARCHIVE))
    assert (report.rejected, report.broken_off) == (1, 1)
    assert 40 < report.stored < 240
    assert report.read == report.stored + 1
    assert count(index) == report.stored
    (row,) = [json.loads(line) for line in Path(report.rejects).read_text().splitlines()]
    assert row["source"] == str(cut)
    assert "Broke off: the compressed file ends early" in row["reason"]
    assert any(line.startswith("files that broke off") for line in report.lines())


@pytest.mark.parametrize("left, error", [(70, RemovalsError), (99, None)])
def test_what_serves_is_protected_from_sources_that_break_off(
    tmp_path: Path, left: int, error: type[Exception] | None
) -> None:
    """By the limit of removals: many articles lost stop the reindex, few do not."""
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_text(lines(100))
    served = reindex(options_of(index, source)).generation
    source.write_text(lines(left) + '{"id": "n')
    if error:
        with pytest.raises(error, match="30 of 100"):
            reindex(options_of(index, source))
        assert (read_current(index), count(index)) == (served, 100)
    else:
        report = reindex(options_of(index, source))
        assert (report.removed, report.broken_off, count(index)) == (1, 1, left)


def test_only_sources_that_break_off_are_no_archive(tmp_path: Path) -> None:
    cut = tmp_path / "a.jsonl.gz"
    cut.write_bytes(b"\x1f\x8b\x08\x00 no gzip at all")
    with pytest.raises(EmptyArchiveError, match="1 could not be read"):
        reindex(options_of(tmp_path / "index", cut))
    assert read_current(tmp_path / "index") is None
    assert folders(tmp_path / "index") == []


def test_what_is_odd_is_reported(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    rows = [{"id": f"n{n}", "title": f"Title {n}", "source": "Post"} for n in range(3)]
    more = [
        row | {"id": f"m{n}", "body": f"Text {n}.\n\nRead on in our app."}
        for n in range(25)
        for row in rows[:1]
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in [*rows, *more]))
    report = reindex(options_of(tmp_path / "index", source))
    assert report.notes == {"no-body": 3}
    assert [asdict(line) for line in report.repeated_lines] == [
        {"source": "Post", "line": "Read on in our app.", "articles": 25}
    ]
    assert "noted on 3: no-body" in report.lines()
    assert "25 articles of Post have the line “Read on in our app.”" in report.lines()
    json.dumps(report.as_dict())


def test_a_dry_run_publishes_nothing(tmp_path: Path) -> None:
    report = reindex(options_of(tmp_path / "index", *SAMPLE_ARCHIVE, dry_run=True))
    assert (report.stored, report.published) == (40, False)
    assert read_current(tmp_path / "index") is None
    assert folders(tmp_path / "index") == []


def test_a_failure_in_the_middle_leaves_what_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when segments were written already; the lock is free afterwards."""
    index = tmp_path / "index"
    served = reindex(options_of(index, *SAMPLE_ARCHIVE)).generation
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", 500)
    calls = iter(range(20))

    def failing(self: AuthorityRecogniser, article: object) -> tuple[()]:
        if next(calls, None) is None:
            raise OSError(28, "No space left on device")
        return ()

    with monkeypatch.context() as patch:
        patch.setattr(AuthorityRecogniser, "mentions", failing)
        with pytest.raises(AnalysisError, match="No space"):
            reindex(replace(options_of(index, *SAMPLE_ARCHIVE), full=True))
    assert (read_current(index), folders(index)) == (served, [served])
    assert reindex(options_of(index, *SAMPLE_ARCHIVE)).unchanged == 40


def test_what_a_killed_reindex_left_is_cleaned(tmp_path: Path) -> None:
    index = tmp_path / "index"
    left = index / "generations" / "20200101T000000-0000000.building"
    left.mkdir(parents=True)
    (left / "x").write_text("half")
    served = reindex(options_of(index, *SAMPLE_ARCHIVE)).generation
    assert folders(index) == [served]


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with index_lock(tmp_path), pytest.raises(LockedError, match=r"process \d+ since 20"):
        reindex(options_of(tmp_path, *SAMPLE_ARCHIVE))
    reindex(options_of(tmp_path, *SAMPLE_ARCHIVE))


def test_the_newsrooms_own_authority_file_is_used(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('{"id": "x-corp", "kind": "organisation", "en": "Xylo Corp"}\n{"id": 5}\n')
    source = tmp_path / "a.jsonl"
    source.write_text(lines(1, body="Shares of Xylo Corp rose."))
    options = options_of(tmp_path / "index", source)
    report = reindex(replace(options, authority=own))
    assert len(report.authority_problems) == 1
    assert "line 2" in report.authority_problems[0]
    searcher = open_searcher("whoosh", tmp_path / "index", report.generation)
    assert searcher.facet_values("organisation") == ("x-corp",)
    searcher.close()
    with pytest.raises(AuthorityError, match="none"):
        reindex(replace(options, authority=tmp_path / "none"))


@pytest.mark.parametrize(
    "published, day",
    [
        ("2025-01-31T23:30:00+00:00", "2025-02-01"),
        ("2025-02-01T00:30:00+09:00", "2025-01-31"),
        ("2025-01-31T15:59:59Z", "2025-01-31"),
    ],
)
def test_the_newsrooms_zone_decides_the_day(published: str, day: str) -> None:
    ordinal, instant = publication(dt.datetime.fromisoformat(published), ZONE)
    assert dt.date.fromordinal(ordinal).isoformat() == day
    assert instant == int(dt.datetime.fromisoformat(published).timestamp())


def test_generations_are_listed_pruned_and_verified(tmp_path: Path) -> None:
    index = tmp_path / "index"
    options = replace(options_of(index, *SAMPLE_ARCHIVE), full=True)
    names = [reindex(options).generation for _ in range(3)]
    store = open_store("whoosh", index)
    assert [info.name for info in store.generations()] == names
    assert store.current() == names[2]
    store.publish(names[0])
    assert store.current() == names[0]
    store.remove(names[1])
    assert [info.name for info in store.generations()] == [names[2], names[0]]
    assert store.verify(names[0]) == ()


def test_every_damaged_file_is_named_and_refused(tmp_path: Path) -> None:
    """A flipped byte, a cut and a missing file: named by verify, never published."""
    index = tmp_path / "index"
    good = reindex(options_of(index, *SAMPLE_ARCHIVE)).generation
    bad = reindex(replace(options_of(index, *SAMPLE_ARCHIVE), full=True)).generation
    store = open_store("whoosh", index)
    store.publish(good)
    folder = index / "generations" / bad
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        if not whole or path.name == REPORT:
            continue  # Whoosh keeps an empty file for postings; the report is for people only
        for damaged in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), None):
            if damaged is None:
                path.unlink()
            else:
                path.write_bytes(damaged)
            if path.name == "manifest.json" and damaged is None:
                path.write_bytes(whole)
                continue
            problems = store.verify(bad)
            if path.name != "manifest.json" or damaged != whole[:-1]:
                assert any(path.name in problem for problem in problems), (path, problems)
            path.write_bytes(whole)
    assert store.verify(bad) == ()
    assert store.current() == good
