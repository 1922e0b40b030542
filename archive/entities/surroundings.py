"""What stands beside a name and shows that it is not one, or another's."""

from __future__ import annotations

import re
from typing import Final

from archive.model.entity import Entity, Kind
from archive.text.folding import Folded, fold_text
from archive.text.scan import HAN

_WORD: Final = re.compile(rf"[^\W_{HAN}]")
#: Xi'an is no possessive.
_JOINED: Final = re.compile(rf"'(?!s?(?![^\W_{HAN}]))[^\W\d_{HAN}]")
_ARTICLE: Final = re.compile(r"(?<![^\W_])(?:the|a|an)\s\Z")
_BEFORE: Final = re.compile(r"([^\W\d_][\w.'-]*)\s\Z")

#: Capitalised words before a surname that are no given name.
_NO_GIVEN_NAME: Final = frozenset(
    [
        "a",
        "about",
        "after",
        "against",
        "although",
        "among",
        "an",
        "and",
        "are",
        "as",
        "asked",
        "at",
        "because",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "does",
        "during",
        "even",
        "for",
        "former",
        "from",
        "had",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "like",
        "mr",
        "new",
        "now",
        "of",
        "on",
        "once",
        "only",
        "or",
        "over",
        "said",
        "says",
        "should",
        "since",
        "so",
        "some",
        "still",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "though",
        "through",
        "to",
        "today",
        "under",
        "unlike",
        "until",
        "was",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "without",
        "would",
        "yet",
        "president",
        "presidents",
        "elect",
        "premier",
        "minister",
        "secretary",
        "chairman",
        "chairwoman",
        "chief",
        "executive",
        "director",
        "senator",
        "governor",
        "mayor",
        "judge",
        "justice",
        "professor",
        "prof",
        "dr",
        "sir",
        "lord",
        "lady",
        "general",
        "candidate",
        "billionaire",
        "ceo",
        "us",
        "u.s",
        "american",
        "republican",
        "democrat",
        "democratic",
        "chinese",
        "russian",
        "israeli",
        "ukrainian",
        "pro",
        "anti",
        "post",
        "both",
        "between",
        "via",
        "per",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)

#: Words after a surname that make it the name of a thing or of someone else.
_NO_PERSON: Final = frozenset(
    [
        "tower",
        "towers",
        "organization",
        "organisation",
        "foundation",
        "university",
        "hotel",
        "hotels",
        "plaza",
        "jr",
        "junior",
        "sr",
        "family",
        "international",
        "park",
        "street",
        "road",
        "avenue",
        "hall",
        "school",
        "center",
        "centre",
    ]
)


#: A word, as far as it may be one of these.
_AFTER: Final = re.compile(rf"\s?-?([^\W\d_][\w'-]{{0,{max(map(len, _NO_PERSON))}}})")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is not a part of a longer word; Chinese names always may be."""
    if _WORD.match(text[start]) and start and _WORD.match(text[start - 1]):
        return False
    if not _WORD.match(text[end - 1]):
        return True
    # US$90,000 is no place.
    behind = text[end : end + 1]
    return not _WORD.match(behind) and behind != "$" and not _JOINED.match(text, end)


def word_before(text: Folded, start: int, entity: Entity) -> bool:
    """Whether a capitalised word before a surname makes it another person's."""
    match = _BEFORE.search(text.text, max(0, start - 40), start)
    if match is None:
        return False
    first, _ = text.span(match.start(1), match.end(1))
    if not text.original[first].isupper():
        return False
    word = match[1].strip(".").removesuffix("'s")
    own = {word_of_name for name in entity.all_names() for word_of_name in fold_text(name).split()}
    return word not in _NO_GIVEN_NAME and word not in own


def word_after(text: Folded, end: int) -> bool:
    """Whether the word after a surname makes it no person's or a namesake's."""
    match = _AFTER.match(text.text, end)
    return match is not None and match[1].rstrip(".") in _NO_PERSON


def after_article(text: str, start: int) -> bool:
    """Whether an article stands before a word: The Sun is no person."""
    return _ARTICLE.search(text, max(0, start - 6), start) is not None


#: What makes of a Chinese name the name of something else: 特朗普國際酒店, 比亞迪電子, 中大醫院.
_NOT_THE_PERSON: Final = re.compile(
    "(?:國际)?(?:酒店|大厦|大楼|集团|基金會|大學|廣场|公司|號|街|大道|奖|紀念馆|大桥|机场|球场)"
)
_NOT_THE_BODY: Final = re.compile(
    "(?:物业|啤酒|置地|燃气|电力控|医药|电子|影业|水泥|金融控|數科|健康科|生物|医院|书院|球场"
    f"|{fold_text('協會|校友會|同學會|研究會')}|盃|杯(?!葛)|堂(?!而)|乐团|廣场|大厦)(?!业)"
)
#: And of an English one: Apple Corps, Uefa Cup.
_THING: Final = re.compile(
    r" (?:corps|cup|arena|center|centre|stadium|museum|prize|awards?|open|masters|marathon"
    r"|theatre|theater|hotel|tower|plaza|kids)\b"
)


#: Merrill Lynch Economics Inc, Swiss Bank Corp International: of its house, and not the house.
_SUBSIDIARY: Final = re.compile(
    r" (?:Economics|Promotions?|Securities|Capital(?: Markets)?|Finance|Credit|Leasing|Realty"
    r"|International|Australia|Canada|Japan|Europe|Asia|U\.?K\.?|U\.S\.|America)"
    r" (?:Inc|Corp|Ltd|Co|Plc|PLC|AG|SA)\b"
    r"| International\b(?! [A-Z][a-z])"
    r"| (?:Machine|Chemicals?|Futures|Leasing|Realty|Petrochemicals?)\b"
    r"| [A-Z]{2,5} (?:Inc|Corp|Ltd|Co|Plc|PLC|AG|SA)\b"
    r"| of [A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Inc|Corp|Ltd|Co|Plc|PLC)\b"
)


def is_longer(text: Folded, end: int, kind: Kind) -> bool:
    """Whether what follows the name of a person or a body makes it that of something else."""
    pattern = _NOT_THE_PERSON if kind is Kind.PERSON else _NOT_THE_BODY
    if pattern.match(text.text, end):
        return True
    return kind is Kind.ORGANISATION and (
        _is_capitalised(text, _THING.match(text.text, end))
        or _SUBSIDIARY.match(text.original, text.span(end - 1, end)[1]) is not None
    )


def _is_capitalised(text: Folded, match: re.Match[str] | None) -> bool:
    """Whether what matched behind a name and a space is printed with a capital."""
    if match is None:
        return False
    first, _ = text.span(match.start() + 1, match.end())
    return text.original[first].isupper()


#: Offices of public life, beside a name, in folded text.
_ENGLISH_OFFICE: Final = re.compile(
    r"\b(?:minister|secretary|chief|commissioner|lawmaker|legislator|leader|president|premier"
    r"|director|convenor|chairman|chairwoman|activist|governor|mayor|executive)s?,? \Z"
)
_HAN_OFFICE: Final = fold_text(
    "局長 司長 署長 處長 部長 議員 主席 主任 書記 總理 外長 特首 行政長官 委員長 國務委員 發言人 "
    "總裁 檢察長 院長 司令"
).split()
_OFFICE_BEFORE: Final = re.compile(f"(?:{'|'.join(_HAN_OFFICE)})\\Z")
_OFFICE_AFTER: Final = re.compile(f"(?:{'|'.join(_HAN_OFFICE)})")


def has_office(text: str, start: int, end: int) -> bool:
    """Whether an office of public life stands straight beside a name in a folded text."""
    before = text[max(0, start - 20) : start]
    return bool(
        _ENGLISH_OFFICE.search(before)
        or _OFFICE_BEFORE.search(before)
        or _OFFICE_AFTER.match(text, end)
    )
