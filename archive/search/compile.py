"""From a typed query to a query tree with its ranking, and to words that say how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.query import And, Everything, Node, Ranking
from archive.search.asking import Asker
from archive.search.budget import check_length
from archive.search.closest import Nearly, is_relaxed, nearly
from archive.search.names import PLAIN, Alternative, Expansion
from archive.search.notes import Note
from archive.search.parser import parse
from archive.search.syntax import Part, parts_of
from archive.search.word_reader import Holdings
from archive.search.words import Asked, Words, in_order


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine, and how it was read."""

    tree: Node
    ranking: Ranking
    read_as: str
    notes: tuple[Note, ...]
    closest: Nearly | None = None
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[tuple[str, Node], ...] = ()


def compile_query(text: str, holdings: Holdings, expansion: Expansion = PLAIN) -> Compiled:
    """Read a query and turn it into what an engine answers. An empty query asks for everything.

    A query that asks for nothing that can be searched finds everything, and a note says so. Raises
    `BadParameterError` for one that is too long, or that asks for too much.
    """
    check_length(text)
    parsed = parse(text)
    asker = Asker(holdings, expansion, text)
    asked = asker.ask(parsed.part) if parsed.part is not None else None
    notes = (*parsed.notes, *asker.notes)
    if parsed.part is None or asked is None:
        if text.strip():
            notes = (*notes, Note.of("nothing_asked"))
        return Compiled(Everything(), Ranking(), "", notes)
    bonuses = (*asked.bonuses, *in_order(asker.joined(parsed.part)))
    return Compiled(
        asked.node,
        Ranking(asked.terms, bonuses),
        asked.read_as,
        notes,
        _closest(parsed.part, asked, asker, holdings.words, widen=not expansion.off),
        tuple(asker.alternatives),
        asker.parts,
    )


def _closest(
    part: Part, strict: Asked, asker: Asker, words: Words, *, widen: bool
) -> Nearly | None:
    """What nearly matches, under everything asked besides words that may be left out."""
    others = [one for one in parts_of(part) if not is_relaxed(one)]
    besides = [one for other in others if (one := asker.ask(other)) is not None]
    node = And(tuple(one.node for one in besides))
    return nearly(part, strict, node, asker.rarity, words, widen=widen)
