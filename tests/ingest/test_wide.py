"""Texts in two or four bytes a character, by their marks or their bytes."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import ArchiveError
from archive.ingest.encoding import decode
from archive.ingest.wide import wide_encoding

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
NARROW = ("utf-8", "utf-8-sig", "big5hkscs", "gb18030", "cp1252")

#: Beginnings of files in scripts of which no character is frequent in the archive.
OTHERS = [
    '{"title": "フェリーのうんこうさいかい", "body": "きょうのあさ、みなとで。"}\n',
    '{"title": "여객선 운항 재개", "body": "오늘 아침 항구에서 다시 출발했다."}\n',
    '{"title": "เรือข้ามฟากกลับมา", "body": "เช้าวันนี้ที่ท่าเรือ"}\n',
    '{"title": "عودة العبارة", "body": "أبحرت هذا الصباح من الميناء."}\n',
    "title,body\nПаром вернулся,Сегодня утром он вышел из порта.\n",
    "題名,本文\nフェリー、もどる,けさ みなとを でた。\n2,3\n",
]


def _real_texts(corpus: Path) -> Iterator[str]:
    for name in ("rthk-zh", "reuters", "xinwenlianbo"):
        with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, 60):
                yield json.loads(line)["body"]


@pytest.mark.corpus
def test_real_texts_and_their_beginnings(corpus: Path) -> None:
    """Each text, whole and cut anywhere behind its first words, in each encoding it has."""
    choose = random.Random(7)
    for text, encoding in itertools.product(_real_texts(corpus), WIDE + NARROW):
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        for piece in (data, data[: choose.randint(64, 4096)]):
            assert wide_encoding(piece)[0] == (encoding if encoding in WIDE else ""), text[:30]


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize("encoding", WIDE)
def test_other_scripts(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert wide_encoding(data) == (encoding, 0)
    assert decode(data).text == text


@pytest.mark.parametrize("encoding, mark", [("utf-16-le", 2), ("utf-32-be", 4), ("utf-8", 3)])
def test_a_mark_says_it(encoding: str, mark: int) -> None:
    data = "\ufeff\u1234\u0001".encode(encoding)
    assert wide_encoding(data) == (encoding if mark != 3 else "", mark)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a",
        b"\0",
        b"a\0b",
        b"\0\0\0\0",
        bytes(64),
        bytes(range(256)),
        bytes([1, 0, 2, 0, 3, 0, 4, 0] * 8),
        b"text \0 text with a zero in it",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\1\0",
        b"plain ASCII that has an even number of bytes",
    ],
)
def test_what_is_not_wide(data: bytes) -> None:
    assert wide_encoding(data) == ("", 0)


@pytest.mark.parametrize("encoding", WIDE)
def test_damage_costs_its_place_only(encoding: str) -> None:
    """Broken characters among the first, and a last one that is cut, are lost and told."""
    width = 2 if "16" in encoding else 4
    broken = (b"\xdc\xdc\xdc\xdc" if width == 2 else b"\x7f\xff\xff\x7f")[:width]
    data = ("渡輪公司今早恢復航班。" * 9).encode(encoding)
    decoded = decode(data[: 9 * width] + broken + data[9 * width :] + b"\x4e")
    assert decoded.encoding == encoding
    assert [note.code for note in decoded.notes] == ["encoding-guessed", "bytes-lost"]
    assert decoded.text.count("渡輪公司") == 9


def test_noise_is_no_wide_text() -> None:
    choose = random.Random(7)
    for size in range(31, 400):
        with pytest.raises(ArchiveError):
            decode(b"\0" + choose.randbytes(size))
