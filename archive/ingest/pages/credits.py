"""The lines under a headline: day, names, source, length of reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.ingest.page_furniture import furniture_kind

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY: Final = (
    r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|"
    r"[（(]?(?:星期|週|周|禮拜)[一二三四五六日天][)）]?)"
)
_ZONE: Final = (
    r"(?:z\b|utc|gmt|hkt|cst|est|edt|et|pst|pdt|pt|bst|cet|ist|jst|sgt|myt|aest|aedt|"
    r"[（(](?:北京|香港|台北)時?时?間?间?[)）])?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?"
)
_TIME: Final = (
    rf"(?:上午|下午|凌晨|早上|中午|"
    rf"晚上)?\s?\d{{1,2}}\s?[:：.時时]\s?\d{{2}}(?:[:：分]\d{{0,2}}秒?)?"
    rf"(?:\s?[ap]\.?m\.?)?(?:\s{{0,2}}{_ZONE})?"
)
_DAY: Final = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:\s?日)?|"
    r"(?:民國|中華民國)\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|"
    r"[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}|"
    rf"{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?,?\s{{0,2}}\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s?[- ]?{_MONTH},?\s?[- ]?\d{{4}})"
)
#: A day with the time that stands before or behind it.
_DAY_AND_TIME: Final = re.compile(
    rf"(?<![0-9A-Za-z/.-])(?:{_TIME}\s?[,on]{{0,2}}\s?)?(?:{_WEEKDAY},?\s?)?{_DAY}(?:(?<=日)|(?!\d))"
    rf"(?:\s?[,，]?\s?{_WEEKDAY})?(?:\sHKT)?(?:\s{{0,3}}[,，|｜/•·T–-]?\s{{0,2}}(?:at\s)?{_TIME})?",
    re.IGNORECASE,
)

_UPDATED: Final = re.compile(
    r"(?:last\s)?(?:updated|modified|revised)(?:\s(?:on|at))?|(?:最後|最后)?(?:更新|修訂|"
    r"修改)(?:時間|时间|日期|於|于)?",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"(?:first\s)?(?:published|posted|created|date|released)(?:\s(?:on|at|date))?|"
    r"(?:發佈|發布|发布|發表|发表|出版|刊登|刊出|建立|上載|日期|時間|时间)(?:時間|时间|日期|於|"
    r"于)?",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(f"(?:{_UPDATED.pattern})|(?:{_PUBLISHED.pattern})", re.IGNORECASE)
_SOURCE: Final = re.compile(
    r"(?:來源|来源|稿源|出處|出处|轉載自|转载自|source|from)\s?[:：]\s?(?P<source>[^\s|"
    r"｜·•:：]{1,30}(?: [A-Z][\w]{0,20}){0,3})",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"原[创創]|香港時間\s?\d{1,2}[時:：]\d{2}分?|"
    r"(?:更新|updated?)(?:時間|时间)?[:：]?\s?\d{1,2}[:：]\d\d|"
    r"\d{1,3}[ -]?min(?:ute)?s?\.?(?: read)?|(?:閱讀|阅读)(?:時間|时间|"
    r"需時)?\s?[:：]?\s?約?\s?\d{1,3}\s?(?:分鐘|分钟)|"
    r"(?:瀏覽|浏览|閱讀|阅读|點擊|点击|人氣)(?:次數|次数|量|數|数)?\s?[:：]?\s?[\d,]{1,12}\s?次?|"
    r"[\d,]{1,12} views?|"
    r"(?:字號|字体|字體)[:：]?\s?[大中小 ]{0,6}|"
    rf"(?:last )?updated:? {_MONTH} \d{{1,2}}",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"\b(?:\d{1,3}|an?) (?:seconds?|min(?:ute)?s?|hours?|hrs?|days?) ago\b|\d{1,3}\s?(?:分鐘|"
    r"分钟|小時|小时|日|天)前|"
    r"\b(?:just now|yesterday)\b|剛剛|昨[天日]\s?\d{0,2}:?\d{0,2}",
    re.IGNORECASE,
)
_EDGES: Final = " \t\u3000|｜·•—–-/／,，;；:：()（）[]【】"

_CREDIT: Final = re.compile(
    r"由 ?[^\n由]{1,20}?(?: ?[於于])?|"
    r"(?:(?:[Tt]ext|[Ww]ords|[Ss]tory|[Ww]ritten|[Rr]eported|[Rr]eporting|[Rr]eport) )?"
    r"(?:[Bb]y|BY)[: ]\s?[A-Z\u00c0-\u024f][^\n]{1,100}|"
    r"(?:撰文|文|作者|記者|记者|採訪|采访|本報記者|本报记者|特約記者|責任編輯|责任编辑|報道|報導|"
    r"文字|"
    r"[\u4e00-\u9fff]{2,6}記者|[\u4e00-\u9fff]{2,6}记者)\s?[:：／/｜| ]\s?[^\n。]{1,60}|"
    r"[【（(\[]?[\u4e00-\u9fff]{0,6}(?:記者|记者)[\u4e00-\u9fff、 ]{2,20}(?:報道|報導|报道|"
    r"撰)?[】）)\]]?",
)
_PERSON: Final = re.compile(
    r"[A-Z][\w.'’-]{0,20}(?: (?:and |de |van |von |bin )?[A-Z][\w.'’-]{0,20}){1,5}|"
    r"[\u4e00-\u9fff]{2,4}"
)
_HOUSE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:報|报|網|网|社|台|電視|电视|新聞|新闻|日報|日报|晚報|晚报|報道|"
    r"报道)|[A-Z][\w ]{1,30}(?:News|Times|Post|Daily|Herald|Agency|Press)|Reuters|AFP|AP|dpa|"
    r"Bloomberg|Xinhua"
)

#: Names of sections that stand alone above or under a headline.
SECTIONS: Final = frozenset(
    "港聞 本地 國際 兩岸 中國 財經 經濟 娛樂 體育 副刊 觀點 社論 評論 生活 科技 "
    "要聞 新聞 即時 社會 政治 "
    "即時新聞 "
    "港闻 国际 两岸 中国 财经 经济 娱乐 体育 观点 社论 评论 要闻 新闻 社会 国内 本地新聞 國際新聞 "
    "news world politics business sport sports opinion culture tech technology science health "
    "local "
    "national international asia china entertainment lifestyle travel economy markets".split()
)

#: Lines under a headline are not longer.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Credits:
    """What one line says; `published` is the text of the first day that is no update's."""

    published: str = ""
    bylines: tuple[str, ...] = ()
    source: str = ""
    section: str = ""


def read_credits(line: str) -> Credits | None:
    """What a line says, None where anything of it is something else."""
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST or furniture_kind(line):
        return None
    published, rest, dated = _days(line)
    source = _SOURCE.search(rest)
    if source:
        rest = f"{rest[: source.start()]} | {rest[source.end() :]}"
    dated = dated or bool(source) or bool(_RELATIVE.search(rest)) or bool(_NOISE.search(rest))
    rest = _NOISE.sub(" | ", _RELATIVE.sub(" | ", rest))
    names: list[str] = []
    house, section = source["source"] if source else "", ""
    for piece in _pieces(rest):
        if _CREDIT.fullmatch(piece) and not piece.endswith((".", "。")):
            names.append(piece)
        elif dated and (furniture_kind(piece) or _LABEL.fullmatch(piece)):
            continue
        elif dated and piece.lower() in SECTIONS:
            section = section or piece
        elif dated and _HOUSE.fullmatch(piece):
            house = house or piece
        elif dated and _PERSON.fullmatch(piece):
            names.append(piece)
        else:
            return None
    if not dated and not names:
        return None
    return Credits(published, tuple(dict.fromkeys(names)), house, section)


def is_person(text: str) -> bool:
    """Whether a text has the form of a name."""
    return _PERSON.fullmatch(text) is not None and text.lower() not in SECTIONS


def read_timed_day(line: str) -> Credits | None:
    """The day and time in a short line with other words, None where it names no time of a day."""
    day = _DAY_AND_TIME.search(line) if len(line) <= LONGEST_WITH_DAY else None
    timed = day and re.search(r"\d[:：.時时]\d\d", day[0])
    return Credits(published=day[0].strip()) if day and timed and not line.endswith("。") else None


#: Under a headline, a line with a day and a time is about the article, whatever else it says.
LONGEST_WITH_DAY: Final = 80


def _pieces(rest: str) -> list[str]:
    pieces = (piece.strip(_EDGES) for piece in re.split(r"\s?[|｜•·]\s?|\u3000|\s[—–-]\s", rest))
    return [piece for piece in pieces if piece]


def _days(line: str) -> tuple[str, str, bool]:
    """The day of publication, the line without days and their labels, and whether it had any."""
    published = updated = ""
    rest: list[str] = []
    at = 0
    for day in _DAY_AND_TIME.finditer(line):
        before = line[at : day.start()].rstrip(_EDGES)
        at = day.end()
        if label := _label(_UPDATED, before):
            updated = updated or day[0]
        else:
            published = published or day[0]
            label = _label(_PUBLISHED, before)
        rest.append(before.removesuffix(label))
    rest.append(line[at:])
    return (published or updated).strip(), " | ".join(rest), at > 0


def _label(label: re.Pattern[str], before: str) -> str:
    """The label that `before` ends in, "" for none."""
    match = re.search(rf"(?:{label.pattern})\Z", before[-30:], label.flags)
    return match[0] if match else ""
