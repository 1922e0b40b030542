"""How much work a query tree is, before it is done: from counts that the arrays have at hand."""

from __future__ import annotations

from itertools import chain
from typing import Final, TypeVar

from archive.engine.whoosh.near import MANY_NEAR
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.terms import key_of
from archive.engine.whoosh.text_field import TextField
from archive.model.fields import SAID_IN
from archive.model.query import (
    And,
    AtLeast,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Printed,
    Says,
    Term,
)
from archive.model.result import Work
from archive.text.scan import SENTENCE_MARK, STRETCH_MARK

#: What any node costs in a segment, whatever it finds: some calls of numpy, 30 microseconds.
_NODE: Final = 3_000

#: What it costs to read a byte of a stored text and look for a literal: an article of 1,020 bytes
#: takes 40 microseconds, one of 2,180 takes 88.
_READ_BYTE: Final = 4

#: What an occurrence costs beside NEAR, and more for each group: looked up, numbered and sorted.
_OCCURRENCE: Final = 10
_OF_PREFIX: Final = 30
_GROUP: Final = 3

#: What a mark of punctuation costs that stands in a document with something of every group: all are
#: read and sorted, so that words can be counted without them. 30 nanoseconds.
_PUNCTUATION: Final = 3

#: What the marks of a word cost in an article, of a single Han character, which stands often, and
#: of each occurrence beside NEAR.
_MARK: Final = 200
_CHARACTER_MARK: Final = 3_000
_NEAR_MARK: Final = 2_000

#: Estimates of each kind that are remembered.
_REMEMBERED: Final = 5_000

_Estimate = TypeVar("_Estimate")


class Effort:
    """Estimates for one segment; those made lately are remembered. Safe for many threads."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        # One query asks for the same nodes many times.
        self._known: dict[Node, int] = {}
        self._works: dict[Node, Work] = {}

    def work(self, node: Node) -> Work:
        """About how many steps a tree takes to evaluate, and to mark in one article."""
        # Most trees are one term: what scores.
        if isinstance(node, Term):
            return self._of_term(node)
        # What reads texts depends on how many documents are left by what stands beside it.
        return self._work(node, None) if _reads_somewhere(node) else self._known_work(node)

    def _known_work(self, node: Node) -> Work:
        if isinstance(node, Term):
            return self._of_term(node)
        known = self._works.get(node)
        if known is None:
            match node:
                case And(parts) | Or(parts) | AtLeast(_, parts):
                    known = self._all(parts, [self._known_work(part) for part in parts])
                case Not(part):
                    known = self._but(self._known_work(part))
                case _:
                    known = self._work(node, None)
            _remember(self._works, node, known)
        return known

    def _of_term(self, node: Term) -> Work:
        posts = self._segment.texts[node.field]
        mark = _CHARACTER_MARK if node.field.endswith("_char") else _MARK
        return Work(_NODE + posts.frequency_of(node.text), mark)

    def _work(self, node: Node, within: int | None) -> Work:
        """The same; `within`: so many documents are left when it is evaluated."""
        match node:
            case Term():
                return self._of_term(node)
            case Phrase() | Prefix():
                return Work(_NODE + self._postings(node), _MARK)
            case And(parts):
                cheap = (clause for clause in parts if not _reads(clause))
                within = min(map(self.most, cheap), default=within)
                return self._all(parts, [self._work(clause, within) for clause in parts])
            case Or(parts) | AtLeast(_, parts):
                return self._all(parts, [self._work(clause, within) for clause in parts])
            case Not(clause):
                return self._but(self._work(clause, within))
            case Near():
                return self._near(node)
            case Says():
                return self._says(node)
            case Printed(clause):
                most = self.most(clause)
                reads = most if within is None else min(most, within)
                read = _READ_BYTE * self._segment.record_bytes * reads
                return Work(_NODE + self._work(clause, None).find + read, _MARK)
        return Work(_NODE + self._segment.size, 0)

    def _but(self, work: Work) -> Work:
        return Work(_NODE + self._segment.size + work.find, 0)

    def _all(self, parts: tuple[Node, ...], works: list[Work]) -> Work:
        find = sum(work.find for work in works) + len(parts) * self._segment.size // 8
        return Work(_NODE + find, sum(work.show for work in works))

    def most(self, node: Node) -> int:
        """No fewer documents than a node finds."""
        match node:
            case Term() | Prefix():
                return min(self._segment.size, self._postings(node))
            case Phrase(field, texts):
                return min(self._frequencies(field, texts))
            case And(parts):
                return min(map(self.most, parts), default=self._segment.size)
            case Or(parts):
                return min(self._segment.size, sum(map(self.most, parts)))
        return self._segment.size

    def _frequencies(self, field: str, texts: tuple[str, ...]) -> list[int]:
        posts = self._segment.texts[field]
        return [posts.frequency_of(text) for text in texts]

    def _postings(self, node: Term | Phrase | Prefix) -> int:
        """What it takes to find a node; one query asks for the same ones many times."""
        postings = self._known.get(node)
        if postings is None:
            postings = self._counted(node)
            _remember(self._known, node, postings)
        return postings

    def _counted(self, node: Term | Phrase | Prefix) -> int:
        posts = self._segment.texts[node.field]
        match node:
            case Term(_, text):
                return posts.frequency_of(text)
            case Prefix(_, text):
                return posts.postings(posts.table.prefixed(key_of(text)))
        frequencies = self._frequencies(node.field, node.texts)
        least = min(frequencies)
        if not least:
            return len(frequencies)
        # The positions of a token are read in the documents that are left, at most those of the
        # rarest one.
        return sum(
            min(frequency, 16 * least)
            + _NODE // 4
            + posts.occurrences(_one(posts, text)) * least // frequency
            for text, frequency in zip(node.texts, frequencies, strict=True)
        )

    def _near(self, node: Near) -> Work:
        posts = self._segment.texts[node.field]
        find = show = _NODE
        for clause in chain.from_iterable(node.groups):
            occurrences, documents = self._standing(posts, clause)
            once = _OF_PREFIX if isinstance(clause, Prefix) else _OCCURRENCE
            each = once + _GROUP * len(node.groups)
            find += _NODE + self._postings(clause) + each * occurrences
            show += _MARK + _NEAR_MARK * -(-occurrences // max(1, documents))
        together = min((sum(map(self.most, group)) for group in node.groups), default=0)
        marks = sum(posts.occurrences(_one(posts, mark)) for mark in (STRETCH_MARK, SENTENCE_MARK))
        # Where many documents are looked at, the marks of all are read once a request.
        share = min(together / max(1, self._segment.size), 1 / MANY_NEAR)
        return Work(find + int(_PUNCTUATION * marks * share), show)

    def _says(self, node: Says) -> Work:
        """Statements are looked at in the documents with something of every group."""
        posts = self._segment.texts[SAID_IN]
        find = show = _NODE
        for clause in chain.from_iterable(node.groups):
            occurrences, documents = self._standing(posts, clause)
            find += _NODE + self._postings(clause) + _OCCURRENCE * occurrences
            show += _MARK + _NEAR_MARK * -(-occurrences // max(1, documents))
        return Work(find + len(self._segment.statements.speaking(node.speakers)), show)

    def _standing(self, posts: TextField, clause: Term | Phrase | Prefix) -> tuple[int, int]:
        """How often a clause stands in the segment, at most, and in how many documents."""
        match clause:
            case Prefix(_, text):
                numbers = posts.table.prefixed(key_of(text))
                return posts.occurrences(numbers), self.most(clause)
            case Term(_, text):
                return posts.occurrences(_one(posts, text)), self.most(clause)
        return min(posts.occurrences(_one(posts, text)) for text in clause.texts), self.most(clause)


def _remember(known: dict[Node, _Estimate], node: Node, estimate: _Estimate) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[node] = estimate


def _reads_somewhere(node: Node) -> bool:
    """Whether stored texts are read for a node or for what it excludes."""
    if isinstance(node, And | Or | AtLeast):
        return any(map(_reads_somewhere, node.parts))
    if isinstance(node, Not):
        return _reads_somewhere(node.part)
    return isinstance(node, Printed)


def _reads(node: Node) -> bool:
    """Whether stored texts are read for a node, which is left to the last."""
    if isinstance(node, And | Or | AtLeast):
        return any(map(_reads, node.parts))
    return isinstance(node, Printed)


def _one(posts: TextField, text: str) -> range:
    number = posts.find(text)
    return range(number, number + 1) if number >= 0 else range(0)
