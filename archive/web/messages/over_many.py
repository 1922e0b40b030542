"""The words of what is asked of many articles at once: lists of names, lines, trends, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key -> English.
OVER_MANY: Final[Mapping[str, str]] = {
    # A list of names
    "batch": "Count a list of names",
    "batch_names": "Names, one a line",
    "batch_file": "Or a file of names, as text in UTF-8",
    "batch_how": (
        "Up to {most} names in any script, of {longest} characters at most. Each is searched as it "
        "stands, with its other names where the archive knows one bearer. Nothing you send is kept."
    ),
    "batch_count": "Count",
    "batch_csv": "Count as CSV",
    "batch_line": "Line",
    "batch_name": "Name",
    "batch_total": "Articles",
    "batch_first": "First",
    "batch_last": "Last",
    "batch_sources": "Most in",
    "batch_also": "also {names}",
    "batch_bad": "Lines that are not counted",
    "batch_bad_line": "Line {line}",
    "batch_counted": "What the archive has of each name",
    # Every occurrence in context
    "in_context": "In context",
    "context_of": "Search, every occurrence in context",
    "context_order": "Order of the lines",
    "by_left": "Words before",
    "by_right": "Words after",
    "context_when": "Published",
    "context_before": "Before",
    "context_place": "Match",
    "context_after": "After",
    "context_title": "headline",
    "context_lines": "{first}–{last} of {places}",
    "context_first_lines": "{first}–{last}",
    "context_in": " in {articles}",
    "context_sorted": "sorted among the first {places}; the file has all.",
    "context_most": "The first {places} are listed; the file has all.",
    "context_none": "There is no occurrence to show: type words that stand in articles.",
    "context_past": "There is no line on this page.",
    "context_file": "All lines as CSV",
    "context_results": "Back to the results",
    # Trends
    "trends": "Trends",
    "trends_how": (
        "Up to five searches over time. Each may be anything that the search box takes; filters of "
        "the search that led here hold for all."
    ),
    "trend_search": "Search {n}",
    "trends_draw": "Draw",
    "trends_measure": "Measure",
    "measure_articles": "Articles",
    "measure_share": "Per {of} published",
    "trends_tongue": "Language of the articles",
    "tongue_all": "All",
    "tongue_en": "English",
    "tongue_zh": "Chinese",
    "trend_point": "{name}, {days}: {articles}, {share} per {of} published",
    "trend_undated": "{n} without a date",
    "trend_first": "First:",
    "trend_last": "Last:",
    "trend_without": "leave out",
    "trends_table": "All numbers",
    "trends_published": "Published",
    "trends_file": "As CSV, by language",
    "trends_none": "None of these searches finds an article with a date.",
    "trends_legend": "Searches",
    "trends_brackets": "In brackets: per {of} articles published.",
    # Where the archive is empty
    "gaps_here": "For these days, sources and languages the archive has nothing from",
    "gaps_all": "The archive has nothing from",
}
