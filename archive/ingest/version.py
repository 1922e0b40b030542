"""The version of the rules of reading."""

from typing import Final

#: Raised by one when the code of `archive.ingest` makes other articles of the same files.
READING_RULES: Final = 1

#: The digest of the articles of the sample archive in every format; with it a test knows when
#: `READING_RULES` is to be raised.
ARTICLES_READ: Final = "fb749b47a0cf471345891d9822747ad8"
