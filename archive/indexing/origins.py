"""Where an article of a generation was read, and what was odd there."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from archive.engine.store import Store
from archive.indexing.intake_tables import INTAKE, reading_tables
from archive.model.article import Note, Place

_PLACE = (
    "SELECT name, within, since, file, number FROM articles JOIN readings "
    "USING (id, file, number) WHERE final = ? AND present"
)
_NOTES = (
    "SELECT code, reason FROM remarks WHERE file = ? AND number = ? AND kind = 'note' ORDER BY line"
)


class Origin(NamedTuple):
    """Where an article was read, what was odd there, and when its id first came.

    None and nothing where that was not written down.
    """

    place: Place | None = None
    notes: tuple[Note, ...] = ()
    first_seen: dt.datetime | None = None


def origin_of(store: Store, generation: str, article: str) -> Origin:
    """The origin of an article; raises `ArchiveError`."""
    path = store.kept(generation, INTAKE)
    if path is None:
        return Origin()
    with reading_tables(path) as tables:
        row = tables.execute(_PLACE, (article,)).fetchone()
        if row is None:
            return Origin()
        name, within, since, *place = row
        notes = tables.execute(_NOTES, place).fetchall()
    first_seen = dt.datetime.fromtimestamp(since, dt.UTC)
    return Origin(Place(name, within), tuple(Note(*note) for note in notes), first_seen)
