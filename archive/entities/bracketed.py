"""Names of one bearer in two scripts, proposed where one is printed in brackets behind the other.

Chinese has no spaces: what stands before the bracket is the name and whatever runs into it. Where
it ends is told, where it begins must be found: by its sound, by the office before it, or by what
most texts have in common that print the same Latin name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from archive.entities.han_names import ends_with_kind, trim
from archive.entities.sounds import SOUNDS_ALIKE, sound_likeness
from archive.entities.word_lists import has_surname, is_chinese_surname, words
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.scan import HAN
from archive.text.segmentation import Segmenter, is_ordinary

#: What stands between the parts of a foreign name.
_DOTS: Final = "·‧•・．."

#: 朱克伯格(Mark Zuckerberg), 甲骨文（ORCL.US）: Han characters straight before a Latin name.
_PAIR: Final = re.compile(
    rf"(?P<han>[{HAN}][{HAN}{_DOTS}]{{1,15}})\s?[(（]\s?"
    r"(?P<latin>[A-Z][A-Za-zÀ-ɏ.'’ -]{1,40}?|\d{1,5}\.HK)\s?[)）]"
)

#: What runs into the name before a bracket; the office among it, straight before the name.
_OFFICE: Final = "|".join(sorted(words("han_words.tsv", "titles"), key=len, reverse=True))
_BEFORE: Final = re.compile(
    rf"^.*(?:(?P<office>{_OFFICE}|總監|財長|外長|外长|發言人|分析師|創始人|創辦人)"
    r"|上月|上季|本月|今日|主管|是|為|由|和|與|及|的|在|有|了|稱|指|說|著|着|被|對|讓|跟|據)"
)

#: The last character of what somebody is: 物理學家霍金, 校長約瑟夫. No foreign name begins so.
_ENDS_OF_ROLES: Final = frozenset("家師师員员長长手兒儿叔者官友台")

#: Names of foreigners are written in these for the most part.
_WRITES_SOUNDS: Final = frozenset(map(fold_text, words("han_words.tsv", "transliteration")))

#: A Latin name of a person: words with a capital, and the small ones between them.
_LATIN_WORD: Final = r"(?:[A-ZÀ-Þ][a-zß-ɏ'’]*(?:[-'’]?[A-ZÀ-Þ][a-zß-ɏ]*)*\.?|[A-ZÀ-Þ]{3,})"
_LATIN_NAME: Final = re.compile(
    rf"(?!The\b|A\b|An\b){_LATIN_WORD}"
    rf"(?:[ -](?:(?:de|da|di|du|del|van|von|der|den|bin|al|el|la|le) ?-?)*{_LATIN_WORD})*"
)
_SHOUTED: Final = re.compile(r"[A-Z]{2,}")

#: A name has so many characters, a Chinese one in full as a rule so many.
_SHORTEST: Final = 2
_WHOLE: Final = 3

#: By so little a longer end may sound less like the Latin name than the likest: a given name that
#: is written otherwise.
_NEARLY: Final = 0.15

#: A name that all may begin with ends so large a share of what the texts print.
_MOST: Final = 0.6

#: The name of a body has so many characters, stands behind so many different texts, and has a word
#: for each letter of its abbreviation, or so many characters.
_SHORTEST_BODY: Final = 4
_DIFFERENT: Final = 2
_TO_A_LETTER: Final = 2


class NamePair(NamedTuple):
    """What stands before a bracket, titles stripped, and the Latin name in it.

    `printed` is the whole stretch of Han characters before the bracket, with the one before it;
    `office` is whether the name stands straight behind somebody's office.
    """

    han: str
    latin: str
    printed: str
    office: bool


def bracketed_names(texts: Iterable[str], least: int) -> Iterator[tuple[str, str, int]]:
    """A Chinese and a Latin name of one thing, and in how many texts; at least `least`.

    A person's names sound alike, or the Chinese one stands behind an office; a body is abbreviated
    in brackets, or told by its ticker.
    """
    pairs: dict[str, list[NamePair]] = defaultdict(list)
    held: Counter[str] = Counter()
    for text in texts:
        found = name_pairs(text)
        held.update({pair.latin for pair in found})
        for pair in found:
            pairs[pair.latin].append(pair)
    segmenter = Segmenter()
    for latin, count in held.items():
        if count >= least and (han := _name_of(latin, pairs[latin], segmenter)) is not None:
            yield han, latin, count


def name_pairs(text: str) -> set[NamePair]:
    """Chinese names with the Latin name in brackets behind each; what runs into one may remain."""
    pairs = set()
    for match in _PAIR.finditer(text):
        latin = match["latin"].strip()
        before = _BEFORE.match(match["han"])
        start = match.start("han") + (before.end() if before is not None else 0)
        kind = Kind.ORGANISATION if _is_abbreviated(latin) else Kind.PERSON
        whole = match.end("han")
        trimmed = trim(kind, text, start, whole) if start < whole else None
        if trimmed is not None:
            printed = text[max(0, match.start("han") - 1) : whole]
            office = before is not None and before["office"] is not None and trimmed[0] == start
            pairs.add(NamePair(text[slice(*trimmed)], latin, printed, office))
    return pairs


def _is_abbreviated(latin: str) -> bool:
    return latin.isupper() and latin.isalpha()


def _name_of(latin: str, pairs: Collection[NamePair], segmenter: Segmenter) -> str | None:
    """The Chinese name of most pairs; None where it is not told where it begins, or of a term."""
    ends = _common_ends([pair.han for pair in pairs])
    if not ends:
        return None
    if _is_abbreviated(latin) or not latin[0].isalpha():
        return _body(latin, pairs, ends[0], segmenter)
    shouted = _SHOUTED.match(latin) is not None and not latin.isupper()
    if shouted or _LATIN_NAME.fullmatch(latin) is None:
        return None
    people = [end for end in ends if not _is_no_person(end)]
    sounding = _sounding(latin, people, segmenter)
    if sounding is not None and len(sounding) == _SHORTEST:
        # 孔傑榮 (Jerome Cohen): only the given name sounds like the Latin one.
        whole = ends[0] if ends[0] in people and _is_chinese(ends[0]) else None
        return whole or _behind_office(pairs, people, sounding) or sounding
    return sounding or (_behind_office(pairs, people) if " " in latin else None)


def _is_chinese(han: str) -> bool:
    return len(han) == _WHOLE and has_surname(fold_text(han))


def _is_no_person(han: str) -> bool:
    folded = fold_text(han)
    return is_ordinary(folded) or ends_with_kind(folded)


def _common_ends(names: Collection[str]) -> list[str]:
    """What most of some names end in, the longest first."""
    counts = Counter(name[at:] for name in names for at in range(len(name) - _SHORTEST + 1))
    enough = [end for end, count in counts.items() if count >= _MOST * len(names)]
    return sorted(enough, key=len, reverse=True)


def _body(latin: str, pairs: Collection[NamePair], name: str, segmenter: Segmenter) -> str | None:
    """The name of an abbreviated body; GDP and AI are short too, but nobody's names."""
    several = len({pair.printed for pair in pairs if pair.han.endswith(name)}) >= _DIFFERENT
    if not latin[0].isalpha():
        return name if several and len(name) >= _SHORTEST_BODY - 1 else None
    folded = fold_text(name)
    words_of_it = segmenter.cut_words(folded)
    whole = len(words_of_it) >= len(latin) or len(name) >= _TO_A_LETTER * len(latin)
    body = len(name) >= _SHORTEST_BODY and ends_with_kind(folded)
    return name if several and body and whole else None


def _sounding(latin: str, ends: Iterable[str], segmenter: Segmenter) -> str | None:
    """The one that sounds like a Latin name: the longest that nearly does so most."""
    stripped = dict.fromkeys(end.lstrip(_DOTS) for end in ends)
    heard = [(sound_likeness(latin, end), end) for end in stripped if len(end) >= _SHORTEST]
    best = max((sound for sound, _ in heard), default=0.0)
    if best < SOUNDS_ALIKE:
        return None
    near = {end: sound for sound, end in heard if sound >= max(SOUNDS_ALIKE, best - _NEARLY)}
    chinese = any(map(is_chinese_surname, latin.replace("-", " ").split()))
    named = [end for end in near if chinese and _is_chinese(end)]
    kept = (end for end in named or near if not _runs_in(end, near, segmenter))
    return next(kept, next(iter(near)))


def _runs_in(end: str, near: Mapping[str, float], segmenter: Segmenter) -> bool:
    """Whether what somebody is, or another word, runs into a name that is heard without it."""
    folded = fold_text(end)
    foreign = folded[0] in _WRITES_SOUNDS or has_surname(folded)
    if not foreign and near.get(end[1:], 0.0) > near[end]:
        return True
    first = next(iter(segmenter.cut_words(folded)))
    length = len(first) if len(first) < len(end) and is_ordinary(first) else 0
    if folded[0] in _ENDS_OF_ROLES:
        length = max(length, 1)
    return length > 0 and end[length:].lstrip(_DOTS) in near


def _behind_office(pairs: Collection[NamePair], ends: Iterable[str], end: str = "") -> str | None:
    """A Chinese name, with an end of its own, that most texts print behind an office."""
    told = {pair.han for pair in pairs if pair.office and _is_chinese(pair.han)}
    return next((name for name in ends if name in told and name.endswith(end)), None)
