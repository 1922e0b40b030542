"""The article of one page's text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.ingest.pages.blocks import is_cut, letters_and_digits, parse_page, weight
from archive.ingest.pages.body import Body, read_body
from archive.ingest.pages.credits import read_timed_day
from archive.ingest.pages.flat import bare, flat_text
from archive.ingest.pages.headline import is_printed, page_title
from archive.ingest.pages.metadata import Metadata, read_metadata
from archive.ingest.pages.verdict import Signs, why_none
from archive.ingest.published import day_of_url
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import Reject

#: Characters and elements of a page, above which it is not taken apart: it would take more than
#: five seconds. Of 39 saved pages the largest has 610,000 characters and 2,500 elements.
_MAX_PAGE: Final = 8_000_000
MOST_ELEMENTS: Final = 40_000

#: JSON-LD's text takes the place of the page's where the page holds less of it than this, and it is
#: of that weight at least: pages that scripts build.
_LEAST_SHARE: Final = 0.5
_LEAST_GIVEN: Final = 200


def read_page(
    text: str, source: str, place: str, url: str = "", fetched: dt.datetime | None = None
) -> RawArticle | Reject:
    """The article of a page fetched from `url` at `fetched`, or why it has none."""
    root = parse_page(text) if len(text) <= _MAX_PAGE else None
    if root is None:
        return _flat(text, source, place, Metadata(url=url), fetched)
    metadata = read_metadata(root, url)
    if is_cut(root) or sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        metadata.titles.insert(0, page_title(root, metadata))
        return _flat(text, source, place, metadata, fetched)
    title = page_title(root, metadata)
    title_markup = Markup.PLAIN if is_printed(root, title) else Markup.UNKNOWN
    signs = Signs.of(root, title, metadata, url or metadata.url)
    body = read_body(root, title, bare(metadata.body))
    article, markup, notes = _body(body, metadata)
    if reason := why_none(signs, body, article):
        return Reject(source, place, f"No article in this page: {reason}.")
    days = _Days.of(metadata, body, text, url or metadata.url)
    return RawArticle(
        title=title,
        body=article,
        title_markup=title_markup,
        body_markup=markup,
        url=url or metadata.url,
        published=days.published or None,
        published_inferred=days.is_inferred,
        fetched=fetched,
        language=metadata.language,
        source=metadata.source or _first(credit.source for credit in body.credits),
        section=metadata.section or _first(credit.section for credit in body.credits),
        bylines=_bylines(metadata, body),
        notes=(*metadata.notes, *notes),
        place="" if place == "the file" else place,
    )


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _bylines(metadata: Metadata, body: Body) -> tuple[str, ...]:
    """The page's data name the authors, else the lines around its title."""
    names = metadata.bylines or tuple(name for credit in body.credits for name in credit.bylines)
    return tuple(dict.fromkeys(name for name in names if name != metadata.source))


def _body(body: Body, metadata: Metadata) -> tuple[str, Markup, tuple[Note, ...]]:
    """The text of the article, what it may hold, and what is odd about it."""
    text = body.text()
    notes: tuple[Note, ...] = ()
    if body.is_guess:
        notes = (Note("page-not-cleaned", "The page is too large to tell all furniture."),)
    given = letters_and_digits(bare(metadata.body))
    if weight(metadata.body) >= _LEAST_GIVEN:
        held = sum(len(key) for block in body.blocks if (key := block.key) in given)
        if held < _LEAST_SHARE * len(given):
            note = Note("page-text-from-data", "The page's text stands in its JSON-LD only.")
            return metadata.body, Markup.UNKNOWN, (note,)
    return text, Markup.PLAIN, notes


@dataclass(frozen=True, slots=True)
class _Days:
    """The day of publication as the page writes it."""

    published: str
    is_inferred: bool = False

    @classmethod
    def of(cls, metadata: Metadata, body: Body, text: str, url: str) -> _Days:
        """From the page's data, else from the lines around its title, else inferred."""
        printed = _first(credit.published for credit in body.credits)
        said = metadata.published or printed
        if printed and _DAY_ONLY.fullmatch(said) and read_timed_day(printed):
            said = printed
        day = said or _inferred(text, url)
        return cls(day, is_inferred=bool(day and not said))


_DAY_ONLY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _inferred(text: str, url: str) -> str:
    """The day that address and texts of the page suggest, "" for none."""
    if url and (day_in_url := day_of_url(url)):
        return day_in_url.isoformat()
    # With this and trafilatura a command takes a third of a second longer to start.
    import htmldate

    root = parse_page(text)
    try:
        day = htmldate.find_date(root, url=url or None, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return ""
    return day or ""


def _flat(
    text: str, source: str, place: str, metadata: Metadata, fetched: dt.datetime | None
) -> RawArticle | Reject:
    """A page that cannot be taken apart in time: all its text, with a note."""
    lines = flat_text(text)
    title = _first(metadata.titles)
    if not lines or lines == [title]:
        return Reject(source, place, "No article in this page: it holds no text.")
    note = Note("page-not-cleaned", "The page is too large, or too deep, to tell its furniture.")
    return RawArticle(
        title=title or lines[0],
        body="\n\n".join(lines if title else lines[1:]),
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        url=metadata.url,
        published=metadata.published or None,
        fetched=fetched,
        language=metadata.language,
        source=metadata.source,
        section=metadata.section,
        bylines=metadata.bylines,
        notes=(*metadata.notes, note),
        place="" if place == "the file" else place,
    )
