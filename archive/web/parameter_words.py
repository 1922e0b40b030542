"""What each parameter of the API means, for those who write programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.model.fields import FACET_NAMES
from archive.query.checks import MAX_VALUES

_SEVERAL: Final = f"may be given several times, {MAX_VALUES} values of all such parameters at most"

_WORDS: Final[Mapping[str, str]] = {
    "q": "The query; without one all articles, newest first.",
    "from": "First day of publication, included: 2024, 2024-03 or 2024-03-05.",
    "to": "Last day of publication, included: 2024, 2024-03 or 2024-03-05.",
    "mentioned_from": "First of the days that the text mentions.",
    "mentioned_to": "Last of the days that the text mentions.",
    "undated": "Only articles without a day of publication, or none of them.",
    "sort": "The order; without one by relevance to a query, else newest first.",
    "view": "How the page lists results; the API answers the same.",
    "copies": "Reports that say the same are one hit, or each is one.",
    "versions": "Of an article's versions the newest is searched, or all are.",
    "page": "The page of hits, from 1.",
    "size": "Hits on a page.",
    "expand": "Off: only the words as typed, without other names and words for the same thing.",
    "with": "A word that is only offered, searched too.",
    "without": "A word that is also searched, left out.",
    "relax": "Off: no nearly matching articles.",
    "chart": "The timeline of the page; the API answers both.",
    "across": (
        "Words: the query in the other language too, by its words there. Meaning: by what articles "
        "mean besides, where the archive compares that. Off: not. Without it a page asks in the "
        "best way there is, and the API does not."
    ),
    "ui": "The language of notes, reasons and failures.",
    "contains": "Only values of which a name holds this, in any script or in Pinyin.",
    "at": "The number of the article among the results, from 1.",
    "order": "Lines as the search orders articles, or by the words left or right of the place.",
    "since": "An instant such as 2025-09-03T08:00:00Z; only what came later is counted.",
    "old": "The id of the first article.",
    "new": "The id of the second article.",
    "text": "The words as they are quoted.",
    "facet": "What the values are of.",
    "article": "The id of an article.",
    "entity": "The id of a person, an organisation, an event or a place.",
}


def described_parameter(parameter: str) -> str:
    """What a parameter means; raises KeyError for an unknown one."""
    if parameter in _WORDS:
        return _WORDS[parameter]
    facet = parameter.removeprefix("-")
    if facet not in FACET_NAMES:
        raise KeyError(parameter)
    if parameter.startswith("-"):
        return f"Only articles without this {facet}; {_SEVERAL}."
    return f"Only articles with any of these values of {facet}; {_SEVERAL}."
