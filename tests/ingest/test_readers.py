"""Every format keeps the contract of formats."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from pathlib import Path

from archive.ingest import jsonl
from archive.ingest import reader as shared
from archive.ingest.adapted import JSON, JSON_LINES, TEXT
from archive.ingest.registry import FORMATS
from tests.conftest import ROOT
from tests.ingest.reader_contract import TEXTS, FormatContract


def rows(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Articles as JSON, some in characters and some in escapes."""
    return [
        json.dumps({"title": title, "body": body, "source": "Post"}, ensure_ascii=bool(number % 2))
        for number, (title, body) in enumerate(texts)
    ]


class TestJsonLines(FormatContract):
    format = JSON_LINES
    suffixes = (".jsonl", ".ndjson")
    limit = (jsonl, "MAX_LINE")

    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        return "".join(f"{row}\n" for row in rows(texts)).encode()

    def spoilt(self) -> tuple[bytes, str]:
        first, second, third = rows(TEXTS)
        lines = (first, "{broken}", "", second, '{"title": 5}', third, third[:9])
        return "\n".join(lines).encode(), "ararar"


class TestJsonFile(FormatContract):
    format = JSON
    suffixes = (".json",)
    limit = (shared, "MAX_WHOLE")

    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        return f"[{', '.join(rows(texts))}]".encode()

    def spoilt(self) -> tuple[bytes, str]:
        first, second, third = rows(TEXTS)
        return f"[{first}, 5, {second}, {{}}, {third}, {third[:9]}".encode(), "ararar"


class TestTextPage(FormatContract):
    format = TEXT
    suffixes = (".txt", ".text")
    by_content = False
    limit = (shared, "MAX_WHOLE")

    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        (title, body), *others = texts
        related = [block for other in others for block in other]
        blocks = (title, body, "Visited 1 times, 1 visit(s) today", "Related Article", *related)
        return "\n\n".join(blocks).encode()

    def spoilt(self) -> tuple[bytes, str]:
        return self.file(TEXTS) + b"\0", "r"


def test_every_format_is_tried() -> None:
    """In whatever file of tests."""
    for path in Path(__file__).parent.rglob("test_*.py"):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    tried = [kind.format for kind in FormatContract.__subclasses__()]
    assert {id(format_) for format_ in FORMATS} <= {id(format_) for format_ in tried}
    assert len({format_.name for format_ in FORMATS}) == len(FORMATS)
