"""Two hundred questions of eight kinds, drawn from what the articles hold; a fixed choice."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from archive.model.fields import LEAD
from archive.model.query import (
    And,
    AtLeast,
    Days,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Ranking,
    ScoredTerm,
    Term,
)
from archive.query.words import BIGRAM_WEIGHT, LEAD_WEIGHT, TEXT_WEIGHTS
from archive.text.scan import HAN_PAIR
from benchmarks.side_by_side.corpus import Analysed

EACH: Final = 25
SEED: Final = 20260101
WORD: Final = "body_word"
EXACT: Final = "body_exact"

#: What a match in a field weighs in a real ranking, where nothing widens it.
WEIGHTS: Final = {
    "title_word": TEXT_WEIGHTS["title"],
    "title_exact": TEXT_WEIGHTS["title"] * BIGRAM_WEIGHT,
    "body_word": TEXT_WEIGHTS["body"],
    "body_exact": TEXT_WEIGHTS["body"] * BIGRAM_WEIGHT,
    LEAD: LEAD_WEIGHT,
}

_LATIN: Final = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what scores it; `kind` names the row of the table.

    With `simple`, what is scored is what is asked, and every term of it weighs the same.
    """

    kind: str
    tree: Node
    ranking: Ranking
    simple: bool = True


def nodes(node: Node) -> Iterator[Node]:
    """A query tree's nodes."""
    yield node
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from nodes(part)
        case Not(part):
            yield from nodes(part)


class _Drawing:
    """Draws words by how many articles have them, phrases, prefixes and days."""

    def __init__(self, articles: Iterable[Analysed]) -> None:
        self._random = random.Random(SEED)
        self._articles = list(articles)
        having = Counter(word for one in self._articles for word in set(one.terms(WORD)))
        size = len(self._articles)
        self._by_share = {
            name: sorted(w for w, n in having.items() if low * size <= n <= high * size and w)
            for name, low, high in (
                ("rare", 0.0005, 0.002),
                ("middling", 0.01, 0.05),
                ("common", 0.1, 0.4),
            )
        }
        self._days = sorted(one.day for one in self._articles if one.day)

    def word(self, share: str) -> Term:
        """A word that such a share of articles has."""
        return Term(WORD, self._random.choice(self._by_share[share]))

    def phrase(self) -> Phrase:
        """Two to four tokens that stand side by side in some article."""
        while True:
            article = self._random.choice(self._articles)
            terms, positions = article.terms(EXACT), article.fields[EXACT][1]
            at = self._random.randrange(max(1, len(terms)))
            end = at + self._random.randint(2, 4)
            chosen = terms[at:end]
            apart = [b - a for a, b in pairwise(positions[at:end])]
            if len(chosen) < 2 or set(apart) != {1}:
                continue
            if all(map(HAN_PAIR.fullmatch, chosen)) or all(map(_LATIN.fullmatch, chosen)):
                return Phrase(EXACT, tuple(chosen), tuple(range(len(chosen))))

    def prefix(self) -> Prefix:
        """The beginning of a Latin word of some article: three letters of six or more."""
        while True:
            word = self._random.choice(self._random.choice(self._articles).terms(EXACT) or [""])
            if len(word) > 5 and _LATIN.fullmatch(word):
                return Prefix(EXACT, word[: self._random.randint(3, 5)])

    def days(self) -> Days:
        """A tenth of all articles, by publication."""
        start = self._random.randrange(len(self._days) * 9 // 10)
        return Days(self._days[start], self._days[start + len(self._days) // 10])


def _scored(tree: Node) -> list[ScoredTerm]:
    match tree:
        case Term(field, text):
            return [ScoredTerm(field, text, 1.0)]
        case Phrase(field, texts):
            return [ScoredTerm(field, text, 1.0) for text in dict.fromkeys(texts)]
        case And(parts) | Or(parts):
            return [term for part in parts for term in _scored(part)]
    return []


def questions(articles: Iterable[Analysed]) -> list[Question]:
    """The questions about these articles."""
    draw = _Drawing(articles)
    kinds: dict[str, Callable[[], Node]] = {
        "rare word": lambda: draw.word("rare"),
        "common word": lambda: draw.word("common"),
        "AND": lambda: And((draw.word("common"), draw.word("middling"))),
        "OR": lambda: Or((draw.word("middling"), draw.word("middling"), draw.word("rare"))),
        "NOT": lambda: And((draw.word("middling"), Not(draw.word("common")))),
        "phrase": draw.phrase,
        "prefix": draw.prefix,
        "days and word": lambda: And((draw.word("common"), draw.days())),
    }
    found = []
    for kind, make in kinds.items():
        for _ in range(EACH):
            tree = make()
            found.append(Question(kind, tree, Ranking(tuple(_scored(tree)))))
    return found
