"""One JSON value as programs write it that do not quite write JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

#: Deeper values describe no article, and each level is a call of a function.
_MAX_DEPTH: Final = 200

_GAP: Final = re.compile(r"(?>[\s\ufeff]+|//[^\n]*|/\*(?>[^*]|\*(?!/))*+\*/)*+")
_SINGLE_QUOTED: Final = re.compile(r"'([^'\\]*+(?>\\.[^'\\]*+)*+)'", re.DOTALL)
_DOUBLE_QUOTED: Final = re.compile(r'"([^"\\]*+(?>\\.[^"\\]*+)*+)"', re.DOTALL)
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])")
_CALL: Final = re.compile(r"(?:new\s+)?([A-Za-z_$][\w$.]*)\s*\(")
_WORD: Final = re.compile(r"[+-]?[A-Za-z_$][\w$]*")

#: A backslash before what JSON does not escape stands for itself.
_LOOSE_ESCAPE: Final = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.?))', re.DOTALL)

#: Words for values. A number that is none is a value that is missing, as in tables of data.
_WORDS: Final[Mapping[str, object]] = {
    "true": True, "True": True, "false": False, "False": False, "null": None, "None": None,
    "NULL": None, "undefined": None, "NaN": None, "nan": None, "NA": None, "Infinity": None,
    "inf": None,
}  # fmt: skip

#: Calls that the exports of databases and of Python write, as what MongoDB's own JSON says instead
#: (https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/).
_CALLS: Final[Mapping[str, Callable[[object], object]]] = {
    "ObjectId": lambda value: {"$oid": value},
    "ISODate": lambda value: {"$date": value},
    "Date": lambda value: {"$date": value},
    "datetime.datetime": lambda value: {"$date": value},
    "datetime.date": lambda value: {"$date": value},
    "Timestamp": lambda value: {"$date": value},
    "UUID": lambda value: {"$uuid": value},
    "BinData": lambda value: {"$binary": value},
    "NumberLong": lambda value: {"$numberLong": value},
    "NumberInt": lambda value: {"$numberInt": value},
    "NumberDecimal": lambda value: {"$numberDecimal": value},
    "Decimal": lambda value: {"$numberDecimal": value},
}

#: Characters that are looked at first; most articles have fewer.
_PIECE: Final = 2**14

#: An error so near to the end of a piece may come from its end. No word or escape is longer.
_MARGIN: Final = 16

_STRICT: Final = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


class JsonError(ValueError):
    """What stands at `at` of a text is no value: `reason` says why, without a place."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def parse_value(text: str, at: int = 0) -> tuple[object, int]:
    """The value that begins at `at` and the place behind it. Raises `JsonError`.

    JSON, and besides: trailing commas, raw tabs and line ends in strings, single quotes, comments,
    names without quotes, `NaN` and `Infinity` (both read as null), Python's `None`, `True` and
    `False`, and calls such as `ObjectId("...")` and `Date(0)`, which are read as MongoDB's JSON
    writes them.
    """
    value, end = _strict(text, at)
    return _Parser(text).value(at, 0) if end is None else (value, end)


def _strict(text: str, at: int) -> tuple[object, int | None]:
    """The value at `at` if it is JSON, and the place behind it; None for that if it is not.

    Only a piece of a long text is looked at, so that an error behind much text costs no more than
    one at its beginning. Raises `JsonError`.
    """
    size = _PIECE
    while True:
        piece = text[at : at + size]
        whole = at + size >= len(text)
        try:
            value, end = _STRICT.raw_decode(piece)
        except json.JSONDecodeError as error:
            near = error.pos > len(piece) - _MARGIN or error.msg.startswith("Unterminated")
            if whole or not near:
                return None, None
        except RecursionError as error:
            raise JsonError("Nested too deeply", at) from error
        except ValueError as error:
            raise JsonError("Holds a number with too many digits", at) from error
        else:
            if whole or end < len(piece):
                return value, at + end
        size *= 4


class _Parser:
    """A descent into one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def value(self, at: int, depth: int) -> tuple[object, int]:
        if depth > _MAX_DEPTH:
            raise JsonError("Nested too deeply", at)
        sign = self.text[at : at + 1]
        if sign == "{":
            return self._object(at + 1, depth + 1)
        if sign == "[":
            return self._list(at + 1, depth + 1, "]")
        if sign and sign in "\"'":
            return self._string(at)
        return self._scalar(at, depth)

    def gap(self, at: int) -> int:
        match = _GAP.match(self.text, at)
        return match.end() if match else at

    def _object(self, at: int, depth: int) -> tuple[object, int]:
        members: dict[str, object] = {}
        while True:
            at = self.gap(at)
            if self.text.startswith("}", at):
                return members, at + 1
            key, at = self.key(at)
            members[key], at = self.value(self.gap(at), depth)
            at = self._next(self.gap(at), "}")

    def key(self, at: int) -> tuple[str, int]:
        """The name of a member at `at`, and the place behind its colon."""
        if self.text[at : at + 1] in {'"', "'"}:
            key, at = self._string(at)
        else:
            word = _WORD.match(self.text, at) or _NUMBER.match(self.text, at)
            if word is None:
                raise self._unexpected("a name in quotes", at)
            key, at = word.group(), word.end()
        at = self.gap(at)
        if not self.text.startswith(":", at):
            raise self._unexpected("a colon", at)
        return key, at + 1

    def _list(self, at: int, depth: int, end: str) -> tuple[list[object], int]:
        values: list[object] = []
        while True:
            at = self.gap(at)
            if self.text.startswith(end, at):
                return values, at + 1
            value, at = self.value(at, depth)
            values.append(value)
            at = self._next(self.gap(at), end)

    def _next(self, at: int, end: str) -> int:
        if self.text.startswith(",", at):
            return at + 1
        if self.text.startswith(end, at):
            return at
        raise self._unexpected(f"a comma or {end}", at)

    def _string(self, at: int) -> tuple[str, int]:
        single = self.text[at] == "'"
        match = (_SINGLE_QUOTED if single else _DOUBLE_QUOTED).match(self.text, at)
        if match is None:
            raise JsonError("A string does not end", len(self.text))
        inside = match.group(1)
        if single:
            inside = inside.replace("\\'", "'").replace('"', '\\"')
        text: str = _STRICT.decode(f'"{_LOOSE_ESCAPE.sub(_escape, inside)}"')
        return text, match.end()

    def _scalar(self, at: int, depth: int) -> tuple[object, int]:
        if number := _NUMBER.match(self.text, at):
            return self._number(number.group(), at), number.end()
        if call := _CALL.match(self.text, at):
            return self._call(call.group(1), call.end(), depth)
        word = _WORD.match(self.text, at)
        name = word.group().lstrip("+-") if word else ""
        if word is None or name not in _WORDS:
            raise self._unexpected("a value", at)
        return _WORDS[name], word.end()

    def _number(self, digits: str, at: int) -> object:
        try:
            return int(digits) if digits.lstrip("+-").isdecimal() else float(digits)
        except ValueError as error:
            raise JsonError("Holds a number with too many digits", at) from error

    def _call(self, name: str, at: int, depth: int) -> tuple[object, int]:
        made = _CALLS.get(name)
        if made is None:
            raise JsonError(f"{name}() is no value", at)
        values, at = self._list(at, depth + 1, ")")
        return made(values[0] if len(values) == 1 else values), at

    def _unexpected(self, wanted: str, at: int) -> JsonError:
        if at >= len(self.text):
            return JsonError("The text ends inside a value", at)
        return JsonError(f"{wanted} is missing", at)


def _escape(match: re.Match[str]) -> str:
    known, loose = match.groups()
    return match.group() if known else "\\\\" + (loose if loose != '"' else '\\"')
