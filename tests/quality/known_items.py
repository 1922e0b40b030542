"""Known-item search: a title typed as a query, the title itself not in the index.

The engine's answer is its hits followed by `relaxed`. The baseline is a plain BM25 over bigrams of
Han runs and crude stems of Latin words, all words OR-ed.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from archive.engine.registry import open_store
from archive.entities.authority import load_authority
from archive.model.article import Article, Document, Language
from archive.query.parameters import SearchParameters
from archive.search.service import SearchService
from archive.text.fingerprint import fingerprint
from archive.text.folding import fold_text
from archive.text.tokens import Analyzer
from tests.analyzers import with_authority

SEED = 20260101
DEPTH = 10


@dataclass(frozen=True)
class Figures:
    """Shares of the titles whose article came first, came among ten; mean reciprocal rank."""

    recall_1: float
    recall_10: float
    mrr: float

    def __str__(self) -> str:
        return f"{self.recall_1:.3f} / {self.recall_10:.3f} / {self.mrr:.3f}"


def figures(ranks: Iterable[int | None]) -> Figures:
    """Figures of ranks from 1; None for not found."""
    found = list(ranks)
    return Figures(
        sum(rank == 1 for rank in found) / len(found),
        sum(rank is not None for rank in found) / len(found),
        sum(1 / rank for rank in found if rank) / len(found),
    )


def sample(path: Path, articles: int | None, titles: int | None) -> tuple[list[Article], list[int]]:
    """Articles of a file and which of them to ask for; a fixed choice, all where None."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chooser = random.Random(SEED)
    rows = [row for row in rows if row["title"].strip() and row["body"].strip()]
    chosen = chooser.sample(rows, min(articles or len(rows), len(rows)))
    asked = chooser.sample(range(len(chosen)), min(titles or len(chosen), len(chosen)))
    made = [Article(r["id"], r["title"], r["body"], Language(r["language"])) for r in chosen]
    return made, asked


def build_untitled(index: Path, articles: Sequence[Article]) -> None:
    """A published generation of the bodies alone."""
    names = load_authority().names()
    analyzer = Analyzer(with_authority())
    store = open_store("whoosh", index)
    build = store.begin(fingerprint(names))
    for one in articles:
        bare = Article(one.id, "", one.body, one.language)
        build.add(Document(bare, fields=analyzer.analyse_article("", one.body)))
    build.commit(names)
    store.publish(build.name)


def rank_of(service: SearchService, query: str, article: str) -> int | None:
    """The rank of an article among hits and `relaxed`, None beyond the tenth."""
    page = service.search(SearchParameters(q=query, size=DEPTH))
    found = [hit.id for hit in (*page.hits, *page.relaxed)][:DEPTH]
    return found.index(article) + 1 if article in found else None


def crude_tokens(text: str) -> list[str]:
    """Bigrams of Han runs and Latin words without their commonest endings."""
    tokens: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", fold_text(text)):
        if run[0] >= "\u3400":
            tokens += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        else:
            tokens.append(re.sub(r"(?:ing|ed|es|s)$", "", run) if len(run) > 4 else run)
    return tokens


class Baseline:
    """Plain BM25 (k1 1.2, b 0.75) over the same bodies."""

    def __init__(self, articles: Sequence[Article]) -> None:
        numbers: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        lengths = []
        for number, one in enumerate(articles):
            tokens = crude_tokens(one.body)
            lengths.append(len(tokens))
            for token, count in Counter(tokens).items():
                numbers.setdefault(token, []).append(number)
                counts.setdefault(token, []).append(count)
        self._numbers = {token: np.array(found, np.int32) for token, found in numbers.items()}
        self._counts = {token: np.array(found, np.int32) for token, found in counts.items()}
        length = np.array(lengths, np.float64)
        self._norms = 1.2 * (0.25 + 0.75 * length / length.mean())

    def rank_of(self, query: str, wanted: int) -> int | None:
        """The rank of an article, None beyond the tenth; ties go to the lower number."""
        total = len(self._norms)
        scores = np.zeros(total)
        for token in sorted(set(crude_tokens(query)) & self._numbers.keys()):
            at, count = self._numbers[token], self._counts[token]
            idf = math.log(1 + (total - len(at) + 0.5) / (len(at) + 0.5))
            scores[at] += idf * count / (count + self._norms[at])
        mine = scores[wanted]
        rank = int((scores > mine).sum() + (scores[:wanted] == mine).sum()) + 1
        return rank if mine and rank <= DEPTH else None
