"""JSON in every form: JSON Lines, lists, envelopes, one article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from archive.ingest.formats.json_fields import raw_article
from archive.ingest.formats.json_shapes import articles_of
from archive.ingest.formats.json_values import (
    JsonFailure,
    JsonValue,
    KnownValue,
    ValuePlaces,
    unknown_values,
)
from archive.ingest.pieces import KnownPiece
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
        results = _read(stream, source, options, None)
        return (result for result in results if not isinstance(result, KnownPiece))

    def read_pieces(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,
        is_known: Callable[[bytes], bool],
    ) -> Iterator[RawArticle | Reject | KnownPiece]:
        """A piece is a line that is one object."""
        return _read(stream, source, options, is_known)


def _read(
    stream: BinaryIO,
    source: str,
    options: ReadOptions,
    is_known: Callable[[bytes], bool] | None,
) -> Iterator[RawArticle | Reject | KnownPiece]:
    articles = 0
    places = ValuePlaces()
    for value in unknown_values(stream, options.limits.whole, is_known):
        if isinstance(value, JsonFailure):
            yield _reject(value, source, places.next(value.line), articles)
        elif isinstance(value, KnownValue):
            articles += 1
            yield KnownPiece(value.piece, places.next(value.line))
        else:
            for result in _read_value(value, source, places, options):
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


def _read_value(
    value: JsonValue, source: str, places: ValuePlaces, options: ReadOptions
) -> Iterator[RawArticle | Reject]:
    results = (
        read_object(item, source, places.next(value.line), options, value.notes)
        for item in articles_of(value.value)
    )
    if not value.piece:
        yield from results
        return
    of_line = list(results)
    if len(of_line) == 1 and isinstance(of_line[0], RawArticle):
        of_line = [replace(of_line[0], piece=value.piece)]
    yield from of_line


def _reject(failure: JsonFailure, source: str, place: str, articles: int) -> Reject:
    if failure.error is not None:
        return broken_off(source, place, failure.error, articles)
    reason = f"{failure.reason}."
    if failure.fatal:
        reason = f"{failure.reason}; {count(articles)} read before it."
    return Reject(source, place, reason, fatal=failure.fatal)
