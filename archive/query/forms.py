"""Forms of a word: names that a stem would join to other words, and how much a stem adds.

A Latin word finds all words with its stem. A capitalised word that the archive mostly prints with a
capital is a name and finds itself and its possessive (Roberts, not Robert). What a stem adds to any
other word is told where it is much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.model.fields import TEXTS, field_name
from archive.model.message import Message
from archive.model.query import Node, Term
from archive.query.words import any_of, in_words
from archive.text.phrases import quoted_spans
from archive.text.tokens import cased_word

#: Share of the articles with a word's stem that lack the word as typed, from which it is told.
TOLD: Final = 0.25

#: Share of the articles with a word that print it with a capital, from which it is a name.
_MOSTLY: Final = 0.5

#: So many words of a query may be names, each of which takes three counts.
MOST_STEMS: Final = 12

#: Common nouns that are written with a capital: their plural means the same.
_COMMON: Final = frozenset(
    "afghan african albanian algerian american angolan arab argentine argentinian armenian asian "
    "australian austrian azeri bahraini bangladeshi belarusian belgian bolivian bosnian brazilian "
    "briton bulgarian cambodian canadian chilean colombian croat croatian cuban cypriot czech dane "
    "dutchman egyptian eritrean estonian ethiopian european filipino finn fijian georgian german "
    "ghanaian greek guatemalan haitian hongkonger honduran hungarian icelander indian indonesian "
    "iranian iraqi israeli italian jamaican jordanian kazakh kenyan korean kurd kuwaiti kyrgyz "
    "laotian latvian lebanese liberian libyan lithuanian macanese macedonian malaysian mexican "
    "mongolian moroccan mozambican namibian nepali nicaraguan nigerian norwegian omani pakistani "
    "palestinian panamanian paraguayan peruvian philippine pole qatari romanian russian rwandan "
    "salvadoran samoan saudi scot senegalese serb serbian singaporean slovak slovene slovenian "
    "somali spaniard sudanese swede syrian tajik tanzanian thai tibetan tunisian turk turkmen "
    "ugandan ukrainian uighur uyghur uruguayan uzbek venezuelan yemeni zambian zimbabwean "
    "baptist buddhist catholic christian conservative democrat hindu houthi islamist jew mormon "
    "muslim protestant quaker republican shiite sikh sunni taliban tory zionist communist liberal "
    "marxist nazi olympic paralympic game monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december "
    "bitcoin iphone airbus boeing tweet emmy grammy oscar euro dollar internet covid".split()
)


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many articles have a word as typed, and any word of its stem; whether it is a name."""

    alone: int
    whole: int
    name: bool

    @property
    def is_told(self) -> bool:
        """Whether the stem adds so much that it is told."""
        return 0 < self.alone < (1 - TOLD) * self.whole


@dataclass(frozen=True, slots=True)
class Forms:
    """A word as typed, with all words of its stem, and as printed with its capital, if typed so."""

    alone: Node
    whole: Node
    capital: Node | None

    @property
    def nodes(self) -> tuple[Node, Node, Node]:
        """What is counted of a word that may be a name, in the order of `counted`."""
        return self.alone, self.whole, self.capital or self.alone

    def counted(self, alone: int, whole: int, capital: int) -> WordCounts:
        """What these counts say."""
        return WordCounts(alone, whole, capital > _MOSTLY * alone and whole > alone)


def forms_of(text: str) -> Forms | None:
    """What is counted for a typed word; None where it is not a single Latin word of letters."""
    spans = quoted_spans(text)
    if len(spans) != 1 or spans[0].han or not spans[0].text.isalpha() or not text.isalpha():
        return None
    alone = any_of(Term(field_name(name, "exact"), spans[0].text) for name in TEXTS)
    capital = None
    if text[0].isupper() and not text.isupper() and not _is_common(spans[0].text):
        capital = any_of(Term(field_name(name, "cased"), cased_word(text)) for name in TEXTS)
    return Forms(alone, in_words(text, TEXTS), capital)


def _is_common(word: str) -> bool:
    return any(form in _COMMON for form in (word, word.removesuffix("s"), word.removesuffix("es")))


def stem_note(query: str, word: str, counted: WordCounts) -> Message | None:
    """What is said of a word of a query; None where its stem adds little.

    `instead` is the query that asks for the other count: a name in any form, or a word alone.
    """
    if not counted.is_told:
        return None
    other = word.lower() if counted.name else f'"{word}"'
    instead = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: other, query, count=1)
    return Message.of(
        "name_alone" if counted.name else "stem",
        word=word,
        count=counted.alone,
        all=counted.whole,
        instead=instead,
    )
