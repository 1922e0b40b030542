"""What findings in English text must be like to count as names of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from archive.entities.findings import Stretch
from archive.entities.latin_edges import LETTER, UPPER, trimmed
from archive.entities.word_lists import is_given_name, is_no_name, is_place, words
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

#: And those that end the names of companies; of others they say nothing.
_COMPANY_END: Final = ORGANISATION | frozenset(words("latin_words.tsv", "company ends"))

#: Those of other languages, which stand in front: Banque Nationale de Paris; and of whom it is one:
#: United Steelworkers of America.
_FOREIGN_FRONT: Final = frozenset(words("latin_words.tsv", "foreign organisations"))
_OF_WHOM: Final = frozenset(words("latin_words.tsv", "unions"))

#: A centre is a body where it is one for something, or for research and such.
_CENTRES: Final = frozenset(("center", "centre", "centers", "centres"))
_OF_CENTRES: Final = frozenset(words("latin_words.tsv", "centre words"))

#: Words of its name that say of no body which one it is.
_GENERIC: Final = frozenset(
    ("of", "for", "and", "the", "on", "&", *words("latin_words.tsv", "generic"))
)

#: A name of such words alone goes on before them: Fruit of the [Loom Inc], Tele-call [Taxi
#: Association]; and behind them: U.S. Mission to the United Nations.
_GOES_BEFORE: Final = re.compile(
    rf"((?:(?<![{LETTER}])[{UPPER}][{LETTER}'’&-]* )+)(?:(?:of|for) (?:the )?|and )?$"
)
_OF_THE: Final = re.compile(rf"(?<=[{LETTER},] )([{UPPER}][{LETTER}'’-]* )of the $")
_COMPANY: Final = re.compile(r" (?:Inc|Corp|Ltd|Co|Plc|PLC|LLC)\.?$")
_GOES_TO: Final = re.compile(rf" to the [{UPPER}][{LETTER}]+(?: [{UPPER}][{LETTER}]+)*")
_TO: Final = re.compile(r"(?:Mission|Ambassador|Embassy|Delegation|Office)$")

#: What it is for, or about, behind it: Council for the Advancement of Learning.
_WORDS: Final = rf"[{UPPER}][{LETTER}-]+(?: [{UPPER}][{LETTER}-]+)*"
_DAYS: Final = "|".join(words("latin_words.tsv", "days"))
_FOR: Final = re.compile(
    rf" (?:for|on) (?:the )?(?!(?:{_DAYS})\b){_WORDS}(?: (?:of|in|and) (?:the )?{_WORDS})*"
)
_BODY: Final = re.compile(rf"\b(?:{'|'.join(words('latin_words.tsv', 'for one thing'))})$")

#: The 10th [NPC], and Hong Kong, [China Tennis Association].
_NUMBER: Final = re.compile(r" \d+(?:st|nd|rd|th)$")
_CAPITAL: Final = re.compile(rf"(?<=[a-z]) ([{UPPER}][{LETTER}-]+)(?= [{UPPER}])")
_GOES_WITH: Final = re.compile(rf"(?: and \d+(?:st|nd|rd|th))? {_WORDS}")
_HONG_KONG: Final = re.compile(r"\bHong Kong, $")
_CAPITALS: Final = re.compile(
    rf"(?<=[{LETTER},] )((?:(?!(?:{_DAYS}|The)\b)[{UPPER}][{LETTER}]+ ){{1,3}})$"
)

#: Where two bodies meet, or a person and a body.
_OFFICES: Final = "|".join(words("latin_words.tsv", "offices"))
_OFFICE: Final = re.compile(rf"\b(?:{_OFFICES}) ")
_AND: Final = re.compile(
    rf",? (?:with|and the) |\b(?:{_OFFICES}) (?:[{UPPER}][{LETTER}.'’-]+ )+and "
)

#: What rises and falls by that name is an index: the Dow Jones.
_INDEX: Final = re.compile(r" (?:[A-Z&][\w&]* ){0,2}(?:[Ii]ndex|[Aa]verage|[Ff]utures)\b")
_THE: Final = re.compile(r"\b[Tt]he $")
_MOVES: Final = re.compile(
    r"(?:,[^,]{3,40},)? (?:rose|fell|gained|lost|dropped|jumped|climbed|slid|slipped|tumbled"
    r"|added|shed|surged|closed|ended|finished|was (?:up|down)) (?:\w+ )?(?:by )?\d"
)

#: Where it is, and no part of its name: Switzerland-based.
_BASED: Final = re.compile(rf"[{UPPER}][{LETTER}. -]*-based ")

#: Small words that a finding runs into, and what makes something else of the name before it.
_SMALL_END: Final = re.compile(r"(?: [a-z]+)+$")
_SMALL_START: Final = re.compile(
    rf"(?:[a-z-]+ )*(?:{'|'.join(words('latin_words.tsv', 'body kinds'))}) (?=[{UPPER}])"
)
_BODIES: Final = ORGANISATION - {"news", "press", "times", "post", "securities", "systems"}

#: What stands in no organisation's name, or at the end of none.
_ENDS: Final = "|".join(words("latin_words.tsv", "no organisation"))
_IS_ELSE: Final = re.compile(rf" (?:{_ENDS}|Minister|Secretary(?! General))\b")
_LEAGUES: Final = (
    r"(?:Champions|Super|Premier|Europa|Conference|Nations|Major) League|Monetary System"
)
_TITLES: Final = "Sgt|Mr|Mrs|Ms|Dr|Prof|Capt|Lt|Col|Gen|Cpl|Det|Insp|Supt|Sen|Rep|Judge|Justice"
_POST: Final = (
    r"(?:Chair(?:man|woman|person)?|Director(?: General)?|Head|Dean|Governor|Member|Spokes\w+)"
)
_BEFORE_AT_MOST: Final = 40
_NO_ORGANISATION: Final = re.compile(
    r"^(?:U\.?S\.? )?(?:Foreign |Home |Prime )?(?:Secretary|Minister|President)\b|"
    rf"^(?:{_TITLES}) |^(?:Doctor|Master|Bachelor|Professor) of |\bNo\.? \d+$|"
    rf"^(?:\w+ )?{_POST} of |"
    rf"\n|[<>|]|\.-|\bAt\b|,(?! (?:and |&|Inc|Ltd|LLC|China ))|^.$|\b(?:{_ENDS}|{_LEAGUES})$"
)


def has_organisation_word(name: str) -> bool:
    """Whether an English name of two words or more says that it is an organisation's."""
    words = [word.strip(".,") for word in name.lower().split()]
    return len(words) > 1 and (
        words[-1] in _COMPANY_END
        or (words[-1] in _CENTRES and words[-2] in _OF_CENTRES)
        or words[0] in _FOREIGN_FRONT
        or ("of" in words[1:-1] and words[words.index("of", 1) - 1] in ORGANISATION | _OF_WHOM)
        or ("for" in words[1:-1] and words[words.index("for", 1) - 1] in ORGANISATION | _CENTRES)
    )


def is_whole_company(name: str) -> bool:
    """Whether an English name is a company's, and not cut: Union Securities Inc."""
    return name.count(" ") > 1 and _COMPANY.search(name) is not None


def says_not_which(name: str) -> bool:
    """Whether an English name says what something is and not which: Foreign Ministry."""
    words_of_name = [word.strip(".,") for word in name.lower().split()]
    return all(word in _GENERIC or word in ORGANISATION for word in words_of_name)


def organisations(text: str, stretches: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """What may be an organisation's name, trimmed."""
    found = [
        place
        for stretch in stretches
        if stretch.kind is Kind.ORGANISATION
        for piece in _pieces(text, stretch.start, stretch.end)
        if (place := _organisation(text, *piece)) is not None
    ]
    indexes = {text[start:end] for start, end in found if _is_index(text, start, end)}
    yield from (place for place in found if text[slice(*place)] not in indexes)


def _is_index(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a name says that it is an index's."""
    if _INDEX.match(text, end):
        return True
    return _THE.search(text, max(0, start - 4), start) is not None and bool(_MOVES.match(text, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A finding without what several bodies have between them, and without people among them.

    Each with the place before which it cannot begin.
    """
    first = 0
    for match in _AND.finditer(text, start, end):
        yield first, start, match.start()
        first = start = match.end()
    yield first, start, end


def _organisation(text: str, first: int, start: int, end: int) -> tuple[int, int] | None:
    """The name of an organisation in a finding; None where it holds none."""
    if (bracket := text.find("(", start, end)) > start and text.find(")", bracket, end) < 0:
        end = bracket
    start, end = trimmed(text, start, end)
    owner = _OWNER.match(text[start:end])
    if owner and not text.startswith("of ", start + owner.end()):
        start += owner.end()
    if kind := _SMALL_START.match(text, start, end):
        start = kind.end()
    if text.startswith("The ", start) and _SENTENCE_START.search(text, max(0, start - 4), start):
        start += 4
    if _MANY.search(text, start, end) and (more := _GOES_ON.match(text, end)):
        end = more.end()
    start, end = _whole(text, first, start, end)
    name = text[start:end]
    known = is_place(name) or is_no_name(name) or _IS_ELSE.match(text, end)
    if name[:1].isupper() and not known and not _NO_ORGANISATION.search(name):
        return start, end
    return None


def _whole(text: str, first: int, start: int, end: int) -> tuple[int, int]:
    """An organisation's name with what belongs to it, and without small words behind it."""
    begin = max(start, end - _BEFORE_AT_MOST)
    if based := _BASED.match(text, start, end):
        start = based.end()
    small = _SMALL_END.search(text[begin:end])
    if small is not None and small.group().split()[-1] not in _BODIES:
        end = begin + small.start()
    end = _end(text, start, end)
    return _start(text, first, start, end), end


def _end(text: str, start: int, end: int) -> int:
    """The end of an organisation's name with what it goes on with."""
    begin = max(start, end - _BEFORE_AT_MOST)
    for ending, behind in ((_TO, _GOES_TO), (_BODY, _FOR), (_NUMBER, _GOES_WITH)):
        if ending.search(text[begin:end]) and (more := behind.match(text, end)):
            return _without_person(text, end, more.end())
    return end


def _without_person(text: str, start: int, end: int) -> int:
    """The end of what a name goes on with, before a person who follows."""
    for word in _CAPITAL.finditer(text, start, end):
        if is_given_name(word[1]):
            return word.start()
    return end


def _start(text: str, first: int, start: int, end: int) -> int:
    """The start of an organisation's name with what goes before a part that says not which."""
    begin = max(first, start - _BEFORE_AT_MOST)
    name, front = text[start:end], text[begin:start]
    if name.startswith("China ") and (before := _HONG_KONG.search(front)):
        return begin + before.start()
    before = _GOES_BEFORE.search(front)
    if says_not_which(name) and before and not _OFFICE.search(before[1]):
        sentence = _SENTENCE_START.search(front, 0, before.start())
        # A word that begins a sentence is capitalised whatever it is.
        joined = _COMPANY.search(f" {name}") and before[0].endswith("and ")
        if sentence is None or before[1].count(" ") > 1 or joined:
            return begin + before.start()
        return start
    for says, pattern in ((_COMPANY.search, _OF_THE), (has_organisation_word, _CAPITALS)):
        if says(name) and (before := pattern.search(front)):
            return begin + before.start()
    return start
