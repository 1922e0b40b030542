"""What decides which names are shown, once all articles are known."""

from __future__ import annotations

from typing import Protocol

from archive.model.entity import Kind


class NameRule(Protocol):
    """Says which names that link to nobody are shown. Pure."""

    def is_shown(
        self, kind: Kind, name: str, articles: int, otherwise: int, told: int = 0, /
    ) -> bool:
        """Whether a name is shown as one of a kind.

        `articles` with different texts are proposed to name somebody or something of this kind so,
        `otherwise` are proposed to name another kind so; `told` of the articles tell who that is.
        """


class EveryName:
    """Shows every name."""

    def is_shown(
        self, _kind: Kind, _name: str, _articles: int, _otherwise: int, _told: int = 0, /
    ) -> bool:
        """See `NameRule`."""
        return True
