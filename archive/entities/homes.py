"""Where an article is at home: in the texts of a place its own offices need no address.

An article is at home where its paper is, and in the country that most of what it names for certain
lies in or belongs to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from archive.entities.entries import Entry
from archive.model.entity import Kind
from archive.text.folding import fold_text

#: Places that are counted by themselves, not as their country's.
_APART: Final = frozenset(("hong-kong", "macau", "taiwan"))

#: So many things of a place, and so large a share of all that has one, make an article its own.
_LEAST: Final = 2
_SHARE: Final = 0.5

#: Of what is about several places.
_SEVERAL: Final = "several"

#: Sources whose paper is remembered.
_SOURCES: Final = 1_000

#: What a paper's name consists of beside other words: RTHK in RTHK 香港電台.
_WORDS: Final = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")


class ArticleHomes(NamedTuple):
    """The place of an article's paper, and the one that it is about; "" where none is told."""

    paper: str
    content: str

    def are_of_offices(self, home: str) -> bool:
        """Whether the bare name of an office is that of its home: in no text about elsewhere."""
        return self.content == home or (self.paper == home and not self.content)


class Homes:
    """The homes of entities, and of articles by what they name."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        #: The papers of sources met lately.
        self._known: dict[str, str] = {}
        self._homes = {id_: self._home(id_) for id_ in entries}
        self._papers = {
            fold_text(name): entry.entity.id
            for entry in entries.values()
            if entry.entity.kind is Kind.ORGANISATION
            for name in entry.entity.all_names()
            if name not in entry.guards
        }

    def of(self, entity: str) -> str:
        """The place of an entity: of a place the country that it lies in; "" where none is told."""
        return self._homes.get(entity, "")

    def is_person_of(self, entity: str, homes: ArticleHomes) -> bool:
        """Whether an entity is a person whose home is one of these."""
        home = self.of(entity)
        return bool(home) and home in homes and self._entries[entity].entity.kind is Kind.PERSON

    def _home(self, entity: str) -> str:
        entry = self._entries[entity]
        if entry.entity.kind is not Kind.PLACE:
            return entry.home
        seen = {entity}
        while entity not in _APART:
            within = self._entries[entity].entity.within
            if not within or within in seen or within not in self._entries:
                break
            entity = within
            seen.add(entity)
        return entity

    def paper(self, source: str) -> str:
        """The entity that a paper is, by its name or a word of it; "" where it is not known."""
        if source not in self._known:
            folded = fold_text(source)
            names = (folded, *_WORDS.findall(folded))
            found = next((self._papers[name] for name in names if name in self._papers), "")
            if len(self._known) >= _SOURCES:
                self._known.clear()
            self._known[source] = found
        return self._known[source]

    def of_article(self, source: str, named: Iterable[str]) -> ArticleHomes:
        """Where an article is at home that names these entities for certain."""
        counts = Counter(home for entity in named if (home := self.of(entity)))
        content = ""
        if counts:
            (content, count), *_ = counts.most_common(1)
            alone = count == counts.total()
            if not alone and (count < _LEAST or count <= _SHARE * counts.total()):
                content = _SEVERAL
        return ArticleHomes(self.of(self.paper(source)), content)
