"""The version of the rules of days."""

from typing import Final

#: Raised by one when the code of `archive.dates` reads other days in the same text.
DATE_RULES: Final = 3

#: The digest of the days of the sample archive and of labelled sentences; with it a test knows when
#: `DATE_RULES` is to be raised.
DATES_READ: Final = "b62ed650b5addaa55f4dcc9a3b54dd04"
