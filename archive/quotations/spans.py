"""A statement, and who makes it, while a body is read."""

from __future__ import annotations

from typing import NamedTuple

from archive.model.statement import Speaker


class SaidSpan(NamedTuple):
    """A stretch of a body that is said, half-open, and by whom."""

    start: int
    end: int
    speaker: Speaker | None


class FoundSpeaker(NamedTuple):
    """Who speaks, and where the words begin that say so.

    `new` where somebody is named for it, `cited` where another who speaks tells of it, `thing`
    where it is a paper that says so: "he" is then who was meant before. `human` where somebody
    speaks for a body: "he" is then the body's. `taken` where a model takes that person for a body:
    "the company" is then who was meant before.
    """

    speaker: Speaker | None
    start: int
    new: bool = True
    cited: bool = False
    thing: bool = False
    human: bool = False
    taken: bool = False
