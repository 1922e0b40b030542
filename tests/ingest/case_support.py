"""What the tests of everything that comes in share: whole files, read as a newsroom brings them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from archive.ingest.reader import Reject
from archive.ingest.source import read_sources
from archive.model.article import Article
from tests.ingest.support import OPTIONS

#: The day of these tests, behind every day that they name as past.
TODAY: Final = replace(OPTIONS, today=dt.date(2024, 6, 1))

TITLE: Final = "East pier opens again"
PARAGRAPHS: Final = (
    "The east pier opened again on Tuesday after eight months of repairs.",
    "Anglers said that the new steps are wider than the old steps.",
)
BODY: Final = "\n\n".join(PARAGRAPHS)
HTML: Final = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

HANT_TITLE: Final = "東堤碼頭重開"
HANT_PARAGRAPHS: Final = (
    "東堤碼頭維修八個月後，周二重新開放給市民使用。",
    "釣魚的街坊說，新的石級比舊的闊，行動不便的人也可以走到水邊。",
)
HANT_BODY: Final = "\n\n".join(HANT_PARAGRAPHS)

HANS_TITLE: Final = "东堤码头重开"
HANS_PARAGRAPHS: Final = (
    "东堤码头维修八个月后，周二重新开放给市民使用。",
    "钓鱼的街坊说，新的石级比旧的宽，行动不便的人也可以走到水边。",
)
HANS_BODY: Final = "\n\n".join(HANS_PARAGRAPHS)

Results = list[Article | Reject]


def read_file(folder: Path, name: str, data: bytes) -> Results:
    """Everything that is read of a file of this name and these bytes."""
    path = folder / name
    path.write_bytes(data)
    return list(read_sources([path], TODAY))


def read_json(folder: Path, value: Any, name: str = "articles.json") -> Results:
    """Everything that is read of a value, written as JSON on one line."""
    return read_file(folder, name, json.dumps(value, ensure_ascii=False).encode() + b"\n")


def only(results: Results) -> Article:
    """The one article that there is, and nothing else."""
    (result,) = results
    assert isinstance(result, Article), result
    return result


def articles(results: Results) -> list[Article]:
    return [result for result in results if isinstance(result, Article)]


def rejects(results: Results) -> list[Reject]:
    return [result for result in results if isinstance(result, Reject)]


def codes(article: Article) -> set[str]:
    """The codes of the notes of an article."""
    return {note.code for note in article.notes}


def instant(article: Article) -> str:
    """The publication day in ISO form in the newsroom's zone, "-" for none."""
    published = article.published
    if isinstance(published, dt.datetime):
        return published.astimezone(TODAY.zone).isoformat()
    return published.isoformat() if published else "-"


def said(article: Article, names: Any) -> dict[str, Any]:
    """What an article holds under these names."""
    values = {name: getattr(article, name) for name in names if name != "published"}
    return {"published": instant(article), **values} if "published" in names else values
