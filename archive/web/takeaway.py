"""What readers take away of a search: all of it as a file, and a feed of what comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.datastructures import Headers

from archive.errors import BusyError, ExportOverdueError
from archive.export.atom import ATOM, FeedAddresses, atom_feed, feed_links
from archive.export.columns import instant_text
from archive.export.forms import EXPORT_FORMS, ExportForm, export_bytes
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.exporting import Export
from archive.web import links
from archive.web.contract import Service, current_newsroom, current_service
from archive.web.freshness import archive_title
from archive.web.language import page_words
from archive.web.observing import found

blueprint: Final = Blueprint("takeaway", __name__)

#: So many exports are made at once in one process: each computes as long as it lasts.
EXPORTS_AT_ONCE: Final = 2

#: Seconds that one may last, also for who takes it slowly: 50 MB over a line of 30 kB a second.
LONGEST_EXPORT: Final = 1_800.0

#: Seconds that one goes on after another edition has begun to serve: what was withdrawn since is
#: still in the one that it reads.
LONGEST_OVERTAKEN: Final = 45.0

#: A header is not longer: proxies refuse an answer whose headers take more than 4 kB together.
_LONGEST_HEADER: Final = 1_000

#: What stands in a header as it is.
_PLAIN: Final = " !#$&'()*+,/:;<=>?@[]^`{|}\""

#: The key of `Flask.extensions` that holds the places of exports.
_PLACES_KEY: Final = "archive_exports"


class _Places:
    """Places for exports, and a turn that those who have one take."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(EXPORTS_AT_ONCE)
        self._turn = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """One of the places; raises `BusyError` where all are taken."""
        if not self._free.acquire(blocking=False):
            raise BusyError
        try:
            yield
        finally:
            self._free.release()

    def in_turn(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Chunks of which no two exports make one at once.

        Beside searches two then take no more of the interpreter than one does: over an index of
        33,219 articles the median search takes 1.3 to 1.6 times what it takes alone, where two that
        did not wait for each other made it 2.6 times.
        """
        while True:
            with self._turn:
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk


def header_text(text: str) -> str:
    """A text percent-encoded for a header; where it is long its beginning, and an ellipsis."""
    encoded = quote(text, safe=_PLAIN)
    cut = text
    while len(encoded) > _LONGEST_HEADER:
        cut = cut[: len(cut) * _LONGEST_HEADER // len(encoded) - 1]
        encoded = quote(cut + "…", safe=_PLAIN)
    return encoded


def _query(parameters: SearchParameters) -> str:
    """The parameters of a search as people read them: `q=香港&from=2024`."""
    return "&".join(f"{name}={value}" for name, value in parameters.pairs())


def _headers(export: Export, ending: str) -> Headers:
    """What the file itself does not say: CSV holds columns only."""
    headers = Headers(
        {
            "Archive-Query": header_text(_query(export.parameters)),
            "Archive-Reading": header_text(export.read_as),
            "Archive-Generation": header_text(export.generation.name),
            "Archive-Time": instant_text(int(export.made.timestamp())),
            "Archive-Total": str(export.total),
            "Archive-Stories": str(export.stories),
        }
    )
    name = f"articles-{export.generation.name}.{ending}"
    headers.add("Content-Disposition", "attachment", filename=name)
    return headers


def _is_overtaken(service: Service, export: Export) -> bool:
    """Whether what serves now is another generation, or hides something else of it."""
    serving, read = service.status(), export.generation
    return (serving.name, serving.concealed) != (read.name, read.concealed)


def _chunks(
    parameters: SearchParameters, ending: str, form: ExportForm, headers: Headers
) -> Generator[bytes]:
    """An export, of which the first chunk is empty; `headers` are known when that is there."""
    places: _Places = current_app.extensions[_PLACES_KEY]
    address = links.whole_address()
    service, until = current_service(), time.monotonic() + LONGEST_EXPORT
    with places.one(), service.exporting(parameters) as export:
        headers.extend(_headers(export, ending))
        found(export.total)
        yield b""
        for chunk in places.in_turn(export_bytes(export, form, address)):
            yield chunk
            now = time.monotonic()
            if until > now + LONGEST_OVERTAKEN and _is_overtaken(service, export):
                until = now + LONGEST_OVERTAKEN
            if now > until:
                # The answer breaks off before its end, which the browser tells.
                raise ExportOverdueError


@blueprint.get("/export.csv", defaults={"ending": "csv"})
@blueprint.get("/export.jsonl", defaults={"ending": "jsonl"})
@blueprint.get("/export.ris", defaults={"ending": "ris"})
def export(ending: str) -> Response:
    """All that a search finds, in one form."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    form = EXPORT_FORMS[ending]
    response = Response(mimetype=form.mimetype)
    chunks = _chunks(parameters, ending, form, response.headers)
    # Once it has begun, to close it lets go of what it holds; and what fails is told as elsewhere.
    next(chunks)
    response.response = chunks
    return response


def feed_name(parameters: SearchParameters) -> str:
    """What the feed of a search is called: by what was typed and chosen, and by the archive."""
    chosen = [parameters.q.strip(), *chain(*parameters.included.values())]
    chosen += [f"-{value}" for value in chain(*parameters.excluded.values())]
    chosen += [span.text for span in parameters.bounds().values()]
    words = " · ".join(filter(None, chosen)) or page_words("feed_all")
    return page_words("feed_title", archive=archive_title(), query=words)


@blueprint.get("/feed.atom")
def feed() -> Response:
    """What came last of what a search finds, as an Atom feed."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    page = current_service().feed(parameters)
    found(page.total)
    asked = page.parameters
    title = archive_title()
    addresses = FeedAddresses(
        article=links.whole_address(),
        search=links.whole_url(links.search_url(asked.with_page(1))),
        pages={
            name: links.whole_url(links.feed_url(asked, number))
            for name, number in feed_links(page).items()
        },
    )
    return Response(atom_feed(page, addresses, feed_name(asked), title), mimetype=ATOM)


@blueprint.record_once
def _install(state: BlueprintSetupState) -> None:
    """Give the application its places for exports, and pages what leads to them."""
    state.app.extensions[_PLACES_KEY] = _Places()
    state.app.jinja_env.globals.update(
        export_url=links.export_url, feed_url=links.feed_url, feed_name=feed_name
    )
