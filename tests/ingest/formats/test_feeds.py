"""Feeds and files of WordPress: items become articles, and what is around them does not."""

from __future__ import annotations

import pytest

from archive.ingest.formats.feeds import Feeds
from archive.ingest.formats.wordpress import Wordpress
from archive.ingest.raw import Markup
from tests.ingest.formats.support import article, articles, codes, read_raw, reasons
from tests.ingest.formats.written import rss, rss_item, wxr, wxr_post

FEEDS = Feeds()
WORDPRESS = Wordpress()

_ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-HK">'
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
)
_CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'

RSS_FIELDS = [
    ("<pubDate>Sat, 22 Jul 2017 15:55:00</pubDate>", "published", "Sat, 22 Jul 2017 15:55:00"),
    ("<pubDate>2024年3月5日 下午3:15</pubDate>", "published", "2024年3月5日 下午3:15"),
    (f"<dc:date {_DC}>2024-03-05</dc:date>", "published", "2024-03-05"),
    ("", "published", None),
    ('<guid isPermaLink="false">f1</guid>', "id", "f1"),
    ("<link>https://daily.example/f?a=1&amp;b=2</link>", "url", "https://daily.example/f?a=1&b=2"),
    ("<category>Local</category><category>Sea</category>", "section", "Local"),
    (f"<dc:creator {_DC}>Jane Doe</dc:creator>", "bylines", ("Jane Doe",)),
    ("<author>jane@daily.example (Jane Doe)</author>", "bylines", ("Jane Doe",)),
    ('<source url="https://x.example">Island Wire</source>', "source", "Island Wire"),
    ("", "source", "Harbour Daily"),
    ("", "body", "The ferry is back."),
    (f"<content:encoded {_CONTENT}><![CDATA[<p>All of it.</p>]]></content:encoded>", "body", "<p>All of it.</p>"),  # noqa: E501  # a row
    (f"<content:encoded {_CONTENT}> </content:encoded>", "body", "The ferry is back."),
]  # fmt: skip


@pytest.mark.parametrize("more, name, value", RSS_FIELDS)
def test_fields_of_rss(more: str, name: str, value: object) -> None:
    """Days stay as they stand: many of them no parser of feeds reads rightly."""
    raw = article(FEEDS, rss([rss_item("Ferry returns", "The ferry is back.", more=more)]))
    assert getattr(raw, name) == value


def test_what_is_said_of_pictures_is_no_text() -> None:
    media = (
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="x.jpg">'
        "<media:title>A picture</media:title><media:description>A caption</media:description>"
        "</media:content>"
    )
    raw = article(FEEDS, rss([rss_item("Ferry", "One.", more=media)]))
    assert (raw.title, raw.body, codes(raw)) == ("Ferry", "One.", [])


ADDRESSES = [
    ("/f1", "https://daily.example/f1"),
    ("https://x.example/f1", "https://x.example/f1"),
    ("http://[x", "http://[x"),
    ("", ""),
]


@pytest.mark.parametrize("link, url", ADDRESSES)
def test_addresses_are_made_whole(link: str, url: str) -> None:
    """By that of the feed; one that is none stays as it stands."""
    own = f'<link href="{link}"/>' if link else ""
    entry = f"<entry><title>Ferry</title>{own}</entry>"
    data = f'{_ATOM}<title>x</title><link href="https://daily.example/news/"/>{entry}</feed>'
    assert article(FEEDS, data.encode()).url == url


MARKUPS = [
    ("<p>One.</p>", Markup.HTML),
    ("One.", Markup.UNKNOWN),
]


@pytest.mark.parametrize("text, markup", MARKUPS)
def test_rss_leaves_markup_open(text: str, markup: Markup) -> None:
    raw = article(FEEDS, rss([rss_item("Ferry returns", text)]))
    assert raw.body == text
    assert raw.body_markup in (markup, Markup.HTML)


def test_atom() -> None:
    entry = (
        '<entry><title type="html">Ferry &amp;amp; pier</title><id>tag:f1</id>'
        '<link rel="alternate" href="https://daily.example/f1"/>'
        "<updated>2024-03-06T00:00:00Z</updated><published>2024-03-05T15:15:00+08:00</published>"
        "<author><name>Jane Doe</name></author><author><name>John Roe</name></author>"
        '<category term="local" label="Local"/><summary>In short</summary>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two.</p></div>'  # noqa: E501  # a row
        "</content></entry>"
    )
    data = f"{_ATOM}<title>Harbour Daily</title>{entry}</feed>".encode()
    raw = article(FEEDS, data)
    assert (raw.title, raw.title_markup) == ("Ferry &amp; pier", Markup.HTML)
    assert (raw.body, raw.body_markup) == ("<p>One &amp; two.</p>", Markup.HTML)
    assert raw.published == "2024-03-05T15:15:00+08:00"
    assert raw.bylines == ("Jane Doe", "John Roe")
    assert (raw.id, raw.url, raw.section) == ("tag:f1", "https://daily.example/f1", "Local")
    assert (raw.source, raw.language) == ("Harbour Daily", "zh-HK")


def test_plain_text_of_atom_is_plain() -> None:
    entry = "<entry><title>a &lt;b&gt; c</title><content>x &lt; y</content></entry>"
    raw = article(FEEDS, f"{_ATOM}{entry}</feed>".encode())
    assert (raw.title, raw.title_markup) == ("a <b> c", Markup.PLAIN)
    assert (raw.body, raw.body_markup) == ("x < y", Markup.PLAIN)


def test_an_entry_alone() -> None:
    data = '<entry xmlns="http://www.w3.org/2005/Atom"><title>Ferry</title></entry>'
    assert article(FEEDS, data.encode()).title == "Ferry"


def test_rdf() -> None:
    items = "<items><rdf:Seq><rdf:li resource='a'/></rdf:Seq></items>"
    data = (
        f"{_RDF}<channel><title>Harbour Daily</title>{items}</channel>"
        '<item rdf:about="https://daily.example/a"><title>Ferry</title><description>One.'
        "</description><dc:date>2024-03-05</dc:date></item></rdf:RDF>"
    )
    raw = article(FEEDS, data.encode())
    assert (raw.title, raw.body, raw.source) == ("Ferry", "One.", "Harbour Daily")
    assert raw.published == "2024-03-05"


#: Items that are no XML, and what is read of them.
BROKEN = [
    ("<item><title>A & B</title><description>One.</description></item>", "A & B", "One."),
    ("<item><title>Ferry</title><description><p>One.<br>Two.</p></description></item>", "Ferry", "<p>One.<br>Two.</p>"),  # noqa: E501  # a row
    ("<item><title>Ferry</title><description>One.", "Ferry", "One."),
    ("<item><title>Ferry</title><description><![CDATA[One.</description></item>", "Ferry", "One."),
]  # fmt: skip


@pytest.mark.parametrize("item, title, body", BROKEN)
def test_broken_items_are_read_with_a_note(item: str, title: str, body: str) -> None:
    first, second = articles(FEEDS, rss([item, rss_item("Pier", "Two.")]))
    assert (first.title, first.body) == (title, body)
    assert codes(first) == ["xml-broken"]
    assert (second.title, codes(second)) == ("Pier", [])


def test_html_entities_are_no_damage() -> None:
    raw = article(FEEDS, rss([rss_item("x", "y").replace("x", "caf&eacute;&nbsp;")]))
    assert raw.title.startswith("café")
    assert codes(raw) == []


def test_items_inside_a_text_are_text() -> None:
    text = "<![CDATA[<item><title>Not one</title></item>]]>"
    item = f"<item><title>Ferry</title><description>{text}</description></item>"
    assert article(FEEDS, rss([item])).title == "Ferry"


def test_a_feed_without_items_is_told() -> None:
    (reason,) = reasons(FEEDS, rss([]))
    assert "no item" in reason


def test_a_feed_that_ends_early_is_told() -> None:
    data = rss([rss_item("Ferry", "One."), rss_item("Pier", "Two.")])
    results = read_raw(FEEDS, data[: data.index(b"Two.")])
    assert [getattr(result, "title", "") for result in results] == ["Ferry", "", ""]
    assert "before </rss>" in getattr(results[-1], "reason", "")


def test_no_entity_of_files_is_read() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>&x;</title><description>One.</description></item>"
    (reason,) = reasons(FEEDS, bomb + rss([item]).split(b"\n", 1)[1])
    assert "“x”" in reason


#: Items that are no posts; posts that were never published are in `test_published_only`.
NO_POSTS = ("page", "attachment", "nav_menu_item", "revision")


@pytest.mark.parametrize("kind", NO_POSTS)
def test_what_is_no_post_is_counted_on_the_last_article(kind: str) -> None:
    posts = [wxr_post("Ferry", "One."), wxr_post("Pier", "Two.", kind=kind, status="inherit")]
    raws = articles(WORDPRESS, wxr(posts))
    assert [raw.title for raw in raws] == ["Ferry"]
    assert codes(raws[-1]) == ["wordpress-left-out"]


def test_what_is_left_out_is_counted() -> None:
    posts = [
        wxr_post("Ferry", "One."),
        wxr_post("About", "x", kind="page"),
        wxr_post("Contact", "x", kind="page"),
    ]
    (note,) = article(WORDPRESS, wxr(posts)).notes
    assert note.detail == "2 page"


def test_a_file_without_a_published_post_is_a_reject() -> None:
    (reason,) = reasons(WORDPRESS, wxr([wxr_post("About", "x", kind="page")]))
    assert "1 page" in reason


def _local(day: str, instant: str) -> bytes:
    post = wxr_post("Ferry", "One.")
    post = post.replace("2024-03-05 15:15:00", day).replace("2024-03-05 07:15:00", instant)
    return wxr([post.replace("</item>", "<pubDate>Tue, 05 Mar 2024</pubDate></item>")])


DAYS = [
    ("2024-03-05 15:15:00", "2024-03-05 07:15:00", "2024-03-05T07:15:00Z"),
    ("2024-03-05 15:15:00", "0000-00-00 00:00:00", "2024-03-05 15:15:00"),
    ("0000-00-00 00:00:00", "0000-00-00 00:00:00", "Tue, 05 Mar 2024"),
    ("", "", "Tue, 05 Mar 2024"),
]


@pytest.mark.parametrize("local, instant, published", DAYS)
def test_days_of_wordpress(local: str, instant: str, published: str) -> None:
    assert article(WORDPRESS, _local(local, instant)).published == published


WORDPRESS_FIELDS = [
    ("", "source", "Harbour Blog"),
    ("", "language", "en-HK"),
    ("", "bylines", ("Jane Doe",)),
    ('<category domain="post_tag">sea</category><category domain="category">Local</category>', "section", "Local"),  # noqa: E501  # a row
    ('<category domain="category">Uncategorized</category>', "section", ""),
    ("<guid>https://blog.example/?p=1</guid>", "id", "https://blog.example/?p=1"),
    ("<wp:post_id>7</wp:post_id>", "id", "7"),
    ("<link>https://blog.example/ferry</link>", "url", "https://blog.example/ferry"),
]  # fmt: skip


@pytest.mark.parametrize("more, name, value", WORDPRESS_FIELDS)
def test_fields_of_wordpress(more: str, name: str, value: object) -> None:
    assert getattr(article(WORDPRESS, wxr([wxr_post("Ferry", "One.", more=more)])), name) == value


BODIES = [
    ("One.\n\nTwo.", "One.\n<p>Two."),
    ("One\nline.", "One\nline."),
    ("<pre>a\n\nb</pre>\n\nTwo.", "<pre>a\n\nb</pre>\n<p>Two."),
    ("<!-- wp:paragraph -->\n<p>One.</p>", "<!-- wp:paragraph -->\n<p>One.</p>"),
]


@pytest.mark.parametrize("content, body", BODIES)
def test_blank_lines_of_wordpress_part_paragraphs(content: str, body: str) -> None:
    raw = article(WORDPRESS, wxr([wxr_post("Ferry", content)]))
    assert (raw.body, raw.body_markup) == (body, Markup.HTML)
