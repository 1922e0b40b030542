"""What readers take away of a search: all of it as a file, and a feed of what comes."""

from __future__ import annotations

from collections.abc import Generator
from itertools import chain
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from werkzeug.datastructures import Headers

from archive.export.atom import ATOM, FeedAddresses, atom_feed, feed_links
from archive.export.columns import instant_text
from archive.export.forms import EXPORT_FORMS, ExportForm, export_bytes
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.arriving import FeedPage
from archive.search.exporting import Export
from archive.search.in_context import ContextExport
from archive.web import desk_links, links
from archive.web.contract import current_newsroom, current_service
from archive.web.freshness import archive_title
from archive.web.language import page_count, page_words
from archive.web.observing import found
from archive.web.places import current_places

blueprint: Final = Blueprint("takeaway", __name__)

#: A header is not longer: proxies refuse an answer whose headers take more than 4 kB together.
_LONGEST_HEADER: Final = 1_000

#: What stands in a header as it is.
_PLAIN: Final = " !#$&'()*+,/:;<=>?@[]^`{|}\""


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


def export_headers(export: Export | ContextExport, stem: str, ending: str) -> Headers:
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
    name = f"{stem}-{export.generation.name}.{ending}"
    headers.add("Content-Disposition", "attachment", filename=name)
    return headers


def _chunks(
    parameters: SearchParameters, ending: str, form: ExportForm, headers: Headers
) -> Generator[bytes]:
    """An export, of which the first chunk is empty; `headers` are known when that is there."""
    address, service = links.whole_address(), current_service()
    with current_places().export() as place, service.exporting(parameters) as export:
        headers.extend(export_headers(export, "articles", ending))
        if export.others is not None:
            headers.add("Archive-Across", str(export.others))
        found(export.total)
        yield b""
        yield from place.chunks(export_bytes(export, form, address), service, export.generation)


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
            name: links.whole_url(desk_links.feed_url(asked, number))
            for name, number in feed_links(page).items()
        },
    )
    written = atom_feed(page, addresses, feed_name(asked), title, _of_both(page))
    return Response(written, mimetype=ATOM)


def _of_both(page: FeedPage) -> str:
    """How many articles of a feed are in the other language; "" where that was not asked."""
    if page.others is None:
        return ""
    own = page_count(page.total - page.others, "article")
    return page_words("feed_across", articles=own, others=page_count(page.others, "article"))


@blueprint.record_once
def _install(state: BlueprintSetupState) -> None:
    """Give pages what leads to files and feeds."""
    state.app.jinja_env.globals.update(
        export_url=desk_links.export_url, feed_url=desk_links.feed_url, feed_name=feed_name
    )
