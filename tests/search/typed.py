"""Small archives of a few bodies, and what a query of them finds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.indexing.reindex import reindex
from archive.query.parameters import read_parameters
from archive.search.page import ResultPage
from archive.search.service import SearchService
from tests.conftest import library_of, options_of


@contextmanager
def service_of(folder: Path, rows: Sequence[str | Mapping[str, object]]) -> Iterator[SearchService]:
    """A service over articles: a text is a body, and ids count from 0."""
    source = folder / "typed.jsonl"
    articles = (
        {"title": "x", "id": str(number), **({"body": row} if isinstance(row, str) else row)}
        for number, row in enumerate(rows)
    )
    source.write_text("".join(json.dumps(article) + "\n" for article in articles))
    reindex(options_of(folder / "index", source))
    library = library_of(folder / "index")
    try:
        yield SearchService(library)
    finally:
        library.close()


def ask(service: SearchService, q: str, *more: tuple[str, str]) -> ResultPage:
    """A page with all that a query finds."""
    return service.search(read_parameters([("q", q), ("size", "100"), *more]))


def ids(page: ResultPage) -> str:
    """The ids of the hits, one after another."""
    return "".join(sorted(hit.id for hit in page.hits))


def codes(page: ResultPage) -> set[str]:
    """The codes of the notes."""
    return {note.code for note in page.reading.notes}
