"""How much of English headlines, and which places, the lexicon of an archive bridges to Chinese.

The floors move down only on purpose.
"""

from __future__ import annotations

from collections import Counter

import pytest

from archive.model.query import HasValue
from archive.model.result import SearchRequest, Sort
from archive.search.library import Library
from tests.quality.bridged import counted_places, headline_words, places

#: The share of headline words in terms that have Chinese words, and that with those which Chinese
#: articles print as they are. Most others are names of players and teams that no pair proves.
FLOORS = (0.89, 0.91)


def test_the_places_are_those_there_are() -> None:
    kinds = places()
    assert {kind: len(set(names)) for kind, names in kinds.items()} == {
        "district": 18,
        "province": 34,
        "state": 193,
    }


@pytest.mark.corpus
@pytest.mark.long
@pytest.mark.timeout(7200)
def test_words_and_places_are_bridged(halves: Library) -> None:
    with halves.reading() as edition:
        lexicon = edition.searcher.lexicon()
        assert lexicon is not None
        english = SearchRequest(HasValue("language", "en"), sort=Sort.OLDEST, documents=True)
        headlines = [
            hit.document.article.title
            for hit in edition.searcher.stream(english)
            if hit.document is not None
        ]
        counted = headline_words(edition, lexicon, headlines)
        of_kinds = counted_places(edition, lexicon)
    shares = counted.bridged / counted.words, (counted.bridged + counted.printed) / counted.words
    print(f"headline words: {shares[0]:.3f} bridged, {shares[1]:.3f} with those printed so")  # noqa: T201  # the figures are the point
    print(Counter(counted.others).most_common(40))  # noqa: T201
    for kind, counts in of_kinds.items():
        print(kind, counts)  # noqa: T201
        assert None not in counts.values()
    assert shares[0] >= FLOORS[0]
    assert shares[1] >= FLOORS[1]
