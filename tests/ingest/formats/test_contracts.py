"""Every XML and wire format keeps the contract of formats."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from archive.ingest.formats import wire_messages, xml_cut
from archive.ingest.formats.anpa import Anpa
from archive.ingest.formats.feeds import Feeds
from archive.ingest.formats.iptc7901 import Iptc7901
from archive.ingest.formats.newsml1 import Newsml1
from archive.ingest.formats.newsml_g2 import NewsmlG2
from archive.ingest.formats.nitf import Nitf
from archive.ingest.formats.wordpress import Wordpress
from tests.ingest.formats import written
from tests.ingest.formats.contract import TEXTS, FormatContract
from tests.ingest.formats.written import Texts

_ITEM: tuple[ModuleType, str] = (xml_cut, "MAX_ITEM")
_MESSAGE: tuple[ModuleType, str] = (wire_messages, "MAX_MESSAGE")
_TITLE, _BODY = TEXTS[0]


class TestNewsmlG2(FormatContract):
    format = NewsmlG2()
    suffixes = (".newsml",)
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        items = [written.g2_item(*text, guid=f"g{n}") for n, text in enumerate(texts)]
        return written.g2_message(items)

    def spoilt(self) -> tuple[bytes, str]:
        items = [written.g2_item(_TITLE, _BODY) for _ in range(3)]
        items[1] = items[1].replace("</contentMeta>", "")
        return written.g2_message([*items, "<conceptItem/>"]), "arar"


class TestNewsml1(FormatContract):
    format = Newsml1()
    suffixes = (".newsml",)
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        items = [
            written.newsml1_item(title, f"<p>{body}</p>", name=f"f{number}")
            for number, (title, body) in enumerate(texts)
        ]
        return written.newsml1_message(items)

    def spoilt(self) -> tuple[bytes, str]:
        items = [written.newsml1_item(_TITLE, f"<p>{_BODY}</p>") for _ in range(3)]
        items[1] = items[1].replace("</DataContent>", "")
        return written.newsml1_message([*items, written.newsml1_item("No text", "")]), "arar"


class TestNitf(FormatContract):
    format = Nitf()
    suffixes = (".nitf",)
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        declaration = '<?xml version="1.0"?>\n'
        documents = [written.nitf(title, f"<p>{body}</p>") for title, body in texts]
        return "\n".join(declaration + document for document in documents).encode()

    def spoilt(self) -> tuple[bytes, str]:
        whole = written.nitf(_TITLE, f"<p>{_BODY}</p>")
        return f"{whole}{whole.replace('</hl1>', '')}<nitf/>{whole}".encode(), "arra"


class TestFeeds(FormatContract):
    format = Feeds()
    suffixes = (".rss", ".atom", ".rdf")
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        return written.rss([written.rss_item(*text) for text in texts])

    def spoilt(self) -> tuple[bytes, str]:
        item = written.rss_item(_TITLE, _BODY)
        return written.rss([item, "<item><pubDate>2024-03-05</pubDate></item>", item]), "ara"


class TestWordpress(FormatContract):
    format = Wordpress()
    suffixes = (".wxr",)
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        return written.wxr([written.wxr_post(*text) for text in texts])

    def spoilt(self) -> tuple[bytes, str]:
        post = written.wxr_post(_TITLE, _BODY)
        page = written.wxr_post(_TITLE, _BODY, kind="page")
        return written.wxr([post, post.replace("</title>", ""), page, post]), "ara"


class TestIptc7901(FormatContract):
    format = Iptc7901()
    suffixes = (".iptc",)
    limit = _MESSAGE

    def file(self, texts: Texts) -> bytes:
        messages = [written.iptc(*text, number=number) for number, text in enumerate(texts)]
        return "".join(messages).encode()

    def spoilt(self) -> tuple[bytes, str]:
        whole = written.iptc(_TITLE, _BODY)
        return f"{whole}\x01eca063 4 i 0\r\n\x02\r\n\x03\x04{whole}".encode(), "ara"


class TestAnpa(FormatContract):
    format = Anpa()
    suffixes = (".anpa",)
    limit = _MESSAGE

    def file(self, texts: Texts) -> bytes:
        return "".join(written.anpa(*text) for text in texts).encode()

    def spoilt(self) -> tuple[bytes, str]:
        whole = written.anpa(_TITLE, _BODY)
        return f"{whole}\x16\x01W2871\x1f_asian\r\n\x02^<\r\n\x03\x04{whole}".encode(), "ara"


def test_written_files_are_of_one_format() -> None:
    """No format claims what another one wrote."""
    contracts: Sequence[FormatContract] = (
        TestNewsmlG2(), TestNewsml1(), TestNitf(), TestFeeds(), TestWordpress(), TestIptc7901(),
        TestAnpa(),
    )  # fmt: skip
    for contract in contracts:
        data = contract.file(TEXTS)
        sure = [rival.format.name for rival in contracts if rival.format.recognises(data, "") == 3]
        assert sure == [contract.format.name]
