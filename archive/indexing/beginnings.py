"""Vectors of what articles begin with: a generation like the one that serves, with these."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from archive.corpus.stories import StoryGroups
from archive.engine.lexicons import BEGINNINGS, LEXICON
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher, open_store
from archive.engine.store import Build, Store
from archive.engine.vectors_format import VECTORS, VectorRow, write_vectors
from archive.entities.evidence import AgreedNames
from archive.errors import ArchiveError
from archive.indexing.embedding import VectorMaker, every_article
from archive.indexing.intake_tables import INTAKE, finish_tables, open_tables
from archive.indexing.options import Told
from archive.indexing.stages import as_facts, stage_digest
from archive.meaning.encoder import beginning_of
from archive.text.segmentation import segmenter_of

#: Files of a generation that the next one has as they are.
_KEPT: Final = (BEGINNINGS, LEXICON)


def embed_beginnings(engine: str, index: Path, threads: int, told: Told) -> int:
    """Publish a generation like the one that serves, with a vector of each article's beginning.

    What is made is kept at once: broken off, the same command goes on. Gives how many articles
    have one. The caller holds the lock of the index. Raises `MeaningError` where there is no model.
    """
    store, name = open_store(engine, index), require_current(index)
    store.sweep()
    with closing(VectorMaker(index, threads)) as maker:
        with closing(open_searcher(engine, index, name)) as searcher:
            names, fingerprint = searcher.names(), searcher.info().fingerprint
            articles = [
                (
                    article.id,
                    article.language,
                    article.title,
                    beginning_of(article.title, article.body, article.language),
                )
                for article in every_article(searcher)
            ]
        maker.make((text for *_, title, begun in articles for text in (title, begun)), told)
        build = store.begin(fingerprint, name)
        try:
            _take_over(store, name, build, maker.made_by)
            rows = (
                VectorRow(own, language, maker.of(title), maker.of(begun))
                for own, language, title, begun in articles
            )
            write_vectors(build.keep(VECTORS), maker.made_by, rows)
            build.commit(names, AgreedNames(segmenter_of(names)), StoryGroups())
            store.publish(build.name)
        except BaseException:
            with suppress(ArchiveError):
                if store.current() != build.name:
                    build.abort()
            raise
    return len(articles)


def _take_over(store: Store, name: str, build: Build, maker: str) -> None:
    """Give a build what a generation keeps beside its articles."""
    for file in _KEPT:
        if (path := store.kept(name, file)) is not None:
            build.keep(file).write_bytes(path.read_bytes())
    intake = store.kept(name, INTAKE)
    if intake is not None:
        place = build.keep(INTAKE)
        with closing(open_tables(place, intake)) as tables:
            facts = as_facts({"meaning": stage_digest(maker)})
            tables.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
            finish_tables(tables)
