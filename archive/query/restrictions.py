"""Fields of a query that narrow it by facets, days and ids rather than by words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from archive.model.article import Language
from archive.model.entity import ACTORS, Entity, candidate_name
from archive.model.facets import BY_FIELD, Facet
from archive.model.message import Message
from archive.model.query import (
    CHANGES,
    Changed,
    Days,
    HasId,
    HasValue,
    Mentions,
    MentionsYearDay,
    Node,
    Or,
    Says,
    YearDays,
)
from archive.query.budget import Budget
from archive.query.days import NEWSROOM, DaySpan, Newsroom, parse_day
from archive.query.names import NameIndex
from archive.query.syntax import DAY_FIELDS, SPEAKER_FIELD
from archive.query.values import EXACT, NOT_HELD, WITHIN
from archive.text.folding import fold_text

_YEAR_DAY: Final = re.compile(r"\*-(\d{1,2})-(\d{1,2})(?:~(\d{1,2})d)?")

#: Other forms of the signs in a day, where folding keeps them apart.
_SIGNS: Final = {ord(sign): "~" for sign in "〜∼˜"} | {ord(sign): "-" for sign in "−–‐‑"}

#: What readers call languages, in small letters.
_LANGUAGES: Final = {
    **{str(language).lower(): (language,) for language in Language},
    "english": (Language.ENGLISH,),
    "zh": (Language.TRADITIONAL, Language.SIMPLIFIED),
    "chinese": (Language.TRADITIONAL, Language.SIMPLIFIED),
}

#: What readers call what changed in an article.
_CHANGES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("any", "yes", "有", "是"), CHANGES),
    **dict.fromkeys(("headline", "title", "標題", "题目"), ("headline",)),
    **dict.fromkeys(("figures", "figure", "numbers", "number", "數字", "數目"), ("figures",)),
    **dict.fromkeys(("names", "name", "名字", "人名", "姓名"), ("names",)),
    **dict.fromkeys(("text", "body", "內文", "正文", "文字"), ("text",)),
}

_FOLDED_CHANGES: Final = {fold_text(name): changes for name, changes in _CHANGES.items()}

#: Days in each month of a leap year: 29 February is a day that some years have.
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: Of the values that a field stands for so many are listed in `read_as`, the rest as a number.
_LISTED: Final = 5

#: Every value of a facet with its folded form.
Values: TypeAlias = Callable[[str], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a field narrows a query to."""

    node: Node
    read_as: str
    note: Message | None = None


class Restrictions:
    """Reads field values by what the archive holds."""

    def __init__(
        self,
        values: Values,
        index: NameIndex,
        budget: Budget,
        newsroom: Newsroom = NEWSROOM,
    ) -> None:
        self._values = values
        self._index = index
        self._budget = budget
        self._newsroom = newsroom

    def read(self, field: str, text: str) -> Restriction | None:
        """What `field:text` narrows to; None where it cannot be read."""
        if field in BY_FIELD:
            return self._facet(BY_FIELD[field], text)
        if field in DAY_FIELDS:
            return _date(field, text, self._newsroom)
        if field == SPEAKER_FIELD:
            return self._speaker(text)
        if field == "changed":
            return _changed(text)
        return Restriction(HasId(text), f"id:{text}")

    def held(self, field: str, text: str) -> int:
        """Whether a text is a value of a field, whole words of one, or neither."""
        if field in DAY_FIELDS:
            return EXACT if _date(field, text, self._newsroom) else NOT_HELD
        if field == SPEAKER_FIELD:
            return EXACT if self._speakers(text) else NOT_HELD
        facet = BY_FIELD[field]
        if facet.kind is not None:
            return EXACT if self._index.named(facet.name, text) else NOT_HELD
        wanted = " ".join(fold_text(text).split())
        folded = [plain for _, plain in self._values(facet.name)]
        if wanted in folded:
            return EXACT
        return WITHIN if any(f" {wanted} " in f" {plain} " for plain in folded) else NOT_HELD

    def _facet(self, facet: Facet, text: str) -> Restriction | None:
        if facet.kind is not None:
            return self._entity(facet, text)
        return _language(facet, text) if facet.name == "language" else self._value(facet, text)

    def _speakers(self, text: str) -> list[Entity]:
        """Who of this id or name may speak: of entities, else the name that links to nobody."""
        bearers = [one for kind in ACTORS for one in self._index.named(str(kind), text)]
        if bearers:
            return bearers
        wanted = fold_text(candidate_name(text) or text).strip()
        return [
            Entity(value, kind, {})
            for kind in ACTORS
            for value, plain in self._values(str(kind))
            if plain == f"c:{wanted}"
        ]

    def _speaker(self, text: str) -> Restriction | None:
        """Articles in which somebody of this id or with this name, in any script, speaks."""
        speakers = self._speakers(text)
        if not speakers:
            return None
        node = Says(tuple(dict.fromkeys(one.id for one in speakers)))
        labels = tuple(dict.fromkeys(one.label("en") for one in speakers))
        read_as = f'{SPEAKER_FIELD}:"{" / ".join(labels)}"'
        if len(labels) == 1:
            return Restriction(node, read_as)
        note = Message.of("several_bearers", word=text, count=len(labels), names=labels)
        return Restriction(node, read_as, note)

    def _entity(self, facet: Facet, text: str) -> Restriction | None:
        """Entities of a kind with this id or with this name, in any script."""
        bearers = self._index.named(facet.name, text)
        if not bearers:
            return None
        node = _any(tuple(HasValue(facet.name, entity.id) for entity in bearers))
        labels = tuple(entity.label("en") for entity in bearers)
        read_as = f'{facet.field}:"{" / ".join(labels)}"'
        if len(bearers) == 1:
            return Restriction(node, read_as)
        note = Message.of("several_bearers", word=text, count=len(bearers), names=labels)
        return Restriction(node, read_as, note)

    def _value(self, facet: Facet, text: str) -> Restriction | None:
        """Facet values that are this, else those that hold it."""
        wanted = fold_text(text).strip()
        if not wanted:
            return None
        folded = self._values(facet.name)
        matches = [value for value, plain in folded if plain == wanted]
        matches = matches or [value for value, plain in folded if wanted in plain]
        if not matches:
            return None
        self._budget.take_values(len(matches))
        listed = [f'"{value}"' for value in matches[:_LISTED]]
        listed += [f"+{len(matches) - _LISTED}"] if len(matches) > _LISTED else []
        node = _any(tuple(HasValue(facet.name, value) for value in matches))
        return Restriction(node, f"{facet.field}:{' / '.join(listed)}")


def _any(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def _language(facet: Facet, text: str) -> Restriction | None:
    """A language by its tag or its English name; "zh" for both scripts."""
    languages = _LANGUAGES.get(fold_text(text).strip())
    if languages is None:
        return None
    nodes = tuple(HasValue(facet.name, str(language)) for language in languages)
    return Restriction(_any(nodes), f"{facet.field}:{text.strip()}")


def _changed(text: str) -> Restriction | None:
    """Articles in which something changed after they were published."""
    what = _FOLDED_CHANGES.get(fold_text(text).strip())
    if what is None:
        return None
    return Restriction(Changed(what), f"changed:{what[0] if len(what) == 1 else 'any'}")


def _date(field: str, text: str, newsroom: Newsroom) -> Restriction | None:
    """A day, week, month or year; a range of them; a day of any year."""
    plain = fold_text(text).strip().translate(_SIGNS)
    match = _YEAR_DAY.fullmatch(plain)
    if match:
        month, day, window = int(match[1]), int(match[2]), int(match[3] or 0)
        if not (1 <= month <= len(_MONTH_DAYS) and 1 <= day <= _MONTH_DAYS[month - 1]):
            return None
        any_year = (MentionsYearDay if field == "mentions" else YearDays)(month, day, window)
        return Restriction(any_year, f"{field}:{plain}")
    first, dots, last = plain.partition("..")
    begin = parse_day(first, newsroom) if first else None
    end = (parse_day(last, newsroom) if last else None) if dots else begin
    if (first and begin is None) or (last and end is None) or (begin is None and end is None):
        return None
    ends = begin.first.toordinal() if begin else None, end.last.toordinal() if end else None
    node = Mentions(*ends) if field == "mentions" else Days(*ends)
    shown = begin.text if begin and not dots else f"{_end(begin, 0)}..{_end(end, -1)}"
    return Restriction(node, f"{field}:{shown}")


def _end(span: DaySpan | None, end: int) -> str:
    """The first (0) or the last (-1) day of a stretch, or the month or year that it is."""
    return span.text.split("..")[end] if span else ""
