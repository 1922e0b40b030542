"""Which characters the bytes of a text stand for."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.encoding import decode, decode_known, encoding_of_piece
from archive.ingest.reader import UnreadableArticleError

TRADITIONAL = "市政府昨日公布新的渡輪政策，票價下月起調整，市民反應不一。"
SIMPLIFIED = "市政府昨日公布新的渡轮政策，镕基路票价下月起调整，市民反应不一。"
ENGLISH = "The café’s owner said “yes” – naïve façade, £5."
JAPANESE = "ニュースは日本語で書かれています。これは東京からの記事です。"
HEBREW = (
    "הספינה חזרה היום אל הנמל והקהל שמח מאוד. ראש העיר אמר כי המחירים לא יעלו השנה, "
    "אבל התושבים לא האמינו לו ואמרו שהם מחכים לראות מה יהיה בחודש הבא."
)
RUSSIAN = "Привет, это новости из Москвы о погоде"


@pytest.mark.parametrize(
    "text, written, declared, read",
    [
        (TRADITIONAL, "utf-8", "", "utf-8"),
        (TRADITIONAL, "utf-8-sig", "big5", "utf-8"),
        (TRADITIONAL, "big5hkscs", "", "big5hkscs"),
        (TRADITIONAL, "big5", "big5", "big5hkscs"),
        (TRADITIONAL, "big5", "gb2312", "big5hkscs"),
        (TRADITIONAL, "big5", "iso-8859-1", "big5hkscs"),
        (TRADITIONAL, "gb18030", "", "gb18030"),
        (SIMPLIFIED, "gbk", "gb2312", "gb18030"),
        (SIMPLIFIED, "gbk", "utf-8", "gb18030"),
        (SIMPLIFIED, "utf-8", "gb2312", "utf-8"),
        ("市政府公布", "hz", "hz-gb-2312", "hz"),
        ("中國", "big5", "", "big5hkscs"),
        ("中国", "gbk", "", "gb18030"),
        *(
            (TRADITIONAL, one, "", one)
            for one in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        ),
        *((ENGLISH, one, "", one) for one in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")),
        (TRADITIONAL, "utf-16", "utf-8", "utf-16-le"),
        (RUSSIAN, "utf-16-le", "", "utf-16-le"),
        ("中", "utf-16-le", "utf-16-le", "utf-16-le"),
        (ENGLISH, "cp1252", "", "cp1252"),
        (ENGLISH, "cp1252", "iso-8859-1", "cp1252"),
        (ENGLISH, "cp1252", "us-ascii", "cp1252"),
        (ENGLISH, "cp1252", "nonsense", "cp1252"),
        (ENGLISH, "utf-8", "iso-8859-1", "utf-8"),
        ("café", "latin-1", "", "cp1252"),
        ("«L’été» à Zürich", "cp1252", "", "cp1252"),
        ("L'été à Zürich, 5 €", "iso8859-15", "iso-8859-15", "iso8859-15"),
        ("Žluťoučký kůň", "cp1250", "windows-1250", "cp1250"),
        (RUSSIAN, "cp1251", "", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r", "koi8-r"),
        (JAPANESE, "euc_jp", "", "euc_jp"),
        (JAPANESE, "cp932", "shift_jis", "cp932"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", "iso2022_jp"),
        ("한국어 뉴스 기사입니다", "euc_kr", "euc-kr", "cp949"),
        ("渡輪公司", "big5", "iso-8859-1", "big5hkscs"),
        ("镕基路", "gbk", "gb2312", "gb18030"),
        ("Ferry to Lübeck", "cp1252", "iso-8859-1", "cp1252"),
        ("Müller", "cp1252", "windows-1252", "cp1252"),
        ("é à ö", "cp1252", "", "cp1252"),
        (HEBREW, "cp1255", "", "cp1255"),
        ("Ἀθῆναι +", "utf-7", "utf-7", "utf-7"),
        ("1 + 1 = 2", "ascii", "utf-7", "utf-8"),
        ("Plain ASCII", "ascii", "gb2312", "utf-8"),
        ("", "ascii", "", "utf-8"),
    ],
)
def test_encodings(text: str, written: str, declared: str, read: str) -> None:
    """UTF-8 where it can be; what is declared where nothing speaks against it; else by content."""
    decoded = decode(text.encode(written), declared)
    assert (decoded.text, decoded.encoding) == (text, read)


@pytest.mark.parametrize(
    "data, declared, codes",
    [
        (TRADITIONAL.encode(), "", []),
        (TRADITIONAL.encode(), "utf-8", []),
        (TRADITIONAL.encode("big5"), "big5", []),
        (SIMPLIFIED.encode("gbk"), "gb2312", []),
        (b"plain", "big5", []),
        (TRADITIONAL.encode("big5"), "", ["encoding-guessed"]),
        (ENGLISH.encode("cp1252"), "", ["encoding-guessed"]),
        (TRADITIONAL.encode(), "iso-8859-1", ["encoding-contradicted"]),
        (TRADITIONAL.encode("big5"), "utf-8", ["encoding-contradicted"]),
        (TRADITIONAL.encode()[:-1], "", ["bytes-lost"]),
        (TRADITIONAL.encode() + b"\xff" + TRADITIONAL.encode(), "", ["bytes-lost"]),
        (8 * TRADITIONAL.encode("big5") + b"\xff", "big5", ["bytes-lost"]),
        (TRADITIONAL.encode("utf-16") + b"\0", "", ["encoding-guessed", "bytes-lost"]),
    ],
)
def test_what_is_told(data: bytes, declared: str, codes: list[str]) -> None:
    """A guess, a declaration that is not followed, and bytes that are lost."""
    assert [note.code for note in decode(data, declared).notes] == codes


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"PK\x03\x04" + bytes(range(200)),
        b"%PDF-1.7 no text",
        b"a\0b",
        b"text \0 text with a zero in it",
        bytes(range(1, 32)) * 3,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticleError, match="Not a text"):
        decode(data)


def test_a_few_bytes_that_stand_for_nothing_are_lost() -> None:
    """What is declared is followed; it is not another encoding that has them."""
    decoded = decode(b"It is \x81\x8d here.", "windows-1252")
    assert (decoded.text, decoded.encoding) == ("It is \ufffd\ufffd here.", "cp1252")
    assert [note.code for note in decoded.notes] == ["bytes-lost"]


@pytest.mark.parametrize("text, encoding", [
    (TRADITIONAL, "big5hkscs"), (SIMPLIFIED, "gb18030"), (ENGLISH, "cp1252"), (RUSSIAN, "cp1251"),
    ("한국어 뉴스 기사입니다. 여객선이 오늘 다시 다닙니다", "cp949"),
])  # fmt: skip
def test_a_piece_of_a_text_may_end_within_a_character(text: str, encoding: str) -> None:
    data = f"<p>{3 * text}</p> {text}".encode(encoding)
    whole = len(f"<p>{3 * text}</p> ".encode(encoding))
    assert {encoding_of_piece(data[:end], encoding) for end in range(whole, len(data))} == {
        encoding
    }


@given(
    st.binary(),
    st.sampled_from(["", "utf-8", "big5", "gb2312", "iso-8859-1", "idna", "base64", "x"]),
)
def test_any_bytes_are_a_text_or_refused(data: bytes, declared: str) -> None:
    known = decode_known(data, declared)
    assert all(note.detail.isprintable() for note in known.notes)
    try:
        decoded = decode(data, declared)
    except UnreadableArticleError:
        return
    assert decoded == known


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_comes_back(text: str) -> None:
    """The inverse, where the text holds anything that another encoding would not have."""
    data = text.encode()
    try:
        decoded = decode(data, "iso-8859-1")
    except UnreadableArticleError:
        assert sum(byte < 32 for byte in data) * 20 > len(data)
        return
    assert decoded.text == text


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name, encoding, floor",
    [
        ("rthk-zh", "big5hkscs", 0.99),
        ("rthk-zh", "gb18030", 0.96),
        ("rthk-zh", "utf-16-le", 0.99),
        ("xinwenlianbo", "gb18030", 0.99),
        ("worldnews", "cp1252", 0.99),
    ],
)
@pytest.mark.parametrize("size", [20, 100, 1000])
def test_articles_come_back(
    corpus: Path, name: str, encoding: str, floor: float, size: int
) -> None:
    """Real texts of so many characters, in encodings that nothing declares."""
    right = written = 0
    with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, 0, None, 97 if name != "worldnews" else 1):
            text = json.loads(line)["body"][:size]
            data = text.encode(encoding, "ignore")
            if data.isascii() or not data:
                continue
            written += 1
            right += decode(data).text == data.decode(encoding)
    assert written > 10 or name == "worldnews"
    assert right >= floor * written
