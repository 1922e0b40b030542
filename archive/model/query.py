"""The query tree: what is asked of an engine, in tokens, never in typed text.

Every node denotes a set of articles. Scores are asked for separately (`Ranking`), so ranking
never changes what is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final, NamedTuple, TypeAlias

#: What may change from one version of an article to the next.
CHANGES: Final = ("headline", "figures", "names", "text")

#: The largest distance of `Near`: below the positions between two paragraphs.
FARTHEST: Final = 60


class _HashedOnce:
    """A value whose hash is found when it is first asked for; a tree would be walked each time."""

    __slots__ = ("_hash",)
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _hash: int

    def __hash__(self) -> int:
        try:
            own: int = self._hash
        except AttributeError:
            own = hash(tuple(getattr(self, name) for name in self.__match_args__))
            object.__setattr__(self, "_hash", own)
        return own


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article."""


@dataclass(frozen=True, slots=True)
class Term:
    """Articles whose `field` holds the token `text`."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase(_HashedOnce):
    """Articles whose `field` holds each token at its place.

    Token `texts[i]` stands `places[i]` positions after a common start; `places` begins with 0 and
    never falls. `field` keeps positions.
    """

    field: str
    texts: tuple[str, ...]
    places: tuple[int, ...]

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Prefix:
    """Articles whose `field` holds a token that begins with `text`."""

    field: str
    text: str


#: What keeps positions, so that it can stand in a `Near`.
Positional: TypeAlias = Term | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class Near(_HashedOnce):
    """Articles whose `field` holds something of each group close together, in any order.

    One occurrence of each group, none overlapping another, with at most `distance` (not above
    `FARTHEST`) other Han characters or words in the stretch they span. Punctuation does not
    count; the stretch lies in one paragraph. A `Prefix` in a group takes one position. `field`
    keeps positions, and every part of a group is asked of it.
    """

    field: str
    groups: tuple[tuple[Positional, ...], ...]
    distance: int

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Says(_HashedOnce):
    """Articles in whose body somebody says something, in one statement.

    It is a statement of one of `speakers` (ids; of anybody, named or not, where None), and
    something of each of `groups` stands in what is said. All is asked of the field `SAID_IN`.
    """

    speakers: tuple[str, ...] | None = None
    groups: tuple[tuple[Positional, ...], ...] = ()

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class And(_HashedOnce):
    """Articles in every one of `parts`; all articles where there is none."""

    parts: tuple[Node, ...]

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Or(_HashedOnce):
    """Articles in any one of `parts`; no article where there is none."""

    parts: tuple[Node, ...]

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Not(_HashedOnce):
    """All articles but those of `part`."""

    part: Node

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class AtLeast(_HashedOnce):
    """Articles in `count` or more of `parts`; all articles where `count` is 0."""

    count: int
    parts: tuple[Node, ...]

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Printed(_HashedOnce):
    """Articles of `part` in whose stored `text` ("title" or "body") `literal` occurs as printed.

    Characters, case and accents are compared as they are; the ends of Latin words and numbers in
    `literal` must not be continued by letters or digits.
    """

    part: Node
    text: str
    literal: str

    __hash__ = _HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class HasValue:
    """Articles with `value` in the facet `facet`."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """Articles whose publication day lies in a closed interval of ordinals; None is open.

    Articles without a publication day are in no interval, not even an open one.
    """

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class YearDays:
    """Articles published on a day of any year, within `window` days of it, both sides."""

    month: int
    day: int
    window: int = 0


@dataclass(frozen=True, slots=True)
class Mentions:
    """Articles that mention days wholly inside a closed interval of ordinals; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class MentionsYearDay:
    """Articles that mention days wholly within `window` days of a day of any year, both sides."""

    month: int
    day: int
    window: int = 0


@dataclass(frozen=True, slots=True)
class Undated:
    """Articles without a publication day."""


@dataclass(frozen=True, slots=True)
class HasId:
    """The article with this id."""

    id: str


@dataclass(frozen=True, slots=True)
class Older:
    """Articles of which a newer version is there."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Articles in which something changed since their first version: any of `CHANGES` given."""

    changes: tuple[str, ...] = CHANGES


@dataclass(frozen=True, slots=True)
class InStory:
    """The article with this id, its versions, and the copies of all of them."""

    id: str


Node: TypeAlias = (
    Everything
    | Nothing
    | Term
    | Phrase
    | Prefix
    | Near
    | Says
    | And
    | Or
    | Not
    | AtLeast
    | Printed
    | HasValue
    | Days
    | YearDays
    | Mentions
    | MentionsYearDay
    | Undated
    | HasId
    | Older
    | Changed
    | InStory
)


#: Articles as they stand: without those of which a newer version is there.
NEWEST: Final = Not(Older())


class ScoredTerm(NamedTuple):
    """A token that adds `weight` times its BM25 in `field` to a score.

    A pasted text asks for thousands, each compared many times, which a tuple does fastest.
    """

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Bonus:
    """A constant added to the score of every article in `node`."""

    node: Node
    value: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """How matching articles are scored: the sum, in this order, of terms and then of bonuses."""

    terms: tuple[ScoredTerm, ...] = ()
    bonuses: tuple[Bonus, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """What a reader chose in one facet: any of `include` (if any), none of `exclude`."""

    facet: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
