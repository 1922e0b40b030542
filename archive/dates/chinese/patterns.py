"""Pieces that patterns of Chinese expressions are made of.

They are written in Traditional Chinese and folded, like the text that they are matched with.
"""

from __future__ import annotations

import re
from typing import Final

from archive.dates.rules import Read, Rule
from archive.text.folding import fold_character, fold_text

MONTH_NUMBER: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY_NUMBER: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[廿][一二三四五六七八九]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
FOUR_FIGURES: Final = r"(?:1[0-9]\d\d|20\d\d|[一二][〇零○0一二三四五六七八九]{{3}})"
REPUBLIC: Final = r"(?:中華)?民國\s?(?P<roc{0}>\d{{1,3}}|元|[一二三四五六七八九十百零〇]{{1,5}})"
#: Years of Japan's eras: 昭和64年.
ERA: Final = r"(?P<era>明治|大正|昭和|平成|令和)(?P<of>\d{1,2}|元|[一二三四五六七八九十]{1,3})\s?年"
#: Laws of Taiwan write years of the Republic in figures alone: 105年8月5日.
BARE_REPUBLIC: Final = r"(?<![\d.國])(?<!國\s)(?P<law>1[0-2]\d)\s?年(?=\s?(?:1[0-2]|0?[1-9])\s?月\s?(?:3[01]|[12]\d|0?[1-9])\s?日)"
YEAR: Final = rf"(?:(?<!\d)(?P<y{{0}}>{FOUR_FIGURES})|{REPUBLIC})\s?年"
RELATIVE_YEAR: Final = r"(?P<ry>今年|本年|去年|上年|前年|明年|後年)"
MONTH: Final = r"(?P<m{0}>" + MONTH_NUMBER + r")\s?月(?:份)?"
DAY: Final = r"(?P<d{0}>" + DAY_NUMBER + r")\s?[日號]"
MONTH_AND_DAY: Final = MONTH + r"\s?" + DAY
WEEK: Final = r"(?:星期|周|週|禮拜)"
WEEKDAY: Final = WEEK + r"(?P<w>[一二三四五六日]|(?<=[期拜])天)"
#: Behind a day: its weekday, in brackets or not, or its lunar day in brackets.
IN_BRACKETS: Final = (
    rf"(?:\s?[(（]{WEEK}(?P<w>[一二三四五六日天])[)）]|\s?{WEEK}(?P<wb>[一二三四五六日])(?![至到-])|"
    r"\s?[(（](?:農曆|舊曆|即)?(?:正|[二三四五六七八九]|十[一二]?|臘)月[初廿一二三四五六七八九十]{1,3}[)）])?"
)
TO: Final = r"\s?(?:至|到|-|–|—|~)\s?"
#: Between two months or years that follow each other, and make one stretch.
TO_OR_AND: Final = r"\s?(?:至|到|-|–|—|~|(?P<and>及|與|和|、))\s?"
#: Between the days of a list.
AND: Final = r"\s?(?:、|及|與|和)\s?"
PART: Final = (
    r"(?P<part>初(?![次步期級戀一選賽審])|上旬|中旬|下旬|年?中(?![國環央東美英日俄歐印大學醫共小華文方])|"
    r"底|末|尾(?![聲房隨段班市盤數牌巴])|頭(?![版條痛號像目部獎\d一二兩三四五六七八九十])|年初|年底|年末|年尾|歲末|稍早|稍後)?"
)
QUARTER: Final = r"(?:第?(?P<q>[一二三四首1-4])季度?|(?P<q2>[首])季)"


#: A year of the Common Era or the Republic, or one told from this year.
YEAR_OR_RELATIVE: Final = rf"(?:{YEAR.format('')}|{RELATIVE_YEAR})"
#: 同年6月, 翌年3月: told from the year that was named.
SAME_YEAR: Final = r"(?<!合(?=同))(?<!(?<!例)如(?=同))(?P<same>[同翌次隔])年(?:的)?\s?"
NOT_MONTH: Final = r"(?![大色亮球餅餐台票薪天份街河花懷]|餅|嫂|光)"


def rule(
    code: str, pattern: str, how: Read, words: str = "", needs: re.Pattern[str] | None = None
) -> Rule:
    """A row of a table; pattern and words, separated by bars, are folded."""
    needed = tuple(fold_text(words).split("|")) if words else ()
    return Rule(code, folded(pattern), how, needed, needs)


def folded(pattern: str) -> re.Pattern[str]:
    """A pattern for folded text."""
    return re.compile("".join(map(_folded, pattern)))


def _folded(character: str) -> str:
    """A character of a pattern as it is in folded text; what is syntax stays."""
    return character if character.isascii() else fold_character(character)


#: What stands between the ends of every stretch, between what may stand beside it. It begins with
#: the rarest of the three, which takes half the time.
PIECE_END: Final = r"[\d〇零○一二三四五六七八九十年月份日號天期)）]"
ENDS: Final = folded(
    rf"[至到–—~及與和、-](?:(?<={PIECE_END}.)|(?<={PIECE_END}\s.))\s?[\d翌次隔一二三四五六七八九十廿三正中民星周週禮本今]"
)
