"""How a message is said in a language."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Final

from archive.model.language import LANGUAGES
from archive.model.message import Message, Value
from archive.web.messages import Wording
from archive.web.messages.days import DAYS
from archive.web.messages.failures import FAILURES, REMEDIES
from archive.web.messages.names import NAMES
from archive.web.messages.notes import NOTES

#: The tables of messages; no code stands in two of them.
TABLES: Final[tuple[Mapping[str, Wording], ...]] = (NOTES, NAMES, DAYS, FAILURES)

_WORDINGS: Final[Mapping[str, Wording]] = dict(
    chain.from_iterable(table.items() for table in TABLES)
)

#: What stands between several texts.
_BETWEEN: Final[Wording] = (", ", "、", "、")


def say(message: Message, language: str) -> str:
    """What a message says in one of `LANGUAGES`: one line that can be printed and encoded.

    Raises KeyError for a code without words.
    """
    return _said(_WORDINGS[message.code], message, LANGUAGES.index(language))


def remedy(message: Message, language: str) -> str:
    """What can be done about a failure, in one of `LANGUAGES`; "" where nothing is said."""
    wording = REMEDIES.get(message.code)
    return "" if wording is None else _said(wording, message, LANGUAGES.index(language))


def _said(wording: Wording, message: Message, place: int) -> str:
    if not message.values:
        return wording[place]
    between = _BETWEEN[place]
    return wording[place].format(
        **{name: _shown(value, between) for name, value in message.values.items()}
    )


def _shown(value: Value, between: str) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return _printable(value if isinstance(value, str) else between.join(value))


def _printable(text: str) -> str:
    """A text on one line; characters that cannot be seen, or turn the line around, as escapes."""
    if text.isprintable():
        return text
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else character.encode("unicode_escape").decode("ascii")
