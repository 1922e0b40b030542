"""Lines near either end of a text: notes and furniture stand there, which many articles share."""

from __future__ import annotations

import hashlib
import re
from typing import Final, NamedTuple

from archive.model.scripts import HAN_CHARACTERS

#: A line in so many articles with different texts is furniture.
REPEATED_LINE: Final = 12

#: Only so many lines at the beginning and at the end are looked at.
_HEAD, _TAIL = 2, 4

#: The most edges that a text has.
MOST_EDGES: Final = _HEAD + _TAIL

#: A shorter line may occur twice by chance.
_SHORTEST_LINE: Final = 8


#: A line hides the days in it where it says so much more: "Record March 31" and "Pay May 15" are
#: the news of dozens of articles, a columnist's life of none. Han characters count threefold.
_MORE: Final = 12
_HAN: Final = re.compile(f"[{HAN_CHARACTERS}]")


class Edge(NamedTuple):
    """A line near an end of a text: its half-open place there, and the key of what it says."""

    start: int
    end: int
    key: int


def hashed(*parts: str) -> int:
    """64 bits that texts have in common by chance once in 10^19 pairs."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def says_more(body: str, edge: Edge, start: int, end: int) -> bool:
    """Whether a line of a text says much more than what stands in it from `start` to `end`."""
    rest = "".join((body[edge.start : start] + body[end : edge.end]).split())
    return len(rest) >= _MORE or len(rest) + 2 * len(_HAN.findall(rest)) >= _MORE


def edges(body: str) -> list[Edge]:
    """The lines near either end of a text, in order of place; space around one says nothing."""
    places: list[tuple[int, int]] = []
    at = 0
    for line in body.split("\n"):
        if len(line.strip()) >= _SHORTEST_LINE:
            places.append((at, at + len(line)))
        at += len(line) + 1
    if len(places) > MOST_EDGES:
        places = places[:_HEAD] + places[-_TAIL:]
    return [Edge(start, end, hashed(body[start:end].strip())) for start, end in places]
