"""Rows as RIS, which programs for references read: a newspaper article each.

RIS has no tags for what an archive says of an article; `C1` to `C5` hold the family, the version,
the number of hits, when it first came, and the instant of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.export.author_names import author_names
from archive.export.columns import ExportedRow, instant_text, published_text
from archive.model.entity import Kind


def _tags(row: ExportedRow) -> Iterator[tuple[str, str | None]]:
    """Tags with their values, in order; without a value there is no tag."""
    hit, article = row.hit, row.hit.article
    yield "ID", article.id
    yield "TI", article.title
    for author in author_names(article.authors):
        yield "AU", author.inverted
    yield "T2", article.source
    yield "SE", article.section
    if hit.day is not None:
        yield "PY", f"{hit.day.year:04}"
        yield "DA", f"{hit.day.year:04}/{hit.day.month:02}/{hit.day.day:02}/"
    yield "LA", str(article.language)
    yield "UR", article.url
    yield "UR", row.address
    for kind in Kind:
        for label in hit.named[kind]:
            yield "KW", label.label
    yield "N1", hit.context
    yield "C1", hit.family.first
    yield "C2", f"{hit.family.version}/{hit.versions}"
    yield "C3", str(hit.marks)
    yield "C4", instant_text(hit.first_seen)
    yield "C5", published_text(hit)


def ris_records(rows: Iterable[ExportedRow]) -> Iterator[str]:
    """A record for each row, with an empty line behind it."""
    for row in rows:
        lines = ["TY  - NEWS"]
        for tag, value in _tags(row):
            # A value is one line: what follows a line end would be read as a tag.
            text = " ".join((value or "").split())
            lines += [f"{tag}  - {text}"] if text else []
        yield "\r\n".join((*lines, "ER  - ", "", ""))
