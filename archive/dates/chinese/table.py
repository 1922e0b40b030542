"""Days in Chinese, one rule a row; the first rows have priority.

Expressions of several pieces stand above the pieces that they are made of.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from archive.dates import calendar as cal
from archive.dates.chinese import days, distances, lunar, months, overlaps, weeks, years
from archive.dates.chinese.patterns import (
    AND,
    BARE_REPUBLIC,
    DAY,
    DAY_NUMBER,
    ENDS,
    ERA,
    FOUR_FIGURES,
    IN_BRACKETS,
    MONTH,
    MONTH_AND_DAY,
    MONTH_NUMBER,
    NOT_MONTH,
    PART,
    PIECE_END,
    QUARTER,
    RELATIVE_YEAR,
    SAME_YEAR,
    TO,
    TO_OR_AND,
    WEEK,
    WEEKDAY,
    YEAR,
    YEAR_OR_RELATIVE,
    folded,
    rule,
)
from archive.dates.festivals import FESTIVALS
from archive.dates.rules import BEFORE_THE_FIRST, NAME_OF_A_DAY, each, no_days

_OF: Final = rf"(?:(?P<r>[上下本這])(?:個)?月|(?:{YEAR_OR_RELATIVE}\s?)?(?:{MONTH.format('')})?)的?"

#: 今個星期, 今周五; not the end of 如今 before a name.
_THIS_OWN: Final = r"(?<![如現至當迄而])今(?=個|"

_NTH: Final = r"(?:第(?P<o>[一二三四五1-5])|最後(?:一)?)(?:個)?"

#: A year of two digits: 89, 九七, 零八.
_SHORT_YEAR: Final = r"(?:(?P<y{0}>\d\d)(?<![\d.,刑監囚第滿國治正和成][\d][\d])|(?<![〇零○一二三四五六七八九十百千萬兩第國治正和成])(?P<yh{0}>[〇零○一二五六七八九][〇零○一二三四五六七八九]))"

_SHORT_YEAR_WORDS: Final = each("0|1|2|3|4|5|6|7|8|9|〇|零|○|一|二|三|四|五|六|七|八|九", "年| 年")

#: Two Han digits that may be a year alone: 九七年.
_HAN_YEAR: Final = r"(?<![〇零○一二三四五六七八九十百千萬兩第幾數過了])(?P<yh>[五六七八九][〇零○一二三四五六七八九])"

#: A lunar month, and a lunar day; without 農曆 only what no other calendar has.
_LUNAR_MONTH: Final = rf"(?<![日號][(（])(?:{YEAR_OR_RELATIVE}的?\s?)?(?P<named>農曆|舊曆|陰曆)?(?P<lm>正|臘|十[一二]?|[二三四五六七八九])月"
_LUNAR: Final = (
    rf"(?<![日號][(（])(?:{YEAR_OR_RELATIVE}的?\s?)?(?P<named>農曆|舊曆|陰曆)?(?:新年)?(?:(?P<lm>正|臘|十[一二]?|[二三四五六七八九])月|(?<![\d〇零一二三四五六七八九十])大?年(?=[初廿]))"
    r"(?P<ld>初[一二三四五六七八九十]|三十|廿[一二三四五六七八九]?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?![\d十])(?P<day>[日號])?"
    rf"(?:\s?[(（]{WEEK}[一二三四五六日][)）])?"
)

#: What companies and economies do in a quarter, and teams do not in a season.
_BUSINESS: Final = "業績|盈利|收入|營收|純利|淨利|利潤|虧損|經濟|銷售|銷量|付費|預期|信貸|撥備|按季|按年|毛利|派息|產量|出貨|指引"

_LUNAR_WORDS: Final = "農曆|舊曆|陰曆|正月|臘月|月初|月廿|年初|年廿|八月十五"

#: The first of two decades that follow each other: 七八十年代, 七、八十年代.
_DECADE_BEFORE: Final = "|".join(
    f"{one}(?=十?、?{two})" for one, two in pairwise("二三四五六七八九")
)

#: Before the beginning or end of a year or month that no word names.
_ALONE: Final = (
    r"(?<!\d\s)(?:(?<=^)|(?<=[\s，,。；;：:、「（(在於到至自由從的為較比是料計將會望及與和]))"
)

#: Before "tomorrow", where it is what is to come of somebody: a better one, that of the country.
_BRIGHT: Final = "美好|光明|輝煌|燦爛|璀璨"
#: Before and behind so many days that are a length of time: 延長14日, 21日隔離.
_LASTING: Final = "".join(
    f"(?<!{word})"
    for word in "留院|歷時|結束|短短|羈押|羈柙|拘留|隔離|檢疫|請假|需時|最少|最多|至少|關了|延長|延長多|再等|給予|放寬至|獲發|休息|提前|推遲".split(
        "|"
    )
)
_SPAN: Final = "時間|隔離|檢疫|強制檢|自我監|家居|醫學|病假|侍產|升勢|跌勢|用量|簽證|監禁|以下拘|的?上訴期|公眾諮詢|諮詢期|覆核保釋"

#: Behind "today", where it means these times: what is told of as it has become.
_PLACES: Final = "香港|中國|世界|台灣|大陸|國際|美國"
_TIMES: Final = "社會|時勢|局面|困局|處境|境況|地步|成果|成就|年輕人|青年|港人|中共|政治|制度|自己"
_NEWS: Final = "天氣|氣溫|確診|股市|時間|疫情|新增|會議|記者"

_OF_ALL: Final = "繁榮|嶄新|希望|幸福|更好|和平|香港|國家|祖國|中國|兩國|世界|人類|民族|關係|合作|社會|下一代|我們|青年"

RULES: Final = (
    *(rule(NAME_OF_A_DAY, pattern, no_days, words=words) for pattern, words in overlaps.OVERLAPS),
    rule(
        NAME_OF_A_DAY,
        rf"(?:{_BRIGHT})的?明[天日]|(?:{_OF_ALL})的明[天日](?!大嶼)|明[天日]將?會?更(?:加|為)?(?:美|好|光)",
        no_days,
        words=each("的|" + _BRIGHT, "明", "天|日")
        + "|"
        + each("明", "天|日", "更|會更|將更|將會更"),
    ),
    rule(
        NAME_OF_A_DAY,
        rf"(?:到了|(?:走|發展|演變|淪落|活)到)今[天日](?!\s?[(\d早午晚上下中凌清傍])|今[天日][^，,、。\n]{{2,4}}[，,、]\s?明[天日](?:{_PLACES}|澳門)(?=[，,。、；？！?!」』])",
        no_days,
        words=each("到今|到了今", "天|日") + "|" + each("明", "天|日", _PLACES + "|澳門"),
    ),
    rule(
        NAME_OF_A_DAY,
        rf"[今明][天日](?:的(?:{_PLACES}|{_TIMES})(?!{_NEWS})|社會|(?:{_PLACES})(?=[，。、；？！]|人(?![民大壽保口])|社會|之|已經?[不成變是非淪沒]|已經|面[對臨]|所))",
        no_days,
        words=each("今|明", "天|日", "的|社會|" + _PLACES),
    ),
    rule(
        NAME_OF_A_DAY,
        rf"(?<![上下本這今個]){WEEK}六[／/、]?日(?![舉發本早晚上下中的起])",
        no_days,
        words=each("周|期|拜|週", "六日|六、|六/"),
    ),
    rule(
        BEFORE_THE_FIRST,
        r"(?:(?:公元|西元|紀元)前\s?[\d〇零○一二三四五六七八九十百]{1,5}|(?<![\d目以之日月年天先期])前\d{3,4})\s?年"
        rf"(?:{MONTH.format('')}(?:\s?{DAY.format('')})?)?",
        no_days,
        words="元前|" + each("前", "0|1|2|3|4|5|6|7|8|9"),
    ),
    rule(
        "weekday_of_month",
        rf"{_OF}{_NTH}{WEEK}(?P<w>[一二三四五六日天])",
        weeks.weekday_of_whole,
        words="個星期|個周|個禮拜|個週",
    ),
    rule(
        "week_of_month_or_year",
        rf"{_OF}{_NTH}{WEEK}(?![一二三四五六日天末年歲])",
        weeks.week_of_whole,
        words="個星期|個周|個禮拜|一周|二周|三周|四周",
    ),
    rule(
        "day_and_month",
        rf"(?:上|下|本|這)?(?:個)?{WEEKDAY}\s?[(（](?:{YEAR.format('')}\s?)?{MONTH_AND_DAY.format('')}[)）]",
        days.weekday_in_full,
        words=each("一|二|三|四|五|六|日|天", "(| ("),
    ),
    rule(
        "lunar_day",
        rf"{_LUNAR}\s?[(（]{MONTH_AND_DAY.format('')}[)）]",
        lunar.named_lunar_day,
        words=_LUNAR_WORDS,
    ),
    rule("lunar_day", _LUNAR, lunar.named_lunar_day, words=_LUNAR_WORDS),
    rule("lunar_month", _LUNAR_MONTH, lunar.named_lunar_month, words="農曆|舊曆|陰曆|正月|臘月"),
    rule(
        "day_month_and_year",
        rf"(?:{ERA}\s?|{BARE_REPUBLIC}\s?){MONTH_AND_DAY.format('')}",
        days.named_day,
        words="明治|大正|昭和|平成|令和|" + each("0|1|2|3|4|5|6|7|8|9", "年| 年"),
    ),
    rule(
        "month_and_year",
        rf"{ERA}\s?{MONTH.format('')}{PART}",
        months.named_month,
        words="明治|大正|昭和|平成|令和",
    ),
    rule("year", ERA, years.whole_year, words="明治|大正|昭和|平成|令和"),
    rule(
        "day_month_and_year",
        rf"{_SHORT_YEAR.format('')}\s?年\s?{MONTH_AND_DAY.format('')}"
        rf"(?:\s?(?:至|到|-|–|—)\s?(?:{MONTH.format(2)}\s?)?{DAY.format(2)})?",
        days.day_of_short_year,
        words=_SHORT_YEAR_WORDS,
    ),
    rule(
        "month_to_month",
        rf"{_SHORT_YEAR.format('')}\s?年\s?{MONTH.format('')}{TO}{_SHORT_YEAR.format(2)}\s?年\s?{MONTH.format(2)}",
        years.month_of_short_year_to_another,
        needs=ENDS,
    ),
    rule(
        "month_and_year",
        rf"{_SHORT_YEAR.format('')}\s?年\s?{MONTH.format('')}{PART}",
        years.month_of_short_year,
        words=_SHORT_YEAR_WORDS,
    ),
    rule(
        "year",
        rf"(?:(?<=[在於自從由])(?P<y>[5-9][1-9])|{_HAN_YEAR})年{PART}(?![級代來內間不歷輕青]|以[來內]|之間|時間|光景|的)",
        years.short_year_alone,
        words=_SHORT_YEAR_WORDS,
    ),
    rule(
        "so_long_ago_or_ahead",
        r"(?<![\d.,〇零○一二三四五六七八九十百千萬兩幾數])(?P<n>\d{1,3}|[一二兩三四五六七八九十]{1,3})年前的?今[天日]",
        days.this_day_years_ago,
        words="年前",
    ),
    rule(
        "day_and_month",
        rf"(?<![\d〇零○一二三四五六七八九十百千萬兩幾數])(?P<n>\d{{1,3}}|[一二兩三四五六七八九十]{{1,3}})年前的?\s?{MONTH.format('')}(?:\s?{DAY.format('')})?",
        days.day_of_years_ago,
        words="年前",
    ),
    rule(
        "days_of_month",
        rf"(?:{YEAR_OR_RELATIVE}\s?)?{MONTH.format('')}的?(?:(?P<first>[首頭])|最後)\s?(?P<n>\d{{1,2}}|[兩二三四五六七八九十]{{1,2}})\s?(?:日|天)",
        days.days_of_month_end,
        words=each("月|月份|月的|月份的", "最後|首|頭"),
    ),
    rule(
        "months_of_year",
        rf"(?:{YEAR_OR_RELATIVE}\s?的?\s?[前首頭]|(?<![^\n,。；:、(在於])(?:[首頭](?=\s?\d)|前(?=\s?\d{{1,2}}\s?個月,)))\s?(?P<n>1[0-2]|[1-9]|[兩二三四五六七八九十]|十[一二])\s?個月",
        months.first_months,
        words="個月",
    ),
    rule(
        "quarters_of_year",
        rf"(?:{YEAR_OR_RELATIVE}的?)?第(?P<q>[一二三1-3])季?度?{TO_OR_AND}第?(?P<q2>[二三四2-4])季度?",
        months.quarters_of_year,
        words="季",
    ),
    rule(
        "year",
        r"(?:(?P<y>0\d)(?<![\d.,零〇]0\d)|零(?<![一二三四五六七八九十百千零〇○兩]零)(?P<yh>[一二三四五六七八九]))\s?"
        rf"年(?:{MONTH.format('')})?{PART}(?![級代])",
        years.month_of_short_year,
        words="0|零",
    ),
    rule(
        "time_ahead",
        r"(?:未來|接下來|今後)的?(?:這|一個)?(?:(?P<n>\d{1,2}|[一兩二三四五六七八九十]{1,2})?(?P<half>半年|個半月|個半星期)|(?P<n2>\d{1,2}|[一兩二三四五六七八九十]{1,2})年半)(?![多間載]|時間)",
        distances.halves_ahead,
        words="半年|年半|個半",
    ),
    rule(
        "time_up_to_now",
        r"(?:過去|最近|之前|(?<![^\n，。；：、「（(在於對的是由而但及與和據指稱)）」》])近)的?(?:這|一個)?(?:(?P<n>\d{1,2}|[一兩二三四五六七八九十]{1,2})?(?P<half>半年|個半月|個半星期)|(?P<n2>\d{1,2}|[一兩二三四五六七八九十]{1,2})年半)(?![多間載]|時間|來|以來|內?的?(?:歷史)?[新最次]?[高低]|內?的?[最首]|單)",
        distances.halves_back,
        words="半年|年半|個半",
    ),
    rule(
        "time_ahead",
        r"(?:未來|接下來)(?:的)?(?P<n>\d{1,2}|[一兩二三四五六七八九十]{1,2})"
        r"(?:個(?=[月星禮]))?(?P<u>(?<=個)月|星期|周|週|禮拜|天|日|年(?![來間代級輕青度]))(?!期)",
        distances.time_ahead,
        words="未來|接下來",
    ),
    rule(
        "quarters_of_year",
        rf"(?:{YEAR_OR_RELATIVE}的?)?(?:前|首)(?P<n>[二兩三23])個?季度?",
        months.first_quarters,
        words="季",
    ),
    rule(
        "season",
        r"(?:今|這)個?(?:春|夏|秋|冬)(?:天|季)",
        lambda _, context: cal.year(context.today.year),
        words="春天|夏天|秋天|冬天|春季|夏季|秋季|冬季",
    ),
    rule(
        "month_of_another_year",
        rf"(?P<ry>去年|上年|前年)(?P<x>[同本])月(?:\s?{DAY.format('')})?",
        months.same_month,
        words="年同月|年本月",
    ),
    rule(
        "day_to_day",
        rf"{YEAR_OR_RELATIVE}?\s?{MONTH.format('')}\s?(?P<d>{DAY_NUMBER})\s?[日號]?{IN_BRACKETS}{TO}(?:{YEAR.format(2)}\s?|(?P<next>[翌次隔]年))?(?:{MONTH.format(2)}\s?)?{DAY.format(2)}",
        days.day_to_day,
        needs=ENDS,
    ),
    rule(
        "day_month_and_year",
        rf"{YEAR_OR_RELATIVE}\s?的?\s?{MONTH_AND_DAY.format('')}{IN_BRACKETS}",
        days.named_day,
        words="月",
    ),
    rule(
        "day_month_and_year",
        rf"{YEAR_OR_RELATIVE}\s?(?P<m>1[0-2]|0?[1-9])[.·]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\s?(?:[\d.,%億萬千百兆倍個厘點公美港英度級分成噸米呎次歲人名]|元(?!朗)))",
        days.named_day,
        words=each("年|年 ", "0|1|2|3|4|5|6|7|8|9"),
    ),
    rule(
        "day_and_month",
        rf"(?:{YEAR_OR_RELATIVE}\s?)?{MONTH.format('')}\s?(?P<d>{DAY_NUMBER})(?={AND}{DAY_NUMBER}(?:{AND}{DAY_NUMBER}){{0,6}}\s?[日號])",
        days.named_day,
        needs=ENDS,
    ),
    rule(
        "month_to_month",
        rf"{YEAR_OR_RELATIVE}\s?[(（](?P<m>{MONTH_NUMBER})\s?月?(?:份)?{TO_OR_AND}(?:{YEAR.format(2)}|(?P<next>[翌次隔]年))?(?P<m2>{MONTH_NUMBER})\s?月(?:份)?[)）]",
        months.month_to_month,
        needs=ENDS,
    ),
    rule(
        "month_to_month",
        rf"(?:{YEAR_OR_RELATIVE}\s?)?(?<!\d)(?P<m>{MONTH_NUMBER})\s?月?(?:份)?{TO_OR_AND}(?:{YEAR.format(2)}|(?P<next>[翌次隔]年))?(?P<m2>{MONTH_NUMBER})\s?月(?:份)?(?:上旬|中旬|下旬|[底尾末]|初(?![次步期級戀一選賽審]))?(?!\s?{DAY_NUMBER}\s?[日號])",
        months.month_to_month,
        needs=ENDS,
    ),
    rule(
        "year_to_year",
        rf"(?<!\d)(?P<y>{FOUR_FIGURES.format()})\s?年?{TO_OR_AND}(?P<y2>{FOUR_FIGURES.format()})\s?年(?!代)",
        years.year_to_year,
        needs=ENDS,
    ),
    rule(
        "year_to_year",
        r"(?:(?<=\()(?P<y>(?:19|20)\d\d)\s?[至到–—~-]\s?(?P<y2>20\d\d)(?=\))|"
        r"(?<![\d.,$])(?P<y3>(?:19|20)\d\d)[至到](?P<y4>20\d\d)(?![\d年人元名個萬億港美件宗張間部公米次份點條尺磅噸呎,.%學財課評]))",
        years.figures_to_figures,
        needs=ENDS,
    ),
    rule(
        "month_and_year",
        rf"(?:{YEAR_OR_RELATIVE}\s?)?(?<![\d\n])(?P<m>{MONTH_NUMBER})\s?(?=(?:{AND}{MONTH_NUMBER}){{1,5}}\s?月(?![大色亮球餅前後內]|\s?{DAY_NUMBER}\s?[日號]))",
        months.named_month,
        needs=ENDS,
    ),
    rule(
        "year",
        rf"(?<!\d)(?P<y>{FOUR_FIGURES.format()})(?={AND}(?:{FOUR_FIGURES.format()}{AND}){{0,4}}{FOUR_FIGURES.format()}\s?年(?!代))",
        years.whole_year,
        needs=ENDS,
    ),
    rule(
        "financial_year",
        r"(?<!\d)(?P<y>19\d\d|20\d\d)\s?年?\s?[/–—至-]\s?(?P<y2>\d\d|20\d\d)\s?(?:年?(?:財政|課稅|評稅)?年度?(?<=年度)|財年|(?P<school>學年))",
        years.financial_year,
        words="年度|財年|學年",
    ),
    rule(
        "financial_year",
        r"(?P<r>今|本|上|下|新|這)(?:的?一)?個?(?:財政年度|財年)(?:的?(?:第(?P<q>[一二三四1-4])|(?P<q1>首)(?=季))季度?|的?[首前頭]\s?(?P<n>1[01]|[1-9]|[兩二三四五六七八九十]|十一)個月)?",
        years.relative_financial_year,
        words="財政年度|財年",
    ),
    rule(
        "decade",
        rf"(?:(?P<c>上|本|(?:\d\d|[一二]?十[一二三四五六七八九]?|廿[一]?))(?:個)?世紀)?(?:(?P<e0>{_DECADE_BEFORE})(?:十?、)?(?=[三四五六七八九]十年代))?(?P<e>[二三四五六七八九]十|(?<!\d)[2-9]0|(?<!\d)(?:1[5-9]|20)\d0)年代{PART}",
        years.decade,
        words="年代",
    ),
    rule("half_year", rf"{YEAR_OR_RELATIVE}(?P<h>[上下])半年", months.half_of_year, words="半年"),
    rule("quarter", rf"{YEAR_OR_RELATIVE}\s?的?{QUARTER}", months.quarter_of_year, words="季"),
    rule(
        "season",
        rf"{YEAR_OR_RELATIVE}(?:的)?(?:暑期|暑假|寒假|(?:春|夏|秋|冬)(?:天|季|(?![節運季天分])))",
        years.whole_year,
        words="春|夏|秋|冬|暑|寒假",
    ),
    rule(
        "month_and_year",
        rf"{YEAR_OR_RELATIVE}\s?的?\s?{MONTH.format('')}{PART}",
        months.named_month,
        words="月",
    ),
    rule(
        "festival",
        rf"(?:{YEAR_OR_RELATIVE}的?)?(?P<g>國慶|十一|五一|春節|農曆新年)黃金周",
        days.golden_week,
        words="黃金周",
    ),
    rule(
        "festival",
        rf"(?:{YEAR_OR_RELATIVE}(?:的)?)?(?P<f>{'|'.join(sorted(FESTIVALS, key=len, reverse=True))})(?<![澄風氣鄧]清明)(?!上河|(?<=初一)[般些直系批輪次個])",
        days.festival_day,
        words="農曆|節|清明|中秋|端午|重陽|元宵|除夕|元旦|佛誕|七夕|平安夜|初一|年三十|聖誕",
    ),
    rule(
        "century",
        rf"(?<!公元前)(?<![\d.])(?P<c>上|本|\d\d?|[一二]?十[一二三四五六七八九]?|廿一)(?:個)?世紀{PART}",
        years.named_century,
        words="世紀",
    ),
    rule(
        "day_beside_this_one",
        r"(?:(?<=[較比於跟按與])|(?<=相較)|(?<![^\n，。；、]))上日(?=中間|收|升|跌|[急公造同低高回大下上微逆反再]|，|漲|成交|結算)",
        distances.day_of_trade_before,
        words="上日",
    ),
    rule(
        "day_beside_this_one",
        rf"(?:今|昨|明|前|後)\s?[(（](?:{MONTH.format('')}\s?)?(?P<d>{DAY_NUMBER})\s?[日號]?(?:[,，、]?\s?{WEEK}[一二三四五六日])?[)）]\s?[日天早晚晨午夜]",
        days.bracketed,
        words=each("今|昨|明|前|後", "(| ("),
    ),
    rule(
        "day_beside_this_one",
        r"(?<![聲說表文證黎清光發簡賢])(?P<x>前昨今|昨今明|今明後|前昨|昨今|今明|明後)(?:這|一連)?[兩二三]?(?P<u>日|天|晚|年)(?![代級])",
        distances.days_beside,
        words="前昨|昨今|今明|明後",
    ),
    rule(
        "day_beside_this_one",
        rf"(?:今|昨|明|前|後)(?:天|日|早|晚|晨|朝)\s?[(（](?:(?:{MONTH.format('')}\s?)?{DAY.format('')}(?:[,，、]?\s?{WEEK}[一二三四五六日])?|{WEEK}(?P<wb>[一二三四五六日]))[)）]",
        days.bracketed,
        words="(",
    ),
    rule(
        "time_up_to_now",
        r"(?:過去的?|最近的?|(?<![將接附隔更])近)\s?(?P<n>\d{1,3}|[一兩二三四五六七八九十]{1,2})\s?(?:個)?(?P<u>年|月|星期|周|週|禮拜|天|日)(?!來|以來|內?的?(?:歷史)?[新最次]?[高低]|內?的?[最首]|單)",
        distances.up_to_now,
        words="過去|最近|近",
    ),
    rule(
        "days_of_month",
        rf"(?P<r>上|下|本|這|今)(?:個)?月\s?(?P<d>{DAY_NUMBER})\s?[日號]?{TO}{DAY.format(2)}",
        months.days_of_shifted_month,
        needs=ENDS,
    ),
    rule(
        "day_of_another_month",
        rf"(?P<r>上|下|本|這|今)(?:個)?月\s?{DAY.format('')}\s?[(（]?{WEEK}[一二三四五六日](?![至到-])[)）]?",
        months.shifted_month,
        words=each("上|下|本|這|今", "月|個月"),
    ),
    rule(
        "weekday_and_day_of_month",
        rf"(?:上|下|本|這)?(?:個)?{WEEKDAY}\s?[(（]{DAY.format('')}[)）]",
        days.weekday_and_day,
        words="星期|周|禮拜",
    ),
    rule(
        "day_of_month_and_weekday",
        rf"(?<!月)(?<!\d){DAY.format('')}\s?[(（]{WEEKDAY}[)）]",
        days.weekday_and_day,
        words="(星|(周|（星|（周|(禮|（禮",
    ),
    rule(
        "day_and_month",
        rf"{SAME_YEAR}{MONTH_AND_DAY.format('')}{IN_BRACKETS}",
        days.named_day,
        words="同年|翌年|次年|隔年",
    ),
    rule(
        "day_and_month",
        rf"(?:翌|次|同|當)[日天]\s?[(（]\s?{MONTH_AND_DAY.format('')}\s?[)）]",
        days.named_day,
        words=each("翌|次|同|當", "日|天", "(| ("),
    ),
    rule(
        "day_and_month",
        rf"{MONTH_AND_DAY.format('')}{IN_BRACKETS}",
        days.named_day,
        words="月",
    ),
    rule(
        "day_of_month",
        rf"(?P<x>翌|次|同|當)[日天]\s?[(（]\s?{DAY.format('')}\s?[)）]",
        days.day_beside_in_brackets,
        words=each("翌|次|同|當", "日|天", "(| ("),
    ),
    rule(
        "weekdays",
        rf"(?P<r>上上|上|下下|下|本|這)?(?:個)?{WEEKDAY}{TO_OR_AND}(?:{WEEK})?(?P<w2>[一二三四五六日天])(?!\w?小時)",
        weeks.weekdays,
        words="星期|周|禮拜",
        needs=ENDS,
    ),
    rule(
        "weekday_of_another_week",
        rf"(?P<r>上上|上|下下|下|本|這|{_THIS_OWN}{WEEK}))(?:個)?{WEEKDAY}",
        weeks.shifted_weekday,
        words="星期|周|禮拜",
    ),
    rule(
        "weekday",
        rf"(?<![每逢隔|])(?<!超級)(?<![黑藍]色)(?<!血腥)(?<!\| )(?<!每個)(?<!一(?=周一))(?<!連續[兩三四五]個){WEEKDAY}(?![期・]|刊(?![登憲出載發文於])|報(?![道導到告稱名])|聚)",
        weeks.weekday_alone,
        words="星期|周|禮拜",
    ),
    rule(
        "week",
        r"(?:剛過去|剛過|過去)的?(?:這|一)?個?(?:周|週)末(?![年歲])",
        weeks.weekend_just_over,
        words="周末|週末",
    ),
    rule(
        "week",
        rf"(?P<r>上上|上|下下|下|本|這|{_THIS_OWN}{WEEK}[內末的，,將會]))(?:一)?(?:個)?{WEEK}(?P<end>末)?(?![年歲])",
        weeks.named_week,
        words="星期|周|禮拜",
    ),
    rule(
        "day_of_another_month",
        rf"(?P<r>上上|上|下下|下|本|這|今)(?:個)?月\s?{DAY.format('')}",
        months.shifted_month,
        words="月",
    ),
    rule(
        "day_of_month",
        rf"(?<={PIECE_END}){AND}(?P<at>(?P<d>{DAY_NUMBER})(?:\s?[日號]|(?=(?:{AND}{DAY_NUMBER}){{1,6}}\s?[日號])|(?={TO}{DAY_NUMBER}\s?[日號]))(?:{TO}{DAY.format(2)})?)",
        days.day_of_list,
        needs=ENDS,
    ),
    rule(
        "days_of_month",
        rf"(?<![月\d]){DAY.format('')}{TO}{DAY.format(2)}",
        days.days_alone,
        needs=ENDS,
    ),
    rule(
        "another_month",
        rf"(?P<r>上上|上|下下|下|本|這|今(?=個))(?:一)?(?:個)?月{PART}(?!球|餅)",
        months.shifted_month,
        words="月",
    ),
    rule(
        "another_quarter",
        rf"(?P<r>上|下|本|這|今)(?:一)?(?:個)?(?:季度|季(?=末|[^,。;:、\n\d]{{0,14}}?(?:{_BUSINESS}))|(?<=股[上本今])季)(?!賽)",
        months.shifted_quarter,
        words="季",
    ),
    rule("half_year", r"(?<![年個創])(?P<h>[上下])半年(?!度)", months.half_alone, words="半年"),
    rule(
        "quarter",
        r"(?<![年近過])(?:第(?P<q>[一二三四1-4])季度?|(?P<q2>首)季(?!後))(?!賽|冠|節目|劇)",
        months.quarter_alone,
        words="季",
    ),
    rule(
        "quarter",
        r"(?:(?<=^)|(?<=[\s，,。；;：:、「（(在於及和與是到截至從自較比由,]))(?P<q>[一二三四])季度[末初底]?",
        months.quarter_alone,
        words="一季度|二季度|三季度|四季度",
    ),
    rule(
        "so_long_ago_or_ahead",
        r"(?<!\d[.,])(?<![\d〇零○一二兩三四五六七八九十百千萬第])(?P<n>\d{1,3}|[一二兩三四五六七八九十]{1,3})(?:個)?(?P<u>年|(?<=[個兩])月|星期|周|週|禮拜|天|日)(?P<dir>之前|以前|前|之後|以後|後)(?![夕來期任往])",
        distances.away,
        words="前|後",
    ),
    rule(
        "day_beside_this_one",
        r"(?:(?P<x>大[前後]|[前昨明後今]|(?<=[自從由])即|即(?=日(?:起|至|生效|實施|開始)))(?:天|日)|(?P<x2>[今昨明]|(?<![之以目日此生提空死產睡天月飯餐])(?<![新過去今\d]年)前(?=晚(?![年期上餐宴飯間])))(?:早|晚|晨|午|夜))(?<!今時今日)(?!之星|帝國|黃花|大嶼)",
        distances.day_beside,
        words=each("前|昨|明|後|今|即", "天|日|早|晚|晨|午|夜"),
    ),
    rule(
        "day_beside_this_one",
        r"(?P<x>(?<![追找搜探覓])尋|琴|噚|(?<![收傾聆打探])聽|(?<![看在於])今(?=朝(?!更|有酒)))(?P<x2>)(?:日(?![本後子語文常夜])|晚(?![宴會飯])|朝(?![鮮代]))",
        distances.day_beside,
        words=each("尋|琴|噚|聽", "日|晚|朝") + "|今朝",
    ),
    rule(
        "month",
        rf"{SAME_YEAR}{MONTH.format('')}{PART}{NOT_MONTH}",
        months.named_month,
        words="同年|翌年|次年|隔年",
    ),
    rule(
        "month",
        rf"(?<![\d.個一二三四五六七八九十半閏]){MONTH.format('')}{PART}{NOT_MONTH}",
        months.named_month,
        words="月",
    ),
    rule(
        "year_told_from_this_one",
        rf"{RELATIVE_YEAR}(?![輕青]){PART}",
        years.relative_year,
        words="年",
    ),
    rule(
        "year_told_from_this_one",
        rf"(?=年){_ALONE}年(?P<part>初(?![一二三四五六七八九十])|[底末]|中(?=[，,舉前後起已]))",
        years.part_of_this_year,
        words="年初|年底|年末|年中",
    ),
    rule(
        "another_month",
        rf"(?=月){_ALONE}月(?P<part>初(?![一二三四五六七八九十])|底(?![餘結數計出])|上旬|中旬|下旬)",
        months.part_of_this_month,
        words="月初|月底|月上旬|月中旬|月下旬",
    ),
    rule(
        "year",
        rf"{YEAR.format('')}(?:{PART}(?![代級度])|度(?![假過蜜])|(?=度[假過蜜]))",
        years.whole_year,
        words="年",
    ),
    rule(
        "year",
        r"(?<!\d[.,])(?<![\d/-])(?P<y>19[5-9]\d|20[0-4]\d)(?=[\u4e00-\u9fff])(?!期(?!間)|[隻](?![是有能會]))(?![年個人名萬億元條項次宗例座枚套張畝款場級間位家所公米克噸頁股票部架輛艘平呎戶港美英歐日韓點分多餘餐份名號至到及和])",
        years.whole_year,
        needs=folded(r"[12][09]\d\d"),
    ),
    rule(
        "year",
        r"(?<=[(（])(?<!(?:確診|個案|患者|男子|女子).)(?<!歲.)(?P<y>19\d\d|20[0-4]\d)(?=[)）])",
        years.whole_year,
        words="(1|(2",
    ),
    rule(
        "year",
        r"(?<=[是在於到至自由從])(?P<y>19[5-9]\d|20[1-4]\d)(?=[,。;、)])(?!,\d)",
        years.whole_year,
        needs=folded(r"[12][09]\d\d"),
    ),
    rule(
        "day_of_month",
        rf"(?=\d)(?<![月\d第.連續隔升跌供放休困達逾共過留住滿首計僅街路道巷每餘前]){_LASTING}(?<!期限)(?<!限期)(?<!為期)(?<!延長至)(?<!縮短至)(?<!增至)(?<!減至)(?<!加至)(?P<d>3[01]|[12]\d|[1-9])日(?!\d{{1,9}}夜|期(?!間)|[前後內間遊本元圓之行市假高低]|夜(?![間裡裏晚空色])|延長|縮短|不等|內|{_SPAN})",
        days.day_alone,
        needs=folded(r"\d日"),
    ),
    rule(
        "day_of_month",
        rf"(?=[\d一二三四五六七八九十廿])(?<![月\d第連續隔升跌困共過達同街路道巷二三十廿門院里弄村段區舟娥征宮])(?<![有某朝那這每另前後之](?=一)){_LASTING}(?<!期限)(?<!限期)(?<!為期)(?<!延長至)(?<!縮短至)(?<!增至)(?<!減至)(?<!加至){DAY.format('')}(?=[，,在宣表上下晚早發於正凌透公抵起舉出前電與會報說指]|$)(?!前|後|線|店|鋪|樓|碼|台|室|房|屋|車|巴|幹線|閘|選手)",
        days.day_alone,
        words="日|號",
    ),
    rule(
        "same_or_next",
        rf"(?<!不)(?<!月(?=當月))(?<!份(?=當月))(?<!合(?=同))(?<!(?<!例)如(?=同))(?<![日號夕秋午節旦誕慶](?=當[日天]))(?<!期[一二三四五六](?=當))(?<!周[一二三四五六](?=當))(?P<x>同|翌|(?<![首每多各幾兩\d一二三四五六七八九十])次|隔|當|同一(?=[日天年]))(?P<u>年|月(?:\s?{DAY.format('')})?|日|天|(?<=[當同翌])晚(?![年期輩間宴會])|(?<=翌)[早晨])(?![紀志業樣齡代級]|行(?!政|會)|學(?!生)|生(?!效)|而語|\d\d歲)",
        distances.same,
        words=each("同|翌|次|隔|當", "年|月|日|天")
        + "|當晚|同晚|翌晚|翌早|翌晨"
        + "|同一日|同一天|同一年",
    ),
)
