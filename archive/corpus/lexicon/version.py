"""The versions of what is kept of beginnings, and of the rules by which words are learned."""

from typing import Final

#: Raised by one when other words of the same article are kept.
BEGINNING_RULES: Final = 1

#: Raised by one when the same beginnings give other words, or the dictionary is another.
LEXICON_RULES: Final = 2
