"""Versions and copies by a plain rule, once as an engine is given it and once as its oracle.

Articles of one headline are a story; those of one source too are versions of one article, of which
the newest is the last by time and id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from archive.engine.grouping import StoryGroupColumns, TraitColumns
from archive.model.article import Document
from archive.model.concealment import ArticleMarks
from archive.model.entity import ACTORS
from archive.model.query import (
    CHANGES,
    And,
    AtLeast,
    Changed,
    HasId,
    InStory,
    Node,
    Not,
    Older,
    Or,
    Printed,
)
from archive.model.result import Family, StoryIds
from archive.model.traits import Traits


def has_mark(traits: Traits, marks: Sequence[ArticleMarks]) -> bool:
    """Whether an article has one of these marks, or the source and another of one."""
    for one in marks:
        if one.own and traits.own == one.own:
            return True
        kinds = ("address", "stem", "body")
        same = [getattr(one, k) and getattr(one, k) == getattr(traits, k) for k in kinds]
        if any(same) and one.source == traits.source:
            return True
    return False


class PlainGroups:
    """See `archive.engine.grouping.Grouping`."""

    def groups(self, traits: TraitColumns, /) -> StoryGroupColumns:
        count = len(traits.day)
        stories: dict[int, list[int]] = {}
        versions: dict[tuple[int, int], list[int]] = {}
        order = sorted(range(count), key=lambda n: (traits.instant[n], traits.place[n]))
        for number in order:
            headline, source = int(traits.headline[number]), int(traits.source[number])
            if headline:
                stories.setdefault(headline, []).append(number)
                versions.setdefault((headline, source), []).append(number)
        story, of_version = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
        older, before = np.zeros(count, bool), np.full(count, -1, np.int64)
        for of_story, groups in ((story, [*stories.values()]), (of_version, [*versions.values()])):
            for number, group in enumerate(groups, 1):
                of_story[group] = number if len(group) > 1 else 0
        for group in versions.values():
            older[group[:-1]] = True
            before[group[1:]] = group[:-1]
        return StoryGroupColumns(story, of_version, older, before)


@dataclass(frozen=True)
class Known:
    """What is known of one article: its story and versions, and what changed up to it."""

    story: tuple[str, ...]
    versions: tuple[str, ...]
    changed: frozenset[str]

    @property
    def older(self) -> tuple[str, ...]:
        return self.versions[:-1]


def known_stories(documents: Sequence[Document], shown: Sequence[Document]) -> dict[str, Known]:
    """What is known of each article; `shown` are the documents as readers see them."""
    named = {
        one.article.id: {(m.kind, m.entity) for m in one.mentions if m.kind in ACTORS}
        for one in shown
    }

    def time(document: Document) -> tuple[bool, int, str]:
        return document.instant is not None, document.instant or 0, document.article.id

    ordered = sorted(documents, key=time)
    stories: dict[int, list[Document]] = {}
    for document in ordered:
        if document.traits.headline:
            stories.setdefault(document.traits.headline, []).append(document)
    known = {one.article.id: Known((), (), frozenset()) for one in documents}
    for members in stories.values():
        for source in {one.traits.source for one in members}:
            versions = [one for one in members if one.traits.source == source]
            changed: frozenset[str] = frozenset()
            for number, document in enumerate(versions):
                if number:
                    changed |= _differences(versions[number - 1], document, named)
                known[document.article.id] = Known(
                    tuple(one.article.id for one in members),
                    tuple(one.article.id for one in versions),
                    changed,
                )
    return known


def _differences(before: Document, after: Document, named: Mapping[str, object]) -> frozenset[str]:
    differs = {
        "headline": before.traits.headline != after.traits.headline,
        "figures": before.traits.figures != after.traits.figures,
        "names": named[before.article.id] != named[after.article.id],
        "text": before.traits.body != after.traits.body,
    }
    return frozenset(name for name in CHANGES if differs[name])


def story_of(article: str, known: Mapping[str, Known]) -> StoryIds:
    """The versions and copies of an article."""
    here = known[article]
    versions = here.versions or (article,)
    copies = tuple(one for one in here.story if one not in versions and one not in known[one].older)
    return StoryIds(versions, copies)


def family_of(
    article: str, known: Mapping[str, Known], instants: Mapping[str, int | None]
) -> Family:
    """What the story of an article is called, and which of its versions it is."""

    def oldest(one: str) -> tuple[bool, int, str]:
        instant = instants[one]
        return instant is None, instant or 0, one

    here = known[article]
    versions = here.versions or (article,)
    return Family(min(here.story or (article,), key=oldest), versions.index(article) + 1)


def plain_node(node: Node, known: Mapping[str, Known]) -> Node:
    """A tree in which ids stand for what is said of stories."""

    def ids(holds: Callable[[str, Known], bool]) -> Node:
        return Or(tuple(HasId(one) for one, of in known.items() if holds(one, of)))

    match node:
        case And(parts):
            return And(tuple(plain_node(part, known) for part in parts))
        case Or(parts):
            return Or(tuple(plain_node(part, known) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(plain_node(part, known) for part in parts))
        case Not(part):
            return Not(plain_node(part, known))
        case Printed(part, text, literal):
            return Printed(plain_node(part, known), text, literal)
        case Older():
            return ids(lambda one, of: one in of.older)
        case Changed(changes):
            return ids(lambda _, of: not of.changed.isdisjoint(changes))
        case InStory(article):
            members = known[article].story if article in known else ()
            return ids(lambda one, _: one == article or one in members)
    return node
