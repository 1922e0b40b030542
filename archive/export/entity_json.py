"""What the archive holds of an entity, as the JSON of the interface."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.article_json import Json, mention_json, names_json, related_json
from archive.export.json import timeline_json
from archive.model.aggregations import FacetCount
from archive.model.message import Say
from archive.search.profile import Companion, EntityPage, SaidPassage
from archive.search.word_company import TypicalWord

#: Digits of a weight.
_DIGITS = 3


def _companion(companion: Companion) -> Json:
    return {
        "id": companion.entity.id,
        "label": names_json(companion.entity),
        "count": companion.count,
        "weight": round(companion.weight, _DIGITS),
    }


def _word(word: TypicalWord) -> Json:
    return {"text": word.text, "count": word.count, "weight": round(word.weight, _DIGITS)}


def _counts(counts: Iterable[FacetCount]) -> list[Json]:
    return [{"value": each.value, "count": each.count} for each in counts]


def _said(passage: SaidPassage) -> Json:
    return {
        "article": related_json(passage.article),
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
        "direct": passage.direct,
    }


def entity_json(page: EntityPage, say: Say) -> Json:
    """The answer of `/api/v1/entities/<id>`."""
    return {
        "id": page.entity.id,
        "kind": str(page.entity.kind),
        "label": names_json(page.entity),
        "names": list(page.entity.all_names()),
        "note": page.entity.note,
        "days": [
            {"from": str(first), "to": last and str(last)} for first, last in page.entity.days
        ],
        "total": page.total,
        "languages": dict(page.languages),
        "published": timeline_json(page.timeline),
        **{
            kind.plural: [_companion(companion) for companion in beside]
            for kind, beside in page.companions.items()
        },
        "words": {tongue: [_word(word) for word in words] for tongue, words in page.words.items()},
        "sources": _counts(page.sources),
        "sections": _counts(page.sections),
        "reasons": {
            "articles": page.reasons.articles,
            "kinds": [{"code": code, "count": count} for code, count in page.reasons.kinds],
        },
        "mentions": [
            {
                "article": proof.article,
                "title": proof.title,
                **mention_json(proof.mention, say),
            }
            for proof in page.evidence
        ],
        "said": list(map(_said, page.said)),
        "latest": [related_json(article) for article in page.latest],
        "first": [related_json(article) for article in page.first],
        "generation": page.generation.name,
    }
