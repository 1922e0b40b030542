"""Sentences with the days that they mention, labelled by hand."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.dates.mentions import mentioned_dates

SAMPLES = Path(__file__).parent / "data"

#: An expression: start, end, first and last day (ISO).
Expression = tuple[int, int, str, str]


@dataclass(frozen=True)
class Sentence:
    """A text with its language, its publication day and its expressions."""

    text: str
    language: str
    published: dt.date | None
    expressions: frozenset[Expression]

    def found(self) -> frozenset[Expression]:
        """What the rules read."""
        return frozenset(
            (one.start, one.end, one.first.isoformat(), one.last.isoformat())
            for one in mentioned_dates(self.text, self.published)
        )


def f1(sentences: Iterable[Sentence]) -> float:
    """The harmonic mean of precision and recall over exact places and intervals."""
    right = found = wanted = 0
    for one in sentences:
        read = one.found()
        right += len(read & one.expressions)
        found += len(read)
        wanted += len(one.expressions)
    return 2 * right / (found + wanted)


def news(path: Path) -> list[Sentence]:
    """The labelled sentences of news."""
    return [
        Sentence(
            row["text"],
            row["lang"],
            dt.date.fromisoformat(row["pub"]),
            frozenset((start, end, first, last) for start, end, _, first, last in row["ents"]),
        )
        for row in json.loads(path.read_text("utf-8"))
    ]


def corpus_sample(corpus: Path, name: str = "corpus_sample") -> Iterator[Sentence]:
    """The labelled sentences of the corpus; a file of labels holds places, not texts."""
    rows = [
        json.loads(line) for line in (SAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    for file in sorted({row["file"] for row in rows}):
        wanted: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            if row["file"] == file:
                wanted.setdefault(row["id"], []).append(row)
        with gzip.open(corpus / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            articles = [one for one in map(json.loads, lines) if one["id"] in wanted]
        for article in articles:
            for row in wanted[article["id"]]:
                yield _sentence(article["body"][row["start"] : row["end"]], row)


def _sentence(text: str, row: dict[str, Any]) -> Sentence:
    digest = hashlib.blake2b(text.encode("utf-8"), digest_size=6).hexdigest()
    assert row["digest"] in (digest, hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]), row
    expressions = frozenset((a, b, first, last) for a, b, _, first, last in row["expressions"])
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    return Sentence(text, row["language"], published, expressions)
