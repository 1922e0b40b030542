"""Asking: `search`, `show`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import chain

from rich.text import Text

from archive.commands.common import (
    Commands,
    add_command,
    console,
    explained,
    in_english,
    print_json,
    settings_of,
)
from archive.engine.catalogue import FolderCatalogue
from archive.engine.registry import open_store
from archive.export.article_json import article_json
from archive.export.json import search_json
from archive.indexing.origins import Origin, origin_of
from archive.model.article import Article, Status
from archive.model.fields import FACET_NAMES
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.days import Newsroom
from archive.query.parameter_table import COPY_CHOICES, VERSION_CHOICES
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.library import Library
from archive.search.page import ArticlePage, ResultPage, ShownHit
from archive.search.service import SearchService
from archive.web.messages.speech import say


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    search = add_command(commands, "search", _search, "Search, as the page and the API do.")
    search.add_argument("query", metavar="QUERY", help='what to search for; "" for all articles')
    for name in FACET_NAMES:
        search.add_argument(f"--{name}", action="append", default=[], metavar="VALUE")
    search.add_argument("--from", dest="first", default="", metavar="DAY", help="2024, 2024-03 ...")
    search.add_argument("--to", dest="last", default="", metavar="DAY", help="the last day")
    for end, name in (("from", "first"), ("to", "last")):
        search.add_argument(
            f"--mentioned-{end}",
            dest=f"mentioned_{end}",
            default="",
            metavar="DAY",
            help=f"the {name} of the days that articles mention",
        )
    search.add_argument("--sort", default="", choices=["", *map(str, Sort)])
    search.add_argument(
        "--copies", default="", choices=["", *COPY_CHOICES], help="fold reports that say the same"
    )
    search.add_argument(
        "--versions", default="", choices=["", *VERSION_CHOICES], help="which versions to search"
    )
    search.add_argument("--ui", default="", choices=["", *LANGUAGES], help="language of notes")
    for name in ("with", "without"):
        summary = "a word that is only offered" if name == "with" else "a word also searched"
        search.add_argument(f"--{name}", action="append", default=[], metavar="WORD", help=summary)
    search.add_argument("--page", default="", metavar="N")
    search.add_argument("--size", default="", metavar="N")
    show = add_command(commands, "show", _show, "Print one article with its people and days.")
    show.add_argument("id", metavar="ID")


@contextmanager
def _service(arguments: argparse.Namespace) -> Iterator[SearchService]:
    settings = settings_of(arguments)
    library = Library(FolderCatalogue(settings.engine, settings.index))
    try:
        yield SearchService(library)
    finally:
        library.close()


def _parameters(arguments: argparse.Namespace) -> SearchParameters:
    pairs = [("q", arguments.query), ("from", arguments.first), ("to", arguments.last)]
    single = ("mentioned_from", "mentioned_to", "sort", "copies", "versions", "page", "size", "ui")
    pairs += [(name, getattr(arguments, name)) for name in single]
    pairs += [
        (name, value)
        for name in (*FACET_NAMES, "with", "without")
        for value in getattr(arguments, name)
    ]
    settings = settings_of(arguments)
    return read_parameters(pairs, Newsroom(settings.timezone, settings.day_order))


def _search(arguments: argparse.Namespace) -> int:
    parameters = _parameters(arguments)
    with _service(arguments) as service:
        page = service.search(parameters)
    if arguments.json:
        print_json(search_json(page, partial(say, language=parameters.ui)))
    else:
        _print_page(page)
    return 0


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> Text:
    line = Text(text)
    for start, end in marks:
        line.stylize("bold underline", start, end)
    return line


def _print_page(page: ResultPage) -> None:
    out = console()
    _print_reading(page)
    parameters = page.parameters
    first = (parameters.page - 1) * parameters.size + 1
    if page.hits:
        stories = f" ({page.lines:,} stories)" if page.lines < page.total else ""
        last = first + len(page.hits) - 1
        out.print(Text(f"{first}-{last} of {page.total:,} articles{stories}"))
    else:
        out.print(Text(f"{page.total:,} articles; page {parameters.page} of {page.pages}"))
    if page.outdated:
        out.print(Text(f"in an older version only, see --versions all: {page.outdated:,} more"))
    for hit in page.hits:
        _print_hit(hit)
    if page.relaxed:
        out.print()
        out.print(Text("nearly matching, not counted:", style="bold"))
    for hit in page.relaxed:
        _print_hit(hit)


def _print_reading(page: ResultPage) -> None:
    """How the query was read, and what else there is to search for."""
    out, reading = console(), page.reading
    if reading.read_as and reading.read_as != reading.text.strip():
        out.print(Text(f"read as {reading.read_as}"))
    meant = [f"{correction.query} ({correction.count:,})" for correction in reading.corrections]
    if meant:
        out.print(Text(f"did you mean: {', '.join(meant)}"))
    for day in reading.days:
        counted = (
            f"{day.published} ({day.published_count:,}), {day.mentioned} ({day.mentioned_count:,})"
        )
        out.print(Text(f"{day.source} as a day: {counted}"))
    for heading, applied in (("also searched", True), ("not searched", False)):
        alternatives = [
            f"{alternative.target} ({alternative.count:,})"
            for alternative in reading.alternatives
            if alternative.applied is applied and alternative.count
        ]
        if alternatives:
            out.print(Text(f"{heading}: {', '.join(alternatives)}"))
    for clause in reading.parts:
        out.print(Text(f"{clause.text}: {clause.count:,}, without it {clause.without:,}"))
    for note in reading.notes:
        out.print(Text(say(note, page.parameters.ui)))


def _print_hit(hit: ShownHit) -> None:
    out = console()
    out.print()
    out.print(_marked(hit.title, hit.title_marks))
    day = hit.published[:10] if hit.published else "undated"
    day += " (inferred)" if hit.published_inferred else ""
    others = f"  +{hit.copies:,} copies" if hit.copies else ""
    others += f"  +{hit.versions:,} versions" if hit.versions else ""
    out.print(Text(f"  {hit.id}  {hit.source}  {day}  {hit.language}{others}", style="dim"))
    for fragment in hit.snippets:
        out.print(Text("  ").append_text(_marked(fragment.text, fragment.marks)))
    names = [label.label for label in chain.from_iterable(hit.named.values())]
    if names:
        out.print(Text("  " + ", ".join(names), style="dim"))


def _origin_of(arguments: argparse.Namespace, page: ArticlePage) -> Origin:
    settings = settings_of(arguments)
    store = open_store(settings.engine, settings.index)
    return origin_of(store, page.generation.name, page.document.article.id)


def _kept_with(article: Article, origin: Origin) -> dict[str, object]:
    """What an article says to those who keep the archive, and to no reader."""
    seen = origin.first_seen
    return {
        "not_before": article.not_before.isoformat() if article.not_before else None,
        "expires": article.expires.isoformat() if article.expires else None,
        "status": str(article.status),
        "replaces": article.replaces or None,
        "first_seen": seen.isoformat() if seen else None,
        "origin": origin.place._asdict() if origin.place else None,
        "notes": [asdict(note) for note in origin.notes],
    }


def _print_origin(article: Article, origin: Origin) -> None:
    """Where an article was read, what was odd there, and until when it may be shown."""
    out = console()
    for name, value in _kept_with(article, origin).items():
        if value and value != Status.USABLE and name not in ("origin", "notes"):
            out.print(Text(f"{name.replace('_', ' ')}: {value}"))
    for note in origin.notes:
        out.print(Text(f"{note.code}: {note.detail}"))
    if origin.place:
        out.print(Text(f"read from {origin.place.file}, {origin.place.within}", style="dim"))


def _show(arguments: argparse.Namespace) -> int:
    with _service(arguments) as service:
        page = service.article(arguments.id)
    article, origin = page.document.article, _origin_of(arguments, page)
    if arguments.json:
        print_json(article_json(page, in_english) | _kept_with(article, origin))
        return 0
    out = console()
    out.print(Text(article.title, style="bold"))
    published = article.published.isoformat() if article.published else "undated"
    published += " (inferred)" if article.published_inferred else ""
    out.print(Text(f"{article.source}  {published}  {article.language}  {article.url or ''}"))
    out.print()
    out.print(Text(article.body))
    out.print()
    _print_origin(article, origin)
    for named in chain.from_iterable(page.named.values()):
        out.print()
        kind = named.entity.kind
        out.print(Text(f"{named.entity.id} ({kind}) {named.label}: {len(named.mentions)} places"))
        for mention in named.mentions:
            place = f"{mention.field} {mention.start}-{mention.end}"
            out.print(Text(f"  {place} {mention.text}: {in_english(mention.why)}"))
    if page.document.dates:
        out.print()
        out.print(Text("days it mentions:"))
    for date in page.document.dates:
        out.print(Text(f"  {date.field} {date.start}-{date.end} {explained(date)}"))
    return 0
