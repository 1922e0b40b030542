"""Lines that a source repeats in many of its articles: what a format should have left out.

Each article's first and last paragraphs are counted, in memory that does not grow with the
articles.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from archive.model.article import Article

#: Paragraphs at either end of an article that are counted: furniture stands there.
_AT_EACH_END: Final = 3

#: Paragraphs of a source that are counted at a time; where there are more, those that came once
#: only are forgotten. A line that every hundredth article has outlives that.
_MOST_LINES: Final = 20_000

#: Sources that are counted; a newsroom has some dozens.
_MOST_SOURCES: Final = 500

#: So many articles of a source, and so large a share of them, make a line furniture: headings of
#: series and signatures of columns are rarer.
_FEWEST: Final = 20
_SHARE: Final = 0.05

#: From the second time on, a line's text is kept: so much of it.
_SHOWN: Final = 100

#: Lines that are reported.
_REPORTED: Final = 50


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line that so many articles of a source have near their beginning or end."""

    source: str
    line: str
    articles: int


@dataclass(slots=True)
class _Source:
    articles: int = 0
    counts: Counter[bytes] = field(default_factory=Counter)
    texts: dict[bytes, str] = field(default_factory=dict)

    def add(self, paragraphs: set[str]) -> None:
        self.articles += 1
        for paragraph in paragraphs:
            key = hashlib.blake2b(paragraph.encode("utf-8"), digest_size=8).digest()
            self.counts[key] += 1
            if self.counts[key] > 1:
                self.texts.setdefault(key, paragraph[:_SHOWN])
        if len(self.counts) > _MOST_LINES:
            self._forget()

    def _forget(self) -> None:
        """Leave out the rarest half."""
        self.counts = Counter(dict(self.counts.most_common(_MOST_LINES // 2)))
        self.texts = {key: text for key, text in self.texts.items() if key in self.counts}


def _folder(article: Article) -> str:
    """The folder or archive that an article lies in."""
    return article.place.file.rpartition("/")[0] if article.place else ""


class RepeatedLines:
    """The first and last paragraphs of articles, by source."""

    def __init__(self) -> None:
        self._sources: dict[str, _Source] = {}

    def add(self, article: Article) -> None:
        """Count the paragraphs of an article."""
        name = article.source or _folder(article)
        source = self._sources.get(name)
        if source is None:
            if len(self._sources) >= _MOST_SOURCES:
                return
            source = self._sources[name] = _Source()
        paragraphs = article.body.split("\n\n")
        ends = (*paragraphs[:_AT_EACH_END], *paragraphs[-_AT_EACH_END:])
        source.add({paragraph.strip() for paragraph in ends} - {""})

    def commonest(self) -> tuple[RepeatedLine, ...]:
        """Lines that are repeated so often that they are no article's own, the commonest first."""
        lines = [
            RepeatedLine(name, source.texts[key], count)
            for name, source in self._sources.items()
            for key, count in source.counts.items()
            if count >= max(_FEWEST, _SHARE * source.articles)
        ]
        return tuple(
            sorted(lines, key=lambda line: (-line.articles, line.source, line.line))[:_REPORTED]
        )
