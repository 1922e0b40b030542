"""Quotations as addresses hold them: a passage of an article, and words to look for."""

from __future__ import annotations

from typing import Final

from flask import request

from archive.errors import BadParameterError
from archive.model.quotation import QuotedSpan
from archive.web.language import checked_language

#: The parameter that holds a passage.
QUOTE: Final = "quote"

#: Stands for a passage whose place a script puts into the address.
ANY_SPAN: Final = QuotedSpan("body", 0, 1)


def asked_passage() -> QuotedSpan | None:
    """The passage that the address of an article quotes; raises `BadParameterError`."""
    written = asked_once(QUOTE)
    if not written:
        return None
    span = QuotedSpan.parse(written)
    if span is None:
        raise BadParameterError(QUOTE, "not_a_passage", value=written)
    return span


def asked_words() -> str:
    """The words that the current request wants looked for; raises `BadParameterError`."""
    check_names("text", "ui")
    checked_language()
    return asked_once("text")


def asked_once(name: str) -> str:
    """A parameter that is given once, "" where it is not given; raises `BadParameterError`."""
    values = request.args.getlist(name)
    if len(values) > 1:
        raise BadParameterError(name, "given_twice")
    return values[0] if values else ""


def check_names(*names: str) -> None:
    """Raise `BadParameterError` for a parameter of another name."""
    for name in request.args:
        if name not in names:
            raise BadParameterError(name, "unknown_parameter")
