"""What stands among the paragraphs of a copied web page without being part of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

#: "Hong Kong", and below it a dash: where a page sets the place apart from the first sentence.
_DATELINE: Final = re.compile(r"[^\n]{1,40}\n\s*[—–-]\s*")

_CAPTION: Final = re.compile(r"In this photo illustration,")

#: "1 of 24 NAME CREDIT 2 of 24 NAME CREDIT ...": the numbers of a gallery, and who took pictures.
_NUMBER: Final = re.compile(r"(?:^|\s)\d{1,4} of (?P<all>\d{1,4})(?=\s|$)")
_CREDIT: Final = re.compile(r"\b(?:Images|Getty|Reuters|AFP|AP|Photo|Shutterstock)\b")

#: A disclaimer opens a sentence, and nothing of the article follows it.
_DISCLAIMER: Final = re.compile(
    r"(?:\A|(?<=[\s。！？]))(?:免責聲明|免责声明)\s*[:：].*\Z", re.DOTALL
)

_NAME: Final = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,5}"
_TEXT_BY: Final = re.compile(rf"(?:\A|\s)Text by (?P<author>{_NAME})\s*\Z")

#: "By NAME NEW YORK (Reuters) -", where the name is in small letters and the place in capitals.
_WORD: Final = r"[A-Z](?:\.|(?=[\w'’-]*?[a-z])[\w'’-]++)"
_BYLINE: Final = re.compile(
    rf"By (?P<authors>{_WORD}(?: (?:and )?{_WORD}|, {_WORD}){{0,12}}) [A-Z]{{2}}[^()\n]{{0,60}}"
    r"\((?:Reuters|AP|AFP|Bloomberg|UPI|dpa)\)"
)


def without_furniture(blocks: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs that are the article's own, and the authors that its furniture names."""
    kept: list[str] = []
    authors: list[str] = []
    for at, block in enumerate(blocks):
        if _CAPTION.match(block) or (at == 0 and _DATELINE.fullmatch(block)):
            continue
        text = _DISCLAIMER.sub("", block)
        ended = text != block
        text = _without_gallery(text)
        if credit := _TEXT_BY.search(text):
            authors.append(credit["author"])
            text = text[: credit.start()].rstrip()
        if not kept and (byline := _BYLINE.match(text)):
            authors.extend(re.split(r", | and ", byline["authors"]))
        if text:
            kept.append(text)
        if ended:
            break
    return kept, tuple(dict.fromkeys(authors))


def _without_gallery(text: str) -> str:
    """`text` up to the first number of a gallery, of which a second must follow and a credit."""
    numbers = list(_NUMBER.finditer(text))
    totals = Counter(number["all"] for number in numbers)
    first = next((one.start() for one in numbers if totals[one["all"]] > 1), len(text))
    return text[:first].rstrip() if _CREDIT.search(text, first) else text.rstrip()
