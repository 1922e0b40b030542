"""Articles are found in whatever shape crawlers, papers and databases give them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.ingest.formats.json_shapes import articles_of
from archive.ingest.raw import Markup
from tests.ingest.formats.json_support import codes, only, raws, read_json, rejects

TITLE = "Lighthouse lamp relit"
BODY = "The lamp of the old lighthouse burns again.\n\nKeepers lit it on Monday at dusk."
HTML = "<p>The lamp of the old lighthouse burns again.</p><p>Keepers lit it on Monday.</p>"
ZH = "燈塔重亮"
ZH_BODY = "舊燈塔的燈星期一黃昏重新點亮。\n\n守塔人到場主持儀式。"
ZH_HANS = "灯塔重亮"
ZH_HANS_BODY = "旧灯塔的灯星期一黄昏重新点亮。\n\n守塔人到场主持仪式。"
DAY = "2024-03-05T15:15:00+08:00"
INSTANT = dt.datetime(2024, 3, 5, 7, 15, tzinfo=dt.UTC)
URL = "https://www.pier.example/2024/lamp"

#: A shape, and what it says of its article.
SHAPES: list[tuple[str, Any, dict[str, Any]]] = [
    (
        "news crawler",
        {"title": TITLE, "maintext": BODY, "date_publish": "2024-03-05 15:15:00",
         "source_domain": "pier.example", "authors": ["Ann Lee", "Bo Chan"], "url": URL,
         "date_download": "2024-03-06 10:00:00", "description": "A lamp.", "language": "en",
         "image_url": "https://pier.example/a.jpg", "filename": "x.json", "localpath": None},
        {"body": BODY, "published": "2024-03-05 15:15:00", "source": "pier.example",
         "bylines": ("Ann Lee", "Bo Chan"), "url": URL,
         "fetched": dt.datetime(2024, 3, 6, 2, tzinfo=dt.UTC)},
    ),
    (
        "crawler's article",
        {"title": TITLE, "text": BODY, "publish_date": DAY, "authors": ["Ann Lee"],
         "source_url": "https://pier.example", "url": URL, "top_image": "", "keywords": ["lamp"],
         "summary": "A lamp.", "canonical_link": URL},
        {"body": BODY, "published": DAY, "source": "pier.example", "url": URL},
    ),
    (
        "scraper's item",
        {"headline": TITLE, "article_text": BODY, "published_on": DAY, "byline": "By Ann Lee",
         "site": "The Pier", "link": URL, "crawled_at": "2024-03-06T10:00:00Z"},
        {"body": BODY, "bylines": ("By Ann Lee",), "source": "The Pier", "url": URL,
         "fetched": dt.datetime(2024, 3, 6, 10, tzinfo=dt.UTC)},
    ),
    (
        "text extractor",
        {"title": TITLE, "author": "Ann Lee; Bo Chan", "hostname": "pier.example",
         "date": "2024-03-05", "source": URL, "text": BODY, "raw_text": "The lamp",
         "source-hostname": "The Pier", "excerpt": "A lamp.", "categories": "Harbour;City",
         "tags": "", "fingerprint": "e2b5", "comments": "", "language": "en", "id": None},
        {"body": BODY, "published": "2024-03-05", "bylines": ("Ann Lee; Bo Chan",), "url": URL,
         "source": "pier.example"},
    ),
    (
        "text extractor without a date",
        {"title": TITLE, "text": BODY, "url": URL, "sitename": "The Pier", "date": None},
        {"body": BODY, "source": "The Pier", "published": None},
    ),
    (
        "blog over REST",
        [{"id": 12, "date": "2024-03-05T15:15:00", "date_gmt": "2024-03-05T07:15:00",
          "modified": "2024-04-01T00:00:00", "link": URL, "status": "publish", "type": "post",
          "title": {"rendered": "Lamp &#8216;relit&#8217;"}, "guid": {"rendered": URL + "?p=12"},
          "content": {"rendered": HTML, "protected": False}, "excerpt": {"rendered": "<p>A</p>"},
          "_embedded": {"author": [{"name": "Ann Lee"}],
                        "wp:term": [[{"name": "Harbour"}], [{"name": "lamps"}]]}}],
        {"title": "Lamp &#8216;relit&#8217;", "body": HTML, "body_markup": Markup.HTML, "id": "12",
         "published": "2024-03-05T07:15:00", "zone": "UTC", "url": URL, "bylines": ("Ann Lee",),
         "section": "Harbour", "status": "usable"},
    ),
    (
        "blog over REST, without a time in UTC",
        [{"id": 12, "date": "2024-03-05T15:15:00", "date_gmt": "0000-00-00 00:00:00",
          "title": {"rendered": TITLE}, "content": {"rendered": HTML}}],
        {"published": "2024-03-05T15:15:00", "zone": ""},
    ),
    (
        "blog's database",
        [{"type": "header", "version": "5"}, {"type": "table", "name": "wp_posts", "data": [
            {"ID": "12", "post_title": TITLE, "post_content": HTML, "post_status": "publish",
             "post_date": "2024-03-05 15:15:00", "post_date_gmt": "2024-03-05 07:15:00",
             "post_type": "post", "guid": URL, "post_author": "1"}]}],
        {"body": HTML, "published": "2024-03-05 07:15:00", "zone": "UTC", "id": "12", "url": URL},
    ),
    (
        "blog's dump",
        {"db": [{"meta": {"version": "5"}, "data": {
            "posts": [{"id": "a1", "title": TITLE, "slug": "lamp", "html": HTML, "plaintext": BODY,
                       "status": "published", "published_at": DAY, "type": "post"}],
            "users": [{"id": "1", "name": "Ann Lee", "bio": "Keeper", "slug": "ann"}],
            "tags": [{"id": "1", "name": "Harbour", "description": "All of it"}],
            "settings": [{"key": "title", "value": "The Pier"}]}}]},
        {"id": "a1", "body": BODY, "body_markup": Markup.PLAIN, "published": DAY},
    ),
    (
        "blog's dump without a plain text",
        {"db": [{"data": {"posts": [{"title": TITLE, "html": HTML, "plaintext": None,
                                     "published_at": "2024-03-05T07:15:00.000Z"}]}}]},
        {"body": HTML, "body_markup": Markup.HTML},
    ),
    (
        "blog's content API",
        {"posts": [{"title": TITLE, "html": HTML, "published_at": DAY, "url": URL,
                    "primary_author": {"name": "Ann Lee"}, "authors": [{"name": "Ann Lee"}],
                    "primary_tag": {"name": "Harbour"}}], "meta": {"pagination": {"page": 1}}},
        {"body": HTML, "bylines": ("Ann Lee",), "section": "Harbour"},
    ),
    (
        "paper's search",
        {"response": {"status": "ok", "total": 1, "results": [
            {"id": "harbour/lamp", "type": "article", "sectionName": "Harbour", "webTitle": TITLE,
             "webPublicationDate": "2024-03-05T07:15:00Z", "webUrl": URL,
             "fields": {"headline": TITLE, "body": HTML, "byline": "Ann Lee"}}]}},
        {"id": "harbour/lamp", "body": HTML, "url": URL, "bylines": ("Ann Lee",),
         "section": "Harbour", "published": "2024-03-05T07:15:00Z"},
    ),
    (
        "paper's item",
        {"response": {"status": "ok", "content": {"id": "harbour/lamp", "webTitle": TITLE,
                                                  "fields": {"bodyText": BODY}}}},
        {"id": "harbour/lamp", "body": BODY},
    ),
    (
        "paper's archive",
        {"copyright": "The Pier", "response": {"meta": {"hits": 1}, "docs": [
            {"_id": "pier://1", "web_url": URL, "headline": {"main": TITLE, "kicker": None},
             "byline": {"original": "By Ann Lee", "person": [{"firstname": "Ann"}]},
             "pub_date": "2024-03-05T07:15:00+0000", "lead_paragraph": BODY, "snippet": "A lamp.",
             "abstract": "A lamp.", "source": "The Pier", "section_name": "Harbour"}]}},
        {"id": "pier://1", "body": BODY, "bylines": ("By Ann Lee",), "source": "The Pier",
         "section": "Harbour", "url": URL},
    ),
    (
        "collector of papers",
        {"status": "ok", "totalResults": 1, "articles": [
            {"source": {"id": None, "name": "The Pier"}, "author": "Ann Lee", "title": TITLE,
             "description": "A lamp.", "url": URL, "publishedAt": DAY, "content": BODY}]},
        {"body": BODY, "source": "The Pier", "bylines": ("Ann Lee",), "published": DAY},
    ),
    (
        "search engine of news",
        {"_type": "News", "value": [{"name": TITLE, "title": TITLE, "url": URL, "body": BODY,
                                     "datePublished": DAY, "provider": [{"name": "The Pier"}]}]},
        {"body": BODY, "source": "The Pier", "published": DAY},
    ),
    (
        "index's hits",
        {"took": 2, "hits": {"total": {"value": 1}, "hits": [
            {"_index": "news", "_id": "a1", "_score": 1.0,
             "_source": {"title": TITLE, "body": BODY, "published": DAY}}]}},
        {"id": "a1", "body": BODY, "published": DAY},
    ),
    (
        "index's dump",
        {"_index": "news", "_id": "a1", "_source": {"headline": TITLE, "content": BODY}},
        {"id": "a1", "body": BODY},
    ),
    (
        "rows of a store of documents",
        {"total_rows": 1, "rows": [{"id": "a1", "key": "a1", "value": {"rev": "1-2"},
                                    "doc": {"_id": "a1", "title": TITLE, "text": BODY}}]},
        {"id": "a1", "body": BODY},
    ),
    (
        "headless system",
        {"data": [{"id": 7, "attributes": {"title": TITLE, "body": {"value": HTML,
                   "processed": HTML, "format": "html"}, "created": DAY}}], "meta": {}},
        {"id": "7", "body": HTML, "published": DAY},
    ),
    (
        "graph of queries",
        {"data": {"posts": {"pageInfo": {}, "edges": [
            {"cursor": "x", "node": {"title": TITLE, "content": HTML, "date": DAY,
                                     "author": {"node": {"name": "Ann Lee"}}}}]}}},
        {"body": HTML, "published": DAY},
    ),
    (
        "tree of a real-time store",
        {"articles": {"-Mx1": {"title": TITLE, "body": BODY}}},
        {"body": BODY},
    ),
    (
        "table of a hand-kept base",
        {"records": [{"id": "rec1", "createdTime": DAY, "fields": {"Title": TITLE, "Body": BODY}}]},
        {"id": "rec1", "body": BODY},
    ),
    (
        "XML turned to JSON",
        {"rss": {"@version": "2.0", "channel": {"title": "The Pier", "description": "News",
         "item": [{"title": {"#text": TITLE}, "content:encoded": {"__cdata": HTML},
                   "pubDate": "Tue, 05 Mar 2024 15:15:00 +0800", "dc:creator": "Ann Lee",
                   "guid": {"@isPermaLink": "false", "#text": "g1"}, "link": URL}]}}},
        {"body": HTML, "id": "g1", "bylines": ("Ann Lee",), "url": URL,
         "published": "Tue, 05 Mar 2024 15:15:00 +0800"},
    ),
    (
        "JSON Feed",
        {"version": "https://jsonfeed.org/version/1.1", "title": "The Pier", "description": "News",
         "language": "en", "items": [{"id": "1", "title": TITLE, "content_html": HTML,
         "date_published": DAY, "authors": [{"name": "Ann Lee"}], "url": URL}]},
        {"id": "1", "body": HTML, "body_markup": Markup.HTML, "bylines": ("Ann Lee",),
         "source": "The Pier", "language": "en"},
    ),
    (
        "JSON Feed in plain text",
        {"version": "https://jsonfeed.org/version/1", "title": "The Pier",
         "author": {"name": "Ann Lee"}, "items": [{"id": "1", "title": TITLE,
         "content_text": BODY, "date_published": DAY, "external_url": URL}]},
        {"body": BODY, "body_markup": Markup.PLAIN, "bylines": ("Ann Lee",), "url": URL},
    ),
    (
        "linked data",
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE,
         "articleBody": BODY, "datePublished": DAY,
         "author": {"@type": "Person", "name": "Ann Lee"},
         "publisher": {"@type": "Organization", "name": "The Pier"}, "inLanguage": "en",
         "mainEntityOfPage": {"@type": "WebPage", "@id": URL}, "articleSection": ["Harbour"]},
        {"body": BODY, "bylines": ("Ann Lee",), "source": "The Pier", "section": "Harbour",
         "url": URL, "language": "en"},
    ),
    (
        "linked data in a graph",
        {"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "The Pier", "description": "News"},
            {"@type": "WebPage", "name": TITLE, "datePublished": DAY, "url": URL},
            {"@type": ["Article", "NewsArticle"], "headline": TITLE, "articleBody": BODY,
             "datePublished": DAY, "author": [{"name": "Ann Lee"}, {"name": "Bo Chan"}]},
            {"@type": "Person", "name": "Ann Lee", "description": "Keeper"}]},
        {"body": BODY, "bylines": ("Ann Lee", "Bo Chan"), "published": DAY},
    ),
    (
        "linked data of a page",
        [{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}]},
         {"@type": "ReportageNewsArticle", "headline": TITLE, "articleBody": BODY}],
        {"body": BODY},
    ),
    (
        "linked data, page around it",
        {"@type": "WebPage", "name": TITLE, "mainEntity": {"@type": "NewsArticle",
         "headline": TITLE, "articleBody": BODY, "datePublished": DAY}},
        {"body": BODY, "published": DAY},
    ),
    (
        "investigation's entity",
        {"id": "e1", "schema": "Article", "properties": {"title": [TITLE], "bodyText": [BODY],
         "publishedAt": ["2024-03-05T07:15:00"], "author": ["Ann Lee"], "sourceUrl": [URL],
         "language": ["eng"], "publisher": ["The Pier"]}, "datasets": ["pier"]},
        {"id": "e1", "body": BODY, "published": "2024-03-05T07:15:00", "bylines": ("Ann Lee",),
         "source": "The Pier", "url": URL, "language": "eng"},
    ),
    (
        "database of documents",
        {"_id": {"$oid": "65e6c2d4f1a2b3c4d5e6f708"}, "title": TITLE, "body": BODY,
         "published": {"$date": "2024-03-05T07:15:00Z"}},
        {"id": "65e6c2d4f1a2b3c4d5e6f708", "published": "2024-03-05T07:15:00Z"},
    ),
    (
        "database of documents, in thousandths",
        {"_id": {"$oid": "65e6"}, "title": TITLE, "body": BODY,
         "published": {"$date": {"$numberLong": "1709622900000"}}},
        {"id": "65e6", "published": INSTANT},
    ),
    (
        "database of documents, a number",
        {"_id": {"$numberLong": "77"}, "title": TITLE, "body": BODY,
         "created_at": {"$date": 1709622900000}},
        {"id": "77", "published": INSTANT},
    ),
    (
        "real-time store's timestamp",
        {"title": TITLE, "body": BODY, "createdAt": {"_seconds": 1709622900, "_nanoseconds": 0}},
        {"published": INSTANT},
    ),
    (
        "PHP's time",
        {"title": TITLE, "body": BODY, "date": {"date": "2024-03-05 15:15:00.000000",
         "timezone_type": 3, "timezone": "Asia/Hong_Kong"}},
        {"published": "2024-03-05 15:15:00.000000", "zone": "Asia/Hong_Kong"},
    ),
    (
        ".NET's time",
        {"Title": TITLE, "Body": BODY, "Published": "/Date(1709622900000+0800)/"},
        {"published": INSTANT},
    ),
    (
        "Java's time",
        {"title": TITLE, "body": BODY, "publishDate": [2024, 3, 5, 15, 15]},
        {"published": "2024-03-05T15:15:00"},
    ),
    (
        "data frame of records",
        [{"Unnamed: 0": 0, "id": 12.0, "title": TITLE, "body": BODY, "section": float("nan"),
          "author": float("nan"), "published": "2024-03-05"}],
        {"id": "12", "section": "", "bylines": (), "body": BODY},
    ),
    (
        "data frame, split",
        {"columns": ["title", "text", "date"], "index": [0], "data": [[TITLE, BODY, DAY]]},
        {"body": BODY, "published": DAY},
    ),
    (
        "data frame of columns",
        {"title": {"0": TITLE}, "text": {"0": BODY}, "date": {"0": 1709622900000}},
        {"body": BODY, "published": 1709622900000},
    ),
    (
        "data frame by index",
        {"0": {"title": TITLE, "text": BODY, "date": DAY}},
        {"body": BODY, "id": ""},
    ),
    (
        "data frame with a schema",
        {"schema": {"fields": [{"name": "index", "type": "integer"}], "primaryKey": ["index"]},
         "data": [{"index": 0, "title": TITLE, "text": BODY}]},
        {"body": BODY},
    ),
    (
        "sheet's values",
        {"range": "A1:C2", "values": [["Title", "Body", "Date"], [TITLE, BODY, DAY]]},
        {"body": BODY, "published": DAY},
    ),
    (
        "made by hand",
        {"Title": TITLE, "Body": BODY, "Published": DAY, "Author": "Ann Lee", "ID": 7},
        {"body": BODY, "published": DAY, "bylines": ("Ann Lee",), "id": "7"},
    ),
    (
        "made by hand, other names",
        {"HEADLINE": TITLE, "Content": BODY, "Publish Date": "5 March 2024", "By": "Ann Lee"},
        {"body": BODY, "published": "5 March 2024", "bylines": ("Ann Lee",)},
    ),
    (
        "made by hand, a day and its time",
        {"title": TITLE, "story": BODY, "date": "2024-03-05", "time": "15:15"},
        {"body": BODY, "published": "2024-03-05 15:15"},
    ),
    (
        "made by hand in Chinese",
        {"標題": ZH, "內容": ZH_BODY, "日期": "2024年3月5日", "作者": "陳大文", "來源": "碼頭報",
         "版面": "港聞", "編號": 7},
        {"title": ZH, "body": ZH_BODY, "published": "2024年3月5日", "bylines": ("陳大文",),
         "source": "碼頭報", "section": "港聞", "id": "7"},
    ),
    (
        "made by hand in simplified Chinese",
        {"标题": ZH_HANS, "正文": ZH_HANS_BODY, "发布时间": "2024-03-05 15:15", "来源": "码头报",
         "记者": "陈大文", "链接": URL},
        {"title": ZH_HANS, "body": ZH_HANS_BODY, "published": "2024-03-05 15:15",
         "source": "码头报", "bylines": ("陈大文",), "url": URL},
    ),
    (
        "made by hand, an envelope in Chinese",
        {"數據": {"新聞列表": [{"標題": ZH, "內文": [ZH_BODY], "見報日期": "2024/3/5"}]}},
        {"title": ZH, "body": ZH_BODY, "published": "2024/3/5"},
    ),
    (
        "made by hand, two languages' names",
        {"title 標題": "", "標題 ": ZH, "全文": ZH_BODY, "發佈日期": "2024.3.5"},
        {"title": ZH, "body": ZH_BODY, "published": "2024.3.5"},
    ),
    (
        "made by hand, parts of a text in Chinese",
        {"資料": {"文章": [{"標題": ZH, "正文": {"段落": ["一。", "二。"]}}]}},
        {"title": ZH, "body": "一。\n\n二。"},
    ),
    (
        "newsroom's content platform",
        {"type": "story", "_id": "S1", "headlines": {"basic": TITLE, "web": ""},
         "content_elements": [{"type": "text", "content": "One."}, {"type": "image"},
                              {"type": "text", "content": "Two."}],
         "credits": {"by": [{"type": "author", "name": "Ann Lee"}]}, "display_date": DAY,
         "taxonomy": {"primary_section": {"name": "Harbour"}}},
        {"id": "S1", "body": "One.\n\nTwo.", "bylines": ("Ann Lee",), "section": "Harbour"},
    ),
    (
        "store that names its types",
        {"documents": [{"name": "projects/p/a1", "fields": {"title": {"stringValue": TITLE},
         "body": {"stringValue": BODY}, "published": {"timestampValue": DAY}}}]},
        {"body": BODY, "published": DAY},
    ),
    (
        "table that names its types",
        {"Items": [{"id": {"S": "a1"}, "title": {"S": TITLE}, "body": {"S": BODY},
                    "date": {"N": "1709622900"}}], "Count": 1},
        {"id": "a1", "body": BODY, "published": "1709622900"},
    ),
    (
        "search server's fields",
        {"response": {"docs": [{"id": "1", "title_t": TITLE, "body_txt": [BODY],
                                "published_dt": DAY}]}},
        {"id": "1", "body": BODY, "published": DAY},
    ),
    (
        "feed turned to JSON with its attributes",
        {"feed": {"title": ["The Pier"], "entry": [
            {"title": [{"_": TITLE, "$": {"type": "html"}}], "author": [{"name": ["Ann Lee"]}],
             "content": [{"_": BODY, "$": {"type": "html"}}], "published": [DAY],
             "link": [{"$": {"href": URL}}]}]}},
        {"body": BODY, "published": DAY, "bylines": ("Ann Lee",), "url": URL},
    ),
    (
        "page's state",
        {"props": {"pageProps": {"article": {"headline": TITLE, "body": BODY},
                                 "nav": {"items": [{"title": "Home", "url": "/"}]}}}},
        {"body": BODY},
    ),
    (
        "cache of objects",
        {"Article:1": {"__typename": "Article", "id": "1", "headline": TITLE, "body": BODY},
         "Author:2": {"__typename": "Author", "name": "Ann Lee"}},
        {"id": "1", "body": BODY},
    ),
    (
        "messages with links in a line",
        {"name": "The Pier", "messages": [{"id": 1, "title": TITLE, "date": DAY,
         "text": ["The lamp ", {"type": "link", "text": "burns"}, " again."]}]},
        {"body": "The lamp burns again.", "id": "1"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("value, expected", [row[1:] for row in SHAPES], ids=[r[0] for r in SHAPES])
def test_each_shape_gives_its_article(value: Any, expected: dict[str, Any]) -> None:
    """One article with all that the shape says; what lies around it is none."""
    (raw,) = raws(read_json(value))
    expected = {"title": raw.title if raw.title in (ZH, ZH_HANS) else TITLE, **expected}
    assert {name: getattr(raw, name) for name in expected} == expected


@pytest.mark.parametrize("value", [row[1] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_an_envelope_is_no_article(value: Any) -> None:
    """Nor is it a reject."""
    assert rejects(read_json(value)) == []


@pytest.mark.parametrize("field, value, expected", [
    ("body", ["One.", "Two."], "One.\n\nTwo."),
    ("body", [{"type": "paragraph", "text": "One."}, {"type": "image", "text": "x"}], "One."),
    ("body", [{"type": "p", "content": "One."}, {"type": "p", "content": "Two."}], "One.\n\nTwo."),
    ("body", {"blocks": [{"type": "paragraph", "data": {"text": "One."}},
                         {"type": "list", "data": {"items": ["a", "b"]}}]}, "One.\n\na\n\nb"),
    ("body", {"ops": [{"insert": "One "}, {"insert": "two", "attributes": {"bold": True}}]},
     "One two"),
    ("body", [{"_type": "block", "children": [{"text": "One "}, {"text": "two."}]},
              {"_type": "block", "children": [{"text": "Three."}]}], "One two.\n\nThree."),
    ("body", {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "One "},
                                          {"type": "text", "text": "two."}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Three."}]}]},
     "One two.\n\nThree."),
    ("body", ["One.", None, "", "Two."], "One.\n\nTwo."),
    ("body", "['One.', 'Two.']", "One.\n\nTwo."),
    ("title", [TITLE], TITLE),
    ("title", {"en": 1, "text": TITLE}, TITLE),
    ("title", 1984, "1984"),
    ("authors", [{"name": "Ann Lee"}, None, {"name": "Bo Chan"}], ("Ann Lee", "Bo Chan")),
    ("authors", "By Ann Lee and Bo Chan, Island Wire", ("By Ann Lee and Bo Chan, Island Wire",)),
    ("authors", "「記者陳大文、李小明」", ("「記者陳大文、李小明」",)),
    ("authors", {"given": "Ann", "family": "Lee"}, ("Ann Lee",)),
    ("authors", [{"firstName": "大文", "lastName": "陳"}], ("陳大文",)),
    ("authors", "['Ann Lee', 'Bo Chan']", ("Ann Lee", "Bo Chan")),
    ("authors", ["Ann Lee", "Ann Lee", ""], ("Ann Lee",)),
    ("authors", float("nan"), ()),
    ("section", ["Harbour", "City"], "Harbour"),
    ("section", [{"name": "Harbour"}], "Harbour"),
    ("section", {"title": "Harbour", "slug": "h"}, "Harbour"),
    ("section", "['Harbour', 'City']", "Harbour"),
    ("section", "NaN", ""),
    ("id", 7, "7"),
    ("id", 7.0, "7"),
    ("id", {"$oid": "65e6"}, "65e6"),
    ("id", {"$uuid": "0-1"}, "0-1"),
    ("id", "a-1", "a-1"),
    ("source", "https://www.pier.example/a", "pier.example"),
    ("source", {"id": 1, "name": "The Pier"}, "The Pier"),
    ("source", ["The Pier"], "The Pier"),
    ("source", "The Pier", "The Pier"),
    ("source", "//pier.example/x", "pier.example"),
    ("language", {"code": "en", "name": "English"}, "English"),
    ("language", ["zh-HK"], "zh-HK"),
    ("published", 1709622900, 1709622900),
    ("published", 1709622900.0, 1709622900.0),
    ("published", "null", "null"),
    ("published", True, "True"),
    ("published", {"year": 2024, "month": 3, "day": 5}, "2024-03-05"),
    ("status", "Published", "usable"),
    ("status", "withdrawn", "canceled"),
])  # fmt: skip
def test_forms_of_a_value(field: str, value: Any, expected: Any) -> None:
    """Lists, objects, numbers and texts that write lists, as they come in each field."""
    raw = only(read_json({"title": TITLE, "body": BODY, field: value}))
    names = {"authors": "bylines"}
    assert getattr(raw, names.get(field, field)) == expected
    assert not codes(raw)


@pytest.mark.parametrize(
    "field, value, code",
    [
        ("id", True, "id-unreadable"),
        ("id", 1.5, "id-unreadable"),
        ("published", {"a": 1, "b": 2}, "day-unreadable"),
        ("authors", 7, "author-unreadable"),
        ("authors", [7, 8], "author-unreadable"),
        ("section", 3, "section-unreadable"),
        ("section", [3, 4], "section-unreadable"),
        ("source", 5, "source-unreadable"),
        ("source", True, "source-unreadable"),
        ("language", 1, "language-unreadable"),
        ("url", {"a": 1, "b": 2}, "url-unreadable"),
        ("status", "odd", "status-unknown"),
        ("embargo", True, "day-unreadable"),
        ("updated", DAY, "day-of-change"),
        ("content", "The lamp burns… [+1234 chars]", "text-cut"),
    ],
)
def test_a_side_field_that_cannot_be_read_is_a_note(field: str, value: Any, code: str) -> None:
    """The article is kept."""
    data = {"title": TITLE, **({} if field == "content" else {"body": BODY}), field: value}
    raw = only(read_json(data))
    assert codes(raw) == [code]
    assert raw.notes[0].detail.isprintable()


LONG = "The lamp of the old lighthouse burns again, and keepers lit it on Monday at dusk. " * 4


@pytest.mark.parametrize(
    "data, reason",
    [
        ({"title": TITLE, "brodtext": LONG}, "“brodtext”"),
        ({"title": TITLE, "nachricht": {"inhalt": LONG}}, "“nachricht.inhalt”"),
        ({"title": TITLE, "absaetze": [LONG, LONG]}, "“absaetze”"),
        ({"標題": ZH, "敘述": ZH_BODY * 4}, "“敘述”"),
        ({"title": TITLE, "description": "A lamp.", "corpus_text": LONG}, "“corpus_text”"),
        ({"title": TITLE, "a": LONG, "b": LONG}, "“a”, “b”"),
        ({"titulo": TITLE, "corps": LONG}, "“corps”"),
        ({"title": TITLE, "raw_html": f"<html><body>{LONG}</body></html>"}, "“raw_html”"),
        ({"title": TITLE, "text": {"x": LONG, "y": "z"}}, "“text.x”"),
        ({"brand": "x", "price": 3}, "Neither title nor body holds text; its names: “brand”"),
        ({}, "Neither title nor body"),
        ({"title": "", "body": " \n"}, "Neither title nor body"),
        ({"title": None, "body": float("nan")}, "Neither title nor body"),
        (7, "Not an object but a number"),
        ("text", "Not an object but a text"),
        ([["a", "b"]], "Not an object but a list"),
        ({"@type": "Person", "name": "Ann Lee"}, "of type Person"),
        ({"@type": "Product", "name": "Lamp", "description": LONG}, "of type Product"),
        ({"title": "About", "content": {"rendered": HTML}, "type": "page"}, "of type page"),
        ({"post_title": "a", "post_content": "b", "post_type": "revision"}, "of type revision"),
        ({"title": TITLE, "html": HTML, "status": "draft"}, "Not published: status is draft"),
        ({"post_title": "a", "post_content": "b", "post_status": "trash"}, "poststatus is trash"),
    ],
)
def test_what_is_no_article_is_told(data: Any, reason: str) -> None:
    """A text under names that nobody knows names them; nothing is stored empty without a word."""
    (reject,) = rejects(read_json(data))
    assert reason in reject.reason
    assert not reject.fatal


@pytest.mark.parametrize("data, code", [
    ({"title": TITLE, "lead": "A lamp burns."}, "text-summary"),
    ({"title": TITLE, "摘要": "燈亮了。"}, "text-summary"),
    ({"title": TITLE, "body": "A lamp.", "brodtext": LONG}, "text-not-understood"),
    ({"title": TITLE, "html": f"<html><body>{HTML}</body></html>"}, "text-is-page"),
])  # fmt: skip
def test_a_text_that_may_not_be_all_is_noted(data: Any, code: str) -> None:
    assert codes(only(read_json(data))) == [code]


@pytest.mark.parametrize("data", [
    {"title": TITLE},
    {"title": TITLE, "body": None, "url": URL},
    {"title": TITLE, "image": "data:image/png;base64," + "iVBORw0KGgo" * 90},
    {"title": TITLE, "image": URL + "/" + "very-long-path" * 40},
    {"title": TITLE, "short": "A few words."},
])  # fmt: skip
def test_a_title_alone_is_kept(data: Any) -> None:
    """Where no long text shows that more is meant."""
    raw = only(read_json(data))
    assert (raw.title, raw.body) == (TITLE, "")


@pytest.mark.parametrize(
    "given, text",
    [
        ({"text": "Teaser.", "content": LONG}, LONG),
        ({"text": LONG, "raw_text": LONG[:200]}, LONG),
        ({"content": "", "description": "A lamp."}, "A lamp."),
        ({"plaintext": BODY, "html": HTML}, BODY),
        ({"content": {"text": BODY, "html": HTML}}, BODY),
        ({"maintext": BODY, "html": f"<!DOCTYPE html><html><body>{HTML * 9}</body></html>"}, BODY),
        ({"text": BODY, "raw_html": f"<html><body>{LONG * 9}</body></html>"}, BODY),
    ],
)
def test_of_several_texts_the_whole_one_is_taken(given: dict[str, Any], text: str) -> None:
    raw = only(read_json({"title": TITLE, **given}))
    assert raw.body == text
    assert not {"text-is-page", "text-not-understood"} & set(codes(raw))


@pytest.mark.parametrize(
    "texts",
    [
        {"title": {"en": TITLE, "zh-HK": ZH}, "body": {"en": BODY, "zh-HK": ZH_BODY}},
        {"title_en": TITLE, "title_tc": ZH, "content_en": BODY, "content_tc": ZH_BODY},
        {"titleEn": TITLE, "titleTc": ZH, "bodyEn": BODY, "bodyTc": ZH_BODY},
        {"Title (EN)": TITLE, "Title (TC)": ZH, "Body (EN)": BODY, "Body (TC)": ZH_BODY},
        {"headline-en": TITLE, "headline-zh-Hant": ZH, "text-en": BODY, "text-zh-Hant": ZH_BODY},
        {"標題(英文)": TITLE, "標題(繁體)": ZH, "內容(英文)": BODY, "內容(繁體)": ZH_BODY},
    ],
)
def test_an_object_in_two_languages_is_two_articles(texts: dict[str, Any]) -> None:
    """Each with its language, an id of its own, and what the object says of both."""
    for value in ({"id": 7, "date": DAY, **texts}, {"items": [{"id": 7, "date": DAY, **texts}]}):
        english, chinese = raws(read_json(value))
        assert (english.id, english.title, english.body) == ("7-en", TITLE, BODY)
        assert (chinese.id, chinese.title, chinese.body) == ("7-zh-Hant", ZH, ZH_BODY)
        assert (english.language, chinese.language) == ("en", "zh-Hant")
        assert english.published == chinese.published == DAY
    alone = {"id": 7, "title": {"en": TITLE, "zh": None}, "body": {"en": BODY, "zh": ""}}
    assert only(read_json(alone)).id == "7"


def test_every_article_of_an_envelope_is_given_in_its_order() -> None:
    """Lists in lists, pages of results, several lists; with what cannot be read among them."""
    items = [{"title": f"Lamp {number}", "body": BODY} for number in range(6)]
    value = {
        "pages": [{"page": 1, "articles": items[:2]}, {"page": 2, "articles": [*items[2:4], 5]}],
        "more": {"articles": [items[4], {"title": "", "x": 1}, items[5]]},
    }
    results = read_json(value)
    assert sorted(raw.title for raw in raws(results)) == [item["title"] for item in items]
    assert len(rejects(results)) == 2


def test_what_lies_beside_a_text_is_not_lost() -> None:
    """Envelopes with a notice; articles with articles of their own."""
    item = {"title": TITLE, "body": BODY}
    assert only(read_json({"text": "All rights reserved.", "news": [item]})).title == TITLE
    results = raws(read_json({"title": "Digest", "content": "Today.", "articles": [item, item]}))
    assert [raw.title for raw in results] == ["Digest", TITLE, TITLE]
    (raw,) = raws(read_json({**item, "related": [item], "comments": [{"text": "x"}]}))
    assert raw.title == TITLE
    graph = [{"@type": "NewsArticle", "headline": "A", "articleBody": BODY},
             {"@type": "CreativeWork", "headline": "B", "articleBody": BODY}]  # fmt: skip
    assert [raw.title for raw in raws(read_json({"@graph": graph}))] == ["A", "B"]


def test_what_holds_no_article_is_given_as_it_is() -> None:
    """So that its reader says why."""
    for value in (7, None, "x", {"a": 1}, {"total": 0, "articles": []}):
        assert list(articles_of(value)) == [value]
    assert list(articles_of([])) == []
