"""The sample files of the formats of pages are read, each as what it is."""

from __future__ import annotations

import pytest

from archive.ingest.formats.copied_page import CopiedPage
from archive.ingest.formats.front_matter import FrontMatter
from archive.ingest.formats.html import HtmlPage
from archive.ingest.formats.warc import Warc
from archive.ingest.raw import Format
from tests.conftest import SAMPLES
from tests.ingest.raw_support import check_raw, raw_articles, raw_rejects, read_raw

FORMATS: tuple[Format, ...] = (HtmlPage(), Warc(), FrontMatter(), CopiedPage())


@pytest.mark.parametrize(
    "name, reader, titles",
    [
        ("page.html", HtmlPage(), ["Lighthouse opens again after two years"]),
        ("crawl.warc", Warc(), ["Gull takes the mayor's sandwich", "海鷗搶走市長三文治"]),
        ("post.md", FrontMatter(), ["灯塔维修两年后重开"]),
        ("copied-page.txt", CopiedPage(), ["燈塔維修兩年後重開 首日五百人登塔"]),
    ],
)
def test_samples(name: str, reader: Format, titles: list[str]) -> None:
    path = SAMPLES / "formats" / name
    data = path.read_bytes()
    results = read_raw(reader, data)
    check_raw(results)
    assert [article.title for article in raw_articles(results)] == titles
    assert raw_rejects(results) == []
    assert all(article.published and article.body for article in raw_articles(results))
    sure = {each.name: each.recognises(data[:65536], path.suffix) for each in FORMATS}
    assert max(sure, key=lambda name: sure[name]) == reader.name
