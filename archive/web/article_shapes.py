"""The shapes of what the API answers about an article and about an entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.model.entity import ACTORS, Kind
from archive.search.nearest import Nearness
from archive.web.shapes import (
    A_COUNT,
    A_DAY,
    A_LANGUAGE,
    A_NUMBER,
    A_TEXT,
    A_TRUTH,
    ITS_GENERATION,
    LABELS_OF,
    LISTED_ARTICLE,
    PLACE_OF,
    WHY_OF,
    Schema,
    fields_of,
    many_of,
    maybe,
    named_by,
    schema_ref,
)

_ARTICLE: Final[dict[str, Schema]] = {
    "id": A_TEXT,
    "title": A_TEXT,
    "body": A_TEXT,
    "url": maybe(A_TEXT),
    "published": maybe(A_TEXT),
    "published_inferred": A_TRUTH,
    "language": A_LANGUAGE,
    "source": A_TEXT,
    "section": maybe(A_TEXT),
    "authors": many_of(A_TEXT),
    "agency": maybe(A_TEXT),
    **{
        kind.plural: many_of(
            fields_of(
                {
                    "id": A_TEXT,
                    "label": A_TEXT,
                    "unresolved": A_TRUTH,
                    "listed": A_TRUTH,
                    "mentions": many_of(schema_ref("Mention")),
                }
            )
        )
        for kind in Kind
    },
    "dates": many_of(
        fields_of(
            {
                **PLACE_OF,
                "from": A_DAY,
                "to": A_DAY,
                "precision": A_TEXT,
                "part": maybe(A_TEXT),
                "direction": A_TEXT,
                **WHY_OF,
            }
        )
    ),
    "statements": many_of(
        fields_of(
            {
                "start": A_COUNT,
                "end": A_COUNT,
                "direct": A_TRUTH,
                "speaker": maybe(schema_ref("Label")),
            }
        )
    ),
    "copies": many_of(schema_ref("Related")),
    "versions": many_of(schema_ref("Related")),
    "newest": A_TEXT,
    "passages": many_of(
        fields_of(
            {
                "start": A_COUNT,
                "end": A_COUNT,
                "count": A_COUNT,
                "articles": many_of(schema_ref("Related")),
            }
        )
    ),
    "like": many_of(schema_ref("Like")),
}

_LIKE: Final[dict[str, Schema]] = {
    **LISTED_ARTICLE,
    "copies": A_COUNT,
    "names": many_of(schema_ref("Label")),
    "words": many_of(A_TEXT),
    "days": many_of(fields_of({"from": A_DAY, "to": A_DAY})),
}

_STRETCHES: Final[Schema] = many_of(
    fields_of({"kind": {"type": "string", "enum": ["same", "gone", "new"]}, "text": A_TEXT})
)

_QUOTING: Final[Schema] = many_of(
    fields_of({**LISTED_ARTICLE, "places": many_of(fields_of({**PLACE_OF, "quote": A_TEXT}))})
)

_FIGURE: Final = fields_of(
    {"value": A_NUMBER, "unit": maybe(A_TEXT), "text": A_TEXT, "before": A_TEXT, "after": A_TEXT}
)
_FIGURES: Final = many_of(fields_of({"here": _FIGURE, "there": _FIGURE, "words": many_of(A_TEXT)}))

_COUNTERPART: Final[dict[str, Schema]] = {
    "id": A_TEXT,
    "language": {"type": "string", "enum": ["en", "zh"]},
    "nearness": {"type": "string", "enum": list(map(str, Nearness))},
    "article": maybe(schema_ref("Related")),
    "sure": A_NUMBER,
    "margin": A_NUMBER,
    "evidence": fields_of(
        {
            **dict.fromkeys(("names", "places"), many_of(schema_ref("Label"))),
            "figures": many_of(fields_of({"here": A_TEXT, "there": A_TEXT})),
            "days": many_of(fields_of({"from": A_DAY, "to": A_DAY})),
            "terms": many_of(fields_of({"text": A_TEXT, "printed": A_TEXT})),
        }
    ),
    "figures": _FIGURES,
    **ITS_GENERATION,
}

#: The answers about one article or entity.
ARTICLE_SHAPES: Final[Mapping[str, Schema]] = {
    "article": fields_of(_ARTICLE),
    "Like": fields_of(_LIKE),
    "comparison": fields_of(
        {
            "old": A_TEXT,
            "new": A_TEXT,
            "same": A_TRUTH,
            "stays": A_NUMBER,
            "title": _STRETCHES,
            "body": _STRETCHES,
            "numbers": fields_of({"gone": many_of(A_TEXT), "new": many_of(A_TEXT)}),
            "names": fields_of(
                {"gone": many_of(schema_ref("Label")), "new": many_of(schema_ref("Label"))}
            ),
            "figures": _FIGURES,
            **ITS_GENERATION,
        }
    ),
    "counterpart": fields_of(_COUNTERPART),
    "entity": fields_of(
        {
            "id": A_TEXT,
            "kind": A_TEXT,
            "label": LABELS_OF,
            "names": many_of(A_TEXT),
            "note": A_TEXT,
            "days": many_of(fields_of({"from": A_DAY, "to": maybe(A_DAY)})),
            "total": A_COUNT,
            "languages": named_by(A_LANGUAGE, A_COUNT),
            "published": schema_ref("Timeline"),
            **{
                kind.plural: many_of(
                    fields_of(
                        {"id": A_TEXT, "label": LABELS_OF, "count": A_COUNT, "weight": A_NUMBER}
                    )
                )
                for kind in ACTORS
            },
            "words": fields_of(
                dict.fromkeys(
                    ("en", "zh"),
                    many_of(fields_of({"text": A_TEXT, "count": A_COUNT, "weight": A_NUMBER})),
                )
            ),
            **dict.fromkeys(
                ("sources", "sections"), many_of(fields_of({"value": A_TEXT, "count": A_COUNT}))
            ),
            "reasons": fields_of(
                {
                    "articles": A_COUNT,
                    "kinds": many_of(fields_of({"code": A_TEXT, "count": A_COUNT})),
                }
            ),
            "mentions": many_of(
                fields_of({"article": A_TEXT, "title": A_TEXT, **PLACE_OF, **WHY_OF})
            ),
            "said": many_of(
                fields_of(
                    {
                        "article": schema_ref("Related"),
                        "start": A_COUNT,
                        "end": A_COUNT,
                        "text": A_TEXT,
                        "direct": A_TRUTH,
                    }
                )
            ),
            **dict.fromkeys(("latest", "first"), many_of(schema_ref("Related"))),
            **ITS_GENERATION,
        }
    ),
    "quotation": fields_of(
        {
            "text": A_TEXT,
            "verdict": {"type": "string", "enum": ["verbatim", "alike", "none", "unknown"]},
            "total": A_COUNT,
            "unread": A_COUNT,
            "articles": _QUOTING,
            "alike": _QUOTING,
            **ITS_GENERATION,
        }
    ),
}
