"""`inspect`: what would be read of files, before they become a source."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from archive.commands.common import (
    Commands,
    add_command,
    console,
    print_json,
    print_table,
    settings_of,
)
from archive.commands.sources import reading_of
from archive.indexing.rejects import ENCODING
from archive.ingest.reader import Reject, shown
from archive.model.article import Article
from archive.settings import Settings

if TYPE_CHECKING:
    from archive.ingest.containers import Result

#: Articles and rejects that are shown of each file, unless it is said otherwise.
_SHOWN: Final = 20

#: Characters of a title, of a first line, and of other cells in the table.
_TITLE: Final = 36
_LINE: Final = 36
_CELL: Final = 24

_HEADINGS: Final = (
    *("place", "id", "title", "day", "language", "source", "authors", "notes", "first line"),
)


@dataclass(slots=True)
class _File:
    """What was read of one file: the first results, and how many there are of each kind."""

    file: str
    format: str = ""
    results: list[Article | Reject] = field(default_factory=list)
    articles: int = 0
    rejects: int = 0
    notes: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result, limit: int) -> None:
        self.format = self.format or result.format
        if isinstance(result.result, Article):
            self.articles += 1
            self.notes.update(note.code for note in result.result.notes)
        else:
            self.rejects += 1
        if len(self.results) < limit:
            self.results.append(result.result)

    def encoding(self) -> str:
        """As notes tell it, "" where none does: UTF-8, or no text."""
        read = (result for result in self.results if isinstance(result, Article))
        notes = (note for article in read for note in article.notes)
        return next((note.detail for note in notes if note.code.startswith(ENCODING)), "")


def register(commands: Commands) -> None:
    """Add the command of this file."""
    parser = add_command(
        commands,
        "inspect",
        _inspect,
        "Show what would be read of files, folders and archives. Nothing is written.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--limit",
        type=_limit,
        default=_SHOWN,
        metavar="N",
        help="show so many articles and rejects of each file (default %(default)s)",
    )


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:8]) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text[:8])


def _files(paths: list[Path], settings: Settings, limit: int) -> Iterator[_File]:
    """What is read, file by file; of one file only so much is held."""
    # No other command but `reindex` needs the formats, which take a third of a second to load.
    from archive.ingest.source import read_files

    options = reading_of(settings)
    current: _File | None = None
    for result in read_files(paths, options):
        if current is None or current.file != result.file:
            if current is not None:
                yield current
            current = _File(result.file)
        current.add(result, limit)
    if current is not None:
        yield current


def _inspect(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    files = _files(arguments.files, settings, arguments.limit)
    if arguments.json:
        print_json([_facts(file) for file in files])
        return 0
    for file in files:
        _print(file)
    return 0


def _published(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _first_line(article: Article) -> str:
    return article.body.partition("\n")[0]


def _facts(file: _File) -> dict[str, Any]:
    """A file as plain values."""
    return {
        "file": file.file,
        "format": file.format or None,
        "encoding": file.encoding() or None,
        "articles": file.articles,
        "rejects": file.rejects,
        "notes": dict(file.notes.most_common()),
        "shown": [_result_facts(result) for result in file.results],
    }


def _result_facts(result: Article | Reject) -> dict[str, Any]:
    if isinstance(result, Reject):
        return {"place": result.place, "reject": result.reason, "fatal": result.fatal}
    return {
        "place": result.place.within if result.place else None,
        "id": result.id,
        "title": result.title,
        "published": _published(result),
        "published_inferred": result.published_inferred,
        "language": str(result.language),
        "source": result.source,
        "section": result.section,
        "authors": list(result.authors),
        "agency": result.agency or None,
        "url": result.url,
        "status": str(result.status),
        "not_before": result.not_before.isoformat() if result.not_before else None,
        "expires": result.expires.isoformat() if result.expires else None,
        "replaces": result.replaces or None,
        "notes": [asdict(note) for note in result.notes],
        "first_line": shown(_first_line(result), 200),
        "characters": len(result.body),
    }


def _day(article: Article) -> str:
    """The day, or the minute in the source's own zone."""
    published = article.published
    if published is None:
        return "undated"
    text = published.isoformat()
    if isinstance(published, dt.datetime):
        text = published.isoformat(" ", "minutes")
    return f"{text} (inferred)" if article.published_inferred else text


def _row(article: Article) -> tuple[str, ...]:
    return (
        article.place.within if article.place else "",
        shown(article.id, _CELL),
        shown(article.title, _TITLE),
        _day(article),
        str(article.language),
        shown(article.source, _CELL),
        shown(", ".join((*article.authors, *filter(None, [article.agency]))), _CELL),
        ", ".join(note.code for note in article.notes),
        shown(_first_line(article), _LINE),
    )


def _print(file: _File) -> None:
    out = console()
    encoding = f", {file.encoding()}" if file.encoding() else ""
    out.print(Text(f"{file.file}: {file.format or 'no format'}{encoding}", style="bold"))
    out.print(Text(f"  {file.articles:,} articles, {file.rejects:,} rejects"))
    articles = [result for result in file.results if isinstance(result, Article)]
    if articles:
        print_table(_HEADINGS, [_row(article) for article in articles])
    for result in file.results:
        if isinstance(result, Reject):
            out.print(Text(f"  {result.place}: {result.reason}"))
    for code, count in islice(file.notes.most_common(), _SHOWN):
        out.print(Text(f"  noted on {count:,}: {code}"))
    out.print()
