"""The words of every message, in the languages of the interface: one file a subject."""

from __future__ import annotations

from typing import TypeAlias

#: What is said in English, Traditional and Simplified Chinese, the order of
#: `archive.model.language.LANGUAGES`; the names of a message's values stand in braces.
Wording: TypeAlias = tuple[str, str, str]
