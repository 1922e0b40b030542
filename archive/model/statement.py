"""What somebody says in an article: a stretch of its body, and who says it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.entity import Kind


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or an organisation that speaks: the id of an entity, or of a name that links to
    nobody, with its kind."""

    kind: Kind
    entity: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said in one go, in somebody's own words or reported.

    `start` and `end` are the half-open span of code points of the article's body that is said,
    quotation marks and all; `first` and `last` are the positions of its first and last word or Han
    character in the field `body_exact`. `speaker` is None where nobody is named, or nobody who is
    told in full. `direct`: all of it stands in quotation marks.
    """

    start: int
    end: int
    first: int
    last: int
    speaker: Speaker | None
    direct: bool
