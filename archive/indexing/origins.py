"""Where an article of a generation was read, and what was odd there."""

from __future__ import annotations

from archive.engine.store import Store
from archive.indexing.intake_tables import INTAKE, reading_tables
from archive.model.article import Note, Place

_PLACE = (
    "SELECT name, within, file, number FROM articles JOIN readings USING (id, file, number) "
    "WHERE final = ? AND present"
)
_NOTES = (
    "SELECT code, reason FROM remarks WHERE file = ? AND number = ? AND kind = 'note' ORDER BY line"
)


def origin_of(store: Store, generation: str, article: str) -> tuple[Place | None, tuple[Note, ...]]:
    """The place and the notes of an article; None and nothing where that was not written down.

    Raises `ArchiveError`.
    """
    path = store.kept(generation, INTAKE)
    if path is None:
        return None, ()
    with reading_tables(path) as tables:
        row = tables.execute(_PLACE, (article,)).fetchone()
        if row is None:
            return None, ()
        notes = tables.execute(_NOTES, row[2:]).fetchall()
    return Place(row[0], row[1]), tuple(Note(*note) for note in notes)
