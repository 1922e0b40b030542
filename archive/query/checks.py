"""Single parameters of a search, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote_plus

from archive.errors import BadParameterError

#: A query longer than this is refused: no reader types it, and its analysis would cost others.
MAX_QUERY: Final = 10_000

#: A query that takes more bytes in an address is refused: each link of a page repeats it. 2,000 Han
#: characters take 18,000.
MAX_QUERY_BYTES: Final = 20_000

#: Distinct values that one request may choose, exclude or take, and their characters together: each
#: link of a page repeats them all, and a page of 100 results has up to 2,500 links.
MAX_VALUES: Final = 50
MAX_VALUE_CHARACTERS: Final = 2_000


def check_values(repeated: Mapping[str, Mapping[str, None]]) -> None:
    """Raise `BadParameterError` for more values than a request may have, naming where most are."""
    count = sum(map(len, repeated.values()))
    length = sum(len(value) for values in repeated.values() for value in values)
    if count <= MAX_VALUES and length <= MAX_VALUE_CHARACTERS:
        return
    most = max(repeated, key=lambda name: sum(map(len, repeated[name])) + len(repeated[name]))
    raise BadParameterError(
        most,
        "many_values",
        count=count,
        length=length,
        most=MAX_VALUES,
        longest=MAX_VALUE_CHARACTERS,
    )


def read_query(text: str) -> str:
    if len(text) > MAX_QUERY:
        raise BadParameterError("q", "long_query", length=len(text), longest=MAX_QUERY)
    if (length := len(quote_plus(text))) > MAX_QUERY_BYTES:
        raise BadParameterError("q", "long_address", length=length, longest=MAX_QUERY_BYTES)
    return text


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        choices = tuple(choice for choice in allowed if choice)
        raise BadParameterError(name, "not_a_choice", value=value, choices=choices)
    return value


def read_number(name: str, value: str, default: int, most: int) -> int:
    """A number from 1 to `most`, `default` for nothing; raises `BadParameterError`."""
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= most):
        raise BadParameterError(name, "not_a_number", value=value, least=1, most=most)
    return int(value)
