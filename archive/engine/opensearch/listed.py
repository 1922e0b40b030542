"""The different tokens of a generation, each a document that says how many articles have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from archive.engine.opensearch.bulk import Write
from archive.engine.opensearch.cluster import Cluster
from archive.engine.opensearch.encoding import document_key
from archive.engine.opensearch.schema import WORD
from archive.text.scan import HAN_RUN, SENTENCE_MARK, STRETCH_MARK

_AT_ONCE: Final = 2000

MARKS: Final = (SENTENCE_MARK, STRETCH_MARK)


def _key(field: str, token: str) -> str:
    return document_key(WORD, field, token)


def is_latin(token: str) -> bool:
    """Whether a token is a word without Han characters, and no mark of punctuation."""
    return token not in MARKS and not HAN_RUN.search(token)


def listed_writes(
    cluster: Cluster, base: str | None, changes: Counter[tuple[str, str]]
) -> Iterator[Write]:
    """What brings the counts of the base in step with what was added and removed."""
    changed = [token for token, change in changes.items() if change]
    for at in range(0, len(changed), _AT_ONCE):
        some = changed[at : at + _AT_ONCE]
        before = _counted(cluster, base, [_key(*one) for one in some]) if base else {}
        for field, token in some:
            key = _key(field, token)
            count = before.get(key, 0) + changes[field, token]
            if not count:
                yield Write("delete", key)
                continue
            body = {
                "kind": WORD,
                "field": field,
                "token": token,
                "articles": count,
                "latin": is_latin(token),
            }
            yield Write("index", key, body)


def _counted(cluster: Cluster, base: str, keys: list[str]) -> dict[str, int]:
    body = {"ids": keys}
    found = cluster.ask("POST", f"/{base}/_mget", body, _source="articles")["docs"]
    return {doc["_id"]: doc["_source"]["articles"] for doc in found if doc["found"]}
