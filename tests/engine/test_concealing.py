"""What is hidden from readers is in no answer, and everything else is as if it had never been."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.engine.whoosh import build as whoosh_build
from archive.errors import ArticleNotFoundError
from archive.model.article import Document, Status
from archive.model.concealment import Concealment, Withdrawn, marks_of
from archive.model.fields import FACET_NAMES, TEXT_FIELDS
from archive.model.query import NEWEST, Changed, Everything, HasValue
from archive.model.result import Family, SearchRequest, Similar, Sort
from archive.model.traits import Traits
from archive.text.edges import hashed
from tests.engine.corpora import NAMES, document, documents, requests
from tests.engine.naive import NaiveSearcher
from tests.engine.naive_stories import PlainGroups, known_stories

NOW = int(dt.datetime(2024, 3, 5, 12, tzinfo=dt.UTC).timestamp())


def index_of(root: Path, articles: Sequence[Document], since: int | None = None) -> str:
    """A generation of these documents, which first came then."""
    build = open_store("whoosh", root).begin("a")
    for one in articles:
        build.add(one, since)
    build.commit(NAMES, None, PlainGroups())
    return build.name


def withdrawn(*articles: Document, copies: bool = False) -> Concealment:
    """These are hidden."""
    return Concealment(
        tuple(
            Withdrawn(one.article.id, "", marks_of(one.traits), copies=copies) for one in articles
        ),
        NOW,
    )


def alone(one: Document) -> Document:
    """The same, of which no other is a version: its marks are its own."""
    number = int(one.article.id[-3:])
    traits = Traits(own=number + 1, source=1, body=number + 1)
    return replace(one, traits=traits)


@pytest.mark.parametrize("tokens", [1, 40, 10_000_000])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kept=documents(),
    asked=st.lists(requests(), min_size=1, max_size=4),
    chance=st.randoms(use_true_random=False),
)
def test_answers_are_those_without_it(
    monkeypatch: pytest.MonkeyPatch,
    tokens: int,
    kept: list[Document],
    asked: list[SearchRequest],
    chance: random.Random,
) -> None:
    """To the letter: scores, counts, terms, near spellings, values of facets."""
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", tokens)
    kept = [alone(one) for one in kept]
    hidden = chance.sample(kept, chance.randrange(len(kept) + 1))
    left = [one for one in kept if one not in hidden]
    oracle = NaiveSearcher(left, NAMES, None, known_stories(left, left))
    with tempfile.TemporaryDirectory() as root:
        name = index_of(Path(root), kept)
        with closing(open_searcher("whoosh", Path(root), name, withdrawn(*hidden))) as searcher:
            for request in asked:
                assert searcher.search(request) == oracle.search(request)
                assert list(searcher.stream(request)) == list(oracle.stream(request))
            for field in TEXT_FIELDS:
                assert searcher.terms(field, "", 1000) == oracle.terms(field, "", 1000)
                assert searcher.commonest(field, "", 3) == oracle.commonest(field, "", 3)
            for typed in ("a", "an", "b", "p", "some", "s", "安", "re", "某"):
                found = searcher.completions(typed, FACET_NAMES, 5)
                assert found == oracle.completions(typed, FACET_NAMES, 5)
            asked_of = HasValue("person", "a-person"), Everything()
            typical = searcher.typical("body_word", *asked_of, 9)
            assert [one.text for one in typical] == [
                one.text for one in oracle.typical("body_word", *asked_of, 9)
            ]
            near = [Similar("body_exact", word, 2) for word in ("bank", "tariff", "us")]
            assert searcher.similar(near, 50) == oracle.similar(near, 50)
            for facet in FACET_NAMES:
                assert searcher.facet_values(facet) == oracle.facet_values(facet)
            assert searcher.info().articles == len(left)
            for one in hidden:
                assert searcher.is_withdrawn(one.article.id)
                with pytest.raises(ArticleNotFoundError):
                    searcher.get(one.article.id)


def versioned(number: int, headline: int, source: int, day: int, **more: object) -> Document:
    """A document whose headline makes it a story, and with its source a version."""
    one = document(number, f"Title {number}", "so it was", day=day, source=f"Paper {source}")
    article = replace(one.article, **more) if more else one.article  # type: ignore[arg-type]  # names
    traits = Traits(own=number + 1, source=source, headline=headline, body=number + 1)
    return replace(one, article=article, traits=traits)


def shown(searcher: Searcher, tree: object = NEWEST) -> list[str]:
    request = SearchRequest(tree, sort=Sort.OLDEST, limit=50)  # type: ignore[arg-type]  # a node
    return [hit.id for hit in searcher.search(request).hits]


def opened(root: Path, articles: Sequence[Document], concealment: Concealment) -> Searcher:
    return open_searcher("whoosh", root, index_of(root, articles), concealment)


#: Two versions of one paper, the copy of another, and a story of its own.
STORY = [
    versioned(1, 7, 1, 1),
    versioned(2, 7, 1, 2),
    versioned(3, 7, 2, 2),
    versioned(4, 8, 1, 3),
]


@pytest.mark.parametrize("which", [0, 1])
def test_all_versions_go_with_one(tmp_path: Path, which: int) -> None:
    with closing(opened(tmp_path, STORY, withdrawn(STORY[which]))) as searcher:
        assert shown(searcher, Everything()) == ["id-003", "id-004"]
        assert searcher.is_withdrawn("id-001")
        assert searcher.is_withdrawn("id-002")
        assert not searcher.is_withdrawn("id-003")
        assert searcher.families(["id-003"]) == (Family("id-003", 1),)
        (story,) = searcher.stories(["id-003"])
        assert story.versions == ("id-003",)
        assert story.copies == ()


def test_copies_go_where_that_is_asked(tmp_path: Path) -> None:
    with closing(opened(tmp_path, STORY, withdrawn(STORY[0], copies=True))) as searcher:
        assert shown(searcher, Everything()) == ["id-004"]


@pytest.mark.parametrize("mark", ["address", "stem", "body"])
def test_a_later_version_is_known_by_its_marks(tmp_path: Path, mark: str) -> None:
    """Where the article itself is gone from the sources; of the same source only."""
    marks = replace(marks_of(Traits(own=hashed("gone"), source=1)), **{mark: 55})
    gone = Withdrawn("gone", "", marks)
    later = versioned(5, 0, 1, 4)
    other = versioned(6, 0, 2, 4)
    articles = [
        replace(one, traits=replace(one.traits, **{mark: 55}))  # type: ignore[arg-type]  # a number
        for one in (later, other)
    ]
    with closing(opened(tmp_path, articles, Concealment((gone,), NOW))) as searcher:
        assert shown(searcher) == ["id-006"]
        assert searcher.is_withdrawn("gone")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=documents(), chance=st.randoms(use_true_random=False))
def test_articles_are_known_by_their_marks(kept: list[Document], chance: random.Random) -> None:
    """Its own, or the source's and another; as the plain searcher says."""
    few = [
        replace(
            one,
            traits=Traits(
                own=chance.randrange(4),
                source=chance.randrange(4),
                address=chance.randrange(4),
                stem=chance.randrange(4),
                body=chance.randrange(4),
            ),
        )
        for one in kept
    ]
    marks = [marks_of(one.traits) for one in chance.sample(few, min(2, len(few)))]
    oracle = NaiveSearcher(few, NAMES, None, known_stories(few, few))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(opened(Path(folder), few, Concealment((), NOW))) as searcher,
    ):
        assert sorted(searcher.known_by(marks)) == sorted(oracle.known_by(marks))


#: A story of one paper, and what it says of it later: traits of the notice, its day, and whether
#: the story goes with it.
CANCELED = [
    ({"stem": 9}, 12, True),
    ({"stem": 9}, None, True),
    ({"replaces": 2}, 12, True),
    ({"replaces": 2}, None, True),
    ({"replaces": 2, "source": 2}, 12, False),
    ({"stem": 9, "source": 2}, 12, False),
    # What is said after it stays.
    ({"stem": 9}, 1, False),
    ({}, 12, False),
]


@pytest.mark.parametrize("said, day, goes", CANCELED)
def test_a_notice_takes_back_what_it_names(
    tmp_path: Path, said: dict[str, int], day: int | None, goes: bool
) -> None:
    """However many days later, and undated, too."""
    story = versioned(1, 0, 1, 5)
    story = replace(story, traits=replace(story.traits, stem=9))
    notice = versioned(2, 0, 1, day or 1, status=Status.CANCELED)
    if day is None:
        article = replace(notice.article, published=None)
        notice = replace(notice, article=article, instant=None, day=0)
    notice = replace(notice, traits=replace(notice.traits, **said))  # type: ignore[arg-type]
    with closing(opened(tmp_path, [story, notice], Concealment((), NOW))) as searcher:
        assert shown(searcher, Everything()) == ([] if goes else ["id-001"])


def test_what_changed_is_not_told_beside_nothing(tmp_path: Path) -> None:
    """Where the only other version has expired."""
    first = versioned(1, 7, 1, 1, expires=moment(1))
    articles = [first, replace(versioned(2, 7, 1, 2), traits=replace(first.traits, body=99))]
    name = index_of(tmp_path, articles)
    for hours, found in ((0, ["id-002"]), (2, [])):
        concealment = Concealment((), NOW + 3600 * hours)
        with closing(open_searcher("whoosh", tmp_path, name, concealment)) as searcher:
            assert shown(searcher, Changed(("text",))) == found


def moment(hours: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(NOW + 3600 * hours, dt.UTC)


#: What a source says of the newest version, and which versions are shown then.
BOUNDS = [
    ({}, ["id-002"]),
    ({"not_before": moment(1)}, ["id-001"]),
    ({"not_before": moment(0)}, ["id-002"]),
    ({"expires": moment(1)}, ["id-002"]),
    ({"expires": moment(0)}, ["id-001"]),
    ({"not_before": moment(-2), "expires": moment(-1)}, ["id-001"]),
    ({"status": Status.WITHHELD}, ["id-001"]),
    # A source that cancels an article takes back all it said of it before.
    ({"status": Status.CANCELED}, []),
]


@pytest.mark.parametrize("said, left", BOUNDS)
def test_what_a_source_holds_back_is_not_shown(
    tmp_path: Path, said: dict[str, object], left: list[str]
) -> None:
    articles = [versioned(1, 7, 1, 1), versioned(2, 7, 1, 2, **said)]
    with closing(opened(tmp_path, articles, Concealment((), NOW))) as searcher:
        assert shown(searcher) == left
        assert not searcher.is_withdrawn("id-002")
        assert searcher.count(Everything()) == searcher.info().articles


def test_what_is_bound_turns_at_its_instants(tmp_path: Path) -> None:
    first, last = moment(1), moment(3)
    articles = [versioned(1, 0, 1, 1, not_before=first, expires=last), versioned(2, 0, 1, 2)]
    name = index_of(tmp_path, articles)
    keys = []
    for hours in (0, 1, 2, 3):
        concealment = Concealment((), NOW + 3600 * hours)
        with closing(open_searcher("whoosh", tmp_path, name, concealment)) as searcher:
            keys.append((searcher.info().concealed, shown(searcher)))
            assert searcher.turns() == [NOW + 3600, NOW + 3 * 3600]
    assert [ids for _, ids in keys] == [
        ["id-002"],
        ["id-001", "id-002"],
        ["id-001", "id-002"],
        ["id-002"],
    ]
    assert keys[1][0] == ""
    assert keys[0][0] == keys[3][0] != ""


def test_bounds_outlive_merges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", 1)
    bound = [versioned(n, 0, 1, n, not_before=moment(1)) for n in (1, 2)]
    plain = [versioned(n, 0, 1, n) for n in (3, 4, 5)]
    with closing(opened(tmp_path, [*bound, *plain], Concealment((), NOW))) as searcher:
        assert shown(searcher) == ["id-003", "id-004", "id-005"]


def test_without_a_concealment_everything_is_there(tmp_path: Path) -> None:
    """As for a reindex, which compares all that there is."""
    articles = [versioned(1, 7, 1, 1), versioned(2, 7, 1, 2, status=Status.CANCELED)]
    name = index_of(tmp_path, articles)
    with closing(open_searcher("whoosh", tmp_path, name)) as searcher:
        assert shown(searcher, Everything()) == ["id-001", "id-002"]
        assert [one for one, _ in searcher.contents()] == ["id-001", "id-002"]
