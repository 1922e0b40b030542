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
    asked = compiler.ask(parsed.part) if parsed.part is not None else None
    notes = (*parsed.notes, *compiler.notes)
    if parsed.part is None or asked is None:
        if text.strip():
            notes = (*notes, Message.of("nothing_asked"))
        return Compiled(Everything(), Ranking(), "", notes)
    bonuses = (*asked.bonuses, *in_order(compiler.joined(parsed.part)))
    return Compiled(
        asked.node,
        Ranking(asked.terms, bonuses),
        asked.read_as,
        notes,
        _closest(parsed.part, asked, compiler, holdings.words, widen=not expansion.off),
        tuple(compiler.alternatives),
        compiler.parts,
    )


def _closest(
    part: Part, strict: Clause, compiler: Compiler, words: Words, *, widen: bool
) -> Relaxed | None:
    """What nearly matches, under everything asked besides words that may be left out."""
    others = [one for one in parts_of(part) if not is_relaxed(one)]
    besides = [one for other in others if (one := compiler.ask(other)) is not None]
    node = And(tuple(one.node for one in besides))
    return nearly(part, strict, node, compiler.rarity, words, widen=widen)
