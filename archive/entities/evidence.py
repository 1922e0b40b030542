"""Which proposed names are shown: what all articles together say of a name.

A model is often wrong about one article, rarely in the same way about several. A name that itself
says what it is (ministry, 公司) is shown from its first article on, and so is a person of whom one
article tells who that is; any other where two articles with different texts agree on what it is.
Lines that many articles share are not news.
"""

from __future__ import annotations

from typing import Final

from archive.entities.han_names import (
    ends_as_organisation,
    is_foreign_surname,
    is_generic,
)
from archive.entities.latin_organisations import (
    has_organisation_word,
    is_whole_company,
    says_not_which,
)
from archive.entities.word_lists import has_surname
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.segmentation import Segmenter, is_ordinary

#: A name is shown when so many different articles hold it.
ARTICLES: Final = 2

#: A name of two Han characters is as often a word: an article of so many must tell who that is.
TOLD_IN: Final = 3

#: And so is a single English word; few articles tell what a company is that all know.
WORD_TOLD_IN: Final = 5

#: An organisation whose name does not say so needs more, and almost no article that takes it for a
#: person: models find organisations where there are none.
ARTICLES_IF_UNSAID: Final = 6
SURELY: Final = 0.95

#: Han names of so many characters, and those of a surname and a given name.
_SHORT: Final = 2
_GIVEN_AT: Final = 3

#: The share of the articles with a name that must agree on its kind.
AGREEING: Final = 0.75


class AgreedNames:
    """Shows a name on which articles agree; see `NameRule`."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter

    def is_shown(
        self, kind: Kind, name: str, articles: int, otherwise: int, told: int = 0, /
    ) -> bool:
        """See `NameRule`."""
        if name.isascii() and " " not in name and not (told and kind is Kind.ORGANISATION):
            return False  # a surname alone is many people's, a single word many things
        agreeing = articles >= AGREEING * (articles + otherwise)
        if kind is Kind.ORGANISATION:
            if name.isascii() and says_not_which(name) and not is_whole_company(name):
                return False  # each country has one
            if says_organisation(name, self._segmenter):
                return agreeing or not articles
            if name.isascii() and " " not in name:
                return agreeing and WORD_TOLD_IN * told >= articles
            return (told > 0 and agreeing) or (
                articles >= ARTICLES_IF_UNSAID
                and articles >= SURELY * (articles + otherwise)
                and (name.isascii() or not is_generic(fold_text(name), self._segmenter))
            )
        if is_surname(name):
            return False
        return agreeing and (told > 0 or articles >= ARTICLES) and _is_known(name, articles, told)


def _is_known(name: str, articles: int, told: int) -> bool:
    """Whether so much is told of a person that the name is no word: 夏粮, 黨忠誠."""
    folded = fold_text(name)
    if name.isascii() or " " in name or len(folded) > _GIVEN_AT:
        return True
    if len(folded) <= _SHORT:
        return TOLD_IN * told >= max(articles, 1)
    return told > 0 or (has_surname(folded) and not is_ordinary(folded[1:]))


def is_surname(name: str) -> bool:
    """Whether the name of a person is no more than a surname, which many bear."""
    if name.isascii():
        return " " not in name
    return is_foreign_surname(fold_text(name))


def says_organisation(name: str, segmenter: Segmenter) -> bool:
    """Whether a name says by itself that it is an organisation's."""
    if name.isascii():
        return has_organisation_word(name)
    return ends_as_organisation(name, segmenter)
