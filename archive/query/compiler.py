"""From a syntax tree to what it asks of an engine, with notes and alternatives on the way."""

from __future__ import annotations

from functools import partial

from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.model.query import And, Node, Not, Or
from archive.query import glossary
from archive.query.budget import Budget
from archive.query.expansion import Expander, Holdings, any_of_groups
from archive.query.names import Alternative, Expansion, joined_parts
from archive.query.proximity import Group, near_node
from archive.query.restrictions import Restrictions
from archive.query.synonyms import Rarity
from archive.query.syntax import (
    DAY_FIELDS,
    AndParts,
    Fielded,
    NearParts,
    NotPart,
    OrParts,
    Part,
    Quote,
    Word,
    parts_of,
    render,
)
from archive.query.words import Clause
from archive.text.phrases import quoted_spans


class Compiler:
    """Turns the parts of one query into what they ask; gathers notes and alternatives."""

    def __init__(self, holdings: Holdings, expansion: Expansion, text: str) -> None:
        budget = Budget()
        self._expander = Expander(holdings, expansion, text, budget)
        self._restrictions = Restrictions(holdings.values, holdings.index, budget)
        self._index = holdings.index
        self._words = holdings.words
        self._expansion = expansion
        self._depth = 0
        self.parts: tuple[tuple[str, Node], ...] = ()

    @property
    def notes(self) -> dict[Message, None]:
        """What to tell of the reading so far, in order."""
        return self._expander.notes

    @property
    def rarity(self) -> Rarity:
        """How rare the articles of a node are."""
        return self._expander.rarity

    @property
    def alternatives(self) -> dict[Alternative, None]:
        """Other ways to say parts read so far, in order."""
        return self._expander.alternatives

    def ask(self, part: Part) -> Clause | None:
        """What a part asks; None where it asks nothing."""
        match part:
            case Word(text):
                return self._noted(self._expander.word(text), text)
            case Quote(text):
                return self._noted(self._expander.quote(part, TEXTS), text)
            case NearParts():
                return self._near(part, TEXTS)
            case Fielded():
                return self._fielded(part)
            case NotPart(inner):
                asked = self.ask(inner)
                if asked is None:
                    return None
                grouped = isinstance(inner, AndParts | OrParts | NearParts)
                shown = f"({asked.read_as})" if grouped else asked.read_as
                return Clause(Not(asked.node), read_as=f"NOT {shown}")
            case AndParts(parts):
                return self._group(parts, "AND")
            case OrParts(parts):
                return self._group(parts, "OR")

    def joined(self, part: Part) -> list[Part]:
        """What a query asks one by one, the words of a name as one."""
        return joined_parts(parts_of(part), lambda text: bool(self._index.bearers(text)))

    def _noted(self, asked: Clause | None, text: str) -> Clause | None:
        if asked is None:
            self._expander.note("nothing_in", word=text)
        return asked

    def _near(self, part: NearParts, texts: tuple[str, ...]) -> Clause | None:
        """Words near each other: names in all their forms, Latin words with any ending."""
        groups: list[Group] = []
        shown: list[str] = []
        spans = []
        for one in part.parts:
            inner = one.parts if isinstance(one, OrParts) else (one,)
            asked = [word for word in inner if isinstance(word, Word | Quote)]
            known = [word for word in asked if quoted_spans(word.text)]
            for word in asked:
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
            return self.ask(_first_known(part)) if groups else None
        node = near_node(groups, part.distance, texts)
        return Clause(
            node, self._words.scored(spans, texts), (), f" NEAR/{part.distance} ".join(shown)
        )

    def _fielded(self, part: Fielded) -> Clause | None:
        if part.field in ("title", "body"):
            asked = self._of_text(part.part, (part.field,))
            if asked is None:
                return None
            return Clause(asked.node, asked.terms, asked.bonuses, f"{part.field}:{asked.read_as}")
        text = part.part.text if isinstance(part.part, Word | Quote) else None
        restriction = None if text is None else self._restrictions.read(part.field, text)
        if restriction is None:
            self._expander.note(
                "unknown_day" if part.field in DAY_FIELDS else "unknown_value",
                field=part.field,
                word=render(part.part),
            )
            plain = [
                one
                for one in (self._words.word(part.field), self.ask(part.part))
                if one is not None
            ]
            return _grouped(plain, "AND")
        if restriction.note:
            self.notes[restriction.note] = None
        return Clause(restriction.node, read_as=restriction.read_as)

    def _of_text(self, part: Word | Quote | NearParts, texts: tuple[str, ...]) -> Clause | None:
        """What a part asks of one text."""
        match part:
            case NearParts():
                return self._near(part, texts)
            case Quote(text):
                return self._noted(self._expander.quote(part, texts), text)
            case Word(text):
                return self._noted(self._expander.word_of(text, texts), text)

    def _is_term(self, text: str) -> bool:
        return bool(self._index.bearers(text)) or glossary.knows(text)

    def _terms(self, parts: tuple[Part, ...]) -> list[Part]:
        """The parts with the words of a term as one, and a term beside its translation as one."""
        found: list[Part] = []
        for part in joined_parts(parts, self._is_term):
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

    def _group(self, parts: tuple[Part, ...], operator: str) -> Clause | None:
        shown: list[Clause] = []
        self._depth += 1
        for part in self._terms(parts) if operator == "AND" else parts:
            asked = self.ask(part)
            if asked is not None:
                wrap = operator == "AND" and isinstance(part, OrParts)
                text = f"({asked.read_as})" if wrap else asked.read_as
                shown.append(Clause(asked.node, asked.terms, asked.bonuses, text))
        self._depth -= 1
        if not self._depth and operator == "AND":
            self.parts = tuple((one.read_as, one.node) for one in shown)
        return _grouped(shown, operator)


def _first_known(part: NearParts) -> Part:
    return next(one for one in part.parts if isinstance(one, OrParts) or quoted_spans(render(one)))


def _grouped(asked: list[Clause], operator: str) -> Clause | None:
    if len(asked) < 2:
        return asked[0] if asked else None
    nodes = tuple(one.node for one in asked)
    joint = " OR " if operator == "OR" else " "
    return Clause(
        Or(nodes) if operator == "OR" else And(nodes),
        tuple(dict.fromkeys(term for one in asked for term in one.terms)),
        tuple(dict.fromkeys(bonus for one in asked for bonus in one.bonuses)),
        joint.join(one.read_as for one in asked),
    )
