"""What an article lacks that readers search by: a table, a row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from archive.model.article import Document
from archive.model.language import Language
from archive.text.language import mixes_scripts

#: A note with such a code says that characters may have been lost.
DAMAGE: Final = "damage-suspected"


def _is_mixed(document: Document) -> bool:
    article = document.article
    chinese = article.language is not Language.ENGLISH
    return chinese and mixes_scripts(f"{article.title}\n{article.body}")


#: Of a document by itself; the report counts them under these names.
_SPOTS: Final[Mapping[str, Callable[[Document], bool]]] = {
    "undated": lambda document: not document.day,
    "untitled": lambda document: not document.article.title,
    "mixed-script": _is_mixed,
}

#: What is told by the clock, by what was noted of an article, and by all articles together.
FUTURE: Final = "future-dated"
MOJIBAKE: Final = "suspected-mojibake"
BOILERPLATE: Final = "boilerplate-only"
UNNAMED: Final = "without-entity"

#: All of them, in the order of the report.
BLIND_SPOTS: Final = (*_SPOTS, FUTURE, MOJIBAKE, UNNAMED, BOILERPLATE)


def blind_spots(document: Document) -> tuple[str, ...]:
    """What a document lacks, by itself."""
    return tuple(name for name, lacks in _SPOTS.items() if lacks(document))
