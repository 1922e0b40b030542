"""What a reindex has at hand from beginning to end, and what it tells of it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.corpus.lexicon.decisions import Decisions
from archive.engine.store import Store
from archive.entities.authority import Authority
from archive.indexing.base import Start
from archive.indexing.embedding import Embedding
from archive.indexing.intake import Intake
from archive.indexing.ledger import Sums, sums, write_rejects
from archive.indexing.model_findings import ModelFindings
from archive.indexing.options import ReindexOptions
from archive.indexing.rejects import RejectsFile
from archive.indexing.report import Report
from archive.indexing.spool import ArticleSpool
from archive.indexing.wording import Wording
from archive.model.entity import Names


@dataclass(frozen=True, slots=True)
class ReindexWork:
    """What a reindex has at hand from beginning to end."""

    options: ReindexOptions
    store: Store
    authority: Authority
    names: Names
    findings: ModelFindings
    start: Start
    stages: dict[str, str]
    tables: sqlite3.Connection
    fresh: ArticleSpool
    rejects: RejectsFile
    wording: Wording
    decisions: Decisions
    embedding: Embedding


def _common(work: ReindexWork, intake: Intake, counted: Sums) -> Report:
    """What both kinds of reports tell."""
    return Report(
        generation=work.start.build.name,
        published=False,
        read=counted.read,
        stored=counted.stored,
        repeated=counted.repeated,
        rejected=counted.rejected,
        own_ids=counted.own_ids,
        unread=counted.unread,
        broken_off=counted.broken_off,
        authority_problems=work.authority.problems,
        glossary_problems=work.decisions.problems,
        sources=intake.counts.as_dict(),
        read_now=intake.read,
        missing_models=work.findings.missing,
        missing_meaning=work.embedding.missing,
        recognisers=work.findings.recognisers,
    )


def begun_report(
    work: ReindexWork,
    intake: Intake,
    counted: Sums,
    stages: Mapping[str, Mapping[str, float]],
    reasons: str,
) -> Report:
    """The report as far as it is known before the commit."""
    return replace(
        _common(work, intake, counted),
        rejects=reasons,
        stages=stages,
        again=tuple(name for name in stages if name in work.start.stale),
        anew=work.start.why,
        newly_read=work.findings.newly_read,
        reasons=dict(work.rejects.reasons.most_common()),
        notes=dict(work.rejects.notes.most_common()),
        cache_problems=(*work.findings.cache_problems(), *work.embedding.problems()),
    )


def report_of_nothing(work: ReindexWork, intake: Intake, began: float) -> Report:
    """What to say where there is nothing to do; what serves goes on serving."""
    assert work.start.base is not None
    counted = sums(work.tables)
    # The file may be gone, or that of a run that failed.
    rejects = write_rejects(work.tables, work.rejects, dry_run=work.options.dry_run)
    work.tables.close()
    work.start.build.abort()
    name = work.start.base.name
    size = next((info.bytes for info in work.store.generations() if info.name == name), 0)
    return replace(
        _common(work, intake, counted),
        generation=name,
        published=True,
        made=False,
        unchanged=counted.stored,
        bytes=size,
        rejects=rejects,
        reasons=dict(work.rejects.reasons.most_common()),
        notes=dict(work.rejects.notes.most_common()),
        seconds=round(time.perf_counter() - began, 3),
    )
