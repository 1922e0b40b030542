"""The words of what helps a reader through many results: bearers, the pane, what is kept, home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key -> English.
DESK: Final[Mapping[str, str]] = {
    # Whom a query names
    "by_language": "(English {english} · Chinese {chinese})",
    "search_person": "search the person",
    "search_organisation": "search the organisation",
    "search_event": "search the event",
    "search_place": "search the place",
    # The first page
    "try": "Try",
    "example_name": "a person, under every name",
    "example_together": "both in one article",
    "example_month": "an organisation in one month",
    "holds": "What the archive holds",
    "holds_by_month": "Articles by month; each source to its own scale.",
    "holds_by_year": "Articles by year; each source to its own scale.",
    "holds_table": "All numbers",
    "no_source": "without a source",
    "newest_articles": "Newest",
    "all_articles": "All {articles}, newest first",
    # What a reader keeps
    "kept": "Kept",
    "keep": "Keep",
    "kept_full": "The list is full: remove an article to keep another.",
    "kept_why": (
        "What you keep stays in this browser. Whoever has the link to this list sees the same "
        "articles."
    ),
    "kept_needs_script": "To keep articles, switch JavaScript on.",
    "kept_articles": "Articles",
    "nothing_kept": "No article is kept here. Tick the box beside a result to keep it.",
    "not_held": "Not in the archive, or no longer:",
    "copy_link": "Copy the link",
    "copy_list": "Copy the list",
    "keep_all": "Keep all",
    "keep_none": "Remove all",
    "copied": "Copied.",
    "not_copied": "Your browser does not allow it: copy what is selected below.",
    "saved_searches": "Saved searches",
    "save_search": "Save this search",
    "search_saved": "Saved",
    "forget": "Remove",
    # What is taken away
    "take_away": "Export",
    "take_all": "All {articles}, in this order:",
    "take_csv": "for a spreadsheet",
    "take_jsonl": "for a program",
    "take_ris": "for a reference manager",
    "take_feed": "Feed",
    "take_feed_why": "new articles as they come in",
    "feed_title": "{query} – {archive}",
    "feed_all": "All articles",
    "feed_across": "{articles}, and {others} with the words in the other language",
    "take_across": "with the articles in the other language that have all its words, each marked",
    # The reading pane
    "pane": "Article",
    "open_article": "Open on its own page",
    "article_failed": "The article could not be loaded.",
    "key_keep": "keep the result, or stop keeping it",
    # Copies and versions
    "copies": "Copies",
    "copies_fold": "Grouped",
    "copies_all": "One by one",
    "versions": "Versions",
    "versions_newest": "Latest",
    "versions_all": "All",
    "stories": " ({stories})",
    "search_versions": "search all versions",
    "newer_version": "There is a newer version of this article.",
    "open_newest": "Open the newest version",
    "other_versions": "Other versions",
    "printed_elsewhere": "Other printings of this report",
    "what_differs": "compare",
    "also_stands": "This paragraph also appears in:",
    "compare": "Differences",
    "compare_stays": "{percent}% of the first text is also in the second.",
    "compare_same": "The texts are the same, apart from script, capitals and spacing.",
    "compare_numbers": "Numbers",
    "compare_names": "People and organisations",
    "compare_texts": "Text",
    "compare_legend": "Struck out: only in the first. Underlined: only in the second.",
    "compare_first": "first",
    "compare_second": "second",
    # An article
    "previous_result": "Previous result",
    "next_result": "Next result",
    "show_names": "Names and days",
}
