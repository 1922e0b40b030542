"""Queries that are spelt as they are meant: of these none, or hardly any, is to be corrected.

`python -m tests.quality.correct INDEX SEED FILE ...` draws them from articles: words of headlines
and names that find many articles (`common`), and names that stand in one to three (`rare`).
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from archive.engine.catalogue import FolderCatalogue
from archive.model.article import Article
from archive.model.fields import TEXTS
from archive.query.words import in_texts
from archive.search.edition import Edition
from archive.text import tables
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN
from tests.quality.known_items import sample

#: Queries of each kind and language.
QUERIES: Final = 100

#: A common query finds so many articles, a rare one between one and the other figure.
COMMON: Final = 20
RARE: Final = 3

#: Two or three words in capitals that do not begin a sentence.
_LATIN_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){1,2}\b")
_LATIN_WORD: Final = re.compile(r"\b[A-Za-z]{4,}\b")
_HAN_WORD: Final = re.compile(r"[\u4e00-\u9fff]{2,5}")


def _han_name() -> re.Pattern[str]:
    """A surname with two characters before a word of saying, and behind a mark or a title."""
    rows = " ".join(tables.rows("archive.entities", "surnames.txt"))
    some = "".join(name for name in rows.split() if len(name) == 1)
    return re.compile(
        rf"(?<=[，。、：員長任授理師生士席])[{some}][\u4e00-\u9fff]{{2}}"
        r"(?=表示|指出|認為|稱|說|表态|认为|说|称)"
    )


def common(articles: Sequence[Article], edition: Edition, some: random.Random) -> Iterator[str]:
    """Words of headlines that find many articles, one or two at a time."""
    shuffled = list(articles)
    some.shuffle(shuffled)
    for article in shuffled:
        folded = fold_text(article.title)
        if HAN_RUN.search(folded):
            words = [
                word
                for run in _HAN_WORD.findall(article.title)
                for word in edition.words.segmenter.cut_words(fold_text(run))
                if len(word) > 1
            ]
        else:
            words = _LATIN_WORD.findall(article.title)
        if words:
            query = " ".join(some.sample(words, min(len(words), some.choice((1, 2)))))
            if edition.count(edition.words.words(query).node) >= COMMON:  # type: ignore[union-attr]  # letters
                yield query


def rare(articles: Sequence[Article], edition: Edition, some: random.Random) -> Iterator[str]:
    """Names of people, places and firms that stand in few articles."""
    named = _han_name()
    counts: Counter[str] = Counter()
    for article in articles:
        pattern = named if HAN_RUN.search(article.title) else _LATIN_NAME
        counts.update(set(pattern.findall(article.body)))
    names = sorted(name for name, count in counts.items() if count <= RARE)
    some.shuffle(names)
    for name in names:
        # A surname or a place alone is a query too.
        if name.isascii() and some.random() < 0.5:
            name = name.split()[-1]
        if 1 <= edition.count(in_texts(name, TEXTS)) <= RARE:
            yield name


if __name__ == "__main__":
    catalogue = FolderCatalogue("whoosh", Path(sys.argv[1]))
    edition = Edition(catalogue.open(catalogue.candidates()[0]))
    some = random.Random(int(sys.argv[2]))
    for path in map(Path, sys.argv[3:]):
        articles = sample(path, None, 1)[0]
        for kind, drawn in (("common", common), ("rare", rare)):
            for query in islice(drawn(articles, edition, some), QUERIES):
                print(kind, query, sep="\t")  # noqa: T201
