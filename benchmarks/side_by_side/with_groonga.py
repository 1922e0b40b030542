"""Groonga: its own HTTP server over the articles' own text, as pairs of characters and words.

Debian's package `groonga-bin` has it. It has no stems of English words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from archive.model.fields import FACET_NAMES
from benchmarks.side_by_side.sites import Asked, Held, free_port, run, send

#: Tables and columns: values of facets are keys of tables of their own, which is the fastest way
#: to count them.
_TABLES: Final = (
    ("Articles", {"flags": "TABLE_HASH_KEY", "key_type": "ShortText"}),
    (
        "Words",
        {
            "flags": "TABLE_PAT_KEY",
            "key_type": "ShortText",
            "default_tokenizer": "TokenBigram",
            "normalizer": "NormalizerAuto",
        },
    ),
    *(
        (f"Values_{facet}", {"flags": "TABLE_HASH_KEY", "key_type": "ShortText"})
        for facet in FACET_NAMES
    ),
)
_COLUMNS: Final = (
    ("Articles", "title", "COLUMN_SCALAR", "ShortText", ""),
    ("Articles", "body", "COLUMN_SCALAR", "Text", ""),
    ("Articles", "published", "COLUMN_SCALAR", "ShortText", ""),
    ("Articles", "month", "COLUMN_SCALAR", "UInt32", ""),
    *(("Articles", facet, "COLUMN_VECTOR", f"Values_{facet}", "") for facet in FACET_NAMES),
    ("Words", "of_title", "COLUMN_INDEX|WITH_POSITION", "Articles", "title"),
    ("Words", "of_body", "COLUMN_INDEX|WITH_POSITION", "Articles", "body"),
)

_SHOWN: Final = ("_key", "published", *FACET_NAMES, "highlight_html(title)", "snippet_html(body)")


class Groonga:
    """See `Site`."""

    name = "Groonga"

    def __init__(self, folder: Path, articles: Iterable[list[Held]]) -> None:
        folder.mkdir(parents=True)
        port = free_port()
        command = ["groonga", "--protocol", "http", "--bind-address", "127.0.0.1"]
        command += ["--port", str(port), "-s", "-n", str(folder / "articles.db")]
        self.served = run(self.name, command, port, folder / "log")
        for table, options in _TABLES:
            self._command("table_create", name=table, **options)
        for table, name, flags, kind, source in _COLUMNS:
            of = {"source": source} if source else {}
            self._command("column_create", table=table, name=name, flags=flags, type=kind, **of)
        for part in articles:
            rows = json.dumps([_row(one) for one in part]).encode()
            answer = send(self.served, "POST", "/d/load?table=Articles", rows)
            if answer[1] != len(part):
                raise SystemExit(f"Groonga takes not every article: {answer}")

    def _command(self, command: str, /, **options: str) -> None:
        send(self.served, "GET", f"/d/{command}?{urlencode(options)}")

    def address(self, asked: Asked) -> str:
        words = asked.words()
        told = {
            "table": "Articles",
            "match_columns": "title * 2 || body",
            "query": f'"{words}"' if asked.phrase else words,
            "sort_keys": "-_score,_key",
            "limit": "20",
            "output_columns": ",".join(_SHOWN),
            # It would answer the second round from what it keeps.
            "cache": "no",
        }
        for facet in (*FACET_NAMES, "month"):
            told[f"drilldowns[{facet}].keys"] = facet
            told[f"drilldowns[{facet}].sort_keys"] = "-_nsubrecs"
            told[f"drilldowns[{facet}].limit"] = "-1" if facet == "month" else "10"
        return f"/d/select?{urlencode(told)}"

    def total(self, body: bytes) -> int:
        return int(json.loads(body)[1][0][0][0])


def _row(one: Held) -> dict[str, object]:
    month = int(one.day[:4]) * 100 + int(one.day[5:7]) if one.day else 0
    values = {facet: list(values) for facet, values in one.facets.items()}
    row = {"_key": one.id, "title": one.title, "body": one.body, "published": one.day}
    return {**row, "month": month, **values}
