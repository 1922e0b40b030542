"""How long suggestions and pages of entities take, over HTTP.

    python -m benchmarks.suggesting --index DIR [--typed 200] [--entities 40] [--seed N]

draws names of entities by how often they are named, in their scripts, as they are read in Pinyin
and Jyutping and by their initials, and words of headlines; types each key by key, and asks
`/api/v1/suggest` after each. Prints how long the answers were waited for at the median, the 95th
percentile and the most, the processor time of one, how often the entity is suggested once its name
is typed half and whole, and what the first suggestion takes: then the file of keys is mapped, or
made where a generation has none. Then it asks the page of the entities that most articles name, and
of as many others.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.model.aggregations import FacetValues
from archive.model.entity import Kind
from archive.model.query import NEWEST
from archive.model.result import SearchRequest
from archive.text.readings import TypedWay, typing_keys
from benchmarks.serving import ROOT, processor_seconds, start

#: The ways in which names are typed, by what of a name that is.
_WAYS: Final = (TypedWay.NAME, TypedWay.READING, TypedWay.INITIALS)

#: Beginnings of words of headlines.
_WORDS: Final = ("tariff", "election", "government", "選舉", "經濟", "關稅", "香港", "美国")


class Answered(NamedTuple):
    """What an answer took: seconds until it was read, and of processor; `body` is it."""

    waited: float
    processor: float
    body: bytes


def ask(connection: HTTPConnection, process: int, path: str) -> Answered:
    """Ask for a path."""
    before, began = processor_seconds(process), time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    waited = time.perf_counter() - began
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return Answered(waited, processor_seconds(process) - before, body)


def counted(searcher: Searcher) -> list[tuple[str, int]]:
    """Every entity with how many articles name it, the commonest first."""
    asked = tuple(FacetValues(str(kind), 1_000_000) for kind in Kind)
    result = searcher.search(SearchRequest(NEWEST, limit=0, aggregations=asked))
    found = [(one.value, one.count) for facet in asked for one in result.counts(facet).values]
    known = [(value, count) for value, count in found if searcher.names().get(value)]
    return sorted(known, key=lambda pair: (-pair[1], pair[0]))


def typed_names(
    searcher: Searcher, number: int, chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Entities and one of their keys, those that are named most most often."""
    entities = counted(searcher)
    weights = [count for _, count in entities]
    for entity, _ in chance.choices(entities, weights, k=number):
        known = searcher.names().get(entity)
        assert known is not None
        name = chance.choice(known.all_names())
        way = chance.choice(_WAYS)
        keys = [key for key, own in typing_keys(name).items() if own is way] or [name]
        yield entity, chance.choice(keys)


def _line(name: str, answers: Sequence[Answered]) -> str:
    waited = sorted(1000 * one.waited for one in answers)
    worked = 1000 * statistics.fmean(one.processor for one in answers)
    at = waited[min(len(waited) - 1, int(len(waited) * 0.95))]
    middle = statistics.median(waited)
    return (
        f"{name}: {len(answers):,} answers, waited p50 {middle:.1f} ms, p95 {at:.1f} ms, "
        f"most {waited[-1]:.1f} ms; processor {worked:.1f} ms on average"
    )


def _suggestions(
    connection: HTTPConnection, process: int, names: Sequence[tuple[str, str]]
) -> None:
    def suggest(typed: str) -> Answered:
        return ask(connection, process, "/api/v1/suggest?" + urlencode({"q": typed}))

    first = suggest("a")
    print(
        f"first suggestion {1000 * first.waited:.0f} ms, {1000 * first.processor:.0f} of processor"
    )
    answers: list[Answered] = []
    half = whole = 0
    for entity, key in names:
        for end in range(1, len(key) + 1):
            answers.append(suggest(key[:end]))
            values = [one["value"] for one in json.loads(answers[-1].body)["suggestions"]]
            half += end == (len(key) + 1) // 2 and entity in values
            whole += end == len(key) and entity in values
    print(_line("names, key by key", answers))
    share = 100 / len(names)
    print(
        f"the one meant is suggested: typed half {half * share:.0f} %, whole {whole * share:.0f} %"
    )
    words = [suggest(word[:end]) for word in _WORDS for end in range(1, len(word) + 1)]
    print(_line("words of headlines", words))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--typed", type=int, default=200)
    parser.add_argument("--entities", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    index = arguments.index.resolve()
    chance = random.Random(arguments.seed)
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        names = list(typed_names(searcher, arguments.typed, chance))
        entities = [entity for entity, _ in counted(searcher)]
    server, port = start(ROOT, index)
    try:
        connection = HTTPConnection("127.0.0.1", port)
        _suggestions(connection, server.pid, names)
        foremost = entities[: arguments.entities]
        others = chance.sample(entities, min(arguments.entities, len(entities)))
        for title, some in (("entities named most", foremost), ("other entities", others)):
            paths = [f"/entity/{quote(entity)}" for entity in some]
            print(_line(title, [ask(connection, server.pid, path) for path in paths]))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    main()
