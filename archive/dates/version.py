"""The version of the rules of days."""

from typing import Final

#: Raised by one when the code of `archive.dates` reads other days in the same text.
DATE_RULES: Final = 7

#: The digest of the days of the sample archive and of labelled sentences; with it a test knows when
#: `DATE_RULES` is to be raised.
DATES_READ: Final = "0fe86987a08ee6ad96f81ce5a96a680b"
