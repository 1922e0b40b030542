"""Days in articles of the corpus, labelled by hand; a file of labels holds places, not texts."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.dates.mentions import mentioned_dates

DATA = Path(__file__).parent / "data"

#: Start and end in the sentence, first and last day (ISO).
Expression = tuple[int, int, str, str]

#: Bodies of articles by file and id.
Bodies = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Labelled:
    """A sentence of an article: what is read of it in its place, and what it means."""

    text: str
    language: str
    found: frozenset[Expression]
    wanted: frozenset[Expression]


def rows(name: str) -> list[dict[str, Any]]:
    """The labels of a file."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def bodies(corpus: Path, labels: list[dict[str, Any]]) -> Bodies:
    """The articles that labels are of; every file is read once, and only these are parsed."""
    found: Bodies = {}
    for file in sorted({row["file"] for row in labels}):
        wanted = {row["id"].encode() for row in labels if row["file"] == file}
        with gzip.open(corpus / f"{file}.jsonl.gz") as lines:
            for line in lines:
                if line[8 : line.index(b'"', 8)] in wanted:
                    article = json.loads(line)
                    found[file, article["id"]] = article["body"]
    return found


def labelled(labels: list[dict[str, Any]], texts: Bodies) -> Iterator[Labelled]:
    """What the rules read in each sentence, with the whole article before their eyes."""
    for row in labels:
        body, start, end = texts[row["file"], row["id"]], row["start"], row["end"]
        text = body[start:end]
        assert hashlib.blake2b(text.encode(), digest_size=6).hexdigest() == row["digest"], row
        read = mentioned_dates(body, dt.date.fromisoformat(row["published"]))
        found = frozenset(
            (one.start - start, one.end - start, one.first.isoformat(), one.last.isoformat())
            for one in read
            if start <= one.start and one.end <= end
        )
        wanted = frozenset((a, b, first, last) for a, b, _, first, last in row["expressions"])
        yield Labelled(text, row["language"], found, wanted)


def f1(sentences: list[Labelled]) -> float:
    """The harmonic mean of precision and recall over exact places and intervals."""
    right = sum(len(one.found & one.wanted) for one in sentences)
    return 2 * right / sum(len(one.found) + len(one.wanted) for one in sentences)
