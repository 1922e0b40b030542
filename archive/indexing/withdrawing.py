"""Withdrawing articles: hidden at once over all generations, or erased from them."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.corpus.sketches import traits_of
from archive.corpus.stories import StoryGroups
from archive.engine.publications import require_candidates, require_current
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Build, Store
from archive.engine.withdrawals import read_withdrawn, write_withdrawn
from archive.entities.evidence import AgreedNames
from archive.errors import ArchiveError, ArticleNotFoundError, InUseError
from archive.indexing.content import content_digest
from archive.indexing.findings_cache import forget_findings
from archive.indexing.intake_tables import INTAKE, finish_tables, open_tables
from archive.indexing.rejects import without_articles
from archive.model.article import Article
from archive.model.concealment import Withdrawn, marks_of
from archive.model.result import StoryIds
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


@dataclass(frozen=True, slots=True)
class Found:
    """The story of an article that is to be withdrawn or erased, and all its versions."""

    story: StoryIds
    versions: tuple[Article, ...]


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def find(engine: str, index: Path, article: str) -> Found:
    """An article of the latest generation that may serve and holds it, with all its versions.

    Raises `ArticleNotFoundError`, and `NoGenerationError` where there is none.
    """
    for name in require_candidates(index):
        with closing(open_searcher(engine, index, name)) as searcher:
            try:
                (story,) = searcher.stories((article,))
            except ArticleNotFoundError:
                continue
            documents = searcher.get_many(story.versions)
            return Found(story, tuple(document.article for document in documents))
    raise ArticleNotFoundError(article)


def withdraw(index: Path, article: Article, reason: str, *, copies: bool) -> Withdrawn:
    """Hide an article and its versions for good; the caller holds the lock of the index.

    With `copies` those of other sources too. An article that was withdrawn before is withdrawn as
    it is asked for now.
    """
    withdrawn = Withdrawn(
        article.id, _now(), marks_of(traits_of(article)), reason, copies, content_digits(article)
    )
    others = (other for other in read_withdrawn(index) if other.id != article.id)
    write_withdrawn(index, (*others, withdrawn))
    return withdrawn


def content_digits(article: Article) -> str:
    """The digest of what was published of an article, in hexadecimal."""
    return content_digest(article).hex()


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
    try:
        found = find(engine, index, article)
    except ArticleNotFoundError:
        if not _is_erased(index, article):
            raise
        # An earlier run was broken off, or waited for a reader in vain.
        _remove_others(store, waiting)
        return ()
    _remember(index, found.versions)
    _publish_without(engine, index, store, found.story.versions)
    forget_findings(index, found.versions)
    without_articles(index, frozenset(found.story.versions))
    _remove_others(store, waiting)
    return found.story.versions


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


def _remember(index: Path, articles: Iterable[Article]) -> None:
    """Keep only digests of what is erased; that hides it at once."""
    known = {withdrawn.id: withdrawn for withdrawn in read_withdrawn(index)}
    for article in articles:
        before = known.pop(article.id, None)
        marks, content = marks_of(traits_of(article)), content_digits(article)
        copies = before is not None and before.copies
        known[f"\0{content}{marks.own}"] = Withdrawn("", _now(), marks, "", copies, content)
    write_withdrawn(index, known.values())


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


def erased_contents(index: Path) -> frozenset[bytes]:
    """The digests of what was erased and must not be read again; raises `DamagedIndexError`."""
    return frozenset(
        bytes.fromhex(one.content) for one in read_withdrawn(index) if not one.id and one.content
    )
