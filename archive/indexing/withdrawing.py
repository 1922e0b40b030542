"""Withdrawing articles: they are hidden at once over all generations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from archive.corpus.sketches import traits_of
from archive.corpus.versions import STORY_HASHES
from archive.engine.publications import read_publications, require_candidates
from archive.engine.registry import open_searcher
from archive.engine.searcher import Searcher
from archive.engine.withdrawals import read_withdrawn, write_withdrawn
from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    DamagedIndexError,
    GenerationNotFoundError,
    IndexFormatError,
)
from archive.indexing.content import content_digest
from archive.indexing.intake_tables import signed_key
from archive.model.article import Article
from archive.model.concealment import ArticleMarks, Withdrawn, marks_of


@dataclass(frozen=True, slots=True)
class Found:
    """An article that is to be withdrawn or erased, with all its versions, and its copies.

    `marks` has those of each by which later versions are known; by these some copies of its own
    source are hidden with it in any case, `same` has their ids.
    """

    article: Article
    versions: tuple[Article, ...]
    copies: tuple[Article, ...]
    marks: Mapping[str, ArticleMarks]
    same: frozenset[str]


def withdrawn_now() -> str:
    """The instant, as the list of withdrawn articles has it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def find(engine: str, index: Path, article: str) -> Found:
    """An article of the latest generation that can be read and holds it, with all its versions.

    Raises `ArticleNotFoundError`, `NoGenerationError` where there is none, and what is wrong with
    a generation that cannot be read where the others do not hold it.
    """
    damage: ArchiveError | None = None
    for name in dict.fromkeys((*require_candidates(index), *read_publications(index).known)):
        try:
            with closing(open_searcher(engine, index, name)) as searcher:
                return _found(searcher, article)
        except ArticleNotFoundError:
            continue
        except (DamagedIndexError, GenerationNotFoundError, IndexFormatError) as error:
            damage = damage or error
    raise damage or ArticleNotFoundError(article)


def _found(searcher: Searcher, article: str) -> Found:
    (story,) = searcher.stories((article,))
    versions = searcher.get_many(story.versions)
    copies = searcher.get_many(story.copies) if story.copies else ()
    family = frozenset((*story.versions, *story.copies))
    marks = {
        document.article.id: telling_marks(searcher, document.article, family)
        for document in (*versions, *copies)
    }
    return Found(
        searcher.get(article).article,
        tuple(document.article for document in versions),
        tuple(document.article for document in copies),
        marks,
        frozenset(searcher.known_by([marks[one] for one in story.versions])),
    )


def telling_marks(searcher: Searcher, article: Article, family: AbstractSet[str]) -> ArticleMarks:
    """The marks of an article that no other has: pages of a source may share an address.

    Nor does a text of a few words, such as that the rest is for subscribers.
    """
    traits = traits_of(article)
    marks = marks_of(traits)
    if len(traits.sketch) < STORY_HASHES:
        marks = replace(marks, body=0)
    for name in ("address", "stem", "body"):
        alone = ArticleMarks(source=marks.source, **{name: getattr(marks, name)})
        if not family >= set(searcher.known_by((alone,))):
            marks = replace(marks, **{name: 0})
    return marks


def withdraw(index: Path, found: Found, reason: str, *, copies: bool) -> None:
    """Hide an article and its versions for good; the caller holds the lock of the list.

    With `copies` those of other sources too. An article that was withdrawn before is withdrawn as
    it is asked for now.
    """
    named = found.article.id
    # What was withdrawn in its own right stays so.
    left = [one for one in read_withdrawn(index) if named not in (one.id, one.because)]
    known = {one.id for one in left}
    rows = [
        Withdrawn(
            article.id,
            withdrawn_now(),
            found.marks[article.id],
            reason,
            copies,
            content_digits(article),
            "" if article.id == named else named,
            signed_key(article.source),
        )
        for article in (*found.versions, *(found.copies if copies else ()))
        if article.id not in known
    ]
    write_withdrawn(index, (*left, *rows))


def content_digits(article: Article) -> str:
    """The digest of what was published of an article, in hexadecimal."""
    return content_digest(article).hex()
