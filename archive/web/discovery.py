"""What other programs learn of the archive: how a browser's own box searches it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin

from flask import Blueprint, Response, render_template, request

from archive.web import links
from archive.web.freshness import archive_title
from archive.web.language import checked_language, language_pair
from archive.web.quoting import check_names
from archive.web.templating import static_url

blueprint: Final = Blueprint("discovery", __name__)

#: The longest short and long names of OpenSearch 1.1.
_SHORT: Final = 16
_LONG: Final = 48

#: Where a browser puts what was typed.
_TERMS: Final = "{searchTerms}"


def _whole(path: str) -> str:
    """An address with the name of the host, under which the browser found it."""
    return urljoin(request.host_url, path)


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The description by which a browser's box searches the archive (OpenSearch 1.1)."""
    check_names("ui")
    checked_language()
    rest = "".join(f"&ui={language}" for language in language_pair().values())
    title = archive_title()
    own = links.path_of("discovery.opensearch", **language_pair())
    text = render_template(
        "opensearch.xml",
        short=title[:_SHORT].strip(),
        long=title[:_LONG].strip(),
        icon=_whole(static_url("favicon.svg")),
        page=f"{_whole(links.path_of('pages.search'))}?q={_TERMS}{rest}",
        api=f"{_whole(links.path_of('api.search'))}?q={_TERMS}{rest}",
        own=_whole(own),
    )
    return Response(text, content_type="application/opensearchdescription+xml; charset=utf-8")
