"""From a typed query to a query tree with its ranking, and to a text that shows how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from archive.model.message import Message
from archive.model.query import And, Everything, Node, Not, Nothing, Ranking
from archive.query.budget import check_length
from archive.query.compiler import Compiler
from archive.query.days import NEWSROOM, Newsroom
from archive.query.forms import Forms
from archive.query.holdings import Asked, Holdings
from archive.query.names import PLAIN, Alternative, Expansion
from archive.query.order import in_order
from archive.query.parser import Parsed, parse
from archive.query.pasted import Telling, telling
from archive.query.relaxed import Relaxed, is_relaxed, relax
from archive.query.runs import TakenApart
from archive.query.sayings import AskedPart, in_one_statement
from archive.query.synonyms import Rarity, counted_of, weighed
from archive.query.syntax import SyntaxNode, parts_of
from archive.query.words import Alike, Clause, Words

#: What each alternative adds is told where so many parts must be read for it at most, all of them
#: for each: of a pasted text, and of several words with spellings near them, it is not.
MOST_GAINS: Final = 160


@dataclass(frozen=True, slots=True)
class Weighing:
    """Tells what alternatives of a query add: the query as typed, what it asks, and its reader."""

    typed: SyntaxNode
    node: Node
    compiler: Compiler
    expansion: Expansion

    def may_weigh(self, alternatives: int) -> bool:
        """Whether the query may be read anew for so many alternatives."""
        return alternatives * len(parts_of(self.typed)) <= MOST_GAINS

    def gain(self, alternative: Alternative) -> Node:
        """What the query finds with an alternative and not without it."""
        other = self.compiler.other(self.expansion.toggled(alternative))
        clause = other.ask(other.taken_apart(other.with_values(self.typed)))
        toggled = clause.node if clause is not None else Nothing()
        more, less = (self.node, toggled) if alternative.applied else (toggled, self.node)
        return And((more, Not(less)))


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine, and how it was read.

    `apart` has what was typed without spaces and was taken apart, `weighing` tells what the
    alternatives add, and `syntax` is the query as it was read. `excluding` are those of the
    alternatives that are ways to say what must be absent. `pasted`: it is a text rather than a
    query, see `archive.query.pasted`.
    """

    tree: Node
    ranking: Ranking
    read_as: str
    notes: tuple[Message, ...]
    relaxed: Relaxed | None = None
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[tuple[str, Node], ...] = ()
    apart: Mapping[str, TakenApart] = field(default_factory=dict)
    weighing: Weighing | None = None
    syntax: SyntaxNode | None = None
    forms: tuple[tuple[str, Forms], ...] = ()
    excluding: frozenset[Alternative] = frozenset()
    pasted: bool = False


class _ReadQuery(NamedTuple):
    """A query as parsed, with its values, with its runs taken apart, and what it asks."""

    parsed: Parsed
    typed: SyntaxNode | None
    tree: SyntaxNode | None
    clause: Clause | None


def _read(text: str, compiler: Compiler) -> _ReadQuery:
    check_length(text)
    parsed = parse(text)
    typed = parsed.tree and compiler.with_values(parsed.tree)
    tree = typed and compiler.taken_apart(typed)
    if tree is None:
        return _ReadQuery(parsed, typed, tree, None)
    compiler.prepare(tree)
    return _ReadQuery(parsed, typed, tree, compiler.ask(tree))


def _nothing_typed(text: str) -> Node:
    """What a query asks that holds no word."""
    return Nothing() if text.strip() else Everything()


def query_tree(
    text: str,
    holdings: Holdings,
    expansion: Expansion = PLAIN,
    newsroom: Newsroom = NEWSROOM,
) -> Node:
    """The tree alone of what `compile_query` makes, which costs a fraction of it."""
    asked = Asked(expansion, offers=False)
    clause = _read(text, Compiler(holdings, expansion, text, newsroom, asked)).clause
    return _nothing_typed(text) if clause is None else clause.node


def compile_query(
    text: str,
    holdings: Holdings,
    expansion: Expansion = PLAIN,
    newsroom: Newsroom = NEWSROOM,
) -> Compiled:
    """Read a query and turn it into what an engine answers. An empty query asks for everything.

    A query of signs alone (`?!`, an emoji) finds nothing, and a note says so. Raises
    `BadParameterError` for one that is too long, or that asks for too much.
    """
    compiler = Compiler(holdings, expansion, text, newsroom)
    parsed, typed, tree, clause = _read(text, compiler)
    notes = (*parsed.notes, *compiler.notes)
    if parsed.tree is None or typed is None or tree is None or clause is None:
        nothing = (Message.of("nothing_asked"),) if text.strip() else ()
        return Compiled(_nothing_typed(text), Ranking(), "", (*notes, *nothing))
    pasted = telling(typed, holdings.words.segmenter, holdings)
    if pasted is None:
        bonuses = (*clause.bonuses, *in_order(compiler.joined(tree)))
    else:
        clause, bonuses = _telling_alone(clause, pasted, compiler.rarity), ()
    # First what nearly matches: all that must be counted for either is counted in one call.
    relaxed = _relaxed(typed, clause, compiler, holdings.words, pasted, expand=not expansion.off)
    alternatives = compiler.alternatives(tree)
    return Compiled(
        clause.node,
        Ranking(weighed(clause.terms, compiler.rarity), bonuses),
        clause.read_as,
        notes,
        relaxed,
        alternatives,
        compiler.parts,
        compiler.apart,
        Weighing(parsed.tree, clause.node, compiler, expansion),
        tree,
        compiler.forms,
        frozenset(compiler.excluding),
        pasted is not None,
    )


def _telling_alone(clause: Clause, pasted: Telling, rarity: Rarity) -> Clause:
    """What a pasted text asks, scored by what tells most of it; nothing else is counted for it."""
    terms = tuple(term for term in clause.terms if pasted.scores(term))
    rarity.forget()
    rarity.expect(node for term in terms if isinstance(term, Alike) for node in counted_of(term))
    return replace(clause, terms=terms, bonuses=())


def _relaxed(
    tree: SyntaxNode,
    strict: Clause,
    compiler: Compiler,
    words: Words,
    pasted: Telling | None,
    *,
    expand: bool,
) -> Relaxed | None:
    """What nearly matches, under everything asked except words that may be left out."""
    fixed = [child for child in parts_of(tree) if not is_relaxed(child)]
    clauses = [(child, clause) for child in fixed if (clause := compiler.ask(child)) is not None]
    asked = in_one_statement([AskedPart(*one) for one in clauses])
    required = And(tuple(one.clause.node for one in asked))
    return relax(tree, strict, required, compiler.rarity, words, pasted, expand=expand)
