"""From a syntax tree to what it asks of an engine, with notes and alternatives on the way."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.model.query import Node, Not
from archive.query.budget import Budget
from archive.query.days import Newsroom
from archive.query.expansion import Expander
from archive.query.forms import Forms
from archive.query.holdings import Asked, Holdings
from archive.query.joins import Joins
from archive.query.names import Alternative, Expansion, FormKey, form_key, joined_parts
from archive.query.proximity import Group, any_of_groups, near_node
from archive.query.restrictions import Restrictions
from archive.query.run_scores import RunScores
from archive.query.runs import RunReader, TakenApart, joints
from archive.query.said import first_known, said_in, words_of
from archive.query.sayings import AskedPart, in_one_statement, said_clause
from archive.query.synonyms import Rarity
from archive.query.syntax import (
    DAY_FIELDS,
    SAID,
    AndParts,
    Fielded,
    NearParts,
    NotPart,
    OrParts,
    Quote,
    SyntaxNode,
    Word,
    parts_of,
    render,
)
from archive.query.values import with_bylines, with_long_values
from archive.query.words import Clause, grouped
from archive.text.phrases import quoted_spans
from archive.text.terms import term_key


class Compiler:
    """Turns the parts of one query into what they ask; gathers notes and alternatives."""

    def __init__(
        self,
        holdings: Holdings,
        expansion: Expansion,
        text: str,
        newsroom: Newsroom,
        asked: Asked | None = None,
    ) -> None:
        budget = Budget()
        self._asked = asked or Asked(expansion)
        self._holdings = holdings
        self._text = text
        self._newsroom = newsroom
        self._expander = Expander(holdings, expansion, text, budget, self._asked)
        self._restrictions = Restrictions(holdings.values, holdings.index, budget, newsroom)
        self._authors = holdings.authors
        self._joins = Joins(holdings.index, self._asked)
        self._words = holdings.words
        self._expansion = expansion
        self._runs = RunReader(
            holdings.words.segmenter, self._joins.is_term, self._joins.is_event, self._expander.note
        )
        self._scores = RunScores(holdings.words, self._runs.apart)
        self._depth = 0
        #: Alternatives to what must be absent alone.
        self.excluding: set[Alternative] = set()
        self.parts: tuple[tuple[str, Node], ...] = ()

    @property
    def notes(self) -> dict[Message, None]:
        """What to tell of the reading so far, in order."""
        return self._expander.notes

    @property
    def forms(self) -> tuple[tuple[str, Forms], ...]:
        """Words of the query read so far, of which the reading tells what their stem adds."""
        return tuple(self._expander.forms.items())

    @property
    def rarity(self) -> Rarity:
        """How rare the articles of a node are."""
        return self._expander.rarity

    def alternatives(self, tree: SyntaxNode) -> tuple[Alternative, ...]:
        """Other ways to say parts of a query read so far, in order.

        Each once, applied rather than offered; none that the query already says.
        """
        said = tuple(said_in(tree, self._joins.are_term))
        names, terms = set(map(form_key, said)), set(map(term_key, said))
        told: dict[FormKey, Alternative] = {}
        for alternative in sorted(self._expander.alternatives, key=lambda a: not a.applied):
            key = form_key(alternative.target)
            word = alternative.kind in ("glossary", "lexicon", "regional")
            if key not in names and not (word and term_key(alternative.target) in terms):
                told.setdefault(key, alternative)
        return tuple(a for a in self._expander.alternatives if a in told.values())

    def ask(self, tree: SyntaxNode) -> Clause | None:
        """What a part asks; None where it asks nothing."""
        match tree:
            case Word(text, run):
                clause = self._noted(self._expander.word(text), text)
                return self._scores.given_to(clause, run, TEXTS)
            case Quote(text):
                return self._noted(self._expander.quote(tree, TEXTS), text)
            case NearParts():
                return self._near(tree, TEXTS)
            case Fielded():
                return self._fielded(tree)
            case NotPart(inner):
                known = self._expander.alternatives.copy()
                clause = self.ask(inner)
                self.excluding |= self._expander.alternatives.keys() - known.keys()
                if clause is None:
                    return None
                several = isinstance(inner, AndParts | OrParts | NearParts)
                shown = f"({clause.read_as})" if several else clause.read_as
                return Clause(Not(clause.node), read_as=f"NOT {shown}")
            case AndParts(parts):
                return self._group(parts, "AND")
            case OrParts(parts, run):
                return self._either_way(parts) if run else self._group(parts, "OR")

    def other(self, expansion: Expansion) -> Compiler:
        """Reads the same query for a reader who chooses other alternatives."""
        return Compiler(self._holdings, expansion, self._text, self._newsroom, self._asked)

    def with_values(self, tree: SyntaxNode) -> SyntaxNode:
        """The query with values of several words as one; an author whom it names is offered."""
        tree = with_long_values(tree, self._restrictions.held)
        tree, bylines = with_bylines(tree, self._authors, self._expansion)
        self._expander.alternatives |= dict.fromkeys(bylines)
        return tree

    def taken_apart(self, tree: SyntaxNode) -> SyntaxNode:
        """The query with the words of each run that was typed without spaces."""
        return self._runs.read(tree)

    @property
    def apart(self) -> dict[str, TakenApart]:
        """What was taken apart, as typed, and how."""
        return self._runs.apart

    def prepare(self, tree: SyntaxNode) -> None:
        """Ask at once what will be asked for the single words of a query."""
        self._expander.prepare(words_of(tree))

    def joined(self, tree: SyntaxNode) -> list[SyntaxNode]:
        """What a query asks one by one, the words of a name as one."""
        return joined_parts(parts_of(tree), self._joins.are_name)

    def _either_way(self, ways: tuple[SyntaxNode, ...]) -> Clause | None:
        """Ways to read one run, shown as the first: other names are alternatives of the second."""
        clauses = [clause for way in ways if (clause := self.ask(way)) is not None]
        clause = grouped(clauses, "OR", [" OR "] * (len(clauses) - 1))
        return replace(clause, read_as=clauses[0].read_as) if clause else None

    def _noted(self, clause: Clause | None, text: str) -> Clause | None:
        if clause is None:
            self._expander.note("nothing_in", word=text)
        return clause

    def _near(self, near: NearParts, texts: tuple[str, ...]) -> Clause | None:
        """Words near each other: names in all their forms, Latin words with any ending."""
        groups: list[Group] = []
        shown: list[str] = []
        spans = []
        for operand in near.parts:
            inner = operand.parts if isinstance(operand, OrParts) else (operand,)
            leaves = [word for word in inner if isinstance(word, Word | Quote)]
            known = [word for word in leaves if quoted_spans(word.text)]
            for word in leaves:
                if word not in known:
                    self._expander.note("nothing_in", word=word.text)
            if known:
                groups.append(
                    partial(any_of_groups, [self._expander.near_group(word) for word in known])
                )
                text = " OR ".join(map(render, known))
                shown.append(f"({text})" if len(known) > 1 else text)
                spans += [span for word in known for span in quoted_spans(word.text)]
        if len(groups) < 2:
            return self.ask(first_known(near)) if groups else None
        node = near_node(groups, near.distance, texts)
        return Clause(
            node, self._words.scored(spans, texts), (), f" NEAR/{near.distance} ".join(shown)
        )

    def _fielded(self, fielded: Fielded) -> Clause | None:
        if fielded.field in ("title", "body"):
            clause = self._of_text(fielded.inner, (fielded.field,))
            if clause is None:
                return None
            return Clause(
                clause.node, clause.terms, clause.bonuses, f"{fielded.field}:{clause.read_as}"
            )
        if fielded.field == SAID and isinstance(fielded.inner, Word | Quote):
            return self._said(fielded.inner)
        text = fielded.inner.text if isinstance(fielded.inner, Word | Quote) else None
        restriction = None if text is None else self._restrictions.read(fielded.field, text)
        if restriction is None:
            self._expander.note(
                "unknown_day" if fielded.field in DAY_FIELDS else "unknown_value",
                field=fielded.field,
                word=render(fielded.inner),
            )
            inner = self.taken_apart(fielded.inner)
            plain = [
                clause
                for clause in (self._words.word(fielded.field), self.ask(inner))
                if clause is not None
            ]
            return grouped(plain, "AND", " ")
        if restriction.note:
            self.notes[restriction.note] = None
        return Clause(restriction.node, read_as=restriction.read_as)

    def _said(self, inner: Word | Quote) -> Clause | None:
        """What is asked of a statement."""
        clause = said_clause(inner, self._expander.near_group(inner), self._words)
        return self._noted(clause, inner.text)

    def _of_text(self, tree: Word | Quote | NearParts, texts: tuple[str, ...]) -> Clause | None:
        """What a part asks of one text."""
        match tree:
            case NearParts():
                return self._near(tree, texts)
            case Quote(text):
                return self._noted(self._expander.quote(tree, texts), text)
            case Word(text, run):
                clause = self._noted(self._expander.word_of(text, texts), text)
                return self._scores.given_to(clause, run, texts)

    def _terms(self, parts: tuple[SyntaxNode, ...]) -> list[SyntaxNode]:
        """The parts with the words of a term as one, and a term next to its translation as one."""
        merged: list[SyntaxNode] = []
        for child in joined_parts(parts, self._joins.are_one_thing):
            before = merged[-1] if merged else None
            group = self._one_thing(before, child) if before is not None else None
            if group is None:
                merged.append(child)
            else:
                merged[-1] = group
        for child in merged:
            if isinstance(child, OrParts) and child not in parts:
                self._expander.note("one_thing", words=tuple(map(render, child.parts)))
        return merged

    def _one_thing(self, before: SyntaxNode, child: SyntaxNode) -> OrParts | None:
        """Words that say one thing, as alternatives; None where these do not."""
        group = before.parts if isinstance(before, OrParts) else (before,)
        words = [word for word in group if isinstance(word, Word)]
        if self._expansion.off or not isinstance(child, Word) or len(words) < len(group):
            return None
        if child.text in self._expansion.without:
            return None
        same = all(self._joins.same(word.text, child.text) for word in words)
        return OrParts((*words, child)) if same else None

    def _group(self, parts: tuple[SyntaxNode, ...], operator: str) -> Clause | None:
        asked: list[AskedPart] = []
        self._depth += 1
        for child in self._terms(parts) if operator == "AND" else parts:
            clause = self.ask(child)
            if clause is not None:
                wrap = operator == "AND" and isinstance(child, OrParts) and not child.run
                text = f"({clause.read_as})" if wrap else clause.read_as
                asked.append(AskedPart(child, replace(clause, read_as=text)))
        self._depth -= 1
        asked = in_one_statement(asked) if operator == "AND" else asked
        shown, known = [one.clause for one in asked], [one.part for one in asked]
        if not self._depth and operator == "AND":
            self.parts = tuple((clause.read_as, clause.node) for clause in shown)
        between = joints(known) if operator == "AND" else [" OR "] * (len(shown) - 1)
        return grouped(shown, operator, between)
