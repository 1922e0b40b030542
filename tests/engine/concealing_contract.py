"""What every engine must keep of hiding: see `archive.model.concealment`."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from archive.engine.lexicons import LEXICON, write_lexicon
from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.model.article import Document, Status
from archive.model.concealment import Concealment, Withdrawn, marks_of
from archive.model.query import NEWEST, Changed, Everything
from archive.model.result import Family, SearchRequest, Sort
from archive.model.traits import Traits
from archive.text.edges import hashed
from tests.engine.corpora import NAMES, document
from tests.engine.naive_stories import PlainGroups
from tests.engine.words import lexicon_content

NOW = int(dt.datetime(2024, 3, 5, 12, tzinfo=dt.UTC).timestamp())


def withdrawn(*articles: Document, copies: bool = False) -> Concealment:
    """These are hidden."""
    return Concealment(
        tuple(
            Withdrawn(one.article.id, "", marks_of(one.traits), copies=copies) for one in articles
        ),
        NOW,
    )


def versioned(number: int, headline: int, source: int, day: int, **more: object) -> Document:
    """A document whose headline makes it a story, and with its source a version."""
    one = document(number, f"Title {number}", "so it was", day=day, source=f"Paper {source}")
    article = replace(one.article, **more) if more else one.article  # type: ignore[arg-type]  # names
    traits = Traits(own=number + 1, source=source, headline=headline, body=number + 1)
    return replace(one, article=article, traits=traits)


def shown(searcher: Searcher, tree: object = NEWEST) -> list[str]:
    request = SearchRequest(tree, sort=Sort.OLDEST, limit=50)  # type: ignore[arg-type]  # a node
    return [hit.id for hit in searcher.search(request).hits]


def moment(hours: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(NOW + 3600 * hours, dt.UTC)


#: Two versions of one paper, the copy of another, and a story of its own.
STORY = [
    versioned(1, 7, 1, 1),
    versioned(2, 7, 1, 2),
    versioned(3, 7, 2, 2),
    versioned(4, 8, 1, 3),
]

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


class ConcealingContract(ABC):
    """What is hidden is in no answer, and what is left is told as if it had never been."""

    @abstractmethod
    def open_store(self) -> Store:
        """An empty place for generations."""

    @abstractmethod
    def open_whole(self, name: str, concealment: Concealment | None) -> Searcher:
        """A searcher of one of its generations, of which this is hidden."""

    def index_of(self, articles: Sequence[Document]) -> str:
        """A generation of these documents."""
        build = self.open_store().begin("a")
        for one in articles:
            build.add(one)
        build.commit(NAMES, None, PlainGroups())
        return build.name

    def opened(self, articles: Sequence[Document], concealment: Concealment) -> Searcher:
        """A searcher of a generation of these documents."""
        return self.open_whole(self.index_of(articles), concealment)

    def test_what_is_hidden_proves_no_word(self) -> None:
        build = self.open_store().begin("a")
        for one in STORY:
            build.add(one)
        write_lexicon(build.keep(LEXICON), lexicon_content())
        build.commit(NAMES, None, PlainGroups())
        found = []
        for hidden in ([], STORY[:1], STORY[2:3]):
            with closing(self.open_whole(build.name, withdrawn(*hidden))) as searcher:
                lexicon = searcher.lexicon()
                assert lexicon is not None
                told = lexicon.translations(("kai tak", "啟德"))
                proofs = lexicon.proofs("kai tak", "啟德")
                assert not {one.article.id for one in hidden} & {i for pair in proofs for i in pair}
                assert ("啟德" in told) == any(lexicon.learned())
                found.append(([one.pairs for one in told["kai tak"]], len(proofs)))
        assert found == [([4, 1], 4), ([3, 1], 3), ([0], 2)]

    @pytest.mark.parametrize("which", [0, 1])
    def test_all_versions_go_with_one(self, which: int) -> None:
        with closing(self.opened(STORY, withdrawn(STORY[which]))) as searcher:
            assert shown(searcher, Everything()) == ["id-003", "id-004"]
            assert searcher.is_withdrawn("id-001")
            assert searcher.is_withdrawn("id-002")
            assert not searcher.is_withdrawn("id-003")
            assert searcher.families(["id-003"]) == (Family("id-003", 1),)
            (story,) = searcher.stories(["id-003"])
            assert story.versions == ("id-003",)
            assert story.copies == ()

    def test_copies_go_where_that_is_asked(self) -> None:
        with closing(self.opened(STORY, withdrawn(STORY[0], copies=True))) as searcher:
            assert shown(searcher, Everything()) == ["id-004"]

    @pytest.mark.parametrize("mark", ["address", "stem", "body"])
    def test_a_later_version_is_known_by_its_marks(self, mark: str) -> None:
        """Where the article itself is gone from the sources; of the same source only."""
        marks = replace(marks_of(Traits(own=hashed("gone"), source=1)), **{mark: 55})
        gone = Withdrawn("gone", "", marks)
        later = versioned(5, 0, 1, 4)
        other = versioned(6, 0, 2, 4)
        articles = [
            replace(one, traits=replace(one.traits, **{mark: 55}))  # type: ignore[arg-type]  # a number
            for one in (later, other)
        ]
        with closing(self.opened(articles, Concealment((gone,), NOW))) as searcher:
            assert shown(searcher) == ["id-006"]
            assert searcher.is_withdrawn("gone")

    @pytest.mark.parametrize("said, day, goes", CANCELED)
    def test_a_notice_takes_back_what_it_names(
        self, said: dict[str, int], day: int | None, goes: bool
    ) -> None:
        """However many days later, and undated, too."""
        story = versioned(1, 0, 1, 5)
        story = replace(story, traits=replace(story.traits, stem=9))
        notice = versioned(2, 0, 1, day or 1, status=Status.CANCELED)
        if day is None:
            article = replace(notice.article, published=None)
            notice = replace(notice, article=article, instant=None, day=0)
        notice = replace(notice, traits=replace(notice.traits, **said))  # type: ignore[arg-type]
        with closing(self.opened([story, notice], Concealment((), NOW))) as searcher:
            assert shown(searcher, Everything()) == ([] if goes else ["id-001"])

    def test_what_changed_is_not_told_beside_nothing(self) -> None:
        """Where the only other version has expired."""
        first = versioned(1, 7, 1, 1, expires=moment(1))
        articles = [first, replace(versioned(2, 7, 1, 2), traits=replace(first.traits, body=99))]
        name = self.index_of(articles)
        for hours, found in ((0, ["id-002"]), (2, [])):
            concealment = Concealment((), NOW + 3600 * hours)
            with closing(self.open_whole(name, concealment)) as searcher:
                assert shown(searcher, Changed(("text",))) == found

    @pytest.mark.parametrize("said, left", BOUNDS)
    def test_what_a_source_holds_back_is_not_shown(
        self, said: dict[str, object], left: list[str]
    ) -> None:
        articles = [versioned(1, 7, 1, 1), versioned(2, 7, 1, 2, **said)]
        with closing(self.opened(articles, Concealment((), NOW))) as searcher:
            assert shown(searcher) == left
            assert not searcher.is_withdrawn("id-002")
            assert searcher.count(Everything()) == searcher.info().articles

    def test_what_is_bound_turns_at_its_instants(self) -> None:
        first, last = moment(1), moment(3)
        articles = [versioned(1, 0, 1, 1, not_before=first, expires=last), versioned(2, 0, 1, 2)]
        name = self.index_of(articles)
        keys = []
        for hours in (0, 1, 2, 3):
            concealment = Concealment((), NOW + 3600 * hours)
            with closing(self.open_whole(name, concealment)) as searcher:
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

    def test_without_a_concealment_everything_is_there(self) -> None:
        """As for a reindex, which compares all that there is."""
        articles = [versioned(1, 7, 1, 1), versioned(2, 7, 1, 2, status=Status.CANCELED)]
        name = self.index_of(articles)
        with closing(self.open_whole(name, None)) as searcher:
            assert shown(searcher, Everything()) == ["id-001", "id-002"]
            assert [one for one, _ in searcher.contents()] == ["id-001", "id-002"]
