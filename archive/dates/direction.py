"""Whether a sentence tells the past or announces what is to come, by the nearest cue."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from archive.dates.chinese.cues import likely_to_come

#: How far before and after an expression cues are sought, in characters.
_BEFORE, _AFTER = 160, 60

_ENGLISH: Final = re.compile(
    r"\b(?=[A-Za-z'])(?:(?P<coming>will|'ll|would|shall|could|may(?= [a-z])|might|scheduled|due (?:to(?! (?:the|an?|its|their|his|her|this|these|those|some|any)\b)|in|on|by)|"
    r"expect(?:ed|s)? to|expects?|(?<!than )(?<!as )expected(?= (?:(?:at|by|before|during|early|for|from|in|late|later|next|on|some ?time|soon|this|tomorrow|until|within|around)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|June|July|August|September|October|November|December)\b))|(?:aim|hope|intend)s? to|likely to|set to|set for|planned for|plans? to|planning to|going to|upcoming|to be held|"
    r"to take place|expires?|[Pp]ayable|(?<=^)[Pp]ay|(?<=\n)[Pp]ay|deliver(?:y|able)|meets|visits|hosts|heads|travels|arrives|begins|opens|is all about|forthcoming|subject to(?= (?:[\w'-]+ ){0,3}approvals? at\b)|(?<=the )coming|(?<=this )coming|ahead of(?! [A-Z](?!(?:on|ues|ednes|hurs|ri|atur|un)day)[A-Za-z. -]{0,25}'s\b)|deadline|I'll|starting|takes? effect|next election|(?:sure|bound|about|wants?) to|forecast to(?! (?:an?|the)\b)|can be)|"
    r"(?P<agreed>(?:agree[sd]?|pledge[sd]?|vow(?:s|ed)?|promise[sd]?|wanted|hoped|planned|aimed|offer(?:s|ed)?|propose[sd]?|contract(?:s|ed)?) to(?= (?!(?:the|an?|in|at|on|by|its|their|his|her)\b)[a-z]))|"
    r"(?<!\bbe )(?P<past>said|previous|says|told|claimed|announced|was|were|had|did|(?<!\bto )(?:has|have)(?! to\b)|already|met|began|spoke|took|held|"
    r"made|won|lost|fell|rose|came|went|left|gave|got|saw|sent|wrote|spent|bought|sold|brought|found|heard|paid|ran|kept|stood|struck|broke|grew|drew|drove|fought|caught|Asked|since|ago|shut|(?<!been )[a-z]{3,}ed))\b"
)
#: Before a participle that only says what kind something is: the newly elected council.
_OF_A_KIND: Final = ("newly ", " the ", " a ", " an ", " its ", " their ", " his ", " her ")
_UNTIL: Final = re.compile(
    r"\b(?:until|till|(?P<by>by)|(?<!or )before|between now and|from now to|as (?:early|soon) as)\s+"
    r"(?:\w+day,?\s+|(?:about |around |at least )?(?:the )?(?:end|middle|beginning|start) of |end-)?$",
    re.IGNORECASE,
)
#: How far before an expression such a word stands, in characters.
_UP_TO: Final = 64
#: Behind a month: it is the one of a delivery.
_DELIVERED: Final = re.compile(
    r"(?:/[A-Z][a-z]+)* (?:(?!total)[a-z]+ )?(?:futures|delivery|deliveries|shipments?|loading|contracts?|butter|settled|settles|sold at|(?:gasoline|heating oil|gold|silver|copper|corn|wheat|cattle|hogs|cotton|sugar|cocoa|coffee|platinum)(?= (?:futures|closed|settled|rose|fell|ended|opened|traded|gained|lost|finished|slipped|eased|dropped|advanced|declined|was (?:up|down|off|at)|at|up|down|off)\b)|"
    r"soymeal|soyoil|soybeans|"
    r"(?:U\.S\. )?crude(?! (?:oil )?(?:output|production|imports|exports|stocks|runs)))\b"
)
_MONTH_START: Final = re.compile(
    r"(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=[/.]))\b"
)
#: Straight before what is to come, however long after one of its name: will open in.
_STRAIGHT: Final = re.compile(
    r"\b(?:will|(?:is|are|due|scheduled|set|plans?) to)(?: [\w-]+){1,4} (?:in|by|until) $"
)
#: Before what somebody does then: before he leaves office in.
_LEAVES: Final = re.compile(
    r"\b(?:before|when|until|once|as soon as)(?: (?!had\b|was\b|were\b)[\w'-]+){1,4}? "
    r"(?:leaves|takes|returns|re-enters|comes|enters|assumes|begins|starts|expires|ends|opens|meets|hosts|visits|retires)\b"
    r"[^.;,]{0,30} (?:in|on|by|until) $"
)
_LEFT_IN: Final = (" in ", " on ", " by ", " until ")
#: A verb of the present tense just before a day announces it: polls close on Friday, due Wednesday.
_PRESENT: Final = re.compile(
    r"\b(?:due|(?:closes|opens|reopens|begins|starts|ends|resumes|restarts|meets|expires|reconvenes|convenes|kicks off|hosts|faces|"
    r"sets (?:out|off)|visits|travels|heads|takes on|launches|unveils|"
    r"returns|arrives|leaves|departs|goes on (?:sale|show|trial)|gets under way|takes (?:place|office|effect|over|charge)|steps down|comes into (?:force|effect)|goes into effect|(?:is|are) to [a-z]+|(?:taking|takes?) part in|holds? (?:its|their|an?))|"
    r"(?:(?<=\b[Tt]hey )|(?<=\b[Ww]e )|(?<=\bwho ))(?:meet|host|face|visit|travel|take on|play|set (?:out|off)|return|begin|start|open|vote|leave)|"
    r"(?<=[A-Za-z]{3}[a-rt-z]s )(?:close|open|reopen|restart|begin|start|end|resume|meet|vote|expire|reconvene|convene|kick off|host|face|"
    r"return|arrive|leave|depart|go to the polls|take place)|"
    r"(?<![Ii]t )(?:is|are)(?= (?:on |next |this )?$))"
    r"(?: (?!(?:and|after|but|which|who|that|said|was|were)\b)(?![a-z]+ed\b)[\w'-]+){0,7}"
    r" (?:on |next |this |until |by |through |from )?$"
)
#: What is being done from a day on: is suspending exports from Thursday.
_FROM_ON: Final = re.compile(
    r"\b(?:is|are|was|were) (?:suspend|rais|cutt|increas|reduc|lower|clos|open|introduc|end|launch|impos|lift|chang|bann|halt|stopp|"
    r"resum|withdraw|mov|offer|ration|limit|restrict|freez|extend|adopt)ing\b[^,;]{0,60} from $"
)
#: What had been done by a day.
_DONE: Final = re.compile(r"\bhad (?:been|[a-z]+e[dn])\b[^,]*$")
#: What began on a day at last: did not sign until.
_NOT_UNTIL: Final = re.compile(
    r"\b(?:did|was|were|had)(?: not|n't)\b[^,;]*\b(?:until|till|before) $"
)
#: Behind "than" stands what is over: higher than in.
_THAN: Final = re.compile(
    r"(?<!earlier )(?<!later )\bthan (?:(?:in|at|for|during)\b|the )[^,]{0,30}$"
)
#: What was done before something else: agreed to buy it after selling another in.
_AFTER_THAT: Final = re.compile(r"\b(?:after [a-z]+ing|since|following)\b[^,]*$")
#: What joins a day of a month to what is announced: "takes office on January 20". Where nothing
#: does, as in "Qtr ends Dec 31", it heads a table.
_DAY_AFTER: Final = (" on ", " until ")
_DAY_OF_MONTH: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_WEEKDAY_START: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")

#: Where an English sentence ends.
ENGLISH_END: Final = re.compile(r"[.;!?](?=\s|$)|\n")

#: From this on the words around a day in Chinese announce it.
_ANNOUNCED: Final = 1.5


class Outlook(NamedTuple):
    """Whether the words around an expression announce what is to come.

    `likely` is how strongly they do, as a logarithm of odds.
    """

    coming: bool
    likely: float = 0.0


def outlook(text: str, start: int, end: int, *, chinese: bool) -> Outlook:
    """Whether the words around an expression announce what is to come.

    `text` is folded where it is Chinese.
    """
    if not chinese:
        return _in_english(text, start, end)
    likely = likely_to_come(text, start, end)
    return Outlook(likely >= _ANNOUNCED, likely=likely)


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
    cues = _cues(sentence_before(text, start))
    cue = cues[-1] if cues else _cue_behind(text, end)
    return cue is not None and cue["past"] is not None and cue[0] not in _REPORTING


def _in_english(text: str, start: int, end: int) -> Outlook:
    before = sentence_before(text, start)
    cues = _cues(before)
    cue = cues[-1] if cues else _cue_behind(text, end)
    agreed = cue is not None and cue["agreed"] is not None
    if agreed and cues and not _WEEKDAY_START.match(text, start) and not _AFTER_THAT.search(before):
        return _english_outlook(True, sure=False)
    is_past = cue is not None and (agreed or cue["past"] is not None)
    if not is_past and cues and cue is not None and _THAN.search(before, cue.end()):
        return _english_outlook(False, sure=True)
    until = _until(before)
    # A vote that was moved by June's storm is over, and so is what they had by the end of June.
    if until and not (
        until["by"] and (text.startswith(("'s ", " had "), end) or _DONE.search(before))
    ):
        told_of = is_past and until[0].startswith("By ")
        return _english_outlook(not told_of, sure=cue is not None and not is_past)
    named = _WEEKDAY_START.match(text, start) or (
        before.endswith(_DAY_AFTER) and _DAY_OF_MONTH.search(text, start, end)
    )
    if named and (
        _PRESENT.search(before) or (before.endswith(" from ") and _FROM_ON.search(before))
    ):
        return _english_outlook(True, sure=True)
    if _MONTH_START.match(text, start) and (
        before.endswith(" position ") or _DELIVERED.match(text, end)
    ):
        return Outlook(True, likely=_DELIVERY)
    if before.endswith(" through ") and _MONTH_START.match(text, start):
        return Outlook(not is_past, likely=_UNSURE if is_past else _SURE)
    if before.endswith(_LEFT_IN) and _LEAVES.search(before):
        return _english_outlook(True, sure=True)
    if cue is None:
        return Outlook(False, likely=_UNSURE_OVER)
    sure = not is_past or not any(other["coming"] for other in cues)
    if not sure and before.endswith(" from ") and cue["past"] not in _REPORTING:
        return _english_outlook(True, sure=False)
    if not is_past and _STRAIGHT.search(before):
        return Outlook(True, likely=_ANNOUNCED_IN)
    if is_past and sure and cue[0] in _REPORTING:
        return Outlook(False, likely=_REPORTED)
    return _english_outlook(not is_past, sure=sure)


#: How strongly cues in English announce what is to come, as logarithms of odds: one that agrees with
#: all others, one that does not, what is said and what is delivered.
_SURE: Final = 5.0
_ANNOUNCED_IN: Final = 6.0
_UNSURE: Final = 1.8
_UNSURE_OVER: Final = 0.6
_REPORTED: Final = -0.6
_DELIVERY: Final = 3.5


def _english_outlook(coming: bool, *, sure: bool) -> Outlook:
    if coming:
        return Outlook(True, likely=_SURE if sure else _UNSURE)
    return Outlook(False, likely=-_SURE if sure else _UNSURE_OVER)


def sentence_before(text: str, start: int) -> str:
    """What stands before a place in its English sentence, as far as cues are sought."""
    return ENGLISH_END.split(text[max(0, start - _BEFORE) : start])[-1]


def _until(before: str) -> re.Match[str] | None:
    """The word that tells up to when something goes on; None where it tells when it began at last."""
    until = _UNTIL.search(before, max(0, len(before) - _UP_TO))
    return until if until and not _NOT_UNTIL.search(before) else None


def _cues(text: str) -> list[re.Match[str]]:
    """The cues of a part of a sentence."""
    return [
        cue
        for cue in _ENGLISH.finditer(text)
        if not (cue["past"] and cue[0].endswith("ed") and text.endswith(_OF_A_KIND, 0, cue.start()))
    ]


def _cue_behind(text: str, end: int) -> re.Match[str] | None:
    """The first cue behind an expression in its sentence."""
    return next(iter(_cues(ENGLISH_END.split(text[end : end + _AFTER])[0])), None)
