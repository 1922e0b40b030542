"""Mail: headers, bodies, parts and what hostile or sloppy programs make of them."""

from __future__ import annotations

import base64
import io
import textwrap
import time
from email import policy
from email.message import EmailMessage

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.formats.mail import Mail
from archive.ingest.mail.text import mail_paragraphs
from archive.ingest.raw import Format, Markup, RawArticle
from archive.ingest.reader import Reject
from tests.ingest.checks import check_raw
from tests.ingest.formats.office_support import codes, fixtures, only, read_raw, reason
from tests.ingest.support import OPTIONS

MAIL: Format = Mail()

ENGLISH = "The harbour ferry will stop at the old pier again from Monday, its owner said."
TRADITIONAL = "海港渡輪下周一起重新停靠舊碼頭，船公司表示歡迎市民乘搭。"
SIMPLIFIED = "海港渡轮下周一起重新停靠旧码头，船公司表示欢迎市民乘搭。"


def mail(body: bytes = b"Some text.", **fields: bytes) -> bytes:
    """A message as bytes; `_` in the name of a field is a hyphen."""
    known = {"Subject": b"Ferry", "From": b"desk@post.example", "Message_ID": b"<1@post.example>"}
    lines = [
        name.replace("_", "-").encode() + b": " + value for name, value in (known | fields).items()
    ]
    return b"\n".join(lines) + b"\n\n" + body


def built(*parts: tuple[str, str], kind: str = "mixed", **headers: str) -> EmailMessage:
    """A message of parts: their subtypes of text and their texts."""
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"], message["From"] = "Ferry returns", "Amy Wardle <amy@post.example>"
    for name, value in headers.items():
        message[name] = value
    first, *rest = parts
    message.set_content(first[1], subtype=first[0])
    for subtype, text in rest:
        getattr(message, f"add_{'alternative' if kind == 'alternative' else 'attachment'}")(
            text, subtype=subtype, **({} if kind == "alternative" else {"disposition": "inline"})
        )
    return message


def words(charset: str, *pieces: bytes) -> bytes:
    return b"\n ".join(
        b"=?" + charset.encode() + b"?B?" + base64.b64encode(piece) + b"?=" for piece in pieces
    )


GBK = "渡轮公司加价".encode("gb18030")
BIG5 = "渡輪公司加價一成".encode("big5")


@pytest.mark.parametrize(
    "subject, title",
    [
        (b"Plain", "Plain"),
        (b"Re: Fwd: Ferry", "Re: Fwd: Ferry"),
        (words("utf-8", "渡輪".encode()), "渡輪"),
        (words("gb2312", GBK), "渡轮公司加价"),
        (words("gb2312", GBK[:3], GBK[3:]), "渡轮公司加价"),
        (words("utf-8", "渡輪".encode()[:4], "渡輪".encode()[4:]), "渡輪"),
        (words("GB2312", "朱镕基".encode("gbk")), "朱镕基"),
        (words("x-gbk", GBK), "渡轮公司加价"),
        (words("big5", BIG5), "渡輪公司加價一成"),
        (words("big5", "衞生署啟動".encode("big5hkscs")), "衞生署啟動"),
        (words("iso-8859-1", "Caf\xe9 \x93news\x94".encode("latin-1")), "Café “news”"),
        (words("big5", "渡輪".encode()), "渡輪"),
        (words("us-ascii", BIG5), "渡輪公司加價一成"),
        (words("iso-2022-jp", "渡し船".encode("iso-2022-jp")), "渡し船"),
        (words("no-such-charset", b"Ferry"), "Ferry"),
        (b"=?utf-8*en?Q?Ferry_news?=", "Ferry news"),
        (b"=?utf-8?Q?Ferry news =C3=A9?=", "Ferry news é"),
        (b"=?utf-8?Q?Is_it_late=3F_Yes?=", "Is it late? Yes"),
        (b"Re: =?utf-8?Q?Caf=C3=A9?= opens =?big5?B?" + base64.b64encode(BIG5) + b"?=",
         "Re: Café opens 渡輪公司加價一成"),
        (b"=?utf-8?Q?one?= =?utf-8?Q?_two?=\n\t=?utf-8?Q?_three?=", "one two three"),
        (b'"=?utf-8?Q?Caf=C3=A9?="', '"Café"'),
        (b"[Desk]=?utf-8?Q?Caf=C3=A9?=", "[Desk]Café"),
        (b"=?utf-8?B?5rih6Lyq?", "=?utf-8?B?5rih6Lyq?"),
        (b"=?utf-8?B?5rih6Lyq5?=", "渡輪"),
        ("渡輪".encode(), "渡輪"),
        (GBK, "渡轮公司加价"),
        (b"Caf\xe9 opens", "Café opens"),
        (b"Folded\n over two\n\tlines", "Folded over two lines"),
    ],
)  # fmt: skip
def test_subject_is_read_however_it_is_encoded(subject: bytes, title: str) -> None:
    assert only(MAIL, mail(Subject=subject)).title == title


@pytest.mark.parametrize(
    "sender, name",
    [
        (b"Amy Wardle <amy@post.example>", "Amy Wardle"),
        (b'"Amy Wardle" <amy@post.example>', "Amy Wardle"),
        (b"amy@post.example (Amy Wardle)", "Amy Wardle"),
        (b"amy@post.example", ""),
        (b"<amy@post.example>", ""),
        (b'"amy@post.example" <amy@post.example>', ""),
        (b'"Wardle, Amy" <amy@post.example>', "Amy Wardle"),
        (b"Wardle, Amy <amy@post.example>", "Amy Wardle"),
        (b"=?utf-8?Q?Wardle=2C_Amy?= <amy@post.example>", "Amy Wardle"),
        (words("big5", "陳大文".encode("big5")) + b" <chan@post.example>", "陳大文"),
        ('"Ingo L\xfctke" <i@post.example>'.encode("latin-1"), "Ingo Lütke"),
        (b'"Amy \\"A.\\" Wardle" <amy@post.example>', 'Amy "A." Wardle'),
        (b"Amy Wardle via Newsdesk <list@post.example>", "Amy Wardle"),
        (b"Amy Wardle <amy@post.example>, Bob <bob@post.example>", "Amy Wardle"),
        (b"", ""),
    ],
)
def test_sender_is_a_name_without_an_address(sender: bytes, name: str) -> None:
    assert only(MAIL, mail(From=sender)).bylines == ((name,) if name else ())


def test_what_headers_say() -> None:
    article = only(
        MAIL,
        mail(
            Date=b"Tue, 5 Mar 2024 15:15:00 +0800 (HKT)",
            List_Id=b'"Harbour Post Daily" <daily.post.example>',
            Content_Language=b"zh-HK, en",
            Supersedes=b"<0@post.example>",
        ),
    )
    assert article.published == "Tue, 5 Mar 2024 15:15:00 +0800 (HKT)"
    assert not article.published_inferred
    assert article.id == "1@post.example"
    assert article.replaces == "0@post.example"
    assert article.source == "Harbour Post Daily"
    assert article.language == "zh-HK"


def test_day_without_a_date_is_that_of_the_last_machine() -> None:
    received = b"from a by b with ESMTP id 7;\n Tue, 5 Mar 2024 15:15:09 +0800"
    article = only(MAIL, mail(Received=received))
    assert article.published == "Tue, 5 Mar 2024 15:15:09 +0800"
    assert article.published_inferred
    assert only(MAIL, mail()).published is None


@pytest.mark.parametrize(
    "content_type, body, text",
    [
        (b"text/plain; charset=utf-8", TRADITIONAL.encode(), TRADITIONAL),
        (b"text/plain; charset=big5", TRADITIONAL.encode("big5"), TRADITIONAL),
        (b"text/plain; charset=gb2312", SIMPLIFIED.encode("gbk"), SIMPLIFIED),
        (b"text/plain; charset=gb2312", TRADITIONAL.encode("big5"), TRADITIONAL),
        (b"text/plain; charset=big5", SIMPLIFIED.encode("gbk"), SIMPLIFIED),
        (b"text/plain; charset=iso-8859-1", SIMPLIFIED.encode("gbk"), SIMPLIFIED),
        (b"text/plain; charset=us-ascii", TRADITIONAL.encode(), TRADITIONAL),
        (b"text/plain", TRADITIONAL.encode("big5"), TRADITIONAL),
        (b'text/plain; charset="', ENGLISH.encode(), ENGLISH),
        (b"text/plain; charset=utf-7", "渡輪 returns.".encode("utf-7"), "渡輪 returns."),
        (b"text/plain; charset=hz-gb-2312", "渡轮复航".encode("hz"), "渡轮复航"),
        (b"text/plain; charset=windows-1252", b"It\x92s 5\x80.", "It’s 5€."),
        (b"text/plain; charset=iso-8859-1", b"It\x92s 5\x80.", "It’s 5€."),
        (b"text/plain; charset=idna", b"Plain words.", "Plain words."),
        (b"text/plain; charset=base64", b"Plain words.", "Plain words."),
        (b"no type at all", ENGLISH.encode(), ENGLISH),
    ],
)
def test_text_is_decoded_by_its_bytes(content_type: bytes, body: bytes, text: str) -> None:
    assert only(MAIL, mail(body, Content_Type=content_type)).body == text


def test_lost_characters_are_noted() -> None:
    data = mail(b"It is \x81\x8d here.", Content_Type=b"text/plain; charset=windows-1252")
    article = only(MAIL, data)
    assert article.body == "It is \ufffd\ufffd here."
    assert codes(article) == ["bytes-lost"]


@pytest.mark.parametrize(
    "encoding, body, text",
    [
        (b"quoted-printable", b"Caf=C3=A9 on the=\n pier =3D here.", "Café on the pier = here."),
        (b"quoted-printable", b"=E6=B8=\n=A1=E8=BC=AA", "渡輪"),
        (b"base64", base64.b64encode("渡輪復航。".encode()), "渡輪復航。"),
        (b"BASE64", base64.b64encode("渡輪復航。".encode())[:-1], "渡輪復航\ufffd"),
        (b"base64", base64.b64encode("渡輪復航了!!".encode()).rstrip(b"="), "渡輪復航了!!"),
        (b"base64", b"This is not packed at all.", "This is not packed at all."),
        (b"8bit", "渡輪復航。".encode(), "渡輪復航。"),
        (b"nonsense", "渡輪復航。".encode(), "渡輪復航。"),
    ],
)
def test_text_is_unpacked(encoding: bytes, body: bytes, text: str) -> None:
    assert only(MAIL, mail(body, Content_Transfer_Encoding=encoding)).body == text


@pytest.mark.parametrize(
    "given_text, text",
    [
        ("One line.\nAnother.", "One line.\nAnother."),
        ("One.\r\n\r\n\r\nTwo.", "One.\n\nTwo."),
        ("One.\rTwo.", "One.\nTwo."),
        ("- first of the items in a list that is as long as a line\n- second",
         "- first of the items in a list that is as long as a line\n- second"),
        ("Amy wrote:\n> The ferry is late again\n> and nobody says why.\nIt is.",
         "Amy wrote:\n> The ferry is late again\n> and nobody says why.\nIt is."),
        ("Roses are red\nViolets are blue", "Roses are red\nViolets are blue"),
        ("Pier 1      08:00     Central and the islands beyond\nPier 2      09:00     Kowloon",
         "Pier 1      08:00     Central and the islands beyond\nPier 2      09:00     Kowloon"),
        (f"{ENGLISH * 2}\n{ENGLISH * 2}", f"{ENGLISH * 2}\n\n{ENGLISH * 2}"),
    ],
)  # fmt: skip
def test_lines_that_their_author_broke_stay(given_text: str, text: str) -> None:
    assert mail_paragraphs(given_text) == text


_ENGLISH_WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), min_size=30, max_size=90
)


@given(st.lists(_ENGLISH_WORDS, min_size=1, max_size=4), st.integers(50, 80))
def test_wrapped_paragraphs_are_whole_again(texts: list[list[str]], width: int) -> None:
    """What wraps words is undone, at any width that programs use."""
    whole = [" ".join(each) for each in texts]
    wrapped = "\n\n".join(textwrap.fill(each, width) for each in whole)
    assert mail_paragraphs(wrapped) == "\n\n".join(whole)


@given(st.text("渡輪公司加價一成市民歡迎舊碼頭", min_size=60, max_size=300), st.integers(25, 40))
def test_wrapped_han_is_whole_again(whole: str, width: int) -> None:
    """With nothing between the characters of two lines."""
    lines = [whole[at : at + width] for at in range(0, len(whole), width)]
    assert mail_paragraphs("\n".join(lines)) == whole


@given(_ENGLISH_WORDS, st.integers(40, 76))
def test_flowed_text_is_whole_again(text: list[str], width: int) -> None:
    lines = textwrap.wrap(" ".join(text), width)
    assert mail_paragraphs(" \n".join(lines), flowed=True) == " ".join(text)
    assert mail_paragraphs(" \n".join(lines), flowed=True, delsp=True) == "".join(lines)


def test_flowed_quotes_stay_quotes() -> None:
    body = b"> The ferry \n> is late.\nIt \nis.\n-- \nAmy"
    article = only(MAIL, mail(body, Content_Type=b"text/plain; format=flowed"))
    assert article.body == "> The ferry is late.\nIt is."
    assert codes(article) == ["signature-left-out"]


@pytest.mark.parametrize(
    "body, text, note",
    [
        ("Text.\n-- \nAmy\nHarbour Post", "Text.", "signature-left-out"),
        ("Text.\n--\nAmy", "Text.", "signature-left-out"),
        ("-- \nAmy", "--\nAmy", ""),
        ("Text.\n-- \n" + "A line.\n" * 30, "", ""),
        ("One.\n\nTwo.\n\nUnsubscribe: https://post.example/u", "One.\n\nTwo.", "footer-left-out"),
        ("一。\n\n二。\n\n取消訂閱", "一。\n\n二。", "footer-left-out"),
        ("一。\n\n二。\n\n如欲取消订阅请点击 https://post.example/u", "一。\n\n二。",
         "footer-left-out"),
        ("One.\n\n______\nThis email is confidential. Delete it.", "One.", "footer-left-out"),
        ("Readers may unsubscribe under the new law, which the council passed on Tuesday.\n\nIt"
         " was late.", "", ""),
        ("One.\n\nHe said people should unsubscribe.", "", ""),
        ("Unsubscribe", "", ""),
    ],
)  # fmt: skip
def test_what_programs_put_below_is_left_out_and_noted(body: str, text: str, note: str) -> None:
    article = only(MAIL, mail(body.encode(), Content_Type=b"text/plain; charset=utf-8"))
    assert codes(article) == ([note] if note else [])
    if text:
        assert article.body == text
    else:
        assert len(article.body) >= len(body.strip()) - 30


HTML = f"<html><body><h1>Ferry</h1><p>{ENGLISH}</p><p>It is red.</p></body></html>"


@pytest.mark.parametrize(
    "plain, kind",
    [
        (f"{ENGLISH}\n\nIt is red.", Markup.PLAIN),
        ("", Markup.HTML),
        (" \n ", Markup.HTML),
        ("See the HTML.", Markup.HTML),
        ("https://p.example", Markup.HTML),
    ],
)
def test_plain_text_is_preferred_unless_it_is_a_stub(plain: str, kind: Markup) -> None:
    data = built(("plain", plain), ("html", HTML), kind="alternative").as_bytes()
    article = only(MAIL, data)
    assert article.body_markup is kind
    assert ENGLISH in article.body


def test_html_loses_its_footer_only() -> None:
    footer = "<table><tr><td><a href='https://p.example/u'>取消訂閱</a></td></tr></table>"
    data = mail(
        HTML.replace("</body>", f"{footer}</body>").encode(),
        Content_Type=b"text/html; charset=utf-8",
    )
    article = only(MAIL, data)
    assert ENGLISH in article.body
    assert "It is red." in article.body
    assert "取消" not in article.body
    assert codes(article) == ["footer-left-out"]


def test_html_is_decoded_as_it_declares_itself() -> None:
    html = f'<meta charset="big5"><p>{TRADITIONAL}</p>'.encode("big5")
    assert TRADITIONAL in only(MAIL, mail(html, Content_Type=b"text/html")).body


def test_texts_of_one_message_are_one_text() -> None:
    article = only(MAIL, built(("plain", "One."), ("plain", "Two.")).as_bytes())
    assert article.body == "One.\n\nTwo."
    article = only(MAIL, built(("plain", "One & two."), ("html", "<p>Three.</p>")).as_bytes())
    assert article.body_markup is Markup.HTML
    assert article.body.index("One &amp; two.") < article.body.index("Three.")


def test_forwarded_message_is_an_article() -> None:
    inner = built(("plain", "The first text."), Date="Mon, 4 Mar 2024 09:00:00 +0800")
    outer = built(("plain", "Please look at this."))
    outer.replace_header("Subject", "Fwd: Ferry")
    outer.add_attachment(inner)
    first, second = read_raw(MAIL, outer.as_bytes())
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.title, first.body, first.place) == ("Fwd: Ferry", "Please look at this.", "")
    assert (second.title, second.body) == ("Ferry returns", "The first text.")
    assert second.published == "Mon, 04 Mar 2024 09:00:00 +0800"
    assert second.place == "attachment 1"


@pytest.mark.parametrize("encoding", [b"base64", b"7bit"])
def test_cover_without_a_text_is_no_article(encoding: bytes) -> None:
    """Also where the message inside is packed, which the standard forbids."""
    inner = mail(b"The text.", Subject=b"Inside")
    packed = base64.encodebytes(inner) if encoding == b"base64" else inner
    part = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: " + encoding
    data = mail(
        b"--x\n" + part + b"\n\n" + packed + b"\n--x--\n",
        Content_Type=b"multipart/mixed; boundary=x",
    )
    article = only(MAIL, data)
    assert (article.title, article.body, article.place) == ("Inside", "The text.", "attachment 1")


def test_digest_holds_articles() -> None:
    parts = b"".join(b"--x\n\n" + mail(b"Text.", Subject=b"No %d" % n) + b"\n" for n in range(3))
    data = mail(parts + b"--x--\n", Content_Type=b"multipart/digest; boundary=x")
    results = read_raw(MAIL, data)
    assert [r.title for r in results if isinstance(r, RawArticle)] == ["No 0", "No 1", "No 2"]


def test_documents_are_read_and_files_are_noted() -> None:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("Ferry returns", style="Title")
    document.add_paragraph(ENGLISH)
    document.save(stream)
    message = built(("plain", "See attached."), Date="Tue, 05 Mar 2024 15:15:00 +0800")
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="pier.jpg")
    message.add_attachment(
        stream.getvalue(), maintype="application", subtype="octet-stream", filename="渡輪.docx"
    )
    message.add_attachment("a,b\n", subtype="csv", filename="fares.csv")
    first, second = read_raw(MAIL, message.as_bytes())
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert [note.detail.split()[0] for note in first.notes] == ["pier.jpg", "fares.csv"]
    assert (second.title, second.body, second.place) == ("Ferry returns", ENGLISH, "attachment 1")
    assert second.published == "Tue, 05 Mar 2024 15:15:00 +0800"
    assert second.published_inferred
    assert second.bylines == ("Amy Wardle",)


def test_damaged_document_is_a_reject_beside_its_message() -> None:
    message = built(("plain", "See attached."))
    message.add_attachment(
        b"PK\x03\x04word/", maintype="application", subtype="zip", filename="a.docx"
    )
    article, reject = read_raw(MAIL, message.as_bytes())
    assert isinstance(article, RawArticle)
    assert isinstance(reject, Reject)
    assert reject.place == "attachment 1"
    assert reject.reason.startswith("a.docx: ")


def test_signed_text_is_read_and_its_signature_is_passed_over() -> None:
    body = (
        b"--x\nContent-Type: text/plain\n\nText.\n--x\n"
        b"Content-Type: application/pgp-signature; name=s.asc\n\nabc\n--x--\n"
    )
    article = only(MAIL, mail(body, Content_Type=b"multipart/signed; boundary=x"))
    assert article.body == "Text."
    assert article.notes == ()


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "No headers"),
        (b"\0\1\2", "No headers"),
        (mail(b"", Subject=b""), "Neither a subject nor a text"),
        (mail(b"abcd", Subject=b"", Content_Type=b"application/pkcs7-mime"), "Encrypted"),
        (mail(b"--x\n\na\n--x--", Subject=b"", Content_Type=b"multipart/encrypted; boundary=x"),
         "Encrypted"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n)
                  for n in range(2000)), "too deep"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_reject(data: bytes, why: str) -> None:
    assert why in reason(MAIL, data)


def test_mail_of_apple_is_its_message_alone() -> None:
    message = mail(b"Text.\n")
    data = b"%d      \n" % len(message) + message + b"<?xml version='1.0'?><plist/>"
    assert only(MAIL, data).body == "Text."
    assert MAIL.recognises(data, "") == 3


def test_message_of_outlook_is_a_reject_that_says_what_to_do() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037".encode("utf-16-le")
    assert MAIL.recognises(data, "") == 3
    assert "save it as .eml" in reason(MAIL, data)


def test_a_charset_that_cannot_be_one_is_passed_over() -> None:
    for charset in (b"a\0b", b"\xff\xfe", b"utf-8*=a'b'c", b"x" * 500):
        content_type = b"text/plain; charset=" + charset
        assert only(MAIL, mail("Café.".encode(), Content_Type=content_type)).body == "Café."


@pytest.mark.parametrize(
    "data",
    [
        mail(Subject=b"=?a?Q?" * 20_000),
        mail(From=b" " * 60_000 + b"x"),
        mail(From=b"@" * 60_000 + b"("),
        mail(List_Id=b"a " * 30_000),
        mail(base64.b64encode(bytes(2**20)), Content_Transfer_Encoding=b"base64"),
        mail(b"> " * 300_000),
        mail(b"unsubscribe " * 50_000),
        mail(b"<div>" * 900 + b"x", Content_Type=b"text/html"),
        mail(b"a\n" * 200_000),
    ],
)
def test_hostile_mail_takes_no_time(data: bytes) -> None:
    started = time.monotonic()
    assert read_raw(MAIL, data)
    assert time.monotonic() - started < 20


def test_forms_within_forms_take_no_time() -> None:
    """Each part is read once, however deep it lies."""
    body = b"Content-Type: text/plain\n\nThe text."
    for n in range(50):
        head = b"Content-Type: multipart/alternative; boundary=b%dx\n\n" % n
        body = head + b"--b%dx\n" % n + body + b"\n--b%dx--\n" % n
    started = time.monotonic()
    assert only(MAIL, b"Subject: a\nFrom: b\n" + body).body == "The text."
    assert time.monotonic() - started < 20


def test_subject_alone_is_kept() -> None:
    article = only(MAIL, mail(b""))
    assert (article.title, article.body) == ("Ferry", "")


def test_parts_are_found_by_another_boundary_than_the_headers_name() -> None:
    parts = (
        b"--y\nContent-Type: text/plain\n\nOne.\n\n"
        b"--y\nContent-Type: text/html\n\n<p>One.</p>\n--y--"
    )
    article = only(MAIL, mail(parts, Content_Type=b"multipart/alternative; boundary=x"))
    assert article.body == "One."
    assert codes(article) == ["mail-cut"]


def test_cut_message_is_kept_with_a_note() -> None:
    data = built(("plain", ENGLISH), ("html", HTML), kind="alternative").as_bytes()
    article = only(MAIL, data[: data.index(b"</html>")])
    assert article.body == ENGLISH
    assert codes(article) == ["mail-cut"]


@pytest.mark.parametrize(
    "head, suffix, sure",
    [
        (mail(Date=b"x"), "", 3),
        (b"\xef\xbb\xbf\n  \n" + mail(), ".txt", 3),
        (b"Return-Path: <a@b.example>\nReceived: x\n\tfolded\nFrom: a\n\n", "", 3),
        (b"From: a\nSubject: b\nDate: c\n\n", ".txt", 2),
        (b"Title: a\nDate: b\n\n", ".md", 0),
        (b"Subject: a\n\nText", ".txt", 0),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", 0),
        (b"From a Tue Mar  5 15:15:00 2024\n" + mail(), "", 1),
        (b"Anything", ".eml", 1),
        (b"<html>", ".html", 0),
        (b"", "", 0),
    ],
)
def test_mail_is_told_by_its_first_fields(head: bytes, suffix: str, sure: int) -> None:
    assert MAIL.recognises(head, suffix) == sure


WHOLE = built(
    ("plain", f"{ENGLISH}\n\n-- \nAmy"), ("html", HTML), kind="alternative", Date="x, 5 Mar 2024"
).as_bytes()
NESTED = mail(
    b"--x\nContent-Type: message/rfc822\n\n" + WHOLE + b"\n--x--\n",
    Subject=words("gb2312", GBK),
    Content_Type=b"multipart/mixed; boundary=x",
)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    results = list(MAIL.read(io.BytesIO(b"Subject: a\nFrom: b\n" + data), "some/file", OPTIONS))
    check_raw(results)
    assert results


FIXTURES = [
    ("eml/flanker_8bitmime.eml", "2 RCPT MIME", "Wed, 02 Jun 2010", "Прев", "123"),
    ("eml/flanker_apache-message-news-mime.eml", "[Fwd: Netscape", "Mon, 01 Jul 1996", "Sameer",
     ":-)"),
    ("eml/flanker_bilingual-simple.eml", "Simple text. How are you? Как ты поживаешь?",
     "Sun, 7 Feb 2010 14:02:38 -0800", "This line is", "по-русски."),
    ("eml/flanker_encoded-header.eml", "hello", "", "hello", "world"),
    ("eml/flanker_from-encoding.eml", "Re: running server as root (Was: Re: PUT method)",
     "Sat, 12 Jul 1997 22:11:13 +0200", "Marc Slemko wrote:", "/dev/il"),
    ("eml/flanker_multipart.eml", "Welcome", "", "Sasha", "Sasha"),
    ("eml/flanker_quoted-printable.eml", "This message", "Fri, 5 Jul 2013", "Hello Bob,", "Bob"),
    ("eml/flanker_text-only.eml", "Testing message", "Thu, 29 Dec 2011", "Hello,", "Bob"),
    ("eml/sd_charset_in_subject_email.eml", "Google Apps", "Thu, 19 Feb 2015", "body text", "text"),
    ("eml/sd_composite_email.eml", "single image", "Tue, 3 Mar 2015", "this is", "image"),
    ("eml/sd_odd_charset_email.eml", "TravTalk’s Special", "Tue, 10 Mar 2015 14:17:01 -0700",
     "SDA\n\nHeadline: Senden", "ben.everill"),
    ("eml/sd_simple_email.eml", "Test message 1234", "Thu, 19 Feb 2015", "body text", "text"),
    ("own/eml_big5.eml", "渡輪公司申請加價一成", "Tue, 05 Mar 2024 15:15:00 +0800",
     "海港渡輪公司周二宣布，", "交代財務狀況。"),
    ("own/eml_gb18030.eml", "渡轮公司申请加价一成", "Tue, 5 Mar 2024 15:15:00 +0800",
     "海港渡轮公司周二宣布，", "交代财务状况。"),
    ("own/eml_en_newsletter.eml", "Ferry company seeks ten per cent rise",
     "Tue, 05 Mar 2024 07:15:00 GMT", "The Harbour Ferry Company", "see the accounts."),
    ("own/eml_gb2312_declared_gbk_inside.eml", "镕基铁路喆公司", "Tue, 05 Mar 2024 15:15:00 +0800",
     "镕基铁路喆公司周二宣布票价不变。", "不变。"),
]  # fmt: skip


@pytest.mark.corpus
@pytest.mark.parametrize("name, title, published, first, last", FIXTURES)
def test_mail_of_newsrooms(name: str, title: str, published: str, first: str, last: str) -> None:
    article, *inside = read_raw(MAIL, (fixtures() / name).read_bytes())
    assert isinstance(article, RawArticle)
    assert article.title.startswith(title)
    assert str(article.published or "").startswith(published)
    assert article.body.startswith(first)
    assert article.body.endswith(last)
    assert len(inside) == ("news-mime" in name)


@pytest.mark.corpus
def test_every_mail_of_newsrooms_is_told_by_its_content() -> None:
    for path in [*fixtures().glob("eml/*"), *fixtures().glob("own/*.eml")]:
        assert MAIL.recognises(path.read_bytes()[: 2**16], "") > 1
