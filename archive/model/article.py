"""An article as its source published it, and the document the engine keeps of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from archive.model.dates import MentionedDate
from archive.model.days import innermost
from archive.model.entity import Kind, Mention
from archive.model.language import Language as Language
from archive.model.statement import Statement
from archive.model.traits import NO_TRAITS, Traits


class Place(NamedTuple):
    """Where a source says something: the path of its file, and where in that ("line 12")."""

    file: str
    within: str


class Status(StrEnum):
    """Whether a source lets an article be used, in the words of IPTC's publishing status."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Note:
    """What was odd about an article that is kept.

    `code` is counted in the report ("day-unreadable"); `detail` is one line for the administrator
    that shows the value.
    """

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Article:
    """What a source published.

    `published` is an aware datetime where the source gives a time, a date where it gives only a
    day, None where it gives nothing. `title` and `body` are the texts that every offset in the
    archive counts into (Unicode code points, half-open); a blank line separates paragraphs of
    `body`. `agency` is the news agency that it comes from, "" for none. `not_before` and `expires`
    are aware instants, half-open: the source lets it be shown from the one until the other.
    `replaces` is the id of the article that this one takes the place of, "" for none.

    `place` is where it was read, None where it comes from no source; `notes` are what was odd
    there. No source publishes either.
    """

    id: str
    title: str
    body: str
    language: Language
    source: str = ""
    published: dt.datetime | dt.date | None = None
    published_inferred: bool = False
    url: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    agency: str = ""
    not_before: dt.datetime | None = None
    expires: dt.datetime | None = None
    status: Status = Status.USABLE
    replaces: str = ""
    notes: tuple[Note, ...] = field(default=(), compare=False, repr=False)
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one field of one document.

    `positions[i]` is the position of `terms[i]`; several terms may share one. Fields that keep no
    positions leave the tuple empty and repeat a term as often as it occurs.
    """

    terms: list[str]
    positions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the engine stores it: with its entities and its tokens.

    `day` is the publication day in the newsroom's zone as a proleptic Gregorian ordinal
    (`date.toordinal`), 0 where unknown; `instant` is seconds since 1970 UTC (the start of the day
    in the newsroom's zone where only a day is known), None where unknown. `dates` are the days that
    its texts mention, `statements` what its body says that somebody says. `proposed` are the
    different names that models propose, sorted: how many articles agree on one decides whether it
    is shown, and whether some article tells who that is: `told` are those of which this one does.
    `fields` maps a field name of
    `archive.model.fields` to its tokens, `traits` tell copies and versions; both are empty when
    read back from an engine.
    """

    article: Article
    day: int = 0
    instant: int | None = None
    mentions: tuple[Mention, ...] = ()
    dates: tuple[MentionedDate, ...] = ()
    fields: Mapping[str, Tokens] = field(default_factory=dict)
    proposed: tuple[tuple[Kind, str], ...] = ()
    told: tuple[tuple[Kind, str], ...] = ()
    statements: tuple[Statement, ...] = ()
    traits: Traits = field(default=NO_TRAITS, compare=False, repr=False)

    def mentioned_days(self) -> tuple[tuple[int, int], ...]:
        """The closed intervals of ordinals that the texts mention, ascending.

        Those that contain another are left out: a search for what lies inside some stretch of time
        finds the same without them. So both ends ascend.
        """
        return innermost(
            (mentioned.first.toordinal(), mentioned.last.toordinal()) for mentioned in self.dates
        )
