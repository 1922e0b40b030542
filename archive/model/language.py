"""The languages of articles, which are also those of names, notes and answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """The language of an article; Chinese is two, one for each script."""

    ENGLISH = "en"
    TRADITIONAL = "zh-Hant"
    SIMPLIFIED = "zh-Hans"


#: Their tags, in the order in which names and notes are kept.
LANGUAGES: Final = tuple(str(language) for language in Language)
