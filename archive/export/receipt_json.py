"""The receipt of a search as a file, and what differs between two."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from archive.errors import ReceiptError
from archive.export.article_json import Json
from archive.query.active import ActiveFilter, active_filters
from archive.search.receipts import SearchReceipt

#: The version of the form; one that means something else has another.
FORM: Final = 1


def _filter(active: ActiveFilter) -> Json:
    first, last = active.ends
    return {
        "kind": active.kind,
        "value": active.value or None,
        "excluded": active.excluded,
        "from": first.first.isoformat() if first else None,
        "to": last.last.isoformat() if last else None,
    }


def _search(receipt: SearchReceipt) -> Json:
    parameters, reading = receipt.page.parameters, receipt.page.reading
    unseen = ("page", "size", "relax")
    return {
        "text": parameters.q,
        "parameters": [list(pair) for pair in parameters.pairs() if pair[0] not in unseen],
        "sort": str(parameters.order),
        "read_as": reading.read_as,
        "notes": [note.as_json() for note in reading.notes],
        "filters": [_filter(active) for active in active_filters(parameters)],
        "also_searched": [
            {"from": other.source, "to": other.target, "kind": other.kind, "count": other.count}
            for other in reading.alternatives
            if other.applied
        ],
    }


def receipt_json(receipt: SearchReceipt, archive: str) -> Json:
    """The file; `archive` is what the archive is called. The digest is that of all the rest."""
    page, newsroom = receipt.page, receipt.newsroom
    body: Json = {
        "receipt": FORM,
        "archive": archive,
        "made": receipt.made.isoformat().replace("+00:00", "Z"),
        "newsroom": {"timezone": newsroom.zone.key, "day_order": newsroom.order},
        "search": _search(receipt),
        "generation": {
            "name": page.generation.name,
            "created": page.generation.created,
            "articles": page.generation.articles,
            "analysis": page.generation.fingerprint,
            "content": receipt.content,
        },
        "counts": {
            "total": page.total,
            "lines": page.lines,
            "outdated": page.outdated,
            "undated": receipt.undated,
            "languages": dict(receipt.languages),
            "months": dict(receipt.months),
        },
        "articles": {
            "every": receipt.every,
            "first": [{"id": each.id, "text": each.digest} for each in receipt.articles],
        },
    }
    return body | {"digest": receipt_digest(body)}


def receipt_digest(receipt: Mapping[str, Any]) -> str:
    """SHA-256 of a receipt without its digest, as JSON with its keys sorted and no spaces."""
    body = {name: value for name, value in receipt.items() if name != "digest"}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def read_receipt(text: str, name: str) -> Json:
    """A receipt as it was written; raises `ReceiptError`, in which `name` tells the file."""
    try:
        receipt = json.loads(text)
    except ValueError as error:
        raise ReceiptError(f"{name} is no JSON: {error}.") from error
    if isinstance(receipt, dict) and {"file", "sha256"} <= receipt.keys():
        raise ReceiptError(
            f"{name} tells of the exported file {receipt['file']}, not what its search found.",
            remedy="Take the search's own receipt: `Search receipt` above its results.",
        )
    if not isinstance(receipt, dict) or receipt.get("receipt") != FORM:
        raise ReceiptError(f"{name} is no receipt of a search that this program reads.")
    if receipt.get("digest") != receipt_digest(receipt):
        raise ReceiptError(f"{name} was changed since it was made.")
    if not _is_whole(receipt):
        raise ReceiptError(f"{name} lacks what a receipt has.")
    return receipt


#: The parts of a receipt, and of each what must be there and of which type.
_PARTS: Final[Mapping[str, Mapping[str, type]]] = {
    "newsroom": {"timezone": str, "day_order": str},
    "search": {
        "parameters": list,
        "read_as": str,
        "sort": str,
        "notes": list,
        "also_searched": list,
    },
    "generation": {"name": str, "content": str},
    "counts": {
        **dict.fromkeys(("total", "lines", "outdated", "undated"), int),
        **dict.fromkeys(("languages", "months"), dict),
    },
    "articles": {"every": str, "first": list},
}


def _is_whole(receipt: Json) -> bool:
    """Whether all that is compared is there: anybody can write a digest."""
    for part, types in _PARTS.items():
        values = receipt.get(part)
        if not isinstance(values, dict):
            return False
        if any(not isinstance(values.get(name), kind) for name, kind in types.items()):
            return False
    search, articles = receipt["search"], receipt["articles"]["first"]
    return (
        isinstance(receipt.get("made"), str)
        and all(isinstance(pair, list) and len(pair) == 2 for pair in search["parameters"])
        and all(isinstance(each, dict) and {"id", "text"} <= each.keys() for each in articles)
        and all(
            isinstance(word, dict) and {"from", "to", "count"} <= word.keys()
            for word in search["also_searched"]
        )
    )


class ReceiptDifference(NamedTuple):
    """What differs: `then` in the receipt, `now` in the archive; None for what is not there.

    `what` is "reading" ("read_as", "sort", a note or a word also searched), "count", "language",
    "month", "text" (an article of which the text changed), "article" (one that is gone or new), or
    "order" (the first place that has another article); `name` tells which.
    """

    what: str
    name: str
    then: Any
    now: Any


def receipt_differences(
    then: Json, now: Json, ids: Sequence[str], texts: Mapping[str, str]
) -> list[ReceiptDifference]:
    """What differs between two receipts of one search.

    `ids` are all that the search finds now, in order, `texts` the digests of those articles of the
    first receipt that are there now.
    """
    return [
        *_reading(then["search"], now["search"]),
        *_counts(then["counts"], now["counts"]),
        *_articles(then, ids, texts),
    ]


def _reading(then: Json, now: Json) -> Iterator[ReceiptDifference]:
    for name in ("read_as", "sort"):
        if then[name] != now[name]:
            yield ReceiptDifference("reading", name, then[name], now[name])
    notes = (
        {json.dumps(note, sort_keys=True): note for note in side["notes"]} for side in (then, now)
    )
    yield from _maps("reading", *notes)
    words = (
        {f"{w['from']} > {w['to']}": w["count"] for w in s["also_searched"]} for s in (then, now)
    )
    yield from _maps("reading", *words)


def _maps(
    what: str, then: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[ReceiptDifference]:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield ReceiptDifference(what, name, then.get(name), now.get(name))


def _counts(then: Json, now: Json) -> Iterator[ReceiptDifference]:
    for name in ("total", "lines", "outdated", "undated"):
        if then[name] != now[name]:
            yield ReceiptDifference("count", name, then[name], now[name])
    yield from _maps("language", then["languages"], now["languages"])
    yield from _maps("month", then["months"], now["months"])


def _articles(
    then: Json, ids: Sequence[str], texts: Mapping[str, str]
) -> Iterator[ReceiptDifference]:
    listed = {each["id"]: each["text"] for each in then["articles"]["first"]}
    present = set(ids)
    for article, text in listed.items():
        if article not in present:
            yield ReceiptDifference("article", article, text, None)
        elif texts.get(article) != text:
            yield ReceiptDifference("text", article, text, texts.get(article))
    # Of a longer list only the first are known by their ids.
    if len(listed) == then["counts"]["total"]:
        for article in ids:
            if article not in listed:
                yield ReceiptDifference("article", article, None, article)
    kept = [article for article in ids if article in listed]
    order = [article for article in listed if article in present]
    for place, (before, after) in enumerate(zip(order, kept, strict=False), 1):
        if before != after:
            yield ReceiptDifference("order", str(place), before, after)
            return
