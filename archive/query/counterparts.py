"""What an article asks of those in the other language: the words of its headline and beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.model.article import Article, Language
from archive.model.lexicon import Lexicon
from archive.query.across import Across, AcrossTerm
from archive.query.across_terms import MOST_ACROSS, other_languages, read_across
from archive.query.names import PLAIN
from archive.query.signs import Sign
from archive.text.segmentation import Segmenter

#: Of a headline and of a text so many English words are asked, or stretches of Chinese between
#: punctuation.
_MOST_WORDS: Final = (24, 44)
_MOST_STRETCHES: Final = (8, 10)

#: Of a body so much is looked at for them, in code points.
_LOOKED_AT: Final = 500

_WORD: Final = re.compile(r"[\w'’]+(?:[.,]\d+)*")
_OPERATORS: Final = frozenset(map(str, Sign))


@dataclass(frozen=True, slots=True)
class ArticleQuestion:
    """What an article asks of the other language; `headline` are the terms of its headline."""

    across: Across
    headline: frozenset[AcrossTerm]


def _queries(text: str, most: int) -> Iterator[str]:
    """The words of a text as queries that are no longer than what is read as a query."""
    words = [match[0] for match in _WORD.finditer(text)][:most]
    plain = [word.lower() if word in _OPERATORS else word for word in words]
    for first in range(0, len(plain), MOST_ACROSS):
        yield " ".join(plain[first : first + MOST_ACROSS])


def _terms(text: str, most: int, lexicon: Lexicon, segmenter: Segmenter) -> Iterator[AcrossTerm]:
    """The terms of a text that ask something."""
    for query in _queries(text, most):
        across = read_across(query, lexicon, segmenter, PLAIN)
        if across is not None:
            yield from (term for term in across.terms if term.node is not None)


def headline_terms(
    article: Article, lexicon: Lexicon, segmenter: Segmenter
) -> tuple[AcrossTerm, ...]:
    """The terms of a headline that ask something of the other language."""
    most = _MOST_WORDS if article.language is Language.ENGLISH else _MOST_STRETCHES
    return tuple(_terms(article.title, most[0], lexicon, segmenter))


def question_of_article(
    article: Article, lexicon: Lexicon, segmenter: Segmenter
) -> ArticleQuestion | None:
    """What an article asks of the other language, no term twice; None where nothing is known."""
    english = article.language is Language.ENGLISH
    most = _MOST_WORDS if english else _MOST_STRETCHES
    headline = headline_terms(article, lexicon, segmenter)
    body = _terms(article.body[:_LOOKED_AT], most[1], lexicon, segmenter)
    every: dict[object, AcrossTerm] = {}
    for term in (*headline, *body):
        every.setdefault(term.node, term)
    if not every:
        return None
    languages = other_languages(chinese=not english)
    return ArticleQuestion(Across(languages, tuple(every.values())), frozenset(headline))
