"""Several questions in few requests: what each asks next goes to the cluster in one."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Final, TypeVar

from archive.engine.opensearch.cluster import Cluster, Reply

_Found = TypeVar("_Found")

#: A question: it yields the searches that it needs next, is sent their answers, and returns.
Asking = Generator[list[Reply], list[Reply], _Found]

#: Searches of one request.
_AT_ONCE: Final = 250


def ask_together(cluster: Cluster, index: str, questions: Sequence[Asking[_Found]]) -> list[_Found]:
    """What each question returns, in the order asked."""
    found: dict[int, _Found] = {}
    waiting: dict[int, list[Reply]] = {}

    def go_on(number: int, answers: list[Reply] | None) -> None:
        try:
            question = questions[number]
            waiting[number] = next(question) if answers is None else question.send(answers)
        except StopIteration as stop:
            found[number] = stop.value
            waiting.pop(number, None)

    for number in range(len(questions)):
        go_on(number, None)
    while waiting:
        bodies = [body for some in waiting.values() for body in some]
        answers: list[Reply] = []
        for at in range(0, len(bodies), _AT_ONCE):
            answers += cluster.search_many(index, bodies[at : at + _AT_ONCE])
        for number, asked in list(waiting.items()):
            mine, answers = answers[: len(asked)], answers[len(asked) :]
            go_on(number, mine)
    return [found[number] for number in range(len(questions))]


def ask_one(cluster: Cluster, index: str, question: Asking[_Found]) -> _Found:
    """What one question returns."""
    return ask_together(cluster, index, [question])[0]


def total_of(answer: Reply) -> int:
    """How many documents a search found."""
    total: dict[str, Any] = answer["hits"]["total"]
    if total["relation"] != "eq":
        raise ValueError(f"a total that is not exact: {total}")
    count: int = total["value"]
    return count


def count_search(query: Reply, **more: Any) -> Reply:
    """A search that only counts."""
    return {"size": 0, "track_total_hits": True, "query": query, **more}
