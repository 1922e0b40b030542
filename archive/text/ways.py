"""How else a text may be written that says the same: with hyphens, spaces and full stops or not.

F-16, F 16 and F16 are one; so are e-mail and email, co-operate and cooperate, J.K. and J. K. The
index has the joined form of a word with a hyphen beside its parts; what stands apart in a text, or
is one word there that can be parted, is asked for as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from archive.text.folding import fold_text
from archive.text.scan import APART, WORD_CHARACTER

#: A run of letters before figures, and prefixes that are written with a hyphen or without one.
_CODE: Final = "[a-z]{1,5}"
#: Figures behind letters; of several a full stop ends the word (v1.2, but F11.1 is F11 and 1).
_FIGURES: Final = r"(?:\d\.\d+|\d+)[a-z]{0,2}"
_PREFIXES: Final = "anti|co|counter|cyber|micro|mid|mini|multi|non|over|post|pre|re|semi|sub|under"

#: Words behind "e", as every other word may begin with this letter.
_ELECTRONIC: Final = (
    "(?:mail|book|card|cigarette|commerce|learning|market|payment|scooter|sport|ticket|vot|wallet)"
    "[a-z]{0,3}"
)

_BEGIN: Final = f"(?<!{WORD_CHARACTER})(?<!{WORD_CHARACTER}[.,'])"
_END: Final = f"(?!{WORD_CHARACTER}|[.,']{WORD_CHARACTER})"
_HYPHEN: Final = "[-\u2010]"

#: A place that may be written in two ways, by how it is: pairs that stand together, pairs that a
#: hyphen or a space parts, and initials.
_PLACE: Final = re.compile(
    rf"{_BEGIN}(?:(?P<code>{_CODE})(?P<figures>{_FIGURES}){_END}"
    rf"|(?P<before>{_CODE})(?:{_HYPHEN}| )(?P<behind>{_FIGURES}){_END}"
    rf"|(?P<hyphened>[a-z]+){_HYPHEN}(?P<rest>[a-z]+){_END}"
    rf"|(?P<spaced>e (?={_ELECTRONIC}{_END})|(?:{_PREFIXES}) (?=[a-z]{{4,20}}{_END}))"
    rf"|(?P<prefix>e(?={_ELECTRONIC}{_END})|(?:{_PREFIXES})(?=[a-z]{{4,20}}{_END}))"
    rf"|(?P<initials>(?:[a-z]\.){{2,6}})(?!{WORD_CHARACTER})"
    rf"|(?P<apart>(?:[a-z]\. ){{1,5}}[a-z]\.)(?= |\Z))"
)

#: How a word ends that may be one with the next, unless this begins with a figure.
_JOINING: Final = re.compile(rf"(?:e|{_PREFIXES}|[a-z]\.)\Z")

#: Of so many places every choice is asked; of more, all as typed, and all in the other way.
MOST: Final = 3


def _other(match: re.Match[str]) -> str:
    """A place in the other way; as it is where that would be another word."""
    found = match.groupdict()
    if found["code"]:
        return f"{found['code']} {found['figures']}"
    if found["before"]:
        return f"{found['before']}{found['behind']}"
    if found["hyphened"]:
        joined = found["hyphened"] + found["rest"]
        return match[0] if found["hyphened"] == "re" and APART.match(joined) else joined
    if found["spaced"]:
        return match[0].rstrip()
    if found["prefix"]:
        return f"{match[0]} "
    if found["initials"]:
        return match[0].replace(".", ". ").rstrip()
    return match[0].replace(" ", "")


@lru_cache(maxsize=4096)
def ways(text: str) -> tuple[str, ...]:
    """A text as typed, then folded in each other way to write it."""
    folded = fold_text(text)
    places = [
        (match, other) for match in _PLACE.finditer(folded) if (other := _other(match)) != match[0]
    ]
    choices = [(match[0], other) for match, other in places]
    every = list(product(*choices)) if len(places) <= MOST else list(zip(*choices, strict=True))
    written = [text]
    for chosen in every[1:]:
        pieces, at = [], 0
        for (match, _), form in zip(places, chosen, strict=True):
            pieces += [folded[at : match.start()], form]
            at = match.end()
        written.append("".join((*pieces, folded[at:])))
    return tuple(written)


@lru_cache(maxsize=4096)
def _ends_joining(word: str) -> bool:
    return _JOINING.search(fold_text(word)) is not None


@lru_cache(maxsize=4096)
def _begins_with_figure(word: str) -> bool:
    return re.match(r"\d", fold_text(word)) is not None


def may_join(left: str, right: str) -> bool:
    """Whether some way to write two neighbouring words may join them; most are told at once."""
    return _ends_joining(left) or _begins_with_figure(right)
