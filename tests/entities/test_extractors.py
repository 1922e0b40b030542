"""Every extractor keeps the contract, those that stand in for one too."""

from __future__ import annotations

from archive.entities.extractor import Extractor
from archive.entities.findings import Findings
from archive.entities.recogniser import AuthorityRecogniser
from archive.entities.resolver import Resolver
from archive.model.article import Article
from archive.model.entity import Mention
from tests.analyzers import plain
from tests.entities.extractor_contract import ExtractorContract, authority
from tests.indexing.test_limit import Slow
from tests.indexing.test_workers import Failing

_NAMED = ("defence", "donald-trump", "jane-roe", "donald-trump", "world-cup", "jane-roe")
_PROPOSED = (*_NAMED[:4], "c:Ann Smith", *_NAMED[4:])


class _Alone:
    """The recogniser, which asks no model, as an extractor."""

    def __init__(self, recogniser: AuthorityRecogniser) -> None:
        self._recogniser = recogniser

    def mentions(
        self,
        article: Article,
        findings: Findings = (),
    ) -> tuple[Mention, ...]:
        return self._recogniser.mentions(article)


class TestRecogniser(ExtractorContract):
    finds = proposed = _NAMED

    def make(self) -> Extractor:
        return _Alone(AuthorityRecogniser(authority(), plain()))


class TestResolver(ExtractorContract):
    finds, proposed = _NAMED, _PROPOSED

    def make(self) -> Extractor:
        return Resolver(authority(), plain())


class TestSlow(ExtractorContract):
    """It comes to an end in every article that does not ask for another."""

    finds, proposed = _NAMED, _PROPOSED

    def make(self) -> Extractor:
        return Slow(authority(), plain())


class TestFailing(ExtractorContract):
    """It finds nobody, in every article that is not bad."""

    finds = proposed = ()

    def make(self) -> Extractor:
        return Failing()
