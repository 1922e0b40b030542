"""Saved web pages: what is kept of them, and what they are if no article."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.encoding import decode
from archive.ingest.formats.html import HtmlPage, page_of
from archive.ingest.pages.blocks import blocks_of, parse_page
from archive.ingest.raw import Markup, RawArticle
from archive.ingest.reader import Reject
from tests.ingest.raw_support import check_raw, raw_articles, raw_rejects, read_raw

HERE = Path(__file__).resolve().parent
PAGES = HERE / "html_pages"
LABELS = HERE / "saved_pages.tsv"
CORPUS = Path(os.environ.get("ARCHIVE_TEST_CORPUS") or HERE.parents[1].parent / "shared" / "corpus")
SAVED = CORPUS.parent / "fixtures" / "html"

ARTICLES = sorted(path for path in PAGES.glob("*.html") if not path.name.startswith("none_"))
NONE = sorted(PAGES.glob("none_*.html"))
_MARKS = re.compile(rb" data-(?:own|title)\b")


def read_page(path: Path) -> RawArticle | Reject:
    return page_of(_MARKS.sub(b"", path.read_bytes()), "some/file", "the file")


def marked(path: Path, name: str) -> list[str]:
    """The texts of the elements of a page that carry an attribute."""
    root = parse_page(decode(path.read_bytes()).text)
    assert root is not None
    return [" ".join(each.text_content().split()) for each in root.iter() if name in each.attrib]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_article_is_kept_and_nothing_else(path: Path) -> None:
    """Of layouts as newspapers, broadcasters, agencies and blogs have them."""
    article = read_page(path)
    assert isinstance(article, RawArticle)
    assert [article.title] == (marked(path, "data-title") or [article.title])
    own = marked(path, "data-own")
    if path.stem == "only_in_data":
        assert [note.code for note in article.notes] == ["page-text-from-data"]
        assert article.body.count("\n\n") == 3
    else:
        assert article.body_markup is Markup.PLAIN
        assert re.split(r"\n+", article.body) == own
    assert article.published
    assert not article.published_inferred or path.stem == "hans_agency"


def test_what_a_page_says_of_its_article() -> None:
    article = read_page(PAGES / "hk_script_site.html")
    assert isinstance(article, RawArticle)
    assert article.published == "2024-03-05T15:15:00+08:00"
    assert article.bylines == ("陳大文",)
    assert (article.source, article.section) == ("海港零一", "港聞")
    assert article.language == "zh-Hant-HK"
    assert article.url == "https://www.harbour01.example/news/1001/ferry"


@pytest.mark.parametrize(
    "name, reason",
    [
        ("none_section", "it is a list of links"),
        ("none_tag_english", "it is a list of links"),
        ("none_links", "it is a list of links"),
        ("none_home_cards", "it is a list of links"),
        ("none_author", "it is a list of links"),
        ("none_search", "it is a list of links"),
        ("none_video", "it is a list of links"),
        ("none_captcha", "it is an error page"),
        ("none_404", "it is an error page"),
        ("none_404_english", "it is an error page"),
        ("none_login", "it asks for a login"),
        ("none_subscribe", "it asks for a login"),
    ],
)
def test_pages_without_an_article_are_rejected(name: str, reason: str) -> None:
    """With what they are."""
    reject = read_page(PAGES / f"{name}.html")
    assert reject == Reject("some/file", "the file", f"No article in this page: {reason}.")


def test_every_page_is_in_a_test() -> None:
    assert len(ARTICLES) >= 20
    assert len(NONE) == 12


TEXT = (
    "<p>The harbour master said on Tuesday that the pier stays open, whatever the wind.</p>"
    "<p>Boats may land until ten in the evening, and later where a pilot asks for it.</p>"
)


def page(head: str = "", body: str = TEXT, title: str = "Pier stays open in the wind") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def one(data: bytes, url: str = "") -> RawArticle:
    article = page_of(data, "some/file", "the file", url)
    assert isinstance(article, RawArticle), article
    return article


@pytest.mark.parametrize(
    "head, published",
    [
        ('<meta property="article:published_time" content="2024-03-05T15Z">', "2024-03-05T15Z"),
        ('<meta name="parsely-pub-date" content="2024-03-05">', "2024-03-05"),
        ('<meta name="DC.date.issued" content="2024-03-05">', "2024-03-05"),
        ('<meta itemprop="datePublished" content="5 March 2024">', "5 March 2024"),
        ('<script type="application/ld+json">{"@type":["Thing","NewsArticle"],'
         '"headline":"x","datePublished":"2024-03-05"}</script>', "2024-03-05"),
        ('<script type="application/ld+json">[{"@type":"WebSite","datePublished":"2001-01-01"},'
         '{"@graph":[{"@type":"Report","datePublished":"2024-03-05",}]}]</script>', "2024-03-05"),
        ('<script type="application/ld+json">//<![CDATA[\n{"@type":"BlogPosting",'
         '"datePublished":"2024-03-05"}\n//]]></script>', "2024-03-05"),
        ('<meta name="date" content="-"><meta name="pubdate" content="2024-03-05">', "2024-03-05"),
    ],
)  # fmt: skip
def test_days_of_the_pages_data(head: str, published: str) -> None:
    assert one(page(head)).published == published


@pytest.mark.parametrize(
    "line, published, bylines",
    [
        ("March 5, 2024", "March 5, 2024", ()),
        ("By Amy Wardle | 5 March 2024 15:15", "5 March 2024 15:15", ("By Amy Wardle",)),
        ("發佈時間：2024-03-05 15:15", "2024-03-05 15:15", ()),
        (
            "撰文：陳大文 出版：2024-03-05 15:15 更新：2024-03-06 09:00",
            "2024-03-05 15:15",
            ("撰文：陳大文",),
        ),
        ("Updated 6 March 2024 | Published 5 March 2024", "5 March 2024", ()),
    ],
)
def test_days_and_names_below_the_title(
    line: str, published: str, bylines: tuple[str, ...]
) -> None:
    article = one(
        page(body=f"<h1>Pier stays open in the wind</h1><div class=info>{line}</div>{TEXT}")
    )
    assert (article.published, article.bylines) == (published, bylines)
    assert not article.published_inferred
    assert line not in article.body


def test_a_moment_below_the_title() -> None:
    """Printed as how long ago it was; those of other articles are further down."""
    head = (
        "<h1>Pier stays open in the wind</h1><time datetime='2024-03-05T15:15Z'>2 hours ago</time>"
    )
    later = "<ul><li><time datetime='2024-04-01'>now</time> Gull</li></ul>"
    assert one(page(body=head + TEXT + later)).published == "2024-03-05T15:15Z"
    assert one(page(body="<h1>Pier stays open in the wind</h1>" + TEXT + later)).published_inferred


def test_a_day_in_the_address_only_is_inferred() -> None:
    article = one(page(), "https://port.example/2024/03/05/pier.html")
    assert (article.published, article.published_inferred) == ("2024-03-05", True)


@pytest.mark.parametrize(
    "link, url, address",
    [
        ('<link rel="canonical" href="/a/1">', "https://port.example/a/1?from=x", "https://port.example/a/1?from=x"),
        ('<link rel="canonical" href="https://port.example/a/1">', "", "https://port.example/a/1"),
        ('<link rel="canonical" href="https://port.example/">'
         '<meta property="og:url" content="https://port.example/a/2">', "", "https://port.example/a/2"),
        ('<link rel="canonical" href="/a/1">', "", ""),
        ('<link rel="canonical" href="http://[broken">', "", ""),
    ],
)  # fmt: skip
def test_addresses(link: str, url: str, address: str) -> None:
    """The one a page was fetched from, else the one it calls its own."""
    assert one(page(link), url).url == address


@pytest.mark.parametrize(
    "title, heading, expected",
    [
        ("Pier stays open - Port News", "Pier stays open", "Pier stays open"),
        ("Pier stays open | Local | Port News", "", "Pier stays open"),
        ("Port News", "Pier stays open", "Port News"),
        ("碼頭照常開放_本地_海港網", "", "碼頭照常開放"),
        ("Q&amp;A: why it stays open", "Q&amp;A: why it stays open", "Q&A: why it stays open"),
    ],
)  # fmt: skip
def test_titles(title: str, heading: str, expected: str) -> None:
    head = f"<h1>{heading}</h1>" if heading else ""
    assert one(page(title=title, body=head + TEXT)).title == expected


def test_signs_of_html_in_a_title_that_is_printed_are_its_own() -> None:
    text = "The &lt;b&gt; that nobody closed"
    article = one(page(title=text, body=f"<h1>{text}</h1>{TEXT}"))
    assert (article.title, article.title_markup) == ("The <b> that nobody closed", Markup.PLAIN)
    data = '{"@type": "NewsArticle", "headline": "<i>Sea</i>"}'
    script = f'<script type="application/ld+json">{data}</script>'
    assert one(page(script, title="")).title_markup is Markup.UNKNOWN


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("said", ["iso-8859-1", "gb2312", "utf-8"])
def test_bytes_tell_the_encoding(encoding: str, said: str) -> None:
    """Whatever the page says."""
    text = (
        f'<html><head><meta charset="{said}"><title>碼頭照常開放</title></head><body>'
        "<h1>碼頭照常開放</h1><p>港務處今日表示，碼頭在大風下照常開放，船隻可停泊至晚上十時。</p>"
        "<p>有需要的船隻可以向領航員申請延長停泊時間，費用全免。</p></body></html>"
    )
    article = one(text.encode(encoding))
    assert article.title == "碼頭照常開放"
    assert article.body.startswith("港務處今日表示，碼頭在大風下照常開放")


@pytest.mark.parametrize(
    "head, suffix, sure",
    [
        (b"<!DOCTYPE html><html>", "", 3),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML lang=en>", ".txt", 3),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">', ".xml", 3),
        ("<!doctype html>".encode("utf-16"), "", 3),
        (b"<div><p>Text</p><p>More</p></div>", "", 2),
        (b"<p>Text</p>", ".htm", 2),
        (b"Text", ".html", 1),
        (b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", ".xml", 0),
        (b"Plain text with a <p> in it", ".txt", 0),
        (b'{"html": "<html>"}', ".json", 0),
    ],
)
def test_recognised_by_content_first(head: bytes, suffix: str, sure: int) -> None:
    assert HtmlPage().recognises(head, suffix) == sure


WHOLE = (PAGES / "hk_script_site.html").read_bytes()


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300).map(lambda data: b"<html>" + data))
def test_any_bytes_are_one_result(data: bytes) -> None:
    results = read_raw(HtmlPage(), data)
    assert len(results) == 1
    check_raw(results)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.text("abcdefgh 港務處今日表示", min_size=5).map(
            lambda text: f"Boats {text}and more land here, he said."
        ),
        min_size=2,
        max_size=12,
    )
)  # fmt: skip
def test_no_paragraph_of_a_plain_page_is_lost(paragraphs: list[str]) -> None:
    """And no word of it is changed."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = '<meta property="og:type" content="article">'
    article = one(page(head, f"<h1>Pier stays open in the wind</h1><article>{body}</article>"))
    assert article.body == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "piece, times",
    [
        ("<div>", 100_000),
        ("<font><b>words of a text ", 20_000),
        ("<p>A paragraph of a very long page that nobody reads to its end.</p>", 10_000),
        ("<table><tr><td>", 5_000),
        ("some words of a text<br>", 60_000),
        ("<h2 class=title>Pier stays open in the wind</h2>", 30_000),
        ('<a href="/">link</a> ', 60_000),
        ("<!-- ", 100_000),
        ("&amp;", 500_000),
    ],
)
def test_no_page_takes_long(piece: str, times: int) -> None:
    """Five seconds at most for the worst; the text that follows is there, or it is rejected."""
    started = time.process_time()
    result = page_of(page(body=piece * times + TEXT), "some/file", "the file")
    assert time.process_time() - started < 5
    assert isinstance(result, Reject) or "The harbour master said" in result.body


def test_a_page_too_deep_for_the_parser_keeps_its_text() -> None:
    article = one(page(body="<div>" * 5000 + TEXT))
    assert "whatever the wind" in article.body
    assert [note.code for note in article.notes] == ["page-not-cleaned"]


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for piece in text.split():
        first, _, last = piece.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


#: Letters and digits in a row by which a text is found in another.
_SHINGLE = 6


def _shingles(text: str) -> set[str]:
    return {text[at : at + _SHINGLE] for at in range(max(1, len(text) - _SHINGLE + 1))}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _shares(own: list[str], neutral: list[str], kept: str) -> tuple[float, float]:
    """How much of an article's letters is kept, and how much of what is kept is furniture."""
    letters = _letters(kept)
    there = _shingles(letters)
    total = held = 0.0
    known: set[str] = set()
    for text in map(_letters, own):
        parts = _shingles(text)
        known |= parts
        total += len(text)
        held += len(text) * (
            len(parts & there) / len(parts) if len(text) >= _SHINGLE else text in letters
        )
    known = known.union(*(_shingles(_letters(text)) for text in neutral))
    covered = bytearray(len(letters))
    for at in range(len(letters) - _SHINGLE + 1):
        if letters[at : at + _SHINGLE] in known:
            covered[at : at + _SHINGLE] = b"\1" * _SHINGLE
    return held / total, covered.count(0) / max(1, len(letters))


ROWS = [line.split("\t") for line in LABELS.read_text().splitlines() if not line.startswith("#")]


@pytest.mark.corpus
@pytest.mark.parametrize("name, digest, own, neutral", ROWS, ids=[row[0] for row in ROWS])
def test_saved_pages(name: str, digest: str, own: str, neutral: str) -> None:
    """Of each page that was labelled by hand, 95 % of the article is kept, and 5 % furniture."""
    path = SAVED / name
    if not path.is_file():
        pytest.skip(f"{path} is absent: this saved page is not read")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    assert hashlib.blake2b(data, digest_size=6).hexdigest() == digest
    root = parse_page(decode(data).text)
    assert root is not None
    texts = [block.text for block in blocks_of(root)]
    article = one(data)
    kept, furniture = _shares(
        [texts[at] for at in _numbers(own)],
        [texts[at] for at in _numbers(neutral)] + [article.title],
        article.body,
    )
    assert kept >= 0.95
    assert furniture < 0.05


def test_the_labels_are_of_thirty_nine_pages() -> None:
    assert len(ROWS) == 39
    assert len({digest for _, digest, *_ in ROWS}) == 39


@pytest.mark.corpus
def test_article_in_json_ld_of_the_own_fixture() -> None:
    """A page whose JSON-LD is a whole article and whose tree holds none."""
    path = CORPUS.parent / "fixtures" / "own" / "jsonld_newsarticle.json"
    if not path.is_file():
        pytest.skip(f"{path} is absent: this article is not read")
    script = f'<script type="application/ld+json">{path.read_text()}</script>'
    article = one(page(script, body="<div id=app></div>"))
    assert article.title == "Ferry company seeks ten per cent rise"
    assert article.body.endswith("ask to see the accounts.")
    assert article.bylines == ("Amy Wardle",)


def test_results_are_raw_articles() -> None:
    results = read_raw(HtmlPage(), page())
    assert len(raw_articles(results)) == 1
    assert raw_rejects(results) == []
    assert raw_rejects(read_raw(HtmlPage(), b""))
