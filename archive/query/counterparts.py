"""What an article asks of those in the other language: the words of its headline and beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.model.article import Article
from archive.model.lexicon import Lexicon
from archive.query.across import MOST_ACROSS, Across, AcrossTerm, read_across
from archive.query.names import PLAIN
from archive.text.scan import HAN_RUN
from archive.text.segmentation import Segmenter

#: Of a text so many English words are asked, or stretches of Chinese without punctuation.
_MOST_WORDS: Final = 60
_MOST_STRETCHES: Final = 14

#: Of a body so much is looked at for them.
_LOOKED_AT: Final = 600

_WORD: Final = re.compile(r"[\w'’]+(?:[.,]\d+)*")


def _chunks(text: str, most: int) -> Iterator[str]:
    """The words of a text as plain queries, in lower case: no word is an operator there."""
    words = [match[0].lower() for match in _WORD.finditer(text)][:most]
    for first in range(0, len(words), MOST_ACROSS):
        yield " ".join(words[first : first + MOST_ACROSS])


def asked_of_article(article: Article, lexicon: Lexicon, segmenter: Segmenter) -> Across | None:
    """What an article asks of the other language, no term twice; None where nothing is known."""
    text = f"{article.title}\n{article.body[:_LOOKED_AT]}"
    most = _MOST_STRETCHES if HAN_RUN.search(article.title) else _MOST_WORDS
    terms: dict[str, AcrossTerm] = {}
    languages = None
    for chunk in _chunks(text, most):
        across = read_across(chunk, lexicon, segmenter, PLAIN)
        if across is None:
            continue
        languages = languages or across.languages
        if across.languages == languages:
            for term in across.terms:
                terms.setdefault(term.typed, term)
    return Across(languages, tuple(terms.values())) if languages else None
