"""An article that is written in any shape reads back as it was."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archive.ingest.formats.csv_table import CsvTable
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.formats.json_objects import is_missing, written_list
from tests.ingest.formats.json_support import Results, raws, read_raw, rejects

Article = Mapping[str, Any]
Writer = Callable[[list[Article]], object]


def _renamed(article: Article, **names: str) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in article.items()}


#: Shapes as functions of the articles to what is written as JSON.
WRITERS: dict[str, Writer] = {
    "list": lambda articles: list(articles),
    "envelope": lambda articles: {"status": "ok", "title": "All", "articles": articles},
    "deep": lambda articles: {"db": [{"meta": {"on": 1}, "data": {"posts": articles}}]},
    "hits": lambda articles: {
        "hits": {"hits": [{"_index": "n", "_source": article} for article in articles]}
    },
    "crawler": lambda articles: [
        _renamed(article, body="maintext", published="date_publish", source="source_domain")
        for article in articles
    ],
    "linked": lambda articles: {
        "@graph": [
            {"@type": "NewsArticle", "author": [{"name": name} for name in article["authors"]],
             **_renamed(article, title="headline", body="articleBody", published="datePublished",
                        authors="_")}
            for article in articles
        ]
    },
    "investigation": lambda articles: [
        {"id": article["id"], "schema": "Article",
         "properties": {"title": [article["title"]], "bodyText": [article["body"]],
                        "publishedAt": [article["published"]], "author": article["authors"],
                        "publisher": [article["source"]]}}
        for article in articles
    ],
    "paper": lambda articles: {"response": {"results": [
        {"id": article["id"], "webTitle": article["title"], "source": article["source"],
         "webPublicationDate": article["published"], "authors": article["authors"],
         "fields": {"bodyText": article["body"]}}
        for article in articles
    ]}},
    "frame": lambda articles: {
        "columns": list(articles[0]), "index": list(range(len(articles))),
        "data": [[article[name] for name in articles[0]] for article in articles],
    },
    "columns": lambda articles: {
        name: {str(row): article[name] for row, article in enumerate(articles)}
        for name in articles[0]
    },
    "Chinese": lambda articles: {"新聞列表": [
        _renamed(article, title="標題", body="內容", published="發佈日期", authors="記者",
                 source="來源", id="編號")
        for article in articles
    ]},
    "ninjs": lambda articles: {"items": [
        {"guid": article["id"], "type": "text", "versioncreated": article["published"],
         "headline": article["title"], "body_text": article["body"], "pubstatus": "usable",
         "byline": article["authors"], "source": article["source"]}
        for article in articles
    ]},
}  # fmt: skip


def read_back(results: Results) -> list[Article]:
    """What was read, in the form of what was written."""
    assert rejects(results) == []
    return [
        {"id": raw.id, "title": raw.title, "body": raw.body, "published": raw.published,
         "authors": list(raw.bylines), "source": raw.source}
        for raw in raws(results)
    ]  # fmt: skip


def table(articles: list[Article], **dialect: Any) -> str:
    """The articles as CSV."""
    written = io.StringIO()
    writer = csv.writer(written, **dialect)
    writer.writerow(articles[0])
    writer.writerows(
        [
            repr(value) if isinstance(value, list) else value
            for value in map(article.__getitem__, articles[0])
        ]
        for article in articles
    )
    return written.getvalue()


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=60)
ARTICLES = st.lists(
    st.fixed_dictionaries({
        "id": st.from_regex(r"[a-z]{1,3}-\d{1,3}", fullmatch=True),
        "title": TEXTS.map(lambda text: f"Title {text}"),
        "body": TEXTS.map(lambda text: f"Body 渡輪 {text}."),
        "published": st.dates().map(str),
        "authors": st.lists(st.sampled_from(["Ann Lee", "陳大文", "Bo O'Hara"]), unique=True),
        "source": st.sampled_from(["The Pier", "碼頭報"]),
    }),
    min_size=2, max_size=4,
)  # fmt: skip


def plain(articles: list[Article]) -> bool:
    """Whether no text is one that is read otherwise: a cut text, a year of zeros."""
    texts = [text for article in articles for text in (article["title"], article["body"])]
    years = [article["published"][:4] for article in articles]
    return not any(is_missing(text) or written_list(text) for text in texts) and "0000" not in years


@pytest.mark.parametrize("shape", WRITERS)
@settings(max_examples=40, deadline=None)
@given(ARTICLES, st.sampled_from([None, 1]), st.booleans())
def test_shapes_read_back(
    shape: str, articles: list[Article], indent: int | None, ascii_only: bool
) -> None:
    """On one line or many, with and without escapes."""
    assume(plain(articles))
    text = json.dumps(WRITERS[shape](articles), indent=indent, ensure_ascii=ascii_only)
    assert read_back(read_raw(JsonFormat(), text.encode())) == articles


@given(ARTICLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_lines_read_back(articles: list[Article], encoding: str) -> None:
    assume(plain(articles))
    text = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    assert read_back(read_raw(JsonFormat(), text.encode(encoding))) == articles


@given(
    ARTICLES,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_tables_read_back(
    articles: list[Article], sign: str, quoting: Any, end: str, encoding: str
) -> None:
    assume(plain(articles))
    text = table(articles, delimiter=sign, quoting=quoting, lineterminator=end)
    assert read_back(read_raw(CsvTable(), text.encode(encoding))) == articles


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["rthk-zh", "reuters", "xinwenlianbo"])
def test_real_articles_read_back(corpus: Path, name: str) -> None:
    """In every shape, and as a table."""
    articles: list[Article] = []
    with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in list(lines)[:200:10]:
            row = json.loads(line)
            articles.append({
                "id": str(row["id"]), "title": row["title"], "body": row["body"],
                "published": row["published"] or "2024-03-05",
                "authors": row["authors"] or ["Ann Lee"], "source": row["source"] or "The Pier",
            })  # fmt: skip
    for writer in WRITERS.values():
        data = json.dumps(writer(articles), ensure_ascii=False).encode()
        assert read_back(read_raw(JsonFormat(), data)) == articles
    for encoding in ("utf-8", "utf-16", "gb18030"):
        data = table(articles).encode(encoding)
        assert read_back(read_raw(CsvTable(), data)) == articles
