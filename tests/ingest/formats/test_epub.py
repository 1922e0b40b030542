"""EPUB: chapters are articles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive.ingest import xml_archive
from archive.ingest.formats.epub import Epub
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import Reject
from tests.ingest.formats.office_support import fixtures, read_raw, reason
from tests.ingest.formats.test_docx import zipped

EPUB: Format = Epub()

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/c.opf"/></rootfiles></container>'
)


def book(chapters: Sequence[str], *, more: str = "", folder: str = "OEBPS/") -> bytes:
    """A book of chapters: what stands in their bodies."""
    names = [f"{number} a.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="i{at}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{at}"/>' for at in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour Post</dc:title>'
        f"<dc:language>en</dc:language><dc:date>2024-03-05</dc:date></metadata><manifest>{items}"
        f'{more}</manifest><spine>{spine}<itemref idref="nav"/><itemref idref="none"/></spine>'
        "</package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/c.opf": package,
            **{
                folder + name: '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Named'
                f"</title></head><body>{body}</body></html>"
                for name, body in zip(names, chapters, strict=True)
            },
        }
    )


@pytest.mark.parametrize(
    "chapter, title, bylines, published",
    [
        ("<h1>Ferry returns</h1><p>It is back.</p>", "Ferry returns", (), "2024-03-05"),
        ("<h2>Ferry <i>returns</i></h2><p>It is back.</p>", "Ferry returns", (), "2024-03-05"),
        ("<p>Named</p><p>It is back.</p>", "Named", (), "2024-03-05"),
        ("<p>It is back.</p>", "Named", (), "2024-03-05"),
        ("<h1>Ferry</h1><p>By Amy Wardle, 6 March 2024</p><p>It is back.</p>", "Ferry",
         ("By Amy Wardle",), "6 March 2024"),
        ("<h1>渡輪復航</h1><p>記者張文</p><p>It is back.</p>", "渡輪復航", ("記者張文",),
         "2024-03-05"),
    ],
)  # fmt: skip
def test_chapter(chapter: str, title: str, bylines: tuple[str, ...], published: str) -> None:
    (article,) = read_raw(EPUB, book([chapter]))
    assert isinstance(article, RawArticle)
    assert (article.title, article.bylines, article.published) == (title, bylines, published)
    assert (article.language, article.source) == ("en", "Harbour Post")
    assert "<p>It is back.</p>" in article.body
    assert "Amy" not in article.body
    assert title not in article.body


def test_chapters_come_in_the_order_of_reading() -> None:
    """Pictures, covers and tables of contents are none; one that is missing is told."""
    more = (
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="none" href="none.xhtml" media-type="application/xhtml+xml"/>'
    )
    chapters = ["<h1>One</h1><p>First.</p>", "<img src='a.png'/>", "<h1>Two</h1><p>Second.</p>"]
    first, second, third = read_raw(EPUB, book(chapters, more=more))
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert isinstance(third, Reject)
    assert [first.title, second.title] == ["One", "Two"]
    assert [first.place, second.place, third.place] == ["chapter 1", "chapter 3", "chapter 4"]


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "Damaged"),
        (zipped({"mimetype": "application/epub+zip"}), "No package"),
        (zipped({"META-INF/container.xml": "<container/>"}), "No package"),
        (zipped({"META-INF/container.xml": CONTAINER}), "No package"),
        (book([]), "Holds no text"),
        (book(["<img/>"]), "Holds no text"),
        (book(["<p>Text.</p>"])[:-40], "Damaged"),
    ],
)
def test_what_cannot_be_read_is_a_reject(data: bytes, why: str) -> None:
    assert why in reason(EPUB, data)


def test_packed_zeros_do_not_fill_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters behind the limit of the whole are rejects, each of them."""
    monkeypatch.setattr(xml_archive, "MAX_ALL", 2**20)
    results = read_raw(EPUB, book([f"<p>{'a' * 2**19}</p>"] * 5))
    kinds = "".join("a" if isinstance(r, RawArticle) else "r" for r in results)
    assert kinds == "arrrr"


def test_books_are_told_by_their_content() -> None:
    data = book(["<p>Text.</p>"])
    assert EPUB.recognises(data, "") == 2
    assert EPUB.recognises(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "") == 3
    assert EPUB.recognises(b"", ".epub") == 1
    assert EPUB.recognises(zipped({"a": "b"}), ".zip") == 0


@pytest.mark.corpus
def test_book_of_a_newsroom() -> None:
    first, second = read_raw(EPUB, (fixtures() / "own/epub_zh-Hant.epub").read_bytes())
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert [first.title, second.title] == ["渡輪公司申請加價一成", "油價回落"]
    assert [first.published, second.published] == ["2024-03-05"] * 2
    assert "<p>海港渡輪公司周二宣布，" in first.body
    assert "<p>司機表示歡迎。</p>" in second.body
