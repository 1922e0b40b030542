"""What puts articles first whose words stand in the order in which they were typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from archive.model.query import Bonus, Phrase
from archive.query.syntax import SyntaxNode, Word
from archive.text.folding import fold_text
from archive.text.phrases import sequence

#: Added where two neighbouring Latin words of a query stand side by side.
IN_ORDER: Final = {"title": 1.0, "body": 0.5}

#: So many times as much where joining words stand between them as typed.
JOINED: Final = 4.0

#: Words that stand beside any other; two words in order say little with one of these.
_JOINING: Final = frozenset(
    "a an and are as at be been but by for from had has have he her his in is it its of on or she "
    "that the their they this to was were will with".split()
)


def in_order(parts: Iterable[SyntaxNode]) -> tuple[Bonus, ...]:
    """A bonus for each two neighbouring words of a query that stand side by side in a text.

    Joining words between them go with them (rule of law): two words with these in order say more.
    """
    stretches: dict[tuple[str, ...], None] = {}
    stretch: list[str] = []
    for child in parts:
        if not isinstance(child, Word) or child.run:
            stretch = []
        elif fold_text(child.text) in _JOINING:
            stretch += [child.text] if stretch else []
        else:
            if stretch:
                stretches[*stretch, child.text] = None
            stretch = [child.text]
    bonuses = []
    for words in stretches:
        for name, value in IN_ORDER.items():
            node = sequence(" ".join(words), name)
            if isinstance(node, Phrase):
                bonuses.append(Bonus(node, value if len(words) == 2 else JOINED * value))
    return tuple(bonuses)
