"""Words that dates are written with: months, days of the week, eras, labels, placeholders.

Names of months in European languages are those of the Unicode CLDR, wide and abbreviated.
"""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    "january jan janvier janv januar jänner enero ene gennaio gen janeiro januari",
    "february feb février févr fevrier februar febrero febbraio fevereiro fev februari",
    "march mar mars märz mär marzo março maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juin juni junio giugno giu junho",
    "july jul juillet juil juli julio luglio lug julho",
    "august aug août aout agosto ago augustus",
    "september sept sep septembre septiembre settembre set setembro",
    "october oct octobre oktober okt octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro",
)

#: 1 to 12 by each name, in small letters.
MONTH_NUMBERS: Final = {
    name: at for at, names in enumerate(_MONTHS, 1) for name in (*names.split(), f"{at}月")
}

_WEEKDAYS: Final = (
    "一 mon monday lundi montag mo lunes lunedì maandag segunda-feira",
    "二 tue tues tuesday mardi dienstag di martes martedì dinsdag terça-feira",
    "三 wed wednes wednesday mercredi mittwoch mi miércoles mercoledì woensdag quarta-feira",
    "四 thu thur thurs thursday jeudi donnerstag do jueves giovedì donderdag quinta-feira",
    "五 fri friday vendredi freitag fr viernes venerdì vrijdag sexta-feira",
    "六 sat saturday samedi samstag sa sábado sabato zaterdag",
    "日 天 sun sunday dimanche sonntag so domingo domenica zondag",
)

#: 0 for Monday by each name, in small letters; in Chinese by the last character of 星期二.
WEEKDAYS: Final = {name: at for at, names in enumerate(_WEEKDAYS) for name in names.split()}
_LATIN: Final = "|".join(sorted((name for name in WEEKDAYS if len(name) > 1), key=len)[::-1])

WEEKDAY_WORD: Final = re.compile(
    r"[(,]*(?:(?:星期|週|周|禮拜|礼拜)([一二三四五六日天])|\(([一二三四五六日])\)"
    rf"|(?<![^\W\d_])({_LATIN})(?![^\W\d_]))[.,)]*",
    re.IGNORECASE,
)

#: The year before the first of an era. Sources: the calendars of Taiwan and Japan.
ERAS: Final = {
    "中華民國": 1911, "中华民国": 1911, "民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988,
    "昭和": 1925, "大正": 1911, "明治": 1867,
}  # fmt: skip

_AT: Final = r"(?: date| time| at| on)?"

#: What is said of a date before it: that it is of publication, or of a later change. 時間 alone
#: is said at the beginning only, as 北京時間 is a zone.
LABEL: Final = re.compile(
    rf"(?<![A-Za-z])(?:(?P<published>(?:first |originally |date )?(?:published|publication|posted|"
    rf"released?|issued|filed|pubdate){_AT}|(?:首次)?(?:發佈|發布|发布|发佈|發表|发表|出版|刊登|刊出|刊載|刊载"
    r"|發稿|发稿|公布|公佈|上載)(?:日期|時間|时间|於|于)?)"
    rf"|(?P<changed>(?:last |date )?(?:updated?|modified|edited|created|submitted){_AT}"
    r"|(?:最[後后新近])?(?:更新|修改|建立|創建|创建|撰寫|撰写|上傳|上传)(?:日期|時間|时间|於|于)?)"
    r"|\A(?:date(?:line)?|time|as of|(?:報道|报道|新聞|新闻)?(?:日期|時間|时间)))"
    r"(?![A-Za-z])[\s:|\-]*",
    re.IGNORECASE,
)

#: What stands for no date, in small letters.
PLACEHOLDERS: Final = frozenset(
    "null,none,nil,n/a,na,nan,nat,undefined,unknown,false,true,invalid date,not set,tba,tbc,tbd,"
    "unspecified,undated,n.d,n. d,"
    "no date,missing,empty,無,无,不詳,不详,未知,暫無,暂无,沒有,没有,待定,未定"
    ",\\n".split(",")
)
