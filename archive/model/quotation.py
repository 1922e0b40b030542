"""A stretch of an article that somebody quotes, as an address holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

_FORM: Final = re.compile(r"(title|body)\.(\d{1,9})-(\d{1,9})(?:\.([0-9a-f]{16}))?")


def quotation_digest(text: str) -> str:
    """Sixteen hexadecimal digits of a quoted text, which tell whether it is still the same."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """The half-open span of code points of the text named `field` ("title" or "body").

    `digest` is that of what stood there, "" where nobody has looked yet.
    """

    field: str
    start: int
    end: int
    digest: str = ""

    @classmethod
    def of(cls, field: str, text: str, start: int, end: int) -> Self:
        """A span of a text with the digest of what stands there."""
        return cls(field, start, end, quotation_digest(text[start:end]))

    @classmethod
    def parse(cls, written: str) -> Self | None:
        """The span that an address holds; None where it holds none."""
        match = _FORM.fullmatch(written)
        if match is None or int(match[2]) >= int(match[3]):
            return None
        return cls(match[1], int(match[2]), int(match[3]), match[4] or "")

    def written(self) -> str:
        """As an address holds it, `body.120-180.0123456789abcdef`."""
        return f"{self.field}.{self.start}-{self.end}" + (f".{self.digest}" if self.digest else "")
