"""What an article lacks that readers search by: a table, a row a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from archive.ingest.reader import ReadOptions
from archive.model.article import Document
from archive.model.language import Language
from archive.text.language import mixes_scripts

#: A note with such a code says that characters may have been lost.
DAMAGE: Final = "damage-suspected"


def _is_future(document: Document, options: ReadOptions) -> bool:
    today = options.today or dt.datetime.now(options.zone).date()
    return document.day > today.toordinal()


def _is_mixed(document: Document, _: ReadOptions) -> bool:
    article = document.article
    chinese = article.language is not Language.ENGLISH
    return chinese and mixes_scripts(f"{article.title}\n{article.body}")


#: Of a document by itself; the report counts them under these names.
_SPOTS: Final[Mapping[str, Callable[[Document, ReadOptions], bool]]] = {
    "undated": lambda document, _: not document.day,
    "future-dated": _is_future,
    "untitled": lambda document, _: not document.article.title,
    "mixed-script": _is_mixed,
    "without-entity": lambda document, _: not document.mentions,
}

#: What is told by what was noted of an article, and what only all articles together tell.
MOJIBAKE: Final = "suspected-mojibake"
BOILERPLATE: Final = "boilerplate-only"

#: All of them, in the order of the report.
BLIND_SPOTS: Final = (*_SPOTS, MOJIBAKE, BOILERPLATE)


def blind_spots(document: Document, options: ReadOptions) -> tuple[str, ...]:
    """What a document lacks, by itself."""
    return tuple(name for name, lacks in _SPOTS.items() if lacks(document, options))
