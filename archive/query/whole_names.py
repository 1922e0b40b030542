"""What a name on a list asks: itself and its other names, each whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.model.fields import TEXTS
from archive.model.query import Node
from archive.query.compile import query_tree
from archive.query.holdings import Holdings
from archive.query.names import PLAIN
from archive.query.synonyms import ways_of_names
from archive.query.syntax import OrParts, Quote, render
from archive.query.words import any_of, in_texts

#: What is no sign of the query language, so that it may be typed as it is.
_PLAIN_NAME: Final = re.compile(r"[\w .'’·-]+")


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """What finds the articles of a name.

    `query` is what a reader types to find the same, `others` are the other names that are searched
    beside it.
    """

    query: str
    node: Node
    others: tuple[str, ...]


def ask_whole_name(name: str, holdings: Holdings) -> NameQuestion:
    """What a name asks, which is never read as several words.

    The other names of its bearer are searched as they are for a name in the query box: where it has
    one bearer, and is no word of everyday use. An acronym in capitals is asked as it is there too.
    """
    expanded = holdings.index.expand(name, PLAIN)
    sure = expanded is not None and not expanded.doubtful
    names = expanded.searched if expanded is not None and sure else (name,)
    written = ways_of_names(names)
    node = any_of(in_texts(way, TEXTS) for way in written)
    if _PLAIN_NAME.fullmatch(name):
        typed = query_tree(name, holdings)
        capitals = holdings.words.capitals(name)
        if typed == node or (capitals is not None and typed == capitals.node):
            return NameQuestion(name, typed, names[1:])
    quotes = tuple(map(Quote, written))
    query = render(quotes[0] if len(quotes) == 1 else OrParts(quotes))
    return NameQuestion(query, node, names[1:])
