"""A reindex that uses finished work gives what one from nothing gives, to the letter."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.dates import version as dates_version
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.whoosh import build as whoosh_build
from archive.entities import authority as authority_module
from archive.entities import version as names_version
from archive.entities.findings import Finding, Findings
from archive.export.json import search_json
from archive.indexing import model_findings as finding
from archive.indexing import reindex as reindexing
from archive.indexing import stages as stages_module
from archive.indexing.assigning import Assignment
from archive.indexing.reindex import ReindexOptions, reindex
from archive.indexing.rejects import REJECTS
from archive.model.article import Article
from archive.model.entity import Kind
from archive.model.query import Everything, Ranking, ScoredTerm
from archive.model.result import SearchRequest
from archive.query.parameters import read_parameters
from archive.search.service import SearchService
from tests.conftest import library_of, options_of
from tests.engine.counted import COUNTED
from tests.indexing.newsdesk import on_day

NAMES = ("陳大文", "李小明")
_BODIES = (
    "陳大文在香港說，通脹在2024年3月上升。",
    "李小明與陳大文昨日會面。",
    "Xylo Corp said on 3 May 2019 that fares rise.",
    "The tram fares rose, Bob Roe said yesterday.\n\nAll rights reserved by the Post.",
    "港鐵票價上調，立法會討論。\n\n版權所有，不得轉載本文。",
)
_SOURCES = ("Post", "日報", "")
_STEPS = ("new", "new", "add", "add", "change", "drop", "move", "remove", "copy")
_QUERIES = ("fares", "陳大文", "香港 OR rise", '"tram fares"', "mentions:2024-03", "tarif")


class FakeModels:
    """Finds some names wherever they stand."""

    def find(self, articles: Sequence[Article]) -> list[Findings]:
        return [
            tuple(
                Finding("body", Kind.PERSON, at, at + len(name))
                for name in NAMES
                if (at := article.body.find(name)) >= 0
            )
            for article in articles
        ]


def all_of(index: Path) -> dict[str, object]:
    """Everything that readers are answered."""
    name = require_current(index)
    ranking = Ranking((ScoredTerm("body_word", "fare", 1.0), ScoredTerm("body_exact", "香港", 2.0)))
    answers: dict[str, object] = {}
    with closing(open_searcher("whoosh", index, name)) as searcher:
        answers["contents"] = list(searcher.contents())
        answers["documents"] = [searcher.get(one) for one, _ in searcher.contents()]
        request = SearchRequest(Everything(), ranking, aggregations=COUNTED, limit=100)
        answers["all"] = searcher.search(request)
        answers["stories"] = searcher.stories([one for one, _ in searcher.contents()])
        answers["story counts"] = searcher.story_counts()
        answers["furniture"] = searcher.furniture(2, 0.1, 20)
        answers["terms"] = searcher.terms("body_exact", "", 1000)
    library = library_of(index)
    service = SearchService(library)
    with library.reading():
        for query in _QUERIES:
            page = search_json(service.search(read_parameters([("q", query)])), str)
            answers[query] = {k: v for k, v in page.items() if k not in ("took_ms", "generation")}
    library.close()
    return answers


class Newsroom:
    """Files of articles that change, driven by a seed; some ids are given by several sources."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.files: dict[str, list[dict[str, str]]] = {}
        self.made = 0

    def article(self) -> dict[str, str]:
        chance = self.chance
        return {
            "id": f"n{chance.randrange(12)}",
            "title": chance.choice(("Fares", "票價", "會面", "")),
            "body": chance.choice(_BODIES) + (f" {chance.randrange(4)}" * chance.randrange(2)),
            "source": chance.choice(_SOURCES),
            "published": f"2024-03-0{chance.randrange(1, 9)}",
        }

    def step(self) -> None:
        """Add, change, move or remove something."""
        chance, names = self.chance, list(self.files)
        kind = chance.choice(_STEPS)
        if kind == "new" or not names:
            self.made += 1
            name = f"{chance.choice(('', 'a/', 'b/'))}f{chance.randrange(9)}-{self.made}.jsonl"
            self.files[name] = [self.article() for _ in range(chance.randrange(1, 5))]
            return
        name = chance.choice(names)
        rows = self.files[name]
        if kind == "add":
            rows.insert(chance.randrange(len(rows) + 1), self.article())
        elif kind == "change" and rows:
            rows[chance.randrange(len(rows))]["body"] = chance.choice(_BODIES) + " Corrected."
        elif kind == "drop" and rows:
            rows.pop(chance.randrange(len(rows)))
        elif kind == "move":
            self.files[f"c/{self.made}-{Path(name).name}"] = self.files.pop(name)
        elif kind == "remove" and len(names) > 1:
            del self.files[name]
        elif kind == "copy" and rows:
            self.files[chance.choice(names)].append(dict(chance.choice(rows)))

    def write(self) -> None:
        """Write the files that changed, and remove what is gone."""
        for path in [*self.folder.rglob("*.jsonl")]:
            if str(path.relative_to(self.folder)) not in self.files:
                path.unlink()
        for name, rows in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")


_AUTHORITIES = (
    '{"id": "chan", "kind": "person", "zh-Hant": "陳大文"}\n',
    '{"id": "x-corp", "kind": "organisation", "en": "Xylo Corp"}\n',
    '{"id": "mtr-x", "kind": "organisation", "zh-Hant": "港鐵票價上調"}\n',
    '{"reject": "李小明"}\n{"id": "chan", "kind": "person", "zh-Hant": "陳大文"}\n',
    '{"do_not_profile": "陳大文"}\n',
    '{"id": "rise", "kind": "event", "en": "fares rise", "days": ["2019-05-01/2019-06-02"]}\n',
    '{"id": "rise", "kind": "event", "en": "fares rise", "days": ["2019-05-04"]}\n',
    "",
)


@settings(
    max_examples=7,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10_000))
def test_a_history_of_steps_gives_what_one_build_gives(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Files, authority files, rules of names and of days change in any order, and days pass."""
    monkeypatch.setattr(authority_module, "_shipped", lambda: iter(()))
    monkeypatch.setattr(finding, "load_models", lambda _: FakeModels())
    monkeypatch.setattr(finding, "installed", lambda _: ("fake 1", ()))
    with tempfile.TemporaryDirectory() as root:
        newsroom = Newsroom(Path(root) / "files", seed)
        newsroom.folder.mkdir()
        own, index = Path(root) / "own.jsonl", Path(root) / "index"
        own.write_text("", "utf-8")
        options = replace(
            options_of(index, newsroom.folder, allow_removals=True), models=True, authority=own
        )
        chance = random.Random(seed)
        monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", chance.choice((1, 60, 6_000_000)))
        for number in range(4):
            on_day(monkeypatch, dt.date(2024, 3, 1 + 2 * number))
            for _ in range(chance.randrange(1, 5)):
                newsroom.step()
            newsroom.write()
            if number and chance.random() < 0.5:
                own.write_text(chance.choice(_AUTHORITIES), "utf-8")
            if number and chance.random() < 0.3:
                _new_rules(monkeypatch, chance)
            if not any(newsroom.files.values()):
                continue
            _same_from_nothing(options, Path(root) / f"anew-{number}")


def _new_rules(monkeypatch: pytest.MonkeyPatch, chance: random.Random) -> None:
    """As if the code of tokens, names or days had changed; it finds the same."""
    if chance.random() < 0.3:
        other = str(chance.random())
        monkeypatch.setattr(stages_module, "program_fingerprint", lambda: other)
        return
    module, name = chance.choice(((names_version, "NAME_RULES"), (dates_version, "DATE_RULES")))
    monkeypatch.setattr(stages_module, name, getattr(module, name) + chance.randrange(1, 9))


def _same_from_nothing(options: ReindexOptions, beside: Path) -> None:
    """Reindex, and beside it from nothing but the record of ids."""
    if options.index.exists():
        shutil.copytree(options.index, beside)
    report = reindex(options)
    anew = reindex(replace(options, index=beside, full=True))
    assert report.anew == ""
    told = ("read", "stored", "repeated", "rejected", "own_ids", "blind_spots", "notes")
    assert [getattr(report, one) for one in told if report.made] == [
        getattr(anew, one) for one in told if report.made
    ]
    assert report.read == report.stored + report.repeated + report.rejected
    rows = [(index / REJECTS) for index in (options.index, beside)]
    assert len({path.read_bytes() if path.exists() else b"" for path in rows}) == 1
    found, expected = all_of(options.index), all_of(beside)
    for name, answer in expected.items():
        assert found[name] == answer, name


def test_when_an_id_first_came_is_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by a build from nothing, over a change, and while its article is gone for a while."""
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    rows = [{"id": one, "title": one, "body": "Text of it."} for one in "abc"]

    def made(held: list[dict[str, str]], *, full: bool = False) -> tuple[int, ...]:
        source.write_text("".join(json.dumps(row) + "\n" for row in held), "utf-8")
        name = reindex(replace(options_of(index, source), full=full)).generation
        with closing(open_searcher("whoosh", index, name)) as searcher:
            return searcher.first_seen([row["id"] for row in held])

    def at(now: int) -> None:
        monkeypatch.setattr(reindexing, "Assignment", lambda tables, *_: Assignment(tables, now))

    at(1_000)
    assert made(rows[:2]) == (1_000, 1_000)
    at(2_000)
    changed = [rows[0], rows[1] | {"body": "Another text."}, rows[2]]
    assert made(changed) == (1_000, 1_000, 2_000)
    at(3_000)
    assert made(rows[:2]) == (1_000, 1_000)
    at(4_000)
    assert made(rows, full=True) == (1_000, 1_000, 2_000)
