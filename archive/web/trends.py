"""Several searches over time on one chart, with a table and a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request

from archive.errors import BadParameterError
from archive.export.forms import EXPORT_FORMS
from archive.export.trends_table import share_text, trends_csv
from archive.query.checks import one_of
from archive.query.parameters import SearchParameters, is_parameter, read_parameters
from archive.search.page import Related
from archive.search.trends import (
    MOST_TRENDS,
    SHARE_OF,
    TONGUES,
    PeriodCounts,
    Trend,
    TrendPeriod,
    TrendsPage,
    share,
)
from archive.web import desk_links, errors, links
from archive.web.choices import Choice
from archive.web.contract import current_newsroom, current_service
from archive.web.language import language_pair, page_count, page_words
from archive.web.scales import time_ticks
from archive.web.trend_drawing import TrendDrawing, TrendPoint, trend_sign
from archive.web.words import number, span_words

blueprint: Final = Blueprint("trends", __name__)

#: Digits behind the point of a share on the page; the file has more.
_DIGITS: Final = 1

#: The parameters of an address.
_Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TrendCell:
    """What a search finds in a period, in counts and as a share, "" where nothing was published."""

    count: int
    share: str
    url: str


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A period with what was published in it, and a cell for each search."""

    period: str
    published: int
    cells: tuple[TrendCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """A search as it is told beside the chart: of `total` articles `counted` are drawn.

    Those are the ones with a day, in the languages chosen. `url` is "" where its own filter has
    none of these. `ends` lead to its first (true) and last use.
    """

    name: str
    total: int
    counted: int
    undated: int
    url: str
    without_url: str
    ends: tuple[tuple[bool, Related, str], ...]


def asked_trends(pairs: _Pairs) -> list[SearchParameters]:
    """The searches of an address, which has several queries; one of all articles where none.

    Raises `BadParameterError`.
    """
    queries = list(dict.fromkeys(value for name, value in pairs if name == "q" and value.strip()))
    if len(queries) > MOST_TRENDS:
        raise BadParameterError("q", "many_trends", count=len(queries), most=MOST_TRENDS)
    rest = [pair for pair in pairs if pair[0] != "q"]
    newsroom = current_newsroom()
    searches = [read_parameters([*rest, ("q", query)], newsroom) for query in queries or [""]]
    return [replace(search.as_found(), ui=search.ui) for search in searches]


def _view(pairs: _Pairs) -> tuple[_Pairs, str, str]:
    """Parameters without those of the page alone, and these: the measure and the tongue."""
    values = {desk_links.MEASURE: "", desk_links.TONGUE: ""}
    rest = []
    for name, value in pairs:
        if name in values:
            if values[name]:
                raise BadParameterError(name, "given_twice")
            values[name] = value
        else:
            rest.append((name, value))
    measure = one_of(desk_links.MEASURE, values[desk_links.MEASURE], ("", *desk_links.MEASURES))
    tongue = one_of(desk_links.TONGUE, values[desk_links.TONGUE], tuple(TONGUES))
    return rest, measure or desk_links.MEASURES[0], tongue


@blueprint.get("/trends")
def trends_page() -> str | Response:
    """Searches side by side; a form where none is asked."""
    pairs = list(request.args.items(multi=True))
    typed = [value for name, value in pairs if name == "q" and value.strip()]
    try:
        rest, measure, tongue = _view(pairs)
        asked = asked_trends(rest)
        page = current_service().trends(asked) if typed else None
    except BadParameterError as error:
        failure = errors.failure_of(error)
        asked = [SearchParameters(ui=failure.language)]
        left_out = ("q", "ui", error.parameter)
        kept = ((n, v) for n, v in pairs if is_parameter(n) and n not in left_out)
        hidden = [*kept, *language_pair().items()]
        shown = _form(asked, typed[:MOST_TRENDS], None) | {"failure": failure, "hidden": hidden}
        return make_response(render_template("trends.html", **shown), failure.status)
    if page is None:
        # Where nothing can be searched, the form is no use.
        current_service().status()
        return render_template("trends.html", **_form(asked, typed, None))
    shown = _form(asked, typed, page) | _chart(page, measure, tongue)
    return render_template("trends.html", **shown)


@blueprint.get("/trends.csv")
def trends_file() -> Response:
    """Searches side by side as a file: a line for each search, period and language."""
    page = current_service().trends(asked_trends(list(request.args.items(multi=True))))
    response = Response("".join(trends_csv(page)), mimetype=EXPORT_FORMS["csv"].mimetype)
    name = f"trends-{page.generation.name}.csv"
    response.headers.add("Content-Disposition", "attachment", filename=name)
    return response


def _form(
    asked: Sequence[SearchParameters], typed: Sequence[str], page: TrendsPage | None
) -> dict[str, object]:
    """What the page shows without a chart."""
    shared = replace(asked[0], q="")
    queries = list(dict.fromkeys(typed))
    return {
        "asked": shared,
        "page": page,
        "queries": queries,
        "fields": [*queries, *[""] * (MOST_TRENDS - len(queries))],
        "hidden": shared.pairs(),
        "pair": [("q", query) for query in queries],
        "failure": None,
    }


def _chart(page: TrendsPage, measure: str, tongue: str) -> dict[str, object]:
    """What the page shows of searches."""
    shared, languages = page.parameters, TONGUES[tongue]
    queries = [trend.parameters.q for trend in page.trends]
    rows = tuple(_rows(page, languages))
    return {
        "measure": measure,
        "tongue": tongue,
        "pair": [
            *(("q", query) for query in queries),
            *([(desk_links.MEASURE, measure)] if measure != desk_links.MEASURES[0] else ()),
            *([(desk_links.TONGUE, tongue)] if tongue else ()),
        ],
        "share_of": SHARE_OF,
        "measures": [
            Choice(name, desk_links.trends_url(shared, queries, name, tongue), name == measure)
            for name in desk_links.MEASURES
        ],
        "tongues": [
            Choice(name, desk_links.trends_url(shared, queries, measure, name), name == tongue)
            for name in TONGUES
        ],
        "trends": [_trend(page, trend, queries, measure, tongue) for trend in page.trends],
        "rows": rows,
        "drawn": _drawing(page, rows, measure, tongue),
        "trend_sign": trend_sign,
        "file_url": desk_links.trends_file_url(shared, queries),
    }


def _search(trend: Trend, languages: Sequence[str]) -> SearchParameters | None:
    """The search of a trend, in some languages where some are chosen.

    Of these those alone that its own filter has; None where it has none of them.
    """
    parameters = trend.parameters
    if not languages:
        return parameters
    own = parameters.included.get("language")
    both = tuple(language for language in languages if not own or language in own)
    return replace(parameters, included={**parameters.included, "language": both}) if both else None


def _trend(
    page: TrendsPage, trend: Trend, queries: Sequence[str], measure: str, tongue: str
) -> ShownTrend:
    query = trend.parameters.q
    others = [each for each in queries if each != query]
    languages = TONGUES[tongue]
    search = _search(trend, languages)
    ends = [
        (is_first, article)
        for is_first, article in ((True, trend.earliest), (False, trend.latest))
        if article is not None and (not languages or article.language in languages)
    ]
    return ShownTrend(
        name=query.strip(),
        total=trend.total,
        counted=trend.of(languages),
        undated=trend.undated,
        url=links.search_url(search) if search else "",
        without_url=desk_links.trends_url(page.parameters, others, measure, tongue),
        ends=tuple(
            (is_first, end, links.article_url(end.id, trend.parameters)) for is_first, end in ends
        ),
    )


def _rows(page: TrendsPage, languages: Sequence[str]) -> Iterator[TrendRow]:
    for at, period in enumerate(page.periods):
        published = period.published.of(languages)
        yield TrendRow(
            period=span_words(period.first, period.last, page.parameters.ui),
            published=published,
            cells=tuple(
                _cell(trend, trend.counts[at], period, published, languages)
                for trend in page.trends
            ),
        )


def _cell(
    trend: Trend,
    counts: PeriodCounts,
    period: TrendPeriod,
    published: int,
    languages: Sequence[str],
) -> TrendCell:
    count = counts.of(languages)
    days = period.first.isoformat(), period.last.isoformat()
    search = _search(trend, languages)
    url = links.search_url(search.with_days(*days)) if count and search else ""
    return TrendCell(count, share_text(count, published, _DIGITS) or "", url)


def _drawing(
    page: TrendsPage, rows: Sequence[TrendRow], measure: str, tongue: str
) -> TrendDrawing | None:
    """The chart; None where no search finds anything that has a day."""
    languages = TONGUES[tongue]
    if not any(trend.of(languages) for trend in page.trends):
        return None
    lines = [
        [_point(row, row.cells[number_of], trend, measure) for row in rows]
        for number_of, trend in enumerate(page.trends)
    ]
    days = [(period.first, period.last) for period in page.periods]
    return TrendDrawing(lines, time_ticks(days, page.unit), page.parameters.ui)


def _point(row: TrendRow, cell: TrendCell, trend: Trend, measure: str) -> TrendPoint:
    """A search in a period; nothing is known of a period in which nothing was published."""
    value: float | None = None
    if row.published:
        value = (
            cell.count if measure == desk_links.MEASURES[0] else share(cell.count, row.published)
        )
    words = page_words(
        "trend_point",
        name=trend.parameters.q.strip(),
        days=row.period,
        articles=page_count(cell.count, "chart_article"),
        share=cell.share,
        of=number(SHARE_OF),
    )
    return TrendPoint(value, words, cell.url)
