"""ninjs: news in JSON, versions 1.x, 2.x and 3.x (https://iptc.org/standards/ninjs/).

Version 1 gives each text a name of its own (`headline`, `body_html`); 2 gives lists of texts by
role (`headlines`, `bodies`); 3 writes its names in camel case, which are one to `fold`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from archive.ingest.formats.json_days import day_of
from archive.ingest.formats.json_objects import credits_of, is_address, is_missing, text_of_value
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import UnreadableArticleError, shown

#: Names that only ninjs has, and those that it shares with others but always has.
_OWN: Final = frozenset(
    "pubstatus bodyxhtml bodies headlines versioncreated altids copyrightholder"
    " eventdetails".split()
)
_ALSO: Final = frozenset("uri guid itemid".split())

#: Kinds of items that are no text, whatever texts describe them.
_KINDS: Final[Mapping[str, str]] = {
    "picture": "a picture", "photo": "a picture", "graphic": "a graphic", "audio": "a sound",
    "video": "a video", "animation": "an animation", "event": "an event",
    "planning": "a plan of coverage", "package": "a package",
}  # fmt: skip

#: The forms of a body, the best first: its kind of content or role holds the first, and it is read
#: as the second.
_FORMS: Final = (
    ("html", Markup.HTML),
    ("nitf", Markup.HTML),
    ("plain", Markup.PLAIN),
    ("text", Markup.PLAIN),
    ("", Markup.UNKNOWN),
)

#: Forms of which only the house that makes them knows how to read them.
_HOUSE_FORM: Final = "ttnitf"

_HEADLINE_ROLES: Final = ("main", "headline", "title", "")


def is_ninjs(folded: Mapping[str, object]) -> bool:
    """Whether an object, its names folded, is an item of ninjs."""
    standard = folded.get("standard")
    if isinstance(standard, Mapping) and "ninjs" in str(standard.get("name")).lower():
        return True
    own = _OWN & folded.keys()
    return len(own) > 1 or (bool(own - {"headlines", "bodies"}) and bool(_ALSO & folded.keys()))


def ninjs_article(folded: Mapping[str, object]) -> RawArticle:
    """What an item of ninjs, its names folded, says of its article.

    Raises `UnreadableArticleError` for pictures, events and other items that are no text, and for
    an item that has a text only by a link.
    """
    _check_kind(folded)
    title = _headline(folded)
    body, markup = _body(folded, title)
    notes: list[Note] = []
    if not body:
        body = _description(folded)
        if not body:
            raise UnreadableArticleError(_no_text(folded))
        markup = Markup.UNKNOWN
        notes.append(Note("text-summary", f"description: {shown(body)}"))
    uri = _first(folded, "uri", "guid")
    return RawArticle(
        title=title,
        body=body,
        body_markup=markup,
        id=_first(folded, "guid", "uri", "itemid", "id"),
        url=uri if is_address(uri) else "",
        published=_time(folded, "versioncreated", "firstcreated", "contentcreated"),
        language=_first(folded, "language"),
        source=_source(folded),
        bylines=tuple(credits_of(folded.get("byline")) or credits_of(folded.get("by")) or ()),
        not_before=_until(folded, "embargoed", "embargo"),
        expires=_until(folded, "expires"),
        status=_first(folded, "pubstatus"),
        replaces=_first(folded, "evolvedfrom"),
        notes=tuple(notes),
    )


def _check_kind(folded: Mapping[str, object]) -> None:
    kind = folded.get("type")
    name = _KINDS.get(kind.lower()) if isinstance(kind, str) else None
    if name is None and "eventdetails" in folded:
        name = _KINDS["event"]
    if name is not None:
        raise UnreadableArticleError(f"No text: {name}.")


def _texts(value: object) -> Iterator[tuple[str, str, str]]:
    """Role, kind of content and text of each in a list of texts."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield "", "", item
        elif isinstance(item, Mapping):
            text = item.get("value")
            kind = item.get("contentType") or item.get("contenttype")
            if isinstance(text, str) and text.strip():
                yield str(item.get("role") or "").lower(), str(kind or "").lower(), text


def _headline(folded: Mapping[str, object]) -> str:
    if title := _first(folded, "headline"):
        return title
    texts = list(_texts(folded.get("headlines")))
    for wanted in _HEADLINE_ROLES:
        for role, _, text in texts:
            if role == wanted:
                return text
    return texts[0][2] if texts else _first(folded, "title")


def _body(folded: Mapping[str, object], title: str) -> tuple[str, Markup]:
    """The best body and what it may hold; "" where there is none."""
    bodies = [
        (name.removeprefix("body"), text)
        for name in folded
        if name.startswith("body") and (text := text_of_value(folded[name])[0]).strip()
    ]
    bodies += [
        (f"{role} {kind}", text)
        for role, kind, text in _texts(folded.get("bodies"))
        if role != _HOUSE_FORM
    ]
    for form, markup in _FORMS:
        for name, text in bodies:
            if form in name:
                return _readable(text, form, title), markup
    return "", Markup.UNKNOWN


def _readable(text: str, form: str, title: str) -> str:
    """A body without what stands in it beside its text: pictures, and the headline once more."""
    if form == "nitf":
        content = _element(text, "body.content")
        return text[content[1] : content[2]] if content else text
    if form != "html":
        return text
    heading = _element(text, "h1")
    if heading and text[heading[1] : heading[2]].strip() == title.strip():
        text = text[: heading[0]] + text[heading[3] :]
    pieces: list[str] = []
    at = 0
    while figure := _element(text, "figure", at):
        pieces.append(text[at : figure[0]])
        at = figure[3]
    return "".join((*pieces, text[at:]))


def _element(text: str, name: str, at: int = 0) -> tuple[int, int, int, int] | None:
    """The first element of a name from `at`: where it, its content, its end tag begin; its end."""
    opening = re.compile(rf"<{re.escape(name)}\b[^<>]*+>", re.IGNORECASE).search(text, at)
    if opening is None:
        return None
    closing = re.compile(rf"</{re.escape(name)}\s*+>", re.IGNORECASE).search(text, opening.end())
    return (*opening.span(), *closing.span()) if closing else None


def _description(folded: Mapping[str, object]) -> str:
    for name in ("descriptiontext", "descriptionxhtml", "descriptionhtml", "description"):
        if text := text_of_value(folded.get(name))[0].strip():
            return text
    texts = _texts(folded.get("descriptions"))
    return next((text for role, _, text in texts if role in {"text", "lead", "summary"}), "")


def _no_text(folded: Mapping[str, object]) -> str:
    if not is_missing(folded.get("renditions")):
        return "No text: the item has it only by links (renditions)."
    return "No text: the item has neither a body nor a description."


def _first(folded: Mapping[str, object], *names: str) -> str:
    for name in names:
        text, _ = text_of_value(folded.get(name))
        if text.strip():
            return text
    return ""


def _time(folded: Mapping[str, object], *names: str) -> str | float | None:
    for name in names:
        day = day_of(folded.get(name))
        if day is not None and isinstance(day.value, str | int | float):
            return day.value
    return None


def _until(folded: Mapping[str, object], *names: str) -> str | None:
    time = _time(folded, *names)
    return time if isinstance(time, str) else None


def _source(folded: Mapping[str, object]) -> str:
    for name in ("source", "copyrightholder", "provider", "infosources", "infosource"):
        words = credits_of(folded.get(name))
        if words:
            return words[0]
    return ""
