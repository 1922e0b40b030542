"""What an object says of its article besides the texts: day, authors, paper, section, ids.

A value that cannot be read is a note; the article is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from archive.ingest.addresses import host_of
from archive.ingest.formats import json_names as names
from archive.ingest.formats.json_days import Day, day_of, moment_of, with_time
from archive.ingest.formats.json_folded import FieldNames, FoldedObject
from archive.ingest.formats.json_objects import (
    credits_of,
    described_value,
    id_text,
    is_address,
    is_missing,
    look,
)
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, UnreadableArticleError, shown
from archive.ingest.statuses import read_status, why_unpublished

#: What parts several sections that stand in one text.
_SECTIONS: Final = re.compile(r"\s*[;；|]\s*")


@dataclass
class ObjectReading:
    """The fields of one object as they are read, and what was odd about them."""

    folded: FoldedObject
    notes: list[Note] = field(default_factory=list)

    def odd(self, code: str, name: str, value: object) -> None:
        self.notes.append(Note(code, f"{name}: {shown(described_value(value))}"))

    def values(self, table: FieldNames) -> list[tuple[str, object]]:
        """What stands under the names of a table, the best first, with those names."""
        if not (paths := table.among(self.folded)):
            return []
        return [
            (path[-1], value) for path in paths if not is_missing(value := look(self.folded, path))
        ]


class Texts(NamedTuple):
    """The texts of an article, and what its body may hold."""

    title: str
    body: str
    markup: Markup


def with_sides(
    reading: ObjectReading, texts: Texts, options: ReadOptions, place: str
) -> RawArticle:
    """The article of these texts with all that is said of it besides."""
    url = _url(reading)
    published = _published(reading)
    not_before = _time_of(reading, names.NOT_BEFORE)
    expires = _time_of(reading, names.EXPIRES)
    return RawArticle(
        title=texts.title,
        body=texts.body,
        body_markup=texts.markup,
        id=_id(reading),
        url=url,
        published=published.value if published else None,
        zone=(published.zone if published else "") or _word(reading, names.ZONE, "zone"),
        fetched=_fetched(reading, options.zone),
        language=_word(reading, names.LANGUAGE, "language"),
        source=_source(reading),
        section=_SECTIONS.split(_word(reading, names.SECTION, "section"), maxsplit=1)[0],
        bylines=_bylines(reading),
        agency=_word(reading, names.AGENCY, "agency"),
        not_before=not_before,
        expires=expires,
        status=_status(reading),
        replaces=_word(reading, names.REPLACES, "replaces"),
        # The last: what was read before left them.
        notes=tuple(reading.notes),
        place=place,
    )


def _fetched(reading: ObjectReading, zone: dt.tzinfo) -> dt.datetime | None:
    moments = (moment_of(value, zone) for _, value in reading.values(names.FETCHED))
    return next(filter(None, moments), None)


def _published(reading: ObjectReading) -> Day | None:
    zeros = None
    for name, value in reading.values(names.PUBLISHED):
        if isinstance(value, bool):
            continue
        day = day_of(value)
        if day is None:
            reading.odd("day-unreadable", name, value)
        elif isinstance(day.value, str) and day.value.startswith("0000"):
            zeros = zeros or day
        else:
            return _told(reading, name, day)
    return _stand_in(reading) or zeros


def _stand_in(reading: ObjectReading) -> Day | None:
    """What stands under the name of a day and says in a word that there is none."""
    for path in names.PUBLISHED.among(reading.folded):
        value = look(reading.folded, path)
        if isinstance(value, bool) or (
            isinstance(value, str) and value.strip() and is_missing(value)
        ):
            return Day(str(value).strip())
    return None


def _told(reading: ObjectReading, name: str, day: Day) -> Day:
    """A day with its zone and its time of day, where those stand under other names."""
    if name in names.NOT_PUBLICATION:
        reading.odd("day-of-change", name, day.value)
    value = day.value
    if isinstance(value, str):
        for time_name, time in reading.values(names.TIME):
            if time_name != name and with_time(value, time) != value:
                value = with_time(value, time)
                break
    return Day(value, day.zone or ("UTC" if name.endswith(names.IN_UTC) else ""))


def _time_of(reading: ObjectReading, table: FieldNames) -> dt.datetime | str | None:
    """When an embargo ends or an article expires."""
    for name, value in reading.values(table):
        day = day_of(value)
        if day is None or isinstance(day.value, int | float):
            moment = moment_of(value, dt.UTC) if day else None
            if moment is not None:
                return moment
            if value is not False:
                reading.odd("day-unreadable", name, value)
        else:
            return day.value
    return None


def _id(reading: ObjectReading) -> str:
    for name, value in reading.values(names.ID):
        text = id_text(value)
        if text.strip():
            return text
        reading.odd("id-unreadable", name, value)
    return ""


def _url(reading: ObjectReading) -> str:
    for name, value in reading.values(names.URL):
        text = id_text(value).strip()
        if is_address(text) or (text and name in ("url", "link")):
            return text
        if name in ("url", "link"):
            reading.odd("url-unreadable", name, value)
    return ""


def _word(reading: ObjectReading, table: FieldNames, what: str) -> str:
    """The first name that a field of a table holds: of a section, a language, an agency."""
    for name, value in reading.values(table):
        words = credits_of(value)
        if words:
            return words[0]
        reading.odd(f"{what}-unreadable", name, value)
    return ""


def _source(reading: ObjectReading) -> str:
    for name, value in reading.values(names.SOURCE):
        words = credits_of(value)
        if words:
            return (is_address(words[0]) and host_of(words[0])) or words[0].strip()
        reading.odd("source-unreadable", name, value)
    return ""


def _bylines(reading: ObjectReading) -> tuple[str, ...]:
    for name, value in reading.values(names.AUTHORS):
        credits_printed = credits_of(value)
        if credits_printed:
            return tuple(dict.fromkeys(filter(None, credits_printed)))
        if credits_printed is None:
            reading.odd("author-unreadable", name, value)
    return ()


def check_published(folded: FoldedObject) -> None:
    """Raises `UnreadableArticleError` for what was never published."""
    for sign, table in names.FIELD_SIGNS.items():
        for path in table.among(folded):
            if path[0] in names.OUT and not _has_days(folded):
                continue  # databases write false where there is no day
            value = look(folded, path)
            text = id_text(value) or described_value(value)
            if not is_missing(value) and (why := why_unpublished(sign, path[-1], text)):
                raise UnreadableArticleError(why)


def _has_days(folded: FoldedObject) -> bool:
    """Whether an object has a name of a day that says nothing else."""
    return any(path[0] not in names.OUT for path in names.PUBLISHED.among(folded))


def _status(reading: ObjectReading) -> str:
    """The first status that is known, in the words of ninjs."""
    for name, value in reading.values(names.STATUS):
        status = read_status(id_text(value) or described_value(value))
        if status is not None:
            return str(status)
        reading.odd("status-unknown", name, value)
    return ""
