"""Authors and agency of credits as they are printed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from archive.ingest.credit_words import (
    AFFILIATION,
    ENGLISH_ROLE,
    NOBODY,
    OUTLET,
    PERSON_TITLE,
    SUFFIX,
)
from archive.ingest.han_bylines import han_credits
from archive.text.agencies import AGENCIES

#: A credit is not longer; what is, is a text.
_LONGEST: Final = 500

_HAN: Final = re.compile("[\u3400-\u9fff]")
_ADDRESS: Final = re.compile(
    r"<[^<>]*>|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|(?<!\S)@\w+|(?:https?://|www\.)\S+"
    r"|\+?\d[\d -]{6,}",
    re.ASCII,
)
_LISTED: Final = re.compile(r"\[\s*(['\"].*['\"])?\s*\]", re.DOTALL)
_QUOTED: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_AND: Final = re.compile(r"\s+(?:and|&|with)\s+|\n", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*[,|•·/]\s*|\s[-–—]\s")
_STAFF: Final = re.compile(
    r"(?P<agency>.+?) (?:staff |business )?(?:writers?|reporters?|correspondents?)"
    r" (?P<name>[A-Z].*)"
)
_PLACE: Final = re.compile(r"\s+(?:in|at|from)\s+[A-Z].*\Z", re.DOTALL)
_PARENTHESES: Final = re.compile(r"\A(.*?)\s*[(（]([^()（）]*)[)）]\s*(.*)\Z", re.DOTALL)


def read_bylines(texts: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The authors that credits name, each once and as printed, and the agency, "" for none.

    Who edited, translated or took pictures is no author; titles and places are left out. An agency
    has its English short name, whatever language it is named in; another publisher its own.
    """
    authors: list[str] = []
    agency = ""
    for text in texts:
        for kind, name in _known_credits(text[:_LONGEST]):
            if kind == "author":
                authors.append(name)
            else:
                agency = agency or name
    return tuple(dict.fromkeys(authors)), agency


@functools.lru_cache(maxsize=2**12)
def _known_credits(text: str) -> tuple[tuple[str, str], ...]:
    """What a credit says; the articles of a newsroom have the same ones again and again."""
    return tuple(_credits(text))


def _credits(text: str) -> Iterator[tuple[str, str]]:
    text = _ADDRESS.sub(" ", text[:_LONGEST]).replace("\u3000", "  ").strip()
    if _LISTED.fullmatch(text):
        for match in _QUOTED.finditer(text):
            yield from _credits(match[1] or match[2] or "")
    elif _HAN.search(text):
        yield from han_credits(text, _english)
    else:
        yield from _english(text)


def _english(text: str) -> Iterator[tuple[str, str]]:
    """Each stretch behind a role is read by it; whom the first names, without a role, wrote."""
    text = text.strip()
    if (whole := _PARENTHESES.fullmatch(text)) and not whole[1] and not whole[3]:
        text = whole[2]
    wrote, at = True, 0
    for role in ENGLISH_ROLE.finditer(text):
        if wrote:
            yield from _people(text[at : role.start()])
        wrote, at = role["wrote"] is not None, role.end()
    if wrote:
        yield from _people(text[at:])


def _people(text: str) -> Iterator[tuple[str, str]]:
    groups = [group for group in text.split(";") if group.strip()]
    inverted = len(groups) > 1 and all(_is_inverted(group) for group in groups)
    for group in groups:
        if inverted:
            last, first = group.split(",")
            yield "author", _tidy(f"{first} {last}")
            continue
        for person in _AND.split(group):
            yield from _person(person)


def _is_inverted(text: str) -> bool:
    """Doe, Jane: a surname of one word or two, and given names, neither of which is an agency."""
    parts = [piece.strip() for piece in text.split(",")]
    return len(parts) == 2 and all(
        re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?", piece) and not _agency(piece)
        and not PERSON_TITLE.match(piece) and not SUFFIX.match(piece)
        for piece in parts
    ) and (" " not in parts[0] or " " not in parts[1])  # fmt: skip


def _person(text: str) -> Iterator[tuple[str, str]]:
    """Jane Doe, Jr., Political Editor, Reuters."""
    if match := _PARENTHESES.fullmatch(text):
        yield from _person(f"{match[1]}, {match[2]}" if match[1].strip() else match[2])
        text = match[3]
    if (staff := _STAFF.fullmatch(text)) and (agency := _agency(staff["agency"])):
        yield "agency", agency
        text = staff["name"]
    name = ""
    for number, piece in enumerate(_COMMA.split(text)):
        piece = _tidy(_PLACE.sub("", f" {piece}"))
        if SUFFIX.match(piece) and name:
            name = f"{name}, {piece}"
            continue
        if name:
            yield "author", name
        name = ""
        if agency := _agency(piece):
            yield "agency", agency
        elif number and OUTLET.match(piece) and not PERSON_TITLE.match(piece):
            yield "agency", piece
        elif _is_name(piece) and not (number and AFFILIATION.match(piece)):
            name, agency = _without_agency(piece)
            if agency:
                yield "agency", agency
    if name:
        yield "author", name


def _without_agency(text: str) -> tuple[str, str]:
    """A name of two words at least, and the agency that follows it without a mark."""
    words = text.split()
    for size in (1, 2):
        last = " ".join(words[-size:])
        is_written = size > 1 or last.isupper() or last == AGENCIES.get(last.lower())
        if len(words) >= size + 2 and is_written and (agency := AGENCIES.get(last.lower())):
            return " ".join(words[:-size]), agency
    return text, ""


def _agency(text: str) -> str:
    """The agency that `text` is, or whose staff it names: AP Business Writer."""
    bare = text.strip(" .").lower()
    words = bare.split()
    if bare in AGENCIES or len(words) < 2 or not PERSON_TITLE.match(text):
        return AGENCIES.get(bare, "")
    starts = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    return next((AGENCIES[start] for start in starts if start in AGENCIES), "")


def _is_name(text: str) -> bool:
    is_word = any(character.isalpha() for character in text)
    return is_word and text.lower().strip(".") not in NOBODY and not PERSON_TITLE.match(text)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(' ,;:|/-–—*·•"“”')
