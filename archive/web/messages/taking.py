"""The words of what a reader takes along: quotations, citations, receipts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key -> English.
TAKING: Final[Mapping[str, str]] = {
    # A passage of an article
    "link_to_passage": "Link to this passage",
    "passage_stands": "The quoted passage stands here as it is marked.",
    "passage_moved": (
        "The article has changed since it was quoted. The passage is the same, in another place."
    ),
    "passage_gone": (
        "The article has changed since it was quoted: the passage no longer stands in it."
    ),
    "passage_in_version": "It stands in another version:",
    "where_else": "where else these words stand",
    # How an article is cited
    "cite": "Cite",
    "cite_plain": "In words",
    "cite_gbt7714": "GB/T 7714",
    "cite_ris": "RIS",
    "cite_bibtex": "BibTeX",
    "copy_citation": "Copy",
    "as_file": "as a file",
    "copy_article_link": "Copy the link to this article",
    # The receipt of a search
    "receipt": "Search receipt",
    "receipt_why": (
        "What was asked, of which generation of the archive, and what was found. The file holds "
        "the same; `manage.py check FILE` repeats it."
    ),
    "receipt_query": "Query",
    "receipt_read": "Read as",
    "receipt_filters": "Filters",
    "receipt_also": "Also searched",
    "receipt_notes": "Notes",
    "receipt_sort": "Order",
    "receipt_made": "Made",
    "receipt_generation": "Generation",
    "receipt_content": "Digest of its articles",
    "receipt_ids": "Digest of what was found",
    "receipt_found": "Found",
    "receipt_languages": "By language",
    "receipt_months": "By month",
    "receipt_file": "The receipt as a file",
    "all_articles_asked": "all articles",
    "no_filter": "none",
    "search_again": "Search again",
    # What is new of a saved search
    "new_articles": "{n} new",
    "news_of_searches": "New since you last looked: {n}",
    "no_news": "Nothing new since you last looked.",
    "news_failed": "What is new could not be loaded.",
    # Words that somebody quotes
    "check_quotation": "Check a quotation",
    "words_to_check": "Words as they are quoted",
    "check": "Check",
    "check_how": (
        "Every character counts, and every article is looked into, earlier versions and copies too."
    ),
    "quoted_alike": (
        "These words stand in no article as they are written here. Written otherwise they stand in:"
    ),
    "quoted_unknown": ("These words are too common to tell: add the words before or behind them."),
    "quoted_nowhere": "These words stand in no article.",
    "checked_in": "Checked in generation {generation}, {articles}.",
    "quoted_at": "characters {start} to {end}",
    "quoted_at_title": "headline, characters {start} to {end}",
}
