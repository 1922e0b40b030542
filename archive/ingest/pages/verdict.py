"""Why a page holds no article: it is a list, an error, a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import html

from archive.ingest.pages.block_kinds import is_linked
from archive.ingest.pages.blocks import HEADINGS, Block, weight
from archive.ingest.pages.body import Body
from archive.ingest.pages.metadata import Metadata, is_root

_ERROR: Final = re.compile(
    r"\b(?:40[0134]|410|50[0234])\b|(?:page|file|article|story|content) (?:is |was |"
    r"could )?not (?:be )?found|"
    r"^not found|(?:page|article|story) (?:is )?(?:no longer|not|un)\s?available|"
    r"^(?:error|access denied|forbidden|just a moment|attention required|are you a robot|oops)|"
    r"internal server error|bad gateway|service (?:temporarily )?unavailable|security check|"
    r"(?:找不到|未找到|無法找到|无法找到|没有找到|沒有找到)[^。]{0,12}(?:頁|页|網|网|文章|內容|"
    r"内容)|"
    r"(?:頁面|页面|網頁|网页|文章|內容|内容)(?:不存在|已(?:被)?(?:刪除|删除|移除)|找不到|未找到|"
    r"不見了)|"
    r"(?:您|你)(?:訪問|访问|要找|所找)的(?:頁面|页面|網頁|网页)|系統(?:錯誤|維護)|安全驗證|"
    r"安全验证|訪問驗證|访问验证",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    r"^(?:(?:please )?(?:log|sign)[ -]?(?:in|on|up)\b|register\b|subscribe\b|(?:會員|会员|用戶|"
    r"用户)?(?:登入|登錄|登录|註冊|注册))",
    re.IGNORECASE,
)

#: Weights (characters, those of Chinese for three). A page that does not call itself an article has
#: a text of the first at least; of 39 articles the shortest has 265.
_LEAST: Final = 100
_LEAST_CALLED: Final = 12
#: Error pages and forms say less than this.
_SHORT: Final = 600
#: So many linked headings, and between them less text than this: teasers of other pages.
_TEASERS: Final = 3
_RUN: Final = 500
#: A page of so many links for each paragraph, and of less text than `_SHORT`.
_MANY_LINKS: Final = 15
#: A page without text that has so many links is a list of them.
_MOST_LINKS: Final = 20


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against an article, taken before the page is pruned."""

    title: str
    is_article: bool
    has_password: bool
    links: int
    has_day: bool
    at_root: bool

    @classmethod
    def of(cls, root: html.HtmlElement, title: str, metadata: Metadata, url: str) -> Signs:
        """The signs of a whole page."""
        passwords = any(field.get("type") == "password" for field in root.iter("input"))
        links = sum(1 for _ in root.iter("a"))
        return cls(
            title,
            metadata.is_article,
            passwords,
            links,
            bool(metadata.published),
            bool(url) and is_root(url),
        )


def why_none(signs: Signs, body: Body, text: str) -> str:
    """Why a page with this body holds no article, "" where it holds one."""
    size = weight(text)
    is_called = signs.is_article or _has_day(signs, body)
    if size < _SHORT and not is_called:
        if _ERROR.search(signs.title):
            return "it is an error page"
        if signs.has_password or _LOGIN.search(signs.title):
            return "it asks for a login"
    if signs.at_root and not signs.is_article and _heads(body) >= _TEASERS:
        return "it is the first page of a site"
    if _is_list(signs, body, size, is_called=is_called):
        return "it is a list of links"
    if size < _LEAST_CALLED:
        return "it holds no text"
    return "" if is_called or size >= _LEAST else "its text is too short for one"


def _heads(body: Body) -> int:
    return sum(block.tag in HEADINGS for block in body.blocks)


def _has_day(signs: Signs, body: Body) -> bool:
    return signs.has_day or any(credit.published for credit in body.credits)


def _is_list(signs: Signs, body: Body, size: int, *, is_called: bool) -> bool:
    """Whether a page is teasers or links and next to nothing else."""
    runs = list(_runs(body.blocks))
    if len(runs) > _TEASERS and max(runs) < _RUN:
        return True
    if is_called:
        return False
    if body.teasers >= _TEASERS and body.teased > size:
        return True
    if size < _LEAST:
        return body.teasers >= _TEASERS or signs.links >= _MOST_LINKS
    return size < _SHORT and signs.links >= _MANY_LINKS * max(1, len(body.blocks))


def _runs(blocks: list[Block]) -> Iterator[int]:
    """The weights of what stands before, between and behind linked headings."""
    size = 0
    for block in blocks:
        if block.tag in HEADINGS and is_linked(block):
            yield size
            size = 0
        else:
            size += weight(block.text)
    yield size
