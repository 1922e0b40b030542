"""Whether a sentence tells the past or announces what is to come, by the nearest cue."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from archive.text.folding import fold_text

#: How far before and after an expression cues are sought, in characters.
_BEFORE, _AFTER = 160, 60
_HAN_BEFORE, _HAN_AFTER = 16, 30

_ENGLISH: Final = re.compile(
    r"\b(?=[A-Za-z'])(?:(?P<coming>will|'ll|would|shall|could|may(?= [a-z])|might|scheduled|due (?:to(?! (?:the|an?|its|their|his|her|this|these|those|some|any)\b)|in|on|by)|"
    r"expect(?:ed|s)? to|expects?|(?:aim|hope|intend)s? to|likely to|set to|set for|planned for|plans? to|planning to|going to|upcoming|to be held|"
    r"to take place|expires?|[Pp]ayable|(?<=^)[Pp]ay|(?<=\n)[Pp]ay|deliver(?:y|able)|meets|visits|hosts|heads|travels|arrives|begins|opens|is all about|forthcoming|(?<=the )coming|(?<=this )coming|ahead of|deadline|I'll|starting|takes? effect|next election)|"
    r"(?<!\bbe )(?P<past>said|previous|says|told|claimed|announced|was|were|had|did|has|have|met|began|spoke|took|held|"
    r"made|won|lost|fell|rose|came|went|left|gave|got|saw|sent|since|ago|shut|(?<!been )[a-z]{3,}ed))\b"
)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|(?P<by>by)|(?<!or )before|between now and|from now to)\s+"
    r"(?:\w+day,?\s+|(?:about |around |at least )?(?:the )?(?:end|middle|beginning|start) of |end-)?$",
    re.IGNORECASE,
)
#: Behind a month: it is the one of a delivery.
_DELIVERED: Final = re.compile(
    r"(?:/[A-Z][a-z]+)* (?:(?!total)[a-z]+ )?(?:futures|delivery|deliveries|shipment|loading)\b"
)
_MONTH_START: Final = re.compile(
    r"(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
#: A verb of the present tense just before a day announces it: polls close on Friday, due Wednesday.
_PRESENT: Final = re.compile(
    r"\b(?:due|(?:closes|opens|begins|starts|ends|resumes|meets|expires|reconvenes|convenes|kicks off|hosts|faces|"
    r"returns|arrives|leaves|departs|goes on (?:sale|show|trial)|gets under way|takes (?:place|office|effect|over|charge)|steps down|comes into (?:force|effect)|goes into effect|(?:is|are) to [a-z]+|(?:taking|takes?) part in|holds? (?:its|their|an?))|"
    r"(?<=[A-Za-z]{3}[a-rt-z]s )(?:close|open|begin|start|end|resume|meet|vote|expire|reconvene|convene|kick off|host|face|"
    r"return|arrive|leave|depart|go to the polls|take place)|"
    r"(?<![Ii]t )(?:is|are)(?= (?:on |next |this )?$))"
    r"(?: (?!(?:and|after|but|which|who|that|said|was|were)\b)(?![a-z]+ed\b)[\w'-]+){0,5}"
    r" (?:on |next |this |until |by |through |from )?$"
)
_WEEKDAY_START: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")

#: Where an English sentence ends.
ENGLISH_END: Final = re.compile(r"[.;!?](?=\s|$)|\n")

#: Behind 將 where it stands before what something is done to: 將6間企業列入名單.
_OBJECT: Final = (
    r"(?!會|於|再|有|繼|全面|進一步|正式|逐步|陸續|由|從|分|大幅|首次)(?:\d{1,4}多?[間名人個款項隻宗位架艘]|[該其這此]|"
    r"[^，。；]{1,24}?(?:判處|判監|引入|寫入|列入|列為|定性|納入|移交|送往|送交|送院|拘捕|逮捕|驅逐|帶走|解僱|扭曲|稱為|形容|視為|歸咎|改為|轉為|"
    r"放寬|收緊|下調|上調|調高|調低|延長|推遲|降至|升至|提升至|增至|減至|包圍|趕走|炒|告上))"
)

_CHINESE: Final = re.compile(
    fold_text(
        rf"(?<![上中少大名老健武准主])將(?![軍領士帥官]|{_OBJECT})|预计|預計|即將|擬於|擬在|前完成|有望|計劃(?=[於在今明下本再將把向到對派增推興建設開展訪出前恢復重從由延持至\d])|最快(?![的速紀記])|屆時|要在|料於|準備|打算|將於|起(?:實施|生效|執行|施行)|舉行前|截止|爭取|"
        r"(?<![社員商協工大聯學公機晚宴教司法委馬警國董理事年展動運覽討樂峰茶博酒酬集聚閉例約城常監執記者])(?<![區市省國參眾上下兩院縣與評]議)會(?:考慮|爭取|繼續|嘗試|盡量|盡快|安排|如期|正式|陸續|分別)?"
        r"(?:再|在|於|就|出席|舉行|到|向)"
    )
)
#: The same, right before a day.
_JUST_BEFORE: Final = tuple(
    map(fold_text, ("計劃", "預產期", "任期至", "任期到", "持續至", "持續到", "有效期至"))
)

#: Behind a comma: what the clause of a day announces (亦即3月，將會加息).
_GOES_ON: Final = tuple(
    map(fold_text, ("，將", "，預計將", "起，將", "起將", "起，會", "起會", "起須"))
)

_CLAUSE_END: Final = re.compile(r"[。；！？!?\n，,]")


class Outlook(NamedTuple):
    """Whether the words around an expression announce what is to come, and whether they agree."""

    coming: bool
    sure: bool = True


def outlook(text: str, start: int, end: int, *, chinese: bool) -> Outlook:
    """Whether the words around an expression announce what is to come.

    `text` is folded where it is Chinese.
    """
    return Outlook(_in_chinese(text, start, end)) if chinese else _in_english(text, start, end)


#: Verbs that tell what somebody says, in the past or not.
_REPORTING: Final = (
    "said",
    "says",
    "told",
    "claimed",
    "announced",
    "has",
    "have",
    "added",
    "expressed",
)


def is_told(text: str, start: int, end: int) -> bool:
    """Whether the nearest cue in English text around an expression tells the past, and reports no words."""
    cues = list(_ENGLISH.finditer(_sentence_before(text, start)))
    cue = cues[-1] if cues else _cue_behind(text, end)
    return cue is not None and cue["past"] is not None and cue[0] not in _REPORTING


def _in_english(text: str, start: int, end: int) -> Outlook:
    before = _sentence_before(text, start)
    cues = list(_ENGLISH.finditer(before))
    cue = cues[-1] if cues else _cue_behind(text, end)
    is_past = cue is not None and cue["past"] is not None
    until = _UNTIL.search(before)
    # A vote that was moved by June's storm is over, and so is what they had by the end of June.
    if until and not (until["by"] and text.startswith("'s ", end)):
        told_of = is_past and until[0].startswith("By ")
        return Outlook(not told_of, cue is not None and not is_past)
    if _WEEKDAY_START.match(text, start) and _PRESENT.search(before):
        return Outlook(True)
    if _MONTH_START.match(text, start) and _DELIVERED.match(text, end):
        return Outlook(True, False)
    if cue is None:
        return Outlook(False, False)
    return Outlook(
        not is_past,
        not is_past or not any(other["coming"] for other in cues),
    )


def _sentence_before(text: str, start: int) -> str:
    return ENGLISH_END.split(text[max(0, start - _BEFORE) : start])[-1]


def _cue_behind(text: str, end: int) -> re.Match[str] | None:
    """The first cue behind an expression in its sentence."""
    return _ENGLISH.search(ENGLISH_END.split(text[end : end + _AFTER])[0])


#: Every cue has one of these.
_SOME_CUE: Final = re.compile(fold_text("[將预預即擬前有計屆要料準打起舉截爭會最任持]"))


def _in_chinese(text: str, start: int, end: int) -> bool:
    if _SOME_CUE.search(text, max(0, start - _HAN_BEFORE), end + _HAN_AFTER) is None:
        return False
    before = _CLAUSE_END.split(text[max(0, start - _HAN_BEFORE) : start])[-1]
    after = _CLAUSE_END.split(text[end : end + _HAN_AFTER])[0]
    if text.startswith(_GOES_ON, end):
        return True
    if before.endswith(_JUST_BEFORE) or _CHINESE.search(before):
        return True
    return _CHINESE.search(after) is not None
