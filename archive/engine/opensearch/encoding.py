"""A document as the cluster is given it: tokens as text, facts as fields, all of it reversible."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from archive.engine.generation import MalformedError
from archive.engine.opensearch.schema import (
    ARTICLE,
    EMPTY,
    EVERY,
    LONGEST_SLOT,
    STACKED,
    TYPICAL_FIELDS,
)
from archive.engine.showing import line_hiding, line_number_of, told_key
from archive.engine.stored import compress, pack, packed_digest, unpack
from archive.engine.visible import NO_BOUND, visible_span
from archive.errors import AnalysisError
from archive.model.article import Document, Tokens
from archive.model.concealment import ArticleMarks, marks_of
from archive.model.facets import facet_values
from archive.model.fields import PLAIN_FACETS, SINGLE_FACETS, TEXT_FIELDS, is_positional
from archive.model.traits import Traits
from archive.text.edges import edges, hashed

ArticleSource = dict[str, Any]

#: An interval of days is one number: its first day times this, and its last.
_DAYS: Final = 1 << 22

#: Marks by which an article is known together with its source.
_OF_SOURCE: Final = ("address", "stem", "body")


def document_key(*parts: str) -> str:
    """The key of a document in the cluster, which bounds its length."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=15).hexdigest()


def is_written(text: str) -> bool:
    """Whether a text can stand in the cluster: a lone surrogate cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def tokens_text(field: str, tokens: Tokens) -> str:
    """The tokens of a field as text; raises `AnalysisError` for one that would not come back."""
    if not is_positional(field):
        return " ".join(map(_checked, tokens.terms))
    slots: dict[int, list[str]] = {}
    for term, position in zip(tokens.terms, tokens.positions, strict=True):
        slots.setdefault(position, []).append(_checked(term))
    last = max(slots, default=-1)
    parts = (STACKED.join(slots[at]) if at in slots else EMPTY for at in range(last + 1))
    return " ".join(parts)


def _checked(token: str) -> str:
    if not token or len(token) > LONGEST_SLOT // 4 or set(token) & {" ", STACKED, EMPTY}:
        raise AnalysisError(f"{token[:40]!r} is no token that OpenSearch can be given.")
    return token


def text_tokens(field: str, text: str) -> Tokens:
    """The tokens that `tokens_text` wrote."""
    if not is_positional(field):
        return Tokens(text.split(" ") if text else [])
    tokens = Tokens([])
    for position, slot in enumerate(text.split(" ") if text else ()):
        for term in slot.split(STACKED) if slot != EMPTY else ():
            tokens.terms.append(term)
            tokens.positions.append(position)
    return tokens


def interval_code(first: int, last: int) -> int:
    """The number that stands for an interval of days."""
    return first * _DAYS + last


def interval_of(code: int) -> tuple[int, int]:
    """The interval that a number stands for."""
    return divmod(code, _DAYS)


def mark_keys(marks: ArticleMarks) -> list[str]:
    """What an article is known by, one text each."""
    digests = {name: getattr(marks, name) for name in _OF_SOURCE}
    of_source = [f"{name}:{marks.source:x}:{key:x}" for name, key in digests.items() if key]
    return [*([f"own:{marks.own:x}"] if marks.own else []), *of_source]


def _recall_keys(source: int, stem: int, own: int) -> list[str]:
    """What an article has in common with what a notice of its source recalls."""
    digests = {"stem": stem, "id": own}
    return [f"{name}:{source:x}:{digest:x}" for name, digest in digests.items() if digest]


class ArticleSaid(NamedTuple):
    """What an article says that counts only together with what others say.

    `lines` are the keys of the lines near its ends, each once; `names` are (kind, entity, number of
    its line from 1 on, 0 for none), `days` (first, last, number of the line that would hide it);
    `proposed` are keys of names, `told` among them.
    """

    id: str
    day: int
    instant: int | None
    text: int
    lines: list[int]
    names: list[tuple[str, str, int]]
    days: list[tuple[int, int, int]]
    proposed: list[int]
    traits: Traits


def said_by(document: Document) -> ArticleSaid:
    """What a document says."""
    body = document.article.body
    lines = edges(body)
    keys = list(dict.fromkeys(edge.key for edge in lines))
    numbers = {key: number for number, key in enumerate(keys, 1)}
    proposed = {hashed(kind, name) for kind, name in document.proposed}
    proposed |= {told_key(kind, name) for kind, name in document.told}
    names = {(str(m.kind), m.entity, line_number_of(m, lines, numbers)) for m in document.mentions}
    days = {
        (date.first.toordinal(), date.last.toordinal(), line_hiding(date, body, lines, numbers))
        for date in document.dates
    }
    return ArticleSaid(
        document.article.id,
        document.day,
        document.instant,
        hashed(body),
        keys,
        sorted(names),
        sorted(days),
        sorted(proposed),
        document.traits,
    )


def pack_said(said: ArticleSaid) -> str:
    """What an article says, as the cluster keeps it."""
    data = said._asdict() | {"traits": asdict(said.traits) | {"lines": list(said.traits.lines)}}
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b64encode(zlib.compress(line, 1)).decode("ascii")


def unpack_said(packed: str) -> ArticleSaid:
    """What `pack_said` wrote; raises `MalformedError`."""
    # The cluster answers in the letters of addresses, and without the padding.
    letters = packed.replace("-", "+").replace("_", "/") + "=" * (-len(packed) % 4)
    try:
        data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(letters)))
        rows = ("sketch", "numbers", "words", "passages")
        traits = data.pop("traits")
        traits |= {name: tuple(traits[name]) for name in rows} | {"lines": bytes(traits["lines"])}
        for name in ("names", "days"):
            data[name] = [tuple(row) for row in data[name]]
        return ArticleSaid(**data, traits=Traits(**traits))
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise MalformedError(f"what an article says is damaged: {error}") from error


def facts_of(document: Document, since: int, traits: Traits) -> ArticleSource:
    """What the cluster is given of a document, but its tokens and the columns of a commit."""
    article, packed = document.article, pack(document)
    first, last = visible_span(article)
    source: ArticleSource = {
        "kind": ARTICLE,
        EVERY: EVERY,
        "id": article.id,
        "record": base64.b64encode(compress(packed)).decode("ascii"),
        "said": pack_said(said_by(document)._replace(traits=traits)),
        "digest": packed_digest(packed).hex(),
        "since": since,
        "seen": max(since, first),
        "marks": mark_keys(marks_of(traits)),
        "recall": _recall_keys(traits.source, traits.stem, traits.own),
        "passages": [f"{key:x}" for key in dict.fromkeys(traits.passages)],
    }
    speaking = {one.speaker.entity if one.speaker else "" for one in document.statements}
    source["speakers"] = sorted(filter(is_written, speaking))
    source |= {f"facet_{facet}": facet_values(document, facet) for facet in PLAIN_FACETS}
    for facet in SINGLE_FACETS:
        # What has no value folds with nothing.
        source[f"by_{facet}"] = next(iter(facet_values(document, facet)), f"\0{article.id}")
    if document.day:
        source["day"] = document.day
        source["month"] = dt.date.fromordinal(document.day).isoformat()[:7]
    if document.instant is not None:
        source["instant"] = document.instant
    if first != NO_BOUND["from"]:
        source["visible_from"] = first
    if last != NO_BOUND["until"]:
        source["visible_until"] = last
    if last == NO_BOUND["from"]:
        source["recalls"] = _recall_keys(traits.source, traits.stem, traits.replaces)
    return source


def token_texts(document: Document) -> ArticleSource:
    """The tokens of a document, as the cluster is given them."""
    empty = Tokens([])
    texts: ArticleSource = {}
    for field in TEXT_FIELDS:
        if text := tokens_text(field, document.fields.get(field, empty)):
            texts[field] = text
    for field in TYPICAL_FIELDS:
        texts[f"tokens_{field}"] = sorted(set(document.fields.get(field, empty).terms))
    return texts


def kept_texts(source: ArticleSource) -> ArticleSource:
    """The tokens of an article that the cluster has, to be given to it again."""
    names = (*TEXT_FIELDS, *(f"tokens_{field}" for field in TYPICAL_FIELDS))
    return {name: source[name] for name in names if name in source}


def different_tokens(source: ArticleSource, field: str) -> Iterator[str]:
    """The different tokens of a field of an article."""
    yield from dict.fromkeys(text_tokens(field, source.get(field, "")).terms)


def document_of(source: ArticleSource) -> Document:
    """The document as it is kept, with all that it mentions; raises `MalformedError`."""
    try:
        stored = base64.b64decode(source["record"])
    except (KeyError, ValueError) as error:
        raise MalformedError(f"a stored article is damaged: {error}") from error
    return unpack(stored)
