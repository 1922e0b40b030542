"""The words of the page that tells what the archive holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key -> English.
ABOUT: Final[Mapping[str, str]] = {
    "about_archive": "About this archive",
    "about_extent": "{articles} from {sources}, in English, Traditional and Simplified Chinese.",
    "about_built": "Last built on {day} (generation {name}).",
    # What is logged
    "logged": "What is logged",
    "logged_nothing": "What you type here is not logged: no query, no filter and no visitor.",
    "logged_queries": (
        "What you type here is logged, though not who typed it: whoever runs this archive has "
        "chosen so."
    ),
    "logged_requests": (
        "Of each page that is asked for, the log tells its kind, how long it took and how many "
        "articles it found."
    ),
    "logged_failures": (
        "Where the archive fails to answer, its log says why, and not what was asked."
    ),
    "logged_browser": (
        "Which articles you have read or kept, which searches you have saved and whether single "
        "keys are on, only your own browser remembers."
    ),
    # What it holds
    "about_meaning_used": (
        "Articles in the other language are also found by what they mean, with a model on this "
        "machine."
    ),
    "about_meaning_absent": (
        "Meanings are not compared: the model is not installed. Searches are answered by words."
    ),
    "about_meaning_damaged": (
        "Meanings are not compared: the model is damaged. Searches are answered by words."
    ),
    "about_meaning_unmade": (
        "Meanings are not compared: the index was built without them. Searches are answered by "
        "words."
    ),
    "about_meaning_unreadable": (
        "Meanings are not compared: what the index knows of them is damaged. Searches are answered "
        "by words."
    ),
    "about_meaning_other": (
        "Meanings are not compared: the index was built with another version of the model. "
        "Searches are answered by words."
    ),
    "about_holds": "What the archive holds",
    "about_holds_links": "Articles of each source by month. Every number leads to its articles.",
    "year_column": "Year",
    "all_months": "All",
    "about_holds_nothing": "The archive is empty.",
    "about_gaps": "No source has anything from",
    "source_gaps": "Nothing from",
    "gaps_more": "and {n} shorter gaps",
    "month_1": "Jan",
    "month_2": "Feb",
    "month_3": "Mar",
    "month_4": "Apr",
    "month_5": "May",
    "month_6": "Jun",
    "month_7": "Jul",
    "month_8": "Aug",
    "month_9": "Sep",
    "month_10": "Oct",
    "month_11": "Nov",
    "month_12": "Dec",
}
