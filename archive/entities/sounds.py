"""How much a Chinese name sounds like a Latin one: Zheng Qinwen and 鄭欽文, Trump and 特朗普.

Both names become consonants, of which nearby ones count as alike, and are aligned: the letters of
the one, the beginnings and ends of the syllables of the other, in Mandarin and in Cantonese, since
papers of Hong Kong write foreign names by the latter. Vowels are left out: no two ways to write
names in Chinese agree on them. The classes and weights are ours; of 600 people of the authority
file six of seven reach `SOUNDS_ALIKE`, of 3,000 pairs of two people's names one in 26.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from archive.text.folding import fold_text
from archive.text.readings import reading_systems

#: From here on two names are likely one.
SOUNDS_ALIKE: Final = 0.5

#: A class of consonants, and how much is lost where it has no partner, at most 1.
_Sound = tuple[str, float]

#: What a name begins with that begins with a vowel, and how much of it is lost without a partner.
_VOWEL: Final = ("0", 0.3)

#: Classes that are heard for each other; all others that differ exclude each other.
_ALIKE: Final = {
    frozenset(pair): weight
    for pair, weight in (
        ("SJ", 0.7), ("HK", 0.6), ("FP", 0.5), ("FH", 0.5), ("FW", 0.8), ("NM", 0.4),
        ("TJ", 0.5), ("TS", 0.4), ("JK", 0.5), ("WK", 0.2), ("PW", 0.3), ("WH", 0.3), ("LN", 0.2),
    )
}  # fmt: skip

#: Groups of letters that are one sound, the longest first; the class of all letters but vowels.
_GROUPS: Final = (
    ("sch", "J"), ("sh", "J"), ("ch", "J"), ("zh", "J"), ("ph", "F"), ("th", "T"), ("ck", "K"),
    ("wr", "L"),
)  # fmt: skip
_LETTERS: Final = dict(zip("bpfvtdkqszjxlmn", "PPFFTTKJSSJKLMN", strict=True))

#: Beginnings of syllables in Pinyin and Jyutping, the longest first; ends of them.
_ONSETS: Final = (
    ("zh", "J"), ("ch", "J"), ("sh", "J"), ("ng", ""), ("gw", "KW"), ("kw", "KW"),
    *zip("bpmfdtnlgkhjqxrzcsw", (*"PPMFTTNLKKHJJJLSSSW",), strict=True),
)  # fmt: skip
_END: Final = re.compile(r"(?<=.)(ng|[nmptk])$")
_ENDS: Final = {"ng": ("N", 0.35), "n": ("N", 0.35), "m": ("M", 0.35)}

#: What a last name alone loses beside the whole name.
_LAST_ALONE: Final = 0.05

#: Small words that a last name begins with.
_PARTICLES: Final = frozenset("de di da du del la le van von der den ten ter bin al el ben".split())

#: What is lost by each syllable more than there are characters: a character is a syllable.
_UNSAID: Final = 0.15
_VOWELS: Final = re.compile("[aeiouy]+")

#: Longer names are no names of people.
_LONGEST: Final = 60


def sound_likeness(latin: str, han: str) -> float:
    """How much two printed names sound alike: 1 for the same consonants, below 0 for unlike ones.

    The Latin name is tried whole, by its last word, with the small ones before it, and with its
    first or last word moved; one whose given name has a hyphen also without what stands before it
    (Kenneth Young Kong-sau).
    """
    if len(latin) > _LONGEST or len(han) > _LONGEST:
        return -1.0
    spoken = [_spoken(fold_text(han), system, cantonese) for cantonese, system in _systems()]
    best = -1.0
    for words, loss in _ways(latin.split()):
        written = _written(words)
        unsaid = _UNSAID * max(0, _syllables(words) - len(han))
        best = max(best, *(_aligned(written, each) - loss - unsaid for each in spoken))
    return best


def _syllables(words: Sequence[str]) -> int:
    return len(_VOWELS.findall(fold_text(" ".join(words)).lower()))


@lru_cache(maxsize=1)
def _systems() -> tuple[tuple[bool, Mapping[str, tuple[str, ...]]], ...]:
    return tuple(zip((False, True), reading_systems(), strict=True))


def _ways(words: Sequence[str]) -> Iterator[tuple[Sequence[str], float]]:
    """The words of a name in the orders in which it is said, and what each way loses."""
    yield words, 0.0
    if len(words) > 1:
        yield words[-1:], _LAST_ALONE
        yield from ((own, _LAST_ALONE) for own in _with_particles(words))
        if "-" in words[-1]:
            yield words[-2:], 0.0
        else:
            yield (*words[1:], words[0]), 0.0
            yield (words[-1], *words[:-1]), 0.0


def _with_particles(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """A last name of several words, behind a first name: von der Leyen, Le Drian."""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if start < len(words) - 1:
        yield words[start:]


def _written(words: Sequence[str]) -> list[_Sound]:
    """The consonants of Latin words."""
    sounds: list[_Sound] = []
    for word in words:
        letters = re.sub("[^a-z]", "", fold_text(word).lower())
        at = 0
        while at < len(letters):
            group = next((one for one in _GROUPS if letters.startswith(one[0], at)), None)
            if group is not None:
                sounds.append((group[1], 1.0))
                at += len(group[0])
                continue
            if not at or letters[at] != letters[at - 1]:
                sounds += _of_letter(letters, at)
            at += 1
    return sounds


def _of_letter(word: str, at: int) -> Iterator[_Sound]:
    """What a letter of a word stands for; most vowels for nothing."""
    letter, after = word[at], word[at + 1 : at + 2]
    before_vowel = after != "" and after in "aeiou"
    if letter in "aeiouy":
        if not at:
            yield _VOWEL
    elif letter == "c":
        yield ("S" if after and after in "eiy" else "K"), 1.0
    elif letter == "g":
        ends = word[at - 1 : at] == "n"
        if not ends or before_vowel:
            yield ("J" if after and after in "ei" else "K"), 1.0
    elif letter == "w":
        yield "W", 0.6
    elif letter == "h":
        yield "H", 0.2 if at else 0.6
    elif letter == "r":
        yield "L", 1.0 if before_vowel or not at else 0.25
    elif letter == "x" and not at:
        yield "J", 1.0
    else:
        sound = _LETTERS[letter]
        yield sound, _weight(sound, at + 1 == len(word), before_vowel or after in "yrlw")


def _weight(sound: str, last: bool, heard: bool) -> float:
    """Stops before other consonants are often left out in Chinese, and at the end oftener."""
    if sound not in "TSKP":
        return 1.0
    return 0.4 if last else 1.0 if heard else 0.7


def _spoken(han: str, system: Mapping[str, tuple[str, ...]], cantonese: bool) -> list[_Sound]:
    """The consonants of a folded Chinese name in a system of readings."""
    sounds: list[_Sound] = []
    for character in han:
        readings = system.get(character)
        if readings:
            sounds += _of_syllable(readings[0].rstrip("0123456789"), cantonese)
    return sounds


def _of_syllable(syllable: str, cantonese: bool) -> Iterator[_Sound]:
    if syllable == "er":
        yield "L", 0.5
        return
    onset = _onset(syllable, cantonese)
    if onset:
        yield from ((each, 1.0) for each in onset)
    else:
        yield _VOWEL
    end = _END.search(syllable)
    if end is not None:
        yield _ENDS.get(end[1], (end[1].upper(), 0.1))


def _onset(syllable: str, cantonese: bool) -> str:
    if cantonese and syllable[0] in "jzc":
        return "" if syllable[0] == "j" else "J"
    return next((sound for start, sound in _ONSETS if syllable.startswith(start)), "")


def _aligned(left: Sequence[_Sound], right: Sequence[_Sound]) -> float:
    """The best alignment: what is alike less what has no partner, of the weight of both."""
    if not left or not right:
        return -1.0
    row = [0.0]
    for _, lost in right:
        row.append(row[-1] - lost)
    for sound, lost in left:
        above, row = row, [row[0] - lost]
        for number, (other, other_lost) in enumerate(right):
            alike = 1.0 if sound == other else _ALIKE.get(frozenset((sound, other)), -1.0)
            row.append(
                max(
                    above[number + 1] - lost,
                    row[number] - other_lost,
                    above[number] + alike * (lost + other_lost) / 2,
                )
            )
    return row[-1] * 2 / sum(lost for _, lost in (*left, *right))
