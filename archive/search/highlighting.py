"""Where articles hold what was asked: words, and days that they mention."""

from __future__ import annotations

from archive.model.article import Document
from archive.model.fields import TEXTS
from archive.model.query import Node
from archive.search.spoken import asked_days, find_days
from archive.text.finder import Finder
from archive.text.marks import Occurrence, leaves


class Highlighter:
    """Compiled once from a query tree; the only source of highlights."""

    def __init__(self, tree: Node) -> None:
        words = tuple(leaves(tree))
        self._finders = {name: Finder(words, name) for name in TEXTS}
        self._days = tuple(dict.fromkeys(asked_days(tree)))

    def occurrences(self, document: Document, name: str) -> list[Occurrence]:
        """Every occurrence of what is asked in the text named `name`, by place."""
        article = document.article
        found = self._finders[name].find(article.title if name == "title" else article.body)
        if not self._days:
            return found
        return sorted([*found, *find_days(document, name, self._days)])
