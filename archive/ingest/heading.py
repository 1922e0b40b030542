"""What stands at the top of a document without markup: its title, and a line of day and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.ingest.datelines import DATELINES

#: Titles that programs give, in the languages of their menus, and names of files.
_GENERIC: Final = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|(?:word|powerpoint) (?:document|presentation)"
    r"|(?:document|doc|untitled|new document|title|test|draft|文件|文档|文檔|新文档|新增文件"
    r"|無標題|无标题|未命名|未命名文件|標題|标题|草稿)[ _-]?\d*"
    r"|\(?(?:untitled|anonymous|unspecified|none|null|n/a)\)?"
    r"|.*\.(?:docx?|dotx?|rtf|odt|pdf|indd|qxd|qxp|pages|wps|txt|html?|pptx?|xlsx?|tex|dvi|ps)"
    r"|[\w-]*_[\w-]*|[\W\d_]*",
    re.IGNORECASE,
)

#: Above a title: what kind of paper it is.
_LETTERHEAD: Final = re.compile(
    r"\W*(?:(?:press|media|news) (?:release|statement)|(?:for )?immediate release|opinion|news"
    r"|新[聞闻][稿公][報报]?|即時發[布佈]|即时发布|特稿|社[論论])\W*",
    re.IGNORECASE,
)

#: A title is a line; what is longer is a paragraph.
LONGEST_TITLE: Final = 160

_SENTENCE_ENDS: Final = tuple(".。！？；;:：,，")

_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_TIME: Final = (
    r"(?:[\sT，,]*(?:at\s+)?(?:上午|下午|晚上|凌晨|中午|早上)?\s*\d{1,2}(?:[:：]\d{2}){1,2}"
    r"(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:HKT|GMT|UTC)|\s*[+-]\d{2}:?\d{2}|Z)?"
    r"|[\s，,]*(?:上午|下午|晚上|凌晨|中午|早上)?\s*\d{1,2}[時时](?:\d{1,2}分)?)?"
)
_DIGITS: Final = "[〇零○一二三四五六七八九十百]"
_DAY: Final = re.compile(
    rf"(?:(?:{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_WEEKDAY}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|(?:(?:中華)?民國\s*)?\d{2,4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*[（(]?\s*(?:星期|周|週|禮拜)[一二三四五六日天]\s*[)）]?)?"
    rf"|(?:(?:中華)?民國)?{_DIGITS}{{2,6}}年{_DIGITS}{{1,3}}月{_DIGITS}{{1,3}}日(?:[（(]?(?:星期|周|週)[一二三四五六日天][)）]?)?)"
    rf"{_TIME})(?![\d])",
    re.IGNORECASE,
)

#: "Published: ", 「發佈時間：」 before a day.
_LABEL: Final = re.compile(
    r"(?:(?:posted|published|updated|date|issued|released?)(?:\s+(?:on|at|date))?\s*[:：]?"
    r"|(?:發佈|发布|發布|發表|发表|更新|刊登|出版)?(?:時間|时间|日期)\s*[:：]|(?:發佈|发布|發布|更新)[於于]?\s*[:：]?)",
    re.IGNORECASE,
)
_AROUND: Final = " \t\u3000,，|｜/／·•‧—–-:：;；()（）[]【】"

#: Names: words with capitals, or two to four Han characters (with a point in foreign ones).
_LATIN: Final = (
    r"[^\W\d_a-z][\w.'’-]*(?:(?:,? (?:and |& |de |van |von |bin |al-)?|, )[^\W\d_a-z][\w.'’-]*)"
)
_HAN: Final = (
    r"[㐀-鿿]{2,4}(?:[·•・‧][㐀-鿿]{1,6})?(?:[、，,/／ \u3000]+(?:和|與|与)?[㐀-鿿]{2,4}){0,5}"
)
_ROLE: Final = (
    r"(?:本[報报])?(?:特[約约])?(?:記者|记者|撰文|採訪|采访|通訊員|通讯员|整理|報[道導]|报道)"
)
_CREDIT: Final = re.compile(
    rf"(?i:(?:(?:reporting|text|story|words|written) )?by:?)\s+{_LATIN}{{0,10}}"
    rf"(?: (?:in|for|from) {_LATIN}{{0,5}})?"
    rf"|(?:【?本[報报][訊讯]】?\s*)?[（(]?{_ROLE}\s*[:：/／ \u3000]*{_HAN}"
    rf"(?:[/／ \u3000]*(?:[㐀-鿿]{{2,4}})?(?:報[道導]|报道|[電电]))?[）)]?"
    rf"|(?:文|作者|編輯|编辑|責任編輯|责任编辑)\s*[:：/／ \u3000|｜]\s*(?:{_HAN}|{_LATIN}{{0,10}})"
)
_NAMES: Final = re.compile(rf"{_LATIN}{{1,6}}|{_HAN}")
_SENTENCE: Final = re.compile(r"[。！？]|[.!?] [A-Z]|[，,].*[，,].*[，,]")

#: A line of day and names is short, and one of the first below the title.
_LONGEST_LINE: Final = 100
_FIRST_LINES: Final = 3

#: A dateline stands in the first characters of a text ("HONG KONG, 5 March 2024 - ").
_DATELINE: Final = 60
_DATELINE_END: Final = re.compile(r"\s*[)）】]?\s*(?:[—–:：-]|[/／]|\s電|\s电|電|电|訊|讯|[)）】])")


@dataclass(frozen=True, slots=True)
class Top:
    """What the lines below a title say; `rest` is the text without them."""

    published: str = ""
    bylines: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def is_generic_title(title: str) -> bool:
    """Whether a program gave this title, or a file's name did."""
    return len(title) <= 2 * LONGEST_TITLE and _GENERIC.fullmatch(title.strip()) is not None


def is_title_line(line: str) -> bool:
    """Whether a line can be a title: short, and no sentence."""
    return 0 < len(line) <= LONGEST_TITLE and "\n" not in line and not line.endswith(_SENTENCE_ENDS)


def is_letterhead(line: str) -> bool:
    """Whether a line only says what kind of paper stands below it ("PRESS RELEASE")."""
    return len(line) <= _LONGEST_LINE and _LETTERHEAD.fullmatch(line) is not None


def is_top_line(line: str) -> bool:
    """Whether a line holds nothing but a day or names."""
    return any(_line(line))


def same_line(first: str, second: str) -> bool:
    """Whether two lines differ in spaces and widths of signs only."""
    return _bare(first) == _bare(second)


def _bare(line: str) -> str:
    return "".join(unicodedata.normalize("NFKC", line).split())


def read_top(paragraphs: Sequence[str]) -> Top:
    """Day and names of the first `paragraphs`, those below the title.

    A line that holds nothing else is taken out of the text. A dateline stays in it. Where the top
    names no day, a last line that is nothing but a day does, as in releases of governments.
    """
    published = ""
    bylines: list[str] = []
    rest = list(paragraphs)
    at = 0
    for _ in range(_FIRST_LINES):
        if at < len(rest) and is_letterhead(rest[at]):
            at += 1  # it stays where it is
            continue
        day, credit = _line(rest[at]) if at < len(rest) else ("", "")
        if not (day or credit) or (day and published) or (credit and bylines):
            break
        published, bylines = published or day, bylines or [credit] * bool(credit)
        rest.pop(at)
    published = published or _dateline(rest) or _last_day(rest)
    return Top(published, tuple(bylines), tuple(rest))


def _line(line: str) -> tuple[str, str]:
    """The day and the credit that are all a line says; "" and "" where it says more."""
    if not line or len(line) > _LONGEST_LINE or "\n" in line:
        return "", ""
    day = _DAY.search(line)
    around = line[: day.start()] + " " + line[day.end() :] if day else line
    around = _LABEL.sub(" ", around).strip(_AROUND) if day else around.strip()
    written = day[0].strip(_AROUND) if day else ""
    if not around:
        return written, ""
    is_name = day and _NAMES.fullmatch(around) and around.lower() not in DATELINES
    is_credit = _CREDIT.fullmatch(around) or is_name
    return (written, around) if is_credit and not _SENTENCE.search(around) else ("", "")


def _dateline(paragraphs: Sequence[str]) -> str:
    for paragraph in paragraphs[:1]:
        day = _DAY.search(paragraph, 0, _DATELINE)
        if day and (day.end() == len(paragraph) or _DATELINE_END.match(paragraph, day.end())):
            return day[0].strip(_AROUND)
    return ""


def _last_day(paragraphs: Sequence[str]) -> str:
    """A day that is all that one of the last lines says ("Ends/Tuesday, 5 March 2024")."""
    for paragraph in paragraphs[:0:-1][:3]:
        day = _DAY.search(paragraph) if len(paragraph) <= _LONGEST_LINE else None
        if day and re.sub(r"(?i)ends|完", "", _line_around(paragraph, day)).strip(_AROUND) == "":
            return day[0].strip(_AROUND)
    return ""


def _line_around(paragraph: str, day: re.Match[str]) -> str:
    return _LABEL.sub(" ", paragraph[: day.start()] + paragraph[day.end() :])
