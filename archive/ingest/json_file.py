"""A JSON file: a list of articles, one article, or an object whose `articles` is such a list."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.fields import article_from
from archive.ingest.reader import (
    MAX_PARTS,
    ReadOptions,
    Reject,
    UnreadableArticleError,
    count,
    read_whole,
)
from archive.model.article import Article

_SPACE: Final = re.compile(r"[ \t\n\r]*")
#: A string, or what begins, parts or ends others. One without its end goes to that of the text, so
#: that nothing is looked at twice.
_SIGN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)
_DEPTH: Final = {"[": 1, "{": 1, "]": -1, "}": -1}
_DECODER: Final = json.JSONDecoder()


class _SyntaxError(UnreadableArticleError):
    """The file is not JSON from some place on."""


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A list is read article by article, so that what stands before a broken place is not lost."""

    name: str = "JSON"
    suffixes: tuple[str, ...] = (".json",)

    def read(
        self, stream: BinaryIO, source: str, options: ReadOptions
    ) -> Iterator[Article | Reject]:
        """See `Reader`. Places are "article 1" and so on; a syntax error is a fatal reject."""
        data = read_whole(stream, source, options)
        if isinstance(data, Reject):
            yield data
            return
        number, articles = 0, 0
        try:
            for value in _values(data):
                number += 1
                result = _result(value, source, f"article {number}", options)
                articles += isinstance(result, Article)
                yield result
        except _SyntaxError as error:
            reason = f"{error.message}; {count(articles)} read before it."
            yield Reject(source, f"article {number + 1}", reason, fatal=True)


def _result(value: object, source: str, place: str, options: ReadOptions) -> Article | Reject:
    try:
        return article_from(value, options)
    except UnreadableArticleError as error:
        return Reject(source, place, error.message)


def _values(data: bytes) -> Iterator[object]:
    """The values that should be articles. Raises `_SyntaxError`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _SyntaxError(f"Not UTF-8 at byte {error.start}") from error
    at = _skip(text, 0)
    if text.startswith("[", at):
        at = yield from _elements(text, at + 1)
    elif text.startswith("{", at):
        at = yield from _members(text, at + 1)
    else:
        value, at = _value(text, at)
        yield value
    if _skip(text, at) < len(text):
        raise _SyntaxError("More than one JSON value; call the file .jsonl if it is JSON Lines")


def _elements(text: str, at: int) -> Generator[object, None, int]:
    """The elements of the list whose bracket stands before `at`; returns the place behind it."""
    at = _skip(text, at)
    if text.startswith("]", at):
        return at + 1
    while True:
        value, at = _value(text, at)
        yield value
        at = _skip(text, at)
        if text.startswith("]", at):
            return at + 1
        if not text.startswith(",", at):
            raise _error("a comma or ] is missing", text, at)
        at = _skip(text, at + 1)


def _members(text: str, at: int) -> Generator[object, None, int]:
    """The elements of `articles` in the object whose brace stands before `at`, or else the object.

    Returns the place behind it. However many articles it has, only one is held at a time.
    """
    members: dict[str, object] = {}
    lists = 0
    at = _skip(text, at)
    while not text.startswith("}", at):
        if not text.startswith('"', at):
            raise _error("Expecting property name enclosed in double quotes", text, at)
        key, at = _value(text, at)
        at = _skip(text, at)
        if not text.startswith(":", at):
            raise _error("Expecting ':' delimiter", text, at)
        at = _skip(text, at + 1)
        if key == "articles" and text.startswith("[", at):
            at = yield from _elements(text, at + 1)
            lists += 1
        else:
            members[str(key)], at = _value(text, at)
        at = _next(text, _skip(text, at))
    if not lists:
        yield members
    return at + 1


def _next(text: str, at: int) -> int:
    """The place of the next member of an object, or of its brace, which no comma may precede."""
    if text.startswith("}", at):
        return at
    if not text.startswith(",", at):
        raise _error("Expecting ',' delimiter", text, at)
    at = _skip(text, at + 1)
    if text.startswith("}", at):
        raise _error("Expecting property name enclosed in double quotes", text, at)
    return at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> tuple[object, int]:
    """The JSON value at `at` and the place behind it."""
    _check_parts(text, at)
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _syntax_error(error) from error
    except RecursionError as error:
        raise _SyntaxError("Nested too deeply") from error
    except ValueError as error:
        raise _SyntaxError("A number with too many digits") from error


def _check_parts(text: str, at: int) -> None:
    """Raises `_SyntaxError` where the value at `at` has too many parts to be an article."""
    if len(text) - at <= MAX_PARTS:
        return
    depth = 0
    for number, sign in enumerate(_SIGN.finditer(text, at)):
        depth += _DEPTH.get(text[sign.start()], 0)
        if depth <= 0:
            return
        if number == MAX_PARTS:
            raise _SyntaxError(f"Holds a value of more than {MAX_PARTS:,} parts")


def _error(message: str, text: str, at: int) -> _SyntaxError:
    return _syntax_error(json.JSONDecodeError(message, text, at))


def _syntax_error(error: json.JSONDecodeError) -> _SyntaxError:
    return _SyntaxError(f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}")
