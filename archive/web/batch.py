"""Lists of names: a form, and the table of what the archive has of each, as it is counted.

Nothing that is sent is kept: a list is read, bounded, before anything is counted.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    render_template,
    request,
)

from archive.errors import BadParameterError
from archive.export.forms import gathered
from archive.export.name_table import names_csv
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.checks import one_of
from archive.query.name_list import (
    LONGEST_LISTED,
    MOST_NAMES,
    BadLine,
    NameList,
    read_name_list,
    uploaded_text,
)
from archive.query.parameters import SearchParameters
from archive.search.name_counts import CountedNames, NameCount
from archive.web import links
from archive.web.contract import current_service
from archive.web.errors import failure_of
from archive.web.guards import BATCH_PATH, MOST_POSTED
from archive.web.holdings import Cell
from archive.web.language import checked_language, language_of_request, saying
from archive.web.places import current_places, within_request
from archive.web.quoting import check_names

blueprint: Final = Blueprint("batch", __name__)

#: How the answer comes: as a page, or as a file.
_FORMS: Final = ("page", "csv")

_FIELDS: Final = frozenset({"names", "as"})


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name with what leads to its articles; `days` are its first and its last day in ISO form.

    `languages` has a cell for each of `LANGUAGES`, `sources` each a source and its cell.
    """

    counted: NameCount
    total: Cell
    languages: tuple[Cell, ...]
    days: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, Cell], ...]


@dataclass(slots=True)
class _Tally:
    """What is told below the table when all of it is counted."""

    missing: int = 0
    costly: list[BadLine] = field(default_factory=list)


@blueprint.get(BATCH_PATH)
def form() -> str:
    """The form in which a list is pasted or uploaded."""
    check_names("ui")
    checked_language()
    # Where nothing can be counted, the form is no use.
    current_service().status()
    return render_template("batch.html", **_context(""), failure=None, counted=None)


@blueprint.post(BATCH_PATH)
def counted() -> Response:
    """What the archive has of each name of a list, as a page or as a file."""
    check_names("ui")
    checked_language()
    request.max_content_length = request.max_form_memory_size = MOST_POSTED
    # Read first: a body that is too large is refused before anything of it is looked at.
    pasted = "\n".join(request.form.getlist("names"))
    try:
        listed, chosen = _asked(pasted)
    except BadParameterError as error:
        failure = failure_of(error)
        page = render_template("batch.html", **_context(pasted), failure=failure, counted=None)
        return make_response(page, failure.status)
    is_file = chosen == "csv"
    response = Response(mimetype="text/csv" if is_file else "text/html")
    chunks = within_request(_chunks(listed, response, pasted, is_file=is_file))
    # Once it has begun, to close it lets go of what it holds; and what fails is told as elsewhere.
    next(chunks)
    response.response = chunks
    return response


def _asked(pasted: str) -> tuple[NameList, str]:
    """The list that was sent, and how the answer comes; raises `BadParameterError`."""
    for name in (*request.form, *request.files):
        if name not in _FIELDS and name != "file":
            raise BadParameterError(name, "unknown_parameter")
    chosen = one_of("as", request.form.get("as", ""), ("", *_FORMS)) or _FORMS[0]
    uploads = [
        uploaded_text(file.read(), file.filename or "") for file in request.files.getlist("file")
    ]
    return read_name_list("\n".join(filter(None, (pasted, *uploads)))), chosen


def _chunks(
    listed: NameList, response: Response, pasted: str, *, is_file: bool
) -> Generator[bytes]:
    """The answer, of which the first chunk is empty."""
    service = current_service()
    with current_places().name_list() as place, service.counting(listed) as names:
        response.headers["Archive-Generation"] = names.generation.name
        # A proxy that gathers answers before it sends them passes this one on as it comes.
        response.headers["X-Accel-Buffering"] = "no"
        if is_file:
            name = f"names-{names.generation.name}.csv"
            response.headers.add("Content-Disposition", "attachment", filename=name)
            texts = names_csv(names, saying(language_of_request()))
        else:
            tally = _Tally()
            texts = _page(
                **_context(pasted or "\n".join(each.name for each in listed.names)),
                failure=None,
                counted=names,
                rows=_rows(names, tally),
                tally=tally,
            )
        yield b""
        yield from place.chunks(gathered(texts), service, names.generation)


def _page(**context: object) -> Iterator[str]:
    """The page as it is made."""
    current_app.update_template_context(context)
    return current_app.jinja_env.get_template("batch.html").generate(context)


def _context(typed: str) -> dict[str, object]:
    """What the page shows besides the table."""
    return {
        "asked": SearchParameters(ui=language_of_request()),
        "typed": typed,
        "most": MOST_NAMES,
        "longest": LONGEST_LISTED,
        "languages_shown": LANGUAGES,
    }


def _rows(counted: CountedNames, tally: _Tally) -> Iterator[NameRow]:
    for row in counted.rows:
        if isinstance(row, BadLine):
            tally.costly.append(row)
            continue
        tally.missing += not row.total
        yield _row(row)


def _row(row: NameCount) -> NameRow:
    search = SearchParameters(q=row.query, ui=language_of_request())

    def cell(count: int, parameters: SearchParameters) -> Cell:
        return Cell(count, links.search_url(parameters) if count else "")

    days = ((row.first, Sort.OLDEST), (row.last, Sort.NEWEST))
    return NameRow(
        counted=row,
        total=cell(row.total, search),
        languages=tuple(
            cell(row.languages.get(language, 0), search.toggled("language", language))
            for language in LANGUAGES
        ),
        days=tuple(
            (day.isoformat() if day else "", links.search_url(replace(search, sort=sort)))
            for day, sort in days
        ),
        sources=tuple(
            (source.value, cell(source.count, search.toggled("source", source.value)))
            for source in row.sources
        ),
    )
