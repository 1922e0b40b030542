"""Reindex: build a generation from sources beside the one that serves, verify it, publish it."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import Final

from archive.corpus.lexicon.decisions import load_decisions
from archive.corpus.stories import StoryGroups
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.entities.authority import authority_digest, load_authority
from archive.entities.evidence import AgreedNames
from archive.entities.resolver import naming_segmenter
from archive.errors import AnalysisError, ArchiveError, EmptyArchiveError, UnknownContentsError
from archive.indexing.assigning import Assignment
from archive.indexing.base import ANALYSED, Start, start
from archive.indexing.blind_spots import BOILERPLATE, UNNAMED
from archive.indexing.embedding import Embedding
from archive.indexing.filling import Done, Filling
from archive.indexing.intake import Intake
from archive.indexing.intake_tables import INTAKE, finish_tables, open_tables
from archive.indexing.ledger import spots, sums, write_rejects
from archive.indexing.lock import index_lock
from archive.indexing.model_findings import ModelFindings
from archive.indexing.options import Progress, Told, today_of
from archive.indexing.options import ReindexOptions as ReindexOptions
from archive.indexing.purging import read_erased
from archive.indexing.rejects import RejectsFile
from archive.indexing.report import (
    FEWEST,
    MOST_LINES,
    REPORT,
    SHARE,
    Report,
    check_removals,
    compare,
)
from archive.indexing.room import check_room, naming_a_full_disk, room_needed
from archive.indexing.spool import ArticleSpool
from archive.indexing.stages import Inputs, as_facts, fingerprints, stage_digest
from archive.indexing.wording import Wording
from archive.indexing.work import ReindexWork, begun_report, report_of_nothing
from archive.ingest.source import walk_sources
from archive.model.entity import Kind
from archive.text.fingerprint import fingerprint


def _served(options: ReindexOptions, store: Store) -> Iterator[tuple[str, str]]:
    """What is served, by id; nothing where that is not known and removals are allowed."""
    try:
        yield from store.served() or ()
    except UnknownContentsError:
        if not options.allow_removals:
            raise


def _findings(options: ReindexOptions) -> ModelFindings:
    return ModelFindings(
        options.index, options.jobs, models=options.models, own=options.recognisers
    )


#: An article without any of these is hard to find by a name: nearly all name a place.
_NAMED: Final = tuple(str(kind) for kind in Kind if kind is not Kind.PLACE)


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
def _making(store: Store, begun: Start) -> Iterator[sqlite3.Connection]:
    """The tables of a build that leaves no trace where it fails before it is published."""
    try:
        place = begun.build.keep(INTAKE)
        with closing(open_tables(place, begun.record, anew=begun.base is None)) as tables:
            yield tables
    except BaseException:
        published = False
        with suppress(ArchiveError):  # what is damaged is told by the failure itself
            published = store.current() == begun.build.name
        if not published:
            begun.build.abort()
        raise


@contextmanager
def _base(work: ReindexWork) -> Iterator[Searcher | None]:
    """The generation that is built on, open for reading."""
    base = work.start.base
    if base is None:
        yield None
        return
    with closing(open_searcher(work.options.engine, work.options.index, base.name)) as searcher:
        yield searcher


def _fill(work: ReindexWork, progress: Progress) -> Filling:
    """Analyse what changed, and what is stale."""
    filling = Filling(work, progress)
    with _base(work) as base:
        filling.fill(base, work.start.stale, onto=work.start.onto)
    return filling


def _learn(work: ReindexWork, done: Done) -> None:
    """Write the lexicon of a build that holds all its articles."""
    learned, seconds = work.wording.finish(work.names, work.decisions)
    if learned:
        done.add("lexicon", learned, seconds)


def _embed(work: ReindexWork, done: Done, told: Told) -> None:
    """Write the vectors of a build that holds all its articles."""
    if not work.embedding.fingerprint:
        return
    began = time.process_time()
    with _base(work) as base:
        made = work.embedding.finish(work.store, work.start, base, told)
    if work.embedding.missing:
        work.stages["meaning"] = stage_digest("")  # the next reindex tries again
    if made:
        done.add("meaning", made, time.process_time() - began)


def _finish(work: ReindexWork, report: Report) -> Report:
    """Commit a build and publish it, if it is to be published; the report of it."""
    facts = as_facts(work.stages) | {ANALYSED: fingerprint(work.names)}
    work.tables.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
    options, store, build = work.options, work.store, work.start.build
    # The furniture of the articles is known once they are committed, the tables close before.
    blind = spots(work.tables, today_of(options.reading()).toordinal())
    finish_tables(work.tables)
    info = build.commit(work.names, AgreedNames(naming_segmenter(work.authority)), StoryGroups())
    with closing(open_searcher(options.engine, options.index, build.name)) as new:
        changes = compare(_served(options, store), new.contents())
        furniture = new.furniture(FEWEST, SHARE, MOST_LINES)
        stories = new.story_counts()
        blind |= {UNNAMED: new.without_values(_NAMED), BOILERPLATE: furniture.only}
    if info.articles != report.stored:
        # Whatever the reason, it must not be served.
        raise AnalysisError(
            f"The new generation holds {info.articles:,} articles instead of {report.stored:,}."
        )
    if not options.allow_removals:
        check_removals(changes)
    return replace(
        report,
        generation=info.name,
        published=not options.dry_run,
        added=changes.added,
        changed=changes.changed,
        unchanged=changes.unchanged,
        removed=changes.removed,
        bytes=info.bytes,
        repeated_lines=furniture.lines,
        copies=stories.copies,
        versions=stories.versions,
        dated_apart=stories.apart,
        blind_spots={name: count for name, count in blind.items() if count},
    )


def _publish(work: ReindexWork, report: Report) -> None:
    """Publish a build, with its report beside it, or throw it away."""
    if work.options.dry_run:
        work.start.build.abort()
        return
    text = json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
    work.store.annotate(report.generation, REPORT, text)
    work.store.publish(report.generation)
    # What served until now may be gone, and the record of publications may have been lost.
    work.store.sweep()


def reindex(
    options: ReindexOptions,
    progress: Progress = lambda _: None,
    reading: Progress = lambda _: None,
    embedding: Told = lambda _, __: None,
) -> Report:
    """Make a generation that holds exactly what the sources hold, and publish it.

    Finished work of the one that serves is used again; where nothing at all changed, there is no
    new one. `reading` is called while the sources are read, `progress` while articles are analysed,
    `embedding` while headlines get vectors.

    Raises `ArchiveError` and leaves everything as it was where that cannot be done.
    """
    began = time.perf_counter()
    # Before the names: whoever writes the file between the two is heard the next time.
    digest = authority_digest(options.authority)
    authority = load_authority(options.authority)
    decisions = load_decisions(options.glossary)
    # Sources are looked at before anything is written: a wrong path must leave no trace.
    walk_sources(options.sources)
    store = open_store(options.engine, options.index)
    names = authority.names()
    with (
        naming_a_full_disk(options.index, lambda: room_needed(store, options.sources)),
        index_lock(options.index),
        _prepared(options, store),
        closing(_findings(options)) as findings,
        closing(Embedding(options.index, options.jobs, wanted=options.meaning)) as vectors,
        closing(RejectsFile(options.index)) as rejects,
        closing(ArticleSpool(options.index)) as fresh,
    ):
        inputs = Inputs(
            *(options.reading(), digest, findings.fingerprint, decisions.digest),
            meaning=vectors.fingerprint,
        )
        stages = fingerprints(inputs)
        begun = start(store, fingerprint(names), stages, full=options.full)
        with _making(store, begun) as tables, closing(Wording(store, begun)) as wording:
            work = ReindexWork(
                *(options, store, authority, names, findings, begun, stages, tables, fresh),
                *(rejects, wording, decisions, vectors),
            )
            return _reindex(work, began, progress, reading, embedding)


def _reindex(
    work: ReindexWork, began: float, progress: Progress, reading: Progress, embedding: Told
) -> Report:
    """Take in the sources, analyse what changed, commit."""
    options, taking = work.options, time.process_time()
    erased = read_erased(options.index)
    intake = Intake(work.tables, work.fresh, options.reading(), erased.contents)
    # The index may lie in a folder of sources, and is none.
    intake.take(options.sources, options.index, work.stages["ingest"], reading)
    taken = Done()
    taken.add("ingest", intake.read, time.process_time() - taking)
    if work.start.base is not None and not intake.counts.any and not work.start.stale:
        return report_of_nothing(work, intake, began)
    Assignment(work.tables, int(time.time()), erased.publishers).assign()
    filling = _fill(work, progress)
    counted = sums(work.tables)
    reasons = write_rejects(work.tables, work.rejects, dry_run=work.options.dry_run)
    if not counted.stored:
        why = f" {counted.rejected} could not be read: see {reasons}." if reasons else ""
        raise EmptyArchiveError(f"The sources hold no article.{why}")
    _learn(work, filling.done)
    _embed(work, filling.done, embedding)
    stages = taken.told() | filling.done.told()
    report = _finish(work, begun_report(work, intake, counted, stages, reasons))
    seconds = time.perf_counter() - began
    report = replace(
        report,
        seconds=round(seconds, 3),
        articles_per_second=round(intake.read / seconds, 1),
    )
    _publish(work, report)
    return report
