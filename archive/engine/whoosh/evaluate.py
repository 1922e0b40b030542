"""Which documents of a segment a query tree denotes: one function per kind of node.

A set of documents is an ascending array of document numbers. `within` narrows work: only documents
of it need be answered, and others may not be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.near import MANY_NEAR, Numbers, near_docs
from archive.engine.whoosh.places import cover, member
from archive.engine.whoosh.segment import Segment
from archive.engine.whoosh.sets import StoryDocs, simple_docs
from archive.engine.whoosh.terms import key_of
from archive.engine.whoosh.text_field import TextField
from archive.model.fields import SAID_IN
from archive.model.query import (
    And,
    AtLeast,
    HasId,
    InStory,
    Near,
    Node,
    Not,
    Nothing,
    Older,
    Or,
    Phrase,
    Prefix,
    Printed,
    Says,
    Term,
)

#: To look a document up takes as long as to mark so many in a bitmap, which itself takes as long to
#: make as to mark so many.
_LOOK_UP: Final = 32
_BITMAP: Final = 4_000

#: So few documents are sorted: a bitmap of 65,536 takes 10 microseconds to read.
_FEW: Final = 1_000

#: So many nodes of a segment are remembered with what they cost.
_COSTS: Final = 5_000

#: What is remembered of a segment, evaluated whole.
_REMEMBERED: Final = (And, Or, AtLeast, Near, Says)

#: Reads the stored text ("title" or "body") of a document and says whether it holds a literal.
PrintedTest = Callable[[int, Printed], bool]


def intersect(left: Array, right: Array, size: int) -> Array:
    """Documents in both sets."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return few
    if len(many) + _BITMAP > _LOOK_UP * len(few):
        at = many.searchsorted(few)
        at[at == len(many)] = 0
        shared: Array = few[many[at] == few]
        return shared
    mask = np.zeros(size, bool)
    mask[many] = True
    both: Array = few[mask[few]]
    return both


class Evaluator:
    """Answers query trees over one segment; made anew for each request, or for several together.

    `repeated` are nodes that stand in many places: each is evaluated once, and whole.
    """

    def __init__(
        self,
        segment: Segment,
        printed: PrintedTest,
        story: StoryDocs,
        repeated: frozenset[Node] = frozenset(),
    ) -> None:
        self._segment = segment
        self._printed_test = printed
        self._story_docs = story
        self._all = segment.living
        self._repeated = repeated
        self._known: dict[Node, Array] = {}
        self._verdicts: dict[Printed, dict[int, bool]] = {}
        self._numbers: dict[TextField, Numbers] = {}

    def docs(self, node: Node, within: Array | None = None) -> Array:
        """The documents that `node` denotes, of `within` if given."""
        if self._repeated and node in self._repeated:
            docs = self._whole(node)
        elif isinstance(node, _REMEMBERED):
            docs = self._segment.sets.docs(node, within, self._docs)
        else:
            docs = self._docs(node, within)
        return docs if within is None else intersect(docs, within, self._segment.size)

    def likely(self, node: Node, within: Array) -> Array:
        """Documents among which all are that `node` denotes: with a phrase's tokens in any order.

        Positions are not read.
        """
        return self._with_tokens(node, within)[1] if isinstance(node, Phrase) else within

    def both(self, left: Array, right: Array) -> Array:
        """Documents in both sets."""
        return intersect(left, right, self._segment.size)

    def _whole(self, node: Node) -> Array:
        docs = self._known.get(node)
        if docs is None:
            docs = self._known[node] = self._docs(node, None)
        return docs

    def _numbers_in(self, posts: TextField, docs: Array) -> Numbers:
        """The numbers of words in documents; where those are many, in all, made once."""
        if len(docs) * MANY_NEAR < self._segment.size:
            return Numbers(posts, docs)
        if posts not in self._numbers:
            self._numbers[posts] = Numbers(posts, self._segment.everything)
        return self._numbers[posts]

    def _printed(self, node: Printed, within: Array | None) -> Array:
        """The documents that hold a literal; each article is read once."""
        docs = self._segment.only_live(self.docs(node.part, within))
        verdicts = self._verdicts.setdefault(node, {})
        holding = []
        for doc in docs.tolist():
            if doc not in verdicts:
                verdicts[doc] = self._printed_test(doc, node)
            if verdicts[doc]:
                holding.append(doc)
        return np.array(holding, np.int64)

    def _docs(self, node: Node, within: Array | None) -> Array:
        match node:
            case Term(field, text):
                posts = self._segment.texts[field]
                return posts.docs_among(posts.find(text), within)
            case Phrase(field, texts):
                posts = self._segment.texts[field]
                if any(posts.find(text) < 0 for text in texts):
                    return self._all[:0]
                return self._segment.phrases.docs(node, within, self._phrase)
            case Prefix(field, text):
                posts = self._segment.texts[field]
                return self._union([posts.docs_of(posts.table.prefixed(key_of(text)))])
            case Near(field):
                base = self._all if within is None else self._segment.only_live(within)
                posts = self._segment.texts[field]
                return near_docs(posts, node, base, self.docs, partial(self._numbers_in, posts))
            case Says():
                posts = self._segment.texts[SAID_IN]
                return self._segment.statements.docs(node, posts, within, self.docs)
            case And(parts):
                return self._and(parts, within)
            case Or(parts):
                return self._union([self.docs(clause, within) for clause in parts])
            case Not(clause):
                return self._without(self._all if within is None else within, clause)
            case AtLeast(count, parts):
                return self._at_least(count, parts, within)
            case Printed():
                return self._segment.phrases.docs(node, within, self._printed)
            case _:
                return simple_docs(self._segment, node, self._story_docs)

    def _union(self, sets: list[Array]) -> Array:
        if sum(map(len, sets)) <= _FEW:
            docs = np.concatenate([self._all[:0], *sets])
            docs.sort()
            first = np.ones(len(docs), bool)
            first[1:] = docs[1:] != docs[:-1]
            return docs[first]
        mask = np.zeros(self._segment.size, bool)
        for docs in sets:
            mask[docs] = True
        return mask.nonzero()[0].astype(np.int64)

    def _at_least(self, count: int, parts: tuple[Node, ...], within: Array | None) -> Array:
        if count > len(parts):
            return self._all[:0]
        docs = np.concatenate([self._all[:0], *(self.docs(clause, within) for clause in parts)])
        having = np.bincount(docs, minlength=self._segment.size)
        return np.flatnonzero(having >= count).astype(np.int64)

    def _without(self, docs: Array, excluded: Node) -> Array:
        if isinstance(excluded, Older):
            return docs[self._segment.newest[docs]]
        mask = np.ones(self._segment.size, bool)
        mask[self.docs(excluded, docs)] = False
        return docs[mask[docs]]

    def _and(self, parts: tuple[Node, ...], within: Array | None) -> Array:
        wanted = [clause for clause in parts if not isinstance(clause, Not)]
        docs = within
        for clause in sorted(wanted, key=self._cost):
            docs = self.docs(clause, docs)
            if not len(docs):
                return docs
        docs = self._all if docs is None else docs
        for excluded in parts:
            if isinstance(excluded, Not):
                docs = self._without(docs, excluded.part)
        return docs

    def _cost(self, node: Node) -> int:
        """About how many documents a node denotes; what must read articles comes last."""
        costs = self._segment.costs
        cost = costs.get(node)
        if cost is None:
            if len(costs) >= _COSTS:
                costs.clear()
            cost = costs[node] = self._counted(node)
        return cost

    def _counted(self, node: Node) -> int:
        match node:
            case Term(field, text):
                posts = self._segment.texts[field]
                return posts.frequency_of(text)
            case Phrase(field, texts):
                posts = self._segment.texts[field]
                return min(posts.frequency_of(text) for text in texts)
            case And(parts):
                return min(map(self._cost, parts), default=self._segment.size)
            case Near(_, groups):
                return min((sum(map(self._cost, g)) for g in groups), default=self._segment.size)
            case Or(parts):
                return sum(map(self._cost, parts))
            case Printed():
                return self._segment.size + 1
            case Says(speakers):
                return len(self._segment.statements.speaking(speakers))
            case HasId() | InStory() | Nothing():
                return 1
        return self._segment.size

    def _with_tokens(
        self, phrase: Phrase, within: Array | None
    ) -> tuple[list[tuple[str, int]], Array]:
        """Tokens that say all a phrase says, and the documents with all of them."""
        field: TextField = self._segment.texts[phrase.field]
        numbers = {text: field.find(text) for text in phrase.texts}
        if min(numbers.values()) < 0:
            return [], self._all[:0]
        tokens = cover(phrase, lambda text: field.frequency(numbers[text]))
        docs = within
        for text, _ in tokens:
            of_term = field.docs(numbers[text])
            docs = of_term if docs is None else intersect(docs, of_term, self._segment.size)
            if not len(docs):
                break
        assert docs is not None
        return tokens, docs

    def _phrase(self, phrase: Phrase, within: Array | None) -> Array:
        field: TextField = self._segment.texts[phrase.field]
        tokens, docs = self._with_tokens(phrase, within)
        if not len(docs):
            return docs
        keys: Array | None = None
        for text, place in tokens:
            owners, positions = field.positions(field.find(text), docs)
            # A key is (document, start of the phrase); starts before the text are kept apart
            # from the end of the document before by the room of the largest place.
            mine = (owners << 33) + positions - place + phrase.places[-1]
            keys = mine if keys is None else keys[member(keys, mine)]
            if not len(keys):
                return docs[:0]
            docs, keys = _narrowed(docs, keys)
        return docs


def _narrowed(docs: Array, keys: Array) -> tuple[Array, Array]:
    """Those of the documents for which keys are left, and the keys as they number these."""
    owners = keys >> 33
    holding = np.zeros(len(docs), bool)
    holding[owners] = True
    ranks = holding.cumsum() - 1
    return docs[holding], keys - ((owners - ranks[owners]) << 33)
