"""What rules of Chinese expressions make of a match: weeks, and weekdays of a week, month or year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from archive.dates import calendar as cal
from archive.dates.calendar import Interval
from archive.dates.chinese.days import is_in_title
from archive.dates.chinese.months import named_month
from archive.dates.chinese.patterns import folded
from archive.dates.chinese.words import shift_of, weekday_of, year_of
from archive.dates.rules import Context
from archive.text.chinese_numbers import chinese_number
from archive.text.folding import fold_text

#: Before a weekday that is over.
_PASSED: Final = re.compile(fold_text("過去的?$|剛過的$|當地時間$|當時$|曾[^，。]{0,5}$|那個$"))


def _week_from(context: Context, shift: int) -> Interval | None:
    """The week so many ahead, from Monday on.

    On a Sunday the week before and the next count as if a new one had begun: so do 65 of 76
    weekdays that articles of one newspaper, published on Sundays, name with their day of the month.
    """
    sunday = shift != 0 and context.today.weekday() == 6
    return cal.week(context.today + dt.timedelta(sunday), shift)


def weekdays(match: re.Match[str], context: Context) -> Interval | None:
    """From a weekday to a weekday of one week."""
    whole = _week_from(context, shift_of(match))
    if whole is None:
        return None
    if match["and"] and weekday_of(match["w2"]) != weekday_of(match["w"]) + 1:
        return None
    return cal.between(
        cal.on(whole.first, weekday_of(match["w"])), cal.on(whole.first, weekday_of(match["w2"]))
    )


#: What tells that a day is over.
_OVER: Final = folded(
    r"^[^，。；！？\n]{0,25}?(?:了|已|曾|表示|指出|稱|說|發生|當時|結果|宣布|發表|證實|獲|遭|辭職|過後)|"
    r"^[^。！？\n]{0,30}?(?:[，,]結果|竟|豈料|剛遇|有幾多|時[，,]|送院|收市)|^(?:晚|下午|早上|凌晨)(?:大約|約)|^[(（]即|^[^，。]{0,4}(?:聽完|看完|出台，)"
)

#: What is announced for a day; a day of an event that is over has been told of as 上周五.
_ANNOUNCED: Final = folded(
    r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上|早|晚|起)?(?:[在於][^，。]{2,12})?(?:開幕|揭幕|舉行(?!的[^，。]{1,14}[上中][，,])|召開(?!的[^，。]{1,14}[上中][，,])|提堂|開庭|開審|聆訊|"
    r"續審|再訊|宣判|判刑|裁決|投票|生效|實施|恢復|到訪|上映|公映|截止|與公眾見面|出席.{0,8}問話|審議|表決|(?:正式|開始|再|會|率先|全面)(?:生效|實施|開庭|審議|發售|休市|復課)|"
    r"開售|發售|放榜|開考|復課|復市|重開|開放|開賽|襲港|登陸|出庭|上庭|復會|宣誓|就職|出訪|訪華|訪港|訪美|停課|停工|休市|討論|繼續|續審|復審|辯論|迎戰|出戰|決戰|有(?:活動|雨)|初時|後期|可以(?!了)|必?須(?!了)|起(?![訴初床飛火草因義跑步訖]))"
)

_TIME_OF_DAY: Final = r"(?:凌晨|清晨|早上|早晨|上午|中午|正午|下午|傍晚|晚上|晚間|深夜|午夜|零時|早|晚|午)?(?:\d{1,2}時(?:半|正|\d{1,2}分)?)?"

#: Just before a weekday to come: 將於, 押後至, 最快.
_TO_COME: Final = folded(
    r"(?:(?:將|擬|(?<!原)定|(?<!原)訂|預計|預料|料|預期|預測|估計|安排|計劃|打算|準備|可望|有望|最快|最遲|最早|期待|敬請|請|待|留待|不遲於)(?:會|將|定|安排|改)?[於在到至]?|"
    r"(?<![社員商協工大聯學公機晚宴教司法委國董理事年展動討峰茶集生])會[於在]|(?:要|需)等?到|如[在於]|(?:呼籲|籲|號召(?!力)|促請)[^，。；\n]{0,10}|"
    r"(?:押後|延期|延|延長|改期|順延|維持|持續|推遲|展期|還押|押|再延)(?:至|到)|(?:將|預計|預料|預期|料|呼籲|籲|號召|計劃)[^，。、\n]{1,12}[於在])(?:(?:當地|美國|美東|本地|香港|北京|倫敦)(?:時間)?)?$"
)

#: Just behind a weekday to come: 起, 將會, 須.
_FROM_THEN: Final = folded(
    rf"{_TIME_OF_DAY}(?:起[，,]?(?=[^，。]{{0,12}}(?:將|會|可|須|需|要))|(?:將會?|會)(?:[於在再與和向有出到舉公宣發訪抵繼率為首最]|[^，。]{{0,2}}(?:舉行|進入|影響|開幕|公布|發表|進行|審議))|"
    r"(?:或?(?:之|以)?前)(?:不|仍|未|將|完成|提交|交|釋放|繳|離|回覆|登記|申請|作出|公布|收到|遞交|結束))"
)

#: Just behind a weekday that is over: what was said or happened on it.
_TOLD: Final = folded(
    rf"{_TIME_OF_DAY}(?:[在於][^，。]{{2,14}}?|[對向][^，。]{{1,10}}?|就[^，。]{{1,16}}?|再次?|首次|突然|一度|亦|也|更|又|均)?"
    r"(?:宣布|宣佈|表示|指出|指(?!定)|說|稱|警告|批評|強調|透露|證實|裁定|下令|簽署|發文|發帖|發聲明|發表(?!演)|回應|承認|否認|通報|報道|報導|引述|確認|曾|已|辭職|遇襲|"
    r"去世|逝世|死亡|發生|獲|遭|被|發[佈布](?!會)|突然|不諱言|記招|搶救|的[^，。]{1,10}?[比較]|的會議[並上中]|"
    r"[^，。]{0,20}?(?:召開|舉行|見)\s?(?:了|記者會|記招|發布會|記者)[^。]{0,4}?[，,]?(?:指|稱|表示|說|宣布|交代|解釋|承認|回應|披露))"
)

#: Before a weekday up to which, or from which, something has been counted: 截至周四.
_UP_TO: Final = folded(
    r"(?:截至|截止|直至|直到|自從|自|由|從)(?:當地|昨|美國|美國東部|本地)?(?:時間)?$"
)
_FORECAST: Final = folded(
    r"(?:預計|預測|預料|料)[^。]{0,6}$|(?:預計|預測|預料)[^。]{0,3}，[^。]{0,6}$"
)
#: Behind a weekday that something is made of, or until which somebody lived: 將周一定為公眾假期.
_NAMED_SO: Final = folded(r"[定列視改]為|[^，。]{0,8}(?:死亡|不治|逝世|離世|去世)")

#: Before a weekday of a story, which is over: 後來提前於周三.
_OF_STORY: Final = folded(
    r"(?:後來|其後|隨後|當時|之後|結果|終於|早前|曾|先後|已[於在]|到了|記得|自從|日前|狀寫到|[將把](?=$))[^，。；\n]{0,8}[，：]?$"
)
#: Around a weekday that is none of one week: 平日, 逢, 星期六、日, 周日崇拜, the name of a column.
_ANY_WEEK_BEFORE: Final = folded(
    r"(?:平[時日]的?|除了|每個?|逢[^，。；\n]{0,8}|每[^，。；\n]{1,6}|[那這]是|平常的|例如|每?月最後的|不是|[當那]天是|(?<![譬例])如(?!今)[^，。]{0,5}是|[一兩三四五六七八九十幾]個|通常|習慣|一般|撰文：|【|博客 \| |偏低的|快樂|黑色)$"
)
_ANY_WEEK_BEHIND: Final = folded(
    r"(?:[／/、]?日(?![舉發本早晚上下中的起])|[及或]公眾假期|[(（]?或?公眾假期|：|崇拜|版(?!權)|晚大屠殺|卻是|或日|效應|次(?!日)|影院|休息(?!過)|公休|例休|一次|才[回返]|清[」』，。；]|檔案|話題|午餐|頌讚|專欄|、(?:周|星期)?[一二三四五六日]及?公眾|在家工作|上(?:教堂|禮拜))"
)
_BEGINNING: Final = folded(rf"{_TIME_OF_DAY}(?:起|開始)")

#: Around a Monday that is told of at the end of the week: the next, where it is asked for or begins something.
_IS_NEXT: Final = folded(
    r"(?:(?:要求|如果|倘若|若果|預料|預計|料|期待|呼籲|籲|原定|計劃|響應|對於會否|或)[^，。；\n]{0,12}|並[於在]|日，|[(（]|[日六]晚?[至到])$"
)
_IS_NEXT_BEHIND: Final = folded(
    rf"{_TIME_OF_DAY}(?:起|[，,]?的?(?:罷工|罷市|限期|案件)|[^，。]{{0,4}}會(?![見議上晤面]|談(?:時|後|中))|履新|上任|就任|開市|正式|或[一二三四五六日])"
)

#: A weekday so long ago would be told as one of last week: 上周五.
_LONG_AGO: Final = 5
_SOME_DAYS: Final = 3


def weekday_alone(match: re.Match[str], context: Context) -> Interval | None:
    """周五: of this week; one of five days ago is rather the next, if nothing tells otherwise.

    Where neither what stands just before it nor what stands behind tells, it is the last.
    """
    if _is_of_any_week(match):
        return None
    weekday = weekday_of(match["w"])
    coming = (context.today.weekday() - weekday) % 7 > 0 and _is_to_come(match, context, weekday)
    return cal.nearest_weekday(context.today, weekday, coming=coming)


def _is_of_any_week(match: re.Match[str]) -> bool:
    """Whether a weekday is one of any week, or stands in a name."""
    text, start = match.string, match.start()
    return (
        _ANY_WEEK_BEHIND.match(text, match.end()) is not None
        or _ANY_WEEK_BEFORE.search(text, max(0, start - 12), start) is not None
        or is_in_title(match)
    )


def _is_to_come(match: re.Match[str], context: Context, weekday: int) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before, behind = text[max(0, start - 20) : start], text[end : end + 40]
    ago = (context.today.weekday() - weekday) % 7
    if _UP_TO.search(before) and not _BEGINNING.match(behind):
        return _FORECAST.search(before) is not None
    if _TO_COME.search(before):
        return _NAMED_SO.match(behind) is None
    if _PASSED.search(before) or _OF_STORY.search(before) or _TOLD.match(behind):
        return False
    over = _OVER.search(behind) is not None
    if _FROM_THEN.match(behind):
        return not over or context.coming
    this_week = ago >= _SOME_DAYS and weekday > context.today.weekday()
    if (this_week or ago >= _LONG_AGO) and _ANNOUNCED.match(behind):
        return context.coming or not over
    if ago >= _LONG_AGO and (this_week or _IS_NEXT.search(before) or _IS_NEXT_BEHIND.match(behind)):
        return context.coming or not over
    return context.coming


def shifted_weekday(match: re.Match[str], context: Context) -> Interval | None:
    """A weekday of another week."""
    weekday, shift = weekday_of(match["w"]), shift_of(match)
    whole = cal.week(context.today, shift) if weekday == 6 else _week_from(context, shift)
    return None if whole is None else cal.on(whole.first, weekday)


def named_week(match: re.Match[str], context: Context) -> Interval | None:
    """A week or its end."""
    if match["end"]:
        return cal.weekend(context.today, shift_of(match))
    return _week_from(context, shift_of(match))


def _whole(match: re.Match[str], context: Context) -> Interval | None:
    """The month or year that something is told of."""
    if match["r"]:
        today = context.today
        return cal.month(today.year, today.month + shift_of(match))
    if match["m"]:
        return named_month(match, context)
    year = year_of(match, context)
    return None if year is None else cal.year(year)


def _ordinal(match: re.Match[str]) -> int:
    return chinese_number(match["o"]) if match["o"] else -1


def weekday_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """五月第二個星期日."""
    return cal.weekday_in(_whole(match, context), weekday_of(match["w"]), _ordinal(match))


def week_of_whole(match: re.Match[str], context: Context) -> Interval | None:
    """十月的第一周."""
    return cal.week_in(_whole(match, context), _ordinal(match))
