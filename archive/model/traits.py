"""What of an article tells whether another is a copy or a version of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Traits:
    """Digests of 64 bits, 0 where there is nothing to compare.

    `source` is of who published it; `address`, `headline` and `stem` of where it stands, of its
    headline and of what its id has in common with those of its versions, each without what does not
    count; `revision` is the number that its id gives it among them, `number` the last number that
    stands in its id. `own` is of its id, `replaces`
    of the id that it takes the place of. `body` is of its text, `figures` of the numbers in both
    texts.

    `sketch` are the least of the 32-bit hashes of what its text says, ascending; `whole`: these are
    all of them. `lines` says of each in which line near an end of the text alone it stands, as
    `archive.text.edges` counts different ones from 1, and 0 where it stands elsewhere. `numbers`
    are the least of the 16-bit hashes of its figures, `words` of pieces of its headline. `passages`
    are the keys of its long paragraphs, in the order of the text.
    """

    source: int = 0
    address: int = 0
    headline: int = 0
    stem: int = 0
    revision: int = 0
    number: int = 0
    own: int = 0
    replaces: int = 0
    body: int = 0
    figures: int = 0
    sketch: tuple[int, ...] = ()
    whole: bool = True
    lines: bytes = b""
    numbers: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    passages: tuple[int, ...] = ()


#: Those of an article that is compared with no other.
NO_TRAITS: Final = Traits()
