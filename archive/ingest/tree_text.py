"""What may stand in a tree of HTML: its parser takes characters that the tree then refuses."""

from __future__ import annotations

import re
from typing import Final

#: No XML holds these (XML 1.0, "Char"), and lxml moves no text that does; HTML reads a vertical tab
#: and a form feed as spaces.
_SPACES: Final = re.compile("[\x0b\x0c]")
_REFUSED: Final = re.compile("[\0-\x08\x0e-\x1f\ufffe\uffff]")

#: References to them, which the parser resolves.
_REFERENCE: Final = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)"
    r"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)


def tree_text(text: str) -> str:
    """`text`, HTML to be parsed, without what a tree refuses and what stands for that."""
    if "&#" in text:
        text = _REFERENCE.sub(" ", text)
    return _REFUSED.sub("", _SPACES.sub(" ", text))
