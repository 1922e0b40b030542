"""The list of articles that a reader keeps: the address holds their ids, the server nothing."""

from __future__ import annotations

from typing import Final

from flask import request

from archive.errors import BadParameterError
from archive.web.language import checked_language

#: Articles on one list, and the characters of their ids together: its address holds them all.
MOST_KEPT: Final = 200
MOST_ID_CHARACTERS: Final = 16_000


def asked_ids(most: int = MOST_KEPT) -> tuple[str, ...]:
    """The ids that the current request lists, in order, each once; raises `BadParameterError`.

    At most so many.
    """
    for name in request.args:
        if name not in ("id", "ui"):
            raise BadParameterError(name, "unknown_parameter")
    checked_language()
    ids = tuple(dict.fromkeys(value for value in request.args.getlist("id") if value))
    length = sum(map(len, ids))
    if len(ids) > most or length > MOST_ID_CHARACTERS:
        raise BadParameterError(
            "id",
            "many_values",
            count=len(ids),
            length=length,
            most=most,
            longest=MOST_ID_CHARACTERS,
        )
    return ids
