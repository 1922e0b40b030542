"""The contract of whatever finds entities in an article."""

from __future__ import annotations

from typing import Protocol

from archive.model.article import Article
from archive.model.entity import Mention


class Extractor(Protocol):
    """Finds where an article names entities. Pure: the same article gives the same mentions."""

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """Mentions that do not overlap, title before body, in order of place."""
