"""A page of results made ready for its template: chips, facets, sort links, pager."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from archive.model.entity import candidate_name
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.result import Sort
from archive.query.parameters import DAY_BOUNDS, SearchParameters
from archive.search.page import ArticlePage, ResultPage, ShownValue
from archive.web import links
from archive.web.wording import DAY_CHIPS, OPEN_FACETS
from archive.web.words import LANGUAGE_NAMES, day_words, names_shown, span_words

#: Values of a facet that are shown unasked.
SHOWN_VALUES: Final = 10

#: The ranges of days, each with its bounds.
_RANGES: Final = {"published": ("from", "to"), "mentioned": ("mentioned_from", "mentioned_to")}

#: Pages shown on each side of the current one.
NEIGHBOURS: Final = 2


@dataclass(frozen=True, slots=True)
class PanelValue:
    """One value of a facet; `names` are the one or two forms of its name with language tags.

    `unresolved`: it is a name that links to nobody.
    """

    value: str
    names: tuple[tuple[str, str], ...]
    count: int
    exclude_url: str
    unresolved: bool


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """A facet as listed: chosen values first, then by count; excluded values separately."""

    name: str
    chosen: tuple[PanelValue, ...]
    others: tuple[PanelValue, ...]
    excluded: tuple[PanelValue, ...]
    more: int

    @property
    def open(self) -> bool:
        """Whether it is unfolded at first."""
        return self.name in OPEN_FACETS or bool(self.chosen or self.excluded)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; `url` is the search without it. `kind` says what `names` are."""

    kind: str
    names: tuple[tuple[str, str], ...]
    excluded: bool
    url: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order of results on offer."""

    name: str
    url: str
    current: bool


def _names(facet: str, value: ShownValue) -> tuple[tuple[str, str], ...]:
    if facet == "language" and value.value in LANGUAGE_NAMES:
        return (LANGUAGE_NAMES[value.value],)
    return names_shown(value.labels, value.value)


def _values(page: ResultPage, facet: str, values: Iterable[ShownValue]) -> tuple[PanelValue, ...]:
    return tuple(
        PanelValue(
            value.value,
            _names(facet, value),
            value.count,
            links.exclude_url(page.parameters, facet, value.value),
            facet in ENTITY_FACETS and candidate_name(value.value) is not None,
        )
        for value in values
    )


def facets(page: ResultPage) -> tuple[FacetPanel, ...]:
    """The facets in the order they are shown; those with nothing to choose are left out."""
    panel = []
    for name in FACET_NAMES:
        shown = page.facets.get(name)
        if shown is None or not shown.values:
            continue
        chosen = [value for value in shown.values if value.selected]
        excluded = [value for value in shown.values if value.excluded]
        rest = [
            value
            for value in shown.values
            if value.count and not (value.selected or value.excluded)
        ]
        others = rest[: max(0, SHOWN_VALUES - len(chosen))]
        listed = len(others) + sum(bool(value.count) for value in (*chosen, *excluded))
        panel.append(
            FacetPanel(
                name,
                _values(page, name, chosen),
                _values(page, name, others),
                _values(page, name, excluded),
                max(0, shown.distinct - listed),
            )
        )
    return tuple(panel)


def chips(page: ResultPage, panel: Iterable[FacetPanel]) -> tuple[Chip, ...]:
    """The filters that are on, in the order of the panel, which `facets` gives."""
    parameters = page.parameters
    shown = []
    for facet in panel:
        for excluded, values in ((False, facet.chosen), (True, facet.excluded)):
            for value in values:
                without = parameters.toggled(facet.name, value.value, exclude=excluded)
                shown.append(Chip(facet.name, value.names, excluded, links.search_url(without)))
    return (*shown, *_day_chips(parameters))


def _day_chips(parameters: SearchParameters) -> list[Chip]:
    """A chip for each range of days: its two bounds are one filter."""
    language = parameters.ui
    chosen = []
    for kind, names in _RANGES.items():
        bounds = parameters.bounds()
        low, high = (bounds.get(name) for name in names)
        without = replace(parameters, **{DAY_BOUNDS[name]: None for name in names}, page=1)  # type: ignore[arg-type]  # names
        if low and high:
            days, worded = span_words(low.first, high.last, language), kind
        elif low:
            days, worded = day_words(low.first.isoformat(), language), names[0]
        elif high:
            days, worded = day_words(high.last.isoformat(), language), names[1]
        else:
            continue
        chosen.append((kind, DAY_CHIPS[language][worded].format(days), without))
    if parameters.undated:
        without = replace(parameters, undated="", page=1)
        chosen.append(("undated", parameters.undated, without))
    return [
        Chip(kind, ((text, language),), False, links.search_url(without))
        for kind, text, without in chosen
    ]


@dataclass(frozen=True, slots=True)
class MentionedDays:
    """Days that an article mentions, in so many places."""

    first: date
    last: date
    count: int


def mentioned_days(page: ArticlePage) -> list[MentionedDays]:
    """The days that an article mentions, in the order of time."""
    counts = Counter((date.first, date.last) for date in page.document.dates)
    return [MentionedDays(first, last, count) for (first, last), count in sorted(counts.items())]


def orders(page: ResultPage) -> tuple[Order, ...]:
    """The orders on offer; relevance only to something asked."""
    parameters = page.parameters
    offered = [sort for sort in Sort if sort is not Sort.RELEVANCE or parameters.q.strip()]
    return tuple(
        Order(str(sort), links.sort_url(parameters, sort), parameters.order is sort)
        for sort in offered
    )


def pager(page: int, pages: int) -> Sequence[int | None]:
    """The page numbers to show; None stands for a gap."""
    near = {1, pages, *range(page - NEIGHBOURS, page + NEIGHBOURS + 1)}
    shown: list[int | None] = []
    for number in sorted(number for number in near if 1 <= number <= pages):
        last = shown[-1] if shown else None
        if last is not None and number > last + 1:
            shown.append(last + 1 if number == last + 2 else None)
        shown.append(number)
    return shown


def extent(page: ResultPage) -> tuple[int, int]:
    """The numbers of the first and last line on the page, from 1; (0, 0) where it has none."""
    if not page.hits:
        return 0, 0
    first = (page.parameters.page - 1) * page.parameters.size + 1
    return first, first + len(page.hits) - 1
