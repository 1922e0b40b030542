"""Fifteen tasks of a journalist, done in Chromium, and what each costs.

    python -m benchmarks.tasks [--index DIR] [--json]

Prints steps (keys and clicks), pages that load and screens of a list. Names are those that the
index has most of; without --index it is one of the sample archive. Fails where a task cannot be
done, or costs more than its limit.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from benchmarks.browsing import browsing, serving
from benchmarks.made import sample_index
from benchmarks.tasks import reading, searching
from benchmarks.tasks.walk import HEIGHT, WIDTH, Cost, Holdings, Walk, holdings_of


@dataclass(frozen=True, slots=True)
class Task:
    """What a journalist wants; None is no limit."""

    name: str
    walk: Callable[[Walk, Holdings], None]
    loads: int | None = None
    keys: int | None = None
    clicks: int | None = None


TASKS: Final = (
    Task("read the headlines of 300 hits", reading.read_300_headlines, loads=3),
    Task("set a range of days by keyboard", searching.set_days_by_keyboard, loads=1, clicks=0),
    Task("find a person in the other script", searching.find_a_person_in_the_other_script, loads=2),
    Task("exclude a value", searching.exclude_a_value, loads=1, clicks=1),
    Task(
        "reach the first headline by keyboard",
        reading.reach_the_first_headline_by_keyboard,
        loads=0,
        keys=4,
        clicks=0,
    ),
    Task("open hit 7 and come back to it", reading.open_hit_7_and_come_back, loads=2),
    Task("step through the hits of an article", reading.step_through_hits, loads=1, clicks=0),
    Task("read ten articles beside the list", reading.read_ten_beside_the_list, loads=0, keys=10),
    Task("keep three and copy one link", reading.keep_three_and_copy_a_link, loads=2, clicks=2),
    Task("save a search and return to it", searching.save_a_search, loads=2, clicks=3),
    Task("narrow by the timeline and widen", searching.narrow_by_the_timeline, loads=4, clicks=4),
    Task(
        "search a facet in the other script",
        searching.search_a_facet_in_the_other_script,
        loads=1,
        clicks=3,
    ),
    Task("see why nothing is found, and repair", searching.repair_nothing_found, loads=1, clicks=1),
    Task("change the language, keep the search", searching.change_the_language, loads=1, clicks=1),
    Task("first hit above the fold, 20 searches", reading.see_the_first_hit_on_a_phone),
)

#: Whole hits in a window of 1280 x 1000 that begins with the list.
LEAST_HITS: Final = 8


def check(task: Task, cost: Cost) -> None:
    """That a task keeps to its limits."""
    for kind in ("loads", "keys", "clicks"):
        limit, value = getattr(task, kind), getattr(cost, kind)
        assert limit is None or value <= limit, f"{task.name}: {value} {kind}, {limit} at most"


def walk_tasks(browser: Browser, address: str) -> tuple[dict[str, Cost], int]:
    """What each task costs, and how many hits a window shows; raises where a limit is broken."""
    holdings = holdings_of(address)
    costs: dict[str, Cost] = {}
    with _window(browser, address) as walk:
        for task in TASKS:
            task.walk(walk, holdings)
            costs[task.name] = walk.cost()
            check(task, costs[task.name])
        hits = reading.hits_in_a_window(walk, holdings)
    assert hits >= LEAST_HITS, f"{hits} hits in a window, {LEAST_HITS} at least"
    return costs, hits


@contextmanager
def _window(browser: Browser, address: str) -> Iterator[Walk]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, base_url=address, locale="en-GB"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Walk(context.new_page())
    context.close()


def _table(costs: Mapping[str, Cost], hits: int) -> None:
    print(f"{'':<40}{'steps':>7}{'keys':>7}{'clicks':>8}{'loads':>7}{'screens':>9}")
    for name, cost in costs.items():
        screens = cost.screens or ""
        print(f"{name:<40}{cost.steps:>7}{cost.keys:>7}{cost.clicks:>8}{cost.loads:>7}{screens:>9}")
    print(f"{hits} whole hits in a window of {WIDTH} x {HEIGHT}")


def main() -> None:
    """Do all tasks, and print what they cost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with (
        nullcontext(options.index) if options.index else sample_index() as index,
        serving(index) as address,
        browsing() as browser,
    ):
        costs, hits = walk_tasks(browser, address)
    if options.json:
        tasks = [
            {"task": name, "steps": cost.steps, **asdict(cost)} for name, cost in costs.items()
        ]
        print(json.dumps({"tasks": tasks, "hits_in_a_window": hits}, indent=2))
    else:
        _table(costs, hits)


if __name__ == "__main__":
    main()
