"""mbox: where messages begin, and that none of them is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.formats import mbox as module
from archive.ingest.formats.mbox import Mbox
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import Reject
from tests.ingest.checks import check_raw
from tests.ingest.formats.office_support import read_raw
from tests.ingest.formats.test_mail import GBK, mail, words
from tests.ingest.streams import Breaking, streaming
from tests.ingest.support import OPTIONS

MBOX: Format = Mbox()

FROM = b"From desk@post.example Tue Mar  5 15:15:00 2024\n"


def box(*messages: bytes, start: bytes = FROM) -> bytes:
    return b"".join(start + message + b"\n\n" for message in messages)


THREE = box(
    mail(b"The first text.", Subject=b"One"),
    mail("渡輪復航。".encode("gbk"), Subject=words("gb2312", GBK), Content_Type=b"text/plain"),
    mail(b"From here on.\n>From there on.\n>>From far.", Subject=b"Three"),
)


@pytest.mark.parametrize(
    "start",
    [
        FROM,
        b"From - Tue Mar  5 15:15:00 2024\n",
        b"From MAILER-DAEMON Tue Mar  5 07:15:00 2024\r\n",
        b"From 1234567890@xxx Tue Mar 05 07:15:00 +0000 2024\n",
        b"From desk at post.example  Tue Mar  5 15:15:00 2024\n",
        b"From desk@post.example Tue, 5 Mar 2024 15:15:00 +0800\n",
        b"From desk@post.example Tue Mar  5 15:15 HKT 2024\n",
    ],
)
def test_messages_begin_at_the_lines_that_programs_write(start: bytes) -> None:
    data = box(mail(b"One."), mail(b"Two."), start=start)
    results = read_raw(MBOX, data)
    assert [r.body for r in results if isinstance(r, RawArticle)] == ["One.", "Two."]
    assert [r.place for r in results] == ["message 1", "message 2"]
    assert MBOX.recognises(data[:100], "") == 3


def test_lines_of_a_text_are_no_beginnings() -> None:
    """Escaped ones are what they were; others are not followed by a header."""
    texts = [r.body for r in read_raw(MBOX, THREE) if isinstance(r, RawArticle)]
    assert texts[2] == "From here on.\nFrom there on.\n>From far."
    body = b"From Mon 4 Mar 2024 10:00 on it ran.\nSo it was."
    assert len(read_raw(MBOX, box(mail(body), mail(b"Two.")))) == 2


def test_a_message_without_a_blank_line_before_it_is_found() -> None:
    data = FROM + mail(b"One.\n") + FROM + mail(b"Two.\n")
    assert len(read_raw(MBOX, data)) == 2


def test_a_bad_message_ends_nothing() -> None:
    data = box(mail(b"One."), b"X: \0\xff", mail(b"", Subject=b""), mail(b"Four."))
    kinds = "".join("a" if isinstance(r, RawArticle) else "r" for r in read_raw(MBOX, data))
    assert kinds == "arra"


def test_what_stands_before_the_first_message_is_told() -> None:
    first, second = read_raw(MBOX, b"stray words\n" + box(mail(b"One.")))
    assert isinstance(first, Reject)
    assert first.place == "message 1"
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\r\n"])
def test_an_empty_box_holds_nothing(data: bytes) -> None:
    assert read_raw(MBOX, data) == []


def test_too_large_messages_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MAIL", 10_000)
    large = mail(b"words and words\n" * 1000)
    endless = mail(b"x" * 300_000)
    results = read_raw(MBOX, box(mail(b"One."), large, endless, mail(b"Four.")))
    kinds = "".join("a" if isinstance(r, RawArticle) else "r" for r in results)
    assert kinds == "arra"


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), EOFError()])
def test_a_stream_that_fails_is_a_fatal_reject(error: Exception) -> None:
    """Behind all messages of which the end was seen: the next one's first field."""
    for place in range(0, len(THREE), 11):
        stream = streaming(Breaking(THREE[:place], error))
        *before, last = MBOX.read(stream, "some/file", OPTIONS)
        assert isinstance(last, Reject)
        assert last.fatal
        check_raw([*before, last])
        seen = re.findall(re.escape(FROM) + b"Subject.*\n", THREE[:place])
        assert len(before) == max(0, len(seen) - 1)


@given(
    st.lists(st.sampled_from((b"One.", b"From a line.", b">From b", "渡輪。".encode())), min_size=1)
)
def test_what_is_written_is_read(bodies: list[bytes]) -> None:
    """Messages escaped as programs do come back as they were."""
    escaped = [b">" + b if b.lstrip(b">").startswith(b"From ") else b for b in bodies]
    data = box(*(mail(b, Content_Type=b"text/plain; charset=utf-8") for b in escaped))
    results = read_raw(MBOX, data)
    assert [r.body for r in results if isinstance(r, RawArticle)] == [b.decode() for b in bodies]
