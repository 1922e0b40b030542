"""Whether a source lets an article be used, and whether it ever published it.

The words are those of formats and systems: IPTC's publishing status (cv.iptc.org/newscodes/
pubstatus: usable, withheld, canceled), the status of NewsML 1 (Usable, Embargoed, Withheld,
Canceled), what agencies print over what they take back, and what WordPress, Ghost, Drupal and
Blogger call the state of a post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from archive.ingest.reader import shown
from archive.model.article import Status

_WORDS: Final = {
    Status.USABLE: "usable published publish public live active final approved released online ok "
    "correction corrected update updated normal ready 200 1 true 已發佈 已發布 已发布",
    Status.WITHHELD: "withheld embargoed embargo hold held onhold inactive offline expired",
    Status.CANCELED: "canceled cancelled cancel killed kill withdrawn withdraw retracted "
    "retraction deleted delete removed spiked spike recalled void 撤回 已撤回",
}
_STATUSES: Final = {word: status for status, words in _WORDS.items() for word in words.split()}

#: States of what was never published, or is no longer since its editors threw it away.
_UNPUBLISHED: Final = frozenset(
    "draft drafts autodraft archiveddraft pending pendingreview private future scheduled schedule "
    "inherit unpublished notpublished inreview review needsreview notapproved trash trashed "
    "softtrashed password passwordprotected 草稿 待審 待审 未發佈 未發布 未发布".split()
)

_YES: Final = frozenset("true yes on y 1 是".split())
_NO: Final = frozenset("false no off n 否".split())

#: Names of fields by which systems say whether a post is out, and how they say it: by a state, by
#: who may see it, by "yes" or by "no", or by anything at all.
STATUS_SIGNS: Final[Mapping[str, str]] = {
    "status": "pubstatus publicationstatus poststatus status articlestatus 狀態 状态",
    "visibility": "visibility postvisibility",
    "draft": "draft isdraft unpublished isunpublished private isprivate 草稿",
    "published": "published ispublished publish ispublish",
    "password": "password postpassword",
}

_SIGN_OF: Final = {name: sign for sign, names in STATUS_SIGNS.items() for name in names.split()}

#: "stat:usable", "http://cv.iptc.org/newscodes/pubstatus/usable", "icsn:usable".
_SCHEME: Final = re.compile(r"\A.*[:/#]", re.DOTALL)
_SIGNS_BETWEEN: Final = re.compile(r"[\s_.-]+")


def read_status(text: str) -> Status | None:
    """The status that a source names, usable where it names none; None for an unknown word."""
    word = _word(text)
    return _STATUSES.get(word) if word else Status.USABLE


def is_unpublished(text: str) -> bool:
    """Whether a state that a source names is one of what was never published."""
    return _word(text) in _UNPUBLISHED


def sign_of(name: str) -> str:
    """Which of the signs a field of this name is, in small letters without signs; "" for none."""
    return _SIGN_OF.get(name, "")


def is_yes_or_no(text: str) -> bool:
    """Whether a text is a word for yes or for no, and none of anything else."""
    return text.strip().lower() in _YES | _NO


def why_unpublished(sign: str, name: str, text: str) -> str:
    """Why an article is none: a field of this name, a sign, says that it was never out.

    "" where the field does not say that.
    """
    word = text.strip().lower()
    said = {
        "status": is_unpublished(text),
        "visibility": is_unpublished(text),
        "draft": word in _YES,
        # A bare name is that of a day too, which may be 0.
        "published": word in _NO or (word == "0" and name.startswith("is")),
        "password": bool(word) and word not in _NO,
    }[sign]
    value = "set" if sign == "password" else shown(text)
    return f"Not published: {shown(name)} is {value}." if said else ""


def _word(text: str) -> str:
    return _SIGNS_BETWEEN.sub("", _SCHEME.sub("", text.strip())).lower()
