"""Names in texts labelled by hand, as the archive's rules are measured on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from archive.entities.candidates import candidates
from archive.entities.evidence import says_organisation
from archive.entities.findings import Findings
from archive.entities.models import Models
from archive.entities.resolver import Resolver
from archive.model.article import Article, Language
from archive.model.entity import Kind, candidate_name
from archive.text.folding import fold_text

JUDGED: Final = Path(__file__).parent / "data" / "gsd-organisations.txt"

KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANISATION}


class Span(NamedTuple):
    """A labelled stretch of a text: PER, ORG, LOC or MISC."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Labelled:
    """A text with its names."""

    text: str
    language: Language
    spans: tuple[Span, ...]

    def article(self) -> Article:
        return Article("gold", "", self.text, self.language)

    def of(self, *labels: str) -> set[tuple[int, int]]:
        return {(one.start, one.end) for one in self.spans if one.label in labels}


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean over exact spans."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{self.precision:.3f} / {self.recall:.3f} / {self.f1:.3f}"


def score(gold: Sequence[set[tuple[int, int]]], found: Sequence[set[tuple[int, int]]]) -> Score:
    """What was found in each text against what is labelled there."""
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    return Score(right / max(1, sum(map(len, found))), right / max(1, sum(map(len, gold))))


def _spans(tags: Sequence[tuple[str, int, int]]) -> Iterator[Span]:
    """Spans of tagged words: a word goes on the name before it unless its tag says B."""
    current: Span | None = None
    for tag, start, end in tags:
        label = tag[2:]
        if current is not None and label == current.label and not tag.startswith("B"):
            current = Span(label, current.start, end)
            continue
        if current is not None:
            yield current
        current = Span(label, start, end) if label else None
    if current is not None:
        yield current


def wikigold(path: Path, *, sentences: bool) -> list[Labelled]:
    """The articles of Wikigold, or each sentence by itself; words parted by spaces."""
    documents: list[list[list[tuple[str, str]]]] = [[[]]]
    for line in path.read_text("utf-8").splitlines():
        if "DOCSTART" in line:
            documents.append([[]])
        elif not line.strip():
            documents[-1].append([])
        else:
            word, _, tag = line.rpartition(" ")
            documents[-1][-1].append((word, tag))
    parts = [[one] for document in documents for one in document] if sentences else documents
    found = []
    for part in parts:
        text, tags = "", []
        for word, tag in (pair for sentence in part for pair in sentence):
            text += " " if text else ""
            tags.append((tag, len(text), len(text) + len(word)))
            text += word
        if text:
            found.append(Labelled(text, Language.ENGLISH, tuple(_spans(tags))))
    return found


def gsd(path: Path, language: Language) -> list[Labelled]:
    """The sentences of the Chinese GSD treebank with names."""
    found, text = [], ""
    tags: list[tuple[str, int, int]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line[:1].isdigit():
            word, tag = line.split("\t")[1:3]
            start = text.index(word, tags[-1][2] if tags else 0)
            tags.append((tag, start, start + len(word)))
        elif not line and tags:
            found.append(Labelled(text, language, tuple(_spans(tags))))
            tags = []
    return found


def _judged() -> frozenset[str]:
    """Names, folded, that are organisations although the labels do not say so."""
    lines = JUDGED.read_text("utf-8").splitlines()
    return frozenset(
        fold_text(name)
        for line in lines
        if not line.startswith("#")
        for name in ([line] if line.isascii() else line.split())
    )


class Measured(NamedTuple):
    """People by the model alone and by the archive; organisations as shown, strictly and not.

    `read` leaves out those that the labels lack and reading finds right.
    """

    model: Score
    people: Score
    organisations: Score
    institutions: Score
    read: Score


def measure(texts: Sequence[Labelled], models: Models, resolver: Resolver) -> Measured:
    """Names found in labelled texts, each an article by itself.

    Of organisations those count that would be shown without a second article. `institutions`
    counts those right that the labels call a place: schools and museums in some sets.
    """
    articles = [one.article() for one in texts]
    raw = models.find(articles)
    people = [one.of("PER") for one in texts]
    organisations = [_organisations(a, f, resolver) for a, f in zip(articles, raw, strict=True)]
    return Measured(
        score(people, [_raw(f, Kind.PERSON) for f in raw]),
        score(people, [_people(a, f, resolver) for a, f in zip(articles, raw, strict=True)]),
        score([one.of("ORG") for one in texts], organisations),
        score([one.of("ORG", "LOC") for one in texts], organisations),
        score([one.of("ORG") for one in texts], _unjudged(texts, organisations)),
    )


def _unjudged(
    texts: Sequence[Labelled], found: Sequence[set[tuple[int, int]]]
) -> list[set[tuple[int, int]]]:
    """What was found without what is no error although no label says so."""
    judged = _judged()
    return [
        {
            (start, end)
            for start, end in spans
            if (start, end) in one.of("ORG") or fold_text(one.text[start:end]) not in judged
        }
        for one, spans in zip(texts, found, strict=True)
    ]


def _raw(findings: Findings, kind: Kind) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in findings if one.kind is kind}


def _people(article: Article, findings: Findings, resolver: Resolver) -> set[tuple[int, int]]:
    mentions = resolver.mentions(article, findings)
    return {(one.start, one.end) for one in mentions if one.kind is Kind.PERSON}


def _organisations(
    article: Article, findings: Findings, resolver: Resolver
) -> set[tuple[int, int]]:
    proposed = {one.name for one in candidates(article, findings)}
    return {
        (one.start, one.end)
        for one in resolver.mentions(article, findings)
        if one.kind is Kind.ORGANISATION
        and (
            (name := candidate_name(one.entity)) is None
            or (name in proposed and says_organisation(name, resolver.segmenter))
        )
    }
