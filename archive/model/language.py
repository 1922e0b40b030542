"""The languages of articles; names, notes and answers are told in the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """The language of an article, Chinese told apart by script."""

    ENGLISH = "en"
    TRADITIONAL = "zh-Hant"
    SIMPLIFIED = "zh-Hans"


#: Their tags in the order in which names and notes are told.
LANGUAGES: Final = tuple(str(language) for language in Language)
