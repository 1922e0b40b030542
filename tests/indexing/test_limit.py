"""Work that would not end is ended, and an article is kept without what could not be read."""

from __future__ import annotations

import itertools
import json
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from archive.dates.version import DATE_RULES
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.entities.authority import Authority
from archive.entities.candidates import Candidate
from archive.entities.findings import Findings
from archive.entities.resolver import Resolver, naming_segmenter
from archive.entities.version import NAME_RULES
from archive.indexing import documents, limit, stages
from archive.indexing.crew import in_processes
from archive.indexing.limit import TooLongError, limited
from archive.indexing.reindex import reindex
from archive.model.article import Article
from archive.model.entity import Mention
from tests.conftest import options_of

ENDLESS = "a" * 40 + "!"


def for_ever() -> None:
    for _ in itertools.repeat(None):
        continue


def swallowing() -> None:
    """As code does that takes whatever is raised in it for its own."""
    while True:
        try:
            for_ever()
        except Exception:  # noqa: BLE001  # the point
            continue


def backtracking() -> re.Match[str] | None:
    return re.search(r"(a+)+$", ENDLESS)


@pytest.mark.parametrize("work", [for_ever, swallowing, backtracking])
def test_work_without_an_end_is_ended(
    work: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Python and in a pattern; what was set before is set again."""
    monkeypatch.setattr(limit, "LIMIT", 0.2)
    before = signal.getsignal(signal.SIGVTALRM)
    for _ in range(2):
        with pytest.raises(TooLongError):
            limited(work)
    assert limited(lambda: 5) == 5
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_errors_of_the_work_are_its_own() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        limited(partial(int, "a"))
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_in_another_thread_there_is_no_limit() -> None:
    made: list[int] = []
    thread = threading.Thread(target=lambda: made.append(limited(lambda: 5)))
    thread.start()
    thread.join()
    assert made == [5]


def endless_work(seconds: float) -> Callable[[int], str]:
    """For workers: at odd numbers a pattern that does not end."""
    limit.LIMIT = seconds  # type: ignore[misc]  # of this process only

    def work(number: int) -> str:
        try:
            limited(backtracking if number % 2 else str)
        except TooLongError:
            return "too long"
        return "done"

    return work


def test_a_worker_ends_it_too() -> None:
    made = [word for _, word in in_processes(iter(range(4)), 2, endless_work, 0.2)]
    assert made == ["done", "too long", "done", "too long"]


class Slow(Resolver):
    """Finds names, but in one article never comes to an end."""

    def mentions(self, article: Article, findings: Findings = ()) -> tuple[Mention, ...]:
        if "name" in article.id:
            backtracking()
        return super().mentions(article, findings)


def slow_resolver(authority: Authority) -> Resolver:
    return Slow(authority, naming_segmenter(authority))


def slow_dates(article: Article, day: object) -> Iterator[object]:
    if "date" in article.id:
        backtracking()
    return iter(())


def slow_candidates(article: Article, findings: Findings) -> tuple[Candidate, ...]:
    if "name" in article.id:
        backtracking()
    return ()


def test_articles_are_kept_without_what_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are found, counted and named."""
    monkeypatch.setattr(limit, "LIMIT", 0.2)
    monkeypatch.setattr("archive.indexing.workers.resolver_of", slow_resolver)
    monkeypatch.setattr(documents, "_rule_dates", slow_dates)
    monkeypatch.setattr(documents, "candidates", slow_candidates)
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    ids = ("plain", "name", "date", "name and date")
    rows = [{"id": one, "title": "Donald Trump", "body": "On 3 May 2019."} for one in ids]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = reindex(options_of(index, source))
    assert (report.read, report.stored, report.rejected, report.unread) == (4, 4, 0, 3)
    assert "stored 3 without names or dates, which take too long to read" in report.lines()
    told = [json.loads(line) for line in Path(report.rejects).read_text().splitlines()]
    assert [(row["place"], row["id"], row["reason"].split(":")[0]) for row in told] == [
        ("line 2", "name", "In the archive without its names"),
        ("line 3", "date", "In the archive without its dates"),
        ("line 4", "name and date", "In the archive without its names and dates"),
    ]
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        assert [bool(searcher.get(one).mentions) for one in ids] == [True, False, True, False]


def test_the_limit_changes_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same documents with a limit that no article reaches."""
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "a", "title": "Donald Trump", "body": "On 3 May 2019."}))
    digests = []
    for number, seconds in enumerate((5.0, 500.0)):
        monkeypatch.setattr(limit, "LIMIT", seconds)
        index = tmp_path / str(number)
        assert reindex(replace(options_of(index, source))).unread == 0
        with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
            digests.append(list(searcher.contents()))
    assert digests[0] == digests[1]


def test_what_was_left_out_is_told_until_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other rules of days do not make names read that took too long."""
    monkeypatch.setattr(limit, "LIMIT", 0.2)
    monkeypatch.setattr(documents, "candidates", slow_candidates)
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_text(json.dumps({"id": "name", "title": "Donald Trump", "body": "On 3 May 2019."}))
    options = options_of(index, source)
    assert reindex(options).unread == 1
    monkeypatch.setattr(stages, "DATE_RULES", DATE_RULES + 1)
    report = reindex(options)
    assert (report.again, report.unread) == (("dates",), 1)
    monkeypatch.setattr(documents, "candidates", lambda *_: ())
    monkeypatch.setattr(stages, "NAME_RULES", NAME_RULES + 1)
    report = reindex(options)
    assert (report.again, report.unread) == (("entities",), 0)
