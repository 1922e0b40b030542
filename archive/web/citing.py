"""Citations of an article: on its page, and as files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flask import Response

from archive.export.citations import CITATION_STYLES, CitedArticle, bibtex_key
from archive.model.article import Document
from archive.web import links
from archive.web.contract import current_newsroom
from archive.web.freshness import archive_title
from archive.web.words import web_address

#: What a name of a file may hold on every system.
_ODD: Final = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one of `CITATION_STYLES`, and where it is a file."""

    style: str
    text: str
    url: str


def _cited(document: Document) -> CitedArticle:
    url = web_address(document.article.url)
    return CitedArticle.of(document, url, archive_title(), current_newsroom().today())


def citations(document: Document) -> tuple[Citation, ...]:
    """An article in every style."""
    cited = _cited(document)
    return tuple(
        Citation(name, style.cite(cited), links.citation_url(name, document.article.id))
        for name, style in CITATION_STYLES.items()
    )


def citation_file(name: str, document: Document) -> Response:
    """An article in one style, as a file; raises KeyError for no style."""
    style = CITATION_STYLES[name]
    response = Response(
        style.cite(_cited(document)), content_type=f"{style.mimetype}; charset=utf-8"
    )
    stem = _ODD.sub("-", bibtex_key(document.article.id))[:80]
    response.headers["Content-Disposition"] = f'attachment; filename="{stem}.{style.suffix}"'
    return response
