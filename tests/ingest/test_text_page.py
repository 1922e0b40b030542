"""Text files: copied web pages and plain texts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.text_page import TextPage
from archive.model.article import Language
from tests.ingest.support import articles, read, rejects

CORPUS = Path(
    os.environ.get("ARCHIVE_TEST_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)
SEEDS = CORPUS.parent / "seeds"

PAGE = """Harbour bridge opens – after nine years


Port City
\u00a0—\u00a0

The bridge over the harbour opened to walkers on Sunday.

In this photo illustration, the bridge is seen on a telephone.

Cars follow in spring, said the mayor.

Visited 12 times, 1 visit(s) today

Related Article

Ferry fares to rise

Fares rise by a tenth in June, the company said, blaming the price of fuel and

碼頭擬擴建 市民憂阻海景

碼頭公司公布計劃。 市民擔心海景受阻。 Text by Harbour Editorial 免責聲明:只供參考。 風險自負。

Gulls 'agreed to disagree', keeper says

By Ann Lee and Bo Ng PORT CITY (Reuters) -The keeper of the gulls met the mayor once …

A second paragraph ends as sentences do.

Stars on the pier

Everybody wore blue. See below. 1 of 12 Ann Lee Jo Doe/Getty Images for Pier 2 of 12 Bo Ng Jo
"""


def test_a_copied_page_gives_its_articles() -> None:
    """The main article and each related item are articles of their own; furniture is in none."""
    results = read(TextPage(), PAGE.encode())
    assert [(one.title, one.body, one.authors, str(one.language)) for one in articles(results)] == [
        (
            "Harbour bridge opens – after nine years",
            "The bridge over the harbour opened to walkers on Sunday.\n\n"
            "Cars follow in spring, said the mayor.",
            (),
            "en",
        ),
        (
            "Ferry fares to rise",
            "Fares rise by a tenth in June, the company said, blaming the price of fuel and",
            (),
            "en",
        ),
        (
            "碼頭擬擴建 市民憂阻海景",
            "碼頭公司公布計劃。 市民擔心海景受阻。",
            ("Harbour Editorial",),
            "zh-Hant",
        ),
        (
            "Gulls 'agreed to disagree', keeper says",
            "By Ann Lee and Bo Ng PORT CITY (Reuters) -The keeper of the gulls met the mayor "
            "once …\n\nA second paragraph ends as sentences do.",
            ("Ann Lee", "Bo Ng"),
            "en",
        ),
        ("Stars on the pier", "Everybody wore blue. See below.", (), "en"),
    ]
    assert len(results) == 5
    assert all(one.source == "" and one.published is None for one in articles(results))


def test_ids_do_not_hang_on_the_order() -> None:
    """An item keeps its id wherever it stands on a page."""
    moved = PAGE.replace("Related Article\n", "Related Article\n\nNew first\n\nNew text here.\n")
    before = {one.id for one in articles(read(TextPage(), PAGE.encode()))}
    after = {one.id for one in articles(read(TextPage(), moved.encode()))}
    assert before < after
    assert all(one.startswith("page-") and len(one) == 17 for one in after)


@pytest.mark.parametrize(
    "text, title, body",
    [
        ("\n\n Title \n\nOne.\n\nTwo.\n", "Title", "One.\n\nTwo."),
        ("Title only", "Title only", ""),
        ("Title\r\nOne.\r\n\r\nTwo.", "Title", "One.\n\nTwo."),
        ("Title\rOne.\rTwo.", "Title", "One.\nTwo."),
        ("T\n\nRelated Article\n\nOther", "T", "Related Article\n\nOther"),
        ("T\n\nVisited 1 times, 1 visit(s) today\n\nThe end.", "T",
         "Visited 1 times, 1 visit(s) today\n\nThe end."),
        ("T\n\nOne.\n\nVisited 1 times, 1 visit(s) today", "T", "One."),
        ("T\n\nThe page printed a 免責聲明 in 2 of 3 cases.", "T",
         "The page printed a 免責聲明 in 2 of 3 cases."),
    ],
)  # fmt: skip
def test_other_texts_are_one_article(text: str, title: str, body: str) -> None:
    """A text that is no copied page is one article, headed by its first line."""
    (article,) = articles(read(TextPage(), text.encode()))
    assert (article.title, article.body) == (title, body)


CHINESE = "立法會討論碼頭擴建，市民關注海景會否受阻。"
SIMPLIFIED = "市议会讨论码头扩建，市民关注海景会否受阻。"


@pytest.mark.parametrize(
    "text, encoding, language",
    [
        (CHINESE, "utf-8", Language.TRADITIONAL),
        (CHINESE, "utf-8-sig", Language.TRADITIONAL),
        (CHINESE, "utf-16", Language.TRADITIONAL),
        (CHINESE, "big5", Language.TRADITIONAL),
        ("佢哋" + CHINESE, "big5hkscs", Language.TRADITIONAL),
        (CHINESE, "gb18030", Language.TRADITIONAL),
        (SIMPLIFIED, "gb2312", Language.SIMPLIFIED),
        (SIMPLIFIED, "gb18030", Language.SIMPLIFIED),
    ],
)
def test_encodings(text: str, encoding: str, language: Language) -> None:
    """Chinese is read in every encoding that newsrooms saved it in."""
    (article,) = articles(read(TextPage(), text.encode(encoding)))
    assert (article.title, article.language) == (text, language)


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "Holds no text."),
        (b" \n\xe3\x80\x80", "Holds no text."),
        (b"a\0b", "Not a text: a NUL at byte 1."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Not a text: a NUL at byte 8."),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    """Bytes that are no text are rejected with the place of the first that is not."""
    (reject,) = rejects(read(TextPage(), data))
    assert reason in reject.reason
    assert (reject.place, reject.fatal) == ("the file", False)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read(data: bytes) -> None:
    """Every file gives articles or exactly one reject."""
    results = read(TextPage(), data)
    assert results
    assert len(rejects(results)) == (not articles(results))


PIECES = st.sampled_from(
    [
        "T",
        *PAGE.split("\n\n"),
        "Visited 1 times, 1 visit(s) today",
        "Related Article",
        "1 of 2 ",
        "\n",
    ]
)


@given(st.lists(PIECES).map("\n\n".join))
def test_any_page_is_read(text: str) -> None:
    """Pieces of a page in any order give articles with something in them."""
    for article in articles(read(TextPage(), text.encode())):
        assert article.title.strip()


@pytest.mark.parametrize(
    "piece", ["1 of 2 ", "By Ann ", "Text by A", "免責聲明", " \n", "{{<", "A, "]
)
def test_long_repetitions_take_no_time(piece: str) -> None:
    """No pattern runs away: a million characters are read at once."""
    page = f"T\n\nBy {piece * (10**6 // len(piece))}\n\nVisited 1 times, 1 visit(s) today"
    assert articles(read(TextPage(), page.encode()))


@pytest.mark.corpus
def test_the_seed_page() -> None:
    """The page that the project began with holds eight articles."""
    if not SEEDS.is_dir():
        pytest.skip(f"{SEEDS} is absent: the page of the project's beginning is not read")
    (path,) = SEEDS.glob("000_*.txt")
    found = articles(read(TextPage(), path.read_bytes()))
    heads = [
        "Xi hints TikTok deal", "Trump to see Zelensky", "Jon Stewart", "Meta擬斥資",
        "A letter to Dong Yaoqiong", "Bill Gates", "In a dizzying few days", "Jonathan Bailey",
    ]  # fmt: skip
    assert [one.title[: len(head)] for one, head in zip(found, heads, strict=True)] == heads
    assert [one.authors for one in found if one.authors] == [
        ("BusinessFocus Editorial",),
        ("Jennifer Rigby",),
    ]
    assert [str(one.language) for one in found] == ["en"] * 3 + ["zh-Hant"] + ["en"] * 4
    text = "\n".join(one.body for one in found)
    for furniture in ("Visited", "In this photo illustration", "免責聲明", "Getty", "Text by"):
        assert furniture not in text
    assert found[0].body.startswith("Donald Trump’s much-touted call")
