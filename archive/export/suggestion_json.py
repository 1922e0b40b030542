"""What a reader may be typing, as the JSON of the interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from archive.export.article_json import Json
from archive.search.typed import TypedSuggestion


def suggestions_json(
    typed: str, suggestions: Iterable[TypedSuggestion], url_of: Callable[[TypedSuggestion], str]
) -> Json:
    """The answer of `/api/v1/suggest`; `url_of` gives the address of what is suggested."""
    return {
        "q": typed,
        "suggestions": [
            {
                "kind": each.kind,
                "query": each.query,
                "facet": each.facet or None,
                "value": each.value or None,
                "label": dict(each.labels),
                "note": each.note,
                "count": each.count,
                "url": url_of(each),
            }
            for each in suggestions
        ],
    }
