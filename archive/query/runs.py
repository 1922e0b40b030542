"""Words typed without spaces: runs of Chinese, Chinese beside Latin letters, words joined by signs.

Each stands for the words in it, read as if they had been typed with spaces; that they stand as
written puts an article first. A query is taken apart before anything else is made of its words, so
the two ways of typing find the same articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from archive.model.fields import TEXTS
from archive.model.query import Bonus, ScoredTerm
from archive.query.spelling import without_tilde
from archive.query.stars import prefix_of
from archive.query.syntax import (
    FIELDS,
    AndParts,
    Fielded,
    NotPart,
    OrParts,
    SyntaxNode,
    Word,
    parts_of,
)
from archive.text.folding import fold_text
from archive.text.scan import Gap, Scan, Span, scan
from archive.text.segmentation import Segmenter

#: A run with more words is a pasted text: it is asked as written.
MOST_PARTS_OF_RUN: Final = 60

#: What joins two Latin words that are asked one by one. Signs that belong to a word or make one of
#: two (R&D, by-election, v1.2, name@host) are not among them.
_JOINS: Final = re.compile(
    r"[、，,;；/／|｜·・‧•･∙⋅．()（）\[\]【】《》〈〉「」『』“”\"—–…!！?？:：]"
)

#: A word that looks as if it named a field.
_LIKE_FIELD: Final = re.compile(r"([A-Za-z_]{2,15})[:：](?![/\\])(.*\w.*)", re.DOTALL)

#: An address, whose parts are no words.
_ADDRESS: Final = re.compile(r"://|@|\bwww\.", re.IGNORECASE)

#: What follows a figure as its unit: 2025年, 3月, 第3季, 1560億. Folded, longest first.
_UNITS: Final = re.compile(
    "|".join(
        map(
            fold_text,
            "公里 公斤 公頃 公噸 小時 分鐘 個月 週年 周年 美元 港元 日圓 歐元 英鎊 千米 厘米 毫米 "
            "年代 年 月 日 號 時 分 秒 點 歲 人 名 個 位 億 萬 千 百 元 蚊 厘 成 倍 次 宗 間 家 "
            "隻 架 輛 層 樓 座 天 週 周 季 屆 級 度 米 呎 噸 國 省 市 區 組 強 後 代 線 期 章 條 "
            "項 票 場 枚 艘 份 分之 台 部 本 股 隊 題 課 戶 床 步 席 起 例 支 件".split(),
        )
    )
)

_ORDINAL: Final = fold_text("第")


class RunScores(NamedTuple):
    """What scores a run: all of it, and what does beside the scores of its parts."""

    whole: frozenset[ScoredTerm]
    between: tuple[ScoredTerm, ...]
    bonuses: tuple[Bonus, ...]


@dataclass(frozen=True, slots=True)
class TakenApart:
    """Words of a run as typed, in order, and the particles between them that are left aside."""

    words: tuple[str, ...]
    aside: tuple[str, ...]


def take_apart(text: str, segmenter: Segmenter) -> TakenApart | None:
    """The words of what is typed without a space; None for a single word.

    `text` has no quote, star or tilde that means something.
    """
    if _ADDRESS.search(text):
        return None
    scanned = scan(" ".join(text.split()))
    words: list[str] = []
    aside: list[str] = []
    for chunk in _chunks(scanned):
        for first, last, asked in _of_chunk(chunk, segmenter):
            start, end = scanned.folded.span(first, last)
            (words if asked else aside).append(scanned.folded.original[start:end])
    if len(words) + len(aside) < 2 or not words or len(words) > MOST_PARTS_OF_RUN:
        return None
    return TakenApart(tuple(words), tuple(aside))


def _chunks(scanned: Scan) -> Iterator[list[Span]]:
    """The tokens of a text between the signs that part its words."""
    chunk: list[Span] = []
    for span in scanned.spans:
        if chunk and _is_parted(scanned, chunk[-1], span):
            yield chunk
            chunk = []
        chunk.append(span)
    if chunk:
        yield chunk


def _is_parted(scanned: Scan, before: Span, span: Span) -> bool:
    between = scanned.folded.text[before.end : span.start]
    if before.han or span.han:
        return span.gap is not Gap.NONE
    figures = before.text[-1].isdigit() and span.text[0].isdigit()
    letters = len(before.text) == len(span.text) == 1
    return bool(_JOINS.search(between)) and not figures and not letters


#: A stretch of the folded text, and whether it is asked.
_Piece = tuple[int, int, bool]


def _of_chunk(chunk: Sequence[Span], segmenter: Segmenter) -> Iterator[_Piece]:
    """The words of Latin and Han tokens that nothing parts."""
    taken = chunk[0].start
    for number, span in enumerate(chunk):
        after = chunk[number + 1] if number + 1 < len(chunk) else None
        if not span.han:
            if after is not None and not after.han:
                continue
            end = _with_unit(span, after)
            if after is None or end < after.end or not _goes_on(chunk, number + 2):
                yield taken, end, True
                taken = end
        elif taken >= span.start:
            last = span.end
            if after is not None and span.text.endswith(_ORDINAL) and after.text[0].isdigit():
                last -= len(_ORDINAL)
            yield from _of_run(span, taken, last, segmenter)
            taken = last


def _goes_on(chunk: Sequence[Span], number: int) -> bool:
    """Whether a figure follows a figure with its unit: 2025年3月5日 is one day."""
    return number < len(chunk) and chunk[number].text[0].isdigit()


def _with_unit(span: Span, after: Span | None) -> int:
    """Where a Latin token ends: behind the unit of a figure, or the character of a letter (A股)."""
    if after is None:
        return span.end
    if span.text.isdigit() or span.text.replace(".", "", 1).isdigit():
        unit = _UNITS.match(after.text)
        return after.start + unit.end() if unit else span.end
    return after.start + 1 if len(span.text) == 1 else span.end


def _of_run(span: Span, start: int, end: int, segmenter: Segmenter) -> Iterator[_Piece]:
    run = span.text[start - span.start : end - span.start]
    if run:
        for part in segmenter.run_parts(run):
            yield start + part.start, start + part.end, part.asked


class RunReader:
    """Takes the words of one query apart; remembers how."""

    def __init__(
        self, segmenter: Segmenter, is_term: Callable[[str], bool], note: Callable[..., None]
    ) -> None:
        """`is_term` tells of names and terms, which stay whole."""
        self._segmenter = segmenter
        self._is_term = is_term
        self._note = note
        self.apart: dict[str, TakenApart] = {}

    def read(self, tree: SyntaxNode) -> SyntaxNode:
        """The query with each word that is several as these; what stands in quotes stays."""
        match tree:
            case Word(text):
                return _joined(self._words(text))
            case Fielded(field, Word(text)) if field in TEXTS:
                return _joined([Fielded(field, word) for word in self._words(text)])
            case NotPart(inner):
                return NotPart(self.read(inner))
            case OrParts(parts):
                return OrParts(tuple(map(self.read, parts)))
            case AndParts(parts):
                return _joined([part for child in parts for part in parts_of(self.read(child))])
            case _:
                return tree

    def _words(self, text: str) -> list[Word]:
        if prefix_of(text) is not None or without_tilde(text) is not None or self._is_term(text):
            return [Word(text)]
        field = _LIKE_FIELD.fullmatch(text)
        if field is None or field[1].lower() in FIELDS:
            return self._apart(text)
        self._note("unknown_field", field=field[1], word=text)
        rest = (word for part in field[2].split() for word in self._apart(part))
        return [Word(field[1]), *rest]

    def _apart(self, text: str) -> list[Word]:
        apart = self.apart.get(text) or take_apart(text, self._segmenter)
        if apart is None:
            return [Word(text)]
        self.apart[text] = apart
        return [Word(part, text) for part in apart.words]


def _joined(parts: Sequence[SyntaxNode]) -> SyntaxNode:
    return AndParts(tuple(parts)) if len(parts) > 1 else parts[0]


def joints(parts: Sequence[SyntaxNode]) -> list[str]:
    """What is shown between each two parts of a query: a plus within one run, else a space."""
    return [
        " + " if left is not None and left == right else " "
        for left, right in pairwise(map(_run, parts))
    ]


def _run(part: SyntaxNode) -> str | None:
    word = part.inner if isinstance(part, Fielded) else part
    return word.run if isinstance(word, Word) and word.run else None
