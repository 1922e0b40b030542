"""From a syntax tree to a query tree with its ranking, and to words that say how it was read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Protocol

from archive.model.entity import Names
from archive.model.query import And, Everything, Node, Not, Or, Ranking
from archive.model.result import GenerationInfo
from archive.search import glossary
from archive.search.closest import Nearly, is_relaxed, nearly
from archive.search.groups import Rarity, ask_name, ask_term
from archive.search.lexer import is_capital_headline
from archive.search.names import PLAIN, Alternative, Expansion, NameIndex, joined_parts
from archive.search.parser import parse
from archive.search.restrictions import Restrictions
from archive.search.syntax import AndParts, Fielded, NotPart, OrParts, Part, Quote, Word, parts_of
from archive.search.words import (
    Asked,
    ask_quote,
    ask_word,
    ask_words,
    in_capitals,
    in_order,
)


class Vocabulary(Protocol):
    """What a searcher knows of facet values and names."""

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """Every value of a facet."""

    def names(self) -> Names:
        """The entities it knows."""

    def count(self, tree: Node) -> int:
        """How many articles a tree finds."""

    def info(self) -> GenerationInfo:
        """What is known of the generation."""


#: A query of so many words is likely a pasted headline: the other language is not offered for each
#: of them, and where all are in capitals these mean nothing.
HEADLINE_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready for an engine, and how it was read."""

    tree: Node
    ranking: Ranking
    read_as: str
    notes: tuple[str, ...]
    closest: Nearly | None = None
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[tuple[str, Node], ...] = ()


def _rarity(vocabulary: Vocabulary) -> Rarity:
    """How rare the articles of a node are, as BM25 has it."""
    articles = vocabulary.info().articles
    known: dict[Node, float] = {}

    def rarity(node: Node) -> float:
        if node not in known:
            containing = vocabulary.count(node)
            known[node] = math.log(1 + (articles - containing + 0.5) / (containing + 0.5))
        return known[node]

    return rarity


class _Compiler:
    def __init__(self, vocabulary: Vocabulary, expansion: Expansion, text: str) -> None:
        self._count = vocabulary.count
        self._rarity = _rarity(vocabulary)
        self._headline = len(text.split()) >= HEADLINE_WORDS
        self._capital = is_capital_headline(text)
        self._restrictions = Restrictions(vocabulary.facet_values, vocabulary.names())
        self._index = name_index(vocabulary.names())
        self._expansion = expansion
        self.notes: dict[str, None] = {}
        self.alternatives: dict[Alternative, None] = {}
        self.parts: tuple[tuple[str, Node], ...] = ()
        self._depth = 0

    def ask(self, part: Part) -> Asked | None:
        """What a part asks; None where it asks nothing."""
        match part:
            case Word(text):
                return self._noted(self._word(text), text)
            case Quote(text, printed):
                return self._noted(ask_quote(text, printed=printed), text)
            case Fielded():
                return self._fielded(part)
            case NotPart(inner):
                asked = self.ask(inner)
                if asked is None:
                    return None
                grouped = isinstance(inner, AndParts | OrParts)
                shown = f"({asked.read_as})" if grouped else asked.read_as
                return Asked(Not(asked.node), read_as=f"NOT {shown}")
            case AndParts(parts):
                return self._group(parts, "AND")
            case OrParts(parts):
                return self._group(parts, "OR")

    def _capitals(self, text: str) -> Asked | None:
        """A short word in capitals as printed, if any article has it so; a note says the counts."""
        asked = None if self._headline and self._capital else in_capitals(text)
        plain = ask_word(text)
        if asked is None or plain is None:
            return None
        printed, whole = self._count(asked.node), self._count(plain.node)
        if printed in (0, whole):
            return None
        self.notes[
            f"“{text}” is searched in capitals: {printed:,} articles. "
            f"In any case it is in {whole:,}: write “{text.lower()}” for those."
        ] = None
        return asked

    def _word(self, text: str) -> Asked | None:
        """What a word asks, or a name in all its forms."""
        capitals = self._capitals(text)
        if capitals is not None:
            return capitals
        widened = self._index.widen(text, self._expansion)
        if widened is not None:
            self.alternatives |= dict.fromkeys(widened.alternatives)
            if len(widened.searched) > 1:
                return ask_name(widened, self._rarity)
        other = glossary.widen(text, self._expansion, offers=not self._headline)
        if other is not None:
            self.alternatives |= dict.fromkeys(other.alternatives)
            if len(other.searched) > 1:
                return ask_term(other, self._rarity)
        # Words joined to a term that is not widened are words again.
        return ask_words(text)

    def _is_term(self, text: str) -> bool:
        return bool(self._index.bearers(text)) or glossary.knows(text)

    def _terms(self, parts: tuple[Part, ...]) -> list[Part]:
        """The parts with the words of a term as one, and a term beside its translation as one."""
        joined = joined_parts(parts, self._is_term)
        found: list[Part] = []
        for part in joined:
            before = found[-1] if found else None
            if isinstance(part, Word) and isinstance(before, Word) and self._pair(before, part):
                found[-1] = OrParts((before, part))
            else:
                found.append(part)
        return found

    def _pair(self, left: Word, right: Word) -> bool:
        """Whether two words say one thing in two languages; told as an alternative."""
        if self._expansion.off or not glossary.paired(left.text, right.text):
            return False
        applied = right.text not in self._expansion.without
        self.alternatives[Alternative(left.text, right.text, "glossary", applied)] = None
        return applied

    def joined(self, part: Part) -> list[Part]:
        """What a query asks one by one, the words of a name as one."""
        return joined_parts(parts_of(part), lambda text: bool(self._index.bearers(text)))

    def _noted(self, asked: Asked | None, text: str) -> Asked | None:
        if asked is None:
            self.notes[f"“{text[:40]}” holds no letter or digit and is left out."] = None
        return asked

    def _fielded(self, part: Fielded) -> Asked | None:
        text, quoted = part.part.text, isinstance(part.part, Quote)
        if part.field in ("title", "body"):
            texts = (part.field,)
            printed = isinstance(part.part, Quote) and part.part.printed
            asked = ask_quote(text, texts, printed=printed) if quoted else ask_word(text, texts)
            asked = self._noted(asked, text)
            if asked is None:
                return None
            return Asked(asked.node, asked.terms, asked.bonuses, f"{part.field}:{asked.read_as}")
        restriction = self._restrictions.read(part.field, text)
        if restriction is None:
            self.notes[
                f"{part.field}:{text[:40]} is no {part.field} this archive knows; "
                "it is read as plain words."
            ] = None
            plain = [one for one in (ask_word(part.field), ask_word(text)) if one is not None]
            return _grouped(plain, "AND")
        if restriction.note:
            self.notes[restriction.note] = None
        return Asked(restriction.node, read_as=restriction.read_as)

    def _group(self, parts: tuple[Part, ...], operator: str) -> Asked | None:
        shown: list[Asked] = []
        self._depth += 1
        for part in self._terms(parts) if operator == "AND" else parts:
            asked = self.ask(part)
            if asked is not None:
                wrap = operator == "AND" and isinstance(part, OrParts)
                text = f"({asked.read_as})" if wrap else asked.read_as
                shown.append(Asked(asked.node, asked.terms, asked.bonuses, text))
        self._depth -= 1
        if not self._depth and operator == "AND":
            self.parts = tuple((one.read_as, one.node) for one in shown)
        return _grouped(shown, operator)


def _grouped(asked: list[Asked], operator: str) -> Asked | None:
    if len(asked) < 2:
        return asked[0] if asked else None
    nodes = tuple(one.node for one in asked)
    joint = " OR " if operator == "OR" else " "
    return Asked(
        Or(nodes) if operator == "OR" else And(nodes),
        tuple(dict.fromkeys(term for one in asked for term in one.terms)),
        tuple(dict.fromkeys(bonus for one in asked for bonus in one.bonuses)),
        joint.join(one.read_as for one in asked),
    )


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

    A query that asks for nothing that can be searched finds everything, and a note says so.
    """
    parsed = parse(text)
    compiler = _Compiler(vocabulary, expansion, text)
    asked = compiler.ask(parsed.part) if parsed.part is not None else None
    notes = [*parsed.notes, *compiler.notes]
    if parsed.part is None or asked is None:
        if text.strip():
            notes.append("Nothing in the query can be searched for; all articles are shown.")
        return Compiled(Everything(), Ranking(), "", tuple(notes))
    ranking = Ranking(
        asked.terms,
        (
            *asked.bonuses,
            *in_order(compiler.joined(parsed.part)),
        ),
    )
    others = [one for one in parts_of(parsed.part) if not is_relaxed(one)]
    besides = [one for part in others if (one := compiler.ask(part)) is not None]
    closest = nearly(parsed.part, asked.node, And(tuple(one.node for one in besides)))
    return Compiled(
        asked.node,
        ranking,
        asked.read_as,
        tuple(notes),
        closest,
        tuple(compiler.alternatives),
        compiler.parts,
    )
