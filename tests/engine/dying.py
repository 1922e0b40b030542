"""Generations in which much is dead: what they answer must not differ from a fresh one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3Segment

from archive.engine.generation import generation_folder
from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.engine.whoosh import build as whoosh_build
from archive.engine.whoosh.dead import DEAD_FILE
from archive.model.article import Document
from archive.model.entity import Names
from tests.engine.corpora import document


def only_empty(segments: Sequence[W3Segment]) -> list[W3Segment]:
    """Merges nothing: whatever is dead stays where it is, until a segment holds nothing else."""
    return [one for one in segments if not one.doc_count()][:1]


@contextmanager
def nothing_rewritten(tokens: int = 10_000_000) -> Iterator[None]:
    """Segments of so many tokens, never merged."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh_build, "plan", only_empty)
        patch.setattr(whoosh_build, "SEGMENT_TOKENS", tokens)
        yield


def _removed(count: int) -> list[Document]:
    """Articles to be removed again, with words, days and values that others have or have not."""
    return [
        document(
            900 + number,
            f"Bank gonetitle{number} 衞生署 us",
            f"The US said so, so gonebody{number}. 中國銀行在香港，外國銀行。Tariff of China",
            day=number % 9,
            entities=(("a-person",), ("b-person", "an-org"), ("an-event",))[number % 3],
            source=("Gone", "Post")[number % 2],
            section="gone",
            authors=("Gone", "Kim"),
            agency="Gone",
            mentioned=((number % 9, number % 9 + 2), (-9000, -8999)),
        )
        for number in range(count)
    ]


def _earlier(documents: Sequence[Document], at: int) -> Document:
    """Another text under the id of a document."""
    other = documents[(at + 1) % len(documents)] if len(documents) > 1 else _removed(1)[0]
    return replace(other, article=replace(other.article, id=documents[at].article.id))


def build_dying(store: Store, documents: Sequence[Document], names: Names) -> str:
    """A generation of these documents over some others: removed, replaced once or several times.

    Also within one segment; some ids are dead in one segment and live in another.
    """
    removed = _removed(2 + len(documents) // 2)
    base = store.begin("test")
    for at, one in enumerate(documents):
        if at % 3:
            base.add(_earlier(documents, at))
        if at % 3 != 1:
            base.add(one)
        if at % 2:
            base.add(removed[at // 2])
    for one in removed:
        base.add(one)
    base.commit(names)
    build = store.begin("test", base.name)
    for one in removed[1:]:
        build.delete(one.article.id)
    for at, one in enumerate(documents):
        if at % 3 == 1 or at % 4 == 3:
            build.add(one)
    build.add(removed[1])
    build.commit(names)
    last = store.begin("test", build.name)
    for one in removed[:2]:
        last.delete(one.article.id)
    last.commit(names)
    return last.name


def open_dying(index: Path, documents: Sequence[Document], names: Names) -> Searcher:
    """What `build_dying` makes, opened."""
    store = open_store("whoosh", index)
    name = build_dying(store, documents, names)
    store.publish(name)
    assert store.verify(name) == ()
    # Where nothing at all lives, no segment is left.
    assert not documents or (generation_folder(index, name) / DEAD_FILE).exists()
    return open_searcher("whoosh", index, name)
