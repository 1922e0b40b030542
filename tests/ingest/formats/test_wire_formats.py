"""IPTC 7901 and ANPA-1312: which of the lines above a text is its title, and where it ends."""

from __future__ import annotations

import pytest

from archive.ingest.formats.anpa import Anpa
from archive.ingest.formats.iptc7901 import Iptc7901
from tests.ingest.formats.support import article, articles, codes
from tests.ingest.formats.written import anpa, iptc

IPTC = Iptc7901()
ANPA = Anpa()

_TEXT = "\n\n   Harbour (hbw) - The ferry is back.\n\n\x03050715 GMT Mar 24\n\x04"

#: Lines between the marks of the heading and of the text, and what they say.
HEADLINES = [
    ("Ferry returns =", "Ferry returns", (), []),
    ("Ferry returns+", "Ferry returns", (), []),
    ("Ferry returns", "Ferry returns", (), []),
    ("1ST LEAD\nFerry returns\nBy Jane Doe, hbw =", "Ferry returns", ("By Jane Doe, hbw",), ["version-mark"]),  # noqa: E501  # a row
    ("REFILE\n1ST LEAD\nFerry returns\nBy hbw Correspondents =", "Ferry returns", (), ["version-mark"] * 2),  # noqa: E501  # a row
    ("BC-Ferry\nFerry returns =", "Ferry returns", (), []),
    ("Sea\nHarbour:\nFerry returns =", "Ferry returns", (), []),
    (
        "Ferry company says that all of its boats will be back\nat sea on Tuesday =",
        "Ferry company says that all of its boats will be back at sea on Tuesday", (), [],
    ),
    ("渡輪復航 =", "渡輪復航", (), []),
]  # fmt: skip


@pytest.mark.parametrize("lines, title, bylines, noted", HEADLINES)
def test_headlines(lines: str, title: str, bylines: tuple[str, ...], noted: list[str]) -> None:
    message = f"\x01eca062 4 i 211 ccccb   hbw 061\n\n\x02{lines}{_TEXT}"
    raw = article(IPTC, message.encode())
    assert raw.title == title
    assert raw.body == "Harbour (hbw) - The ferry is back."
    assert bylines in ((), raw.bylines)
    assert codes(raw) == noted


def test_what_a_message_says() -> None:
    raw = article(IPTC, iptc("Ferry returns", "Harbour (hbw) - The ferry is back.").encode())
    assert raw.published == "2024-03-05T07:15:00Z"
    assert (raw.source, raw.agency) == ("hbw", "hbw")
    assert raw.id == "hbw:eca062:2024-03-05"


def test_control_bytes_may_be_lost() -> None:
    """A heading and a last line are left, which part a message too."""
    text = "eca062 4 i 211    hbw 061\n\n/sea/\nFerry returns =\n\nIt is back.\n\n\n050715 GMT Mar 24\n"  # noqa: E501  # a row
    raw = article(IPTC, text.encode())
    assert (raw.title, raw.body) == ("Ferry returns", "It is back.")
    assert raw.published == "2024-03-05T07:15:00Z"


def test_many_messages_in_one_file() -> None:
    data = "".join(iptc(f"Title {number}", "Text.", number=number) for number in range(30))
    raws = articles(IPTC, data.encode())
    assert [raw.title for raw in raws] == [f"Title {number}" for number in range(30)]
    assert len({raw.id for raw in raws}) == 30


def test_messages_have_encodings_of_their_own() -> None:
    data = iptc("Fête", "x").encode("latin-1") + iptc("渡輪", "x").encode()
    assert [raw.title for raw in articles(IPTC, data)] == ["Fête", "渡輪"]


def test_a_message_without_its_end_is_told() -> None:
    data = iptc("Ferry returns", "The ferry is ba").encode()
    raw = article(IPTC, data[: data.index(b"\x03")])
    assert codes(raw) == ["end-missing"]


def test_notes_of_desks_are_left_out() -> None:
    body = "It is back.\n\n# Notebook\n\n## Links\n- a\n\n* * * *\nNot for publication\n\nCall Jane"
    raw = article(IPTC, iptc("Ferry returns", body).encode())
    assert raw.body == "It is back."
    assert codes(raw) == ["desk-notes"]


def test_what_anpa_says() -> None:
    lines = (
        "\x16\x16\x01W2870\x1f_asian\r\nf l\x13\x11 BC-HK--Ferries     03-05 0049\r\n"
        "\x02^BC-HK--Ferries, 1st Ld-Writethru,49<\r\n^Ferry returns after 1,000<\r\n"
        "^AP Photo X1<\r\n^Eds: Adds a quote.<\r\n^A summary that stands nowhere else in the text<"
        "\r\n^By JANE DOE=\r\n^Wire Writer=\r\n"
        "\t   HARBOUR (AP) _ ``It's back,'' she said. \r\n\t   ___\r\n\t   Two.\r\n"
        "\x03AP-WF-03-05-24 0715GMT<\r\n\x0c\r\n\x04"
    )
    raw = article(ANPA, lines.encode())
    assert raw.title == "Ferry returns after 1,000"
    assert raw.body == "HARBOUR (AP) _ “It's back,” she said.\n\nTwo."
    assert raw.bylines == ("By JANE DOE, Wire Writer",)
    assert raw.published == "2024-03-05T07:15:00Z"
    assert raw.agency == "AP"
    assert codes(raw) == ["version-mark", "editors-note", "editors-note", "summary"]


def test_anpa_without_control_bytes() -> None:
    """Its headers and its last line say what it is."""
    text = (
        "W2870_asian\nr i BC-HK--Ferries     03-05 0049\n^BC-HK--Ferries,49<\n^Ferry returns<\n"
        "^(Eds: Adds a quote.)<\n\t   HARBOUR (AP) _ It is back. \n\n"
        "\t   AP-WF-03-05-24 0715GMT<\n\n"
    )
    assert ANPA.recognises(text.encode(), ".tst") == 3
    raw = article(ANPA, text.encode())
    assert (raw.title, raw.body) == ("Ferry returns", "HARBOUR (AP) _ It is back.")
    assert raw.published == "2024-03-05T07:15:00Z"
    assert codes(raw) == ["editors-note"]


def test_headlines_alone_are_the_text() -> None:
    """A list of headlines has no lines but headers."""
    data = anpa("Top news", "x").replace("\t   x\r\n", "^Ferry returns\r\n^Pier opens\r\n")
    raw = article(ANPA, data.encode())
    assert (raw.title, raw.body) == ("Top news", "Ferry returns\n\nPier opens")


def test_many_messages_of_anpa() -> None:
    data = "".join(anpa(f"Title {number}", "Text.") for number in range(30))
    assert [raw.title for raw in articles(ANPA, data.encode())] == [f"Title {n}" for n in range(30)]


NOT_WIRE = [b"", b"eca", b"Dear reader,\n\nhello", b'{"a": 1}', b"a0105 is a number\nx", b"<a/>"]


@pytest.mark.parametrize("head", NOT_WIRE)
def test_other_text_is_not_claimed(head: bytes) -> None:
    assert IPTC.recognises(head, ".txt") == 0
    assert ANPA.recognises(head, ".txt") == 0
