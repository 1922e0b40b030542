"""The language in which a request is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from flask import Flask, g, request
from flask_babel import Babel, get_locale

from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.query.parameters import read_parameters
from archive.web.messages.catalogues import TRANSLATIONS, Wordings, locale_of, wordings_of
from archive.web.messages.speech import say

#: The language of each locale.
_LANGUAGE_OF: Final = {locale_of(language): language for language in LANGUAGES}


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


def request_words() -> Wordings:
    """What is said in the locale that Flask-Babel chose for the request, which it is asked once."""
    words: Wordings | None = g.get("words")
    if words is None:
        words = g.words = wordings_of(_LANGUAGE_OF[str(get_locale())])
    return words


def page_words(key: str, **values: str | int) -> str:
    """Words of a page in the language of the request; raises KeyError for an unknown key."""
    return request_words().text(key, **values)


def page_count(value: int, key: str) -> str:
    """A number of things in the language of the request; raises KeyError for an unknown key."""
    return request_words().counted(key, value)


def language_pair() -> dict[str, str]:
    """The parameter that keeps the language of the request; none for the usual one."""
    language = language_of_request()
    return {} if language == LANGUAGES[0] else {"ui": language}


def install(app: Flask) -> None:
    """Let Flask-Babel choose the locale of a request, and read all catalogues before the first."""
    Babel(
        app,
        configure_jinja=False,
        default_locale=locale_of(LANGUAGES[0]),
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=lambda: locale_of(language_of_request()),
    )
    for language in LANGUAGES:
        wordings_of(language)
