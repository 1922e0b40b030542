"""What is suggested while a reader types, and by the sound of what was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flask import request

from archive.model.fields import FACET_NAMES
from archive.model.language import LANGUAGES
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.page import ResultPage
from archive.search.typed import TypedSuggestion
from archive.web import links
from archive.web.contract import current_service
from archive.web.language import language_of_request, page_words
from archive.web.quoting import check_names
from archive.web.words import names_shown

#: Kinds of suggestions that are no facet.
OTHER_SUGGESTIONS: Final = ("word", "month", "field")

#: Nobody writes a name so long by its sound.
_LONGEST_SOUND: Final = 40


@dataclass(frozen=True, slots=True)
class Sounding:
    """An entity whose name a query sounds like: `names` with language tags, its articles."""

    names: tuple[tuple[str, str], ...]
    count: int
    url: str


def asked_typing() -> SearchParameters:
    """What was typed so far, and the language of the page; raises `BadParameterError`."""
    check_names("q", "ui")
    return read_parameters(request.args.items(multi=True))


def suggestion_kinds() -> dict[str, str]:
    """What each kind of suggestion is called, in the language of the request.

    Also what is told of a name that links to nobody.
    """
    facets = {facet: page_words(f"facet_{facet}") for facet in FACET_NAMES}
    others = {kind: page_words(f"suggest_{kind}") for kind in OTHER_SUGGESTIONS}
    return facets | others | {"unresolved": page_words("unresolved")}


def suggestion_url(suggestion: TypedSuggestion) -> str:
    """The search for what is suggested, with no other filter."""
    asked = SearchParameters(suggestion.query, ui=language_of_request())
    if suggestion.facet:
        asked = replace(asked, included={suggestion.facet: (suggestion.value,)})
    return links.search_url(asked)


def soundings(page: ResultPage) -> tuple[Sounding, ...]:
    """The entities whose name the query sounds like, where it names none as it is written."""
    text = page.parameters.q.strip()
    if not text or len(text) > _LONGEST_SOUND or not text.isascii() or page.reading.bearers:
        return ()
    language = language_of_request()
    return tuple(
        Sounding(
            names_shown({key: each.labels[key] for key in LANGUAGES}, each.value, language),
            each.count or 0,
            suggestion_url(each),
        )
        for each in current_service().sounding(text)
    )
