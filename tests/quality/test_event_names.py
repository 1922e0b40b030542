"""Sixty events of six sources, each under the names that articles print. Floors move down only on
purpose.

The events were listed by headline tags and by reading headlines, before most of them were known.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.entities.authority import load_authority
from archive.entities.recogniser import AuthorityRecogniser
from archive.model.article import Article, Language
from archive.model.entity import Kind
from tests.analyzers import with_authority

PRINTED = Path(__file__).parent / "data" / "events-names.tsv"

pytestmark = pytest.mark.corpus


class Printed(NamedTuple):
    """A name under which an article prints an event."""

    event: int
    name: str
    file: str
    id: str


def printed_names() -> list[Printed]:
    lines = PRINTED.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [Printed(int(event), name, file, id_) for event, name, file, id_ in rows]


def articles_of(corpus: Path, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Article]:
    """The articles with their days, by file and id; every file is read once."""
    ids: dict[str, set[bytes]] = defaultdict(set)
    for file, id_ in wanted:
        ids[file].add(id_.encode())
    found = {}
    for file in ids:
        with gzip.open(corpus / f"{file}.jsonl.gz") as lines:
            for line in lines:
                if line[8 : line.index(b'"', 8)] in ids[file]:
                    row = json.loads(line)
                    day = row["published"]
                    found[file, row["id"]] = Article(
                        row["id"],
                        row["title"],
                        row["body"],
                        Language(row["language"]),
                        source=row["source"] or "",
                        published=dt.date.fromisoformat(day[:10]) if day else None,
                    )
    return found


def places_of(name: str, longer: list[str], text: str) -> list[tuple[int, int]]:
    """Where a text prints a name, and not a longer one of the same event."""
    hidden = [found.span() for one in longer for found in re.finditer(re.escape(one), text)]
    return [
        (start, end)
        for start, end in (found.span() for found in re.finditer(re.escape(name), text))
        if not any(first <= start and end <= last for first, last in hidden)
    ]


def events_at(
    article: Article, name: str, longer: list[str], recogniser: AuthorityRecogniser
) -> set[str]:
    """The events that an article names where it prints this name."""
    texts = {"title": article.title, "body": article.body}
    places = {field: places_of(name, longer, text) for field, text in texts.items()}
    return {
        mention.entity
        for mention in recogniser.mentions(article)
        if mention.kind is Kind.EVENT
        for start, end in places[mention.field]
        if mention.start <= start and end <= mention.end
    }


def test_an_event_is_one_value_under_all_its_names(corpus: Path) -> None:
    recogniser = AuthorityRecogniser(load_authority(), with_authority())
    rows = printed_names()
    articles = articles_of(corpus, {(row.file, row.id) for row in rows})
    found: dict[int, list[set[str]]] = defaultdict(list)
    missed = []
    for row in rows:
        longer = [one.name for one in rows if one.event == row.event and row.name in one.name]
        longer = [name for name in longer if name != row.name]
        events = events_at(articles[row.file, row.id], row.name, longer, recogniser)
        found[row.event].append(events)
        if not events:
            missed.append(f"{row.event} {row.name}")
    whole = [event for event, names in found.items() if set.intersection(*names)]
    print(f"{len(whole)} of {len(found)} events; without one: {'; '.join(missed)}")  # noqa: T201
    assert len(found) == 60
    assert len(whole) >= 45
