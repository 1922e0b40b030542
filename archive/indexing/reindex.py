"""Reindex: build a generation from sources beside the one that serves, verify it, publish it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from archive.engine.registry import open_searcher, open_store
from archive.engine.store import Build, Store
from archive.entities.authority import Authority, load_authority
from archive.errors import ArchiveError, EmptyArchiveError, UnknownContentsError
from archive.indexing.lock import index_lock
from archive.indexing.rejects import RejectsFile
from archive.indexing.repeated_lines import RepeatedLines
from archive.indexing.repeats import Seen
from archive.indexing.report import Changes, Report, check_removals, compare
from archive.indexing.room import check_room, naming_a_full_disk, room_needed
from archive.indexing.survey import Survey
from archive.indexing.workers import documents
from archive.ingest.limits import Limits
from archive.ingest.reader import ReadOptions, Reject
from archive.ingest.source import read_sources
from archive.model.article import Article
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from archive.text.fingerprint import fingerprint
from archive.text.segmentation import Segmenter, segmenter_of

#: Called after each article with how many were read.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ReindexOptions:
    """What to index and how.

    `jobs` is the number of processes that analyse; `models` whether models propose names.
    """

    index: Path
    sources: tuple[Path, ...]
    engine: str
    zone: ZoneInfo
    authority: Path | None = None
    dry_run: bool = False
    allow_removals: bool = False
    jobs: int = 1
    models: bool = True
    limits: Limits = field(default_factory=Limits)
    day_order: str = "dmy"

    def reading(self) -> ReadOptions:
        """How sources are read."""
        return ReadOptions(self.zone, self.day_order, limits=self.limits)


@dataclass(slots=True)
class _Tally:
    """What came out of the sources so far; what is lost of it goes into the file of rejects."""

    rejects: RejectsFile
    lines: RepeatedLines = field(default_factory=RepeatedLines)
    read: int = 0
    stored: int = 0
    repeated: int = 0
    differing: int = 0
    rejected: int = 0
    broken_off: int = 0
    unread: int = 0


def _distinct(
    results: Iterable[Article | Reject], tally: _Tally, progress: Progress
) -> Iterator[Article]:
    """Articles with ids not seen before; everything else is tallied, and named if it is lost.

    A source that breaks off is a reject: what follows in it is lost, and what serves is protected
    by the limit of removals.
    """
    seen = Seen()
    for result in results:
        tally.read += 1
        progress(tally.read)
        if isinstance(result, Reject):
            tally.rejected += 1
            tally.broken_off += result.fatal
            tally.rejects.reject(result)
            continue
        first = seen.look(result)
        if first is None:
            tally.stored += 1
            tally.lines.add(result)
            tally.rejects.notes_on(result)
            yield result
            continue
        tally.repeated += 1
        if not first.same:
            tally.differing += 1
            tally.rejects.repeat(result, first)


def _fill(
    build: Build,
    articles: Iterable[Article],
    tally: _Tally,
    survey: Survey,
    authority: Authority,
    options: ReindexOptions,
    segmenter: Segmenter,
) -> None:
    """Add the documents of articles, and tally those that are kept without something."""
    read = ((article, survey.findings(article)) for article in articles)
    with closing(documents(read, authority, options.zone, options.jobs, segmenter)) as made:
        for document, unread in made:
            build.add(survey.shown(document))
            if unread:
                tally.unread += 1
                tally.rejects.unread(document.article, " and ".join(unread))


def _articles(options: ReindexOptions, progress: Progress) -> Iterator[Article]:
    """What can be read of the sources, for a first look at it."""
    results = read_sources(options.sources, options.reading())
    for number, result in enumerate(results, 1):
        progress(number)
        if isinstance(result, Article):
            yield result


def _served(options: ReindexOptions, store: Store) -> Iterator[tuple[str, str]]:
    """What is served, by id; nothing where that is not known and removals are allowed."""
    try:
        yield from store.served() or ()
    except UnknownContentsError:
        if not options.allow_removals:
            raise


def _changes(options: ReindexOptions, store: Store, name: str) -> Changes:
    """How the new generation differs from the one that serves."""
    with closing(open_searcher(options.engine, options.index, name)) as new:
        return compare(_served(options, store), new.contents())


@contextmanager
def _prepared(options: ReindexOptions, store: Store) -> Iterator[None]:
    """Look at everything that would stop a reindex at its end.

    What broken-off runs left is removed first: it may be the room that is lacking.
    """
    store.sweep()
    deque(_served(options, store), maxlen=0)
    check_room(options.index, room_needed(store, options.sources))
    yield


@contextmanager
def _making(store: Store, build: Build) -> Iterator[Build]:
    """A build that leaves no trace where it fails before it is published."""
    try:
        yield build
    except BaseException:
        published = False
        with suppress(ArchiveError):  # what is damaged is told by the failure itself
            published = store.current() == build.name
        if not published:
            build.abort()
        raise


def _finish(
    build: Build, names: Names, options: ReindexOptions, store: Store
) -> tuple[GenerationInfo, Changes]:
    """Commit a build and publish it, if it is to be published."""
    info = build.commit(names)
    changes = _changes(options, store, build.name)
    if not options.allow_removals:
        check_removals(changes)
    if options.dry_run:
        build.abort()
    else:
        store.publish(build.name)
        # What served until now may be gone, and the record of publications may have been lost.
        store.sweep()
    return info, changes


def reindex(
    options: ReindexOptions,
    progress: Progress = lambda _: None,
    surveyed: Progress = lambda _: None,
) -> Report:
    """Make a new generation that holds exactly what the sources hold, and publish it.

    `surveyed` is called while the sources are read for the first time, `progress` the second.

    Raises `ArchiveError` and leaves everything as it was where that cannot be done.
    """
    started = time.perf_counter()
    authority = load_authority(options.authority)
    # Sources are looked at before anything is written: a wrong path must leave no trace.
    results = read_sources(options.sources, options.reading())
    store = open_store(options.engine, options.index)
    names = authority.names()
    segmenter = segmenter_of(names)
    with (
        naming_a_full_disk(options.index, lambda: room_needed(store, options.sources)),
        index_lock(options.index),
        _prepared(options, store),
        closing(RejectsFile(options.index)) as rejects,
        closing(Survey(options.index, options.jobs, segmenter, models=options.models)) as survey,
    ):
        survey.read(_articles(options, surveyed))
        tally = _Tally(rejects)
        with _making(store, store.begin(fingerprint(names))) as build:
            distinct = _distinct(results, tally, progress)
            _fill(build, distinct, tally, survey, authority, options, segmenter)
            reasons = rejects.finish()
            if not tally.stored:
                why = f" {tally.rejected} could not be read: see {reasons}." if reasons else ""
                raise EmptyArchiveError(f"The sources hold no article.{why}")
            info, changes = _finish(build, names, options, store)
    seconds = time.perf_counter() - started
    return Report(
        generation=info.name,
        published=not options.dry_run,
        read=tally.read,
        stored=tally.stored,
        repeated=tally.repeated,
        rejected=tally.rejected,
        differing=tally.differing,
        unread=tally.unread,
        broken_off=tally.broken_off,
        reasons=dict(rejects.reasons.most_common()),
        notes=dict(rejects.notes.most_common()),
        repeated_lines=tally.lines.commonest(),
        added=changes.added,
        changed=changes.changed,
        unchanged=changes.unchanged,
        removed=changes.removed,
        seconds=round(seconds, 3),
        articles_per_second=round(tally.read / seconds, 1),
        bytes=info.bytes,
        rejects=reasons,
        authority_problems=authority.problems,
        newly_read=survey.newly_read,
        missing_models=survey.missing,
        cache_problems=survey.cache_problems(),
    )
