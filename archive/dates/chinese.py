"""Days in Chinese, one rule a row; the first rows go before the others.

Patterns are written in Traditional Chinese and folded, as the text is that they are sought in.
"""

from __future__ import annotations

import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates import chinese_readings as read
from archive.dates.festivals import FESTIVALS
from archive.dates.rules import Read, Rule
from archive.text.folding import fold_character, fold_text

_N12: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|正|[一二三四五六七八九])"
_N31: Final = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[廿][一二三四五六七八九]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_Y4: Final = r"(?:1[0-9]\d\d|20\d\d|[一二][〇零○一二三四五六七八九]{{3}})"
_ROC: Final = r"(?:中華)?民國(?P<roc{0}>\d{{1,3}}|元|[一二三四五六七八九十百零〇]{{1,5}})"
_Y: Final = r"(?:(?<!\d)(?P<y{0}>" + _Y4 + r")|" + _ROC + r")\s?年"
_REL: Final = r"(?P<ry>今年|本年|去年|上年|前年|明年|後年)"
_M: Final = r"(?P<m{0}>" + _N12 + r")\s?月(?:份)?"
_D: Final = r"(?P<d{0}>" + _N31 + r")\s?[日號]"
_WK: Final = r"(?:星期|周|週|禮拜)"
_W: Final = _WK + r"(?P<w>[一二三四五六日]|(?<=[期拜])天)"
_IN_BRACKETS: Final = rf"(?:\s?[(（]{_WK}(?P<w>[一二三四五六日天])[)）])?"
_TO: Final = r"\s?(?:至|到|-|–|—|~|及|與|和)\s?"
_PART: Final = r"(?P<part>初(?![次步期級戀一選賽審])|上旬|中旬|下旬|中|底|末|年初|年中|年底|年末|歲末|稍早|稍後)?"
_Q: Final = r"(?:第?(?P<q>[一二三四首1-4])季度?|(?P<q2>[首])季)"


def _rule(name: str, pattern: str, how: Read, words: str = "") -> Rule:
    needed = tuple(fold_text(words).split("|")) if words else ()
    return Rule(name, re.compile("".join(map(_folded, pattern))), how, needed)


def _folded(character: str) -> str:
    """A character of a pattern as it is in folded text; what is syntax stays."""
    return character if character.isascii() else fold_character(character)


#: A year of the Common Era or the Republic, or one told from this year.
_ANY: Final = rf"(?:{_Y.format('')}|{_REL})"
_NOT_MONTH: Final = r"(?![大色亮球餅餐台票薪天份]|餅|嫂|光)"

RULES: Final = (
    _rule(
        "a day to a day",
        rf"{_ANY}?\s?{_M.format('')}(?P<d>{_N31})\s?[日號]?{_IN_BRACKETS}{_TO}(?:{_Y.format(2)})?(?:{_M.format(2)})?{_D.format(2)}",
        read.days,
        words="月",
    ),
    _rule(
        "a day, month and year",
        rf"{_ANY}\s?{_M.format('')}{_D.format('')}{_IN_BRACKETS}",
        read.day,
        words="月",
    ),
    _rule(
        "a month to a month",
        rf"(?:{_ANY}\s?)?(?<!\d)(?P<m>{_N12})\s?月?{_TO}(?:{_Y.format(2)})?(?P<m2>{_N12})月(?!\s?{_N31}[日號])",
        read.months,
        words="月",
    ),
    _rule(
        "a year to a year",
        rf"(?<!\d)(?P<y>{_Y4.format()})\s?年?{_TO}(?P<y2>{_Y4.format()})\s?年(?!代)",
        read.years,
    ),
    _rule(
        "a financial year",
        r"(?<!\d)(?P<y>19\d\d|20\d\d)\s?[/-]\s?(?P<y2>\d\d|20\d\d)\s?年度",
        read.financial_year,
        words="年度",
    ),
    _rule(
        "a decade",
        rf"(?:(?P<c>上|本|(?:\d\d|[一二]?十[一二三四五六七八九]?|廿[一]?))(?:個)?世紀)?(?P<e>[二三四五六七八九]十|(?<!\d)[2-9]0|(?<!\d)(?:1[5-9]|20)\d0)年代{_PART}",
        read.decade,
        words="年代",
    ),
    _rule("a half year", rf"{_ANY}(?P<h>[上下])半年", read.half, words="半年"),
    _rule("a quarter", rf"{_ANY}\s?的?{_Q}", read.quarter, words="季"),
    _rule(
        "a season", rf"{_ANY}(?:的)?(?:春|夏|秋|冬)(?:天|季)", read.whole_year, words="春|夏|秋|冬"
    ),
    _rule("a month and year", rf"{_ANY}\s?{_M.format('')}{_PART}", read.month, words="月"),
    _rule(
        "a festival",
        rf"(?:{_ANY}(?:的)?)?(?P<f>{'|'.join(sorted(FESTIVALS, key=len, reverse=True))})",
        read.festival_day,
        words="農曆|節|中秋|端午|重陽|元宵|除夕|元旦|佛誕|七夕|平安夜|初一|年三十",
    ),
    _rule(
        "a century",
        rf"(?<!公元前)(?<![\d.])(?P<c>上|本|\d\d?|[一二]?十[一二三四五六七八九]?|廿一)(?:個)?世紀{_PART}",
        read.century,
        words="世紀",
    ),
    _rule(
        "a day beside this one",
        rf"(?:今|昨|明|前|後)(?:天|日)\s?[(（](?:{_M.format('')})?{_D.format('')}[)）]",
        read.bracketed,
    ),
    _rule(
        "the time up to now",
        r"(?:過去|最近|近)(?P<n>\d{1,3}|[一兩二三四五六七八九十]{1,2})(?:個)?(?P<u>年|月|星期|周|週|禮拜|天|日)(?!來)",
        read.up_to_now,
        words="過去|最近|近",
    ),
    _rule(
        "a weekday and day of a month",
        rf"(?:上|下|本|這)?(?:個)?{_W}\s?[(（]{_D.format('')}[)）]",
        read.weekday_and_day,
        words="星期|周|禮拜",
    ),
    _rule(
        "a day of a month and weekday",
        rf"(?<!月)(?<!\d){_D.format('')}\s?[(（]{_W}[)）]",
        read.weekday_and_day,
        words="(星|(周|（星|（周|(禮|（禮",
    ),
    _rule(
        "a day and month", rf"{_M.format('')}{_D.format('')}{_IN_BRACKETS}", read.day, words="月"
    ),
    _rule("days of a month", rf"(?<![月\d]){_D.format('')}{_TO}{_D.format(2)}", read.days_alone),
    _rule(
        "weekdays",
        rf"(?P<r>上上|上|下下|下|本|這)?(?:個)?{_W}{_TO}(?:{_WK})?(?P<w2>[一二三四五六日天])(?!\w?小時)",
        read.weekdays,
        words="星期|周|禮拜",
    ),
    _rule(
        "a weekday of another week",
        rf"(?P<r>上上|上|下下|下|本|這)(?:個)?{_W}",
        read.shifted_weekday,
        words="星期|周|禮拜",
    ),
    _rule(
        "a weekday",
        rf"{_W}(?![期刊報])",
        lambda m, c: cal.nearest_weekday(c.today, read.weekday_of(m["w"]), coming=c.coming),
        words="星期|周|禮拜",
    ),
    _rule(
        "a week",
        rf"(?P<r>上上|上|下下|下|本|這)(?:一)?(?:個)?{_WK}(?P<end>末)?(?![年歲])",
        read.week,
        words="星期|周|禮拜",
    ),
    _rule(
        "a day of another month",
        rf"(?P<r>上上|上|下下|下|本|這|今)(?:個)?月{_D.format('')}",
        read.shifted_month,
        words="月",
    ),
    _rule(
        "another month",
        rf"(?P<r>上上|上|下下|下|本|這)(?:一)?(?:個)?月{_PART}(?!球|餅)",
        read.shifted_month,
        words="月",
    ),
    _rule(
        "another quarter",
        r"(?P<r>上|下|本|這)(?:一)?(?:個)?(?:季度|季(?=業績|盈利|收入|營收|純利|淨利|經濟|銷售))",
        read.shifted_quarter,
        words="季",
    ),
    _rule("a half year", r"(?<![年個])(?P<h>[上下])半年(?!度)", read.half_alone, words="半年"),
    _rule(
        "a quarter",
        r"(?<![年近過])(?:第(?P<q>[一二三四1-4])季度?|(?P<q2>首)季(?!後))(?!賽)",
        read.quarter_alone,
        words="季",
    ),
    _rule(
        "so long ago or ahead",
        r"(?P<n>\d{1,3}|[一二兩三四五六七八九十]{1,3})(?:個)?(?P<u>年|月|星期|周|週|禮拜|天|日)(?P<dir>之前|以前|前|之後|以後|後)(?![夕來期任往])",
        read.away,
    ),
    _rule(
        "a day beside this one",
        r"(?:(?P<x>大前|[前昨明後今即])(?:天|日)|(?P<x2>[今昨明])(?:早|晚|晨|午|夜))(?!之星|帝國|黃花)".replace(
            "(?P<x2>[今昨明])", "(?P<x2>[今昨明])"
        ),
        read.day_beside,
    ),
    _rule(
        "a month",
        rf"(?<![\d.個一二三四五六七八九十半]){_M.format('')}{_PART}{_NOT_MONTH}",
        read.month,
    ),
    _rule("a year told from this one", rf"{_REL}{_PART}", read.whole_year, words="年"),
    _rule("a year", rf"(?<!公元前)(?<!前){_Y.format('')}{_PART}(?![代級])", read.whole_year),
    _rule(
        "a year",
        r"(?<![\d.,/-])(?P<y>19[5-9]\d|20[0-4]\d)(?=[\u4e00-\u9fff])(?![年個人名萬億元條項次宗間位家所公米克噸頁股票部架輛艘平呎戶港美英歐日韓點分多餘餐份名號至到及和])",
        read.whole_year,
    ),
    _rule(
        "a day of a month",
        r"(?<![月\d第.連續升跌供放休困達逾共過留住滿首計僅])(?P<d>3[01]|[12]\d|[1-9])日(?![前後內間遊本元圓之夜行市假高低])",
        read.day_alone,
    ),
    _rule(
        "a day of a month",
        rf"(?<![月\d第連續升跌困共過達]){_D.format('')}(?=[，,在宣表上下晚早發於正凌透公抵起舉出前電與會報說指]|$)(?!前|後|線|店|鋪|樓|碼|台|室|房|屋|車|巴|幹線|閘|選手)",
        read.day_alone,
    ),
    _rule(
        "the same or the next",
        r"(?P<x>同|翌|次|隔|當)(?P<u>年|月|日|天)(?![紀生志學業行樣])",
        read.same,
        words="同|翌|次|隔|當",
    ),
)
