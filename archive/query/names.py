"""Names in a query: one person or organisation under all its names.

A name that belongs to one entity and is not a dangerous word is expanded to every such name of that
entity, so that each of them finds the same articles. Any other name is only offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeAlias

from archive.model.entity import Entity, Kind, Names
from archive.query.syntax import SyntaxNode, Word
from archive.text.folding import fold_text
from archive.text.phrases import folded_spans, quoted_spans
from archive.text.scan import HAN_RUN

#: A name of more words than this is not looked for.
LONGEST_NAME: Final = 6


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a reader said of alternatives: `off` leaves all out, `without` and `taken` name some."""

    off: bool = False
    without: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()

    def differing(self, other: Expansion) -> frozenset[str]:
        """The alternatives on which two readers differ; neither leaves all out, or both do."""
        return (self.without ^ other.without) | (self.taken ^ other.taken)

    def toggled(self, alternative: Alternative) -> Expansion:
        """The same, with an alternative taken in that is offered, or left out that is applied."""
        target = frozenset((alternative.target,))
        if alternative.applied:
            return replace(self, without=self.without | target, taken=self.taken - target)
        return replace(self, without=self.without - target, taken=self.taken | target)


#: The alternatives of a reader who chooses none.
PLAIN: Final = Expansion()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to say a part of a query: `source` as typed, `target` the other way."""

    source: str
    target: str
    kind: str
    applied: bool


@dataclass(frozen=True, slots=True)
class Expanded:
    """A name in a query: what is searched for it, and every alternative, applied or offered.

    A `doubtful` name may mean something else, or is that of an event: it is also read as the words
    that were typed.
    """

    typed: str
    searched: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    doubtful: bool = False


#: Words of small letters alone, each of which is a token.
_WORDS: Final = re.compile(r"[a-z]+(?: [a-z]+)*")

#: What forms of a name share that differ in script, case and punctuation alone.
FormKey: TypeAlias = tuple[str, ...]


def form_key(text: str) -> FormKey:
    """What a word or name shares with its forms in other scripts and cases."""
    return tuple(span.text for span in quoted_spans(text))


def _key_of(folded: str) -> FormKey:
    """What `form_key` gives of a name that is folded: most are a run or words of plain letters."""
    if HAN_RUN.fullmatch(folded):
        return (folded,)
    if _WORDS.fullmatch(folded):
        return tuple(folded.split(" "))
    return tuple(span.text for span in folded_spans(folded))


def _all_folded(names: Sequence[str]) -> list[str]:
    """Each of many names folded, which takes a tenth of folding them one by one."""
    folded = fold_text("\n".join(names)).split("\n")
    return folded if len(folded) == len(names) else list(map(fold_text, names))


def _keys(folded: str) -> Iterator[FormKey]:
    """By which a name is found: as it is, and in Chinese without its middle dot."""
    key = _key_of(folded)
    yield key
    if len(key) > 1 and all(map(HAN_RUN.fullmatch, key)):
        yield ("".join(key),)


class NameIndex:
    """Finds the bearers of a name, in any script and any case."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._bearers: dict[FormKey, list[Entity]] = {}
        self._folded: dict[str, dict[str, None]] = {}
        #: Every name as it is printed, by what its forms share.
        self.printed: Final[dict[FormKey, dict[str, None]]] = {}
        self._firsts: set[str] = set()
        self._places = {identifier: place for place, identifier in enumerate(names.entities)}
        named = [entity.all_names() for entity in names.entities.values()]
        folded = iter(_all_folded(list(chain.from_iterable(named))))
        for entity, own in zip(names.entities.values(), named, strict=True):
            plain = {name: next(folded) for name in own}
            keys = {name: tuple(_keys(plain[name])) for name in own}
            for name, (key, *_) in keys.items():
                self.printed.setdefault(key, {})[name] = None
            for key in dict.fromkeys(chain.from_iterable(keys.values())):
                self._bearers.setdefault(key, []).append(entity)
                self._firsts |= set(key[:1])
            for name in own:
                self._folded.setdefault(plain[name], {})[entity.id] = None

    def named(self, kind: str, text: str) -> list[Entity]:
        """The entities of a kind with this id, or with this name in any script and case."""
        current = self._names.redirects.get(text, text)
        ids = dict.fromkeys((*self._folded.get(fold_text(text).strip(), ()), current))
        known = [self._names.entities[id_] for id_ in ids if id_ in self._names.entities]
        return sorted(
            (entity for entity in known if entity.kind == kind),
            key=lambda entity: self._places[entity.id],
        )

    def bearers(self, text: str) -> Sequence[Entity]:
        """The entities with this name."""
        return self._bearers.get(form_key(text), ())

    def may_begin(self, word: str) -> bool:
        """Whether a name of several words may begin with this one."""
        return any(span.text in self._firsts for span in quoted_spans(word)[:1])

    def share_bearer(self, left: str, right: str) -> bool:
        """Whether two different names are of one entity, whatever their guards."""
        bearers = {entity.id for entity in self.bearers(left)}
        differ = form_key(left) != form_key(right)
        return differ and any(entity.id in bearers for entity in self.bearers(right))

    def expand(self, text: str, expansion: Expansion) -> Expanded | None:
        """What a name is expanded to; None where it is no name or nothing is to be expanded."""
        bearers = self.bearers(text)
        if not bearers or expansion.off:
            return None
        safe = len(bearers) == 1 and not any(
            form_key(text) == form_key(name) for name in bearers[0].guarded
        )
        alternatives = []
        for target in self._others(text, bearers):
            applied = target not in expansion.without if safe else target in expansion.taken
            alternatives.append(Alternative(text, target, "name", applied))
        searched = (
            text,
            *(alternative.target for alternative in alternatives if alternative.applied),
        )
        # The name of an event is words, which also say it where they stand apart.
        words = all(bearer.kind is Kind.EVENT for bearer in bearers)
        return Expanded(text, searched, tuple(alternatives), doubtful=words or not safe)

    @staticmethod
    def _others(text: str, bearers: Iterable[Entity]) -> Iterator[str]:
        """Names without a guard that differ from `text` in more than script or case."""
        seen = {form_key(text)}
        for entity in bearers:
            for name in entity.all_names():
                key = form_key(name)
                if key not in seen and name not in entity.guarded:
                    seen.add(key)
                    yield name


def _first_words(words: Iterable[str | None]) -> list[str]:
    """The words before the first part that is none."""
    first = []
    for word in words:
        if word is None:
            break
        first.append(word)
    return first


def joined_parts(
    parts: Sequence[SyntaxNode], is_term: Callable[[Sequence[str]], bool]
) -> list[SyntaxNode]:
    """The parts of a query with neighbouring words that are one term joined to one word."""
    words = [
        child.text if isinstance(child, Word) and quoted_spans(child.text) else None
        for child in parts
    ]
    joined: list[SyntaxNode] = []
    at = 0
    while at < len(parts):
        neighbours = _first_words(words[at : at + LONGEST_NAME])
        for length in range(len(neighbours), 1, -1):
            if is_term(neighbours[:length]):
                joined.append(Word(" ".join(neighbours[:length])))
                at += length
                break
        else:
            joined.append(parts[at])
            at += 1
    return joined
