"""Web pages copied as text, and texts that are none."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.formats.copied_page import CopiedPage
from archive.ingest.page_furniture import PATTERNS, Furniture, furniture_kind
from archive.ingest.pages.credits import read_credits
from archive.ingest.pages.trimming import without_disclaimer
from archive.ingest.raw import Markup, RawArticle
from tests.ingest.raw_support import check_raw, raw_articles, raw_rejects, read_raw
from tests.linear import growth

HERE = Path(__file__).resolve().parent
SEEDS = (
    Path(
        os.environ.get("ARCHIVE_TEST_CORPUS") or HERE.parents[1].parent / "shared" / "corpus"
    ).parent
    / "seeds"
)
FILES = sorted((HERE / "copied_pages").glob("*.txt"))


@dataclass(frozen=True)
class Labelled:
    """A page whose lines are marked: `@title`, `@text`, `@item`, `@itemtext`."""

    head: dict[str, str]
    page: str
    marks: dict[str, list[str]]


def labelled(path: Path) -> Labelled:
    head, _, body = path.read_text().partition("===\n")
    marks: dict[str, list[str]] = {"title": [], "text": [], "item": [], "itemtext": []}
    lines = []
    for line in body.split("\n"):
        mark = re.match(r"@(\w+) ", line)
        text = line[mark.end() :] if mark else line
        if mark:
            marks[mark[1]].append(text)
        lines.append(text)
    pairs = (line.split(": ", 1) for line in head.splitlines())
    return Labelled(dict(pairs), "\n".join(lines), marks)


def read(text: str) -> list[RawArticle]:
    results = read_raw(CopiedPage(), text.encode())
    check_raw(results)
    return raw_articles(results)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_copied_pages(path: Path) -> None:
    """As sites look when all of a page is selected: the article, and nothing else of the page."""
    expected = labelled(path)
    main, *items = read(expected.page)
    assert [main.title] == expected.marks["title"]
    assert main.body.split("\n\n") == expected.marks["text"]
    assert [item.title for item in items] == expected.marks["item"]
    assert [item.body for item in items] == expected.marks["itemtext"]
    assert str(main.published or "").startswith(expected.head.get("published", ""))
    assert "".join(main.bylines).startswith(expected.head.get("bylines", ""))
    assert main.source == expected.head.get("source", main.source)
    assert main.section == expected.head.get("section", main.section)
    assert main.body_markup is Markup.PLAIN


def test_there_are_a_dozen() -> None:
    assert len(FILES) >= 12


def test_headlines_of_other_articles_are_noted() -> None:
    (article,) = read(labelled(HERE / "copied_pages" / "hk_newspaper.txt").page)
    assert "related-left-out" in [note.code for note in article.notes]


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


def test_a_page_and_its_related_items() -> None:
    """The main article and each related item are articles of their own; furniture is in none."""
    assert [(article.title, article.body, article.bylines) for article in read(PAGE)] == [
        (
            "Harbour bridge opens – after nine years",
            "The bridge over the harbour opened to walkers on Sunday.\n\n"
            "Cars follow in spring, said the mayor.",
            (),
        ),
        (
            "Ferry fares to rise",
            "Fares rise by a tenth in June, the company said, blaming the price of fuel and",
            (),
        ),
        (
            "碼頭擬擴建 市民憂阻海景",
            "碼頭公司公布計劃。 市民擔心海景受阻。",
            ("By Harbour Editorial",),
        ),
        (
            "Gulls 'agreed to disagree', keeper says",
            "By Ann Lee and Bo Ng PORT CITY (Reuters) -The keeper of the gulls met the mayor "
            "once …\n\nA second paragraph ends as sentences do.",
            ("By Ann Lee and Bo Ng",),
        ),
        ("Stars on the pier", "Everybody wore blue. See below.", ()),
    ]


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
        ("T\n\nShe sold it all.\n\n免責聲明：只供參考。", "T",
         "She sold it all.\n\n免責聲明：只供參考。"),
        ("T\n\nBy Amy Wardle\n\nText.", "T", "By Amy Wardle\n\nText."),
        ("T\n\n© the author asks what the sign means.\n\nText.", "T",
         "© the author asks what the sign means.\n\nText."),
        ("T\n\n(Photo: the pier)\n\nText.\n\nTags: pier", "T",
         "(Photo: the pier)\n\nText.\n\nTags: pier"),
    ],
)  # fmt: skip
def test_other_texts_are_one_article_as_they_stand(text: str, title: str, body: str) -> None:
    """Headed by their first line."""
    (article,) = read(text)
    assert (article.title, article.body) == (title, body)
    assert article.notes == ()


@pytest.mark.parametrize(
    "line, kind",
    [
        ("Advertisement", Furniture.ADVERT),
        ("廣告", Furniture.ADVERT),
        ("- Advertisement -", Furniture.ADVERT),
        ("請繼續往下閱讀", Furniture.ADVERT),
        ("Facebook Twitter WhatsApp 分享", Furniture.SHARE),
        ("分享到： 微信 微博 QQ空間", Furniture.SHARE),
        ("Share this article via email", Furniture.SHARE),
        ("相關文章", Furniture.RELATED),
        ("【延伸閱讀】", Furniture.RELATED),
        ("更多相關新聞：", Furniture.RELATED),
        ("You may also like", Furniture.RELATED),
        ("READ MORE: Gull steals sandwich from mayor", Furniture.LINK),
        ("© 2024 Port News", Furniture.FOOTER),
        ("All rights reserved.", Furniture.FOOTER),
        ("版權所有 不得轉載", Furniture.FOOTER),
        ("京ICP备12345678号", Furniture.FOOTER),
        ("Visited 1,234 times, 1 visit(s) today", Furniture.COUNTER),
        ("瀏覽次數：1,234", Furniture.COUNTER),
        ("4 min read", Furniture.LENGTH),
        ("閱讀時間：約 3 分鐘", Furniture.LENGTH),
        ("▲ 渡輪碼頭清晨已有乘客。（資料圖片）", Furniture.CAPTION),
        ("Photo: Handout", Furniture.CAPTION),
        ("Getty Images", Furniture.CAPTION),
        ("Sign up for our daily newsletter", Furniture.NEWSLETTER),
        ("追蹤我們的 Facebook 專頁", Furniture.NEWSLETTER),
        ("Leave a comment", Furniture.COMMENTS),
        ("網友評論 12 條", Furniture.COMMENTS),
        ("首頁 > 新聞 > 港聞", Furniture.PATH),
        ("Skip to content", Furniture.PATH),
        ("海港网>>国内>>正文", Furniture.PATH),
        ("← Older post", Furniture.PATH),
        ("下一頁 »", Furniture.PATH),
        ("« Il faut rester », dit le maire.", None),
        ("Il dit « oui » et « non » ici", None),
        ("« Vive le port »", None),
        ("He scored 3 > 2, he said.", None),
        ("字體大小 大 中 小", Furniture.TOOLS),
        ("Tags: ferry, fares", Furniture.TAGS),
        ("#渡輪 #加價", Furniture.TAGS),
        ("免責聲明：以上資料只供參考。", Furniture.DISCLAIMER),
        ("責任編輯：王小紅", Furniture.EDITOR),
        ("Your browser does not support video", Furniture.PLAYER),
        ("We use cookies to give you the best experience.", Furniture.ACCOUNT),
        ("", None),
        ("1", None),
        ("2024", None),
        ("X", None),
        ("More", None),
        ("Facebook said on Monday that it would close its office.", None),
        ("Share prices rose on Monday.", None),
        ("More than 200 people came.", None),
        ("廣告商公會今日發表聲明。", None),
        ("分享會上，學生講述實習經驗。", None),
        ("更多新聞工作者離開業界，工會表示關注。", None),
        ("Related legislation was passed in May.", None),
        ("The photo: what it shows, and what it does not.", None),
        ("版權法修訂草案今日首讀。", None),
        ("Copyrights were the subject of the talk.", None),
        ("他說：「免責聲明：這句話沒有用。」", None),
        ("讀者評論認為，加價並不合理。", None),
        ("Join us, they said; nobody did.", None),
        ("The ferry takes 4 minutes to read its mail.", None),
    ],
)
def test_kinds_of_lines(line: str, kind: Furniture | None) -> None:
    assert furniture_kind(line) is kind


@pytest.mark.parametrize(
    "blocks, kept",
    [
        (["Text.", "免責聲明：只供參考。"], ["Text."]),
        (["免責聲明：只供參考。", "Text."], ["免責聲明：只供參考。", "Text."]),
        (["甲。", "乙。 免責聲明：只供參考。"], ["甲。", "乙。"]),
        (["甲。 免責聲明：只供參考。", "乙。"], ["甲。 免責聲明：只供參考。", "乙。"]),
        (["他唸出免責聲明：一、二、三。"], ["他唸出免責聲明：一、二、三。"]),
        ([], []),
    ],
)
def test_a_disclaimer_is_left_out_at_the_end_only(blocks: list[str], kept: list[str]) -> None:
    assert without_disclaimer(blocks) == kept


@pytest.mark.parametrize("kind, pattern", PATTERNS, ids=[kind for kind, _ in PATTERNS])
@pytest.mark.parametrize(
    "piece", ["a ", "1 ", "分享 ", "相關", "Share this ", "#a ", "home > ", "| ", "："]
)
def test_no_pattern_runs_away(kind: Furniture, pattern: re.Pattern[str], piece: str) -> None:
    """On lines longer than any that is tried."""
    times = growth(pattern.fullmatch, lambda size: piece * (size // len(piece)) + "\0", 1600)
    assert times < 30, kind


@pytest.mark.parametrize(
    "line",
    [
        "The ferry sank on March 5, 2024 in the harbour.",
        "By the time he left, all was over",
        "Thousands march",
        "記者會今日下午舉行。",
        "2024年3月5日，渡輪公司宣布加價。",
        "",
    ],
)
def test_sentences_are_no_credits(line: str) -> None:
    assert read_credits(line) is None


PIECES = st.sampled_from(
    ["T", *PAGE.split("\n\n"), "Advertisement", "相關文章", "2024-03-05 15:15", "© 2024", "\n", "1"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES).map("\n\n".join))
def test_any_page_is_read(text: str) -> None:
    """Pieces of a page in any order give articles with something in them, or one reject."""
    results = read_raw(CopiedPage(), text.encode())
    check_raw(results)
    assert len(raw_rejects(results)) == (not raw_articles(results))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("abc 港務。.\n"), min_size=1, max_size=200).map("".join))
def test_a_text_without_furniture_is_kept_whole(text: str) -> None:
    """Not a character of it is lost but the space around it."""
    results = read_raw(CopiedPage(), text.encode())
    if text.strip():
        (article,) = raw_articles(results)
        whole = f"{article.title}\n{article.body}"
        assert "".join(whole.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "piece", ["1 of 2 ", "By Ann ", "Text by A", "免責聲明", " \n", "{{<", "A, "]
)
def test_long_repetitions_take_no_time(piece: str) -> None:
    page = f"T\n\nBy {piece * (10**6 // len(piece))}\n\nVisited 1 times, 1 visit(s) today"
    assert read(page)


@pytest.mark.corpus
def test_the_seed_page() -> None:
    """The page that the project began with holds eight articles."""
    if not SEEDS.is_dir():
        pytest.skip(f"{SEEDS} is absent: the page of the project's beginning is not read")
    (path,) = SEEDS.glob("000_*.txt")
    articles = read(path.read_text())
    heads = [
        "Xi hints TikTok deal", "Trump to see Zelensky", "Jon Stewart", "Meta擬斥資",
        "A letter to Dong Yaoqiong", "Bill Gates", "In a dizzying few days", "Jonathan Bailey",
    ]  # fmt: skip
    assert [
        article.title[: len(head)] for article, head in zip(articles, heads, strict=True)
    ] == heads
    assert [article.bylines for article in articles if article.bylines] == [
        ("By BusinessFocus Editorial",),
        ("By Jennifer Rigby",),
    ]
    text = "\n".join(article.body for article in articles)
    for furniture in ("Visited", "In this photo illustration", "免責聲明", "Getty", "Text by"):
        assert furniture not in text
