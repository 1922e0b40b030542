"""A search in the other language as the JSON of the interface."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.article_json import Json
from archive.export.json import hit_json
from archive.search.across import AcrossHit, AcrossPage, ShownTerm


def across_json(page: AcrossPage | None) -> Json | None:
    """What `across` holds in the answer of `/api/v1/search`; null where nothing is asked."""
    if page is None:
        return None
    return {
        "languages": [str(language) for language in page.languages],
        "terms": list(map(_term, page.terms)),
        "total": page.total,
        "lines": page.lines,
        "hits": _hits(page.hits),
        "closest": _hits(page.partly),
        "meaning": str(page.meaning),
        "similar": _hits(page.similar),
    }


def _term(term: ShownTerm) -> Json:
    return {
        "text": term.typed,
        "as_typed": term.itself and not term.words,
        "words": [
            {
                "word": word.told.word,
                "probability": word.told.probability,
                "origin": str(word.told.origin),
                "pairs": word.told.pairs,
                "asked": word.asked,
            }
            for word in term.words
        ],
    }


def _hits(hits: Iterable[AcrossHit]) -> list[Json]:
    return [
        hit_json(each.hit)
        | {"met": [{"text": met.typed, "printed": met.printed} for met in each.met]}
        for each in hits
    ]
