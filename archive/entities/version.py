"""The version of the rules of names."""

from typing import Final

#: Raised by one when the code of `archive.entities` finds other names in the same text, with the
#: same authority files and models.
NAME_RULES: Final = 4

#: The digest of the names in the sample archive; with it a test knows when `NAME_RULES` is to be
#: raised.
NAMES_FOUND: Final = "e7abb0c86a2d67d0047f882a810ad8c9"
