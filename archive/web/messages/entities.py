"""The words of whom a reader may mean: suggestions, and the page of an entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key -> English.
ENTITIES: Final[Mapping[str, str]] = {
    # While a query is typed
    "suggestions": "Suggestions",
    "suggestions_shown": "Suggestions: {n}",
    "suggest_word": "in headlines",
    "suggest_month": "month",
    "suggest_field": "field",
    "sounds_like": "By sound or initials:",
    # The page of an entity
    "entity_names": "Names",
    "entity_goes_on": "since {day}",
    "entity_articles": "Articles",
    "entity_search": "search all of them",
    "entity_none": "No article in the archive names it.",
    "entity_beside": "Appears with",
    "entity_beside_why": (
        "More often in the same articles than chance would have it, the surest first. "
        "The numbers are articles with both."
    ),
    "entity_words": "Words that come with it",
    "entity_words_why": (
        "Words that stand in more beginnings of its articles than in those of others in the same "
        "language, the surest first. The numbers are its articles with the word anywhere."
    ),
    "entity_in_english": "In English",
    "entity_in_chinese": "In Chinese",
    "entity_where": "Where it is named",
    "entity_why": "Why it is recognised",
    "entity_why_sample": "In the newest {n} of its {articles} articles, how many by each kind:",
    "entity_why_all": "How many of its articles by each kind:",
    "entity_said": "What was said",
    "entity_said_why": "The latest statements, quoted or reported.",
    "entity_said_all": "All {articles} with statements",
    "entity_said_reported": "reported",
    "entity_latest": "Latest",
    "entity_first": "First",
    "entity_curator": "For the curator",
    "entity_curator_why": (
        "Names are merged and rejected by command, on the machine of the archive; "
        "the next reindex honours it."
    ),
    "copy_command": "Copy the command",
    "entity_merge": "It is the same as another, whose id takes the place of ID:",
    "entity_reject": "A name that does not mean it, in place of NAME:",
    "evidence_known_name": "full name",
    "evidence_short_name": "short name of somebody named in full",
    "evidence_surname": "surname of somebody named in full",
    "evidence_guarded_name": "ambiguous name of somebody named in full",
    "evidence_lone_surname": "surname that means one person wherever it stands alone",
    "evidence_local_name": "name in a text from its own place",
    "evidence_other": "found by a language model",
}
