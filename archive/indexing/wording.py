"""The stage that learns words of two languages: what a build's articles begin with, its lexicon.

Words are learned again where the rules, the lists or enough articles have changed; until then the
lexicon is the one of the generation that is built on, without what is gone.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Final

from archive.corpus.lexicon.beginnings import BeginningsTable, without_articles_of
from archive.corpus.lexicon.decisions import Decisions
from archive.corpus.lexicon.making import make_lexicon
from archive.engine.lexicons import BEGINNINGS, LEXICON, write_lexicon, write_without
from archive.engine.store import Build, Store
from archive.indexing.base import Start
from archive.model.article import Document
from archive.model.entity import Names

#: Words are learned again once so large a share of all articles came, changed or went: they follow
#: from what many articles say, and learning takes longer than to store a day's.
ENOUGH: Final = 0.02


class Wording:
    """What a build's articles begin with; the lexicon that follows from it."""

    def __init__(self, store: Store, start: Start) -> None:
        """Raises `DamagedIndexError` where what is built on is not whole."""
        self._build = start.build
        base = start.base.name if start.base is not None and start.onto else None
        before = None if base is None else store.kept(base, BEGINNINGS)
        self._lexicon = None if base is None else store.kept(base, LEXICON)
        self._again = "lexicon" in start.stale or self._lexicon is None
        self._table = BeginningsTable(self._build.keep(BEGINNINGS), before)
        self._gone: set[str] = set()

    def put(self, document: Document) -> None:
        """Take in a document with its tokens."""
        self._table.put(document)
        self._gone.add(document.article.id)

    def remove(self, article: str) -> None:
        """Forget an article."""
        self._table.remove(article)
        self._gone.add(article)

    def finish(self, names: Names, decisions: Decisions) -> tuple[int, float]:
        """Write the lexicon, before the build is committed.

        Gives how many articles words were learned of and the seconds of processor time; 0 where
        the lexicon is that of before.
        """
        began = process_time()
        place = self._build.keep(LEXICON)
        changed, every = self._table.changed()
        if self._lexicon is not None and not self._again and changed <= ENOUGH * every:
            write_without(place, self._lexicon, self._gone.__contains__)
            self._table.finish(learned=False)
            return 0, 0.0
        content = make_lexicon(self._table.read(), names, decisions.kept, decisions.rejected)
        write_lexicon(place, content)
        self._table.finish(learned=True)
        return every, process_time() - began

    def close(self) -> None:
        """Close what is open, whatever became of the build."""
        self._table.close()


def forget_words(store: Store, name: str, build: Build, articles: list[str]) -> None:
    """Give a build the words of a generation, without what some articles tell."""
    gone = set(articles)
    beginnings, lexicon = store.kept(name, BEGINNINGS), store.kept(name, LEXICON)
    if beginnings is not None:
        without_articles_of(build.keep(BEGINNINGS), beginnings, articles)
    if lexicon is not None:
        place: Path = build.keep(LEXICON)
        write_without(place, lexicon, gone.__contains__)
