"""Credits in Chinese: 記者陳大文、李小明, 文：陳大文　攝：李小明, 【新華社記者張三報道】."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from archive.ingest.credit_words import BYLINE_PLACES, HAN_ROLE, HAN_TAIL, NOBODY
from archive.text.agencies import AGENCIES

_Credits = Iterator[tuple[str, str]]

_BETWEEN: Final = re.compile(r"\s*[、,，;；/／|｜&\n]\s*")

#: Behind a role, names are parted by 和 and its like too; elsewhere these are part of a title.
_AND: Final = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[和與与及](?=[\u4e00-\u9fff]{2,4}(?:\W|\Z))|" + _BETWEEN.pattern
)
_BRACKETS: Final = re.compile("[【】〔〕［］\\[\\]*●■▲▼]")
_COLUMN: Final = re.compile(r"(?<=[\u3400-\u9fff])[【〔［\[][^【】〔〕［］\[\]]*[】〕］\]]")
_ORGANISATION: Final = re.compile(
    r"\w*(?:公司|協會|协会|學會|学会|基金|基金會|基金会|中心|大學|大学|聯盟|联盟|工會|工会|委員會|委员会|記者|记者)"
)
_WORD: Final = re.compile("[A-Za-z0-9]")
_ENCLOSED: Final = re.compile(r"[（(][^（）()]*[)）]|「[^「」]*」|《[^《》]*》")
_AFTER: Final = re.compile(r"[（(][^（）()]*[)）]")
_DAY: Final = re.compile(r"(?:\d{1,2}月)?\d{1,2}日[電电訊讯]?")
_SPACED: Final = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff]) +([\u3400-\u9fff])(?![\u3400-\u9fff])"
)
_PLACE: Final = re.compile(rf"(?:{'|'.join(BYLINE_PLACES)})\Z")
_NAME: Final = re.compile("[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+(?:[·‧•・][\u3400-\u9fff]+)+")
_TITLE: Final = re.compile(
    "(?:記者|记者|編輯|编辑|教授|主任|博士|醫生|议员|議員|評論員|评论员|總編輯|总编辑|特約)\\Z"
)

#: A Chinese name has three characters, one of two surnames four.
_USUAL: Final = 3


def han_credits(text: str, english: Callable[[str], _Credits]) -> _Credits:
    """Authors and agencies of a credit with Chinese in it; `english` reads stretches without."""
    if _ORGANISATION.fullmatch(text) and text not in NOBODY:
        yield "author", text
        return
    text = _BRACKETS.sub(" ", _COLUMN.sub(" ", text)).strip()
    text = _SPACED.sub(r"\1\2", text[1:-1] if _ENCLOSED.fullmatch(text) else text)
    role, at = "", 0
    for match in HAN_ROLE.finditer(text):
        yield from _stretch(text[at : match.start()], role, english)
        if match["agency"] and (agency := _agency(match["agency"])):
            yield "agency", agency
        role, at = _role(match), match.end()
    yield from _stretch(text[at:], role, english)


def _role(match: re.Match[str]) -> str:
    if match["source"]:
        return "agency"
    pictures = match["other"] or (match["reporter"] or "")[:1] in ("攝", "摄")
    return "other" if pictures else "author"


def _stretch(text: str, role: str, english: Callable[[str], _Credits]) -> _Credits:
    if role == "other":
        return
    for aside in _AFTER.finditer(text):
        if agency := _agency(aside[0].strip("()（） ")):
            yield "agency", agency
    for stretch in (_AND if role else _BETWEEN).split(_AFTER.sub(" ", text)):
        for named in _pieces(stretch.strip(" .。,，:：-—()（）")):
            agency, piece = _begins_with_agency(named)
            if agency:
                yield "agency", agency
            if not piece:
                continue
            if role == "agency":
                yield "agency", piece
            elif not re.search("[\u3400-\u9fff]", piece):
                yield from english(piece)
            elif name := _name(piece):
                yield "author", name


def _pieces(text: str) -> list[str]:
    """Names parted by spaces only, where each is one; a Latin name with a Chinese one is one."""
    pieces = text.split()
    return pieces if all(re.search("[\u3400-\u9fff]", piece) for piece in pieces) else [text]


def _name(text: str) -> str:
    """The name that a stretch begins with, without what was done and where; "" for nobody."""
    bare = HAN_TAIL.sub("", _DAY.sub("", text).strip()).strip()
    if bare.lower() in NOBODY or text.lower() in NOBODY:
        return ""
    told = bare != text
    bare = _TITLE.sub("", _PLACE.sub("", bare) if told and len(bare) > _USUAL else bare)
    if told and len(bare) > _USUAL + 1 and _NAME.fullmatch(bare[:_USUAL]) and bare.isalpha():
        return bare[:_USUAL]
    return bare if len(bare) > 1 and bare not in BYLINE_PLACES else ""


def _begins_with_agency(text: str) -> tuple[str, str]:
    """新華社北京3月5日電: the agency, and what follows it."""
    for size in range(min(len(text), 12), 1, -1):
        if (agency := _agency(text[:size])) and not _WORD.match(text, size):
            return agency, text[size:].strip()
    return "", text


def _agency(text: str) -> str:
    return AGENCIES.get(text.strip().lower(), "")
