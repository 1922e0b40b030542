"""How an index of the cluster is made: its fields, and how their tokens are taken apart.

A generation is one index. It has a document of kind "article" for each article, and one of kind
"listed" for each different token of an `exact` field, which says how many articles have it.

Tokens are made by this program alone. The cluster is given them as text that it only parts again: a
slot for each position, parted by spaces; tokens that share a position are joined by `STACKED`, and
`EMPTY` stands where there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from archive.engine.generation import Manifest, made_anew
from archive.errors import IndexFormatError
from archive.model.fields import ENTITY_FACETS, FACET_NAMES, SINGLE_FACETS, TEXT_FIELDS

OPENSEARCH: Final = "opensearch"

#: Raised by one when the fields of an index change their meaning.
INDEX_FORMAT: Final = 1

STACKED: Final = "|"
EMPTY: Final = "\u2205"

#: A longer slot would be cut in two; Lucene refuses a token of 32,766 bytes.
LONGEST_SLOT: Final = 8000

#: A field that every article has, and its only token.
EVERY: Final = "every"

#: Kinds of documents.
ARTICLE: Final = "article"
WORD: Final = "listed"

#: Fields whose tokens are also kept by article, for what is typical of some.
TYPICAL_FIELDS: Final = tuple(field for field in TEXT_FIELDS if field.endswith("_word"))

#: Fields whose different tokens are listed.
LISTED_FIELDS: Final = tuple(field for field in TEXT_FIELDS if field.endswith("_exact"))

#: What follows from all articles together: fields that a commit writes of each.
COMMIT_COLUMNS: Final = (
    *(f"facet_{facet}" for facet in ENTITY_FACETS),
    *("mentioned", "intervals", "hides", "furniture_only"),
    *("story", "versions", "by_story", "by_versions", "version", "version_count"),
    *("older", "changed"),
)

_KEYWORD: Final = {"type": "keyword"}
_COUNTED: Final = {"type": "keyword", "index": False}


def _text(field: str) -> dict[str, Any]:
    analyzer = "slots" if field.endswith("_exact") else "listed"
    return {"type": "text", "analyzer": analyzer, "similarity": "every_token"}


def _fields() -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": _KEYWORD,
        EVERY: {"type": "text", "analyzer": "listed"},
        "id": _KEYWORD,
        # The stored document, and what of it counts only together with others.
        "record": {"type": "binary"},
        "said": {"type": "binary", "doc_values": True},
        "digest": _COUNTED,
        "columns": _COUNTED,
        "month": _KEYWORD,
        # What it is known by; what recalls it, and of a notice what it recalls.
        "marks": _KEYWORD,
        "recall": _KEYWORD,
        "recalls": _COUNTED,
        "passages": _KEYWORD,
        # Whoever speaks in it, named as shown or not; nobody in particular is "".
        "speakers": _KEYWORD,
        "day": {"type": "integer"},
        "mentioned": {"type": "integer_range", "doc_values": False},
        "furniture_only": {"type": "boolean"},
        "older": {"type": "boolean"},
        "version": {"type": "integer", "index": False},
        "version_count": {"type": "integer", "index": False},
        # Of a token: its field, itself, how many articles have it, and whether it is a Latin word.
        "field": _KEYWORD,
        "token": _KEYWORD,
        "articles": {"type": "integer"},
        "latin": {"type": "boolean"},
    }
    longs = ("instant", "since", "seen", "visible_from", "visible_until", "intervals")
    fields |= {name: {"type": "long"} for name in longs}
    fields |= {f"facet_{facet}": _KEYWORD for facet in FACET_NAMES}
    fields |= {f"by_{facet}": _COUNTED for facet in (*SINGLE_FACETS, "story", "versions")}
    fields |= dict.fromkeys(("hides", "story", "versions", "changed"), _KEYWORD)
    fields |= {field: _text(field) for field in TEXT_FIELDS}
    return fields | {f"tokens_{field}": _COUNTED for field in TYPICAL_FIELDS}


def index_body(meta: dict[str, object], shards: int) -> dict[str, Any]:
    """What a new index is made of; `meta` says which generation it is."""
    return {
        "settings": {
            "number_of_shards": shards,
            # Copies are made once, of what is finished.
            "number_of_replicas": 0,
            "refresh_interval": -1,
            # A build that breaks off is thrown away; what is finished is flushed.
            "translog.durability": "async",
            # What is deleted must not count in any statistics: see `expunge` in the build.
            "merge.policy.expunge_deletes_allowed": 0,
            "similarity": {"every_token": {"type": "BM25", "discount_overlaps": False}},
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": LONGEST_SLOT}},
                "filter": {
                    "stacked": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{STACKED}]+)"],
                    },
                    "empty": {"type": "stop", "stopwords": [EMPTY]},
                },
                "analyzer": {
                    "slots": {
                        "type": "custom",
                        "tokenizer": "spaces",
                        "filter": ["stacked", "empty"],
                    },
                    "listed": {"type": "custom", "tokenizer": "spaces"},
                },
            },
        },
        "mappings": {"dynamic": "strict", "_meta": meta, "properties": _fields()},
    }


def check_index_format(folder: Path, manifest: Manifest) -> None:
    """Raise `IndexFormatError` where a generation was written in another format."""
    if manifest.engine != OPENSEARCH or manifest.format != INDEX_FORMAT:
        raise IndexFormatError(
            f"{folder} was written in format {manifest.engine}-{manifest.format}, "
            f"this program reads {OPENSEARCH}-{INDEX_FORMAT}.",
            remedy=made_anew(manifest.articles),
        )
