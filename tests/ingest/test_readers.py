"""Every reader keeps the contract of readers."""

from __future__ import annotations

import json
from collections.abc import Sequence

from archive.ingest import jsonl
from archive.ingest import reader as shared
from archive.ingest.json_file import JsonFile
from archive.ingest.jsonl import JsonLines
from archive.ingest.registry import READERS
from archive.ingest.text_page import TextPage
from tests.ingest.reader_contract import TEXTS, ReaderContract


def rows(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Articles as JSON, some in characters and some in escapes."""
    return [
        json.dumps({"title": title, "body": body, "source": "Post"}, ensure_ascii=bool(number % 2))
        for number, (title, body) in enumerate(texts)
    ]


class TestJsonLines(ReaderContract):
    reader = READERS[0]
    limit = (jsonl, "MAX_LINE")

    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        return "".join(f"{row}\n" for row in rows(texts)).encode()

    def spoilt(self) -> tuple[bytes, str]:
        first, second, third = rows(TEXTS)
        lines = (first, "{broken}", "", second, '{"title": 5}', third, third[:9])
        return "\n".join(lines).encode(), "ararar"


class TestJsonFile(ReaderContract):
    reader = READERS[1]
    limit = (shared, "MAX_WHOLE")

    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        return f"[{', '.join(rows(texts))}]".encode()

    def spoilt(self) -> tuple[bytes, str]:
        first, second, third = rows(TEXTS)
        return f"[{first}, 5, {second}, {{}}, {third}, {third[:9]}".encode(), "ararar"


class TestTextPage(ReaderContract):
    reader = READERS[2]
    limit = (shared, "MAX_WHOLE")

    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        (title, body), *others = texts
        related = [block for other in others for block in other]
        blocks = (title, body, "Visited 1 times, 1 visit(s) today", "Related Article", *related)
        return "\n\n".join(blocks).encode()

    def spoilt(self) -> tuple[bytes, str]:
        return self.file(TEXTS) + b"\0", "r"


def test_every_reader_is_tried() -> None:
    tried = [kind.reader for kind in ReaderContract.__subclasses__()]
    assert tried == list(READERS)
    assert [type(one) for one in tried] == [JsonLines, JsonFile, TextPage]
    assert len({one.name for one in READERS}) == len(READERS)
