"""What every extractor must keep. A test subclasses it and says how to make one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.entities.authority import Authority, parse_authority
from archive.entities.extractor import Extractor
from archive.entities.findings import Finding, Findings
from archive.model.article import Article, Language, Place
from archive.model.entity import Kind, Mention, candidate_name
from archive.model.language import LANGUAGES
from archive.web.messages.speech import say

#: Who is known: a surname of one person, an office, a guarded name, an event.
_LINES = (
    '{"id": "donald-trump", "kind": "person", "en": "Donald Trump", "zh-Hant": "特朗普",'
    ' "surname": "Trump", "solo": true}',
    '{"id": "jane-roe", "kind": "person", "en": "Jane Roe", "zh-Hans": "罗珍", "surname": "Roe"}',
    '{"id": "defence", "kind": "organisation", "zh-Hant": "國防部", "en": "Ministry of Defence"}',
    '{"id": "reuters", "kind": "organisation", "en": "Reuters"}',
    '{"id": "world-cup", "kind": "event", "en": "World Cup", "zh-Hant": "世界盃"}',
)

#: What articles are drawn from: names, what makes names doubtful, credits, and characters that fold
#: to several or to none, or are more than one unit elsewhere.
_PIECES = (
    "Donald Trump", "Trump", "Fred Trump", "特朗普", "川普", "Jane Roe", "Roe", "罗珍", "羅珍",
    "國防部", "国防部", "國防部長", "Ministry of Defence", "Reuters", "(Reuters)", "World Cup",
    "世界盃", "陳大文", "據陳大文說", "普通", "長", "By ", "Photo: ", "記者", "the ", "said", "'s",
    " ", "，", "。", ".", "\n", "\n\n", "ﬁ", "İ", "ß", "𠮷", "🙂", "e\u0301", "\u200b", "Ⅻ", "㈱",
)  # fmt: skip

_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


def authority() -> Authority:
    """The entities that an extractor of the contract may know."""
    return parse_authority(list(_LINES), "test")


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    language = draw(st.sampled_from(Language))
    return Article("x", draw(_TEXTS), draw(_TEXTS), language, "Post")


@st.composite
def _findings(draw: st.DrawFn, article: Article) -> Findings:
    """What a model may find: title before body, in order of place, none overlapping another."""
    found: list[Finding] = []
    for field, text in (("title", article.title), ("body", article.body)):
        borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        pairs = zip(borders[::2], borders[1::2], strict=False)
        kinds = st.sampled_from((Kind.PERSON, Kind.ORGANISATION))
        found += [Finding(field, draw(kinds), start, end) for start, end in pairs]
    return tuple(found)


def check_mentions(article: Article, mentions: Sequence[Mention]) -> None:
    """What holds of the mentions of any article."""
    texts = {"title": article.title, "body": article.body}
    for one in mentions:
        assert one.field in texts
        assert 0 <= one.start < one.end <= len(texts[one.field])
        assert texts[one.field][one.start : one.end] == one.text
        assert isinstance(one.kind, Kind)
        assert one.entity
        for language in LANGUAGES:
            assert say(one.why, language).isprintable()
    places = [(one.field == "body", one.start, one.end) for one in mentions]
    assert places == sorted(places)
    for (body, _, end), (next_body, start, _) in pairwise(places):
        assert body != next_body or end <= start


class ExtractorContract(ABC):
    """See `archive.entities.extractor.Extractor`.

    `finds` is what it finds in the article of the contract, as entities in order; `proposed`, what
    it finds with what a model found there.
    """

    finds: tuple[str, ...]
    proposed: tuple[str, ...]

    article = Article(
        "known",
        "國防部: Trump and Jane Roe",
        "Donald Trump met Ann Smith at the World Cup. Then Roe left.",
        Language.ENGLISH,
    )
    found = (Finding("body", Kind.PERSON, 17, 26),)

    @abstractmethod
    def make(self) -> Extractor:
        """An extractor that knows no more than `authority()`."""

    def test_finds_who_is_named(self) -> None:
        mentions = self.make().mentions(self.article)
        check_mentions(self.article, mentions)
        assert tuple(one.entity for one in mentions) == self.finds

    def test_takes_what_models_found(self) -> None:
        assert self.article.body[17:26] == "Ann Smith"
        mentions = self.make().mentions(self.article, self.found)
        check_mentions(self.article, mentions)
        assert tuple(one.entity for one in mentions) == self.proposed

    @settings(deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.data())
    def test_mentions_have_their_places(self, data: st.DataObject) -> None:
        """In any article, whatever models found: in order, apart, and in the text as told."""
        article = data.draw(_articles())
        mentions = self.make().mentions(article, data.draw(_findings(article)))
        check_mentions(article, mentions)

    @settings(deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.data())
    def test_the_same_article_gives_the_same_mentions(self, data: st.DataObject) -> None:
        """Whatever was read before, by whichever one; where it was read is no part of it."""
        article, other = data.draw(_articles()), data.draw(_articles())
        findings = data.draw(_findings(article))
        extractor = self.make()
        first = extractor.mentions(article, findings)
        extractor.mentions(other)
        assert extractor.mentions(article, findings) == first
        moved = replace(article, place=Place("another/file", "line 9"))
        assert self.make().mentions(moved, findings) == first

    @settings(deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.data())
    def test_who_is_mentioned_is_known_or_a_name(self, data: st.DataObject) -> None:
        """An entity of the authority, of its kind; or a name that links to nobody."""
        known = authority().entries
        article = data.draw(_articles())
        for one in self.make().mentions(article, data.draw(_findings(article))):
            name = candidate_name(one.entity)
            assert (one.entity in known) == (name is None)
            assert name is not None or known[one.entity].entity.kind is one.kind
            assert name is None or name.strip() == name != ""

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "🙂", "a"])
    def test_what_names_nobody_has_no_mentions(self, text: str) -> None:
        """Nor where a model took all of it for a name."""
        whole = (Finding("body", Kind.PERSON, 0, len(text)),) if text else ()
        for title, body in ((text, ""), ("", text), (text, text)):
            article = Article("x", title, body, Language.ENGLISH)
            assert self.make().mentions(article) == ()
            assert self.make().mentions(article, whole if body else ()) == ()
