"""The version of the rules of quotations."""

from typing import Final

#: Raised by one when the code of `archive.quotations` finds other statements in the same text, with
#: the same names.
QUOTATION_RULES: Final = 1

#: The digest of the statements of the sample archive; with it a test knows when `QUOTATION_RULES`
#: is to be raised.
STATEMENTS_FOUND: Final = "81dd8f818e6ea95ad2313fbbf95fd7cf"
