"""What is asked is read once: every route marks the same, and no edition sees another's names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.engine.registry import open_store
from archive.model.article import Article, Document, Language
from archive.model.entity import Entity, Kind, Names
from archive.query.parameters import SearchParameters, read_parameters
from archive.query.plan import make_plan
from archive.search import library as library_module
from archive.search.edition import Edition
from archive.search.service import SearchService
from archive.text.fingerprint import fingerprint
from archive.text.segmentation import segmenter_of
from archive.text.tokens import Analyzer
from tests.conftest import library_of

#: What is typed into the box: words, names, phrases and signs of both languages.
PIECES = (
    "tariff", "tariffs", "關稅", "关税", "特朗普", "Trump", "Donald Trump", "川普", "China", "中國",
    "US", "WHO", "Meta", "朱克伯格", "Zuckerberg", '"trade war"', '"關稅"', '="Trump"', "trad*",
    "tarif~", "(關稅 OR tariff)", "NOT China", "-China", '"Trump tariff"~5', "關稅 NEAR/8 特朗普",
    "title:特朗普", "person:特朗普", "date:2025", "mentions:2025", "導彈", "飛彈", "香港股市收市",
    "Hong Kong stocks close lower on", "said", "的", "2025", "美國總統特朗普宣布加徵關稅",
)  # fmt: skip

queries = st.lists(st.sampled_from(PIECES), min_size=0, max_size=5).map(" ".join)
alternatives = st.lists(st.sampled_from(("關稅", "tariff", "Trump", "川普", "飛彈")), max_size=2)
days = st.sampled_from(("", "2025", "2025-04", "2024-01-05"))


@st.composite
def parameters(draw: st.DrawFn) -> SearchParameters:
    """Anything that changes what is marked, and what narrows the list."""
    pairs = [("q", draw(queries)), ("expand", draw(st.sampled_from(("", "off"))))]
    pairs += [("relax", draw(st.sampled_from(("", "off"))))]
    pairs += [(name, word) for name in ("with", "without") for word in draw(alternatives)]
    pairs += [(name, draw(days)) for name in ("mentioned_from", "mentioned_to", "from")]
    pairs += [("language", value) for value in draw(st.lists(st.sampled_from(("en", "zh-Hant"))))]
    return read_parameters(pairs)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=parameters())
def test_an_article_is_marked_as_its_place_in_the_list_is(
    sample_service: SearchService, asked: SearchParameters
) -> None:
    """For every hit, matching or nearly matching: headline and snippets mark what the page does."""
    page = sample_service.search(asked)
    for hit in (*page.hits, *page.relaxed):
        article = sample_service.article(hit.id, page.parameters)
        assert article.title_marks == hit.title_marks
        for snippet in hit.snippets:
            end = snippet.start + len(snippet.text)
            inside = tuple(
                (first - snippet.start, last - snippet.start)
                for first, last in article.body_marks
                if snippet.start <= first and last <= end
            )
            assert inside == snippet.marks
        # A common word that stands beside nothing else asked matches without a mark.
        assert "body" in hit.matched_in or not article.body_marks


def test_an_offered_word_that_is_taken_is_marked_in_the_article(
    sample_service: SearchService,
) -> None:
    asked = read_parameters([("q", "tariff"), ("with", "關稅")])
    page = sample_service.search(asked)
    chinese = next(hit for hit in page.hits if "關稅" in hit.title or "关税" in hit.title)
    article = sample_service.article(chinese.id, asked)
    assert article.title_marks
    assert article.title_marks == chinese.title_marks


def _generation(index: Path, *chinese: str) -> None:
    """Publish one article, analysed with an entity of these names."""
    entities = {"bridge-mayor": Entity("bridge-mayor", Kind.PERSON, {"zh-Hant": chinese[0]})}
    names = Names(entities if any(chinese) else {})
    article = Article("a", "南京市宣布長江大橋通車。", "", Language.TRADITIONAL)
    fields = Analyzer(segmenter_of(names)).analyse_article(article.title, article.body)
    store = open_store("whoosh", index)
    build = store.begin(fingerprint(names))
    build.add(Document(article, fields=fields))
    build.commit(names)
    store.publish(build.name)


def _total(edition: Edition, typed: str) -> int:
    plan = make_plan(SearchParameters(q=typed), edition)
    return edition.count(plan.strict.tree, plan.filters)


def test_two_generations_answer_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that holds the old generation is cut as it was, whatever is published meanwhile."""
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.0)
    typed, index = "南京市長江大橋", tmp_path / "index"
    _generation(index, "")
    library = library_of(index)
    with library.reading() as old:
        assert _total(old, typed) == 1
        _generation(index, "市長江大橋")
        with library.reading() as new:
            assert new.info().name != old.info().name
            assert _total(new, typed) == 0
            assert _total(old, typed) == 1
        assert _total(old, typed) == 1
    library.close()
