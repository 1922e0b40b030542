"""Where an article is at home: in the texts of a place its own offices need no address.

An article is at home where its paper is; else in the country that most of what it names for certain
lies in or belongs to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from archive.entities.entries import Entry
from archive.model.entity import Kind
from archive.text.folding import fold_text

#: Places that are counted by themselves, not as their country's.
_APART: Final = frozenset(("hong-kong", "macau", "taiwan"))

#: So many things of a place, and so large a share of all that has one, make an article its own.
_LEAST: Final = 2
_SHARE: Final = 0.5

#: What a paper's name consists of beside other words: RTHK in RTHK 香港電台.
_WORDS: Final = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")


class Homes:
    """The homes of entities, and of articles by what they name."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._homes = {id_: self._home(id_) for id_ in entries}
        self._papers = {
            fold_text(name): entry.home
            for entry in entries.values()
            if entry.home and entry.entity.kind is Kind.ORGANISATION
            for name in entry.entity.all_names()
            if name not in entry.guards
        }

    def of(self, entity: str) -> str:
        """The place of an entity: of a place the country that it lies in; "" where none is told."""
        return self._homes.get(entity, "")

    def is_person_of(self, entity: str, home: str) -> bool:
        """Whether an entity is a person whose home this is."""
        return bool(home) and (
            self._homes.get(entity) == home and self._entries[entity].entity.kind is Kind.PERSON
        )

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

    def of_paper(self, source: str) -> str:
        """The place of a paper, by its name or a word of it; "" where it is not known."""
        folded = fold_text(source)
        names = (folded, *_WORDS.findall(folded))
        return next((self._papers[name] for name in names if name in self._papers), "")

    def of_article(self, source: str, named: Iterable[str]) -> str:
        """Where an article is at home that names these entities for certain, "" for nowhere."""
        paper = self.of_paper(source)
        if paper:
            return paper
        counts = Counter(home for entity in named if (home := self.of(entity)))
        if not counts:
            return ""
        (home, count), *_ = counts.most_common(1)
        enough = count >= _LEAST and count > _SHARE * counts.total()
        return home if enough else ""
