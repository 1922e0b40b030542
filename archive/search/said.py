"""Where articles say what a query asks to be said, and who says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.model.article import Document
from archive.model.entity import Entity, Names
from archive.model.fields import SAID_IN
from archive.model.query import And, AtLeast, Near, Node, Or, Says
from archive.model.statement import Speaker, Statement
from archive.text.finder import Finder
from archive.text.marks import Occurrence

#: Things said are numbered from here down: days are from -1 on, and few.
_FIRST: Final = -(1 << 20)


def said_nodes(node: Node) -> Iterator[Says]:
    """The statements that a query tree asks for; what it excludes is not among them."""
    if isinstance(node, And | Or | AtLeast):
        for child in node.parts:
            yield from said_nodes(child)
    elif isinstance(node, Says):
        yield node


class SaidFinder:
    """Finds the statements that a query tree asks for, article by article."""

    def __init__(self, tree: Node) -> None:
        self._asked: Final = tuple(dict.fromkeys(said_nodes(tree)))
        # One group by itself is near nothing else: this finds each place where it stands.
        groups = dict.fromkeys(group for node in self._asked for group in node.groups)
        self._finder = Finder((Near(SAID_IN, (group,), 0) for group in groups), "body")
        self._numbers = {group: number for number, group in enumerate(groups)}

    def found(self, document: Document) -> Iterator[tuple[Statement, list[Occurrence]]]:
        """The statements that say what is asked, with where; all of one where only who is asked."""
        if not self._asked or not document.statements:
            return
        every = self._finder.find(document.article.body) if self._numbers else []
        for statement in document.statements:
            inside = [
                one for one in every if statement.start <= one.start and one.end <= statement.end
            ]
            met = [node for node in self._asked if self._says(node, statement, inside)]
            if not met:
                continue
            whole = not any(node.groups for node in met)
            wanted = {self._numbers[group] for node in met for group in node.groups}
            marks = [Occurrence(statement.start, statement.end, _FIRST)] if whole else []
            marks += [
                Occurrence(one.start, one.end, _FIRST - 1 - one.what)
                for one in inside
                if one.what in wanted
            ]
            yield statement, marks

    def occurrences(self, document: Document) -> list[Occurrence]:
        """What of a body is said as asked."""
        return [mark for _, marks in self.found(document) for mark in marks]

    def speakers(self, document: Document) -> tuple[Speaker, ...]:
        """Who says what is asked, each once, in order of place."""
        speakers = (statement.speaker for statement, _ in self.found(document))
        return tuple(dict.fromkeys(speaker for speaker in speakers if speaker))

    def _says(self, node: Says, statement: Statement, inside: list[Occurrence]) -> bool:
        speaker = statement.speaker
        if node.speakers is not None and (speaker is None or speaker.entity not in node.speakers):
            return False
        held = {one.what for one in inside}
        return all(self._numbers[group] in held for group in node.groups)


def speaking_entity(speaker: Speaker, names: Names) -> Entity | None:
    """Who a speaker is: also a name that links to nobody; None if unknown."""
    known = names.get(speaker.entity)
    if known is not None:
        return known
    named = Entity(speaker.entity, speaker.kind, {})
    return None if named.resolved else named
