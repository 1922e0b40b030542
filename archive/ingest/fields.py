"""One mapping of the corpus form to one article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from archive.ingest.ids import made_id
from archive.ingest.published import day_of_url, read_published
from archive.ingest.reader import ReadOptions, UnreadableArticleError, shown
from archive.model.article import Article, Language, Place
from archive.text.language import detect_language

#: Neither can stand in a page: a lone surrogate has no bytes in UTF-8, HTML and XML know no NUL.
#: One character replaces one, so nothing moves.
_UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")

_LANGUAGES: Final = {str(language).lower(): language for language in Language}

_KINDS: Final = {bool: "true or false", int: "a number", float: "a number", dict: "an object"}


def article_from(data: object, options: ReadOptions, place: Place | None = None) -> Article:
    """The article that `data`, as parsed from JSON, describes; it was read at `place`.

    Keys other than those of `Article` are ignored. A missing id is made from the url, else from the
    texts; a missing or unknown language is detected; a missing publication day is inferred from the
    url, where that names one. A number as id is the text of its digits: 7 and "7" are one id.
    Raises `UnreadableArticleError`, which names the key.
    """
    if not isinstance(data, Mapping):
        raise UnreadableArticleError(f"Not an object but {_kind(data)}.")
    title, body, url = _text(data, "title"), _text(data, "body"), _text(data, "url")
    if not title.strip() and not body.strip():
        raise UnreadableArticleError("Neither title nor body holds text.")
    published = _published(data, options)
    inferred = None if published or not url else day_of_url(url)
    return Article(
        id=_id(data) or made_id("x-", 8, url or f"{title}\n{body}"),
        title=title,
        body=body,
        language=_language(data, title, body),
        source=_text(data, "source"),
        published=published or inferred,
        published_inferred=inferred is not None,
        url=url or None,
        section=_text(data, "section") or None,
        authors=_authors(data),
        place=place,
    )


def clean(text: str) -> str:
    """`text` as published, but with line ends as LF and U+FFFD for what cannot be written."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n"))


def _kind(value: object) -> str:
    if value is None:
        return "null"
    return _KINDS.get(type(value), "a list" if isinstance(value, list) else "a text")


def _wrong(key: str, value: object, wanted: str) -> UnreadableArticleError:
    return UnreadableArticleError(f"{key}: {_kind(value)} ({shown(value)}) where {wanted} belongs.")


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(key, value, "a text")
    return clean(value)


def _id(data: Mapping[str, object]) -> str:
    value = data.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong("id", value, "a text")
    return value.strip()


def _language(data: Mapping[str, object], title: str, body: str) -> Language:
    named = _LANGUAGES.get(_text(data, "language").strip().lower())
    return named or detect_language(f"{title}\n{body}")


def _published(data: Mapping[str, object], options: ReadOptions) -> dt.datetime | dt.date | None:
    published, notes = read_published(_text(data, "published"), options)
    if published is None and notes:
        raise UnreadableArticleError(notes[0].detail)
    return published


def _authors(data: Mapping[str, object]) -> tuple[str, ...]:
    value = data.get("authors")
    names: list[str] = []
    for one in value if isinstance(value, list) else [] if value is None else [value]:
        if not isinstance(one, str):
            raise _wrong("authors", one, "a name")
        names.append(clean(one).strip())
    return tuple(dict.fromkeys(filter(None, names)))
