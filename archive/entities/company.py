"""Names of one bearer in two scripts, proposed by the company that they keep.

Reports of one event in both languages name the same people and bodies. Which articles report one
event is told by the entities that both link and by their days, never by the names that are to be
paired; a pair of names is then proposed where each stands in the twins of the other far more often
than beside anybody else. The measure is Dunning's log-likelihood ratio (Computational Linguistics
19/1, 1993) over pairs of articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from archive.model.entity import Kind

#: A name as printed, and what it is the name of.
NameAsPrinted = tuple[Kind, str]

#: Days between two reports of one event, at most.
_APART: Final = 1

#: What links in a larger share of all articles tells no event.
_COMMON: Final = 0.03

#: Twins share so many entities at least, and their cosine is at least this.
_SHARED: Final = 2
_ALIKE: Final = 0.35

#: Of the twins in which one of two names stands, so large a share has the other.
_TOGETHER: Final = 0.5

#: A name's next best partner stands in so small a share of the best one's twins, at most.
_SECOND: Final = 0.67


@dataclass(frozen=True, slots=True)
class Account:
    """What an article says for this: its day, whether it is Chinese, who is linked, who is not."""

    day: int
    chinese: bool
    linked: frozenset[str]
    names: frozenset[NameAsPrinted]


class Pairing(NamedTuple):
    """A Chinese and a Latin name of one kind, in so many twins together, with the measure."""

    kind: Kind
    han: str
    latin: str
    articles: int
    score: float


class Reports:
    """Articles in two languages, and which of them may report one event: by whom they link.

    By the cosine of the entities that they link, weighed by how rare these are.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        held = Counter(entity for account in accounts for entity in account.linked)
        weights = {
            entity: math.log((len(accounts) + 1) / count)
            for entity, count in held.items()
            if count <= max(2, _COMMON * len(accounts))
        }
        self._vectors = [
            {entity: weights[entity] for entity in account.linked if entity in weights}
            for account in accounts
        ]
        self._norms = [math.sqrt(sum(w * w for w in each.values())) for each in self._vectors]
        self._chinese: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, account in enumerate(accounts):
            if account.chinese:
                for entity in self._vectors[number]:
                    self._chinese[account.day, entity].append(number)

    def english(self) -> Iterator[int]:
        """The places of those in English that link anybody who tells an event."""
        for number, account in enumerate(self._accounts):
            if not account.chinese and self._norms[number]:
                yield number

    def near(self, number: int, shared: int, alike: float) -> Iterator[tuple[int, float]]:
        """Chinese articles of about the same day that are enough like an English one, by place.

        They share so many entities at least, and their cosine is at least `alike`.
        """
        products: defaultdict[int, float] = defaultdict(float)
        common: Counter[int] = Counter()
        day = self._accounts[number].day
        for entity, weight in self._vectors[number].items():
            for other_day in range(day - _APART, day + _APART + 1):
                for other in self._chinese.get((other_day, entity), ()):
                    products[other] += weight * weight
                    common[other] += 1
        for other, product in products.items():
            likeness = product / (self._norms[number] * self._norms[other])
            if common[other] >= shared and likeness >= alike:
                # Whatever order weights are added in.
                yield other, round(likeness, 9)


def twins(accounts: Sequence[Account]) -> list[tuple[int, int]]:
    """Articles in English and Chinese that report one event: mutually the nearest, by place."""
    reports = Reports(accounts)
    best: dict[int, tuple[float, int]] = {}
    for number in reports.english():
        for other, likeness in reports.near(number, _SHARED, _ALIKE):
            best[number] = max(best.get(number, (0.0, 0)), (likeness, -other))
            best[other] = max(best.get(other, (0.0, 0)), (likeness, -number))
    return [
        (number, -other)
        for number, (_, other) in sorted(best.items())
        if not accounts[number].chinese and -best[-other][1] == number
    ]


def _ratio(both: int, first: int, second: int, every: int) -> float:
    """Dunning's ratio of two names that stand in `first` and `second` of `every` twins."""

    def part(count: int, expected: float) -> float:
        return count * math.log(count / expected) if count else 0.0

    cells = (
        (both, first * second),
        (first - both, first * (every - second)),
        (second - both, (every - first) * second),
        (every - first - second + both, (every - first) * (every - second)),
    )
    return 2 * sum(part(count, product / every) for count, product in cells if product)


def pairings(accounts: Iterable[Account], least: int) -> list[Pairing]:
    """Names that may be one bearer's, in so many twins together at least, the likeliest first."""
    every = list(accounts)
    pairs = twins(every)
    held: tuple[Counter[NameAsPrinted], Counter[NameAsPrinted]] = Counter(), Counter()
    together: Counter[tuple[NameAsPrinted, NameAsPrinted]] = Counter()
    for english, chinese in pairs:
        sides = every[english].names, every[chinese].names
        for counter, names in zip(held, sides, strict=True):
            counter.update(names)
        together.update((a, b) for a in sides[0] for b in sides[1] if a[0] is b[0])
    ranked: tuple[dict[NameAsPrinted, list[tuple[int, NameAsPrinted]]], ...] = (
        defaultdict(list),
        defaultdict(list),
    )
    for (latin, han), count in together.items():
        ranked[0][latin].append((count, han))
        ranked[1][han].append((count, latin))
    found = []
    for (latin, han), count in together.items():
        if (
            count < least
            or not _is_alone(ranked[0][latin], han)
            or not _is_alone(ranked[1][han], latin)
        ):
            continue
        if count < _TOGETHER * max(held[0][latin], held[1][han]):
            continue
        score = _ratio(count, held[0][latin], held[1][han], len(pairs))
        found.append(Pairing(latin[0], han[1], latin[1], count, round(score, 2)))
    return sorted(found, key=lambda one: (-one.score, one.han, one.latin))


def _is_alone(partners: Sequence[tuple[int, NameAsPrinted]], partner: NameAsPrinted) -> bool:
    """Whether a partner stands clearly before all others."""
    own = next(count for count, name in partners if name == partner)
    return all(count <= _SECOND * own for count, name in partners if name != partner)
