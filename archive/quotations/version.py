"""The version of the rules of quotations."""

from typing import Final

#: Raised by one when the code of `archive.quotations` finds other statements in the same text, with
#: the same names.
QUOTATION_RULES: Final = 4

#: The digest of the statements of the sample archive; with it a test knows when `QUOTATION_RULES`
#: is to be raised.
STATEMENTS_FOUND: Final = "30c433ee55d4854b911bd76dbfe1835c"
