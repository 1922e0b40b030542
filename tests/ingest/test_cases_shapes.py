"""One article in the shapes of crawlers, blogs, papers, feeds and databases is the same article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ingest.case_support import (
    BODY,
    HANS_BODY,
    HANS_TITLE,
    HANT_BODY,
    HANT_TITLE,
    HTML,
    PARAGRAPHS,
    TITLE,
    articles,
    only,
    read_file,
    read_json,
    rejects,
    said,
)

URL = "https://www.pierpost.example/2024/03/05/pier"
SITE = "pierpost.example"
ISO = "2024-03-05T15:15:00+08:00"
UTC = "2024-03-05T07:15:00Z"
TEXTS = {"title": TITLE, "body": BODY}
TWO = ("Jane Doe", "John Roe")
WHOLE = {**TEXTS, "published": ISO, "authors": TWO}

Shapes = list[tuple[str, Any, dict[str, Any]]]

CRAWLERS: Shapes = [
    (
        "news crawler",
        {"authors": [*TWO], "date_download": "2024-03-06 01:00:00", "date_modify": None,
         "date_publish": "2024-03-05 15:15:00", "description": "The pier is open.",
         "filename": "pier.html", "image_url": None, "language": "en", "localpath": None,
         "maintext": BODY, "source_domain": SITE, "title": TITLE, "title_page": None,
         "title_rss": None, "url": URL},
        {**WHOLE, "source": SITE, "url": URL},
    ),
    (
        "crawler with news first",
        {"news_title": TITLE, "news_content": BODY, "news_date": "2024-03-05 15:15",
         "news_source": "The Pier Post", "news_author": "Jane Doe, John Roe", "news_url": URL},
        {**WHOLE, "source": "The Pier Post", "url": URL},
    ),
    (
        "crawler with article first",
        {"article_id": 48213, "article_title": TITLE, "article_body": BODY,
         "article_published_at": ISO, "article_authors": [*TWO], "article_link": URL},
        {**WHOLE, "id": "48213", "url": URL},
    ),
    (
        "crawler in camel case",
        {"pageTitle": TITLE, "mainText": BODY, "datePublished": ISO, "authorNames": [*TWO],
         "sourceDomain": SITE, "pageUrl": URL},
        {**WHOLE, "source": SITE, "url": URL},
    ),
    (
        "crawler whose item lies in a record of the fetch",
        {"url": URL, "status": 200, "fetched_at": "2024-03-06T00:00:00Z",
         "item": {"title": TITLE, "text": BODY, "publish_date": ISO, "authors": [*TWO]}},
        {**WHOLE, "url": URL},
    ),
    (
        "search index's hits",
        {"hits": {"total": {"value": 1}, "hits": [
            {"_index": "news", "_id": "a1", "_score": 1.5, "_source": {
                "title": TITLE, "content": BODY, "@timestamp": "2024-03-09T00:00:00Z",
                "published_date": ISO, "author": [*TWO]}}]}},
        {**WHOLE, "id": "a1"},
    ),
]  # fmt: skip

EXTRACTORS: Shapes = [
    (
        "text extractor",
        {"title": TITLE, "author": "Jane Doe; John Roe", "hostname": SITE, "date": "2024-03-05",
         "fingerprint": "9af1", "id": None, "license": None, "comments": "",
          "raw_text": PARAGRAPHS[0],
         "text": BODY, "language": None, "image": None, "pagetype": None, "source": URL,
         "source-hostname": "Pier Post", "excerpt": "", "categories": "", "tags": ""},
        {**WHOLE, "published": "2024-03-05", "source": SITE, "url": URL},
    ),
    (
        "readability's",
        {"title": TITLE, "byline": "By Jane Doe and John Roe", "dir": "ltr", "lang": "en",
         "content": f"<div id='page'>{HTML}</div>", "textContent": BODY, "length": len(BODY),
         "excerpt": "The pier is open.", "siteName": "The Pier Post", "publishedTime": ISO},
        {**WHOLE, "source": "The Pier Post"},
    ),
    (
        "extractor of goose's kind",
        {"title": TITLE, "cleaned_text": BODY, "authors": [*TWO], "publish_date": ISO,
         "final_url": URL, "domain": SITE, "meta_description": "The pier is open."},
        {**WHOLE, "source": SITE, "url": URL},
    ),
    (
        "diffbot's kind",
        {"request": {"pageUrl": URL, "api": "article"}, "objects": [
            {"type": "article", "title": TITLE, "text": BODY, "html": HTML, "date": UTC,
             "author": "Jane Doe, John Roe", "siteName": "The Pier Post", "pageUrl": URL}]},
        {**WHOLE, "source": "The Pier Post", "url": URL},
    ),
    (
        "open graph's names",
        {"og:title": TITLE, "article:published_time": ISO, "og:site_name": "The Pier Post",
         "og:url": URL, "text": BODY, "author": "Jane Doe and John Roe"},
        {**WHOLE, "source": "The Pier Post", "url": URL},
    ),
    (
        "extractor whose source is an address and host",
        {"headline": TITLE, "plain_text": BODY, "domain": "www.pierpost.example", "source_url": URL,
         "pub_date": ISO, "writers": [*TWO]},
        {**WHOLE, "url": URL},
    ),
]  # fmt: skip

_RENDERED = {"rendered": "East pier opens again"}
BLOGS: Shapes = [
    (
        "blog over REST",
        [{"id": 31, "date": "2024-03-05T15:15:00", "date_gmt": "2024-03-05T07:15:00", "link": URL,
          "status": "publish", "title": {"rendered": "East &#8216;pier&#8217; opens &amp; sings"},
          "content": {"rendered": f"{HTML}\n<script>track()</script>\n", "protected": False}}],
        {"title": "East ‘pier’ opens & sings", "body": BODY, "id": "31", "url": URL,
         "published": ISO},
    ),
    (
        "blog over REST in another zone",
        [{"id": 32, "date": "2024-03-05T02:15:00", "date_gmt": "2024-03-05T07:15:00",
          "title": _RENDERED, "content": {"rendered": HTML}}],
        {**TEXTS, "published": ISO, "id": "32"},
    ),
    (
        "blog over REST, raw and rendered",
        [{"id": 33, "date_gmt": "2024-03-05T07:15:00",
          "title": {"raw": TITLE, **_RENDERED},
          "content": {"raw": f"<!-- wp:paragraph -->{HTML}<!-- /wp:paragraph -->",
           "rendered": HTML}}],
        {**TEXTS, "published": ISO},
    ),
    (
        "blog dump with texts",
        {"db": [{"meta": {"version": "5.1"}, "data": {"posts": [
            {"id": "5e0", "title": TITLE, "slug": "pier", "html": HTML, "plaintext": BODY,
             "status": "published", "type": "post", "published_at": "2024-03-05T07:15:00.000Z"}],
            "users": [{"name": "Jane Doe", "slug": "jane"}], "tags": [{"name": "Harbour"}]}}]},
        {**TEXTS, "published": ISO, "id": "5e0"},
    ),
    (
        "blog dump with HTML",
        {"db": [{"meta": {}, "data": {"posts": [
            {"id": 9, "title": TITLE, "html": HTML, "plaintext": None, "status": "published",
             "published_at": 1709622900000}]}}]},
        {**TEXTS, "published": ISO},
    ),
    (
        "table of posts",
        {"ID": 7, "post_author": "3", "post_date": "2024-03-05 15:15:00",
         "post_date_gmt": "2024-03-05 07:15:00", "post_title": TITLE, "post_content": HTML,
         "post_status": "publish", "post_type": "post", "guid": URL},
        {**TEXTS, "published": ISO, "id": "7"},
    ),
    (
        "blog of another maker",
        {"kind": "blogger#post", "id": "88", "published": "2024-03-05T15:15:00+08:00",
         "updated": "2024-03-07T00:00:00+08:00", "url": URL, "title": TITLE, "content": HTML,
         "author": {"id": "1", "displayName": "Jane Doe", "url": "https://blog.example/1"}},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "url": URL},
    ),
    (
        "headless editor's attributes",
        {"data": [{"id": 4, "attributes": {"title": TITLE, "content": HTML, "publishedAt": UTC}}],
         "meta": {"pagination": {"page": 1}}},
        {**TEXTS, "published": ISO, "id": "4"},
    ),
]  # fmt: skip

PAPERS: Shapes = [
    (
        "paper's API with texts",
        {"response": {"status": "ok", "total": 1, "results": [
            {"id": "news/pier", "type": "article", "sectionName": "Harbour", "webTitle": TITLE,
             "webPublicationDate": UTC, "webUrl": URL,
             "fields": {"headline": TITLE, "bodyText": BODY, "body": HTML,
              "trailText": "Open."}}]}},
        {**TEXTS, "published": ISO, "section": "Harbour", "url": URL},
    ),
    (
        "paper's API with HTML",
        {"response": {"results": [{"id": "p", "webTitle": TITLE, "webPublicationDate": UTC,
                                   "webUrl": URL, "fields": {"body": HTML}}]}},
        {**TEXTS, "published": ISO, "url": URL},
    ),
    (
        "paper's search, one content",
        {"response": {"status": "ok", "content": {
            "id": "p", "webTitle": TITLE, "webPublicationDate": UTC,
             "fields": {"bodyText": BODY}}}},
        {**TEXTS, "published": ISO},
    ),
    (
        "paper's archive",
        {"status": "OK", "copyright": "The Pier Post", "response": {"docs": [
            {"web_url": URL, "snippet": "Open.", "lead_paragraph": BODY, "source": "The Pier Post",
             "headline": {"main": TITLE, "kicker": None, "print_headline": "Pier"},
             "pub_date": "2024-03-05T07:15:00+0000", "section_name": "Harbour", "_id": "nyt://1",
             "byline": {"original": "By Jane Doe and John Roe", "person": [], "organization": None},
             "document_type": "article", "multimedia": []}], "meta": {"hits": 1}}},
        {**WHOLE, "section": "Harbour", "url": URL, "source": "The Pier Post"},
    ),
    (
        "news API",
        {"status": "ok", "totalResults": 1, "articles": [
            {"source": {"id": "pp", "name": "The Pier Post"}, "author": "Jane Doe, John Roe",
             "title": TITLE, "description": "Open.", "url": URL, "urlToImage": None,
             "publishedAt": UTC, "content": BODY}]},
        {**WHOLE, "source": "The Pier Post", "url": URL},
    ),
    (
        "news API with its list under data",
        {"pagination": {"limit": 25}, "data": [
            {"author": "Jane Doe and John Roe", "title": TITLE, "description": BODY, "url": URL,
             "source": "The Pier Post", "category": "general", "language": "en",
             "published_at": "2024-03-05T07:15:00+00:00"}]},
        {**WHOLE, "source": "The Pier Post", "section": "general", "url": URL},
    ),
    (
        "news API with results and creators",
        {"status": "success", "results": [
            {"article_id": "77", "title": TITLE, "link": URL, "creator": [*TWO], "content": BODY,
             "pubDate": "2024-03-05 07:15:00", "pubDateTZ": "UTC", "source_id": "pierpost",
             "source_name": "The Pier Post", "category": ["harbour"], "language": "english"}]},
        {**WHOLE, "id": "77", "section": "harbour", "source": "The Pier Post"},
    ),
    (
        "news API with posts and threads",
        {"posts": [{"uuid": "u1", "url": URL, "author": "Jane Doe", "published": ISO,
                    "title": TITLE, "text": BODY, "language": "english",
                    "thread": {"uuid": "t", "site": SITE, "title": TITLE,
                     "section_title": "Pier"}}]},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "id": "u1"},
    ),
    (
        "register of events",
        {"articles": {"results": [
            {"uri": "8123", "lang": "eng", "isDuplicate": False, "date": "2024-03-05",
             "time": "07:15:00", "dateTime": "2024-03-05T07:15:00Z", "dataType": "news",
             "url": URL, "title": TITLE, "body": BODY, "authors": [{"name": "Jane Doe"}],
             "source": {"uri": SITE, "title": "The Pier Post"}}], "totalResults": 1}},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "source": "The Pier Post"},
    ),
]  # fmt: skip

FEEDS: Shapes = [
    (
        "feed with HTML",
        {"version": "https://jsonfeed.org/version/1.1", "title": "The Pier Post", "items": [
            {"id": "f1", "url": URL, "title": TITLE, "content_html": HTML, "date_published": ISO,
             "authors": [{"name": "Jane Doe"}, {"name": "John Roe"}]}]},
        {**WHOLE, "id": "f1", "url": URL},
    ),
    (
        "feed with texts, of its first version",
        {"version": "https://jsonfeed.org/version/1", "title": "The Pier Post", "items": [
            {"id": 2, "title": TITLE, "content_text": BODY, "date_published": UTC,
             "author": {"name": "Jane Doe"}}]},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "id": "2"},
    ),
    (
        "feed whose author is the feed's",
        {"version": "https://jsonfeed.org/version/1.1", "title": "The Pier Post",
         "authors": [{"name": "Jane Doe"}], "items": [
             {"id": "3", "title": TITLE, "content_text": BODY, "date_published": UTC}]},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",)},
    ),
    (
        "feed turned into JSON by a parser",
        {"feed": {"title": "The Pier Post"}, "entries": [
            {"title": TITLE, "link": URL, "published": "Tue, 05 Mar 2024 07:15:00 GMT",
             "content": [{"type": "text/html", "value": HTML}], "author": "Jane Doe"}]},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "url": URL},
    ),
    (
        "feed turned into JSON by a service",
        {"status": "ok", "feed": {"url": URL, "title": "The Pier Post"}, "items": [
            {"title": TITLE, "pubDate": "2024-03-05 15:15:00", "link": URL, "guid": URL,
             "author": "Jane Doe", "description": "Open.", "content": HTML,
              "categories": ["Pier"]}]},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "section": "Pier"},
    ),
    (
        "RSS turned into JSON by a converter",
        {"rss": {"@version": "2.0", "channel": {"title": "The Pier Post", "item": [
            {"title": TITLE, "link": URL, "pubDate": "Tue, 05 Mar 2024 15:15:00 +0800",
             "content:encoded": HTML, "dc:creator": "Jane Doe"}]}}},
        {**TEXTS, "published": ISO, "authors": ("Jane Doe",), "url": URL},
    ),
]  # fmt: skip

_LINKED = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE,
           "articleBody": BODY, "datePublished": ISO,
            "publisher": {"name": "The Pier Post"}}  # fmt: skip
_AUTHORS = [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}]
PAGES: Shapes = [
    ("linked data, a list of authors", {**_LINKED, "author": _AUTHORS},
     {**WHOLE, "source": "The Pier Post"}),
    ("linked data, one author", {**_LINKED, "author": _AUTHORS[0]},
     {**TEXTS, "published": ISO, "authors": ("Jane Doe",)}),
    ("linked data in a graph",
     {"@context": "https://schema.org", "@graph": [
         {"@type": "WebSite", "name": "The Pier Post"},
         {**_LINKED, "author": _AUTHORS}, {"@type": "BreadcrumbList", "itemListElement": []}]},
     {**WHOLE, "source": "The Pier Post"}),
    ("linked data of two types",
     {**_LINKED, "@type": ["ReportageNewsArticle", "CreativeWork"], "author": "Jane Doe"},
     {**TEXTS, "published": ISO, "authors": ("Jane Doe",)}),
    ("linked data of a blog",
     {**_LINKED, "@type": "BlogPosting", "author": {"@type": "Person", "name": ["Jane Doe"]}},
     {**TEXTS, "published": ISO, "authors": ("Jane Doe",)}),
    ("linked data with a section and an address",
     {**_LINKED, "articleSection": ["Harbour", "City"], "mainEntityOfPage": {"@id": URL}},
     {**TEXTS, "section": "Harbour", "url": URL}),
    ("linked data with its schema's full names",
     {"http://schema.org/headline": TITLE, "http://schema.org/articleBody": BODY,
      "http://schema.org/datePublished": ISO, "@type": "http://schema.org/NewsArticle"},
     {**TEXTS, "published": ISO}),
]  # fmt: skip

BASES: Shapes = [
    ("investigation's entity",
     {"id": "e-1", "schema": "Article", "properties": {
         "title": [TITLE], "bodyText": [BODY], "publishedAt": [ISO], "author": [*TWO],
         "sourceUrl": [URL]}},
     {**WHOLE, "id": "e-1", "url": URL}),
    ("data frame's missing values",
     {"title": TITLE, "body": BODY, "published": ISO, "section": float("nan"),
      "author": float("nan"), "url": float("nan")},
     {**TEXTS, "published": ISO, "section": None, "authors": (), "url": None}),
    ("data frame of records by their number",
     {"0": {"title": TITLE, "text": BODY, "date": UTC}}, {**TEXTS, "published": ISO}),
    ("data frame by columns",
     {"title": {"0": TITLE}, "text": {"0": BODY}, "date": {"0": UTC}, "section": {"0": None}},
     {**TEXTS, "published": ISO, "section": None}),
    ("data frame in parts",
     {"columns": ["title", "text", "date"], "index": [0], "data": [[TITLE, BODY, UTC]]},
     {**TEXTS, "published": ISO}),
    ("data frame with a schema",
     {"schema": {"fields": [{"name": "index", "type": "integer"}]},
      "data": [{"index": 0, "title": TITLE, "text": BODY, "date": UTC}]},
     {**TEXTS, "published": ISO}),
    ("document database",
     {"_id": {"$oid": "65e6c0f4a1b2c3d4e5f60718"}, "title": TITLE, "body": BODY,
      "published": {"$date": UTC}},
     {**TEXTS, "published": ISO, "id": "65e6c0f4a1b2c3d4e5f60718"}),
    ("document database, milliseconds",
     {"_id": {"$oid": "65e6c0f4a1b2c3d4e5f60718"}, "title": TITLE, "body": BODY,
      "published": {"$date": {"$numberLong": "1709622900000"}}},
     {**TEXTS, "published": ISO, "id": "65e6c0f4a1b2c3d4e5f60718"}),
    ("database's Date", {"title": TITLE, "body": BODY, "published": "Date(1709622900000)"},
     {**TEXTS, "published": ISO}),
    ("key-value store's typed values",
     {"Item": {"id": {"S": "k1"}, "title": {"S": TITLE}, "body": {"S": BODY},
               "published": {"N": "1709622900"}}},
     {**TEXTS, "published": ISO, "id": "k1"}),
    ("document store's seconds",
     {"id": "s1", "title": TITLE, "body": BODY,
      "published": {"_seconds": 1709622900, "_nanoseconds": 0}},
     {**TEXTS, "published": ISO, "id": "s1"}),
    ("table exported by a database tool",
     [{"type": "header", "version": "5.2"},
      {"type": "table", "name": "news", "data": [
          {"id": "1", "title": TITLE, "content": BODY, "created_at": "2024-03-05 15:15:00"}]}],
     {**TEXTS, "published": ISO, "id": "1"}),
    ("search engine's documents",
     {"responseHeader": {"status": 0}, "response": {"numFound": 1, "docs": [
         {"id": "d1", "title": [TITLE], "content": [BODY], "published_dt": UTC}]}},
     {**TEXTS, "published": ISO, "id": "d1"}),
]  # fmt: skip

_HANT = {"title": HANT_TITLE, "body": HANT_BODY, "published": ISO}
_HANS = {"title": HANS_TITLE, "body": HANS_BODY, "published": ISO}
BY_HAND: Shapes = [
    ("capital names", {"Title": TITLE, "Body": BODY, "Published": ISO},
     {**TEXTS, "published": ISO}),
    ("headline and content", {"headline": TITLE, "content": BODY, "date": ISO},
     {**TEXTS, "published": ISO}),
    ("names in capitals", {"HEADLINE": TITLE, "STORY": BODY, "DATE": ISO, "BYLINE": "By Jane Doe"},
     {**TEXTS, "published": ISO, "authors": ("Jane Doe",)}),
    ("names with spaces", {"Article Title": TITLE, "Full Text": BODY, "Publication Date": ISO,
                           "Author(s)": "Jane Doe; John Roe", "Publication": "The Pier Post"},
     {**WHOLE, "source": "The Pier Post"}),
    ("names with colons", {"Title:": TITLE, "Text:": BODY, "Date:": ISO},
     {**TEXTS, "published": ISO}),
    ("names with hyphens", {"head-line": TITLE, "body-text": BODY, "publish-date": ISO},
     {**TEXTS, "published": ISO}),
    ("a traditional newsroom's names", {"標題": HANT_TITLE, "內容": HANT_BODY, "日期": ISO}, _HANT),
    ("a simplified newsroom's names", {"标题": HANS_TITLE, "正文": HANS_BODY, "发布时间": ISO},
     _HANS),
    ("traditional names with sides",
     {"新聞標題": HANT_TITLE, "內文": HANT_BODY, "發佈日期": "2024年3月5日 下午3:15",
      "記者": "陳大文",
      "來源": "碼頭日報", "版面": "港聞", "網址": URL},
     {**_HANT, "authors": ("陳大文",), "source": "碼頭日報", "section": "港聞", "url": URL}),
    ("simplified names with sides",
     {"新闻标题": HANS_TITLE, "新闻内容": HANS_BODY, "发表时间": "2024-03-05 15:15",
      "作者": "陈大文",
      "来源": "码头日报", "栏目": "本地", "链接": URL},
     {**_HANS, "authors": ("陈大文",), "source": "码头日报", "section": "本地", "url": URL}),
    ("Taiwan's names",
     {"文章標題": HANT_TITLE, "文章內容": HANT_BODY, "發布時間": "2024/03/05 15:15",
      "媒體": "碼頭日報", "分類": "地方", "連結": URL},
     {**_HANT, "source": "碼頭日報", "section": "地方", "url": URL}),
    ("names of a heading and words", {"題目": HANT_TITLE, "全文": HANT_BODY, "刊登日期": ISO},
     _HANT),
]  # fmt: skip

SHAPES = [*CRAWLERS, *EXTRACTORS, *BLOGS, *PAPERS, *FEEDS, *PAGES, *BASES, *BY_HAND]


@pytest.mark.parametrize(
    "value, right", [pytest.param(value, right, id=name) for name, value, right in SHAPES]
)
def test_it_is_the_same_article(tmp_path: Path, value: Any, right: dict[str, Any]) -> None:
    article = only(read_json(tmp_path, value))
    assert said(article, right) == right


@pytest.mark.parametrize(
    "value, right", [pytest.param(value, right, id=name) for name, value, right in SHAPES[::3]]
)
def test_on_a_line_of_its_own(tmp_path: Path, value: Any, right: dict[str, Any]) -> None:
    """An envelope that stands in JSON Lines is an envelope still."""
    article = only(read_json(tmp_path, value, "articles.jsonl"))
    assert said(article, right) == right


def test_each_of_several(tmp_path: Path) -> None:
    """Each post and each result is an article; the envelope is none."""
    for value in (
        {"db": [{"data": {"posts": [{"title": f"{TITLE} {n}", "html": HTML} for n in range(3)]}}]},
        {"articles": [{"title": f"{TITLE} {n}", "content": BODY} for n in range(3)]},
        {"title": "The Pier Post", "description": "News of piers",
         "items": [{"title": f"{TITLE} {n}", "content_html": HTML} for n in range(3)]},
        {"title": {str(n): f"{TITLE} {n}" for n in range(3)},
         "body": {str(n): BODY for n in range(3)}},
    ):  # fmt: skip
        results = read_json(tmp_path, value)
        assert [(article.title, article.body) for article in articles(results)] == [
            (f"{TITLE} {n}", BODY) for n in range(3)
        ]
        assert len(results) == 3


@pytest.mark.parametrize("name", ["wibble", "quux_text", "brødtekst", "korpus", "ข้อความ"])
def test_a_text_under_an_unknown_name_is_told(tmp_path: Path, name: str) -> None:
    """A title whose text stands under a name that nobody knows is never kept empty."""
    results = read_json(tmp_path, {"title": TITLE, name: BODY * 5})
    assert articles(results) == []
    (reject,) = rejects(results)
    assert name in reject.reason


def test_a_table_of_rows(tmp_path: Path) -> None:
    """The same names head the columns of a table."""
    for name, comma in (("rows.csv", ","), ("rows.tsv", "\t"), ("rows.csv", ";")):
        cells = ["標題", "內文", "日期"], [HANT_TITLE, f'"{HANT_BODY}"', "2024-03-05 15:15"]
        data = "\r\n".join(comma.join(row) for row in cells).encode()
        assert said(only(read_file(tmp_path, name, data)), _HANT) == _HANT
