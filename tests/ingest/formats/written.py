"""Small files of each format, written for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

Texts = Sequence[tuple[str, str]]

_G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def g2_item(title: str, body: str, *, meta: str = "", content: str = "", guid: str = "g") -> str:
    """A newsItem with its text in XHTML."""
    return (
        f'<newsItem {_G2} guid="{guid}" version="1" standard="NewsML-G2" xml:lang="en">'
        f'<itemMeta><itemClass qcode="ninat:text"/><provider literal="Harbour Wire"/>'
        f"<versionCreated>2024-03-05T15:15:00+08:00</versionCreated>{meta}</itemMeta>"
        f"<contentMeta><headline>{escape(title)}</headline>{content}</contentMeta>"
        '<contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{escape(body)}</p></body></html>'
        "</inlineXML></contentSet></newsItem>"
    )


def g2_message(items: Sequence[str]) -> bytes:
    """A newsMessage."""
    joined = "\n".join(items)
    header = "<header><sent>2024-03-05T15:20:00+08:00</sent></header>"
    return f"{_XML}<newsMessage {_G2}>{header}<itemSet>{joined}</itemSet></newsMessage>".encode()


def newsml1_item(
    title: str, content: str, *, management: str = "", lines: str = "", name: str = "f1"
) -> str:
    """A NewsItem; `content` is what DataContent holds."""
    return (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId>"
        f"<DateId>20240305</DateId><NewsItemId>{name}</NewsItemId>"
        '<RevisionId PreviousRevision="0" Update="N">1</RevisionId>'
        f"<PublicIdentifier>urn:newsml:wire.example:20240305:{name}:1</PublicIdentifier>"
        "</NewsIdentifier></Identification><NewsManagement>"
        "<FirstCreated>20240305T151500+0800</FirstCreated>"
        f'<Status FormalName="Usable"/>{management}</NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>{escape(title)}</HeadLine>{lines}</NewsLines>"
        '<AdministrativeMetadata><Provider><Party FormalName="Harbour Wire"/></Provider>'
        '</AdministrativeMetadata><ContentItem><MediaType FormalName="Text"/>'
        f"<DataContent>{content}</DataContent></ContentItem></NewsComponent></NewsItem>"
    )


def newsml1_message(items: Sequence[str]) -> bytes:
    """A NewsML message."""
    envelope = "<NewsEnvelope><DateAndTime>20240305T152000+0800</DateAndTime></NewsEnvelope>"
    joined = "\n".join(items)
    return f'{_XML}<NewsML Version="1.2">{envelope}{joined}</NewsML>'.encode()


def nitf(title: str, content: str, *, docdata: str = "", head: str = "") -> str:
    """A document in NITF without its declaration; `content` is what body.content holds."""
    return (
        f'<nitf><head><docdata><date.issue norm="20240305T151500+0800"/>{docdata}</docdata></head>'
        f"<body><body.head><hedline><hl1>{escape(title)}</hl1></hedline>{head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def rss(items: Sequence[str]) -> bytes:
    """A feed in RSS 2.0."""
    joined = "\n".join(items)
    channel = "<channel><title>Harbour Daily</title><link>https://daily.example/</link>"
    return f'{_XML}<rss version="2.0">{channel}{joined}</channel></rss>'.encode()


def rss_item(title: str, description: str, *, more: str = "") -> str:
    text = f"<description>{escape(description)}</description>"
    return f"<item><title>{escape(title)}</title>{text}{more}</item>"


def wxr(items: Sequence[str]) -> bytes:
    """A file that WordPress exported."""
    joined = "\n".join(items)
    return (
        f'{_XML}<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Blog</title>'
        "<language>en-HK</language><wp:author><wp:author_login>jdoe</wp:author_login>"
        "<wp:author_display_name>Jane Doe</wp:author_display_name></wp:author>"
        f"{joined}</channel></rss>"
    ).encode()


def wxr_post(
    title: str, body: str, *, kind: str = "post", status: str = "publish", more: str = ""
) -> str:
    return (
        f"<item><title>{escape(title)}</title><dc:creator>jdoe</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>"
        "<excerpt:encoded><![CDATA[An excerpt.]]></excerpt:encoded>"
        "<wp:post_date>2024-03-05 15:15:00</wp:post_date>"
        "<wp:post_date_gmt>2024-03-05 07:15:00</wp:post_date_gmt>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def iptc(title: str, body: str, *, closing: str = "050715 GMT Mar 24", number: int = 62) -> str:
    """A message in IPTC 7901."""
    return (
        f"\x01eca{number:03d} 4 i 211 ccccb   hbw 061\r\n\r\nHarbour-ferries/\r\n"
        f"\x02{title} =\r\n\r\n   {body}\r\n\r\n\x03{closing}\r\n\x04"
    )


def anpa(title: str, body: str, *, closing: str = "AP-WF-03-05-24 0715GMT") -> str:
    """A message in ANPA-1312."""
    return (
        "\x16\x16\x01W2870\x1f_asian\r\nf l\x13\x11 BC-HK--Ferries     03-05 0049\r\n"
        f"\x02^BC-HK--Ferries,49<\r\n^{title}<\r\n\t   {body}\r\n\x03{closing}<\r\n\x0c\r\n\x04"
    )
