"""Answers that a browser holds already are not made again, nor pages that were made lately.

An answer is a function of its address, the generation that serves and what of it is hidden, the
program, the archive's title, and the newsroom's day, zone and order of days: a tag made of these
(RFC 9110, section 8.8.3) tells whether it would be the same. It is a weak one, since what an answer
took and how it is compressed may differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from flask import Flask, Response, current_app, g, make_response, request

from archive.errors import ArchiveError
from archive.web.contract import current_newsroom, current_service
from archive.web.finished import FinishedPages
from archive.web.guards import METHODS
from archive.web.observing import current_observer

#: What is a function of these alone. What serves, and since when, is not.
_ENDPOINTS: Final = frozenset(
    {
        *("pages.search", "pages.article", "pages.all_values", "pages.help_page", "pages.about"),
        *(
            "pages.kept",
            "pages.comparison",
            "pages.quotation",
            "pages.citation",
            "nearest.counterpart",
            "nearest.twin_links",
            "api.counterpart",
            "api.comparison",
            "api.quotation",
            "api.news",
            "api.search",
            "api.article",
            "api.facet",
            "api.entity",
            "api.suggest",
            "pages.entity",
            "api.trends",
            "context.lines",
            "context.lines_file",
            "takeaway.export",
            "takeaway.feed",
            "trends.trends_page",
            "trends.trends_file",
        ),
    }
)

#: Answers that hold addresses with the name of the host.
_WHOLE_ADDRESSES: Final = frozenset({"takeaway.export", "takeaway.feed", "context.lines_file"})

#: The key of `Flask.extensions` that holds the archive's title.
TITLE_KEY: Final = "archive_title"

#: Pages that are kept as they were made (`finished.py`); the others are hardly any work.
_KEPT: Final = frozenset({"pages.search", "pages.article", "pages.all_values"})

#: The key of `Flask.extensions` that holds them.
_PAGES_KEY: Final = "archive_pages"

#: The parts of the program that make answers, as globs below its root.
_SOURCES: Final = (
    *("archive/**/*.py", "archive/**/*.mo", "archive/**/data/*"),
    *("templates/**/*.html", "static/*"),
)


@lru_cache(maxsize=8)
def program_version(root: Path) -> str:
    """Sixteen digits that change with the program below `root`; looked at once a process."""
    digest = blake2b(digest_size=8)
    for path in _files(root):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    return sorted(path for pattern in _SOURCES for path in root.glob(pattern) if path.is_file())


def _tag() -> str | None:
    """The tag of the answer to this request; None where it has none, or nothing can be served."""
    if request.endpoint not in _ENDPOINTS or request.method not in METHODS:
        return None
    try:
        info = current_service().status()
    except ArchiveError:
        # The page says why, and is not kept.
        return None
    newsroom = current_newsroom()
    digest = blake2b(digest_size=12)
    for text in (
        program_version(Path(current_app.root_path)),
        info.name,
        info.concealed,
        archive_title(),
        newsroom.today().isoformat(),
        newsroom.zone.key,
        newsroom.order,
        # The page About tells whether what is typed is logged.
        str(current_observer().log_queries),
        # What is taken away holds whole addresses.
        request.host_url if request.endpoint in _WHOLE_ADDRESSES else "",
        request.script_root,
        request.query_string.decode("latin-1"),
        # Last, since it alone may hold a NUL; apart, since an id may hold a question mark.
        request.path,
    ):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _answer_unchanged() -> Response | None:
    """That nothing has changed, where the browser holds the answer, or the page as it was made.

    None to make it.
    """
    g.tag = tag = _tag()
    held = request.if_none_match
    # Who holds any answer ("*") may hold none to this address: whether there is one is seen first.
    if tag is None:
        return None
    if held.contains_weak(tag) and not held.star_tag:
        return make_response("", 304)
    if request.endpoint not in _KEPT:
        return None
    g.total = _pages().total(tag)
    return _pages().answer(tag)


def _pages() -> FinishedPages:
    pages: FinishedPages = current_app.extensions[_PAGES_KEY]
    return pages


def _tag_answer(response: Response) -> Response:
    tag = g.get("tag")
    # Another generation may have taken over meanwhile: then it is not known which one answered.
    if tag is not None and response.status_code in (200, 304) and tag == _tag():
        if response.status_code == 200 and request.endpoint in _KEPT:
            _pages().keep(tag, current_service().status().name, response, g.get("total"))
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        if request.if_none_match.star_tag:
            response.set_data(b"")
            response.status_code = 304
    return response


def archive_title() -> str:
    """What the archive is called."""
    return str(current_app.extensions[TITLE_KEY])


def install(app: Flask, title: str) -> None:
    """Tag the answers that may be kept, and answer 304 where they are; all pages show `title`.

    Pages are kept here as well.
    """
    app.extensions[TITLE_KEY] = title
    app.extensions[_PAGES_KEY] = FinishedPages()
    app.before_request(_answer_unchanged)
    app.after_request(_tag_answer)
