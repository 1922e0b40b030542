"""Purging articles: they are erased from the archive, and digests keep them from coming back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from archive.corpus.stories import StoryGroups
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Build, Store
from archive.engine.withdrawals import read_withdrawn, write_withdrawn
from archive.entities.evidence import AgreedNames
from archive.errors import ArchiveError, ArticleNotFoundError, InUseError
from archive.indexing.content import content_digest
from archive.indexing.embedding import forget_vectors
from archive.indexing.findings_cache import forget_findings
from archive.indexing.intake_tables import (
    INTAKE,
    finish_tables,
    open_tables,
    reading_tables,
    signed_key,
)
from archive.indexing.lock import withdrawals_lock
from archive.indexing.rejects import without_articles
from archive.indexing.vectors_cache import forget_vectors_of
from archive.indexing.withdrawing import Found, content_digits, find, telling_marks, withdrawn_now
from archive.indexing.wording import forget_words
from archive.model.article import Article
from archive.model.concealment import ArticleMarks, Withdrawn
from archive.text.edges import hashed
from archive.text.segmentation import segmenter_of

#: Servers look each second which generation is published; until then they read the one before.
_PATIENCE: Final = 30.0
_PAUSE: Final = 0.5

#: What tells of an article in the tables of an intake, by its final id or by where it was read.
_FORGET: Final = (
    "DELETE FROM pieces WHERE content IN (SELECT content FROM articles WHERE final = ?1)",
    "DELETE FROM remarks WHERE (file, number) IN (SELECT file, number FROM readings WHERE content "
    "IN (SELECT content FROM articles WHERE final = ?1))",
    "DELETE FROM readings WHERE content IN (SELECT content FROM articles WHERE final = ?1)",
    "DELETE FROM articles WHERE final = ?1",
)


def purge(
    engine: str, index: Path, article: str, waiting: Callable[[str], None] = lambda _: None
) -> tuple[str, ...]:
    """Erase an article and its versions from the archive; their ids.

    A generation without them is published, and all others are removed once nobody reads them;
    `waiting` is told which are waited for. What was erased is not read again. The caller holds the
    lock of the index.

    Raises `ArticleNotFoundError` where no generation that serves holds the article, and
    `InUseError` where an older one stays open: then nothing shows the article, and the same command
    goes on.
    """
    store = open_store(engine, index)
    # What an earlier run was about to remove when it was broken off.
    store.sweep()
    try:
        found = find(engine, index, article)
    except ArticleNotFoundError:
        if not _is_erased(index, article):
            raise
        # An earlier run was broken off, or waited for a reader in vain.
        _remove_others(store, waiting)
        return ()
    articles, marks = _with_twins(engine, index, store, found)
    ids = tuple(one.id for one in articles)
    with withdrawals_lock(index):
        _remember(index, articles, marks)
    _publish_without(engine, index, store, ids)
    forget_findings(index, articles)
    forget_vectors_of(index, articles)
    without_articles(index, frozenset(ids))
    _remove_others(store, waiting)
    return ids


def _with_twins(
    engine: str, index: Path, store: Store, found: Found
) -> tuple[list[Article], Mapping[str, ArticleMarks]]:
    """All versions, and what says to the letter the same under other ids; the marks of each.

    What was erased is known by what it says when it is met again.
    """
    articles = {one.id: one for one in found.versions}
    marks = dict(found.marks)
    name = require_current(index)
    with closing(open_searcher(engine, index, name)) as searcher:
        for twin in _ids_of(store.kept(name, INTAKE), map(content_digest, found.versions)):
            if twin not in articles:
                document = searcher.get(twin)
                articles[twin] = document.article
                marks[twin] = telling_marks(searcher, document.article, {*articles})
    return list(articles.values()), marks


def _ids_of(intake: Path | None, contents: Iterable[bytes]) -> list[str]:
    """The ids under which some contents are stored."""
    if intake is None:
        return []
    with reading_tables(intake) as tables:
        query = "SELECT final FROM articles WHERE present AND content = ?"
        return [final for one in contents for (final,) in tables.execute(query, (one,))]


def _publish_without(engine: str, index: Path, store: Store, ids: Sequence[str]) -> None:
    """Publish a generation that is like the one that serves, but without these articles."""
    name = require_current(index)
    with closing(open_searcher(engine, index, name)) as searcher:
        held = [article for article in ids if _holds(searcher, article)]
        names, fingerprint = searcher.names(), searcher.info().fingerprint
    if not held:
        return
    build = store.begin(fingerprint, name)
    try:
        build.erase(held)
        _forget(store, name, build, held)
        forget_words(store, name, build, held)
        forget_vectors(store, name, build, held)
        build.commit(names, AgreedNames(segmenter_of(names)), StoryGroups())
        store.publish(build.name)
    except BaseException:
        with suppress(ArchiveError):
            if store.current() != build.name:
                build.abort()
        raise


def _holds(searcher: Searcher, article: str) -> bool:
    try:
        searcher.stories((article,))
    except ArticleNotFoundError:
        return False
    return True


def _is_erased(index: Path, article: str) -> bool:
    own = hashed(article)
    return any(not one.id and one.marks.own == own for one in read_withdrawn(index))


def _remember(index: Path, articles: Sequence[Article], marks: Mapping[str, ArticleMarks]) -> None:
    """Keep only digests of what is erased; that hides it at once."""
    erased = {article.id for article in articles}
    known = read_withdrawn(index)
    copies = {one.id: one.copies for one in known}
    left = [
        # What went with it stays withdrawn, and does not name it.
        replace(one, because="") if one.because in erased else one
        for one in known
        if one.id not in erased
    ]
    said = {(one.content, one.marks.own) for one in left if not one.id}
    rows = [
        Withdrawn(
            "",
            withdrawn_now(),
            marks[article.id],
            "",
            copies.get(article.id, False),
            content_digits(article),
            publisher=signed_key(article.source),
        )
        for article in articles
    ]
    new = [one for one in rows if (one.content, one.marks.own) not in said]
    write_withdrawn(index, (*left, *new))


def _forget(store: Store, name: str, build: Build, ids: Sequence[str]) -> None:
    """Give the build the intake of a generation, without what is erased."""
    intake = store.kept(name, INTAKE)
    if intake is None:
        return
    place = build.keep(INTAKE)
    with closing(open_tables(place, intake)) as tables:
        for final in ids:
            for statement in _FORGET:
                tables.execute(statement, (final,))
        finish_tables(tables)
    # Bytes of rows that are gone stay in a file until it is written anew.
    with closing(sqlite3.connect(place)) as file:
        file.execute("VACUUM")


def _remove_others(store: Store, waiting: Callable[[str], None]) -> None:
    """Remove every generation but the one that serves, once nobody reads it."""
    current, until = store.current(), time.monotonic() + _PATIENCE
    store.sweep()
    for info in store.generations():
        while info.name != current:
            try:
                store.remove(info.name)
                break
            except InUseError as error:
                if time.monotonic() > until:
                    raise InUseError(
                        f"{info.name} still holds what was erased: {error.detail}",
                        remedy="Stop what reads it, then run the same command again.",
                    ) from error
                waiting(info.name)
                time.sleep(_PAUSE)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: digests of what it said, and by the mark of its id whose that was."""

    contents: frozenset[bytes]
    publishers: Mapping[int, int]


def read_erased(index: Path) -> Erased:
    """What was erased and must not be read again; raises `DamagedIndexError`."""
    rows = [one for one in read_withdrawn(index) if not one.id]
    return Erased(
        frozenset(bytes.fromhex(one.content) for one in rows if one.content),
        {one.marks.own: one.publisher for one in rows},
    )
