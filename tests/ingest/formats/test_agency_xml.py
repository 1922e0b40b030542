"""NewsML-G2 and NewsML 1: what of an item is the article, and what is said about it."""

from __future__ import annotations

import pytest

from archive.ingest.formats.newsml1 import Newsml1
from archive.ingest.formats.newsml_g2 import NewsmlG2
from tests.ingest.formats.support import article, articles, codes, reasons
from tests.ingest.formats.written import g2_item, g2_message, newsml1_item, newsml1_message

G2 = NewsmlG2()
NEWSML1 = Newsml1()

_BODY = "The ferry is back."


def g2(**said: str) -> bytes:
    return g2_message([g2_item("Ferry returns", _BODY, **said)])


def newsml1(content: str = f"<p>{_BODY}</p>", **said: str) -> bytes:
    return newsml1_message([newsml1_item("Ferry returns", content, **said)])


#: What is said about an item, and the field that it becomes.
G2_FIELDS = [
    ({}, "published", "2024-03-05T15:15:00+08:00"),
    ({"content": "<contentCreated>2024-03-04T10:00:00Z</contentCreated>"}, "published", "2024-03-04T10:00:00Z"),  # noqa: E501  # a row
    ({"meta": "<firstCreated>2024-03-03T10:00:00Z</firstCreated>"}, "published", "2024-03-03T10:00:00Z"),  # noqa: E501  # a row
    ({"meta": "<firstCreated/>"}, "published", "2024-03-05T15:15:00+08:00"),
    ({"meta": "<embargoed>2024-03-06T00:00:00Z</embargoed>"}, "not_before", "2024-03-06T00:00:00Z"),
    ({"meta": "<embargoed></embargoed>"}, "not_before", None),
    ({"meta": '<pubStatus qcode="stat:usable"/>'}, "status", "usable"),
    ({"meta": '<pubStatus qcode="stat:canceled"/>'}, "status", "canceled"),
    ({"meta": '<pubStatus qcode="stat:withheld"/>'}, "status", "withheld"),
    ({"content": '<language tag="zh-Hant-HK"/>'}, "language", "zh-Hant-HK"),
    ({}, "language", "en"),
    ({}, "source", "Harbour Wire"),
    ({"content": "<creditline>Wire/Partner</creditline>"}, "agency", "Wire/Partner"),
    ({"content": "<by>By Jane Doe</by>"}, "bylines", ("By Jane Doe",)),
    ({"content": '<creator qcode="x:jd"><name>Jane Doe</name></creator>'}, "bylines", ("Jane Doe",)),  # noqa: E501  # a row
    ({"content": '<creator qcode="x:jd"><name>doe.jane</name></creator>'}, "bylines", ()),
    ({"content": '<subject type="x:category"><name>Sport</name></subject>'}, "section", "Sport"),
    ({"content": '<subject type="x:category"><name>sp</name></subject>'}, "section", ""),
    ({"content": '<headline role="hld:subHeadline">After the storm</headline>'}, "title", "Ferry returns"),  # noqa: E501  # a row
    ({"guid": "urn:newsml:wire.example:20240305:f1"}, "id", "urn:newsml:wire.example:20240305:f1"),
    ({"meta": '<link rel="irel:previousVersion" guidref="urn:f0"/>'}, "replaces", "urn:f0"),
]  # fmt: skip


@pytest.mark.parametrize("said, name, value", G2_FIELDS)
def test_fields_of_g2(said: dict[str, str], name: str, value: object) -> None:
    assert getattr(article(G2, g2(**said)), name) == value


def test_versions_of_an_item_have_ids_of_their_own() -> None:
    first = article(G2, g2(guid="f"))
    second = article(G2, g2(guid="f").replace(b'version="1" standard', b'version="2" standard'))
    assert (first.id, second.id) == ("f", "f:2")


#: What stands in contentSet, and the body that it gives.
G2_TEXTS = [
    ("<inlineXML><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>", "One.\n\nTwo."),  # noqa: E501  # a row
    ('<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One.<br/>Two.</p></body></html></inlineXML>', "One.\n\nTwo."),  # noqa: E501  # a row
    ("<inlineData contenttype='text/html'>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</inlineData>", "One & two."),  # noqa: E501  # a row
    ("<inlineData contenttype='text/plain'>One line that was\nwrapped.\n\nTwo.</inlineData>", "One line that was wrapped.\n\nTwo."),  # noqa: E501  # a row
    ("<inlineData><![CDATA[<p>One.</p><script>x()</script><p>Two.</p>]]></inlineData>", "One.\n\nTwo."),  # noqa: E501  # a row
    ("<inlineXML><html><body><header><h1>Ferry returns</h1></header><p>One.</p></body></html></inlineXML>", "One."),  # noqa: E501  # a row
    ("<inlineXML><html><body><p>One.</p><section class='np-nonpublic'><p>Call.</p></section></body></html></inlineXML>", "One."),  # noqa: E501  # a row
    ("<inlineXML><p>One.</p></inlineXML><inlineData>One.</inlineData>", "One."),
    ("<inlineXML><p>渡輪今日\n      復航。</p></inlineXML>", "渡輪今日復航。"),
    ("<inlineXML><p>5 &lt; 6 and a &gt; b</p></inlineXML>", "5 < 6 and a > b"),
]  # fmt: skip


@pytest.mark.parametrize("content, body", G2_TEXTS)
def test_texts_of_g2(content: str, body: str) -> None:
    data = g2().decode()
    start, end = data.index("<inlineXML"), data.index("</contentSet>")
    assert article(G2, (data[:start] + content + data[end:]).encode()).body == body


#: Items that are no articles, and a word of the reason.
NO_ARTICLES = [
    ("<conceptItem/>", "concept"),
    ("<knowledgeItem/>", "knowledgeItem"),
    ("<catalogItem/>", "vocabularies"),
    ("<planningItem/>", "plans"),
    ("<packageItem><groupSet/></packageItem>", "lists other items"),
    ('<newsItem><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>', "picture"),
    ('<newsItem><itemMeta><itemClass qcode="ninat:video"/></itemMeta><contentSet><remoteContent href="x"/></contentSet></newsItem>', "elsewhere"),  # noqa: E501  # a row
    ("<newsItem><contentSet><inlineXML><sports-content/></inlineXML></contentSet></newsItem>", "sports-content"),  # noqa: E501  # a row
    ('<newsItem><contentSet><inlineData contenttype="image/jpeg" encoding="x">aGk=</inlineData></contentSet></newsItem>', "without a text"),  # noqa: E501  # a row
    ("<newsItem/>", "without a text"),
]  # fmt: skip


@pytest.mark.parametrize("item, said", NO_ARTICLES)
def test_items_that_are_no_articles(item: str, said: str) -> None:
    """They are rejected by what they are, and the article beside them is read."""
    data = g2_message([item, g2_item("Ferry returns", _BODY)])
    (reason,) = reasons(G2, data)
    assert said in reason


def test_a_message_of_many_items() -> None:
    titles = [f"Title {number}" for number in range(50)]
    data = g2_message([g2_item(title, _BODY) for title in titles])
    assert [raw.title for raw in articles(G2, data)] == titles


def test_notes_of_g2() -> None:
    """What is said to editors, and machines' marks, are no part of the article."""
    raw = article(
        G2,
        g2_message(
            [
                g2_item(
                    "Ferry returns*** TRANSLATED ***",
                    _BODY,
                    meta="<edNote>Adds a quote</edNote>"
                    '<edNote pubconstraint="x:nonpublic">Call Jane</edNote>',
                    content='<description role="drol:summary">In short</description>',
                )
            ]
        ),
    )
    assert raw.title == "Ferry returns"
    assert codes(raw) == ["machine-translation", "editors-note", "not-for-publication", "summary"]


NEWSML1_FIELDS = [
    ({}, "published", "2024-03-05T15:15:00+08:00"),
    ({}, "id", "urn:newsml:wire.example:20240305:f1:1"),
    ({}, "source", "Harbour Wire"),
    ({}, "status", "Usable"),
    ({"lines": "<ByLine>By Jane Doe</ByLine>"}, "bylines", ("By Jane Doe",)),
    ({"lines": "<ByLine>jd/jr</ByLine>"}, "bylines", ()),
    ({"lines": "<CreditLine>Partner</CreditLine>"}, "agency", "Partner"),
    ({"lines": "<SubHeadLine>After the storm</SubHeadLine>"}, "title", "Ferry returns"),
    (
        {"management": '<StatusWillChange><FutureStatus FormalName="Usable"/>'
         "<DateAndTime>20240306T000000Z</DateAndTime></StatusWillChange>"},
        "not_before",
        "2024-03-06T00:00:00Z",
    ),
]  # fmt: skip


@pytest.mark.parametrize("said, name, value", NEWSML1_FIELDS)
def test_fields_of_newsml1(said: dict[str, str], name: str, value: object) -> None:
    assert getattr(article(NEWSML1, newsml1(**said)), name) == value


def test_a_revision_names_the_one_that_it_replaces() -> None:
    data = newsml1().replace(b'PreviousRevision="0" Update="N">1<', b'PreviousRevision="1">2<')
    raw = article(NEWSML1, data.replace(b":f1:1<", b":f1:2<"))
    assert raw.id == "urn:newsml:wire.example:20240305:f1:2"
    assert raw.replaces == "urn:newsml:wire.example:20240305:f1:1"


def test_an_id_that_names_no_item_is_not_used() -> None:
    """Some senders give all items one public id."""
    data = newsml1().replace(b"urn:newsml:wire.example:20240305:f1:1", b"urn:newsml:wire.example")
    assert article(NEWSML1, data).id == "wire.example:f1:1"


NEWSML1_TEXTS = [
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    ("<nitf><body><body.content><p>One.</p></body.content></body></nitf>", "One."),
    ("<![CDATA[<P>One.</P><P>Two.</P>]]>", "One.\n\nTwo."),
    ("&lt;p&gt;One.&lt;/p&gt;", "One."),
    ("One line that was wrapped and\nends.\n\nTwo.", "One line that was wrapped and ends.\n\nTwo."),
    ('<html xmlns="http://www.w3.org/1999/xhtml"><body><p>One.</p></body></html>', "One."),
]


@pytest.mark.parametrize("content, body", NEWSML1_TEXTS)
def test_texts_of_newsml1(content: str, body: str) -> None:
    assert article(NEWSML1, newsml1(content)).body == body


def _component(role: str, text: str) -> str:
    content = f"<ContentItem><DataContent>{text}</DataContent></ContentItem>"
    return f'<NewsComponent><Role FormalName="{role}"/>{content}</NewsComponent>'


def test_components_of_an_item_are_one_article() -> None:
    """Titles and styles are no text, contacts stand last, and a text given twice is there once."""
    parts = (
        ("Title", "Ferry returns"),
        ("StyleSheet", ".x {}"),
        ("Contact", "Call Jane."),
        ("Lead", "One."),
        ("Body", "Two."),
        ("Main", "Two."),
    )
    inner = "".join(_component(*part) for part in parts)
    item = f"<NewsItem><NewsComponent>{inner}</NewsComponent></NewsItem>"
    raw = article(NEWSML1, newsml1_message([item]))
    assert (raw.title, raw.body) == ("Ferry returns", "One.\n\nTwo.\n\nCall Jane.")


def test_pictures_are_no_articles() -> None:
    content = '<ContentItem Href="x.jpg"><MediaType FormalName="Photo"/></ContentItem>'
    item = f"<NewsItem><NewsComponent>{content}</NewsComponent></NewsItem>"
    (reason,) = reasons(NEWSML1, newsml1_message([item]))
    assert "Photo" in reason


def test_titles_and_captions_of_pictures_are_no_text() -> None:
    inner = _component("Title", "A picture") + _component("Caption", "A caption")
    picture = f'<NewsComponent><Role FormalName="Picture"/>{inner}</NewsComponent>'
    item = (
        f"<NewsItem><NewsComponent>{_component('Body', 'One.')}{picture}</NewsComponent></NewsItem>"
    )
    raw = article(NEWSML1, newsml1_message([item]))
    assert (raw.title, raw.body) == ("", "One.")


def test_items_inside_items() -> None:
    inner = [newsml1_item(f"Inner {number}", f"<p>Text {number}.</p>") for number in (1, 2)]
    outer = f"<NewsItem><NewsComponent>{''.join(inner)}</NewsComponent></NewsItem>"
    raws = articles(NEWSML1, newsml1_message([outer, newsml1_item("Last", "<p>Text.</p>")]))
    assert [raw.title for raw in raws] == ["Inner 1", "Inner 2", "Last"]
    assert len({raw.place for raw in raws}) == 3
