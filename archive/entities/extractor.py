"""The contract of whatever finds entities in an article."""

from __future__ import annotations

from typing import Protocol

from archive.entities.findings import Findings
from archive.model.article import Article
from archive.model.entity import Mention


class Extractor(Protocol):
    """Finds where an article names entities. Pure: the same article gives the same mentions."""

    def mentions(self, article: Article, findings: Findings = ()) -> tuple[Mention, ...]:
        """Mentions that do not overlap, title before body, in order of place.

        `findings` is what models found in the article.
        """
