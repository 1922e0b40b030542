"""Time zones as sources write them.

Letters and their offsets: RFC 2822 (section 4.3) and the abbreviations of the IANA time zone
database that are in use; words are those of Chinese and English newsrooms.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

#: Minutes from UTC of letters that mean one zone.
_LETTERS: Final = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "WAT": 60, "CAT": 120,
    "SAST": 120, "EAT": 180, "PKT": 300, "NPT": 345, "ICT": 420, "WIB": 420, "WITA": 480,
    "WIT": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "AWST": 480, "JST": 540,
    "KST": 540, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "CHST": 600, "NZST": 720,
    "NZDT": 780, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "PDT": -420, "AKST": -540,
    "AKDT": -480, "HST": -600, "NST": -210, "NDT": -150, "ADT": -180, "BRT": -180, "ART": -180,
}  # fmt: skip

#: Letters that mean several zones: minutes by the newsroom's zone, or by its part of the world; ""
#: is what the letters mean elsewhere.
_SEVERAL: Final = {
    "CST": {"Asia": 480, "America/Havana": -300, "": -360},
    "IST": {"Europe": 60, "Asia/Jerusalem": 120, "": 330},
    "BST": {"Asia/Dhaka": 360, "": 60},
    "MST": {"Asia/Kuala_Lumpur": 480, "": -420},
    "PST": {"Asia/Manila": 480, "Asia/Karachi": 300, "": -480},
    "AST": {"Asia": 180, "": -240},
    "GST": {"Pacific": 600, "": 240},
    "SST": {"Asia": 480, "": -660},
    "WST": {"Pacific": 780, "": 480},
}

#: What has summer time by the day.
_NAMED: Final = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}

#: Words for a zone, longest first where one begins as another does.
_WORDS: Final = (
    (r"(?:中国|中國|北京|上海|China|Beijing)", "Asia/Shanghai"),
    (r"(?:香港|Hong ?Kong)", "Asia/Hong_Kong"),
    (r"(?:台北|臺北|台灣|臺灣|台湾|Taipei|Taiwan)", "Asia/Taipei"),
    (r"(?:澳門|澳门|Macau|Macao)", "Asia/Macau"),
    (r"(?:新加坡|Singapore)", "Asia/Singapore"),
    (r"(?:日本|東京|东京|Japan|Tokyo)", "Asia/Tokyo"),
    (r"(?:韓國|韩国|首爾|首尔|Korea|Seoul)", "Asia/Seoul"),
    (r"(?:印度|India)", "Asia/Kolkata"),
    (r"(?:英國|英国|倫敦|伦敦|London|British|UK)", "Europe/London"),
    (r"(?:美東|美东|美國東部|美国东部|紐約|纽约|New York|(?:US )?Eastern)", "America/New_York"),
    (r"(?:美國中部|美国中部|(?:US )?Central)", "America/Chicago"),
    (r"(?:美國山區|美国山区|(?:US )?Mountain)", "America/Denver"),
    (r"(?:美西|美國西部|美国西部|(?:US )?Pacific)", "America/Los_Angeles"),
    (r"(?:格林(?:威治|尼治)|格林威治標準|協調世界|协调世界|世界標準|Greenwich|Universal)", "UTC"),
)
_WORD: Final = tuple(
    (re.compile(rf"{word} ?(?:標準|标准|夏令|Standard|Daylight|Summer|Mean)?"
                r" ?(?:時間|时间|時|时|[Tt]ime)(?![A-Za-z])"), name)
    for word, name in _WORDS
)  # fmt: skip

_LOCAL: Final = re.compile(r"(?:當地|当地|本地|[Ll]ocal) ?(?:時間|时间|[Tt]ime)")

_OFFSET: Final = re.compile(
    r"(?:GMT|UTC|UT|Z)? ?(?P<sign>[+\-\u2212\u2013]) ?(?P<hours>\d{1,2})"
    r"(?:[:']?(?P<minutes>\d{2}))?(?::\d{2})?'?(?!\d)",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"Etc/GMT[+-]\d{1,2}|[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+){1,2}|[A-Z]{3}\d[A-Z]{3}"
)
_CAPITALS: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,5}(?![A-Za-z])")

#: What a program adds to a zone: its name.
_COMMENT: Final = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")

_ITS_NAME: Final = re.compile(r"\A ?[A-Z]{1,5}(?![A-Za-z])")

#: The farthest from UTC that a clock was ever set.
_FARTHEST: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class ReadZone:
    """A zone, the text without it, and whether its letters mean several zones.

    `zone` is None where none is named; `unknown` is what stands for one that is not known.
    """

    rest: str
    zone: dt.tzinfo | None = None
    ambiguous: str = ""
    unknown: str = ""


def read_zone(text: str, newsroom: str) -> ReadZone:
    """The zone that is named in `text`, what stands behind a clock.

    An offset goes before all names. `newsroom` is the IANA name of the newsroom's zone.
    """
    if offset := _OFFSET.match(text.lstrip(" (")):
        return _of_offset(offset, offset.string[offset.end() :].removeprefix(")"))
    for read in (_of_name, _of_words):
        if zone := read(text):
            return zone
    return _of_letters(text, newsroom)


def zone_of(text: str, newsroom: str) -> ReadZone:
    """The zone that a source gives apart: an IANA name, an offset or letters."""
    zone = read_zone(text.strip(), newsroom)
    if zone.zone is None or zone.rest.strip(" ()[]"):
        return ReadZone("", unknown=text.strip())
    return zone


def _of_offset(match: re.Match[str], rest: str) -> ReadZone:
    rest = _ITS_NAME.sub("", _COMMENT.sub("", rest))
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if minutes > 59 or 60 * hours + minutes > _FARTHEST:
        return ReadZone(rest, unknown=match[0])
    minutes += 60 * hours
    return ReadZone(rest, _fixed(minutes if match["sign"] == "+" else -minutes))


def _of_name(text: str) -> ReadZone | None:
    for match in _NAME.finditer(text):
        try:
            zone = ZoneInfo(match[0])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        return ReadZone(_without(text, match), zone)
    return None


def _of_words(text: str) -> ReadZone | None:
    for pattern, name in _WORD:
        if match := pattern.search(text):
            return ReadZone(_without(text, match), ZoneInfo(name))
    return ReadZone(_without(text, match)) if (match := _LOCAL.search(text)) else None


def _of_letters(text: str, newsroom: str) -> ReadZone:
    unknown = None
    for match in _CAPITALS.finditer(text):
        letters = match[0].upper()
        rest = _COMMENT.sub("", _without(text, match))
        if letters in _SEVERAL:
            return ReadZone(rest, _fixed(_chosen(letters, newsroom)), ambiguous=letters)
        if letters in _LETTERS:
            return ReadZone(rest, _fixed(_LETTERS[letters]))
        if letters in _NAMED:
            return ReadZone(rest, ZoneInfo(_NAMED[letters]))
        if match[0].isupper() and len(letters) > 1:
            unknown = unknown or match
    return ReadZone(_without(text, unknown), unknown=unknown[0]) if unknown else ReadZone(text)


def _chosen(letters: str, newsroom: str) -> int:
    meanings = _SEVERAL[letters]
    return meanings.get(newsroom, meanings.get(newsroom.partition("/")[0], meanings[""]))


def _fixed(minutes: int) -> dt.tzinfo:
    return dt.timezone(dt.timedelta(minutes=minutes))


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
