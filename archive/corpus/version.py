"""The version of the rules of copies and versions."""

from typing import Final

#: Raised by one when the code of `archive.corpus` groups the same articles otherwise.
COPY_RULES: Final = 1

#: The digest of the traits of the sample archive; with it a test knows when `COPY_RULES` is to be
#: raised. Rules that compare traits are told by labelled pairs (`tests/quality/test_copies.py`).
TRAITS_FOUND: Final = "e706063009d7acb23389e5f8652fd21d"
