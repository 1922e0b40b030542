"""Search servers that are set side by side: what they hold and are asked, how they run."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

from archive.engine.searcher import Searcher
from archive.model.facets import facet_values
from archive.model.fields import FACET_NAMES
from benchmarks.pages import Served

#: So many articles go to a server at once.
_AT_ONCE: Final = 500

#: Seconds that a server has to start.
_STARTING: Final = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader types; words of a phrase stand side by side. `kind` names the row."""

    kind: str
    text: str

    @property
    def phrase(self) -> bool:
        """Whether it is typed in quotes."""
        return self.text.startswith('"')

    def words(self) -> str:
        """The words alone: other servers read other signs."""
        return " ".join(re.findall(r"\w+", self.text))


@dataclass(frozen=True, slots=True)
class Held:
    """An article as other servers hold it; `day` is in ISO form, "" where unknown."""

    id: str
    title: str
    body: str
    day: str
    facets: Mapping[str, tuple[str, ...]]


class Site(Protocol):
    """A server in this comparison."""

    name: str
    served: Served

    def address(self, asked: Asked) -> str:
        """Where the first page of an answer is: marks, snippets, every facet and the months."""

    def total(self, body: bytes) -> int | None:
        """How many articles an answer counts; None where it only shows that to readers."""


def held(searcher: Searcher) -> Iterator[list[Held]]:
    """All articles of an archive, in parts."""
    ids = iter([article for article, _ in searcher.contents()])
    while chosen := list(islice(ids, _AT_ONCE)):
        yield [
            Held(
                document.article.id,
                document.article.title,
                document.article.body,
                dt.date.fromordinal(document.day).isoformat() if document.day else "",
                {facet: facet_values(document, facet) for facet in FACET_NAMES},
            )
            for document in searcher.get_many(chosen)
        ]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def run(name: str, command: list[str], port: int, log: Path) -> Served:
    """Start a server; gives it as soon as it answers."""
    with log.open("w") as out:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, text=True
        )
    until = time.monotonic() + _STARTING
    while time.monotonic() < until and server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.25)
            continue
        return Served(name, server, connection, [server.pid])
    server.kill()
    raise SystemExit(f"{name} did not start: {log.read_text()[-2000:]}")


def send(served: Served, method: str, path: str, body: bytes | None = None) -> Any:
    """What a server answers, as JSON."""
    kind = {"Content-Type": "application/x-ndjson" if path == "/_bulk" else "application/json"}
    served.connection.request(method, path, body, kind)
    answer = served.connection.getresponse()
    content = answer.read()
    if answer.status >= 300:
        raise SystemExit(f"{served.name} answers {answer.status}: {content[:500]!r}")
    return json.loads(content)
