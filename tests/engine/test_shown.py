"""What is shown of names and days follows from all articles together, as the oracle has it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.engine.whoosh import build as whoosh_build
from archive.engine.whoosh import said as said_module
from archive.engine.whoosh import sharing as sharing_module
from archive.engine.whoosh import shown as shown_module
from archive.model.article import Document
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.entity import Kind, Mention, candidate_id
from archive.model.fields import ENTITY_FACETS
from archive.model.message import Message
from archive.model.query import Everything, Mentions
from archive.model.result import SearchRequest
from archive.model.shown import EveryName, NameRule
from archive.text import edges
from archive.text.edges import REPEATED_LINE
from tests.engine.corpora import NAMES, document
from tests.engine.counted import COUNTED
from tests.engine.naive_store import NaiveStore

NOTE = "Ann Person edits this paper."
NAME = candidate_id("Eve Doe")


class Agreed:
    """Shows a name that two articles propose, or one tells of, more than as another kind."""

    def is_shown(
        self, _kind: Kind, _name: str, articles: int, otherwise: int, told: int = 0, /
    ) -> bool:
        return (articles >= 2 or told >= 1) and articles > otherwise


def mention(entity: str, kind: Kind, start: int, end: int, field: str = "body") -> Mention:
    return Mention(entity, kind, start, end, "x", field, Message("test"))


def day(first: int, last: int, start: int, end: int, field: str = "body") -> MentionedDate:
    text = "x" * (end - start)
    return MentionedDate(
        dt.date.fromordinal(739_000 + first),
        dt.date.fromordinal(739_000 + last),
        Precision.RANGE,
        "",
        start,
        end,
        text,
        Direction.PAST,
        Message("test"),
        field,
    )


def noted(number: int, note: str = NOTE) -> Document:
    """An article that names somebody in its news and somebody in a note at its end."""
    body = f"Bob Person spoke on day {number}.\n\n{note}"
    at = body.index(note)
    made = document(number, "Title", body)
    mentions = (
        mention("b-person", Kind.PERSON, 0, 10),
        mention("a-person", Kind.PERSON, at, at + 10),
    )
    dates = (day(number, number, 20, 25), day(400, 400, at, at + 5))
    return replace(made, mentions=mentions, dates=dates)


Opened = Callable[[str], Searcher]


@pytest.fixture(params=["whoosh", "naive"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Store, Opened]:
    if request.param == "naive":
        store = NaiveStore()
        return store, store.open
    return open_store("whoosh", tmp_path), lambda name: open_searcher("whoosh", tmp_path, name)


def people(searcher: Searcher) -> list[tuple[str, int]]:
    counts = searcher.search(SearchRequest(aggregations=COUNTED)).aggregations
    facet = next(counts[one] for one in COUNTED if getattr(one, "facet", "") == "person")
    return [(value.value, value.count) for value in facet.values]


@pytest.mark.parametrize("articles, hidden", [(REPEATED_LINE - 1, False), (REPEATED_LINE, True)])
def test_names_and_days_in_furniture_are_not_the_articles(
    engine: tuple[Store, Opened], articles: int, *, hidden: bool
) -> None:
    store, opened = engine
    build = store.begin("a")
    for number in range(articles):
        build.add(noted(number))
    build.commit(NAMES)
    with closing(opened(build.name)) as searcher:
        expected = [("b-person", articles)]
        assert people(searcher) == (expected if hidden else [("a-person", articles), *expected])
        first = searcher.get("id-000")
        assert [one.entity for one in first.mentions] == ["b-person", "a-person"][: 2 - hidden]
        assert len(first.dates) == 2 - hidden
        said = Mentions(739_400, 739_400)
        assert searcher.count(said) == (0 if hidden else articles)
        assert searcher.count(Mentions(739_001, 739_001)) == 1


def test_a_short_line_is_news_for_its_day(engine: tuple[Store, Opened]) -> None:
    """So many companies pay on one day; what many articles say of a day at length is a note."""
    store, opened = engine
    build = store.begin("a")
    for number in range(REPEATED_LINE):
        body = f"Company {number} pays.\n\nPay May 15\n\nThe paper came out first on May 15."
        short, long_ = body.index("May 15"), body.rindex("May 15")
        dates = (day(1, 1, short, short + 6), day(2, 2, long_, long_ + 6))
        build.add(replace(document(number, "Title", body), dates=dates))
    build.commit(NAMES)
    with closing(opened(build.name)) as searcher:
        assert searcher.count(Mentions(739_001, 739_001)) == REPEATED_LINE
        assert searcher.count(Mentions(739_002, 739_002)) == 0
        assert [date.first.toordinal() for date in searcher.get("id-000").dates] == [739_001]


def test_what_one_article_more_or_less_shows_and_hides(engine: tuple[Store, Opened]) -> None:
    """Documents that are not touched are shown otherwise; nothing of them is lost."""
    store, opened = engine
    build = store.begin("a")
    for number in range(REPEATED_LINE - 1):
        build.add(noted(number))
    build.commit(NAMES)
    onto = build.name
    for change, hidden in (("add", True), ("delete", False)):
        build = store.begin("a", onto)
        if change == "add":
            build.add(noted(99))
        else:
            build.delete("id-000")
        build.commit(NAMES)
        onto = build.name
        with closing(opened(onto)) as searcher:
            assert ("a-person" not in dict(people(searcher))) == hidden
            assert len(searcher.get("id-001").dates) == 2 - hidden


def test_copies_of_one_text_agree_on_nothing(engine: tuple[Store, Opened]) -> None:
    store, opened = engine
    build = store.begin("a")
    for number, body in enumerate(("Eve Doe sang.", "Eve Doe sang.", "Nothing else.")):
        made = document(number, f"Title {number}", body)
        proposed = ((Kind.PERSON, "Eve Doe"),) if number < 2 else ()
        named = (mention(NAME, Kind.PERSON, 0, 7),) if proposed else ()
        build.add(replace(made, mentions=named, proposed=proposed))
    build.commit(NAMES, Agreed())
    with closing(opened(build.name)) as searcher:
        assert people(searcher) == []
        assert searcher.get("id-000").mentions == ()
        assert searcher.get("id-000").proposed == ((Kind.PERSON, "Eve Doe"),)


_LINES = (
    "Bob Person spoke here.",
    "A note of this paper",
    "short",
    "",
    "Another long line.",
    "Pay May 15",
    "版權所有不得轉載",
)
_ENTITIES = ("a-person", "b-person", "an-org", "an-event", NAME, candidate_id("港人"))


@st.composite
def spoken(draw: st.DrawFn, number: int) -> Document:
    """A document of some lines, with names and days anywhere in them."""
    body = "\n".join(draw(st.lists(st.sampled_from(_LINES), min_size=1, max_size=8)))
    title = draw(st.sampled_from(("", "A title")))
    made = document(number, title, body, day=draw(st.integers(0, 3)))
    places = st.tuples(st.integers(0, len(body)), st.integers(0, 6))
    fields = st.sampled_from(("title", "body"))

    def named() -> Mention:
        entity = draw(st.sampled_from(_ENTITIES))
        known = NAMES.entities.get(entity)
        kind = known.kind if known else draw(st.sampled_from((Kind.PERSON, Kind.ORGANISATION)))
        start, length = draw(places)
        return mention(entity, kind, start, min(start + length, len(body)), draw(fields))

    def dated() -> MentionedDate:
        first, length = draw(st.integers(0, 9)), draw(st.integers(0, 4))
        start, size = draw(places)
        end = min(start + size, len(body))
        field = draw(fields)
        text = (title if field == "title" else body)[start:end]
        return replace(day(first, first + length, start, end, field), text=text)

    proposals = st.tuples(
        st.sampled_from((Kind.PERSON, Kind.ORGANISATION)), st.sampled_from(("Eve Doe", "港人"))
    )
    return replace(
        made,
        mentions=tuple(named() for _ in range(draw(st.integers(0, 4)))),
        dates=tuple(dated() for _ in range(draw(st.integers(0, 4)))),
        proposed=tuple(sorted(draw(st.sets(proposals)))),
        told=tuple(sorted(draw(st.sets(proposals, max_size=1)))),
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(st.lists(st.integers(0, 6).flatmap(spoken), max_size=6), min_size=1, max_size=4),
    gone=st.lists(st.integers(0, 6), max_size=3),
    rule=st.sampled_from((Agreed(), EveryName())),
    tokens=st.sampled_from((1, 10_000_000)),
    at_once=st.sampled_from((3, 10_000_000)),
)
def test_as_the_oracle_however_it_came_to_be(
    monkeypatch: pytest.MonkeyPatch,
    steps: Sequence[Sequence[Document]],
    gone: Sequence[int],
    rule: NameRule,
    tokens: int,
    at_once: int,
) -> None:
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", tokens)
    for module in (shown_module, said_module, sharing_module):
        monkeypatch.setattr(module, "_AT_ONCE", at_once)
    monkeypatch.setattr(shown_module, "REPEATED_LINE", 2)
    monkeypatch.setattr(edges, "REPEATED_LINE", 2)
    naive = NaiveStore()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store("whoosh", Path(folder))
        names = []
        for each in (store, naive):
            onto = None
            for number, step in enumerate(steps):
                build = each.begin("a", onto)
                there = {one.article.id for one in step}
                for one in step:
                    build.add(one)
                if number:
                    for out in {f"id-{n:03d}" for n in gone} & there:
                        build.delete(out)
                build.commit(NAMES, rule)
                onto = build.name
            names.append(onto or "")
        with closing(open_searcher("whoosh", Path(folder), names[0])) as searcher:
            oracle = naive.open(names[1])
            request = SearchRequest(aggregations=COUNTED, tree=Everything(), limit=10)
            assert searcher.search(request) == oracle.search(request)
            assert searcher.furniture(2, 0.4, 9) == oracle.furniture(2, 0.4, 9)
            for facets in (ENTITY_FACETS, ("person",), ()):
                assert searcher.without_values(facets) == oracle.without_values(facets)
            for article, _ in oracle.contents():
                assert searcher.get(article) == oracle.get(article)
