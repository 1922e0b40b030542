"""Articles that stand in no bar of a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from archive.search.page import ResultPage
from archive.web import links
from archive.web.language import page_words


@dataclass(frozen=True, slots=True)
class Apart:
    """Articles that stand in no bar: what they are, and the search for them ("" for none)."""

    words: str
    count: int
    url: str = ""


def undated_apart(page: ResultPage) -> tuple[Apart, ...]:
    """Of publication days: those without one."""
    undated = page.timeline.undated
    if not undated:
        return ()
    return (Apart(page_words("chart_undated"), undated, links.undated_url(page.parameters)),)


def mentioned_apart(page: ResultPage) -> tuple[Apart, ...]:
    """Of days mentioned: earlier and later ones than the bars', longer times, and none."""
    parameters, timeline = page.parameters, page.mentioned
    apart = []
    if timeline.earlier:
        last = _day_beside(timeline.bars[0].first, -1)
        url = links.mentioned_url(parameters, "", last)
        apart.append(Apart(page_words("chart_earlier"), timeline.earlier, url))
    if timeline.later:
        first = _day_beside(timeline.bars[-1].last, 1)
        url = links.mentioned_url(parameters, first, "")
        apart.append(Apart(page_words("chart_later"), timeline.later, url))
    if timeline.wider:
        apart.append(Apart(page_words("chart_wider"), timeline.wider))
    if timeline.undated:
        apart.append(Apart(page_words("chart_no_day"), timeline.undated))
    return tuple(apart)


def _day_beside(iso: str, days: int) -> str:
    """The day some days after another; "" where the calendar has none."""
    try:
        return (date.fromisoformat(iso) + timedelta(days)).isoformat()
    except OverflowError:
        return ""
