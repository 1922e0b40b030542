"""The most expensive requests that the archive still answers.

    python -m benchmarks.worst --index DIR [--match TEXT] [--load] [--seconds 20]

Families of requests are made from the commonest words of the archive; each is tried at growing
sizes on the search page (whose answer holds that of the API) and as the query that a long article
is opened with. Printed is the size that took the most processor time (the better of two runs), the
bytes of the answer, and the smallest size that was refused. With `--load` the ten costliest are
also sent, one after another without a pause, to `manage.py serve` while eight ordinary clients
search; printed are their median and 99th percentile, alone and beside each of the expensive ones.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient

from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.model.result import SearchRequest, Sort
from archive.settings import ROOT, read_settings
from archive.text.scan import HAN_RUN
from archive.wsgi import application
from benchmarks.worst_families import FAMILIES, Pairs, Stock

#: Sizes at which a family is tried, and how often the space before a refused one is halved.
SIZES: Final = (1, 4, 16, 64, 256, 1_024, 4_096, 10_000)
BISECTIONS: Final = 4

#: A server accepts no longer address; and beyond so many seconds a family is not tried larger.
LONGEST: Final = 250_000
HOPELESS: Final = 4

#: So many ordinary clients search beside a dear one, and what they ask in turn.
CLIENTS: Final = 8
ORDINARY: Final = (
    "tariff",
    "特朗普",
    "香港經濟",
    '"interest rates"',
    "typhoon OR 颱風",
    "",
    "關稅 -鋼鐵",
)


@dataclass(frozen=True)
class Asked:
    """A request of a family at a size: what it cost, in seconds, and the bytes of its answer."""

    family: str
    size: int
    address: str
    status: int
    seconds: float
    answer: int


def stock_of(searcher: Searcher) -> Stock:
    """The commonest words of an archive, by how many articles hold them, and what else it holds."""
    everything = searcher.terms("body_exact", "", sys.maxsize)
    common = sorted(everything, key=lambda term: -term.count)
    texts = [term.text for term in common if any(map(str.isalpha, term.text))]
    han = [text for text in texts if HAN_RUN.fullmatch(text)]
    newest = searcher.search(SearchRequest(sort=Sort.NEWEST, limit=2_000)).hits
    articles = [document.article for document in searcher.get_many([hit.id for hit in newest])]
    longest = max(articles, key=lambda article: len(article.body))
    return Stock(
        words=tuple(text for text in texts if text.isascii() and len(text) > 2)[:20_000],
        pairs=tuple(text for text in han if len(text) == 2)[:20_000],
        characters=tuple(text for text in han if len(text) == 1)[:2_000],
        names=tuple(
            name for entity in searcher.names().entities.values() for name in entity.all_names()
        ),
        values=tuple(searcher.facet_values("person")),
        articles=tuple(article.id for article in (longest, articles[0])),
        texts=tuple(article.body for article in articles),
    )


def _paths(stock: Stock) -> Iterator[str]:
    yield "/"
    yield from (f"/article/{quote(article)}" for article in stock.articles[:1])


def _measured(client: FlaskClient, family: str, size: int, address: str) -> Asked:
    begun = time.process_time()
    response = client.get(address)
    took = time.process_time() - begun
    return Asked(family, size, address, response.status_code, took, len(response.data))


def _bisected(ask: Callable[[int], Asked | None], allowed: int, refused: int) -> Iterator[Asked]:
    """Sizes between the largest that is answered and the smallest that is refused."""
    for _ in range(BISECTIONS):
        middle = (allowed + refused) // 2
        asked = ask(middle)
        if asked is None or middle in (allowed, refused):
            return
        yield asked
        allowed, refused = (middle, refused) if asked.status == 200 else (allowed, middle)


def worst_of(
    client: FlaskClient, stock: Stock, family: str, make: Callable[[Stock, int], Pairs]
) -> list[Asked]:
    """A family at growing sizes on each path, until it grows no more or is refused."""
    found: list[Asked] = []
    for path in _paths(stock):

        def ask(size: int, path: str = path) -> Asked | None:
            address = f"{path}?{urlencode(make(stock, size))}"
            return _measured(client, family, size, address) if len(address) < LONGEST else None

        allowed = 0
        for size in SIZES:
            asked = ask(size)
            if asked is None or (found and asked.address == found[-1].address):
                break
            found.append(asked)
            if asked.status != 200:
                found += _bisected(ask, allowed, size)
                break
            allowed = size
            if asked.seconds > HOPELESS:
                break
    return found


def most_expensive(
    client: FlaskClient, stock: Stock, match: str
) -> Iterator[tuple[Asked, Asked | None]]:
    """Of each family the most expensive request that is answered, and the first that is refused."""
    for family, make in FAMILIES.items():
        if match not in family:
            continue
        tried = worst_of(client, stock, family, make)
        allowed = max((one for one in tried if one.status == 200), key=lambda one: one.seconds)
        again = _measured(client, family, allowed.size, allowed.address)
        allowed = replace(again, seconds=min(allowed.seconds, again.seconds))
        refused = [one for one in tried if one.status != 200]
        yield allowed, min(refused, key=lambda one: one.size, default=None)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _fetch(base: str, address: str) -> float:
    """Ask, read the whole answer, and give the seconds; raises for any status but 200 and 400."""
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(base + address, timeout=600) as response:
            response.read()
    except urllib.error.HTTPError as error:
        if error.code != 400:
            raise
        error.read()
    return time.perf_counter() - begun


@contextmanager
def _served(index: Path) -> Iterator[str]:
    """The address of `manage.py serve` over an index."""
    port = _free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--index", str(index)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                _fetch(base, "/readyz")
                break
            except OSError:
                time.sleep(0.25)
        yield base
    finally:
        process.terminate()
        process.wait(30)


def _ordinary(base: str, seconds: float, dear: str | None) -> list[float]:
    """How long ordinary requests took, in seconds ascending, with one client asking a dear one."""
    until = time.monotonic() + seconds
    taken: list[float] = []

    def client(number: int) -> None:
        while time.monotonic() < until:
            number += 1
            query = urlencode({"q": ORDINARY[number % len(ORDINARY)]})
            taken.append(_fetch(base, f"/?{query}"))
            time.sleep(0.5)  # a reader looks at what came

    def hog(address: str) -> None:
        while time.monotonic() < until:
            _fetch(base, address)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    threads += [threading.Thread(target=hog, args=(dear,))] if dear is not None else []
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def _line(name: str, taken: Sequence[float]) -> str:
    p50, p99 = taken[len(taken) // 2] * 1000, taken[int(len(taken) * 0.99)] * 1000
    return f"{name:<40} {len(taken):>7,} {p50:>8.0f} {p99:>8.0f}"


def under_load(index: Path, dear: Sequence[Asked], seconds: float) -> None:
    """Print what ordinary clients wait, alone and beside each dear request."""
    with _served(index) as base:
        _ordinary(base, 3, None)
        print(f"\n{'ordinary clients beside':<40} {'asked':>7} {'p50, ms':>8} {'p99, ms':>8}")
        print(_line("nothing", _ordinary(base, seconds, None)), flush=True)
        for one in dear:
            print(_line(one.family, _ordinary(base, seconds, one.address)), flush=True)


def main() -> None:
    """Find the most expensive requests and print them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--match", default="", help="only families whose name holds this")
    parser.add_argument("--load", action="store_true", help="also beside ordinary clients")
    parser.add_argument("--seconds", type=float, default=20, help="for each measure under load")
    chosen = parser.parse_args()
    settings = replace(read_settings(), index=chosen.index)
    searcher = open_searcher(settings.engine, settings.index, require_current(settings.index))
    stock = stock_of(searcher)
    client = application(settings).test_client()
    print(f"{searcher.info().articles:,} articles")
    print(
        f"{'family':<40} {'size':>6} {'path':<10} {'cpu, s':>7} {'answer, kB':>10} {'refused':>8}"
    )
    found = []
    for worst, refused in most_expensive(client, stock, chosen.match):
        path = worst.address.partition("?")[0][:9]
        limit = f"{refused.size}" if refused else ""
        print(
            f"{worst.family:<40} {worst.size:>6} {path:<10} {worst.seconds:>7.3f} "
            f"{worst.answer / 1000:>10,.0f} {limit:>8}",
            flush=True,
        )
        found.append(worst)
    found.sort(key=lambda one: -one.seconds)
    if chosen.load:
        under_load(chosen.index, found[:10], chosen.seconds)


if __name__ == "__main__":
    main()
