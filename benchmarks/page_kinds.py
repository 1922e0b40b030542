"""Requests of 22 kinds, drawn from what an archive holds."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from archive.engine.searcher import Searcher
from archive.model.article import Article, Language
from archive.query.checks import MAX_QUERY_BYTES
from archive.text.scan import HAN, HAN_RUN
from archive.text.segmentation import segmenter_of

#: Names and values of a request's parameters.
Pairs = tuple[tuple[str, str], ...]

#: So many articles are drawn, of which requests are made.
DRAWN: Final = 2_000

_WORD: Final = re.compile(r"[A-Za-z]{4,}")
_SENTENCE_END: Final = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+|\n+")

#: A Han character takes nine bytes of an address: of a longer text so many fit.
_LONGEST_PASTED: Final = MAX_QUERY_BYTES // 9 - 50

#: Characters of a pasted paragraph.
_PARAGRAPH: Final = 300


@dataclass(frozen=True)
class Drawn:
    """What requests are made of: articles in random order, the commonest words first, names."""

    chooser: random.Random
    english: Sequence[Article]
    chinese: Sequence[Article]
    common: Sequence[str]
    names: Sequence[str]
    cut: Callable[[str], tuple[str, ...]]

    def titles(self, language: str) -> Sequence[str]:
        """Headlines of a language ("en" or "zh"); of the other where the archive has none."""
        chosen, others = (self.english, self.chinese)[:: 1 if language == "en" else -1]
        return [article.title for article in chosen or others]

    def bodies(self, language: str) -> Sequence[str]:
        """Texts of a language; of the other where the archive has none."""
        chosen, others = (self.english, self.chinese)[:: 1 if language == "en" else -1]
        return [article.body for article in chosen or others if article.body.strip()]

    @cached_property
    def english_words(self) -> list[str]:
        """Words of English headlines."""
        return _WORD.findall(" ".join(self.titles("en"))) or ["tariff"]

    @cached_property
    def chinese_words(self) -> list[str]:
        """Words of Chinese headlines, of two characters and more."""
        runs = re.findall(f"[{HAN}]{{2,}}", " ".join(self.titles("zh")))
        return [word for run in runs for word in self.cut(run) if len(word) > 1] or ["關稅"]

    def word(self) -> str:
        """A word of either language."""
        return self.chooser.choice(self.chooser.choice((self.english_words, self.chinese_words)))

    def words(self, language: str, most: int) -> str:
        """One to `most` words of a language."""
        words = self.english_words if language == "en" else self.chinese_words
        return " ".join(self.chooser.choices(words, k=self.chooser.randint(1, most)))

    def quoted(self) -> str:
        """A few words as they stand in an article."""
        if self.chooser.random() < 0.5:
            words = self.chooser.choice(self.bodies("en")).split()
            length = self.chooser.randint(2, 4)
            at = self.chooser.randrange(max(1, len(words) - length))
            return " ".join(words[at : at + length]).replace('"', "")
        runs: list[str] = HAN_RUN.findall(self.chooser.choice(self.bodies("zh")))
        return max(runs or ["關稅"], key=len)[: self.chooser.randint(3, 8)]


def drawn_from(searcher: Searcher, seed: int) -> Drawn:
    """What an archive is asked for in a run; the same for the same archive and seed."""
    chooser = random.Random(seed)
    ids = [article for article, _ in searcher.contents()]
    chosen = chooser.sample(ids, min(DRAWN, len(ids)))
    articles = [document.article for document in searcher.get_many(chosen)]
    everything = searcher.terms("body_exact", "", sys.maxsize)
    common = sorted(everything, key=lambda term: (-term.count, term.text))
    names = [name for entity in searcher.names().entities.values() for name in entity.all_names()]
    english = [article for article in articles if article.language is Language.ENGLISH]
    return Drawn(
        chooser,
        english,
        [article for article in articles if article.language is not Language.ENGLISH],
        [term.text for term in common[:400] if any(map(str.isalpha, term.text))],
        sorted(names),
        segmenter_of(searcher.names()).best_parts,
    )


def _paragraph(body: str) -> str:
    """The first sentences of a text."""
    taken = ""
    for sentence in _SENTENCE_END.split(body):
        if len(taken) + len(sentence) > _PARAGRAPH:
            break
        taken += " " + sentence
    return taken.strip() or body[:_PARAGRAPH]


def _swapped(word: str, chooser: random.Random) -> str:
    """A word with two letters in the wrong order."""
    at = chooser.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _filtered(drawn: Drawn) -> Pairs:
    """A word under a filter."""
    filters = (
        (("language", drawn.chooser.choice(("en", "zh-Hant"))),),
        (("from", "2024-11-01"), ("to", "2025-01-31")),
        (("mentioned_from", "2024-12-01"),),
        (("undated", "no"), ("sort", "newest")),
    )
    return (("q", drawn.word()), *drawn.chooser.choice(filters))


def _booleans(drawn: Drawn) -> str:
    shape = drawn.chooser.choice(
        ("{} OR {}", "{} -{}", "({} OR {}) {}", "{} AND NOT ({} OR {})", "title:{} {}")
    )
    return shape.format(drawn.word(), drawn.word(), drawn.word())


def _asking(make: Callable[[Drawn], str], **more: str) -> Callable[[Drawn], Pairs]:
    """A request with what `make` says as its query."""
    return lambda drawn: (("q", make(drawn)), *more.items())


def _one(list_of: Callable[[Drawn], Sequence[str]]) -> Callable[[Drawn], str]:
    return lambda drawn: drawn.chooser.choice(list_of(drawn))


#: What makes a request of each kind.
KINDS: Final[dict[str, Callable[[Drawn], Pairs]]] = {
    "nothing": lambda drawn: (("sort", drawn.chooser.choice(("newest", "oldest"))),),
    "a short English query": _asking(lambda drawn: drawn.words("en", 3)),
    "a short Chinese query": _asking(lambda drawn: drawn.words("zh", 3)),
    "both languages": _asking(lambda drawn: f"{drawn.words('en', 2)} {drawn.words('zh', 2)}"),
    "one character": _asking(lambda drawn: drawn.chooser.choice(drawn.titles("zh"))[:1]),
    "very common words": _asking(lambda drawn: " ".join(drawn.chooser.choices(drawn.common, k=2))),
    "a name": _asking(_one(lambda drawn: drawn.names)),
    "a pasted English headline": _asking(_one(lambda drawn: drawn.titles("en"))),
    "a pasted Chinese headline": _asking(_one(lambda drawn: drawn.titles("zh"))),
    "a pasted English paragraph": _asking(
        lambda drawn: _paragraph(drawn.chooser.choice(drawn.bodies("en")))
    ),
    "a pasted Chinese paragraph": _asking(
        lambda drawn: _paragraph(drawn.chooser.choice(drawn.bodies("zh")))
    ),
    "a pasted article": _asking(
        lambda drawn: drawn.chooser.choice(drawn.bodies(drawn.chooser.choice(("en", "zh"))))[
            :_LONGEST_PASTED
        ]
    ),
    "a phrase": _asking(lambda drawn: f'"{drawn.quoted()}"'),
    "as printed": _asking(
        lambda drawn: f'="{drawn.quoted().split()[0] if drawn.quoted() else "The"}"'
    ),
    "a filter": _filtered,
    "a deep page": _asking(lambda drawn: drawn.chooser.choice(drawn.common), page="40"),
    "a page of 100": _asking(lambda drawn: drawn.word(), size="100"),
    "a prefix": _asking(lambda drawn: drawn.chooser.choice(drawn.english_words)[:4] + "*"),
    "spellings near a word": _asking(lambda drawn: drawn.chooser.choice(drawn.english_words) + "~"),
    "words near each other": _asking(lambda drawn: f"{drawn.word()} NEAR/10 {drawn.word()}"),
    "OR, NOT, fields": _asking(_booleans),
    "a misspelt word": _asking(
        lambda drawn: _swapped(drawn.chooser.choice(drawn.english_words), drawn.chooser)
    ),
}


def requests(searcher: Searcher, each: int, seed: int) -> dict[str, list[Pairs]]:
    """`each` requests of every kind, drawn from an archive."""
    drawn = drawn_from(searcher, seed)
    return {kind: [make(drawn) for _ in range(each)] for kind, make in KINDS.items()}
