"""Lines of a story that are no text of it: credits, initials, marks and notes of desks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.ingest.raw import Note

#: From a paragraph like this on, a story is not for publication.
_NOT_PUBLIC: Final = re.compile(
    r"(?:not (?:intended )?for publication|nicht zur Veröffentlichung|"
    r"(?:ne pas|non destinée?s? à la) publi|niet (?:voor|bestemd voor) publicatie|"
    r"no (?:para|destinad[oa]s? a) (?:su )?publicación|"
    r"[不非](?:供|作)(?:刊登|發表|发表|發布|发布)|[請请]勿刊登)",
    re.IGNORECASE,
)

#: From a paragraph like this on, a desk tells other desks of the story.
_NOTEBOOK: Final = re.compile(r"#+ ?(?:\w+ )?(?:notebook|notizblock)\b", re.IGNORECASE)

_TRANSLATED: Final = re.compile(
    r"\s*\*{2,}\s*(?:TRANSLATED|DISCLAIMER: [^*]{1,80}|MACHINE TRANSLAT\w+)\s*\*{2,}\s*"
)

#: What names the story that this one replaces, in the words of agencies.
_REPLACES: Final = re.compile(
    r"(?:(?:N ?i ?e ?u ?w bericht,? )?vervangt|replaces|ersetzt|remplace|sustituye a?)\s*:\s*(.+)",
    re.IGNORECASE,
)

_BYLINE: Final = re.compile(r"(?:By|Von|Par|Por|Door|Di)\s+(?=[^\W\d_])")
_IN_NAMES: Final = frozenset(
    "a al and at bin da de del den der des di dos du e el en et for ibn in la le los mit of te ten "
    "ter und van von with y afp correspondents dpa editors reporters staff writers".split()
)
#: Words of the longest byline of three authors with their towns.
_LONGEST_BYLINE: Final = 12
#: How far down a byline may stand, behind notes and points in brief.
_BYLINE_WITHIN: Final = 10

#: What may stand as the last paragraph and is no text, by the code of its note.
_CLOSING: Final = (
    ("desk-initials", re.compile(r"\(?[a-z]{1,5}(?:\s?[/\\]+\s?[a-z0-9]{1,5})+\)?\.?")),
    ("desk-initials", re.compile(r"\([A-Za-z]{2,8}(?:\s?[/\\]+\s?[a-z]{1,5})+\)")),
    ("desk-initials", re.compile(r"[A-Z]{2,6}(?: [A-Z]{2,6}){0,2} [a-z]{2,3}")),
    ("desk-initials", re.compile(r"dpa(?:-\w+)?(?: [a-z0-9]{1,4})+")),
    ("credit", re.compile(r"==+\s*\w[\w .-]{1,40}")),
    (
        "sign-off",
        re.compile(
            r"[(（](?:(?:additional )?reporting|writing|editing|compiled|edited|redaktion|bericht)"
            r"\b.{1,600}[)）]",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    ("end-mark", re.compile(r"[-–—#=*\s(（]*(?:ends?|more|30|完)[-–—#=*.\s)）]*", re.IGNORECASE)),
    ("copyright", re.compile(r"(?:©|\(c\)|copyright\b|版[權权]所有).{0,400}", re.IGNORECASE)),
)

_IN_BRACKETS: Final = re.compile(r"\(([^\W\d_][\w.&' -]{1,30})\)")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_NO_WORD: Final = re.compile(r"[\W_]*")
_CREDIT_BEHIND: Final = re.compile(r"(?<=[.!?»\"”’)])\s+([A-Z]{2,8})$")
_CLOSING_MARK: Final = re.compile(r"\s*[(（]完[)）]$")

#: A question mark where an apostrophe was: "the EU?s", "Russia?s".
_LOST_APOSTROPHE: Final = re.compile(r"\b[^\W\d_]+\?(?:s|t|re|ve|ll|d)\b")


#: Letters from which a lead is known again: agencies cut leads that they repeat after hundreds.
_LEAD: Final = 60

#: Signs that a short text may have beyond one for each letter.
_MOST_SIGNS: Final = 20

#: A paragraph that says "not for publication" and is longer than this tells of something else.
_LONGEST_MARK: Final = 120


@dataclass(frozen=True, slots=True)
class Story:
    """The paragraphs that are text, the bylines that stood among them, and what was left out.

    `replaces` is what a paragraph names as replaced, most often a title.
    """

    paragraphs: tuple[str, ...]
    bylines: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def story_of(paragraphs: Sequence[str], title: str = "", agency: str = "") -> Story:
    """What of `paragraphs` is the story. `agency` is who may sign it at its end."""
    notes: list[Note] = []
    lines = [line for line in _public(paragraphs, notes) if not _NO_WORD.fullmatch(line)]
    lines = _translated(lines, notes)
    if lines and (replaced := _REPLACES.fullmatch(lines[0])):
        notes.append(Note("replaces", replaced[1]))
        lines = lines[1:]
    bylines = _take_bylines(lines)
    while lines and is_same(lines[0], title):
        lines = lines[1:]
    _close(lines, agency, notes)
    notes += damage("\n".join((title, *lines)))
    return Story(tuple(lines), bylines, tuple(notes))


def without_translation_mark(title: str) -> tuple[str, tuple[Note, ...]]:
    """A title without the marks of machines, and the note that says so."""
    plain = _TRANSLATED.sub(" ", title).strip()
    return plain, () if plain == title.strip() else (Note("machine-translation", title.strip()),)


def is_same(text: str, title: str) -> bool:
    """Whether both have the same letters and digits."""
    if len(text) > 2 * len(title) + _MOST_SIGNS:
        return False
    return _letters(text) == _letters(title) != ""


def is_repeated(text: str, paragraphs: Sequence[str]) -> bool:
    """Whether `paragraphs` begin as `text` does, or hold all of it."""
    letters, whole = _letters(text), _letters("".join(paragraphs))
    return letters[:_LEAD] in whole


def damage(text: str) -> tuple[Note, ...]:
    """A note, if apostrophes were lost before delivery."""
    lost = _LOST_APOSTROPHE.search(text) if "?" in text else None
    return (
        (Note("damage-suspected", f"“{lost[0]}” seems to have lost an apostrophe"),) if lost else ()
    )


def is_initials(byline: str) -> bool:
    """Whether a credit is only initials of desks."""
    return any(
        code == "desk-initials" and pattern.fullmatch(byline.strip()) for code, pattern in _CLOSING
    )


def is_credit(byline: str) -> bool:
    """Whether what stands as a byline can be names: some senders put a second title there."""
    words = [word for word in re.findall(r"[^\W\d_][\w.'’-]*", byline) if word not in _IN_NAMES]
    small = sum(word[0].islower() for word in words)
    return bool(words) and 2 * small <= len(words)


def is_byline(line: str) -> bool:
    """Whether a line is a credit of authors: "By Jane Doe and John Roe"."""
    begin = _BYLINE.match(line)
    if begin is None or line.rstrip()[-1] in ".!?:;":
        return False
    words = line[begin.end() :].replace(",", " ").split()
    named = all(word[:1].isupper() or word.lower() in _IN_NAMES for word in words)
    return named and 1 < len(words) <= _LONGEST_BYLINE


def _public(paragraphs: Sequence[str], notes: list[Note]) -> list[str]:
    """The paragraphs before any that are not for publication."""
    for number, paragraph in enumerate(paragraphs):
        for code, pattern in (("not-for-publication", _NOT_PUBLIC), ("desk-notes", _NOTEBOOK)):
            short = len(paragraph) <= _LONGEST_MARK
            if short and (pattern.search if code == "not-for-publication" else pattern.match)(
                paragraph
            ):
                notes.append(Note(code, f"{len(paragraphs) - number} paragraphs left out"))
                return list(paragraphs[:number])
    return list(paragraphs)


def _translated(lines: list[str], notes: list[Note]) -> list[str]:
    plain = [_TRANSLATED.sub(" ", line).strip() if "**" in line else line for line in lines]
    if marked := [line for line, text in zip(lines, plain, strict=True) if line != text]:
        notes.append(Note("machine-translation", marked[0]))
    return [line for line in plain if line]


def _take_bylines(lines: list[str]) -> tuple[str, ...]:
    """The bylines among the first lines, which are taken out of `lines`."""
    bylines = [line for line in lines[:_BYLINE_WITHIN] if is_byline(line)]
    for line in bylines:
        lines.remove(line)
    return tuple(bylines)


def _close(lines: list[str], agency: str, notes: list[Note]) -> None:
    """Take what is no text off the end of `lines`. The first line is always kept."""
    while len(lines) > 1 and (code := _closing_code(lines, agency)):
        notes.append(Note(code, lines.pop()))
    if not lines:
        return
    last = _CLOSING_MARK.sub("", lines[-1])
    signed = _CREDIT_BEHIND.search(last)
    if signed and _signs(signed[1], lines, agency):
        notes.append(Note("credit", signed[1]))
        last = last[: signed.start()]
    lines[-1] = last


def _closing_code(lines: Sequence[str], agency: str) -> str:
    for code, pattern in _CLOSING:
        if pattern.fullmatch(lines[-1]):
            return code
    credit = _IN_BRACKETS.fullmatch(lines[-1])
    return "credit" if credit and _signs(credit[1], lines[:-1], agency) else ""


def _signs(name: str, lines: Sequence[str], agency: str) -> bool:
    """Whether `name` is the agency, or stands in brackets in the first lines, as in datelines."""
    if _letters(name) in (_letters(agency), *map(_letters, agency.split())):
        return True
    return any(f"({name.casefold()})" in line.casefold() for line in lines[:3])


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())
