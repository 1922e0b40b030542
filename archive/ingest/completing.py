"""From what a file says of an article to the article: the only place where that is decided."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.ingest.addresses import host_of
from archive.ingest.bylines import read_bylines
from archive.ingest.damage import repair
from archive.ingest.ids import article_id, writable_id
from archive.ingest.languages import language_of
from archive.ingest.published import day_of_url, read_published
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject, shown
from archive.ingest.statuses import read_status, why_unpublished
from archive.ingest.texts import to_plain
from archive.model.article import Article, Place, Status

#: Neither can stand in a page: a lone surrogate has no bytes in UTF-8, HTML and XML know no NUL.
_UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")

_SPACES: Final = re.compile(r"\s+")
_LINE: Final = re.compile(r"\s*(?P<line>[^\n]+?)[^\S\n]*(?:\n\s*|\Z)")

#: A headline has at most so many characters, as the longest of 96,498 does (158), and does not end
#: as a sentence does. What is longer or ends so is the text's first paragraph.
_LONGEST_HEADLINE: Final = 160
_SENTENCE_ENDS: Final = (".", "。", "…", "”", "」", ";", "；", ",", "，", ":", "：")

#: Characters of a note's detail: one line of a terminal or two.
_LONGEST_DETAIL: Final = 160

_Notes = tuple[Note, ...]


def complete(raw: RawArticle, options: ReadOptions, file: str) -> Article | Reject:
    """The article that `raw` describes, or the reject of one without text or never published.

    A side field that cannot be read leaves a note on the article. `file` is where it was read.
    """
    place = Place(file, raw.place or "the file")
    if raw.status and (why := why_unpublished("status", "status", raw.status)):
        return Reject(*place, why)
    title, body, text_notes = _texts(raw)
    if not title and not body:
        return Reject(*place, "Neither title nor body holds text.")
    published, inferred, day_notes = _published(raw, options)
    language, language_notes = language_of(raw.language, f"{title}\n{body}")
    not_before, embargo_notes = _bound(raw.not_before, "embargo", raw, options)
    expires, expiry_notes = _bound(raw.expires, "expiry", raw, options)
    status, status_notes = _status(raw.status, unread=not_before is None and embargo_notes != ())
    authors, agency = read_bylines(raw.bylines)
    url = _line(raw.url)
    notes = (*raw.notes, *text_notes, *day_notes, *language_notes, *embargo_notes, *expiry_notes)
    return Article(
        id=article_id(raw.id, url, f"{raw.title}\n{raw.body}"),
        title=title,
        body=body,
        language=language,
        source=_line(raw.source) or host_of(url),
        published=published,
        published_inferred=inferred,
        url=url or None,
        section=_line(raw.section) or None,
        authors=tuple(dict.fromkeys(filter(None, map(_line, authors)))),
        agency=_line(raw.agency) or _line(agency),
        not_before=_start(not_before, options),
        expires=_end(expires, options),
        status=status,
        replaces=writable_id(raw.replaces),
        notes=tuple(
            Note(note.code, shown(note.detail, _LONGEST_DETAIL)) for note in (*notes, *status_notes)
        ),
        place=place,
    )


def _line(text: str) -> str:
    """A field on one line, in characters that can be written."""
    if text.isprintable() and "  " not in text:
        # It holds no space but single ones, and nothing that cannot be written.
        return text.strip()
    return _SPACES.sub(" ", _UNWRITABLE.sub("\ufffd", text)).strip()


def _plain(text: str, markup: Markup) -> tuple[str, _Notes]:
    """A text in paragraphs, repaired where it is certain how."""
    repaired, note = repair(text)
    plain = to_plain(repaired, markup)
    if plain != repaired:
        # Before, a soft hyphen may be half of a character; now, references to characters are read.
        again, later = repair(plain)
        plain = to_plain(again, Markup.PLAIN)
        note = note if note and note.code == "damage-repaired" else later
    plain = plain.strip("\n ")
    return plain if plain.strip() else "", (note,) if note else ()


def _texts(raw: RawArticle) -> tuple[str, str, _Notes]:
    """Title and body; the body's first line is the title where there is none but a headline."""
    title, title_notes = _plain(raw.title, raw.title_markup)
    body, body_notes = _plain(raw.body, raw.body_markup)
    title, notes = _SPACES.sub(" ", title).strip(), (*title_notes, *body_notes)
    if title:
        return title, body, notes if body else (*notes, Note("no-body", title))
    first = _LINE.match(body)
    if first is None or not _is_headline(first["line"]):
        return "", body, (*notes, Note("no-title", body))
    line = first["line"]
    return line, body[first.end() :], (*notes, Note("title-from-body", line))


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and not line.endswith(_SENTENCE_ENDS)


def _published(
    raw: RawArticle, options: ReadOptions
) -> tuple[dt.datetime | dt.date | None, bool, _Notes]:
    """When it was published, whether that is inferred; the address names the day at need."""
    published, notes = _read_day(raw.published, raw, options)
    if published is not None:
        return published, raw.published_inferred, notes
    inferred = day_of_url(raw.url.strip())
    return inferred, inferred is not None, notes


def _read_day(
    value: str | float | dt.datetime | dt.date | None, raw: RawArticle, options: ReadOptions
) -> tuple[dt.datetime | dt.date | None, _Notes]:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ()
    return read_published(value, options, raw.zone, raw.fetched)


def _bound(
    value: str | dt.datetime | None, name: str, raw: RawArticle, options: ReadOptions
) -> tuple[dt.datetime | dt.date | None, _Notes]:
    """A day or an instant before or after which an article is not shown.

    A bound lies in the future by its nature, and a placeholder says that there is none. What else
    is odd about it is told under its own name.
    """
    bound, notes = _read_day(value, raw, options)
    if not notes:
        return bound, ()
    odd = [note for note in notes if note.code not in ("day-future", "day-placeholder")]
    return bound, tuple(Note(f"{name}-{note.code}", note.detail) for note in odd)


def _start(bound: dt.datetime | dt.date | None, options: ReadOptions) -> dt.datetime | None:
    """The instant from which an article may be shown; that of a day is its start."""
    if bound is None or isinstance(bound, dt.datetime):
        return bound
    return dt.datetime.combine(bound, dt.time(), options.zone)


def _end(bound: dt.datetime | dt.date | None, options: ReadOptions) -> dt.datetime | None:
    """The instant from which an article is shown no more; that of a day is its end."""
    if bound is None or isinstance(bound, dt.datetime) or bound == dt.date.max:
        return _start(bound, options)
    return _start(bound + dt.timedelta(days=1), options)


def _status(text: str, *, unread: bool) -> tuple[Status, _Notes]:
    """The status as named; withheld where an embargo is unread, as it may not be over."""
    status = read_status(text)
    notes = () if status else (Note("status-unknown", text),)
    if unread and status in (None, Status.USABLE):
        return Status.WITHHELD, notes
    return status or Status.USABLE, notes
