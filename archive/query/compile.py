"""From a typed query to a query tree with its ranking, and to words that say how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.message import Message
from archive.model.query import And, Everything, Node, Ranking
from archive.query.budget import check_length
from archive.query.compiler import Compiler
from archive.query.expansion import Holdings
from archive.query.names import PLAIN, Alternative, Expansion
from archive.query.parser import parse
from archive.query.relaxed import Relaxed, is_relaxed, nearly
from archive.query.syntax import Part, parts_of
from archive.query.words import Clause, Words, in_order


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine, and how it was read."""

    tree: Node
    ranking: Ranking
    read_as: str
    notes: tuple[Message, ...]
    closest: Relaxed | None = None
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[tuple[str, Node], ...] = ()


def compile_query(text: str, holdings: Holdings, expansion: Expansion = PLAIN) -> Compiled:
    """Read a query and turn it into what an engine answers. An empty query asks for everything.

    A query that asks for nothing that can be searched finds everything, and a note says so. Raises
    `BadParameterError` for one that is too long, or that asks for too much.
    """
    check_length(text)
    parsed = parse(text)
    compiler = Compiler(holdings, expansion, text)
    clause = compiler.ask(parsed.part) if parsed.part is not None else None
    notes = (*parsed.notes, *compiler.notes)
    if parsed.part is None or clause is None:
        if text.strip():
            notes = (*notes, Message.of("nothing_asked"))
        return Compiled(Everything(), Ranking(), "", notes)
    bonuses = (*clause.bonuses, *in_order(compiler.joined(parsed.part)))
    return Compiled(
        clause.node,
        Ranking(clause.terms, bonuses),
        clause.read_as,
        notes,
        _closest(parsed.part, clause, compiler, holdings.words, widen=not expansion.off),
        tuple(compiler.alternatives),
        compiler.parts,
    )


def _closest(
    part: Part, strict: Clause, compiler: Compiler, words: Words, *, widen: bool
) -> Relaxed | None:
    """What nearly matches, under everything asked besides words that may be left out."""
    strict_parts = [piece for piece in parts_of(part) if not is_relaxed(piece)]
    clauses = [clause for piece in strict_parts if (clause := compiler.ask(piece)) is not None]
    node = And(tuple(clause.node for clause in clauses))
    return nearly(part, strict, node, compiler.rarity, words, widen=widen)
