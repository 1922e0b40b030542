"""When articles were published, as readers of the newsroom see it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from archive.query.days import Newsroom, parse_day
from archive.web.contract import current_newsroom
from archive.web.words import day_words, span_words

#: The hour stands beside results of so many days up to the newest article.
RECENT_DAYS: Final = 7


def moment(iso: str, newsroom: Newsroom) -> tuple[str, str]:
    """The day (ISO) and the time ("06:00") in the newsroom's zone of an ISO date or instant.

    The time is "" where only a day is known. Sources that know no more often say midnight, of their
    own zone or of the newsroom's.
    """
    if "T" not in iso:
        return iso, ""
    local = dt.datetime.fromisoformat(iso).astimezone(newsroom.zone)
    said = (local.time(), dt.datetime.fromisoformat(iso).time())
    return local.date().isoformat(), "" if dt.time() in said else f"{local:%H:%M}"


def moment_words(iso: str, language: str = "en", *, since: str = "") -> str:
    """The day, and from the ISO day `since` on the time: "22 November 2025, 06:00"."""
    day, time = moment(iso, current_newsroom())
    words = day_words(day, language)
    if not time or day < since:
        return words
    return f"{words} {time}" if language.startswith("zh") else f"{words}, {time}"


def moment_figures(iso: str, *, since: str = "") -> str:
    """The same in figures: "2025-11-22 06:00"."""
    day, time = moment(iso, current_newsroom())
    return f"{day} {time}" if time and day >= since else day


def recent_since(newest: str | None) -> str:
    """The first day, ISO, of those whose times are shown; `newest` is the archive's last day."""
    if newest is None:
        return ""
    return (dt.date.fromisoformat(newest) - dt.timedelta(RECENT_DAYS - 1)).isoformat()


def asked_day_words(day: str, language: str = "en") -> str:
    """The day, week or month of a query, in ISO form, as `language` writes it."""
    span = parse_day(day, current_newsroom())
    return day if span is None else span_words(span.first, span.last, language)
