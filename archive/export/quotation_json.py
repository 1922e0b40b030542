"""What is said of a quotation as the JSON of the interface."""

from __future__ import annotations

from archive.export.article_json import Json, related_json
from archive.search.quoting import QuotationPage, QuotingArticle


def _quoting(article: QuotingArticle) -> Json:
    return {
        **related_json(article.article),
        "places": [
            {
                "in": place.span.field,
                "start": place.span.start,
                "end": place.span.end,
                "text": place.text,
                "quote": place.span.written(),
            }
            for place in article.places
        ],
    }


def quotation_json(page: QuotationPage) -> Json:
    """The answer of `/api/v1/quotation`."""
    return {
        "text": page.text,
        "verdict": page.verdict,
        "total": len(page.articles),
        "unread": page.unread,
        "articles": list(map(_quoting, page.articles)),
        "alike": list(map(_quoting, page.alike)),
        "generation": page.generation.name,
    }
