"""JSON Feed, version 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Mapping

from archive.ingest.formats.json_folded import normal_name
from archive.ingest.formats.json_objects import is_missing


def is_feed(value: Mapping[str, object]) -> bool:
    """Whether an object is a JSON Feed, whose own texts are those of no article."""
    version = value.get("version")
    return isinstance(version, str) and "jsonfeed.org/version" in version


def with_feed(envelope: Mapping[str, object], items: object) -> object:
    """Items of a JSON Feed with what the feed says of them all (https://www.jsonfeed.org)."""
    if not (is_feed(envelope) and isinstance(items, list)):
        return items
    shared = {
        "source": envelope.get("title"),
        "language": envelope.get("language"),
        "authors": envelope.get("authors") or envelope.get("author"),
    }
    given = {name: item for name, item in shared.items() if not is_missing(item)}
    return [_with_shared(item, given) for item in items]


def _with_shared(item: object, given: Mapping[str, object]) -> object:
    if not isinstance(item, Mapping):
        return item
    own = {normal_name(name) for name in item}
    more = {
        name: shared
        for name, shared in given.items()
        if name not in own and not (name == "authors" and "author" in own)
    }
    return {**more, **item}
