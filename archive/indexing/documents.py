"""From articles to documents: the publication day, the mentions, the tokens."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from archive.corpus.sketches import traits_of
from archive.dates.mentions import mentioned_dates
from archive.entities.candidates import candidates
from archive.entities.extractor import Extractor
from archive.entities.findings import Findings
from archive.entities.left_out import byline
from archive.entities.telling import who_is_told
from archive.indexing.limit import TooLongError, limited
from archive.model.article import Article, Document
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.entity import Kind, Mention, Names
from archive.model.fields import TEXTS
from archive.model.message import Message
from archive.quotations.statements import find_statements
from archive.text.tokens import Analyzer

_Read = TypeVar("_Read")

#: The reason of a day that is that of an event.
_EVENT: Final = "event"

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def publication(published: dt.datetime | dt.date | None, zone: ZoneInfo) -> tuple[int, int | None]:
    """The publication day as an ordinal and the instant as seconds since 1970 UTC.

    An instant's day is its day in `zone`, a day's instant is its start there. (0, None) where
    nothing is known.
    """
    if published is None:
        return 0, None
    if isinstance(published, dt.datetime):
        instant = published.astimezone(zone)
    else:
        instant = dt.datetime.combine(published, dt.time(), zone)
    return instant.date().toordinal(), int((instant - _EPOCH).total_seconds())


def _rule_dates(article: Article, day: dt.date | None) -> Iterator[MentionedDate]:
    """The days that the texts of an article mention, by rules."""
    for name in TEXTS:
        text = article.title if name == "title" else article.body
        for date in mentioned_dates(text, day, inferred=article.published_inferred):
            yield replace(date, field=name)


def _event_dates(
    mentions: Iterable[Mention], day: dt.date | None, names: Names
) -> Iterator[MentionedDate]:
    """The days of the events that an article names; an event that goes on gives none."""
    for mention in mentions:
        event = names.of(mention) if mention.kind is Kind.EVENT else None
        for first, last in event.days if event else ():
            if last is None:
                continue
            coming = day is not None and first > day
            yield MentionedDate(
                first,
                last,
                Precision.DAY if first == last else Precision.RANGE,
                "",
                mention.start,
                mention.end,
                mention.text,
                Direction.COMING if coming else Direction.PAST,
                Message.of("event", event=mention.entity),
                mention.field,
            )


def _with_byline(article: Article) -> tuple[Article]:
    authors, agency = byline(article)
    return (replace(article, authors=authors, agency=agency),)


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document, and the words for what was left out of it, as it took too long to read.

    `seconds` of processor time went into each stage that was done.
    """

    document: Document
    unread: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


class _Stages:
    """The processor time of stages, one after the other."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.process_time()

    def done(self, stage: str) -> None:
        """A stage is done that began when the one before was."""
        now = time.process_time()
        self.seconds[stage] = now - self._since
        self._since = now


class Reader(NamedTuple):
    """What reads names and days: `names` knows the days of events, `zone` is the newsroom's."""

    extractor: Extractor
    names: Names
    zone: ZoneInfo


class Redo(NamedTuple):
    """Which parts of a document are made anew; the others stay as they were.

    Who says what follows from the names: it is made anew where these are.
    """

    names: bool = True
    dates: bool = True
    quotations: bool = True


def make_document(
    article: Article, findings: Findings, reader: Reader, analyzer: Analyzer
) -> Analysed:
    """The document of an article in which models found this.

    Names and dates whose reading takes longer than the limit are left out.
    """
    read = renew_document(Document(article), findings, reader, Redo())
    stages = _Stages()
    fields = analyzer.analyse_article(article.title, article.body)
    stages.done("tokens")
    # After the tokens: the folded text is still remembered.
    traits = traits_of(article)
    stages.done("copies")
    document = replace(read.document, fields=fields, traits=traits)
    return Analysed(document, read.unread, {**read.seconds, **stages.seconds})


def renew_document(before: Document, findings: Findings, reader: Reader, redo: Redo) -> Analysed:
    """A document of which names, days or statements are read anew; it has no tokens."""
    unread: list[str] = []
    stages = _Stages()
    article = before.article
    for whole in _in_time("byline", partial(_with_byline, article), unread):
        article = whole
    day, instant = publication(article.published, reader.zone)
    today = dt.date.fromordinal(day) if day else None
    mentions, proposed, told = before.mentions, before.proposed, before.told
    if redo.names:
        named = _in_time("names", lambda: _named(article, findings, reader), unread)
        mentions, proposed, told = named or ((), (), ())
        stages.done("entities")
    by_rules = tuple(date for date in before.dates if date.why.code != _EVENT)
    if redo.dates:
        by_rules = _in_time("dates", lambda: tuple(_rule_dates(article, today)), unread)
        stages.done("dates")
    statements = before.statements
    if redo.names or redo.quotations:
        found = partial(find_statements, article.body, mentions)
        statements = _in_time("quotations", found, unread)
        stages.done("quotations")
    dates = [*by_rules, *_event_dates(mentions, today, reader.names)]
    document = Document(
        article=article,
        day=day,
        instant=instant,
        mentions=mentions,
        dates=tuple(sorted(dates, key=lambda date: (date.field == "body", date.start))),
        proposed=proposed,
        told=told,
        statements=statements,
    )
    return Analysed(document, tuple(unread), stages.seconds)


_Proposed = tuple[tuple[Kind, str], ...]


def _named(
    article: Article, findings: Findings, reader: Reader
) -> tuple[tuple[Mention, ...], _Proposed, _Proposed]:
    """The mentions of an article, and the different names that models propose, sorted.

    Last come those of them of which the article tells who that is.
    """
    found = candidates(article, findings)
    proposed = {(candidate.kind, candidate.name) for candidate in found if not candidate.lone}
    mentions = reader.extractor.mentions(article, findings)
    return mentions, tuple(sorted(proposed)), tuple(sorted(who_is_told(article, found)))


def _in_time(what: str, read: Callable[[], _Read], unread: list[str]) -> _Read | tuple[()]:
    """What is read in an article; where that takes too long nothing is, and `unread` says what."""
    try:
        return limited(read)
    except TooLongError:
        unread.append(what)
        return ()
