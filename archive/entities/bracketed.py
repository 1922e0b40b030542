"""Names of one bearer in two scripts, proposed where one is printed in brackets behind the other.

Chinese has no spaces: what stands before the bracket is the name and whatever runs into it. Where
it ends is told, where it begins must be found: by its sound, or by what all texts have in common
that print the same Latin name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from archive.entities.han_names import ends_with_kind, trim
from archive.entities.sounds import SOUNDS_ALIKE, sound_likeness
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.scan import HAN

#: 朱克伯格(Mark Zuckerberg), 甲骨文（ORCL.US）: Han characters straight before a Latin name.
_PAIR: Final = re.compile(
    rf"(?P<han>[{HAN}][{HAN}·‧•・]{{1,11}})\s?[(（]\s?"
    r"(?P<latin>[A-Z][A-Za-zÀ-ɏ.'’ -]{1,40}?|\d{1,5}\.HK)\s?[)）]"
)

#: What runs into the name before a bracket.
_BEFORE: Final = re.compile(
    "^.*(?:上月|上季|本月|今日|總裁|总裁|主席|總統|总统|總理|总理|首相|部長|部长|行政長官|主管|分析師|經濟學家|教授|博士|先生|女士|董事|總監|总监|財長|外長|外长|發言人|发言人|創始人|创始人|創辦人|创办人|是|為|由|和|與|及|的|在|有|了|稱|指|說)"
)

#: A Chinese name has so many characters.
_SHORTEST: Final = 2

#: What stands between the parts of a foreign name.
_DOTS: Final = "·‧•・."

#: By so little a longer end may sound less like the Latin name than the likest: a given name that
#: is written otherwise.
_NEARLY: Final = 0.15

#: The name of a body has so many, and stands behind so many different texts.
_SHORTEST_BODY: Final = 3
_DIFFERENT: Final = 2


class NamePair(NamedTuple):
    """What stands before a bracket, titles stripped, and the Latin name in it.

    `printed` is the whole stretch of Han characters before the bracket, with the one before it.
    """

    han: str
    latin: str
    printed: str


def bracketed_names(texts: Iterable[str], least: int) -> Iterator[tuple[str, str, int]]:
    """A Chinese and a Latin name of one thing, and in how many texts; at least `least`.

    A person's names sound alike; a body is abbreviated in brackets, or told by its ticker.
    """
    pairs: dict[str, set[NamePair]] = defaultdict(set)
    held: Counter[str] = Counter()
    for text in texts:
        found = name_pairs(text)
        held.update({pair.latin for pair in found})
        for pair in found:
            pairs[pair.latin].add(pair)
    for latin, count in held.items():
        if count >= least and (han := _name_of(latin, pairs[latin])) is not None:
            yield han, latin, count


def name_pairs(text: str) -> set[NamePair]:
    """Chinese names with the Latin name in brackets behind each; what runs into one may remain."""
    pairs = set()
    for match in _PAIR.finditer(text):
        han, latin = _BEFORE.sub("", match["han"]), match["latin"].strip()
        start = match.end("han") - len(han)
        kind = Kind.ORGANISATION if _is_short(latin) else Kind.PERSON
        trimmed = trim(kind, text, start, match.end("han")) if han else None
        if trimmed is not None:
            printed = text[max(0, match.start("han") - 1) : match.end("han")]
            pairs.add(NamePair(text[slice(*trimmed)], latin, printed))
    return pairs


def _is_short(latin: str) -> bool:
    return latin.isupper() and latin.isalpha()


def _name_of(latin: str, pairs: Collection[NamePair]) -> str | None:
    """The Chinese name of all pairs; None where it is not told where it begins, or of a term."""
    shared = _common_end([pair.han for pair in pairs])
    if not _is_short(latin) and latin[0].isalpha():
        return _sounding(latin, shared)
    # GDP and AI are short too, but nobody's names.
    several = len({pair.printed for pair in pairs}) >= _DIFFERENT
    body = not latin[0].isalpha() or ends_with_kind(fold_text(shared))
    return shared if several and body and len(shared) >= _SHORTEST_BODY else None


def _common_end(names: Sequence[str]) -> str:
    """What all of some names end in."""
    alike = takewhile(
        lambda letters: len(set(letters)) == 1, zip(*map(reversed, names), strict=False)
    )
    return "".join(letters[0] for letters in alike)[::-1]


def _sounding(latin: str, shared: str) -> str | None:
    """The end of a stretch that sounds like a Latin name: the longest that nearly does so most."""
    ends = [shared[at:].lstrip(_DOTS) for at in range(len(shared) - _SHORTEST + 1)]
    heard = [(sound_likeness(latin, end), end) for end in ends if len(end) >= _SHORTEST]
    best = max((sound for sound, _ in heard), default=0.0)
    whole = (end for sound, end in heard if sound >= best - _NEARLY)
    return next(whole) if best >= SOUNDS_ALIKE else None
