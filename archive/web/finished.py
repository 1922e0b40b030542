"""Pages that were made lately are given again as they were, as long as they would be the same.

What a page depends on is what its tag is made of (`freshness.py`): whoever asks, it is the same
page, so that nothing is kept of a reader. What the API answers is made anew, since it tells how
long that took.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final, NamedTuple

from flask import Response

#: Bytes of all pages that are kept in one process: about 80 of 20 results. A reader comes back
#: from an article to the results, and a newsroom asks for the day's subject all day.
MOST_BYTES_OF_PAGES: Final = 8_000_000

#: A longer page, of 100 results as a rule, would take the place of many others.
MOST_BYTES_OF_A_PAGE: Final = MOST_BYTES_OF_PAGES // 16


class _Page(NamedTuple):
    body: bytes
    content_type: str
    total: int | None


class FinishedPages:
    """Pages by their tags, those asked for longest ago forgotten first; safe for many threads.

    All are forgotten when another generation answers.
    """

    def __init__(self, most: int = MOST_BYTES_OF_PAGES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._generation = ""
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._bytes = 0

    def answer(self, tag: str) -> Response | None:
        """The page with a tag, as it was made; None where it is not kept."""
        with self._lock:
            page = self._pages.get(tag)
            if page is None:
                return None
            self._pages.move_to_end(tag)
        return Response(page.body, content_type=page.content_type)

    def total(self, tag: str) -> int | None:
        """How many articles the page with a tag found, where it is a search that is kept."""
        with self._lock:
            page = self._pages.get(tag)
        return page.total if page else None

    def keep(self, tag: str, generation: str, response: Response, total: int | None = None) -> None:
        """Keep a page that a generation answered, if it is not too long; it found `total`."""
        body = response.get_data()
        if len(body) > MOST_BYTES_OF_A_PAGE:
            return
        with self._lock:
            if generation != self._generation:
                self._generation, self._bytes = generation, 0
                self._pages.clear()
            if tag in self._pages:
                return
            self._pages[tag] = _Page(body, response.content_type or "", total)
            self._bytes += len(body)
            while self._bytes > self._most:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)
