"""Articles whose nearest in the other language is judged, and how many are found.

`data/nearest.jsonl` has 150 English and 150 Chinese articles of a broadcaster, drawn at random,
each with those in the other language that tell the same event and the same running story, as a
reader judged the candidates of three systems. `data/nearest-read.jsonl` has grades of answers that
were among no candidates: they were read afterwards.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.corpus.lexicon.beginnings import BeginningsTable
from archive.corpus.lexicon.making import make_lexicon
from archive.engine.generation import generation_folder
from archive.engine.lexicons import BEGINNINGS, LexiconFile, write_lexicon
from archive.engine.publications import require_current
from archive.search.edition import Edition
from archive.search.nearest import NearestArticle, nearest

DATA = Path(__file__).with_name("data")
FILES = ("rthk-en.jsonl.gz", "rthk-zh.jsonl.gz")


@dataclass(frozen=True)
class JudgedNearest:
    """An article with the ids of those that tell the same, by what they tell."""

    id: str
    event: frozenset[str]
    story: frozenset[str]


@dataclass(frozen=True)
class NearestFigures:
    """How many articles were judged and answered.

    `right` answers are of the same event or story; of `events`, which said "event", `right_events`
    are. `having` have a counterpart, of which `reached` were answered rightly.
    """

    judged: int
    shown: int
    right: int
    events: int
    right_events: int
    having: int
    reached: int

    def __str__(self) -> str:
        return (
            f"{self.judged} articles: same story {self.right} of {self.shown}, "
            f"same event {self.right_events} of {self.events}, "
            f"found for {self.reached} of {self.having}"
        )


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a file of judgements."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def read_judged(*, afterwards: bool) -> list[JudgedNearest]:
    """The judged articles; `afterwards`: with the grades of answers that were read later."""
    judged = {
        row["id"]: JudgedNearest(row["id"], frozenset(row["event"]), frozenset(row["story"]))
        for row in rows_of("nearest.jsonl")
    }
    for row in rows_of("nearest-read.jsonl") if afterwards and judged else ():
        before = judged[row["id"]]
        event, story = (
            grades | ({row["other"]} if row["grade"] == kind else set())
            for kind, grades in (("event", before.event), ("story", before.story))
        )
        judged[row["id"]] = JudgedNearest(before.id, frozenset(event), frozenset(story))
    return list(judged.values())


def lines_of(corpus: Path) -> Iterator[str]:
    """The lines of the broadcaster's articles."""
    for name in FILES:
        with gzip.open(corpus / name, "rt", encoding="utf-8") as lines:
            yield from lines


def without_learned(
    index: Path, edition: Edition, folder: Path, judged: Sequence[JudgedNearest]
) -> LexiconFile:
    """A lexicon of an index that learned nothing from judged articles and their counterparts."""
    tested = {one.id for one in judged} | {other for one in judged for other in one.event}
    base = generation_folder(index, require_current(index)) / BEGINNINGS
    table = BeginningsTable(folder / "beginnings", base)
    content = make_lexicon(table.read(), edition.names(), without=tested)
    table.close()
    write_lexicon(folder / "lexicon", content)
    return LexiconFile(folder / "lexicon")


def answers(
    edition: Edition, lexicon: LexiconFile, judged: Sequence[JudgedNearest]
) -> dict[str, NearestArticle]:
    """What is nearest to each judged article, by its id."""
    with closing(lexicon):
        edition.searcher.lexicon = lambda: lexicon  # type: ignore[method-assign]
        return {one.id: nearest(edition, one.id) for one in judged}


def nearest_figures(
    judged: Sequence[JudgedNearest], told: dict[str, NearestArticle]
) -> NearestFigures:
    """How many answers are right."""
    shown = [(one, told[one.id]) for one in judged if told[one.id].article is not None]
    ids = {one.id: answer.article.id for one, answer in shown if answer.article is not None}
    right = [one for one, _ in shown if ids[one.id] in one.event | one.story]
    events = [one for one, answer in shown if answer.nearness == "event"]
    return NearestFigures(
        judged=len(judged),
        shown=len(shown),
        right=len(right),
        events=len(events),
        right_events=sum(ids[one.id] in one.event for one in events),
        having=sum(bool(one.event | one.story) for one in judged),
        reached=len(right),
    )
