"""Whether a source lets an article be used, in the words that formats and systems have for it."""

from __future__ import annotations

import re
from typing import Final

from archive.model.article import Status

#: IPTC's publishing status (cv.iptc.org/newscodes/pubstatus: usable, withheld, canceled), the
#: status of NewsML 1 (Usable, Embargoed, Withheld, Canceled), what WordPress and Ghost call the
#: state of a post, and what agencies print over what they take back.
_WORDS: Final = {
    Status.USABLE: "usable published publish public live active final approved released online "
    "correction corrected update updated normal",
    Status.WITHHELD: "withheld embargoed embargo hold held onhold draft autodraft pending private "
    "future scheduled inactive unpublished inreview review notapproved offline expired",
    Status.CANCELED: "canceled cancelled cancel killed kill withdrawn withdraw retracted "
    "retraction deleted delete removed trash trashed spiked spike recalled void",
}
_STATUSES: Final = {word: status for status, words in _WORDS.items() for word in words.split()}

#: "stat:usable", "http://cv.iptc.org/newscodes/pubstatus/usable", "icsn:usable".
_SCHEME: Final = re.compile(r"\A.*[:/#]", re.DOTALL)
_SIGNS: Final = re.compile(r"[\s_-]+")


def read_status(text: str) -> Status | None:
    """The status that a source names, usable where it names none; None for an unknown word."""
    word = _SIGNS.sub("", _SCHEME.sub("", text.strip())).lower()
    return _STATUSES.get(word) if word else Status.USABLE
