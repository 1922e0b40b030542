"""Parts of an article that name people whom it is not about: credits, bylines, authors' notes.

The text keeps them; the names in them are not mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.entities.overlaps import Placed, Stretches
from archive.model.article import Article
from archive.model.scripts import HAN_CHARACTERS
from archive.text.agencies import AGENCIES

#: A Chinese name of a person.
_PERSON: Final = f"[{HAN_CHARACTERS}]{{2,4}}"

#: "(AFP)", "(RTHK/Reuters)" at the very end of a text says where it is from.
_CREDIT: Final = re.compile(r"[（(][A-Za-z][A-Za-z0-9 .,/&-]{1,60}[)）]\s*\Z")

#: "MOSCOW, February 7. /TASS/.", "（新華社北京3日電）" at the beginning of a text.
_DATELINE: Final = re.compile(
    r"\A[^\n]{0,60}?(/[A-Z][A-Za-z ]{1,20}/|[（(][A-Za-z/ ]{2,20}[)）]\s?[-–—])"
)

#: What buttons under a text say.
_BUTTON: Final = (
    r"Send|Share|Print|E-?mail|Facebook|Twitter|Google ?\+?|WhatsApp|Whatsapp|LinkedIn|Tumblr"
    r"|Reddit|Pinterest|Digg|Del\.icio\.us|StumbleUpon|Newsvine|Xing|VZ|Telegram|Messenger|Weibo|WeChat"
)

#: Within lines: what one of these words begins or holds, and how it is then found.
_WITHIN: Final = tuple(
    (word, re.compile(pattern, re.MULTILINE))
    for word, pattern in (
        ("Source: ", r"\bSource: [^\n.]{2,60}$"),
        ("ing by ", r"\b(?:Reporting|Writing|Editing|Compil(?:ing|ed)) by [^.;)\n]{3,80}"),
        ("Facebook", rf"(?:(?:{_BUTTON})[ ,|/]+){{3,}}(?:(?:{_BUTTON})\b)?"),
        ("China Daily", r"(?:/ ?(?:For )?|\bFor |\bProvided to )China Daily\b"),
        ("央视网消息", r"^央视网消息(?:（[^）\n]{1,12}）)?"),
    )
)

#: A line that says who wrote a text or took a picture, or tells of its author.
_LINE: Final = re.compile(
    r"[ \t　\[［【（(*＊●■▲▼#_]*(?:"
    r"(?:博客|專欄|专栏)\s*[|｜丨]|[^\n・·]{2,12}[・·][^\n】]{2,12}】"
    r"|"
    r"(?:撰文|採訪|采访|文|文字|攝影|摄影|圖|图|圖片|图片|資料圖片|資料圖|设计|設計|編輯|编辑|責任編輯|责任编辑|記者|记者|作者|譯者|译者|翻譯|來源|来源|筆者)"
    r"(?:/[^\n：:]{1,12})?\s*[：:／/|｜]"
    r"|(?:作者|筆者)(?:為|是|系|乃|现任|現任|簡介|简介|曾任|介紹)"
    rf"|(?:本報|本报|特約|特约)?(?:記者|记者)[ 　]?{_PERSON}[ 　]?(?:報道|报道|綜合|攝)?$"
    r"|(?:Photo|Photos|Image|Picture|Photograph|Illustration)s?(?: by|:| credit| courtesy)"
    r"|By [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4}(?:, [A-Z][\w ]+)?$"
    r"|About the (?:author|writer)|The (?:author|writer) (?:is|was|has|can)\b"
    r"|(?:Reporting|Editing|Writing|Additional reporting) by\b"
    r"|Source:|Copyright|©|Contact (?:us|the)"
    rf"|(?:(?:{_BUTTON})[ ,|/]+){{2,}}(?:{_BUTTON})\b"
    r"|[^\n]{2,80}(?:/ ?(?:For )?|Provided to )China Daily\s*$"
    r")",
    re.MULTILINE,
)

#: "A is a reporter at B. Follow her ..." at the end of a text.
_NOTE: Final = re.compile(
    r"\b(?:is|are) (?:an? |the )?(?:[\w-]+ ){0,4}"
    r"(?:reporter|correspondent|editor|columnist|contributor|fellow|professor|lecturer|author)\b"
)


def is_inside(placed: Placed, body: Stretches) -> bool:
    """Whether something stands in one of these stretches of the body."""
    return placed.field == "body" and body.hold(placed.start, placed.end)


def left_out(article: Article) -> list[tuple[int, int]]:
    """Stretches of the body that name people whom it is not about, in order of place."""
    return sorted(_stretches(article.body))


def _stretches(body: str) -> Iterator[tuple[int, int]]:
    if credit := _CREDIT.search(body):
        yield credit.span()
    if dateline := _DATELINE.match(body):
        yield dateline.span(1)
    for word, pattern in _WITHIN:
        if word in body:
            yield from (within.span() for within in pattern.finditer(body))
    lines = list(re.finditer(r"[^\n]+", body))
    for number, line in enumerate(lines):
        text = line.group()
        last = number == len(lines) - 1 and number > 1
        if _LINE.match(text) or (last and len(text) < 400 and _NOTE.search(text)):
            yield line.span()


_BYLINE: Final = re.compile(
    r"^[ \u3000*]*(?:"
    r"By (?P<english>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4})(?:, (?P<agency>[A-Z][\w ]+))?"
    r"|(?:本報|本报)?(?:記者|记者)[ \u3000:：]?"
    rf"(?P<reporter>{_PERSON}?)(?:[ \u3000]?(?:報道|报道))?"
    rf"|[【（(]?(?:撰文|文)[：:／/] ?(?P<writer>{_PERSON})[】）)]?"
    r")[ \u3000*]*$",
    re.MULTILINE,
)


def byline(article: Article) -> tuple[tuple[str, ...], str]:
    """The authors of an article and its agency ("" for none), as its text says.

    Its metadata take precedence: where it has authors already, these stay.
    """
    head = article.body[:300]
    match = _BYLINE.search(head)
    authors, agency = article.authors, ""
    if match is not None:
        name = match["english"] or match["reporter"] or match["writer"]
        agency = AGENCIES.get((match["agency"] or "").lower(), match["agency"] or "")
        authors = authors or (name,)
    if not agency and (credit := _CREDIT.search(article.body)):
        for credited in re.split(r"[/&,]", credit.group().strip(" ()（）\n")):
            agency = agency or AGENCIES.get(credited.strip().lower(), "")
    return authors, agency
