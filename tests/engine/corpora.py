"""Small corpora and questions for engines, made by hand or drawn by hypothesis."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from archive.model.article import Article, Document, Language
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.entity import Entity, Kind, Mention, Names
from archive.model.fields import FACET_NAMES, SINGLE_FACETS, STORY, TEXTS, VERSIONS, field_name
from archive.model.message import Message
from archive.model.query import (
    CHANGES,
    And,
    AtLeast,
    Bonus,
    Changed,
    Days,
    Everything,
    FacetFilter,
    HasId,
    HasValue,
    InStory,
    Mentions,
    MentionsYearDay,
    Near,
    Node,
    Not,
    Nothing,
    Older,
    Or,
    Phrase,
    Prefix,
    Printed,
    Ranking,
    Says,
    ScoredTerm,
    Term,
    Undated,
    YearDays,
)
from archive.model.result import SearchRequest, Sort
from archive.model.statement import Speaker, Statement
from archive.model.traits import Traits
from archive.text.phrases import sequence
from tests.analyzers import plain_analyzer
from tests.engine.counted import FIRST_DAY, aggregations, mentioned_days

NAMES = Names(
    {
        "a-person": Entity("a-person", Kind.PERSON, {"en": "Ann Person", "zh-Hant": "安人"}),
        "b-person": Entity("b-person", Kind.PERSON, {"en": "Bob Person"}, ("鮑勃",), "second"),
        "an-org": Entity("an-org", Kind.ORGANISATION, {"zh-Hans": "某机构"}),
        "an-event": Entity("an-event", Kind.EVENT, {"en": "Some Event"}),
    }
)


def document(
    number: int,
    title: str = "",
    body: str = "",
    *,
    day: int = 0,
    entities: tuple[str, ...] = (),
    language: Language = Language.ENGLISH,
    source: str = "",
    section: str | None = None,
    authors: tuple[str, ...] = (),
    agency: str = "",
    mentioned: tuple[tuple[int, int], ...] = (),
    said: tuple[tuple[int, int, str], ...] = (),
) -> Document:
    """A document with its tokens; `day` counts from 27 February 2024, 0 for undated.

    So do the ends of the intervals that it mentions. `said` are the first and last position of
    each statement, and its speaker, "" for none.
    """
    published = dt.date.fromordinal(FIRST_DAY + day) if day else None
    article = Article(
        f"id-{number:03d}",
        title,
        body,
        language,
        source,
        published,
        section=section,
        authors=authors,
        agency=agency,
    )
    mentions = tuple(
        Mention(one, NAMES.entities[one].kind, 0, 1, "x", "body", Message("test"))
        for one in entities
    )
    ordinal = published.toordinal() if published else 0
    instant = (ordinal - 719163) * 86400 if published else None
    dates = tuple(
        MentionedDate(
            dt.date.fromordinal(FIRST_DAY + first),
            dt.date.fromordinal(FIRST_DAY + last),
            Precision.RANGE,
            "",
            0,
            2,
            body[:2],
            Direction.PAST,
            Message("test"),
        )
        for first, last in mentioned
    )
    fields = plain_analyzer().analyse_article(title, body)
    traits = _traits(article, day)
    # Nobody is shown to speak whom the article does not name.
    speakers = {one: Speaker(NAMES.entities[one].kind, one) for one in entities}
    statements = tuple(
        Statement(first, last + 1, first, last, speakers.get(one), direct=False)
        for first, last, one in said
    )
    return Document(
        article, ordinal, instant, mentions, dates, fields, traits=traits, statements=statements
    )


def _traits(article: Article, day: int) -> Traits:
    """A few different ones, so that articles have some in common."""
    size = len(article.body)
    return Traits(
        source=len(article.source),
        headline=len(article.title) % 4,
        body=1 + size % 3,
        figures=day % 3,
        own=size,
        sketch=tuple(range(size % 5)),
        lines=bytes(size % 5),
        numbers=tuple(range(day % 3)),
        words=tuple(range(len(article.title) % 7)),
        passages=tuple(1 + n * size % 5 for n in range(day % 4)),
    )


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


_PIECES = (
    "香港",
    "中國",
    "中国",
    "銀行",
    "外",
    "與",
    "，",
    "。",
    " ",
    "\n\n",
    "Bank",
    "banks",
    "US",
    "us",
    "so",
    "5G",
    "1,560",
    "-",
    "'s",
    "衞生",
    "𠮷",
    "é",
)
_SOURCES = ("Post", "日報", "")
_SECTIONS = (None, "world", "local")
_AUTHORS = ("Kim", "陳")
_AGENCIES = ("AFP", "新華社", "")

#: The days of `document` at which the calendar begins and ends.
EARLIEST, LATEST = 1 - FIRST_DAY, dt.date.max.toordinal() - FIRST_DAY

#: Intervals from a day to some years long, most near each other, some centuries away.
_intervals = st.builds(
    lambda first, days: (first, min(first + days, LATEST)),
    st.one_of(st.integers(0, 8), st.integers(-900, 900), st.integers(EARLIEST, LATEST)),
    st.one_of(st.just(0), st.integers(0, 4), st.sampled_from((6, 30, 365, 3652))),
)

texts = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


@st.composite
def _said(draw: st.DrawFn) -> tuple[tuple[int, int, str], ...]:
    """Statements, none over another."""
    bounds = sorted(draw(st.lists(st.integers(0, 40), max_size=6, unique=True)))
    speakers = st.sampled_from(("a-person", "an-org", ""))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return tuple((first, last, draw(speakers)) for first, last in pairs)


@st.composite
def articles(draw: st.DrawFn, number: int) -> Document:
    """A document of this number."""
    return document(
        number,
        draw(texts),
        draw(texts),
        day=draw(st.integers(0, 6)),
        entities=draw(_some(tuple(NAMES.entities))),
        language=draw(st.sampled_from(list(Language))),
        source=draw(st.sampled_from(_SOURCES)),
        section=draw(st.sampled_from(_SECTIONS)),
        authors=draw(_some(_AUTHORS)),
        agency=draw(st.sampled_from(_AGENCIES)),
        mentioned=tuple(draw(st.lists(_intervals, max_size=4))),
        said=draw(_said()),
    )


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Up to a dozen documents."""
    return [draw(articles(number)) for number in range(draw(st.integers(0, 12)))]


_VALUES = {
    "person": ("a-person", "b-person", "nobody"),
    "organisation": ("an-org",),
    "event": ("an-event",),
    "place": ("a-place",),
    "language": ("en", "zh-Hant", "zh-Hans"),
    "source": ("Post", "日報", "none"),
    "section": ("world", "local"),
    "author": _AUTHORS,
    "agency": ("AFP", "新華社", "none"),
}


@st.composite
def nears(draw: st.DrawFn) -> Node:
    """One to four groups of words, phrases and prefixes close together in one text."""
    which = draw(st.sampled_from(TEXTS))
    return Near(field_name(which, "exact"), draw(_groups(which, 1)), draw(st.integers(0, 6)))


@st.composite
def sayings(draw: st.DrawFn) -> Node:
    """What somebody says, or that he does."""
    speakers = st.lists(st.sampled_from(("a-person", "an-org", "nobody")), max_size=2, unique=True)
    return Says(draw(st.one_of(st.none(), speakers.map(tuple))), draw(_groups("body", 0)))


@st.composite
def _groups(
    draw: st.DrawFn, which: str, least: int
) -> tuple[tuple[Term | Phrase | Prefix, ...], ...]:
    """Up to four groups of words, phrases and prefixes of one text."""
    field = field_name(which, "exact")
    quoted = st.builds(sequence, texts, st.just(which))
    part = st.one_of(
        quoted,
        st.builds(Term, st.just(field), st.sampled_from(("bank", "us", "香港", "中國", "so"))),
        st.builds(Prefix, st.just(field), st.sampled_from("bus香國")),
    )
    drawn = draw(st.lists(st.lists(part, max_size=2), min_size=least, max_size=4))
    return tuple(
        tuple(p for p in group if isinstance(p, Term | Phrase | Prefix) and p.field == field)
        for group in drawn
    )


#: 29 February lies years away from most days.
_WINDOWS = st.sampled_from((0, 1, 2, 3, 5, 9, 9, 700))


def _leaf() -> st.SearchStrategy[Node]:
    which = st.sampled_from(TEXTS)
    day = st.one_of(st.none(), st.integers(FIRST_DAY, FIRST_DAY + 7))
    mentioned = mentioned_days()
    quotes = st.builds(sequence, texts, which)
    pairs = st.sampled_from([(f, v) for f in FACET_NAMES for v in _VALUES[f]])
    words = st.sampled_from(("bank", "us", "5g", "1560", "香港", "银行", "so"))
    return st.one_of(
        quotes,
        quotes,
        st.builds(lambda t, w: Term(field_name(t, "word"), w), which, words),
        st.builds(lambda t: Term(field_name(t, "cased"), "US"), which),
        st.builds(lambda t, p: Prefix(field_name(t, "exact"), p), which, st.sampled_from("bus香")),
        nears(),
        sayings(),
        st.builds(lambda t, q: Printed(sequence(q, t), t, q), which, st.sampled_from(_PIECES[:2])),
        st.builds(lambda pair: HasValue(*pair), pairs),
        st.builds(Days, day, day),
        st.builds(YearDays, st.just(2), st.just(29), _WINDOWS),
        st.builds(Mentions, mentioned, mentioned),
        st.builds(MentionsYearDay, st.just(2), st.sampled_from((28, 29)), _WINDOWS),
        st.just(Undated()),
        st.just(Everything()),
        st.just(Nothing()),
        st.builds(HasId, st.sampled_from(("id-001", "id-999"))),
        st.builds(InStory, st.sampled_from(("id-001", "id-999"))),
        st.just(Older()),
        st.builds(Changed, st.lists(st.sampled_from(CHANGES), min_size=1, unique=True).map(tuple)),
    )


def nodes() -> st.SearchStrategy[Node]:
    """Query trees of every kind of node."""

    def groups(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        many = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(And, many),
            st.builds(Or, many),
            st.builds(Not, inner),
            st.builds(AtLeast, st.integers(0, 3), many),
        )

    return st.recursive(_leaf(), groups, max_leaves=6)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    """Questions with filters, ranking, sort and paging."""
    terms = st.builds(
        ScoredTerm,
        st.sampled_from(("title_word", "body_word", "body_exact")),
        st.sampled_from(("bank", "us", "香港", "中國", "so")),
        st.sampled_from((1.0, 2.0, 0.3)),
    )
    bonuses = st.builds(Bonus, nodes(), st.sampled_from((1.0, 4.0)))
    facet = st.sampled_from(FACET_NAMES)
    filters = {
        name: FacetFilter(name, draw(_some(_VALUES[name])), draw(_some(_VALUES[name])))
        for name in draw(st.lists(facet, max_size=2, unique=True))
    }
    return SearchRequest(
        tree=draw(nodes()),
        ranking=Ranking(
            tuple(draw(st.lists(terms, max_size=3))), tuple(draw(st.lists(bonuses, max_size=1)))
        ),
        filters=tuple(filters.values()),
        sort=draw(st.sampled_from(list(Sort))),
        offset=draw(st.integers(0, 4)),
        limit=draw(st.integers(0, 5)),
        aggregations=tuple(draw(aggregations())),
        collapse=draw(st.sampled_from((None, None, STORY, STORY, VERSIONS, *SINGLE_FACETS))),
        documents=draw(st.booleans()),
    )
