"""JSON Lines: one article a line, in UTF-8. Read line by line, whatever the size of the file."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.fields import article_from
from archive.ingest.reader import (
    MAX_PARTS,
    READ_ERRORS,
    ReadOptions,
    Reject,
    UnreadableArticleError,
    broken_off,
    count,
)
from archive.model.article import Article, Place

#: A longer line is no article (the longest of 96,498 has 0.4 MB) but a file without line ends.
MAX_LINE: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A line is an article or a reject; blank lines are neither."""

    name: str = "JSON Lines"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[Article | Reject]:
        """See `Reader`. A last line that is cut short is a fatal reject."""
        number, articles = 0, 0
        while True:
            number += 1
            place = f"line {number}"
            try:
                line = _read_line(stream)
            except READ_ERRORS as error:
                yield broken_off(source, place, error, articles)
                return
            if line == b"":
                return
            if number == 1 and line is not None:
                line = line.removeprefix(codecs.BOM_UTF8)
            if line is not None and not line.strip():
                continue
            result = _result(line, source, place, articles, options)
            articles += isinstance(result, Article)
            yield result


def _read_line(stream: BinaryIO) -> bytes | None:
    """The next line, b"" at the end, None for one that is too long (it is passed over)."""
    line = stream.readline(MAX_LINE)
    if len(line) < MAX_LINE or line.endswith(b"\n"):
        return line
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_LINE)
    return None


def _result(
    line: bytes | None, source: str, place: str, articles: int, options: ReadOptions
) -> Article | Reject:
    if line is None:
        return Reject(source, place, f"Longer than {MAX_LINE // 2**20} MiB.")
    try:
        return article_from(_parse(line), options, Place(source, place))
    except UnreadableArticleError as error:
        return Reject(source, place, error.message)
    except ValueError as error:
        if _is_cut(line):
            reason = (
                f"Broke off: the file ends inside an article; {count(articles)} read before it."
            )
            return Reject(source, place, reason, fatal=True)
        return Reject(source, place, _why(error))


def _is_cut(line: bytes) -> bool:
    """Whether an unreadable line is the beginning of an article at the end of a cut file."""
    return line.lstrip().startswith(b"{") and not line.rstrip(b" \t\r").endswith((b"}", b"\n"))


def _why(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"Not UTF-8 at byte {error.start} of the line."
    if isinstance(error, json.JSONDecodeError):
        return f"Not JSON at column {error.colno}: {error.msg}."
    return "Holds a number with too many digits."


def _parse(line: bytes) -> object:
    """The value a line holds. Raises `ValueError` where it is not JSON in UTF-8."""
    if len(line) > MAX_PARTS and sum(map(line.count, (b"[", b"{", b","))) > MAX_PARTS:
        raise UnreadableArticleError(f"Holds more than {MAX_PARTS:,} parts.")
    try:
        parsed: object = json.loads(line.decode("utf-8"))
    except RecursionError as error:
        raise UnreadableArticleError("Nested too deeply.") from error
    return parsed
