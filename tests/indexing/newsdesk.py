"""A folder of sources and the archive of it, with small authority files, for tests of a reindex."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.entities import authority as authority_module
from archive.entities import resolver as resolver_module
from archive.indexing import reindex as reindex_module
from archive.indexing.options import ReindexOptions
from archive.indexing.rejects import REJECTS
from archive.indexing.report import Report
from archive.ingest.reader import ReadOptions
from archive.model.article import Document
from archive.model.query import Everything, Term
from archive.model.result import SearchRequest
from archive.text.segmentation import all_names, segmenter_of
from tests.conftest import options_of
from tests.engine.counted import COUNTED

_LISTENERS: list[Callable[[str], None]] = []
_HOOKED: list[bool] = []


def article(name: str, body: str = "Some text.", **more: object) -> dict[str, object]:
    """An article as JSON."""
    return {"id": name, "title": f"Title {name}", "body": body, **more}


def as_lines(rows: Iterable[object]) -> str:
    """JSON Lines; a text stands as it is."""
    return "".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n"
        for row in rows
    )


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _LISTENERS and isinstance(arguments[0], str | bytes | Path):
        for listener in _LISTENERS:
            listener(str(arguments[0]))


@contextmanager
def opened_below(folder: Path) -> Iterator[list[str]]:
    """The names of the files below a folder that are opened while this lasts."""
    if not _HOOKED:
        sys.addaudithook(_hook)
        _HOOKED.append(True)
    names: list[str] = []

    def listen(path: str) -> None:
        if path.startswith(f"{folder}/"):
            names.append(path.removeprefix(f"{folder}/"))

    _LISTENERS.append(listen)
    try:
        yield names
    finally:
        _LISTENERS.remove(listen)


@dataclass
class Desk:
    """Sources below `files`, and their archive."""

    root: Path

    def __post_init__(self) -> None:
        self.files.mkdir()
        self.own.touch()

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def own(self) -> Path:
        """The newsroom's authority file."""
        return self.root / "own.jsonl"

    def write(self, name: str, *rows: object) -> Path:
        """Write a file of articles."""
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_lines(rows), "utf-8")
        return path

    def rest(self) -> None:
        """Let all files be as if they were written a while ago."""
        for path in self.files.rglob("*.*"):
            os.utime(path, (1_700_000_000.5, 1_700_000_000.5))

    def options(self, *sources: Path, **more: Any) -> ReindexOptions:
        options = options_of(self.index, *(sources or (self.files,)), allow_removals=True)
        return replace(options, authority=self.own, **more)

    def reindex(self, *sources: Path, **more: Any) -> Report:
        """Reindex; whatever was done, all that was read is accounted for."""
        report = reindex_module.reindex(self.options(*sources, **more))
        assert report.read == report.stored + report.repeated + report.rejected
        return report

    def documents(self) -> dict[str, Document]:
        """What readers are given of each article, by id."""
        name = require_current(self.index)
        with closing(open_searcher("whoosh", self.index, name)) as searcher:
            return {one: searcher.get(one) for one, _ in searcher.contents()}

    def bodies(self) -> dict[str, str]:
        """The bodies of the articles that serve, by id."""
        return {one: document.article.body for one, document in self.documents().items()}

    def rejects(self) -> list[dict[str, Any]]:
        """The rows of the file of rejects."""
        path = self.index / REJECTS
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    def generations(self) -> int:
        """How many generations there are, whole or not."""
        return len(list((self.index / "generations").iterdir()))


def three_files(root: Path) -> Desk:
    """Three files of four articles that the archive holds, last written a while ago."""
    made = Desk(root)
    made.write("a.jsonl", article("a1"), article("a2"))
    made.write("b/b.jsonl", article("b1"))
    made.write("c.jsonl", article("c1"))
    made.rest()
    made.reindex()
    return made


def changes(report: Report) -> dict[str, int]:
    """What became of files, without those of which there are none."""
    return {name: count for name, count in report.sources.items() if count}


def without_shipped_names(patched: pytest.MonkeyPatch) -> None:
    """Only the newsroom's names: a reindex takes a moment."""
    patched.setattr(authority_module, "_shipped", lambda: iter(()))
    known: dict[frozenset[str], Any] = {}

    def segmenter(names: Any) -> Any:
        key = frozenset(all_names(names))
        if key not in known:
            known[key] = segmenter_of(names)
        return known[key]

    patched.setattr(resolver_module, "segmenter_of", segmenter)


def on_day(patched: pytest.MonkeyPatch, day: dt.date) -> None:
    """Let sources be read on a day."""

    def reading(options: ReindexOptions) -> ReadOptions:
        return ReadOptions(options.zone, options.day_order, today=day, limits=options.limits)

    patched.setattr(ReindexOptions, "reading", reading)


def answers(index: Path) -> dict[str, object]:
    """What readers are answered."""
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        request = SearchRequest(Everything(), aggregations=COUNTED, limit=100)
        terms = {
            (field, term.text): (term.count, searcher.count(Term(field, term.text)))
            for field in ("title_exact", "body_exact", "body_word")
            for term in searcher.terms(field, "", 1_000)
        }
        return {
            "documents": [searcher.get(one) for one, _ in searcher.contents()],
            "contents": list(searcher.contents()),
            "all": searcher.search(request),
            "terms": terms,
        }
