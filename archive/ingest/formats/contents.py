"""What the text of a news item says: title, bylines and paragraphs, in NITF, XHTML or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from archive.ingest.formats.desk_lines import is_credit, is_initials, is_repeated, is_same
from archive.ingest.formats.prose import Prose
from archive.ingest.formats.xml_tree import Element, descendants, element_text, find_all, name_of
from archive.ingest.raw import Note

_STAFF: Final = ("staff", "staff reporter", "staff writer", "staff correspondent")


@dataclass(slots=True)
class ItemText:
    """The text of one item so far."""

    title: str = ""
    bylines: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, element: Element) -> None:
        """Add what `element` holds. A text that is there already is not added again."""
        nitf = descendants(element, "nitf")
        inside = _nitf(nitf[0]) if nitf else _prose(element)
        self.title = self.title or inside.title
        self.bylines += [line for line in inside.bylines if line not in self.bylines]
        self.notes += inside.notes
        if not self._has(inside.paragraphs):
            self.paragraphs += inside.paragraphs

    def _has(self, paragraphs: Sequence[str]) -> bool:
        """Whether a text is given twice over, as NITF and as plain text."""
        return bool(paragraphs) and all(
            any(is_same(paragraph, known) for known in self.paragraphs) for paragraph in paragraphs
        )


def unique(*groups: Iterable[Note]) -> tuple[Note, ...]:
    """All notes, each once."""
    return tuple(dict.fromkeys(note for group in groups for note in group))


def _prose(element: Element) -> ItemText:
    prose = Prose()
    prose.add(element)
    headings = descendants(element, "h1", "hl1", "title")
    title = next(filter(None, map(element_text, headings)), "")
    return ItemText(title=title, paragraphs=prose.paragraphs, notes=prose.notes)


def _nitf(nitf: Element) -> ItemText:
    contents = ItemText()
    heads = [head for body in find_all(nitf, "body") for head in find_all(body, "body.head")]
    titles = [element_text(title) for head in heads for title in descendants(head, "hl1")]
    titles += [element_text(title) for title in find_all(nitf, "head/title")]
    contents.title = next(filter(None, titles), "")
    contents.bylines = list(_bylines(heads, contents.notes))
    prose = Prose()
    for body in find_all(nitf, "body/body.content") or find_all(nitf, "body") or [nitf]:
        prose.add(body)
    for end in find_all(nitf, "body/body.end"):
        prose.add(end)
    contents.notes += prose.notes
    contents.paragraphs = [*_abstract(heads, contents.title, prose.paragraphs), *prose.paragraphs]
    contents.notes += _subtitles(heads, contents)
    return contents


def _bylines(heads: Sequence[Element], notes: list[Note]) -> Iterator[str]:
    """The credits of authors; what is only initials of desks is a note."""
    for head in heads:
        for byline in descendants(head, "byline"):
            text = credit_of(byline)
            if is_initials(text):
                notes.append(Note("desk-initials", text))
            elif text and not is_credit(text):
                notes.append(Note("byline-unclear", text))
            elif text and text.lower().removeprefix("by ").split(",")[0] not in _STAFF:
                yield text


def credit_of(byline: Element) -> str:
    """A byline on one line; a post (`byttl`) stands behind a comma."""
    text = byline.text or ""
    for child in byline:
        comma = ", " if name_of(child) == "byttl" and text.strip(" ,") else " "
        before = text.rstrip(" ,") if comma == ", " else text
        text = f"{before}{comma}{element_text(child)} {child.tail or ''}"
    return " ".join(text.split()).strip(" ,")


def _abstract(heads: Sequence[Element], title: str, paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs of the abstract, if they stand nowhere else."""
    prose = Prose()
    for head in heads:
        for abstract in descendants(head, "abstract"):
            prose.add(abstract)
    return [
        line
        for line in prose.paragraphs
        if not is_same(line, title) and not is_repeated(line, paragraphs)
    ]


def _subtitles(heads: Sequence[Element], contents: ItemText) -> Iterator[Note]:
    """A note for each second title that is left out."""
    for head in heads:
        for line in map(element_text, descendants(head, "hl2")):
            if (
                line
                and not is_same(line, contents.title)
                and not is_repeated(line, contents.paragraphs)
            ):
                yield Note("subtitle", line)
