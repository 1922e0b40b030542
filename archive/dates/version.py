"""The version of the rules of days."""

from typing import Final

#: Raised by one when the code of `archive.dates` reads other days in the same text.
DATE_RULES: Final = 2

#: The digest of the days of the sample archive and of labelled sentences; with it a test knows when
#: `DATE_RULES` is to be raised.
DATES_READ: Final = "201ed13e3ec06ac1406532cb9e6c8bf3"
