"""How a message is said in a language."""

from __future__ import annotations

from archive.model.message import Message, Value
from archive.web.messages.catalogues import remedy_key, wordings_of


def say(message: Message, language: str) -> str:
    """What a message says in one of `LANGUAGES`: one line that can be printed and encoded.

    Raises KeyError for a code without words.
    """
    return _said(wordings_of(language).texts[message.code], message, language)


def remedy(message: Message, language: str) -> str:
    """What can be done about a failure, in one of `LANGUAGES`; "" where nothing is said."""
    wording = wordings_of(language).texts.get(remedy_key(message.code))
    return "" if wording is None else _said(wording, message, language)


def _said(wording: str, message: Message, language: str) -> str:
    if not message.values:
        return wording
    between = wordings_of(language).texts["list_separator"]
    return wording.format(
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
