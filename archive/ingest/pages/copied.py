"""The articles of a page that was copied as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from archive.ingest.page_furniture import ENDING_KINDS, Furniture
from archive.ingest.pages.copied_lines import CopiedLine, is_paragraph_line, lines_of
from archive.ingest.pages.credits import SECTIONS, Credits, is_person, read_credits
from archive.ingest.pages.trimming import DATELINE, without_disclaimer, without_gallery
from archive.ingest.raw import Note
from archive.ingest.reader import shown

#: So many kinds of furniture make a page of a text; one alone may stand in any text.
_KINDS: Final = 2

#: Kinds that plain texts may well hold, and that make no page of them.
_NO_MARKS: Final = frozenset(
    {Furniture.DISCLAIMER, Furniture.CAPTION, Furniture.LINK, Furniture.TAGS, Furniture.EDITOR}
)

_NAME: Final = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,5}"
_TEXT_BY: Final = re.compile(rf"(?:\A|(?<=\s))Text by (?P<author>{_NAME})\s*\Z")

#: "By NAME NEW YORK (Reuters) -", where the name is in small letters and the place in capitals.
_WORD: Final = r"[A-Z](?:\.|(?=[\w'’-]*?[a-z])[\w'’-]++)"
_BYLINE: Final = re.compile(
    rf"(?P<byline>By {_WORD}(?: (?:and )?{_WORD}|, {_WORD}){{0,12}}) [A-Z]{{2}}[^()\n]{{0,60}}"
    r"\((?:Reuters|AP|AFP|Bloomberg|UPI|dpa)\)"
)


@dataclass(slots=True)
class Copied:
    """One article of a page; `published`, `bylines` as they are printed."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    published: str = ""
    bylines: tuple[str, ...] = ()
    source: str = ""
    section: str = ""
    notes: tuple[Note, ...] = ()


def read_copied(text: str) -> list[Copied]:
    """The articles of a copied page; none where a text does not have the form of one."""
    lines = lines_of(text)
    if not _is_page(lines):
        return []
    start = _title_at(lines)
    if start is None:
        return []
    end = _end_of(lines, start)
    main = _main(lines[:start], lines[start:end])
    items, left = _items(lines[end:])
    if left:
        detail = f"{len(left)} headlines of other articles, such as “{shown(left[0])}”."
        main.notes = (*main.notes, Note("related-left-out", detail))
    return [main, *items]


def _is_page(lines: Sequence[CopiedLine]) -> bool:
    """Whether a text has the marks of a page."""
    all_kinds = {line.kind for line in lines if line.kind}
    kinds = all_kinds - _NO_MARKS
    dated = _dated_at(lines) is not None
    if len(kinds) >= _KINDS or (dated and all_kinds):
        return True
    marks = [at for at, line in enumerate(lines) if line.kind in kinds]
    if not marks or marks[0] < 1:
        return False
    first = marks[0]
    if lines[first].kind is Furniture.COUNTER:
        return first == len(lines) - 1
    before = sum(line.is_prose for line in lines[:first])
    if lines[first].kind is Furniture.RELATED:
        behind = sum(line.is_headline for line in lines[first + 1 :])
        return before > 0 and behind > 0 and behind + before > 2
    return before > 0 and lines[first].kind in (Furniture.SHARE, Furniture.ADVERT, Furniture.FOOTER)


def _title_at(lines: Sequence[CopiedLine]) -> int | None:
    """The place of the title.

    The first of the texts right above the line with the day; where there is none, the first text
    that is no name of a section above another one.
    """
    texts = [at for at, line in enumerate(lines) if not line.kind and not read_credits(line.text)]
    dated = _dated_at(lines)
    if dated and lines[dated - 1].is_headline and not _is_section(lines[dated - 1].text):
        at = dated - 1
        while at and at - 1 in texts and not _is_section(lines[at - 1].text):
            at -= 1
        return at
    while len(texts) > 1 and _is_section(lines[texts[0]].text) and not lines[texts[1]].is_prose:
        texts.pop(0)
    return texts[0] if texts else None


def _dated_at(lines: Sequence[CopiedLine]) -> int | None:
    """The place of the first line of credits with a day, above the first paragraph."""
    for at, line in enumerate(lines):
        if line.is_prose:
            return None
        if not line.kind and (credit := read_credits(line.text)) and credit.published:
            return at
    return None


def _is_section(text: str) -> bool:
    return text.strip("【】[]|｜ ").lower() in SECTIONS


def _end_of(lines: Sequence[CopiedLine], start: int) -> int:
    """Where the page's own article ends.

    At a counter of visits that what follows does not go on behind; at a footer; at a heading of
    other articles, unless paragraphs follow that no headline stands between.
    """
    for at in range(start + 1, len(lines)):
        kind = lines[at].kind
        if kind not in (*ENDING_KINDS, Furniture.COUNTER) or not any(
            line.is_prose for line in lines[start:at]
        ):
            continue
        if kind is Furniture.RELATED and _goes_on(lines, at):
            continue
        if kind is Furniture.COUNTER and at + 1 < len(lines) and lines[at + 1].kind is None:
            continue
        return at
    return len(lines)


def _goes_on(lines: Sequence[CopiedLine], at: int) -> bool:
    """Whether the article goes on behind the headlines of a box within it.

    Behind them stand two paragraphs or more in a row, and no headline with a text behind these.
    """
    shape = "".join("p" if line.is_prose else "h" for line in lines[at + 1 :] if not line.kind)
    if _IN_ARTICLE.search(lines[at].text):
        return bool(re.fullmatch(r"h{1,6}p+h{0,6}", shape))
    return bool(re.fullmatch(r"h{2,6}ppp+(?:hp{2,})*h{0,6}", shape))


#: Headings of boxes that pages set between paragraphs, rather than at their end.
_IN_ARTICLE: Final = re.compile(r"read more|延伸閱讀|延伸阅读|同場加映|read next", re.IGNORECASE)


def _main(above: Sequence[CopiedLine], lines: Sequence[CopiedLine]) -> Copied:
    """The page's own article: its title, the lines below it that credit it, its paragraphs."""
    title, _, rest = lines[0].text.partition("\n")
    texts = [*([CopiedLine(rest, None)] if rest else []), *lines[1:]]
    article = _item(title.strip(), texts)
    for line in above:
        _read_label(article, line.text)
    return article


def _item(title: str, lines: Sequence[CopiedLine]) -> Copied:
    """An article of its title and the blocks below.

    Above its first paragraph stand credits and labels, below its last only labels; a few words
    between paragraphs are a heading.
    """
    article = Copied(title)
    if lines and DATELINE.fullmatch(lines[0].text):
        lines = lines[1:]
    lines = _without_boxes(lines)
    prose = [at for at, line in enumerate(lines) if is_paragraph_line(line)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines))
    texts: list[str] = []
    left: list[str] = []
    names = _names(lines[:first])
    article.bylines = names
    for at, line in enumerate(lines):
        if at > first and line.text in names:
            left.extend(each.text for each in lines[at:])
            break
        if line.text in names:
            continue
        if (at < first or at > last) and line.kind is None:
            if not _read_label(article, line.text):
                left.append(line.text)
        elif not (line.text.startswith("Text by ") and _read_label(article, line.text)):
            texts.append(line.text)
    if left:
        detail = f"{len(left)} lines around the article, such as “{shown(left[0])}”."
        article.notes = (Note("lines-left-out", detail),)
    for text in without_disclaimer([text for text in map(without_gallery, texts) if text]):
        _add(article, text)
    return article


def _names(lines: Sequence[CopiedLine]) -> tuple[str, ...]:
    """Names that stand alone below a title, next to a line of credits with a day."""
    dated = [bool((credit := read_credits(line.text)) and credit.published) for line in lines]
    return tuple(
        line.text
        for at, line in enumerate(lines)
        if is_person(line.text) and any(dated[max(0, at - 1) : at + 2])
    )


def _without_boxes(lines: Sequence[CopiedLine]) -> list[CopiedLine]:
    """The texts, without furniture and without headlines below a heading of other articles."""
    texts: list[CopiedLine] = []
    in_box = False
    for line in lines:
        in_box = line.kind is Furniture.RELATED or (in_box and not line.is_prose)
        if not in_box and line.kind in (None, Furniture.DISCLAIMER):
            texts.append(line)
    return texts


#: Names that stand above everything a site publishes.
_ANY_NEWS: Final = frozenset({"news", "新聞", "新闻", "即時", "即時新聞", "要聞", "要闻"})


def _read_label(article: Copied, text: str) -> bool:
    """Whether a line above or below the paragraphs says something of the article."""
    if _is_section(text):
        name = text.strip("【】[]|｜ ")
        article.section = article.section or ("" if name.lower() in _ANY_NEWS else name)
        return True
    if credit := read_credits(text):
        _credit(article, credit)
    return credit is not None


def _credit(article: Copied, credit: Credits) -> None:
    article.published = article.published or credit.published
    article.source = article.source or credit.source
    article.section = article.section or credit.section
    article.bylines = tuple(dict.fromkeys((*article.bylines, *credit.bylines)))


def _add(article: Copied, text: str) -> None:
    """A paragraph, and the authors that its beginning or its end names."""
    if credit := _TEXT_BY.search(text):
        _credit(article, Credits(bylines=(f"By {credit['author']}",)))
        text = text[: credit.start()].rstrip()
    if not article.paragraphs and (byline := _BYLINE.match(text)):
        _credit(article, Credits(bylines=(byline["byline"],)))
    if text:
        article.paragraphs.append(text)


def _items(lines: Sequence[CopiedLine]) -> tuple[list[Copied], list[str]]:
    """The articles below the page's own, and the headlines that no text stands below.

    Each is a headline and what stands below it up to the next.
    """
    items: list[Copied] = []
    left: list[str] = []
    after = (Furniture.COMMENTS, Furniture.FOOTER)
    end = next((at for at, line in enumerate(lines) if line.kind in after), len(lines))
    texts = [line for line in lines[:end] if line.kind in (None, Furniture.DISCLAIMER)]
    heads = [at for at, line in enumerate(texts) if _begins(texts, at)]
    for at, end in pairwise([*heads, len(texts)]):
        below = texts[at + 1 : end]
        if any(is_paragraph_line(line) for line in below):
            items.append(_item(texts[at].text, below))
        else:
            left.extend(line.text for line in texts[at:end])
    return items, left


def _begins(lines: Sequence[CopiedLine], at: int) -> bool:
    """Whether an item begins at a line: a headline, but for the first line below another."""
    if not lines[at].is_headline or read_credits(lines[at].text):
        return at == 0
    return (
        at == 0 or not lines[at - 1].is_headline or (at + 1 < len(lines) and lines[at + 1].is_prose)
    )
