"""Quotations: true ones are confirmed where they stand, changed ones nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ArticleNotFoundError, BadParameterError
from archive.indexing.reindex import reindex
from archive.model.quotation import QuotedSpan, quotation_digest
from archive.query.parameters import SearchParameters
from archive.search import quoting
from archive.search.page import OpenedQuotation
from archive.search.quoting import LONGEST_QUOTATION
from archive.search.service import SearchService
from archive.text.quotations import alike_spans, verbatim_spans
from tests.conftest import library_of, options_of
from tests.operations.life import use_small_authority


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        use_small_authority(patched)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """A few articles that have the same words in different ways."""
    folder = tmp_path_factory.mktemp("quoting")
    articles = [
        (
            "a",
            "Harbour tunnel closed",
            "The tunnel, he said, “must stay\nopen” for 3.5 years.\n\nEnd",
        ),
        ("b", "海底隧道關閉", "他說：「隧道必須保持開放。」政府回應。"),
        ("c", "海底隧道关闭", "他说：“隧道必须保持开放。”政府回应。"),
        ("d", "Party news", "The party will not part with its seat at Mr. Lee’s side."),
    ]
    with (folder / "some.jsonl").open("w", encoding="utf-8") as out:
        for number, (name, title, body) in enumerate(articles, 1):
            row = {"id": name, "title": title, "body": body, "published": f"2025-01-0{number}"}
            out.write(json.dumps(row) + "\n")
    reindex(options_of(folder / "index", folder / "some.jsonl"))
    library = library_of(folder / "index")
    yield SearchService(library)
    library.close()


@pytest.mark.parametrize(
    "text, articles, alike",
    [
        ("“must stay open”", "a", ""),  # a space stands for the end of a line
        ('"must stay open"', "", "a"),  # and straight marks for no others
        ("for 3.5 years. End", "", "a"),  # but not for the end of a paragraph
        ("for 3.5 years.\nEnd", "a", ""),
        ("for 3 years", "", ""),
        ("5 years", "", ""),  # no number is cut
        ("隧道必須保持開放", "b", ""),
        ("隧道必须保持开放", "c", ""),
        ("「隧道必須保持开放", "", "bc"),
        ("海底隧道關閉", "b", ""),  # headlines too
        ("The part", "", ""),  # nor a word
        ("not part with", "d", ""),
        ("Mr. Lee’s side", "d", ""),
        ("Mr. Lee", "d", ""),
        ("the party will not", "", "d"),
        ("nobody wrote this", "", ""),
    ],
)
def test_what_stands(made: SearchService, text: str, articles: str, alike: str) -> None:
    page = made.quotation(text)
    assert "".join(quoting.article.id for quoting in page.articles) == articles
    assert "".join(quoting.article.id for quoting in page.alike) == alike


def test_what_too_many_may_have_is_not_denied(
    made: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not all are read, those that have it are told, and none is no answer."""
    monkeypatch.setattr(quoting, "MOST_READ", 1)
    page = made.quotation("隧道必須保持開放")
    assert (page.verdict, len(page.articles), page.unread) == ("verbatim", 1, 1)
    page = made.quotation("隧道必须保持开放")
    assert (page.verdict, len(page.articles), page.unread) == ("unknown", 0, 1)


@pytest.mark.parametrize("text", ["", " ", "…", "x " * LONGEST_QUOTATION])
def test_what_is_no_quotation_is_refused(made: SearchService, text: str) -> None:
    with pytest.raises(BadParameterError) as refused:
        made.quotation(text)
    assert refused.value.parameter == "text"


@given(st.text("ab '’.,\n中3", min_size=1, max_size=30), st.data())
def test_words_stand_where_their_characters_do(text: str, data: st.DataObject) -> None:
    """Whatever is found is the quotation but for its spaces; what lies between borders is found."""
    start = data.draw(st.integers(0, len(text) - 1))
    quoted = text[start : data.draw(st.integers(start + 1, len(text)))]
    if not quoted.strip():
        return
    spans = list(verbatim_spans(text, quoted))
    assert all(text[first:last].split() == quoted.split() for first, last in spans)
    if not _inside_word(text, start) and not _inside_word(text, start + len(quoted)):
        assert spans
    assert all("".join(filter(str.isalnum, quoted)) for _ in alike_spans(text, quoted))


def _inside_word(text: str, at: int) -> bool:
    """Whether a border may lie within a word or number: anything but spaces or Han beside it."""
    beside = text[max(0, at - 1) : at + 1]
    return len(beside) == 2 and not any(c in " \n中" for c in beside)


class TestPassages:
    """A passage that was linked to, in an article that changes."""

    @pytest.fixture
    def index(self, tmp_path: Path) -> Path:
        return tmp_path

    def write(self, folder: Path, **bodies: str) -> SearchService:
        """A service over these articles, by id."""
        with (folder / "some.jsonl").open("w", encoding="utf-8") as out:
            for number, (name, body) in enumerate(bodies.items()):
                row = {
                    "id": name.replace("_", "-"),
                    "title": "The bridge opens to traffic",
                    "body": body,
                    "source": "Post",
                    "published": f"2025-01-01T0{number}:00:00+08:00",
                }
                out.write(json.dumps(row) + "\n")
        reindex(options_of(folder / "index", folder / "some.jsonl", allow_removals=True))
        return SearchService(library_of(folder / "index"))

    def test_it_stands_moves_and_goes(self, index: Path) -> None:
        body = "The bridge opened on Monday. Two lanes are closed. Buses run."
        start = body.index("Two")
        span = QuotedSpan.of("body", body, start, start + 21)

        def opened(service: SearchService, article: str) -> OpenedQuotation:
            page = service.article(article, SearchParameters(), span)
            assert page.quotation is not None
            return page.quotation

        assert opened(self.write(index, x=body), "x") == OpenedQuotation(span)
        moved = opened(self.write(index, x="At last. " + body), "x")
        assert moved.span == QuotedSpan("body", start + 9, start + 30, span.digest)
        assert moved.moved
        service = self.write(index, x_v1=body, x_v2=body.replace("Two lanes", "Three lanes"))
        gone = opened(service, "x-v2")
        assert gone.span is None
        assert [(v.id, s) for v, s in gone.elsewhere] == [("x-v1", span)]

    def test_a_place_without_a_digest_gets_one(self, made: SearchService) -> None:
        page = made.article("d", SearchParameters(), QuotedSpan("body", 4, 9))
        assert page.quotation is not None
        assert page.quotation.span == QuotedSpan("body", 4, 9, quotation_digest("party"))
        with pytest.raises(BadParameterError, match="no_passage"):
            made.article("d", SearchParameters(), QuotedSpan("body", 4, 9_999))
        with pytest.raises(ArticleNotFoundError):
            made.article("e", SearchParameters(), QuotedSpan("body", 4, 9))


@given(
    st.sampled_from(["title", "body"]),
    st.integers(0, 10**8),
    st.integers(1, 10**8),
    st.sampled_from(["", "0123456789abcdef"]),
)
def test_a_passage_is_read_as_it_is_written(
    field: str, start: int, length: int, digest: str
) -> None:
    span = QuotedSpan(field, start, start + length, digest)
    assert QuotedSpan.parse(span.written()) == span


@pytest.mark.parametrize(
    "written", ["", "body", "body.5-5", "body.6-5", "body.1-2.xyz", "text.1-2", "body.-1-2"]
)
def test_what_is_no_passage(written: str) -> None:
    assert QuotedSpan.parse(written) is None
