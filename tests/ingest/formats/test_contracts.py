"""Formats of newsrooms' systems keep the contract: agencies' XML and wire, JSON, tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import ModuleType

from archive.ingest.formats import csv_lines, wire_messages, xml_cut
from archive.ingest.formats.anpa import Anpa
from archive.ingest.formats.csv_table import CsvTable
from archive.ingest.formats.feeds import Feeds
from archive.ingest.formats.iptc7901 import Iptc7901
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.formats.newsml1 import Newsml1
from archive.ingest.formats.newsml_g2 import NewsmlG2
from archive.ingest.formats.nitf import Nitf
from archive.ingest.formats.wordpress import Wordpress
from archive.ingest.formats.xml_other import XmlOther
from archive.ingest.registry import FORMATS
from archive.ingest.streams import HEAD_BYTES
from tests.ingest.formats import test_page_contracts, written
from tests.ingest.formats.written import Texts
from tests.ingest.reader_contract import TEXTS, FormatContract, registered

_ITEM: tuple[ModuleType, str] = (xml_cut, "MAX_ITEM")
_MESSAGE: tuple[ModuleType, str] = (wire_messages, "MAX_WIRE_MESSAGE")
_TITLE, _BODY = TEXTS[0]


class TestNewsmlG2(FormatContract):
    format = registered(NewsmlG2)
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
    format = registered(Newsml1)
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
    format = registered(Nitf)
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
    format = registered(Feeds)
    suffixes = (".rss", ".atom", ".rdf")
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        return written.rss([written.rss_item(*text) for text in texts])

    def spoilt(self) -> tuple[bytes, str]:
        item = written.rss_item(_TITLE, _BODY)
        return written.rss([item, "<item><pubDate>2024-03-05</pubDate></item>", item]), "ara"


class TestWordpress(FormatContract):
    format = registered(Wordpress)
    suffixes = (".wxr",)
    limit = _ITEM

    def file(self, texts: Texts) -> bytes:
        return written.wxr([written.wxr_post(*text) for text in texts])

    def spoilt(self) -> tuple[bytes, str]:
        post = written.wxr_post(_TITLE, _BODY)
        page = written.wxr_post(_TITLE, _BODY, kind="page")
        return written.wxr([post, post.replace("</title>", ""), page, post]), "ara"


class TestIptc7901(FormatContract):
    format = registered(Iptc7901)
    suffixes = (".iptc",)
    limit = _MESSAGE

    def file(self, texts: Texts) -> bytes:
        messages = [written.iptc(*text, number=number) for number, text in enumerate(texts)]
        return "".join(messages).encode()

    def spoilt(self) -> tuple[bytes, str]:
        whole = written.iptc(_TITLE, _BODY)
        return f"{whole}\x01eca063 4 i 0\r\n\x02\r\n\x03\x04{whole}".encode(), "ara"


class TestAnpa(FormatContract):
    format = registered(Anpa)
    suffixes = (".anpa",)
    limit = _MESSAGE

    def file(self, texts: Texts) -> bytes:
        return "".join(written.anpa(*text) for text in texts).encode()

    def spoilt(self) -> tuple[bytes, str]:
        whole = written.anpa(_TITLE, _BODY)
        return f"{whole}\x16\x01W2871\x1f_asian\r\n\x02^<\r\n\x03\x04{whole}".encode(), "ara"


class TestXmlOther(FormatContract):
    """It reads no article: what it is given is rejected by the name of its root."""

    format = registered(XmlOther)
    suffixes = (".xml",)
    texts = ()
    reads_on = False

    def file(self, texts: Texts) -> bytes:
        rows = "".join(f"<row><a>{title}</a><b>{body}</b></row>" for title, body in TEXTS)
        return f'<?xml version="1.0"?>\n<table>{rows}</table>\n'.encode()

    def spoilt(self) -> tuple[bytes, str]:
        return b"<?xml version='1.0'?><table><row>", "r"


class TestJsonLines(FormatContract):
    format = registered(JsonFormat)
    suffixes = (".jsonl", ".ndjson")

    def file(self, texts: Texts) -> bytes:
        return "".join(f"{row}\n" for row in rows(texts)).encode()

    def spoilt(self) -> tuple[bytes, str]:
        first, second, third = rows(TEXTS)
        lines = (first, "{broken}", "", second, '{"title": []}', third, third[:9])
        return "\n".join(lines).encode(), "ararar"


class TestJsonFile(FormatContract):
    """Lists and envelopes; half the changed files of JSON are these."""

    format = registered(JsonFormat)
    suffixes = (".json",)
    reads_on = False
    examples = 250

    def file(self, texts: Texts) -> bytes:
        return f"[{', '.join(rows(texts))}]".encode()

    def spoilt(self) -> tuple[bytes, str]:
        first, second, third = rows(TEXTS)
        return f"[{first}, 5, {second}, {{}}, {third}, {third[:9]}".encode(), "ararar"

    @property
    def more(self) -> Sequence[bytes]:  # type: ignore[override]  # read only, as it is used
        first, second, third = rows(TEXTS)
        pretty = json.dumps([json.loads(row) for row in rows(TEXTS)], indent=2)
        envelope = f'{{"response": {{"docs": [{first}, {second}, {third}]}}}}'
        return pretty.encode(), envelope.encode(), f"[{first},\n{second}]".encode("utf-16")


class TestCsv(FormatContract):
    format = registered(CsvTable)
    suffixes = (".csv", ".tsv", ".tab", ".psv")
    limit = (csv_lines, "MAX_ROW")
    more = ("title\tbody\nFerry\tIt is\tback.\n渡輪\t復航。\n".encode("utf-16"),)

    def file(self, texts: Texts) -> bytes:
        lines = (f'{number},{title},"{body}"\n' for number, (title, body) in enumerate(texts))
        return ("id,title,body\n" + "".join(lines)).encode()

    def spoilt(self) -> tuple[bytes, str]:
        return b"id,title,body\n1,A,The ferry.\n2,B\n3,C,Is back.\n4,,\n", "arar"


def rows(texts: Texts) -> list[str]:
    """Articles as JSON, some in characters and some in escapes."""
    return [
        json.dumps({"title": title, "body": body, "source": "Post"}, ensure_ascii=bool(number % 2))
        for number, (title, body) in enumerate(texts)
    ]


def test_every_format_is_tried() -> None:
    """Here or among the contracts of pages and documents."""
    tried = {contract.format for contract in FormatContract.__subclasses__()}
    assert test_page_contracts.TestPdf.format in tried
    assert tried == set(FORMATS)
    assert len({format_.name for format_ in FORMATS}) == len(FORMATS)


def test_written_files_are_of_one_format() -> None:
    """No format is sure of what another one wrote."""
    for contract in FormatContract.__subclasses__():
        head = contract().data[:HEAD_BYTES]
        sure = [rival.name for rival in FORMATS if rival.recognises(head, "") == 3]
        assert set(sure) <= {contract.format.name}
