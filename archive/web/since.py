"""An instant since which something is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Final

from flask import request

from archive.errors import BadParameterError
from archive.query.parameters import SearchParameters, read_parameters
from archive.web.contract import current_newsroom
from archive.web.quoting import asked_once

_SINCE: Final = "since"

#: As the API writes an instant itself.
_FORM: Final = "%Y-%m-%dT%H:%M:%SZ"


def asked_since() -> tuple[SearchParameters, int | None]:
    """The search of the current request, and its instant in seconds since 1970 UTC.

    None where it has none. Raises `BadParameterError`.
    """
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != _SINCE]
    parameters = read_parameters(pairs, current_newsroom())
    written = asked_once(_SINCE)
    if not written:
        return parameters, None
    try:
        instant = dt.datetime.strptime(written, _FORM).replace(tzinfo=dt.UTC)
    except ValueError as error:
        raise BadParameterError(_SINCE, "not_an_instant", value=written) from error
    return parameters, int(instant.timestamp())
