"""The language in which a request is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from flask import request

from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.query.parameters import read_parameters
from archive.web.messages.about import ABOUT
from archive.web.messages.desk import DESK
from archive.web.messages.page import PAGE
from archive.web.messages.speech import say

#: Every word of a page, by its key.
_WORDS: Final = {**PAGE, **DESK, **ABOUT}


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


def page_words(key: str, **values: str | int) -> str:
    """Words of a page in the language of the request; raises KeyError for an unknown key."""
    words = _WORDS[key][LANGUAGES.index(language_of_request())]
    return words.format(**values) if values else words


def page_count(value: int, one: str) -> str:
    """A number of things in the language of the request; `one` is the key of a single one."""
    return page_words(one if value == 1 else f"{one}s", n=f"{value:,}")


def language_pair() -> dict[str, str]:
    """The parameter that keeps the language of the request; none for the usual one."""
    language = language_of_request()
    return {} if language == LANGUAGES[0] else {"ui": language}
