"""The language in which a request is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import request

from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.query.parameters import read_parameters
from archive.web.messages.speech import say


def language_of_request() -> str:
    """The language that `ui` names; the first where it names none, or a page has no such parameter.

    It raises nothing, for failures are told in it too.
    """
    language = request.args.get("ui", "")
    return language if language in LANGUAGES else LANGUAGES[0]


def checked_language() -> str:
    """The language that `ui` names, of a request that reads no other parameter of a search.

    Raises `BadParameterError` where it names none.
    """
    return read_parameters(("ui", value) for value in request.args.getlist("ui")).ui


def saying(language: str) -> Callable[[Message], str]:
    """What says messages in a language."""
    return partial(say, language=language)
