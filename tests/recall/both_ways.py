"""Articles of the sample archive and of the large corpus, indexed, and asked both ways."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.engine.registry import open_searcher, open_store
from archive.model.article import Article, Document, Language
from archive.model.entity import Names
from archive.model.fields import TEXTS
from archive.model.query import Node
from archive.model.result import SearchRequest
from archive.query.compile import compile_query
from archive.search.edition import Edition
from archive.search.highlighting import Highlighter
from archive.text.marks import merge
from archive.text.ways import ways
from tests.analyzers import plain_analyzer
from tests.recall.brute import Plain, merged, occurrences, original_span, stands_printed
from tests.recall.quotes import TypedQuery


def _article(line: str) -> Article:
    row = json.loads(line)
    return Article(
        row["id"], row["title"] or "", row["body"] or "", Language(row["language"]), row["source"]
    )


def sample_articles(folder: Path) -> list[Article]:
    """Every article of the sample archive."""
    return [
        _article(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def corpus_articles(folder: Path, size: int, seed: int) -> list[Article]:
    """So many articles of the corpus, the same number from each of its files."""
    rng = random.Random(seed)
    paths = sorted(folder.glob("*.jsonl.gz"))
    found: dict[str, Article] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in rng.sample(list(lines), size // len(paths)):
                article = _article(line)
                found[article.id] = article
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Archive:
    """Indexed articles, and the same as brute force reads them: title and body of each id."""

    articles: dict[str, Article]
    plain: dict[str, tuple[Plain, Plain]]
    searcher: Edition

    def tree(self, typed: str) -> Node:
        """The query tree of a typed query."""
        return compile_query(typed, self.searcher).tree

    def found(self, typed: str) -> set[str]:
        """The ids that the archive finds."""
        request = SearchRequest(tree=self.tree(typed), limit=len(self.articles))
        result = self.searcher.search(request)
        assert result.total == len(result.hits) == self.searcher.count(request.tree)
        return {hit.id for hit in result.hits}

    def expected(self, quote: str) -> set[str]:
        """The ids that brute force finds."""
        return {
            number
            for number, texts in self.plain.items()
            if any(
                any(True for _ in occurrences(text, way)) for text in texts for way in ways(quote)
            )
        }

    def expected_printed(self, literal: str) -> set[str]:
        """The ids of articles that hold a literal as printed."""
        return {
            number
            for number, texts in self.plain.items()
            if any(stands_printed(text, literal) for text in texts)
        }

    def marks(self, typed: str, number: str) -> list[list[tuple[int, int]]]:
        """The marks of a query in an article's title and body."""
        highlighter = Highlighter(self.tree(typed))
        document = Document(self.articles[number])
        return [merge(highlighter.occurrences(document, name)) for name in TEXTS]

    def expected_marks(self, quote: str, number: str) -> list[list[tuple[int, int]]]:
        """The marks that brute force sets in an article's title and body."""
        return [
            merged(
                [
                    original_span(text, *span)
                    for way in ways(quote)
                    for span in occurrences(text, way)
                ]
            )
            for text in self.plain[number]
        ]


@contextmanager
def open_archive(index: Path, articles: Sequence[Article]) -> Iterator[Archive]:
    """Index these articles in a folder and open them."""
    store = open_store("whoosh", index)
    build = store.begin("test")
    for one in articles:
        build.add(Document(one, fields=plain_analyzer().analyse_article(one.title, one.body)))
    build.commit(Names({}))
    store.publish(build.name)
    searcher = open_searcher("whoosh", index, build.name)
    yield Archive(
        {one.id: one for one in articles},
        {one.id: (Plain(one.title), Plain(one.body)) for one in articles},
        Edition(searcher),
    )
    searcher.close()


def differences(archive: Archive, asked: Iterable[TypedQuery]) -> Iterator[str]:
    """Where the archive and brute force do not find the same, one line each."""
    for one in asked:
        found, expected = archive.found(one.typed), archive.expected(one.quote)
        for number in sorted(found ^ expected):
            side = "the archive only" if number in found else "brute force only"
            yield f"{one.kind} {one.quote!r} typed {one.typed!r}: {number} is found by {side}"


def printed_differences(archive: Archive, asked: Iterable[TypedQuery]) -> Iterator[str]:
    """The same of literals asked as printed."""
    for one in asked:
        found, expected = archive.found(one.typed), archive.expected_printed(one.quote)
        for number in sorted(found ^ expected):
            side = "the archive only" if number in found else "brute force only"
            yield f"{one.typed!r}: {number} is found by {side}"


def mark_differences(
    archive: Archive, asked: Iterable[TypedQuery], rng: random.Random
) -> Iterator[str]:
    """Where the marks are not what brute force finds, in a few hits of each query."""
    for one in asked:
        hits = sorted(archive.expected(one.quote))
        for number in rng.sample(hits, min(3, len(hits))):
            found = archive.marks(one.typed, number)
            expected = archive.expected_marks(one.quote, number)
            if found != expected:
                yield (
                    f"{one.kind} {one.quote!r} typed {one.typed!r}: {number} is marked "
                    f"{found}, brute force says {expected}"
                )
