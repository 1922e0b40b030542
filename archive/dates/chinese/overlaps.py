"""Where two words that stand side by side make what looks like a day: 午後日圓, 戰後日本, 光明日報.

Each pattern matches the one character that both words would need, so that nothing is read with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from archive.dates.rules import each

#: What stands before a character and behind it, as patterns; none where it is empty.
_Sides = tuple[str, str]

#: Behind 日: Japan, if no word of 本 (本港, 本地) begins there.
_JAPAN: Final = r"本(?![港台報人院校會區市社場身季屆周月案澳欄刊]|地(?!震))|圓|元(?!旦)"

_ALSO_JAPAN: Final = r"[經軍媒產銀皇語股]|方(?![便才面向])"

#: Days that are cut out of two words; the character that is taken is 日.
_SUNS: Final[tuple[_Sides, ...]] = (
    ("[前後]", r"本|圓|元(?!旦)|[經軍產銀皇語漸益均]|方(?!便)"),
    ("[同翌次當]", _JAPAN),
    ("[如現當至而迄及]今", "本"),
    ("[願連聯]同", _ALSO_JAPAN),
    ("[表註證說聲標寫查測光闡黎]明", r"[本語圓元漸]|期(?!間)|方(?![便才])|報(?![名到考告])"),
    ("光明", ""),
    ("《明", "報"),
    ("[一幾今上多是這那該屢再何前此每首]次", "本"),
    ("[上下]周", r"本(?![港台報人地市])|圓|元|股"),
    ("[往最稍此押其戰然延隨只更之較幾得]後", "[子期漸益常程夜本]"),
    ("[以前]後", "[子期漸益]"),
    ("[目當之以早此先戰事眼提從]前", ""),
    ("[不唔相]同", "[子期]"),
    ("同", r"[子用語產]|方(?![便才])"),
    ("當", "子"),
    # Names that hold a day.
    ("[《「〈]今", r"[^》」〉，。]{1,6}[》〉]"),
    ("今", "頭條|俄羅斯|美國報|說法"),
    ("明", r"香(?!港)|黃花|帝國|報[》編記社]"),
)

#: 天: weather, heaven, gifts, towns.
_SKIES: Final[tuple[_Sides, ...]] = (
    ("[如當現]今", r"氣|下(?!午)|文(?!匯)|主|生|才|地|空"),
    ("光明", "地"),
    ("[目以之此早年日]前", ""),
    ("[然其隨最稍以先受戰之]後", ""),
    ("先天[和及或與、]後", ""),
    ("後", "性|免疫|氣|津|培養|努力|因素|失調|色|賦|主|安門|形成|習得|培訓|環境"),
    ("前", "津|安門|氣|主|體|王"),
    ("當", r"氣|文(?!匯)|主|體|然|賦|下(?!午)"),
)

_YEARS: Final[tuple[_Sides, ...]] = (
    ("[之目當先此早以]前", ""),
    ("前", "[輕薪代齡紀]"),
    (r"[其以此之稅戰往隨最\d十零]後", ""),
    ("後", "[輕薪代齡紀份初廿]|三十"),
    ("過去", "間|代(?!表)"),
    ("去", "代(?!表)"),
    ("[聲註標說證文]明", "[份期代齡邁資]"),
    ("[網晚線早歲史]上", ""),
    ("(?<!所)以上", ""),
    ("上", "[紀輕薪齡廿]|初[一二三四五六七八九十]"),
    ("[資基日成劇版樣原書腳]本", ""),
)

_MONTHS: Final[tuple[_Sides, ...]] = (
    ("[資基日成劇版樣原書腳]本", ""),
    ("[以網晚線]上", ""),
    ("[上本這下]", "[亮球餅]"),
    ("[跑走衝步登踏追趕奔闖湧行]上", "台"),
    ("[跌墮跳掉走推落行]下", "台"),
)

_WEEKS: Final[tuple[_Sides, ...]] = (
    ("[資基日成劇版樣書腳]本", ""),
    ("[以網晚線]上", ""),
    ("[上本這]", "圍|邊(?![境防個])|刊(?![登憲出])"),
    ("這", "遭"),
    # 周一嶽, 周一鳴
    ("", "一[嶽鳴]"),
)

_MORNINGS: Final[tuple[_Sides, ...]] = (("[文聲表說註]明", "[前期已年]"),)


def _cut(character: str, sides: Iterable[_Sides]) -> str:
    """A pattern of a character between such words."""
    ways = "|".join(
        (f"(?<={before}{character})" if before else "") + (f"(?={behind})" if behind else "")
        for before, behind in sides
    )
    return f"{character}(?:{ways})"


#: Each pattern with the words that it needs.
OVERLAPS: Final = (
    (
        _cut("日", _SUNS),
        each("前|後|同|當", "日")
        + "|翌日本|翌日圓|翌日元|次日本|次日圓|次日元|今日本|今日頭|今日俄|今日美|今日說|「今日|《今日|〈今日|光明日|《明日|周日本|周日圓|周日元|周日股|"
        + each("明日", "本|語|圓|元|漸|期|方|報|香|黃|帝"),
    ),
    (
        _cut("天", _SKIES),
        each("今天", "氣|下|文|主|生|才|地|空") + "|光明天|前天|後天|當天",
    ),
    (
        _cut("年", _YEARS),
        "前年|後年|過去年|去年代|上年|本年|" + each("明年", "份|期|代|齡|邁|資"),
    ),
    (
        _cut("月", _MONTHS),
        each("資|基|日|成|劇|版|樣|原|書|腳", "本月")
        + "|"
        + each("以|網|晚|線", "上月")
        + "|月亮|月球|月餅|上月台|下月台",
    ),
    (
        _cut("周", _WEEKS),
        each("資|基|日|成|劇|版|樣|原|書|腳", "本周")
        + "|"
        + each("以|網|晚|線", "上周")
        + "|周圍|周邊|周刊|這周遭|周一嶽|周一鳴",
    ),
    (_cut("早", _MORNINGS), each("文|聲|表|說|註", "明早")),
)
