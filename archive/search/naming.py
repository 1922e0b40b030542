"""Whom a reader means: what may be meant while it is typed, and what the archive holds of it."""

from __future__ import annotations

from archive.model.language import LANGUAGES
from archive.query.budget import refusing
from archive.search.completing import sounding, typed_suggestions
from archive.search.library import Library
from archive.search.profile import EntityPage, entity_page
from archive.search.typed import TypedSuggestion


class NamingService:
    """Answers whom a name means. Safe for many threads at once."""

    _library: Library

    def suggestions(self, typed: str, language: str) -> tuple[TypedSuggestion, ...]:
        """What a reader may be typing, whose page is in a language."""
        with self._library.reading() as edition:
            return typed_suggestions(edition, typed, language)

    def sounding(self, text: str) -> tuple[TypedSuggestion, ...]:
        """The entities whose name sounds like a text, or whose initials it is."""
        with self._library.reading() as edition:
            return sounding(edition, text)

    def entity(self, entity: str, language: str = LANGUAGES[0]) -> EntityPage:
        """What the archive holds of an entity, for a reader of a language.

        Raises `EntityNotFoundError`.
        """
        with self._library.reading() as edition, refusing():
            return entity_page(edition, entity, language)
