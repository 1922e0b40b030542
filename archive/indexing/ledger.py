"""The sums of what was taken in, and the file of what did not come in as it was meant."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from archive.indexing.blind_spots import BLIND_SPOTS, DAMAGE, FUTURE, MOJIBAKE
from archive.indexing.rejects import RejectsFile, Remark

_OWN_ID: Final = "Another article has its id {id!r}: this one is in the archive as {final!r}."
_UNREAD: Final = "In the archive without its {parts}: to look for them takes too long."


class Sums(NamedTuple):
    """What the sources hold: `read` = `stored` + `repeated` + `rejected`.

    `own_ids` of those stored have an id of their own, as another article has theirs; `unread` are
    without their names or dates. `broken_off` of the rejects are files that broke off.
    """

    read: int
    stored: int
    repeated: int
    rejected: int
    own_ids: int
    unread: int
    broken_off: int


def _count(tables: sqlite3.Connection, what: str) -> int:
    (count,) = tables.execute(f"SELECT count(*) FROM {what}").fetchone()  # noqa: S608 # our own
    return int(count)


def sums(tables: sqlite3.Connection) -> Sums:
    """The sums of an intake."""
    readings = _count(tables, "readings")
    stored = _count(tables, "articles WHERE present")
    broken = _count(tables, "remarks WHERE kind = 'broken'")
    rejected = _count(tables, "remarks WHERE kind = 'reject'") + broken
    return Sums(
        read=readings + rejected,
        stored=stored,
        repeated=readings - stored,
        rejected=rejected,
        own_ids=_count(tables, "articles WHERE present AND final <> id"),
        unread=_count(tables, "articles WHERE present AND unread <> ''"),
        broken_off=broken,
    )


def spots(tables: sqlite3.Connection, today: int) -> dict[str, int]:
    """How many stored articles lack what readers search by, in the order of `BLIND_SPOTS`.

    `today` is the ordinal of the day.
    """
    counts: Counter[str] = Counter()
    for blind, count in tables.execute(
        "SELECT blind, count(*) FROM articles WHERE present AND blind <> '' GROUP BY blind"
    ):
        for name in blind.split():
            counts[name] += count
    (counts[FUTURE],) = tables.execute(
        "SELECT count(*) FROM articles WHERE present AND day > ?", (today,)
    ).fetchone()
    (counts[MOJIBAKE],) = tables.execute(
        "SELECT count(DISTINCT final) FROM remarks JOIN articles USING (file, number) "
        "WHERE present AND code = ?",
        (DAMAGE,),
    ).fetchone()
    return {name: counts[name] for name in BLIND_SPOTS if counts[name]}


def _remarks(tables: sqlite3.Connection) -> Iterator[Remark]:
    """Everything that is said, in the order in which the sources are read."""
    # No index has articles by file: they are looked up by all that their id may be stored as.
    rows = tables.execute(
        "SELECT remarks.kind, remarks.source, remarks.place, reason, code, "
        "(SELECT final FROM articles WHERE (final = remarks.id "
        "OR final > remarks.id || '~' AND final < remarks.id || '~g') AND present "
        "AND id = remarks.id AND file = remarks.file AND number = remarks.number) "
        "FROM remarks JOIN files USING (file) "
        "ORDER BY files.place, files.again, remarks.number, remarks.line"
    )
    for kind, source, place, reason, code, final in rows:
        if kind == "note" and final is None:
            continue  # of a repetition, which is not stored
        yield Remark(
            "reject" if kind == "broken" else kind, source, place, reason, code, final or ""
        )


def _of_articles(tables: sqlite3.Connection) -> Iterator[Remark]:
    """What is said of stored articles once all are known."""
    rows = tables.execute(
        "SELECT name, within, articles.id, final, unread FROM articles JOIN readings "
        "USING (id, file, number) WHERE present AND (final <> articles.id OR unread <> '') "
        "ORDER BY name, number"
    )
    for name, within, article, final, unread in rows:
        if final != article:
            reason = _OWN_ID.format(id=article, final=final)
            yield Remark("own id", name, within, reason, id=final)
        if unread:
            reason = _UNREAD.format(parts=unread)
            yield Remark("unread", name, within, reason, id=final)


def write_rejects(
    tables: sqlite3.Connection, rejects: RejectsFile, *, dry_run: bool = False
) -> str:
    """Write the file of an intake; gives its path, "" where there is nothing to say.

    A dry run counts the reasons, and leaves the file of what serves as it is.
    """
    for remark in _remarks(tables):
        rejects.add(remark)
    for remark in _of_articles(tables):
        rejects.add(remark)
    return "" if dry_run else rejects.finish()
