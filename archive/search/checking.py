"""What can be checked of what was found: words that are quoted."""

from __future__ import annotations

from archive.query.budget import refusing
from archive.search.library import Library
from archive.search.quoting import QuotationPage, check_quotation


class CheckingService:
    """Checks what was taken away from the archive. Safe for many threads at once."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def quotation(self, text: str) -> QuotationPage:
        """Where the archive has these words.

        Raises `BadParameterError` for too long a text, for one without words, and for words so
        common that it cannot be told.
        """
        with self._library.reading() as edition, refusing():
            return check_quotation(edition, text)
