"""The plainest reading of the fields of an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from archive.ingest.fields import clean
from archive.ingest.published import parse_published
from archive.ingest.raw import Markup, Note
from archive.ingest.reader import ReadOptions, UnreadableArticleError
from archive.model.language import Language
from archive.text.language import detect_language

_LANGUAGES = {str(language).lower(): language for language in Language}


def to_plain(text: str, markup: Markup) -> str:  # noqa: ARG001
    """Plain text with LF at line ends."""
    return clean(text)


def repair(text: str) -> tuple[str, Note | None]:
    """The text as it stands."""
    return text, None


def read_published(
    value: str | float | dt.datetime | dt.date,
    options: ReadOptions,
    zone: str = "",
    fetched: dt.datetime | None = None,  # noqa: ARG001
) -> tuple[dt.datetime | dt.date | None, tuple[Note, ...]]:
    """The day or the aware instant that `value` names; never raises."""
    if isinstance(value, dt.datetime):
        return (value if value.utcoffset() is not None else value.replace(tzinfo=options.zone)), ()
    if isinstance(value, dt.date):
        return value, ()
    try:
        return parse_published(str(value).strip(), ZoneInfo(zone) if zone else options.zone), ()
    except UnreadableArticleError as error:
        return None, (Note("day-unreadable", error.message),)


def read_bylines(texts: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Names as they are given, without an agency."""
    return tuple(dict.fromkeys(filter(None, (clean(text).strip() for text in texts)))), ""


def language_of(tag: str, text: str) -> tuple[Language, tuple[Note, ...]]:
    """The language that the tag names, else that of the text."""
    return _LANGUAGES.get(tag.strip().lower()) or detect_language(text), ()
