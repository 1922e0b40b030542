"""A statement while a body is read."""

from __future__ import annotations

from typing import NamedTuple

from archive.model.statement import Speaker


class SaidSpan(NamedTuple):
    """A stretch of a body that is said, half-open, and by whom."""

    start: int
    end: int
    speaker: Speaker | None
