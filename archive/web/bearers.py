"""Whom a query names, made ready for its line on the page."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.language import LANGUAGES
from archive.search.page import ResultPage
from archive.web import links
from archive.web.entity_links import entity_url
from archive.web.language import language_of_request
from archive.web.words import names_shown


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom the query names; `url` is the search for it in place of the words, `page_url` its page.

    `names` are the one or two forms of its name with language tags, `note` says who it is in the
    language of the page ("" where that is not known).
    """

    kind: str
    names: tuple[tuple[str, str], ...]
    note: str
    total: int
    english: int
    chinese: int
    url: str
    page_url: str


def bearers(page: ResultPage) -> tuple[Bearer, ...]:
    """Whom the query names."""
    language = language_of_request()
    plain = page.parameters.with_query("")
    return tuple(
        Bearer(
            str(one.entity.kind),
            names_shown({key: one.entity.label(key) for key in LANGUAGES}, one.entity.id, language),
            # Notes of the authority file are in English.
            one.entity.note if language == LANGUAGES[0] else "",
            one.total,
            one.english,
            one.chinese,
            links.adding_url(plain, str(one.entity.kind), one.entity.id),
            entity_url(one.entity.id),
        )
        for one in page.reading.bearers
    )
