"""Several searches over time, side by side: in counts, and beside all that was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from archive.model.aggregations import DayCounts, DaysByValue, PublicationDays
from archive.model.language import LANGUAGES, Language
from archive.model.message import Message
from archive.model.periods import UNITS, Unit, divided
from archive.model.query import And, Everything
from archive.model.result import GenerationInfo, SearchRequest, SearchResult, Sort
from archive.query.active import unknown_choices
from archive.query.budget import check_work
from archive.query.parameters import SearchParameters
from archive.query.plan import Plan, narrowing
from archive.search.edition import Edition
from archive.search.page import Related
from archive.search.stories import related

#: So many searches stand side by side at most: more lines cannot be told apart.
MOST_TRENDS: Final = 5

#: A share is of so many articles.
SHARE_OF: Final = 10_000

_DAYS: Final = PublicationDays()
_LANGUAGES: Final = DaysByValue("language")


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """The articles of a period, in all and of each of `LANGUAGES`."""

    total: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)

    def of(self, languages: Iterable[str]) -> int:
        """Those of some languages; all of none."""
        chosen = tuple(languages)
        return sum(self.languages[each] for each in chosen) if chosen else self.total


@dataclass(frozen=True, slots=True)
class TrendPeriod:
    """A period from `first` to `last` (inclusive), and what was `published` in it.

    `value` is as that of a `Bar`. What was published are all articles that pass the filters of the
    searches, whatever they say.
    """

    value: str
    first: dt.date
    last: dt.date
    published: PeriodCounts


@dataclass(frozen=True, slots=True)
class Trend:
    """One search: how it was read, and what it finds in each period.

    `total` articles, of which `undated` stand in no period. `earliest` and `latest` are the first
    and the last of those with a day, None where there is none.
    """

    parameters: SearchParameters
    read_as: str
    notes: tuple[Message, ...]
    total: int
    undated: int
    counts: tuple[PeriodCounts, ...]
    earliest: Related | None
    latest: Related | None

    def of(self, languages: Sequence[str]) -> int:
        """The articles of all periods in some languages; in all of none."""
        return sum(counts.of(languages) for counts in self.counts)


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """Searches side by side over the same periods, of one unit, without a hole.

    `parameters` are what all of them share, without a query.
    """

    parameters: SearchParameters
    unit: str
    periods: tuple[TrendPeriod, ...]
    trends: tuple[Trend, ...]
    newest: str | None
    generation: GenerationInfo


def share(count: int, published: int) -> float | None:
    """Articles among `SHARE_OF` published; None where nothing was."""
    return count * SHARE_OF / published if published else None


def side_by_side(edition: Edition, asked: Sequence[SearchParameters]) -> TrendsPage:
    """Searches that differ in their queries only, one at least, side by side.

    Raises `BadParameterError` where one of them would be too much work.
    """
    plans = [edition.plan(parameters) for parameters in asked]
    for plan in plans:
        check_work(edition, [plan.strict.tree], shown=0)
    shared = replace(plans[0].parameters, q="")
    within = narrowing(shared)
    everything = SearchRequest(
        tree=Everything() if within is None else And((within,)),
        filters=shared.filters(),
        limit=0,
        aggregations=(_DAYS, _LANGUAGES),
    )
    requests = [everything]
    for plan in plans:
        requests += _requests(plan)
    published, *results = edition.search_many(requests)
    days = [result.counts(_DAYS) for result in results[::2]]
    unit, periods = _periods(shared, days)
    return TrendsPage(
        parameters=shared,
        unit=unit.name if unit else UNITS[0].name,
        periods=tuple(
            TrendPeriod(unit.label(first), first, last, counts)
            for (first, last), counts in zip(periods, _counts(published, periods), strict=True)
            if unit
        ),
        trends=tuple(
            _trend(edition, plan, earliest, latest, periods)
            for plan, earliest, latest in zip(plans, results[::2], results[1::2], strict=True)
        ),
        newest=edition.newest,
        generation=edition.info(),
    )


def _requests(plan: Plan) -> list[SearchRequest]:
    """What is asked of a search: its earliest article and all its days, and its latest."""
    earliest = SearchRequest(
        tree=plan.strict.tree,
        filters=plan.filters,
        sort=Sort.OLDEST,
        limit=1,
        aggregations=(_DAYS, _LANGUAGES),
        documents=True,
    )
    return [earliest, replace(earliest, sort=Sort.NEWEST, aggregations=())]


def _periods(
    shared: SearchParameters, days: Sequence[DayCounts]
) -> tuple[Unit | None, list[tuple[dt.date, dt.date]]]:
    """The periods that cover what any search finds, or what the reader bounded; their unit."""
    known = [counts for counts in days if counts.days]
    if not known:
        return None, []
    first, last = shared.first, shared.last
    begin = first.first.toordinal() if first else min(counts.days[0] for counts in known)
    end = last.last.toordinal() if last else max(counts.days[-1] for counts in known)
    unit, whole = divided(begin, end)
    # Whole, unless the reader bounds them: a share is of all that was published in a year.
    begin, end = begin if first else whole[0][0], end if last else whole[-1][1]
    return unit, [
        (dt.date.fromordinal(max(begin, start)), dt.date.fromordinal(min(end, stop)))
        for start, stop in whole
    ]


def _trend(
    edition: Edition,
    plan: Plan,
    earliest: SearchResult,
    latest: SearchResult,
    periods: Sequence[tuple[dt.date, dt.date]],
) -> Trend:
    undated = earliest.counts(_DAYS).undated
    dated = earliest.total > undated
    return Trend(
        parameters=plan.parameters,
        read_as=plan.reading.read_as,
        notes=(*plan.reading.notes, *unknown_choices(plan.parameters, edition)),
        total=earliest.total,
        undated=undated,
        counts=tuple(_counts(earliest, periods)),
        earliest=related(earliest.documents)[0] if dated else None,
        latest=related(latest.documents)[0] if dated else None,
    )


def _counts(result: SearchResult, periods: Sequence[tuple[dt.date, dt.date]]) -> list[PeriodCounts]:
    """The articles of each period; `periods` ascend and may begin later than the articles do."""
    totals = _sums(result.counts(_DAYS), periods)
    by_language = result.counts(_LANGUAGES)
    languages = {
        language: _sums(by_language.get(language, DayCounts()), periods) for language in LANGUAGES
    }
    return [
        PeriodCounts(total, {language: sums[at] for language, sums in languages.items()})
        for at, total in enumerate(totals)
    ]


def _sums(counts: DayCounts, periods: Sequence[tuple[dt.date, dt.date]]) -> list[int]:
    bounds = [(first.toordinal(), last.toordinal()) for first, last in periods]
    sums = [0] * len(bounds)
    at = 0
    for day, count in zip(counts.days, counts.counts, strict=True):
        while at < len(bounds) and bounds[at][1] < day:
            at += 1
        if at < len(bounds) and bounds[at][0] <= day:
            sums[at] += count
    return sums


#: What a reader may look at by itself: all articles, those in English, those in Chinese.
TONGUES: Final[Mapping[str, tuple[str, ...]]] = {
    "": (),
    "en": (Language.ENGLISH,),
    "zh": tuple(language for language in Language if language is not Language.ENGLISH),
}
