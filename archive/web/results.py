"""A page of results made ready for its template: chips, facets, sort links, pager."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from markupsafe import Markup, escape

from archive.model.entity import candidate_name
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.query.active import RANGES, ActiveFilter, active_filters
from archive.query.parameters import (
    SearchParameters,
)
from archive.search.page import ResultPage, ShownValue
from archive.web import links, marking
from archive.web.language import language_of_request, page_words
from archive.web.words import HAN_CHARACTER, LANGUAGE_NAMES, is_section, names_shown, span_words

#: Values of a facet that are shown unasked.
SHOWN_VALUES: Final = 10


#: Groups that are unfolded at first; long lists of lesser use are not.
OPEN_FACETS: Final = frozenset({"person", "organisation", "language"})

#: The width of a headline that fits on one line of a wide page; a Han character counts two.
ONE_LINE: Final = 84

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
    """A filter that is on, by the kind and value of its `ActiveFilter`; `url` is the search
    without it."""

    kind: str
    value: str
    label: Markup
    excluded: bool
    url: str


@dataclass(frozen=True, slots=True)
class Fewer:
    """The search with one condition less, which is called `label`, and what it finds.

    `alone` is how many articles have it, None where that is not counted. The `whole` query is more
    than one condition.
    """

    label: Markup
    count: int
    url: str
    alone: int | None
    whole: bool


def value_names(facet: str, value: ShownValue) -> tuple[tuple[str, str], ...]:
    """The one or two names of a value of a facet, each with its language tag."""
    if facet == "language" and value.value in LANGUAGE_NAMES:
        return (LANGUAGE_NAMES[value.value],)
    return names_shown(value.labels, value.value, language_of_request())


def _values(page: ResultPage, facet: str, values: Iterable[ShownValue]) -> tuple[PanelValue, ...]:
    return tuple(
        PanelValue(
            value.value,
            value_names(facet, value),
            value.count,
            links.exclude_url(page.parameters, facet, value.value),
            facet in ENTITY_FACETS and candidate_name(value.value) is not None,
        )
        for value in values
    )


def _tells(name: str, values: Sequence[ShownValue]) -> bool:
    """Whether there is anything to choose among the values of a facet."""
    if name != "section":
        return bool(values)
    return any(is_section(value.value) or value.selected or value.excluded for value in values)


def facets(page: ResultPage) -> tuple[FacetPanel, ...]:
    """The facets in the order they are shown; those with nothing to choose are left out."""
    panel = []
    for name in FACET_NAMES:
        shown = page.facets.get(name)
        if shown is None or not _tells(name, shown.values):
            continue
        chosen = [value for value in shown.values if value.selected]
        excluded = [value for value in shown.values if value.excluded]
        rest = [
            value
            for value in shown.values
            if value.count and not (value.selected or value.excluded)
        ]
        others = rest[: max(0, SHOWN_VALUES - len(chosen))]
        listed = len(others) + sum(bool(value.count) for value in chosen)
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
    names = {
        (facet.name, value.value): value.names
        for facet in panel
        for value in (*facet.chosen, *facet.excluded)
    }
    return tuple(
        Chip(
            active.kind,
            active.value,
            _label(active, names.get((active.kind, active.value), ((active.value, "en"),))),
            active.excluded,
            links.search_url(active.without),
        )
        for active in active_filters(page.parameters)
    )


def _label(active: ActiveFilter, names: tuple[tuple[str, str], ...]) -> Markup:
    """What a filter is called."""
    if active.kind == "undated":
        return escape(page_words("without_date" if active.value == "only" else "with_date"))
    if active.kind not in RANGES:
        label = marking.named(names)
        return escape(f"{page_words('not')} ") + label if active.excluded else label
    kind, language = page_words(f"chip_{active.kind}"), language_of_request()
    first, last = active.ends
    if first and last:
        days = span_words(first.first, max(first.first, last.last), language)
        if last.last < first.first:
            days = f"{first.text} – {last.text}"
        return escape(page_words("between_days", kind=kind, days=days))
    end = first or last
    day = span_words(end.first, end.last, language) if end else ""
    return escape(page_words("from_day" if first else "to_day", kind=kind, day=day))


def fewer(page: ResultPage, shown: Iterable[Chip]) -> tuple[Fewer, ...]:
    """What one condition less would find, most first; `shown` are the chips of the page."""
    labels = {(chip.kind, chip.value): chip.label for chip in shown}
    alone = {clause.text: clause.count for clause in page.reading.parts}
    listed = []
    for condition in page.without:
        if condition.kind == "word":
            label = Markup("<bdi>{}</bdi>").format(page_words("quoted", text=condition.value))
        elif condition.kind == "query":
            label = escape(page_words("the_query"))
        else:
            label = Markup("{} {}").format(
                page_words("the_filter"), labels[condition.kind, condition.value]
            )
        having = alone.get(condition.value) if condition.kind == "word" else None
        url = links.search_url(condition.parameters)
        listed.append(Fewer(label, condition.count, url, having, condition.kind == "query"))
    return tuple(sorted(listed, key=lambda condition: (condition.whole, -condition.count)))


def is_outside(page: ResultPage) -> bool:
    """Whether the days of publication asked for lie before or after all that the archive holds."""
    first, last = page.parameters.first, page.parameters.last
    if page.oldest is None or page.newest is None:
        return False
    too_late = first is not None and first.first.isoformat() > page.newest
    return too_late or (last is not None and last.last.isoformat() < page.oldest)


def presets(parameters: SearchParameters) -> tuple[tuple[str, str], ...]:
    """Ranges of publication days that are asked for often: the key of its words, and its search."""
    today = parameters.newsroom.today()
    week = (today - timedelta(6)).isoformat()
    ranges = (
        ("today", today.isoformat(), today.isoformat()),
        ("last_7_days", week, today.isoformat()),
        ("this_month", f"{today:%Y-%m}", f"{today:%Y-%m}"),
        ("last_year", f"{today.year - 1:04}", f"{today.year - 1:04}"),
    )
    return tuple((key, links.days_url(parameters, first, last)) for key, first, last in ranges)


def is_long(title: str) -> bool:
    """Whether a headline is likely to take two lines, which leaves one for what was found."""
    return len(title) + len(HAN_CHARACTER.findall(title)) > ONE_LINE


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
