"""What is said in each language: English by the tables beside this file, the rest by catalogues.

A catalogue is a file of gettext below `archive/web/translations/`. The key of words is their
context there, and their English is what is translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from babel.support import NullTranslations, Translations

from archive.model.language import LANGUAGES
from archive.web.messages.about import ABOUT
from archive.web.messages.days import DAYS
from archive.web.messages.desk import DESK
from archive.web.messages.entities import ENTITIES
from archive.web.messages.failures import FAILURES, REMEDIES
from archive.web.messages.names import NAMES
from archive.web.messages.notes import NOTES
from archive.web.messages.over_many import OVER_MANY
from archive.web.messages.page import COUNTED, PAGE
from archive.web.messages.taking import TAKING

#: The tables of messages; no code stands in two of them, and none is a key of a page.
MESSAGES: Final[tuple[Mapping[str, str], ...]] = (NOTES, NAMES, DAYS, FAILURES)

#: The tables of pages; no key stands in two of them.
PAGES: Final[tuple[Mapping[str, str], ...]] = (
    PAGE,
    DESK,
    ABOUT,
    TAKING,
    ENTITIES,
    OVER_MANY,
)

#: The languages that have a catalogue; what is said in the first is English.
TRANSLATED: Final = LANGUAGES[1:]

#: Where the catalogues lie.
TRANSLATIONS: Final = Path(__file__).parent.parent / "translations"


def remedy_key(code: str) -> str:
    """The key of what can be done about a failure."""
    return f"remedy_{code}"


#: Key -> English of all that is said but `COUNTED`.
ENGLISH: Final[Mapping[str, str]] = dict(
    chain(
        *(table.items() for table in (*PAGES, *MESSAGES)),
        ((remedy_key(code), text) for code, text in REMEDIES.items()),
    )
)


def locale_of(language: str) -> str:
    """The name by which Babel knows one of `LANGUAGES`: "zh_Hant" for "zh-Hant"."""
    return language.replace("-", "_")


def catalogue_path(language: str, suffix: str) -> Path:
    """The catalogue of one of `TRANSLATED`: ".po" as it is written, ".mo" as it is read."""
    return TRANSLATIONS / locale_of(language) / "LC_MESSAGES" / f"messages{suffix}"


class Wordings:
    """All that is said in one of `LANGUAGES`.

    Raises FileNotFoundError for any other, and for one whose catalogue is not compiled.
    """

    def __init__(self, language: str) -> None:
        self._translations = NullTranslations()
        if language != LANGUAGES[0]:
            with catalogue_path(language, ".mo").open("rb") as file:
                self._translations = Translations(file)
        #: Every key of `ENGLISH` with its words, in which the names of values stand in braces.
        self.texts: Final[Mapping[str, str]] = {
            key: self._translations.upgettext(key, english) for key, english in ENGLISH.items()
        }

    def text(self, key: str, /, **values: str | int) -> str:
        """The words of a key of `ENGLISH` with these values; raises KeyError for any other."""
        words = self.texts[key]
        return words.format(**values) if values else words

    def counted(self, key: str, number: int) -> str:
        """A number of things, in the form that the language has for it.

        Raises KeyError for a key that `COUNTED` lacks.
        """
        single, several = COUNTED[key]
        words = self._translations.unpgettext(key, single, several, number)
        return words.format(n=f"{number:,}")


@cache
def wordings_of(language: str) -> Wordings:
    """What is said in one of `LANGUAGES`, read once by a process."""
    return Wordings(language)
