"""From a typed query to a query tree with its ranking, and to words that say how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.entity import Names
from archive.model.query import And, Everything, Node, Ranking
from archive.search.asking import Asker
from archive.search.budget import check_length
from archive.search.closest import Nearly, is_relaxed, nearly
from archive.search.names import PLAIN, Alternative, Expansion, NameIndex
from archive.search.notes import Note
from archive.search.parser import parse
from archive.search.syntax import Part, parts_of
from archive.search.word_reader import Vocabulary
from archive.search.words import Asked, in_order


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


#: The indexes of the names last used; names are replaced as a whole with each generation.
_indexes: dict[int, tuple[Names, NameIndex]] = {}


def name_index(names: Names) -> NameIndex:
    """The index of these names, made once."""
    held = _indexes.get(id(names))
    if held is None or held[0] is not names:
        if len(_indexes) > 2:
            _indexes.clear()
        held = _indexes[id(names)] = (names, NameIndex(names))
    return held[1]


def compile_query(text: str, vocabulary: Vocabulary, expansion: Expansion = PLAIN) -> Compiled:
    """Read a query and turn it into what an engine answers. An empty query asks for everything.

    A query that asks for nothing that can be searched finds everything, and a note says so. Raises
    `BadParameterError` for one that is too long, or that asks for too much.
    """
    check_length(text)
    parsed = parse(text)
    asker = Asker(vocabulary, expansion, name_index(vocabulary.names()), text)
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
        _closest(parsed.part, asked, asker, widen=not expansion.off),
        tuple(asker.alternatives),
        asker.parts,
    )


def _closest(part: Part, strict: Asked, asker: Asker, *, widen: bool) -> Nearly | None:
    """What nearly matches, under everything asked besides words that may be left out."""
    others = [one for one in parts_of(part) if not is_relaxed(one)]
    besides = [one for other in others if (one := asker.ask(other)) is not None]
    node = And(tuple(one.node for one in besides))
    return nearly(part, strict, node, asker.rarity, widen=widen)
