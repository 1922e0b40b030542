"""The words of the pages: all that is asked for is there, and all that is there is asked for."""

from __future__ import annotations

import re
from string import Formatter
from typing import Final

import pytest
from flask.testing import FlaskClient

from archive.export.citations import CITATION_STYLES
from archive.model.entity import Kind
from archive.model.facets import FACETS
from archive.model.lexicon import WordOrigin
from archive.model.periods import UNITS
from archive.model.result import Sort
from archive.model.vectors import MeaningState
from archive.query.active import RANGES
from archive.query.parameter_table import CHARTS, COPY_CHOICES, VERSION_CHOICES, VIEWS
from archive.search.in_context import LINE_ORDERS
from archive.search.trends import TONGUES
from archive.web.entity import EVIDENCE, OTHER_EVIDENCE
from archive.web.messages.catalogues import PAGES
from archive.web.messages.page import COUNTED
from archive.web.suggested import OTHER_SUGGESTIONS
from tests.web.asked_words import Asked, asked_words

#: Key -> English of all pages.
PAGE: Final = {key: words for table in PAGES for key, words in table.items()}

#: What follows the keys that are put together.
FAMILIES: Final = {
    "sort_": tuple(str(sort) for sort in Sort),
    "view_": VIEWS,
    "chip_": tuple(RANGES),
    "facet_": tuple(facet.name for facet in FACETS),
    "search_": tuple(str(kind) for kind in Kind),
    "example_": ("name", "together", "month"),
    "month_": tuple(str(month) for month in range(1, 13)),
    "copies_": COPY_CHOICES,
    "versions_": VERSION_CHOICES,
    "cite_": tuple(CITATION_STYLES),
    "suggest_": OTHER_SUGGESTIONS,
    "by_": LINE_ORDERS[1:],
    "tongue_": ("all", *filter(None, TONGUES)),
    "in_other_": ("en", "zh"),
    "across_look_": ("en", "zh"),
    "across_nothing_": ("en", "zh"),
    "nearest_look_": ("en", "zh"),
    "nearest_none_": ("en", "zh"),
    **dict.fromkeys(
        ("nearest_", "twin_"),
        tuple(f"{kind}_{tongue}" for kind in ("event", "story") for tongue in ("en", "zh")),
    ),
    "origin_": tuple(map(str, WordOrigin)),
    "about_meaning_": tuple(
        str(state)
        for state in MeaningState
        if state not in (MeaningState.OFF, MeaningState.UNASKED)
    ),
    "chart_": (*CHARTS, *(unit.name for unit in UNITS)),
}

#: Keys that are handed on to what asks for the words, each with who names it.
HANDED_ON: Final = {
    "days_hint": "_filters.html",
    "mentioned_hint": "_filters.html",
    "today": "results.py",
    "last_7_days": "results.py",
    "this_month": "results.py",
    "last_year": "results.py",
    "reading_searched": "_reading.html",
    "reading_excluded": "_reading.html",
    "reading_published_on": "_reading.html",
    "reading_mentions_day": "_reading.html",
    "entity_latest": "entity.html",
    "entity_first": "entity.html",
    "entity_in_english": "entity.py",
    "entity_in_chinese": "entity.py",
    "entity_merge": "entity.py",
    "entity_reject": "entity.py",
    **dict.fromkeys(EVIDENCE.values(), "entity.py"),
    OTHER_EVIDENCE: "entity.py",
}

#: Words whose values are filled in later: by a script in the browser, and round an element.
UNFILLED: Final = {("search.html", "values_shown"), ("_found.html", "for")}

ASKED: Final = frozenset(asked_words())
NAMED: Final = sorted({asked for asked in ASKED if asked.key and not asked.is_prefix}, key=str)


def test_every_word_is_asked_for_and_all_that_is_asked_for_has_words() -> None:
    made = {prefix + name for prefix, names in FAMILIES.items() for name in names}
    assert {asked.key for asked in ASKED if asked.is_prefix} == FAMILIES.keys()
    named = {asked.key for asked in NAMED}
    assert named | made | HANDED_ON.keys() == PAGE.keys() | COUNTED.keys()
    assert not named & HANDED_ON.keys()
    assert not PAGE.keys() & COUNTED.keys()


def test_a_key_is_handed_on_in_few_places() -> None:
    places = {asked.place for asked in ASKED if not asked.key}
    assert places == {"_filters.html", "_reading.html", "entity.html", "entity.py", "language.py"}


@pytest.mark.parametrize("asked", NAMED, ids=lambda asked: f"{asked.place} {asked.key}")
def test_the_values_that_stand_in_words_are_given(asked: Asked) -> None:
    english = COUNTED[asked.key][0] if asked.key in COUNTED else PAGE[asked.key]
    blanks = {name for _, name, _, _ in Formatter().parse(english) if name}
    assert asked.values == (set() if (asked.place, asked.key) in UNFILLED else blanks)


ENGLISH: Final = {words for words in PAGE.values() if "{" not in words and words[0].isalpha()}


@pytest.mark.parametrize("ui", ["zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "path",
    [
        "/?q=tariff&person=donald-trump&-language=en&from=2024",
        "/?q=tariff&chart=mentioned&mentioned_from=2025-01&mentioned_to=2025-03",
        "/?q=zzzq&from=1990&size=2",
        "/?page=9",
    ],
)
def test_no_english_is_left_on_a_chinese_page(client: FlaskClient, ui: str, path: str) -> None:
    """Beside the articles."""
    page = client.get(f"{path}&ui={ui}").get_data(as_text=True)
    page = re.sub(r"<ol .*?</ol>", "", page, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|title)="([^"]*)"', page)
    texts = [text.strip() for text in re.findall(r">([^<>]+)<", page)]
    assert {*labels, *texts} & (ENGLISH - {"English", "RIS"}) == set()
