"""Keeps the catalogues in step with the English, and compiles them: `make translations`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from archive.web.messages.catalogues import ENGLISH, TRANSLATED, catalogue_path, locale_of
from archive.web.messages.page import COUNTED

#: Key -> English; of what is counted, of a single thing and of several.
SourceWords: TypeAlias = Mapping[str, str | tuple[str, str]]

#: All that is said.
ALL_WORDS: Final[SourceWords] = {**ENGLISH, **COUNTED}

_COMMENT: Final = """\
# How the English of archive/web/messages/ is said.
# Fill what is empty, correct what is fuzzy and take that mark away, then `make translations`."""

#: What a program needs to read a catalogue. Nothing else, such as the time of writing, is told:
#: equal words make equal files.
_HEADERS: Final = (
    "Language",
    "Plural-Forms",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)


class _Catalogue(Catalog):
    """A catalogue with few headers."""

    @property  # type: ignore[misc]  # it is read only
    def mime_headers(self) -> list[tuple[str, str]]:
        *headers, (name, value) = (line for line in super().mime_headers if line[0] in _HEADERS)
        # The header ends its last line, as other programs expect.
        return [*headers, (name, f"{value}\n")]


def read_catalogue(text: bytes, language: str) -> Catalog:
    """The catalogue that a .po file holds.

    Raises `babel.messages.pofile.PoFileError` for what is no catalogue.
    """
    return read_po(BytesIO(text), locale=locale_of(language), abort_invalid=True)


def renewed(before: Catalog, language: str, source: SourceWords) -> Catalog:
    """A catalogue of the keys of `source`, in its order, with what `before` has for each.

    New keys are empty. Words whose English has changed are fuzzy, beside the English they were for.
    """
    catalogue = _Catalogue(locale_of(language), header_comment=_COMMENT, fuzzy=False)
    known = {message.context: message for message in before if message.context}
    for key, english in source.items():
        _add(catalogue, key, english, known.get(key))
    return catalogue


def _add(
    catalogue: Catalog, key: str, english: str | tuple[str, str], before: Message | None
) -> None:
    count = catalogue.num_plurals if isinstance(english, tuple) else 0
    if before is None:
        catalogue.add(english, _forms("", count), context=key)
        return
    old = (before.id,) if isinstance(before.id, str) else tuple(before.id)
    changed = old != ((english,) if isinstance(english, str) else english)
    was = before.auto_comments if before.fuzzy else []
    if changed and not was:
        was = [f"The English was: {' / '.join(old)}"]
    catalogue.add(
        english,
        _forms(before.string or "", count),
        flags={"fuzzy"} if changed or before.fuzzy else (),
        auto_comments=was,
        user_comments=before.user_comments,
        context=key,
    )


def _forms(words: str | Sequence[str], count: int) -> str | tuple[str, ...]:
    """Words in so many forms; 0: in one, of what is not counted."""
    forms = (words,) if isinstance(words, str) else tuple(words)
    return (forms + forms[-1:] * count)[:count] if count else forms[0]


def as_po(catalogue: Catalog) -> bytes:
    """A catalogue as a .po file, a line for each text."""
    file = BytesIO()
    write_po(file, catalogue, width=0)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """A catalogue as a .mo file, without what is empty or fuzzy."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def renew(language: str) -> str:
    """Renew both files of a language; the line that tells what is left to do."""
    path = catalogue_path(language, ".po")
    before = read_catalogue(path.read_bytes() if path.exists() else b"", language)
    catalogue = renewed(before, language, ALL_WORDS)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_po(catalogue))
    catalogue_path(language, ".mo").write_bytes(as_mo(catalogue))
    messages = [message for message in catalogue if message.id]
    empty = sum(not any(message.string or ()) for message in messages)
    fuzzy = sum(message.fuzzy for message in messages)
    return f"{path}: {len(messages)} keys, {empty} empty, {fuzzy} fuzzy"


if __name__ == "__main__":
    for tag in TRANSLATED:
        sys.stdout.write(f"{renew(tag)}\n")
