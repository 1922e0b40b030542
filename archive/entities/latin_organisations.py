"""What findings in English text must be like to count as names of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from archive.entities.findings import Stretch
from archive.entities.latin_edges import LETTER, UPPER, trimmed
from archive.entities.word_lists import is_no_name, is_place, words
from archive.model.entity import Kind

#: A department goes on behind "and": of Natural Resources and Mines.
_GOES_ON: Final = re.compile(rf",? (?:and|&) [{UPPER}][{LETTER}]+(?: [{UPPER}][{LETTER}]+)*")
_MANY: Final = re.compile(
    f"(?:{'|'.join(words('latin_words.tsv', 'of several things'))}) (?:of|for) "
)
#: An article is part of a name in the middle of a sentence only: a member of The Hockey News.
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?][\"'”’]? *|\n *)$")
_OWNER: Final = re.compile(r"^.*['’]s? (?=\w+ \w)")

#: Words that say that a name is an organisation's.
ORGANISATION: Final = frozenset(words("latin_words.tsv", "in an organisation"))

#: Words of its name that say of no body which one it is.
_GENERIC: Final = frozenset(
    ("of", "for", "and", "the", "on", "&", *words("latin_words.tsv", "generic"))
)

#: A name of such words alone goes on before them: Fruit of the [Loom Inc], Tele-call [Taxi
#: Association]; and behind them: U.S. Mission to the United Nations.
_GOES_BEFORE: Final = re.compile(
    rf"((?:(?<![{LETTER}])[{UPPER}][{LETTER}'’&-]* )+)(?:(?:of|for|and) (?:the )?)?$"
)
_OF_THE: Final = re.compile(rf"(?<=[{LETTER},] )([{UPPER}][{LETTER}'’-]* )of the $")
_COMPANY: Final = re.compile(r" (?:Inc|Corp|Ltd|Co|Plc|PLC|LLC)\.?$")
_GOES_TO: Final = re.compile(rf" to the [{UPPER}][{LETTER}]+(?: [{UPPER}][{LETTER}]+)*")
_TO: Final = re.compile(r"(?:Mission|Ambassador|Embassy|Delegation|Office)$")

#: Where it is, and no part of its name: Switzerland-based.
_BASED: Final = re.compile(rf"[{UPPER}][{LETTER}. -]*-based ")

#: Small words that a finding runs into, and what makes something else of the name before it.
_SMALL_END: Final = re.compile(r"(?: [a-z]+)+$")
_BODIES: Final = ORGANISATION - {"news", "press", "times", "post", "securities", "systems"}

#: What stands in no organisation's name, or at the end of none.
_ENDS: Final = "|".join(words("latin_words.tsv", "no organisation"))
_IS_ELSE: Final = re.compile(rf" (?:{_ENDS})\b")
_LEAGUES: Final = (
    r"(?:Champions|Super|Premier|Europa|Conference|Nations|Major) League|Monetary System"
)
_BEFORE_AT_MOST: Final = 40
_NO_ORGANISATION: Final = re.compile(
    r"^(?:U\.?S\.? )?(?:Foreign |Home |Prime )?(?:Secretary|Minister|President)\b|"
    rf"\n|,(?! (?:and |&|Inc|Ltd|LLC))|^.$|\b(?:{_ENDS}|{_LEAGUES})$"
)


def has_organisation_word(name: str) -> bool:
    """Whether an English name of two words or more says that it is an organisation's."""
    words = [word.strip(".,") for word in name.lower().split()]
    return len(words) > 1 and (
        words[-1] in ORGANISATION
        or ("of" in words[1:-1] and words[words.index("of", 1) - 1] in ORGANISATION)
        or ("for" in words[1:-1] and words[words.index("for", 1) - 1] in ORGANISATION)
    )


def says_not_which(name: str) -> bool:
    """Whether an English name says what something is and not which: Foreign Ministry."""
    words_of_name = [word.strip(".,") for word in name.lower().split()]
    return all(word in _GENERIC or word in ORGANISATION for word in words_of_name)


def organisations(text: str, stretches: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """What may be an organisation's name, trimmed."""
    for stretch in stretches:
        if stretch.kind is not Kind.ORGANISATION:
            continue
        start, end = trimmed(text, stretch.start, stretch.end)
        if owner := _OWNER.match(text[start:end]):
            start += owner.end()
        if text.startswith("The ", start) and _SENTENCE_START.search(
            text, max(0, start - 4), start
        ):
            start += 4
        if _MANY.search(text, start, end) and (more := _GOES_ON.match(text, end)):
            end = more.end()
        start, end = _whole(text, start, end)
        name = text[start:end]
        known = is_place(name) or is_no_name(name) or _IS_ELSE.match(text, end)
        if name[:1].isupper() and not known and not _NO_ORGANISATION.search(name):
            yield start, end


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """An organisation's name with what belongs to it, and without small words behind it."""
    begin = max(start, end - _BEFORE_AT_MOST)
    if based := _BASED.match(text, start, end):
        start = based.end()
    small = _SMALL_END.search(text[begin:end])
    if small is not None and small.group().split()[-1] not in _BODIES:
        end = begin + small.start()
    if _TO.search(text[start:end]) and (more := _GOES_TO.match(text, end)):
        end = more.end()
    begin = max(0, start - _BEFORE_AT_MOST)
    name, front = text[start:end], text[begin:start]
    if says_not_which(name) and (before := _GOES_BEFORE.search(front)):
        first = _SENTENCE_START.search(front, 0, before.start())
        # A word that begins a sentence is capitalised whatever it is.
        if first is None or before[1].count(" ") > 1:
            start = begin + before.start()
    elif _COMPANY.search(name) and (before := _OF_THE.search(front)):
        start = begin + before.start()
    return start, end
