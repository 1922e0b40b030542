"""A search in the other language as a page and a part of one: its words there, and its articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from archive.model.language import Language
from archive.model.vectors import MeaningState
from archive.query.across_terms import plain_words
from archive.query.parameter_table import ACROSS_CHOICES
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.across import ACROSS_SIZE, AcrossPage, ShownTerm, ShownWord
from archive.web import links, results
from archive.web.contract import current_newsroom, current_service
from archive.web.language import page_count, page_words
from archive.web.moments import recent_since
from archive.web.words import HAN_CHARACTER

#: The choices by name.
OFF, WORDS, MEANING = ACROSS_CHOICES


@dataclass(frozen=True, slots=True)
class AcrossWord:
    """A word of the other language; `url` leaves it out, or asks it, `why` says whose it is."""

    word: str
    asked: bool
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class TermView:
    """A term as typed with its words; `itself`: it is asked as it is typed."""

    typed: str
    words: tuple[AcrossWord, ...]
    itself: bool


def other_language(query: str) -> str:
    """In which language a query is asked besides: "en" or "zh"."""
    return "en" if HAN_CHARACTER.search(query) else "zh"


def offered(parameters: SearchParameters) -> bool:
    """Whether a search may be asked of the other language: a plain query, on its first page."""
    return parameters.page == 1 and bool(plain_words(parameters.q))


def late_part(parameters: SearchParameters) -> dict[str, Any] | None:
    """What a page of results needs to load the other language; None where that is not offered."""
    if parameters.expansion.off or not offered(parameters):
        return None
    return {
        "language": other_language(parameters.q),
        "off": parameters.across == OFF,
        "url": links.across_url(parameters.with_across(parameters.across.replace(OFF, ""))),
        "on_url": links.search_url(parameters.with_across("")),
        "off_url": links.search_url(parameters.with_across(OFF)),
    }


def across_context() -> dict[str, Any]:
    """What the page of a search in the other language shows; raises `BadParameterError`."""
    parameters = read_parameters(request.args.items(multi=True), current_newsroom())
    page = current_service().across(parameters)
    asked = parameters if parameters.across else parameters.with_across(WORDS)
    return {
        "home": False,
        "page": page,
        "asked": asked,
        "language": _language(page, parameters),
        "terms": tuple(_view(term, parameters) for term in page.terms) if page else (),
        "meaning": str(page.meaning) if page else "",
        "other_url": links.across_url(parameters.with_across(_other_way(page))),
        "adding": False,
        "recent": recent_since(page.newest if page else None),
        "is_long": results.is_long,
        "first": (parameters.page - 1) * ACROSS_SIZE + 1,
        "pager": results.pager(parameters.page, page.pages) if page else (),
        "page_url": lambda number: links.across_url(parameters.with_page(number)),
        "results_url": links.search_url(parameters.with_page(1)),
    }


def _other_way(page: AcrossPage | None) -> str:
    """How the articles are ordered if not as they are: by words only, or by meaning too."""
    return WORDS if page and page.meaning is MeaningState.USED else MEANING


def _language(page: AcrossPage | None, parameters: SearchParameters) -> str:
    if page is None:
        return other_language(parameters.q)
    return "en" if Language.ENGLISH in page.languages else "zh"


def _view(term: ShownTerm, parameters: SearchParameters) -> TermView:
    words = tuple(
        AcrossWord(
            word.told.word,
            word.asked,
            links.across_url(_toggled(parameters, word)),
            _why(str(word.told.origin), word.told.pairs),
        )
        for word in term.words
    )
    return TermView(term.typed, words, term.itself)


def _toggled(parameters: SearchParameters, word: ShownWord) -> SearchParameters:
    """The search without a word that is asked, or with one that is not."""
    own, chosen = word.told.word, parameters.expansion
    # What a reader did is undone; else it is done.
    undone = own in (chosen.taken if word.asked else chosen.without)
    return parameters.taking(own) if word.asked == undone else parameters.switched(own)


def _why(origin: str, pairs: int) -> str:
    """Who says that a word means this, and how many pairs of articles prove it."""
    told = page_words(f"origin_{origin}")
    return f"{told} · {page_count(pairs, 'proving_pair')}" if pairs else told
