"""What is shown: a page of results, an article, the state of the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from archive.model.article import Document
from archive.model.entity import Entity, Kind, Mention
from archive.model.quotation import QuotedSpan
from archive.model.result import GenerationInfo
from archive.query.parameters import SearchParameters
from archive.search.told import Reading
from archive.text.snippets import Fragment

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ShownWithout:
    """A search that finds nothing, with one thing less: `parameters` find `count` articles.

    `kind` is "word" or "query", which `value` is, or that of an `ActiveFilter` with its value.
    """

    kind: str
    value: str
    parameters: SearchParameters
    count: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """An entity named in one language."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Related:
    """An article beside another that says the same or what it said before.

    `published` is ISO, `published_inferred` where no source gave it. It is `later` where it is a
    later version, or was printed later.
    """

    id: str
    title: str
    source: str
    published: str | None
    published_inferred: bool
    language: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One result. Marks are half-open spans of code points of the text they stand beside.

    `published` is ISO, `published_inferred` where no source gave it. `matched_in` names the texts
    that hold a mark ("title", "body"), `named` of each kind that acts those it mentions, `speakers`
    who says what was asked to be said. It stands for so many more matching articles, `copies`, of
    which `folded` has the first, and has so many earlier or later `versions`.
    """

    id: str
    title: str
    url: str | None
    published: str | None
    published_inferred: bool
    language: str
    source: str
    section: str | None
    authors: tuple[str, ...]
    score: float
    title_marks: Marks
    snippets: tuple[Fragment, ...]
    matched_in: tuple[str, ...]
    named: Mapping[Kind, tuple[Label, ...]]
    speakers: tuple[Label, ...] = ()
    copies: int = 0
    versions: int = 0
    folded: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value of a facet. `labels` has a name per language for entities, and the value itself
    otherwise."""

    value: str
    labels: Mapping[str, str]
    count: int
    selected: bool
    excluded: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """The values of a facet by count; chosen and excluded ones are always among them.

    `distinct` is how many values have a count, listed or not.
    """

    values: tuple[ShownValue, ...]
    distinct: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the timeline: articles from `first` to `last` (ISO days, inclusive).

    `value` is 2025-09-03, 2025-W36, 2025-09, 2025-Q3, 2025, 1990s or 1900-1999, by the timeline's
    unit.
    """

    value: str
    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles by publication day: at most 40 bars without a hole, and the undated.

    `unit` is day, week, month, quarter, year, decade, century or
    millennium.
    """

    unit: str
    bars: tuple[Bar, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Share:
    """What makes up a bar of publication days: articles in English, and in Chinese of any script.

    `gap`: the archive holds nothing at all from the months that the bar touches.
    """

    english: int
    chinese: int
    gap: bool


@dataclass(frozen=True, slots=True)
class EmptyStretch:
    """Days, both included, from which there is nothing; whole months, but where a range ends."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class MentionedTimeline(Timeline):
    """Articles by the days they mention; one may stand in many bars.

    `undated` mention no day. `earlier` and `later` mention days before the first and after the
    last bar, `wider` only stretches that lie in no bar.
    """

    earlier: int = 0
    later: int = 0
    wider: int = 0


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of results. `lines` is how many entries there are to page through.

    `shares` has one value for each bar of `timeline`. `oldest` and `newest` are the ISO days of the
    archive's first and last article, `latest` is the ISO day or instant of the last. `relaxed`
    nearly match; no count includes them. `without` tells what one word or filter less would find,
    where nothing is found. Of `outdated` articles only an older version matches. Where little is
    found, `gaps` are those of the archive among the days, sources and languages asked for.
    """

    parameters: SearchParameters
    reading: Reading
    total: int
    lines: int
    took_ms: float
    generation: GenerationInfo
    oldest: str | None
    newest: str | None
    latest: str | None
    hits: tuple[ShownHit, ...]
    facets: Mapping[str, ShownFacet]
    timeline: Timeline
    shares: tuple[Share, ...]
    mentioned: MentionedTimeline
    relaxed: tuple[ShownHit, ...] = ()
    without: tuple[ShownWithout, ...] = ()
    outdated: int = 0
    gaps: tuple[EmptyStretch, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.lines // self.parameters.size))


@dataclass(frozen=True, slots=True)
class ListedPage:
    """Articles that were asked for by their ids, in that order; `missing` are ids of none.

    `newest` is the ISO day of the archive's last article.
    """

    hits: tuple[ShownHit, ...]
    missing: tuple[str, ...]
    newest: str | None


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity in an article with every place that names it.

    `listed`: it is a value of a facet; a surname alone is told in its own article only.
    """

    entity: Entity
    label: str
    mentions: tuple[Mention, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A paragraph of an article that other stories have too: its place, and where it stands.

    `articles` are the earliest of `count`.
    """

    start: int
    end: int
    count: int
    articles: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class OpenedQuotation:
    """A passage that somebody quotes from an article.

    `span` is where it stands now, `moved` from where it stood; None where the article has it no
    more. Then `elsewhere` are other versions that have it, the latest first, and where.
    """

    span: QuotedSpan | None
    moved: bool = False
    elsewhere: tuple[tuple[Related, QuotedSpan], ...] = ()


@dataclass(frozen=True, slots=True)
class LikeArticle:
    """An article that is like another, and what both have: names, words as it prints them, days.

    It stands for so many `copies` besides. Days are first and last, both included.
    """

    article: Related
    copies: int
    names: tuple[Label, ...]
    words: tuple[str, ...]
    days: tuple[tuple[dt.date, dt.date], ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with what a query marks in it. `named` has the entities of every kind.

    `versions` are its other versions, the earliest first, `copies` what others printed of it;
    `newest` is the id of the newest version, itself if it is. Other stories have `passages` too.
    `quotation` is the passage that the address quotes. `like` are about the same, the likest first.
    """

    document: Document
    named: Mapping[Kind, tuple[NamedEntity, ...]]
    title_marks: Marks
    body_marks: Marks
    generation: GenerationInfo
    newest: str
    versions: tuple[Related, ...] = ()
    copies: tuple[Related, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    quotation: OpenedQuotation | None = None
    like: tuple[LikeArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """How many articles of one source were published in one month (ISO month, "" undated)."""

    source: str
    month: str
    count: int
