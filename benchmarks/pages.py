"""What a page of results costs over HTTP, by kind of query, beside other checkouts.

    python -m benchmarks.pages --index DIR [--checkout DIR:INDEX ...] [--rounds 3]

starts `manage.py serve` of this checkout, and of each other named (with an index that it can open:
versions differ in format), and asks them for the same 200 pages of 22 kinds in turn, one after
another, so that what else the machine does falls on all alike. Printed are median, 95th and 99th
percentile of the best of the rounds of each page, processor time a page, and ratios to the first of
the others.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle, islice, pairwise
from pathlib import Path
from subprocess import Popen
from typing import Final
from urllib.parse import urlencode

from benchmarks.serving import ROOT, processor_seconds, start

Pairs = tuple[tuple[str, str], ...]

PAGES: Final = 200

_WORDS: Final = (
    "tariff", "housing", "budget", "typhoon", "hospital", "police", "tourism", "election", "court",
)  # fmt: skip
_CHINESE: Final = ("關稅", "樓價", "預算案", "颱風", "醫院", "警方", "旅遊", "選舉", "法院")
_SIMPLIFIED: Final = ("关税", "楼价", "预算案", "台风", "医院", "警方", "旅游", "选举", "法院")
_NAMES: Final = ("Trump", "特朗普", "Xi Jinping", "習近平", "李家超", "John Lee", "陳茂波", "拜登")
_LONG: Final = (
    "rising cost of housing for young families in the city",
    "government plan to attract more visitors next year",
    "central bank keeps interest rates unchanged despite inflation",
)
_LONG_CHINESE: Final = (
    "政府計劃明年吸引更多旅客來港消費",
    "中央銀行維持利率不變通脹仍然偏高",
    "運輸署考慮在市區增設更多單車停泊位",
)


def _q(*texts: str, **more: str) -> list[Pairs]:
    return [(("q", text), *more.items()) for text in texts]


KINDS: Final[dict[str, list[Pairs]]] = {
    "empty": [()],
    "one English word": _q(*_WORDS),
    "one Chinese word": _q(*_CHINESE),
    "one Simplified word": _q(*_SIMPLIFIED),
    "two English words": _q(*(" ".join(pair) for pair in pairwise(_WORDS))),
    "two Chinese words": _q(*(" ".join(pair) for pair in pairwise(_CHINESE))),
    "a name": _q(*_NAMES),
    "a name and a word": _q(*(f"{a} {b}" for a, b in zip(_NAMES, _CHINESE, strict=False))),
    "an English phrase": _q('"Hong Kong"', '"interest rates"', '"Legislative Council"'),
    "a Chinese phrase": _q("「行政長官」", "「立法會議員」", "「財政司司長」"),
    "a long English query": _q(*_LONG),
    "a long Chinese query": _q(*_LONG_CHINESE),
    "OR": _q("housing OR 樓價", "tariff OR 關稅 OR 关税", "court OR 法院"),
    "NOT": _q("tariff -China", "警方 -交通", "budget NOT deficit"),
    "parentheses": _q("(housing OR 樓價) (budget OR 預算案)", "(court OR 法院) -police"),
    "NEAR": _q('"tariff China"~10', "政府 NEAR/10 預算", '"housing prices"~5'),
    "a prefix": _q("hous*", "tarif*", "polic*"),
    "in the headline": _q("title:法院", "title:tariff", "title:特朗普"),
    "a language": _q(*_WORDS[:3], *_CHINESE[:3], language="en"),
    "days": _q("", *_CHINESE[:4], **{"from": "2024-11-01", "to": "2025-01-31"}),
    "days mentioned": _q("", *_CHINESE[:4], mentioned_from="2024-12-01"),
    "a later page": _q(*_CHINESE[:4], "特朗普", page="3"),
}


def addresses() -> list[str]:
    """The pages, kind after kind in turn."""
    rows = [list(islice(cycle(pages), PAGES // len(KINDS) + 1)) for pages in KINDS.values()]
    turns = zip(*rows, strict=True)
    return [f"/?{urlencode(pairs)}" for turn in turns for pairs in turn][:PAGES]


@dataclass
class Served:
    """A server with what its pages took: seconds by address."""

    name: str
    server: Popen[str]
    connection: HTTPConnection
    taken: dict[str, float] = field(default_factory=dict)
    processor: float = 0.0
    asked: int = 0

    def fetch(self, address: str) -> None:
        """Ask for a page; keep the best of its times."""
        began = time.perf_counter()
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        if answer.status != 200:
            raise SystemExit(f"{self.name} answers {answer.status}: {address}")
        self.taken[address] = min(took, self.taken.get(address, took))
        self.asked += 1


def _open(checkout: Path, index: Path) -> Served:
    server, port = start(checkout.resolve(), index.resolve())
    return Served(str(checkout), server, HTTPConnection("127.0.0.1", port, timeout=60))


def measure(servers: Sequence[Served], rounds: int) -> None:
    """Ask all for every page in turn, once to warm up and then so many rounds."""
    pages = addresses()
    for number in range(rounds + 1):
        if number == 1:
            for served in servers:
                served.taken.clear()
                served.asked = 0
                served.processor = processor_seconds(served.server.pid)
        for at, address in enumerate(pages):
            for served in servers if at % 2 else reversed(servers):
                served.fetch(address)
    for served in servers:
        served.processor = processor_seconds(served.server.pid) - served.processor


def _figures(served: Served) -> tuple[float, ...]:
    """Milliseconds: median, 95th, 99th percentile of pages, processor time a page."""
    times = sorted(served.taken.values())
    at = [times[int(len(times) * share)] for share in (0.95, 0.99)]
    processor = served.processor / served.asked
    return tuple(1000 * value for value in (statistics.median(times), *at, processor))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--checkout", nargs="*", default=[], metavar="DIR:INDEX")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    servers = [_open(ROOT, options.index)]
    for named in options.checkout:
        checkout, _, index = named.rpartition(":")
        servers.append(_open(Path(checkout), Path(index)))
    try:
        measure(servers, options.rounds)
    finally:
        for served in servers:
            served.server.send_signal(signal.SIGTERM)
            served.server.wait()
    print(f"{'':<40} {'p50':>8} {'p95':>8} {'p99':>8} {'processor':>10}  milliseconds a page")
    rows = [_figures(served) for served in servers]
    for served, row in zip(servers, rows, strict=True):
        print(f"{served.name:<40} " + " ".join(f"{value:>8.1f}" for value in row))
    if len(rows) > 1:
        ratios = " ".join(f"{a / b:>8.2f}" for a, b in zip(rows[0], rows[1], strict=True))
        print(f"{'the first over the second':<40} {ratios}")


if __name__ == "__main__":
    main()
