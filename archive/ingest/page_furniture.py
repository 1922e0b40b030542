"""What stands among the paragraphs of a copied web page without being part of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: "Hong Kong", and below it a dash: where a page sets the place apart from the first sentence.
_DATELINE: Final = re.compile(r"[^\n]{1,40}\n\s*[—–-]\s*")

_CAPTION: Final = re.compile(r"In this photo illustration,")

#: "1 of 24 NAME CREDIT 2 of 24 ..." to the end of the paragraph: two numbers of one gallery, and
#: an agency among them.
_GALLERY: Final = re.compile(
    r"(?:^|\s)\d+ of (?P<all>\d+)\s(?=.*\b(?:Images|Getty|Reuters|AFP|AP|Photo|Shutterstock)\b)"
    r".*?\s\d+ of (?P=all)\b.*\Z",
    re.S,
)

#: A disclaimer opens a sentence, and nothing of the article follows it.
_DISCLAIMER: Final = re.compile(r"(?:\A|(?<=[\s。！？]))(?:免責聲明|免责声明)\s*[:：].*\Z", re.S)

_NAME: Final = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,5}"
_TEXT_BY: Final = re.compile(rf"(?:\A|\s)Text by (?P<author>{_NAME})\s*\Z")

#: "By NAME NEW YORK (Reuters) -", where the name is in small letters and the place in capitals.
_WORD: Final = r"[A-Z](?:\.|[\w'’-]*[a-z][\w'’-]*)"
_BYLINE: Final = re.compile(
    rf"By (?P<authors>{_WORD}(?: (?:and )?{_WORD}|, {_WORD})*) [A-Z]{{2}}[^()\n]{{0,60}}"
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
        text = _GALLERY.sub("", text).rstrip()
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
