"""What every service must keep. A test subclasses it and says which service to ask."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from archive.errors import ArchiveError, ArticleNotFoundError, EntityNotFoundError
from archive.model.entity import Kind
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.parameters import read_parameters
from archive.search.page import ArticlePage, Marks, NamedEntity, ResultPage, Timeline
from archive.web.contract import Service
from archive.web.messages.speech import say

#: What a URL may ask: nothing, words and names of both languages, quotes, narrowed and ordered, and
#: what nothing matches.
ASKED: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("q", "tariff"),),
    (("q", "關稅"), ("ui", "zh-Hant")),
    (("q", "特朗普 關稅"), ("sort", "oldest")),
    (("q", '"Trump"'), ("expand", "off"), ("relax", "off")),
    (("q", "(China OR 中國) NOT tariff*"),),
    (("q", "said"), ("language", "en"), ("size", "3")),
    (("-language", "en"), ("sort", "newest")),
    (("q", "no such words anywhere"), ("relax", "off")),
    (("q", 'trump \ud800 "香\udfff港" tar\ud800iff~ 關\ud800*'), ("with", "\udfff")),
    (("q", "trump"), ("person", "\ud800"), ("-source", "\udfff")),
)

#: What no article and no entity has as its id.
_UNKNOWN = ("", " ", "nobody", "a/b", "../x", "\0", "渡輪", "🙂", "\ud800", "x" * 10_000)


def ask(service: Service, pairs: Sequence[tuple[str, str]]) -> ResultPage:
    return service.search(read_parameters(pairs))


def untimed(page: ResultPage) -> ResultPage:
    """A page without the time it took."""
    return replace(page, took_ms=0.0)


def check_marks(text: str, marks: Marks) -> None:
    """Marks lie in their text, in order, and none touches another's characters."""
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(end <= start for (_, end), (start, _) in pairwise(marks))


def check_timeline(shown: Timeline, total: int) -> None:
    """Bars and the undated are all that was counted; bars stand one after another."""
    assert sum(bar.count for bar in shown.bars) + shown.undated == total
    assert len(shown.bars) <= 40
    assert all(bar.first <= bar.last for bar in shown.bars)
    assert all(one.last < other.first for one, other in pairwise(shown.bars))


def check_named(page: ArticlePage, named: Sequence[NamedEntity], kind: Kind) -> None:
    """Entities of a kind, each once, with places that give the text back."""
    article = page.document.article
    texts = {"title": article.title, "body": article.body}
    assert len({one.entity.id for one in named}) == len(named)
    for one in named:
        assert one.label
        assert one.mentions
        for mention in one.mentions:
            assert mention.kind is kind
            assert texts[mention.field][mention.start : mention.end] == mention.text


class ServiceContract(ABC):
    """See `archive.web.contract.Service`, of an archive in which the first of `ASKED` finds many.

    Some of its articles name an entity.
    """

    @abstractmethod
    @pytest.fixture
    def service(self) -> Service:
        """A service that has something to serve."""

    @pytest.mark.parametrize("pairs", ASKED)
    def test_a_page_counts_what_it_shows(
        self, service: Service, pairs: tuple[tuple[str, str], ...]
    ) -> None:
        page = ask(service, pairs)
        size = page.parameters.size
        assert 0 <= page.total <= page.generation.articles
        assert page.lines == page.total
        assert len(page.hits) == min(size, page.total)
        assert page.generation == service.status()
        assert page.took_ms >= 0
        check_timeline(page.timeline, page.total)
        parts = [one.english + one.chinese for one in page.shares]
        assert parts == [bar.count for bar in page.timeline.bars]
        shown = [hit.id for hit in (*page.hits, *page.relaxed)]
        assert len(set(shown)) == len(shown) <= size
        for facet in page.facets.values():
            assert all(0 <= value.count <= page.generation.articles for value in facet.values)
            assert len({value.value for value in facet.values}) == len(facet.values)

    @pytest.mark.parametrize("pairs", ASKED)
    def test_the_same_request_gives_the_same_page(
        self, service: Service, pairs: tuple[tuple[str, str], ...]
    ) -> None:
        before = untimed(ask(service, pairs))
        for other in ASKED:
            ask(service, other)
        assert untimed(ask(service, pairs)) == before

    @pytest.mark.parametrize("pairs", ASKED)
    def test_pages_give_each_article_once(
        self, service: Service, pairs: tuple[tuple[str, str], ...]
    ) -> None:
        """In the order of the one long page; behind the last page there is nothing."""
        asked = replace(read_parameters(pairs), size=100, relax=False)
        whole = service.search(asked)
        assert whole.pages == 1
        small = replace(asked, size=7)
        pages = service.search(small).pages
        ids = [
            hit.id
            for number in range(pages + 1)
            for hit in service.search(small.with_page(number + 1)).hits
        ]
        assert ids == [hit.id for hit in whole.hits]
        assert service.search(small.with_page(pages + 1)).total == whole.total

    def test_orders_are_of_the_same_articles(self, service: Service) -> None:
        """Newest first, oldest first, best first; scores fall; the undated come last."""
        asked = replace(read_parameters((("q", "trump"),)), size=100, relax=False)
        found = {sort: service.search(asked.with_sort(sort)).hits for sort in Sort}
        assert len({frozenset(hit.id for hit in hits) for hits in found.values()}) == 1
        scores = [hit.score for hit in found[Sort.RELEVANCE]]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) > 3
        for hits in (found[Sort.NEWEST], found[Sort.OLDEST]):
            dated = [bool(hit.published) for hit in hits]
            assert dated == sorted(dated, reverse=True)

    @pytest.mark.parametrize("pairs", ASKED)
    def test_what_is_shown_of_a_hit_is_in_the_article(
        self, service: Service, pairs: tuple[tuple[str, str], ...]
    ) -> None:
        """Snippets are stretches of the body; what is marked there is marked on its page."""
        page = ask(service, pairs)
        for hit in (*page.hits, *page.relaxed):
            shown = service.article(hit.id, page.parameters)
            article = shown.document.article
            assert (article.id, article.title, article.url) == (hit.id, hit.title, hit.url)
            assert shown.title_marks == hit.title_marks
            check_marks(article.title, hit.title_marks)
            check_marks(article.body, shown.body_marks)
            for snippet in hit.snippets:
                end = snippet.start + len(snippet.text)
                assert article.body[snippet.start : end] == snippet.text
                check_marks(snippet.text, snippet.marks)
            marked = [("title", hit.title_marks), ("body", shown.body_marks)]
            assert hit.matched_in == tuple(name for name, marks in marked if marks)

    def test_an_article_is_shown_without_a_search(self, service: Service) -> None:
        for hit in ask(service, ()).hits:
            page = service.article(hit.id)
            assert page.document.article.id == hit.id
            assert page.title_marks == page.body_marks == ()
            assert page.generation == service.status()
            assert list(page.named) == list(Kind)
            for kind, named in page.named.items():
                check_named(page, named, kind)

    def test_an_entity_is_shown_with_its_articles(self, service: Service) -> None:
        """As many as a search for it finds; each proof gives the text back."""
        page = ask(service, (("size", "100"),))
        known = {
            label.id
            for hit in page.hits
            for label in hit.named[Kind.PERSON]
            if label.id[:2] != "c:"
        }
        assert known
        for entity in known:
            shown = service.entity(entity)
            assert shown.entity.id == entity
            assert shown.total == ask(service, (("person", entity),)).total > 0
            assert sum(shown.languages.values()) == shown.total
            check_timeline(shown.timeline, shown.total)
            assert 0 < len(shown.evidence) <= shown.total
            companions = (one for some in shown.companions.values() for one in some)
            assert all(one.count <= shown.total for one in companions)
            for proof in shown.evidence:
                article = service.article(proof.article).document.article
                text = article.title if proof.mention.field == "title" else article.body
                assert text[proof.mention.start : proof.mention.end] == proof.mention.text

    @pytest.mark.parametrize("unknown", _UNKNOWN)
    def test_what_is_not_there_is_named(self, service: Service, unknown: str) -> None:
        """By an error of its own, in a line that can be written."""
        for find, error in (
            (service.article, ArticleNotFoundError),
            (service.entity, EntityNotFoundError),
        ):
            with pytest.raises(error) as caught:
                find(unknown)
            assert unknown in caught.value.values.values()
            for language in LANGUAGES:
                assert say(caught.value.told_to_readers(), language).encode("utf-8")
            assert caught.value.one_line().isascii()

    def test_holdings_are_all_that_has_a_source(self, service: Service) -> None:
        """By source, then month; no month twice, and no more articles than there are."""
        holdings = service.holdings()
        months = [(one.source, one.month) for one in holdings]
        assert months == sorted(set(months))
        assert all(one.source and one.count > 0 for one in holdings)
        hits = ask(service, (("size", "100"),)).hits
        assert sum(one.count for one in holdings) == sum(bool(hit.source) for hit in hits)

    def test_what_serves_is_told(self, service: Service) -> None:
        info = service.status()
        assert info.articles == ask(service, ()).total > 3
        assert info.name
        assert service.refused() == ()

    def test_many_threads_are_answered_as_one(self, service: Service) -> None:
        alone = [untimed(ask(service, pairs)) for pairs in ASKED]
        with ThreadPoolExecutor(8) as threads:
            asked = threads.map(lambda pairs: untimed(ask(service, pairs)), ASKED * 4)
        assert list(asked) == alone * 4


class UnreadyContract(ABC):
    """What a service keeps that has nothing to serve: every answer is the reason, none is empty."""

    @abstractmethod
    @pytest.fixture
    def unready(self) -> Service:
        """A service without a generation that can be read."""

    @pytest.mark.parametrize(
        "ask_it",
        [
            *(lambda service, pairs=pairs: ask(service, pairs) for pairs in ASKED),
            lambda service: service.article("x"),
            lambda service: service.entity("x"),
            lambda service: service.suggestions("x", "en"),
            lambda service: service.sounding("x"),
            lambda service: service.holdings(),
            lambda service: service.status(),
        ],
    )
    def test_nothing_is_answered_but_why(
        self, unready: Service, ask_it: Callable[[Service], Any]
    ) -> None:
        for _ in range(2):
            with pytest.raises(ArchiveError) as caught:
                ask_it(unready)
            assert not isinstance(caught.value, ArticleNotFoundError | EntityNotFoundError)
            assert caught.value.detail
            assert caught.value.one_line().isprintable()

    def test_names_of_refused_generations_are_told(self, unready: Service) -> None:
        with pytest.raises(ArchiveError):
            unready.status()
        refused = unready.refused()
        assert len(set(refused)) == len(refused)
        assert all(refused)
