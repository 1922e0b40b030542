"""What stands beside an article in its paragraphs: galleries, datelines, disclaimers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from archive.ingest.page_furniture import Furniture, furniture_kind

#: "1 of 24 NAME CREDIT 2 of 24 NAME CREDIT ...": the numbers of a gallery, and who took pictures.
_NUMBER: Final = re.compile(r"(?:^|\s)\d{1,4} of (?P<all>\d{1,4})(?=\s|$)")
_CREDIT: Final = re.compile(r"\b(?:Images|Getty|Reuters|AFP|AP|Photo|Shutterstock)\b")

#: "Hong Kong", and below it a dash: where a page sets the place apart from the first sentence.
DATELINE: Final = re.compile(r"[^\n]{1,40}\n\s*[—–-]\s*")

#: A disclaimer that stands behind the last sentence of an article, in one paragraph with it.
_CLOSING: Final = re.compile(r"(?<=[\s。！？])(?:免責聲明|免责声明)\s*[:：][^\n]{0,1500}\Z")


def without_gallery(text: str) -> str:
    """`text` up to the first number of a gallery, of which a second must follow and a credit."""
    numbers = list(_NUMBER.finditer(text))
    totals = Counter(number["all"] for number in numbers)
    first = next((each.start() for each in numbers if totals[each["all"]] > 1), len(text))
    return text[:first].rstrip() if _CREDIT.search(text, first) else text.rstrip()


def without_disclaimer(blocks: Sequence[str]) -> list[str]:
    """The blocks of an article without a disclaimer that closes it: the last block, or its end.

    A disclaimer with text of the article behind it is left where it stands.
    """
    remaining = list(blocks)
    if remaining and furniture_kind(remaining[-1]) is Furniture.DISCLAIMER:
        remaining.pop()
    elif remaining:
        remaining[-1] = _CLOSING.sub("", remaining[-1]).rstrip()
    return [block for block in remaining if block]
