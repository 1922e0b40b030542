"""JSON in every form: JSON Lines, lists, envelopes, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.formats.json_fields import raw_article
from archive.ingest.formats.json_shapes import articles_of
from archive.ingest.formats.json_values import JsonFailure, ValuePlaces, values_of
from archive.ingest.raw import Note, RawArticle, noted
from archive.ingest.reader import ReadOptions, Reject, UnreadableArticleError, broken_off, count
from archive.ingest.wide import wide_encoding

_SUFFIXES: Final = (".json", ".jsonl", ".ndjson", ".jsonlines", ".jl", ".ldjson")

#: The beginning of an object, or of a list of objects, with a name; and one that may be another's.
_SURE: Final = re.compile(r"\s*(?:\[\s*)*\{\s*[\"'][^\"'\n]{1,100}[\"']\s*:")
_LIKELY: Final = re.compile(r"\s*(?:[\[{]\s*)+[\"'\d\]}\[{]|[^\n]{1,60}[=(]\s*[\[{]\s*[\"'{\[]")


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """Places are "line 3" where each line is an object, else "article 7"."""

    name: str = "JSON"

    def recognises(self, head: bytes, suffix: str) -> int:
        """Names of the suffix are .json, .jsonl, .ndjson and some that are less in use."""
        encoding, mark = wide_encoding(head)
        text = head[mark:].decode(encoding or "utf-8", "replace").lstrip("\ufeff")
        if _SURE.match(text):
            return 3
        if _LIKELY.match(text) and suffix in _SUFFIXES:
            return 2
        return int(suffix in _SUFFIXES)

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[RawArticle | Reject]:
        """What is broken is a reject of its own; the articles around it are read."""
        articles = 0
        places = ValuePlaces()
        for value in values_of(stream, options.limits.whole):
            if isinstance(value, JsonFailure):
                yield _reject(value, source, places.next(value.line), articles)
                continue
            for item in articles_of(value.value):
                place = places.next(value.line)
                result = read_object(item, source, place, options, value.notes)
                articles += isinstance(result, RawArticle)
                yield result


def read_object(
    data: object, source: str, place: str, options: ReadOptions, notes: tuple[Note, ...] = ()
) -> RawArticle | Reject:
    """What one object says of its article, or why it cannot be read.

    `notes` say what was odd about the text that it stands in.
    """
    try:
        raw = raw_article(data, options, place)
    except UnreadableArticleError as error:
        return Reject(source, place, error.detail)
    return noted(raw, notes)


def _reject(failure: JsonFailure, source: str, place: str, articles: int) -> Reject:
    if failure.error is not None:
        return broken_off(source, place, failure.error, articles)
    reason = f"{failure.reason}."
    if failure.fatal:
        reason = f"{failure.reason}; {count(articles)} read before it."
    return Reject(source, place, reason, fatal=failure.fatal)
