"""How a query was read, told with the counts of what else it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.model.query import HasValue, Node
from archive.model.result import SearchRequest, SearchResult
from archive.query.forms import Forms, WordCounts, stem_note
from archive.query.names import Alternative
from archive.query.parted import without_dot
from archive.query.plan import Plan
from archive.query.runs import TakenApart
from archive.query.values import author_asked
from archive.query.words import Words, any_of, in_texts
from archive.search.bearers import Groups, bearer_nodes, named_in, shown_bearers
from archive.search.edition import Edition
from archive.search.told import Reading, ShownAlternative, ShownPart

#: Where fewer than one in so many articles with the rarest part match, the parts are counted.
SPARSE: Final = 10

#: A query of more parts is a pasted text; to count each, and what its other names add, would
#: cost more than it tells.
MOST_PARTS: Final = 10

#: So many runs of a query are counted as written.
MOST_RUNS: Final = 4


@dataclass(frozen=True, slots=True)
class ToCount:
    """What is counted of one query besides what it finds.

    Of each alternative what it finds by itself; the parts of the query; what was taken apart, as
    written; words alone and with what their stem adds; whom it names.
    """

    offered: tuple[Node, ...]
    parts: tuple[tuple[str, Node], ...]
    written: dict[str, Node]
    forms: tuple[tuple[str, Forms], ...]
    bearers: Groups

    def nodes(self) -> tuple[Node, ...]:
        """All of it, in this order."""
        parts = (node for _, node in self.parts)
        forms = (node for _, word in self.forms for node in (word.alone, word.whole))
        named = bearer_nodes(self.bearers)
        return (*self.offered, *parts, *self.written.values(), *forms, *named)


def to_count(plan: Plan, edition: Edition) -> ToCount:
    """What is counted to tell how a query was read."""
    compiled, words = plan.reading, edition.words
    runs = list(compiled.apart)
    return ToCount(
        offered=tuple(_alone(alternative, words) for alternative in compiled.alternatives),
        parts=compiled.parts if len(compiled.parts) <= MOST_PARTS else (),
        written={run: in_texts(run, TEXTS) for run in runs} if len(runs) <= MOST_RUNS else {},
        forms=compiled.forms,
        bearers=named_in(plan, edition.index),
    )


def _alone(alternative: Alternative, words: Words) -> Node:
    """What an alternative asks by itself: a name as written, another word as a word."""
    if alternative.kind == "author":
        return HasValue("author", author_asked(alternative.target))
    written = alternative.kind in ("name", "spelling")
    clause = None if written else words.words(alternative.target)
    if clause is not None:
        return clause.node
    plain = without_dot(alternative.target)
    names = (alternative.target,) if plain is None else (alternative.target, plain)
    return any_of(in_texts(name, TEXTS) for name in names)


def read_back(
    edition: Edition,
    plan: Plan,
    total: int,
    counted: ToCount,
    left: int,
    also: Sequence[SearchRequest],
) -> tuple[Reading, tuple[SearchResult, ...]]:
    """How the query was read, with the counts of alternatives and parts under the same filters.

    Where no more than `left` steps may be taken, what the others of the parts find may stay untold.
    What is `also` asked is answered besides.
    """

    def counting(*nodes: Node) -> SearchRequest:
        return SearchRequest(tree=plan.narrowed(*nodes), filters=plan.filters, limit=0)

    compiled, parameters = plan.reading, plan.parameters
    nodes = [node for _, node in counted.parts]
    others = [tuple(nodes[:number] + nodes[number + 1 :]) for number in range(len(nodes))]
    # Of a pasted text neither is told for which this must be known.
    pasted = len(compiled.parts) > MOST_PARTS
    find = 0 if pasted else edition.work((compiled.tree,))[0].find
    others = others if len(others) * find < left else []
    # Where the page is not full, what the others of the parts find is likely to be told.
    few = others if total < parameters.size else []
    requests = [counting(node) for node in counted.nodes()]
    requests += [counting(*together) for together in few]
    requests += also
    results = edition.search_many(requests) if requests else ()
    counts = iter([result.total for result in results])
    alone = [next(counts) for _ in counted.offered]
    having = [next(counts) for _ in nodes]
    written = [(run, next(counts)) for run in counted.written]
    forms = [(word, next(counts), next(counts)) for word, _ in counted.forms]
    bearers = shown_bearers(counted.bearers, counts)
    parts: tuple[ShownPart, ...] = ()
    if having and others and (not total or total * SPARSE < min(having)):
        without = [next(counts) for _ in few] or [
            result.total for result in edition.search_many([counting(*nodes) for nodes in others])
        ]
        parts = tuple(map(ShownPart, (text for text, _ in counted.parts), having, without))
    notes = (
        *compiled.notes,
        *(_as_written(compiled.apart[run], run, n) for run, n in written),
        *_told(parameters.q, forms),
    )
    shown = _shown(edition, plan, alone, left // (find + 1))
    reading = Reading(parameters.q, compiled.read_as, notes, shown, parts, bearers=bearers)
    return reading, tuple(results[len(results) - len(also) :])


def _shown(
    edition: Edition, plan: Plan, alone: Sequence[int], most: int
) -> tuple[ShownAlternative, ...]:
    """The alternatives with their counts; what is offered adds something, where that is counted.

    `alone` is how many articles have each. What is in none adds none; what the others add is told
    where the query can be answered `most` times for it.
    """
    counts = dict(zip(plan.reading.alternatives, alone, strict=True))
    gains = _gains(edition, plan, [each for each, count in counts.items() if count], most)
    shown = []
    for alternative, count in counts.items():
        gain = None if gains is None and count else (gains or {}).get(alternative, 0)
        if alternative.applied or gain != 0:
            shown.append(
                ShownAlternative(
                    alternative.source,
                    alternative.target,
                    alternative.kind,
                    alternative.applied,
                    count,
                    gain,
                    alternative in plan.reading.excluding,
                )
            )
    # What is offered comes by what it adds.
    shown.sort(key=lambda told: (not told.applied, 0 if told.applied else -(told.gain or 0)))
    return tuple(shown)


def _gains(
    edition: Edition, plan: Plan, held: Sequence[Alternative], most: int
) -> dict[Alternative, int] | None:
    """What each of some alternatives adds; None where that is more work than is allowed."""
    weighing = plan.reading.weighing
    if len(plan.reading.parts) > MOST_PARTS:
        return None
    # With and without it, the query is answered twice for each.
    if weighing is None or not weighing.may_weigh(len(held)) or 2 * len(held) > most:
        return None
    nodes = [plan.narrowed(weighing.gain(alternative)) for alternative in held]
    counts = edition.count_many(nodes, plan.filters) if nodes else ()
    return dict(zip(held, counts, strict=True))


def _told(query: str, forms: Iterable[tuple[str, int, int]]) -> Iterator[Message]:
    """What is said of each word whose stem adds much; with a word what has it alone, and in all."""
    for word, alone, whole in forms:
        message = stem_note(query, word, WordCounts(alone, whole, False))
        if message is not None:
            yield message


def _as_written(apart: TakenApart, run: str, count: int) -> Message:
    if not apart.aside:
        return Message.of("as_written", word=run, count=count)
    return Message.of("as_written_aside", word=run, count=count, aside=apart.aside)
