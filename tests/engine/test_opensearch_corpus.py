"""Real articles: both engines make the same pages, and a broadcaster's whole archive answers."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.engine.catalogue import FolderCatalogue
from archive.indexing.reindex import ReindexOptions, reindex
from archive.model.result import Sort
from archive.query.parameters import SearchParameters
from archive.search.library import Library
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT, ZONE
from tests.engine.opensearch import cluster_urls as cluster_urls
from tests.engine.opensearch import engine as engine

pytestmark = [pytest.mark.long, pytest.mark.corpus]

#: Of each of the six files, in the first index and in the one that is built on it.
_BEFORE, _AFTER = (0, 800), (50, 834)

_QUESTIONS = 300

#: Relative difference of scores that are as good as equal.
_CLOSE = 1e-5


def _sources(corpus: Path, folder: Path, first: int, last: int) -> list[Path]:
    """A stretch of the articles of each file; each third of the later ones has another body."""
    folder.mkdir(exist_ok=True)
    paths = []
    for path in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in itertools.islice(lines, first, last)]
        for number, row in enumerate(rows):
            if first and number % 3 == 0:
                row["body"] += "\n\nCorrected 更正。"
        out = folder / path.name.removesuffix(".gz")
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        out.write_text(text, "utf-8")
        paths.append(out)
    return paths


def _index(index: Path, engine: str, sources: list[Path]) -> None:
    reindex(ReindexOptions(index, tuple(sources), engine, ZONE, models=False, allow_removals=True))


def _service(engine: str, index: Path) -> tuple[Library, SearchService]:
    library = Library(FolderCatalogue(engine, index))
    return library, SearchService(library)


def _queries(paths: list[Path], chance: random.Random) -> Iterator[SearchParameters]:
    """Words, quotes, operators, near words, wrong spellings and filters, of real headlines."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    while True:
        row = chance.choice(rows)
        title = row["title"] or row["body"][:40]
        words = re.findall(r"[A-Za-z]{3,}|[\u3400-\u9fff]{2,4}", title) or ["香港"]
        one, other = chance.choice(words), chance.choice(words)
        text = chance.choice(
            (
                *(one, f"{one} {other}", title, f'"{one}"', f'="{one}"', f"{one} OR {other}"),
                *(f"{one} -{other}", f"{one} NEAR/8 {other}", f"title:{one}", f"{one[:3]}*"),
                *(f"{one}~", f"{one[:-1]}x{one[-1]}", "date:*-06-04", "mentions:2018", ""),
            )
        )
        included = (
            {"language": (chance.choice(("en", "zh-Hant")),)} if chance.random() < 0.3 else {}
        )
        yield SearchParameters(
            text,
            included=included,
            sort=chance.choice((None, Sort.NEWEST, Sort.OLDEST)),
            copies=chance.choice(("fold", "all")),
            versions=chance.choice(("newest", "all")),
            size=50,
        )


def test_both_engines_make_the_same_pages(engine: str, corpus: Path, tmp_path: Path) -> None:
    """Totals, lines, facets and bars are equal; so is the order, but for scores that are."""
    before = _sources(corpus, tmp_path / "sources", *_BEFORE)
    for kept_by in (engine, "whoosh"):
        _index(tmp_path / kept_by[:6], kept_by, before)
    after = _sources(corpus, tmp_path / "sources", *_AFTER)
    for kept_by in (engine, "whoosh"):
        _index(tmp_path / kept_by[:6], kept_by, after)
    library, service = _service(engine, tmp_path / engine[:6])
    other_library, oracle = _service("whoosh", tmp_path / "whoosh")
    queries = _queries(after, random.Random(6))
    with closing(library), closing(other_library):
        for parameters in itertools.islice(queries, _QUESTIONS):
            page, other = service.search(parameters), oracle.search(parameters)
            assert (page.total, page.lines) == (other.total, other.lines), parameters
            assert page.facets == other.facets, parameters
            assert page.timeline == other.timeline, parameters
            assert len(page.hits) == len(other.hits), parameters
            for hit, expected in zip(page.hits, other.hits, strict=True):
                same = pytest.approx(expected.score, rel=_CLOSE, abs=1e-6)
                assert hit.score == same, (parameters, hit.id, expected.id)


def test_a_whole_broadcaster_answers(engine: str, corpus: Path, tmp_path: Path) -> None:
    sources = [corpus / "rthk-zh.jsonl.gz", corpus / "rthk-en.jsonl.gz"]
    _index(tmp_path, engine, sources)
    library, service = _service(engine, tmp_path)
    with closing(library):
        page = create_app(service, root=ROOT).test_client()
        found = page.get("/api/v1/search").get_json()
        assert found["total"] > 18_000
        for query in ("立法會", '"hong kong"', "銀行 OR bank", "特首 NEAR/5 記者", "goverment"):
            answer = page.get("/", query_string={"q": query})
            assert answer.status_code == 200, query
        hit = page.get("/api/v1/search?q=立法會").get_json()["hits"][0]
        assert page.get(f"/article/{hit['id']}").status_code == 200
        assert page.get("/readyz").status_code == 200
