"""Statements in articles of the corpus, labelled by hand; a file of labels holds places, not texts.

A row is a stretch of an article that was labelled completely. Each of its `statements` is a span
of the body that is said, where its speaker is named, and whether one must be found:

- A statement is what one sentence gives as said by somebody, with a verb of saying or with
  quotation marks; what stands in one pair of quotation marks is one statement, however many
  sentences it has.
- `yes`: the speaker is a person or an organisation that the article names, also where the sentence
  says "he", "the company" or nothing at all. A labelled place is one of those that name the
  speaker, by any of the names; several places are several speakers, each of whom is right.
- `may`: a spokesman, or a body that is known by a common noun (the police): right if found.
- `no`: nobody is named: analysts, officers, a country. Any speaker is wrong.
- `unsure`: readers may differ whether something is said: a promise, a belief, the sentence after a
  reported one. It counts neither way.

`found` are the names that models propose up to there, as the first letters of text and kind with
start and end: reading all articles takes longer than the test may.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from archive.entities.findings import Finding, Findings
from archive.entities.resolver import Resolver
from archive.model.article import Article, Language
from archive.model.entity import Kind, Mention
from archive.model.statement import Statement
from archive.quotations.statements import find_statements
from archive.text.folding import fold_text

DATA: Final = Path(__file__).parent / "data"

_TEXTS: Final = {"t": "title", "b": "body"}
_KINDS: Final = {"p": Kind.PERSON, "o": Kind.ORGANISATION}
_FINDING: Final = re.compile(r"([tb])([po])(\d+)-(\d+)")


class LabelledStatement(NamedTuple):
    """What is said, where its speakers are named, and whether one must be found."""

    start: int
    end: int
    speakers: list[list[int]]
    need: str


@dataclass(frozen=True)
class LabelledStretch:
    """A stretch of an article with what is labelled in it and what is found there."""

    body: str
    language: str
    labels: tuple[LabelledStatement, ...]
    found: tuple[Statement, ...]
    mentions: tuple[Mention, ...]


class QuotationScore(NamedTuple):
    """How many speakers are right of those found, and of those that must be found."""

    right: int
    told: int
    reached: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.told

    @property
    def recall(self) -> float:
        return self.reached / self.wanted


def labelled_rows(name: str) -> list[dict[str, Any]]:
    """The labels of a file."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def articles_of(corpus: Path, rows: Sequence[dict[str, Any]]) -> dict[tuple[str, str], Article]:
    """The articles that labels are of; every file is read once, and only these are parsed."""
    articles = {}
    for file in sorted({row["file"] for row in rows}):
        wanted = {row["id"].encode() for row in rows if row["file"] == file}
        with gzip.open(corpus / f"{file}.jsonl.gz") as lines:
            for line in lines:
                if line[8 : line.index(b'"', 8)] not in wanted:
                    continue
                data = json.loads(line)
                chinese = Language.SIMPLIFIED if file == "xinwenlianbo" else Language.TRADITIONAL
                language = Language.ENGLISH if data["language"] == "en" else chinese
                articles[file, data["id"]] = Article(
                    data["id"], data["title"], data["body"], language, file
                )
    return articles


def _findings(written: str) -> Findings:
    return tuple(
        Finding(_TEXTS[text], _KINDS[kind], int(start), int(end))
        for text, kind, start, end in _FINDING.findall(written)
    )


def labelled_stretches(
    rows: Sequence[dict[str, Any]], articles: dict[tuple[str, str], Article], resolver: Resolver
) -> Iterator[LabelledStretch]:
    """What the rules find in each stretch, with the whole article before their eyes."""
    for row in rows:
        article, start, end = articles[row["file"], row["id"]], row["start"], row["end"]
        digest = hashlib.blake2b(article.body[start:end].encode(), digest_size=6).hexdigest()
        assert digest == row["digest"], row
        mentions = resolver.mentions(article, _findings(row["found"]))
        found = find_statements(article.body, mentions)
        yield LabelledStretch(
            article.body,
            row["language"],
            tuple(LabelledStatement(*label) for label in row["statements"]),
            tuple(said for said in found if said.end > start and said.start < end),
            mentions,
        )


def _is_met(said: Statement, label: LabelledStatement) -> bool:
    """Whether half of the shorter of two stretches is common to both."""
    common = min(said.end, label.end) - max(said.start, label.start)
    return 2 * common >= min(said.end - said.start, label.end - label.start)


def _is_right(said: Statement, label: LabelledStatement, stretch: LabelledStretch) -> bool:
    """Whether a statement's speaker is one that is labelled: named there, or by such a name."""
    if said.speaker is None:
        return False
    own = [
        mention
        for mention in stretch.mentions
        if mention.field == "body" and mention.entity == said.speaker.entity
    ]
    for start, end in label.speakers:
        name = fold_text(stretch.body[start:end])
        for mention in own:
            called = fold_text(mention.text)
            there = mention.start < end and start < mention.end
            if there or name in called or called in name:
                return True
    return False


def quotation_score(stretches: Sequence[LabelledStretch]) -> QuotationScore:
    """Speakers found against those that are labelled."""
    right = told = reached = wanted = 0
    for stretch in stretches:
        for label in stretch.labels:
            if label.need == "yes":
                wanted += 1
                met = (said for said in stretch.found if _is_met(said, label))
                reached += any(_is_right(said, label, stretch) for said in met)
        for said in stretch.found:
            if said.speaker is None:
                continue
            labels = [label for label in stretch.labels if _is_met(said, label)]
            is_right = any(_is_right(said, label, stretch) for label in labels)
            if is_right or not any(label.need == "unsure" for label in labels):
                right, told = right + is_right, told + 1
    return QuotationScore(right, told, reached, wanted)
