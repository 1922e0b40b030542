"""What differs between two texts."""

from __future__ import annotations

from typing import NamedTuple


class TextStretch(NamedTuple):
    """A part of two texts: `kind` is "same", "gone" (in the old one only) or "new".

    What is the same is as the new one has it.
    """

    kind: str
    text: str
