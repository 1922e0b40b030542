"""The version of the rules of quotations."""

from typing import Final

#: Raised by one when the code of `archive.quotations` finds other statements in the same text, with
#: the same names.
QUOTATION_RULES: Final = 2

#: The digest of the statements of the sample archive; with it a test knows when `QUOTATION_RULES`
#: is to be raised.
STATEMENTS_FOUND: Final = "8033d2e06f6a8774ffd9b3258183e5df"
