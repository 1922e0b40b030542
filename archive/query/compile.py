"""From a typed query to a query tree with its ranking, and to a text that shows how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.message import Message
from archive.model.query import And, Everything, Node, Nothing, Ranking
from archive.query.budget import check_length
from archive.query.compiler import Compiler
from archive.query.days import NEWSROOM, Newsroom
from archive.query.expansion import Holdings
from archive.query.forms import Forms
from archive.query.names import PLAIN, Alternative, Expansion
from archive.query.parser import parse
from archive.query.relaxed import Relaxed, is_relaxed, relax
from archive.query.synonyms import weighed
from archive.query.syntax import SyntaxNode, parts_of
from archive.query.words import Clause, Words, in_order


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine, and how it was read."""

    tree: Node
    ranking: Ranking
    read_as: str
    notes: tuple[Message, ...]
    relaxed: Relaxed | None = None
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[tuple[str, Node], ...] = ()
    forms: tuple[tuple[str, Forms], ...] = ()


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
    check_length(text)
    parsed = parse(text)
    compiler = Compiler(holdings, expansion, text, newsroom)
    tree = parsed.tree and compiler.with_values(parsed.tree)
    if tree is not None:
        compiler.prepare(tree)
    clause = compiler.ask(tree) if tree is not None else None
    notes = (*parsed.notes, *compiler.notes)
    if tree is None or clause is None:
        if not text.strip():
            return Compiled(Everything(), Ranking(), "", notes)
        return Compiled(Nothing(), Ranking(), "", (*notes, Message.of("nothing_asked")))
    bonuses = (*clause.bonuses, *in_order(compiler.joined(tree)))
    # First what nearly matches: all that must be counted for either is counted in one call.
    relaxed = _relaxed(tree, clause, compiler, holdings.words, expand=not expansion.off)
    return Compiled(
        clause.node,
        Ranking(weighed(clause.terms, compiler.rarity), bonuses),
        clause.read_as,
        notes,
        relaxed,
        compiler.alternatives(tree),
        compiler.parts,
        compiler.forms,
    )


def _relaxed(
    tree: SyntaxNode, strict: Clause, compiler: Compiler, words: Words, *, expand: bool
) -> Relaxed | None:
    """What nearly matches, under everything asked except words that may be left out."""
    fixed = [child for child in parts_of(tree) if not is_relaxed(child)]
    clauses = [clause for child in fixed if (clause := compiler.ask(child)) is not None]
    required = And(tuple(clause.node for clause in clauses))
    return relax(tree, strict, required, compiler.rarity, words, expand=expand)
