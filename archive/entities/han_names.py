"""What a finding in Chinese text must be like to count as a name, and how it is trimmed.

Everything is compared in folded text; the words here are written in Traditional Chinese.
"""

from __future__ import annotations

import re
from typing import Final

from archive.entities import han_bodies, han_ends
from archive.entities.word_lists import has_surname, is_no_name, is_place, words
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.scan import HAN
from archive.text.segmentation import Segmenter, is_ordinary

#: How far around a name is looked, in characters.
_AROUND: Final = 8

#: The most characters of a name without a dot.
_LONGEST: Final = 6

#: A Chinese name of so many characters is as often a word, or a part of one.
_SHORT_NAME: Final = 2

#: And a surname and a given name are as a rule of so many at most.
_CHINESE_NAME: Final = 3

#: An organisation's name is more than the word for its kind.
_LEAST: Final = 4

#: A Latin name of two words at least; single ones are as often a brand, a place or a species.
_WORD: Final = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]*\.?"
_LATIN_NAME: Final = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|bin|de|da|van|von))* (?:{_WORD}|al-{_WORD})"
)
_DOT: Final = han_ends.DOTS
_HAN_NAME: Final = re.compile(f"[{HAN}]+")
_DOTTED: Final = re.compile(f"[{HAN}]+(?:[{_DOT}][{HAN}]+)+")
_ONE_MORE: Final = re.compile(f"[{HAN}](?![{HAN}])")


_one_of = han_ends.word_of
_TITLE_BEFORE: Final = re.compile(f"{_one_of('titles')}(?=..)")
_TITLE_AFTER: Final = re.compile(f"(?<=.){_one_of('titles', 'titles after')}$")

#: Words that a finding runs into, and a surname alone that does.
_LOOSE_END: Final = re.compile(f"(?<=..){_one_of('loose end')}$")
_LOOSE_START: Final = re.compile(f"{_one_of('loose start')}(?=...$)")
_RUN_IN: Final = re.compile(f"^.{_one_of('run in')}$")

#: What makes the name before it, or after it, one of a place, a people or a thing.
_NO_PERSON_AFTER: Final = re.compile(f"人(?![士員员物大選])|{_one_of('after no person')}")
_PLACE_BEFORE: Final = re.compile(f"{_one_of('before a place')}$")

#: What is no person, or an organisation, by its own end.
_NO_PERSON_END: Final = re.compile(f"{_one_of('end of no person')}$")
_ORGANISATION: Final = re.compile(f"{_one_of('end of an organisation')}$")

#: 美方, 韓股, 俄烏, 韓美日: a country's side, its shares, several countries.
_COUNTRY: Final = "[中美俄乌英法德日韩朝印巴以伊沙港澳台欧]"
_SIDE: Final = re.compile(f".[方股]|{_COUNTRY}(?:{_COUNTRY}{{1,3}}|媒|军|国)")

#: Ordinary words that tell which one: 國家統計局.
_TELLING: Final = frozenset(map(fold_text, words("han_words.tsv", "telling")))

#: 仲未計, 靠你喇: no surname stands before these, and in no name those.
_IN_NO_NAME: Final = re.compile("^.[未就].|[你我他她們们喇嗎吗]")

#: New, several, against: what stands before a word and makes no name of it: 新綜合醫院, 反恐組織.
_OF_NO_KIND: Final = re.compile(_one_of("of no kind"))
_AGAINST: Final = re.compile("反.")

#: Words that only spoken Cantonese has, in no name.
_SPOKEN: Final = re.compile(_one_of("cantonese"))

#: A surname with how one is addressed: 胡官, 林太.
_ADDRESSED: Final = re.compile(f".{_one_of('after a surname')}")

#: 新時代黨的建設: a word, not a party.
_PARTY: Final = re.compile(f"{_one_of('after a party')}")

#: What a place has one of: 羅馬尼亞憲法法院 says which, 香港銀行 does not.
_OF_A_PLACE: Final = re.compile(f"{_one_of('body of a place')}$")

#: What says of such a body no more than that: 國家外交部, 中央政府.
_OF_ANY_PLACE: Final = re.compile(
    f"{_one_of('front of a body')}+{_one_of('body of a place', 'end of an organisation')}"
)

_FRONT: Final = re.compile(f"{_one_of('front of a body', 'telling')}")

#: A government is that of a place: 和歌山縣政府, 敘利亞過渡政府.
_GOVERNMENT: Final = re.compile("(.*?)政府$")
_MODIFIERS: Final = re.compile(f"{_one_of('modifier of a government')}*$")
_PLACE_END: Final = re.compile("..[省市縣县州区區]$")

#: Those of a country abroad: 中國駐奧地利使館.
_ABROAD: Final = re.compile("..*[駐驻]..*[馆館處处]$")

_EMBASSY: Final = re.compile(fold_text("(..+?)(?:大使|總領事|領事)?館$"))

#: 「宗座家庭委員會」: what a quotation holds besides the name is a part of it.
_QUOTED: Final = re.compile(f"[「『“《]([{HAN}]{{1,8}})$")
_UNQUOTE: Final = "」』”》"

#: What shows that a stretch of text is no name of an organisation, or begins before it.
_NO_ORGANISATION: Final = re.compile(_one_of("in no organisation"))
_BEFORE_ORGANISATION: Final = re.compile(_one_of("loose start of an organisation"))

#: The characters that names of foreigners are written in, and those that no other names have.
_FOREIGN: Final = frozenset(map(fold_text, words("han_words.tsv", "transliteration")))
_ONLY_FOREIGN: Final = frozenset(map(fold_text, words("han_words.tsv", "transliteration only")))

#: Chinese surnames that names of foreigners begin with as often: 米勒; and what ends those alone.
_AS_FOREIGN: Final = frozenset(map(fold_text, words("han_words.tsv", "transliteration surnames")))
_FOREIGN_END: Final = frozenset(map(fold_text, words("han_words.tsv", "transliteration end")))

#: Where organisations are, not what they are.
_BUILDING: Final = re.compile(f"{_one_of('building')}$")

_PARTIES: Final = ("黨", "党")

#: 駐港外交部公署 is no ministry of 港.
_POSTED: Final = ("駐", "驻")

#: 中學時 is a time of life.
_WHILE_AT: Final = ("時", "时")


def ends_as_organisation(name: str, segmenter: Segmenter) -> bool:
    """Whether a Chinese name says by its end that it is an organisation's."""
    folded = fold_text(name)
    return (
        len(folded) >= _LEAST
        and (ends_with_kind(folded) or _OF_A_PLACE.search(folded) is not None)
        and not is_generic(folded, segmenter)
    )


def ends_with_kind(folded: str) -> bool:
    """Whether a folded text ends in a word for a kind of organisation."""
    return _ORGANISATION.search(folded) is not None and _BUILDING.search(folded) is None


def is_by_sound(folded: str) -> bool:
    """Whether a folded name of a person is a foreigner's, in full or not: 塞德里克, 約翰·史密斯."""
    return any(dot in folded for dot in _DOT) or is_foreign_surname(folded)


def is_foreign_surname(folded: str) -> bool:
    """Whether a folded name is one of a foreigner by sound, and no more than a part: 戴維森.

    Such a name in full has a dot. Of two characters, with a Chinese surname, it may be a whole one.
    """
    if not _FOREIGN.issuperset(folded) or any(dot in folded for dot in _DOT):
        return False
    sounds = sum(character in _ONLY_FOREIGN for character in folded)
    ending = folded[-1] in _FOREIGN_END
    if len(folded) <= _SHORT_NAME:
        as_foreign = ending or (folded[0] in _AS_FOREIGN and folded[1] in _ONLY_FOREIGN)
        return as_foreign or (sounds > 0 and not has_surname(folded))
    return sounds > 1 or ending or len(folded) > _CHINESE_NAME


def _governs_no_place(folded: str) -> bool:
    """Whether it is called a government and not whose: 中央和特區政府, 地方政府."""
    match = _GOVERNMENT.match(folded)
    if match is None:
        return False
    front = match[1].removesuffix("人民")
    plain = _MODIFIERS.sub("", front)
    return not (is_place(front) or is_place(plain) or _PLACE_END.search(front))


def is_generic(folded: str, segmenter: Segmenter) -> bool:
    """Whether an organisation's name, folded, says no more than where and what: 香港銀行."""
    if _ABROAD.match(folded):
        return False
    embassy = _EMBASSY.match(folded)
    if embassy is not None and is_place(embassy[1]):
        return True  # a country has many
    if _OF_ANY_PLACE.fullmatch(folded) or _governs_no_place(folded):
        return True
    *front, _ = segmenter.cut_words(folded)
    if len(front) == 1 and _AGAINST.fullmatch(front[0]):
        return True
    if not front:
        # A word of the dictionary with its kind: 保安公司.
        kind = _ORGANISATION.search(folded)
        return _is_plain(folded[: kind.start()] if kind is not None and kind.start() else folded)
    if is_place(front[0]) and _OF_A_PLACE.search(folded[len(front[0]) :]):
        return False
    plain = front[1:] if _OF_NO_KIND.fullmatch(front[0]) and len(front) > 1 else front
    return all(is_place(word) or _is_plain(word) for word in plain)


def _is_plain(word: str) -> bool:
    return is_ordinary(word) and word not in _TELLING


def trim(kind: Kind, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in a stretch of Chinese text, as places in the text; None where it is none."""
    printed = text[start:end]
    if is_no_name(printed):
        return None
    if re.search(r"[A-Za-z\d]", printed):
        return _latin(kind, text, start, end)
    folded = fold_text(printed)
    if len(folded) != len(printed) or is_place(printed):
        return None
    if kind is Kind.ORGANISATION:
        return _organisation(text, start, end, folded)
    return _person(text, start, end, folded)


def _organisation(text: str, start: int, end: int, folded: str) -> tuple[int, int] | None:
    """The name of an organisation without a verb that it ran into: 撐 before 特區政府."""
    while (match := _BEFORE_ORGANISATION.match(folded)) and _begins(folded[match.end() :]):
        start, folded = start + match.end(), folded[match.end() :]
    end = han_bodies.end_of(text, end)
    folded = fold_text(text[start:end])
    if text[end : end + 1] in _UNQUOTE and ends_with_kind(folded):
        quoted = _QUOTED.search(text, max(0, start - _AROUND - 1), start)
        start = quoted.start(1) if quoted else start
    whole = len(folded) >= _LEAST and _HAN_NAME.fullmatch(text, start, end)
    after = fold_text(text[end : end + _AROUND])
    if not whole or text[end : end + 1] in _WHILE_AT or _SPOKEN.search(folded):
        return None
    posted = text[start - 1 : start] in _POSTED
    if posted or _NO_ORGANISATION.search(folded) or han_bodies.says_no_which(text, start):
        return None
    return None if folded[-1] in _PARTIES and _PARTY.match(after) else (start, end)


def _begins(folded: str) -> bool:
    """Whether a text begins as names of organisations do: with a place, or 國家, 聯邦 ..."""
    return _FRONT.match(folded) is not None or any(
        is_place(folded[:length]) for length in range(2, _LONGEST + 1)
    )


def _latin(kind: Kind, text: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's Latin name as a whole; models know only a part of it."""
    if kind is not Kind.PERSON:
        return None
    for match in _LATIN_NAME.finditer(text, max(0, start - 40), end + 40):
        if match.group().startswith(("The ", "A ")):
            continue
        if match.start() <= start and end <= match.end():
            return match.span()
    return None


def without_run_in(name: str, text: str) -> str:
    """A Chinese name without the word that it runs into: 林子健昨, where the text has 林子健 again.

    Of two surnames (林鄭月娥) four characters are a whole name.
    """
    short, folded = name[:_CHINESE_NAME], fold_text(name)
    if len(name) <= _CHINESE_NAME or len(name) > _LONGEST or is_foreign_surname(folded):
        return name
    if not has_surname(folded) or has_surname(folded[1:]):
        return name
    return short if text.count(short) > text.count(name) else name


def _person(text: str, start: int, end: int, folded: str) -> tuple[int, int] | None:
    while match := _TITLE_BEFORE.match(folded) or _LOOSE_START.match(folded):
        start, folded = start + match.end(), folded[match.end() :]
    while match := _TITLE_AFTER.search(folded) or _LOOSE_END.search(folded):
        if han_ends.is_whole_name(folded, text[start:end], text):
            break
        end, folded = start + match.start(), folded[: match.start()]
    start = han_ends.dotted(text, han_ends.start_of(text, start, folded))
    start = han_ends.behind_word(text, start, end)
    folded = fold_text(text[start:end])
    dotted = any(dot in folded for dot in _DOT)
    after = fold_text(text[end : end + _AROUND])
    before = fold_text(text[max(0, start - _AROUND) : start])
    if dotted and _ONE_MORE.match(after) and not _LOOSE_END.search(folded + after[:1]):
        end, folded = end + 1, folded + after[:1]
    whole = _DOTTED.fullmatch(text[start:end]) if dotted else _HAN_NAME.fullmatch(text[start:end])
    if whole is None or len(folded) < 2 or (not dotted and len(folded) > _LONGEST):
        return None
    if _SPOKEN.search(folded) or _ADDRESSED.fullmatch(folded):
        return None
    if _NO_PERSON_END.search(folded) or _RUN_IN.search(folded) or is_ordinary(folded):
        return None
    if _SIDE.fullmatch(folded) or is_place(folded) or _IN_NO_NAME.search(folded):
        return None
    if (
        han_ends.is_road(folded, before, after)
        or _NO_PERSON_AFTER.match(after)
        or _PLACE_BEFORE.search(before)
    ):
        return None
    return start, end
