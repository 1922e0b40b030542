"""How many words of headlines and names of places a lexicon bridges to the other language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from archive.model.fields import TEXTS
from archive.model.lexicon import Lexicon
from archive.model.query import And, HasValue, Or
from archive.query.across_terms import MOST_ACROSS, plain_words, read_across
from archive.query.names import PLAIN
from archive.query.words import in_texts
from archive.search.edition import Edition
from archive.text.terms import term_text

#: Kind and English name of what must be bridged: 18 districts of Hong Kong, 34 provincial units of
#: China, and the 193 member states of the United Nations.
PLACES: Final = Path(__file__).parent / "data" / "bridged-places.tsv"

_CHINESE: Final = Or((HasValue("language", "zh-Hant"), HasValue("language", "zh-Hans")))


@dataclass
class HeadlineWords:
    """Of the words of headlines, without common ones and figures: how many are bridged.

    A word is `bridged` where it stands in a term that has words of the other language, and
    `printed` where it has none but Chinese articles print it as it is (NBA).
    """

    words: int = 0
    bridged: int = 0
    printed: int = 0
    others: dict[str, int] = field(default_factory=dict)


def headline_words(edition: Edition, lexicon: Lexicon, headlines: Iterable[str]) -> HeadlineWords:
    """Count over English headlines, each read as a query is."""
    counted = HeadlineWords()
    alone: dict[str, int] = {}
    for headline in headlines:
        letters = "".join(each if each.isalnum() or each in "'’.-" else " " for each in headline)
        query = " ".join(letters.replace("'", " ").split()[:MOST_ACROSS])
        across = read_across(query, lexicon, edition.words.segmenter, PLAIN)
        terms = (
            [(term.typed, bool(term.words)) for term in across.terms]
            if across
            else [(word, False) for word in plain_words(query) or ()]
        )
        for typed, bridged in terms:
            words = [word for word in typed.split() if not any(map(str.isdigit, word))]
            counted.words += len(words)
            counted.bridged += len(words) * bridged
            for word in words if not bridged else ():
                alone[word.lower()] = alone.get(word.lower(), 0) + 1
    nodes = [And((in_texts(word, TEXTS), _CHINESE)) for word in alone]
    counts = edition.count_many(nodes) if nodes else ()
    for (word, times), printed in zip(alone.items(), counts, strict=True):
        counted.printed += times if printed else 0
        if not printed:
            counted.others[word] = times
    return counted


def places() -> dict[str, list[str]]:
    """The English names of each kind."""
    kinds: dict[str, list[str]] = {}
    for row in PLACES.read_text("utf-8").splitlines():
        kind, name = row.split("\t")
        kinds.setdefault(kind, []).append(name)
    return kinds


def counted_places(edition: Edition, lexicon: Lexicon) -> dict[str, dict[str, int | None]]:
    """Of each kind and name: how many Chinese articles have its words; None where it has none."""
    counted: dict[str, dict[str, int | None]] = {}
    for kind, names in places().items():
        known = lexicon.translations([term_text(name) for name in names])
        own = counted[kind] = {}
        for name in names:
            words = known.get(term_text(name))
            if words is None:
                own[name] = None
                continue
            node = Or(tuple(in_texts(told.word, TEXTS) for told in words))
            own[name] = edition.count(And((node, _CHINESE)))
    return counted
