"""What is nearest to an article in the other language, as the JSON of the interface."""

from __future__ import annotations

from archive.export.article_json import Json, figures_json, labels_json, related_json
from archive.search.counterpart_evidence import Evidence
from archive.search.nearest import NearestPage


def nearest_json(page: NearestPage) -> Json:
    """The answer of `/api/v1/nearest/<id>`."""
    told = page.nearest
    return {
        "id": page.article.id,
        "language": told.language,
        "nearness": str(told.nearness),
        "article": None if told.article is None else related_json(told.article),
        "sure": round(told.sure, 4),
        "margin": round(told.margin, 4),
        "evidence": _evidence(told.evidence),
        "figures": figures_json(told.figures),
        "generation": page.generation.name,
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "names": labels_json(evidence.names),
        "places": labels_json(evidence.places),
        "figures": [{"here": one.here, "there": one.there} for one in evidence.figures],
        "days": [
            {"from": first.isoformat(), "to": last.isoformat()} for first, last in evidence.days
        ],
        "terms": [{"text": met.typed, "printed": met.printed} for met in evidence.terms],
    }
