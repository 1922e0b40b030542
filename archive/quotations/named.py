"""Who is named in a body, and who spoke last: what pronouns and nouns for somebody mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from archive.model.entity import ACTORS, Kind, Mention, candidate_id, candidate_name
from archive.model.statement import Speaker
from archive.text.folding import fold_text

#: "He" is who spoke within so many paragraphs before.
_REMEMBERED: Final = 3

#: A body begins with a name that stands there, or behind a sign.
_OPENING: Final = 1

#: What may stand behind a surname.
_JUNIOR: Final = re.compile(r",? (?:jr|sr|ii|iii)\b\.?$")

#: A person's name has so many words, as a rule.
_WORDS_OF_PERSON: Final = (2, 3)

#: A word of so many letters is too short to be a name by itself.
_SHORT: Final = 3


class NamedInBody:
    """The people and organisations that a body names, in order of place."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = [
            mention for mention in mentions if mention.field == "body" and mention.kind in ACTORS
        ]
        self._starts = [mention.start for mention in self._mentions]
        self._speakers: dict[int, Speaker] = {}
        self._folded: dict[str, str] = {}

    def between(self, first: int, last: int) -> Iterator[Mention]:
        """Those that stand wholly in a stretch."""
        for at in range(bisect_left(self._starts, first), len(self._mentions)):
            if self._mentions[at].end > last:
                return
            yield self._mentions[at]

    def speaker(self, mention: Mention) -> Speaker:
        """Who speaks where a mention says so: of part of a name, who was told in full before."""
        known = self._speakers.get(mention.start)
        if known is None:
            known = self._speakers[mention.start] = self._meant(mention)
        return known

    def _meant(self, mention: Mention) -> Speaker:
        own = Speaker(mention.kind, mention.entity)
        # A surname alone is easily taken for a body.
        guessed = mention.entity == candidate_id(mention.text) and mention.text.isascii()
        return (self._whole(mention) or own) if mention.stays or guessed else own

    def _whole(self, mention: Mention) -> Speaker | None:
        """Whose name stood in full before a mention that is part of it.

        That is the last word of a person's, or the first, which is a Chinese surname or what
        friends say; and the first of an organisation's.
        """
        part = self._fold(mention.text)
        first = set()
        for earlier in reversed(self._mentions[: bisect_left(self._starts, mention.start)]):
            if earlier.stays:
                continue
            name = self._fold(earlier.text)
            if may_be_person(earlier) and f" {name}".endswith((f" {part}", f"-{part}")):
                return Speaker(earlier.kind, earlier.entity)
            long = len(part) > _SHORT or earlier.kind is Kind.PERSON
            if long and name.startswith(f"{part} "):
                first.add(Speaker(earlier.kind, earlier.entity))
        return first.pop() if len(first) == 1 else None

    def _fold(self, name: str) -> str:
        """A name in folded letters, without what stands behind a surname."""
        known = self._folded.get(name)
        if known is None:
            known = self._folded[name] = _JUNIOR.sub("", fold_text(name))
        return known

    @staticmethod
    def taken_for_body(talk: Talk) -> Speaker | None:
        """Who spoke last, where that is a surname that a model takes for a body: "he" is."""
        last = talk.speaker if talk.going_on() else None
        return last if last and _is_word(last.entity) else None

    def opening(self, before: int) -> Speaker | None:
        """The organisation that a body begins with, where no other is named before a place."""
        found = [
            mention
            for mention in self._mentions[: bisect_left(self._starts, before)]
            if mention.kind is Kind.ORGANISATION
        ]
        alone = len({mention.entity for mention in found}) == 1
        return self.speaker(found[0]) if alone and found[0].start <= _OPENING else None

    def alike(self, word: str, before: int) -> Speaker | None:
        """Who is called by one word of the name: the first of the latest that has it, or the last.

        Chinese surnames come first, others last; an organisation is called so as it was before.
        """
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            words = mention.text.split()
            person = may_be_person(mention) and word in (words[0], words[-1])
            body = mention.text == word or (words[0] == word and len(word) > _SHORT)
            if (person or body) and (found := self.speaker(mention)):
                return found
        return None

    def short_for(self, words: str, before: int) -> Speaker | None:
        """Whose name some words are, or the end of it, or the beginning of an organisation's."""
        found = None
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            if mention.kind is Kind.PERSON and f" {mention.text}".endswith(f" {words}"):
                return self.speaker(mention)
            if mention.kind is Kind.ORGANISATION and f"{mention.text} ".startswith(f"{words} "):
                found = found or mention
        return self.speaker(found) if found else None

    def later(self, surname: str, behind: int) -> Speaker | None:
        """The person who is called by a surname behind a place."""
        for mention in self._mentions[bisect_left(self._starts, behind) :]:
            if mention.kind is Kind.PERSON and mention.text == surname:
                return self.speaker(mention)
        return None

    def having(self, noun: str, before: int) -> Speaker | None:
        """The organisation named last whose name has a word."""
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            if mention.kind is Kind.ORGANISATION and noun in mention.text.lower():
                return self.speaker(mention)
        return None

    def called(self, beginning: str, before: int) -> Speaker | None:
        """The person named last before a place whose name begins so."""
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            if mention.kind is Kind.PERSON and mention.text.startswith(beginning):
                return self.speaker(mention)
        return None

    def people_before(self, before: int) -> Iterator[Mention]:
        """The people who are named before a place, the last of them first."""
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            if mention.kind is Kind.PERSON:
                yield mention

    def having_one_of(self, letters: str, before: int, preferred: Speaker | None) -> Speaker | None:
        """The organisation named last whose name has one of some letters; the preferred if any."""
        last = None
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            if mention.kind is Kind.ORGANISATION and not set(letters).isdisjoint(mention.text):
                speaker = self.speaker(mention)
                if preferred is None or speaker == preferred:
                    return speaker
                last = last or speaker
        return last

    def last(self, kind: Kind, before: int) -> Speaker | None:
        """The last of a kind that is named before a place."""
        for mention in reversed(self._mentions[: bisect_left(self._starts, before)]):
            if mention.kind is kind:
                return self.speaker(mention)
        return None


def _is_word(entity: str) -> bool:
    """Whether a name that links to nobody is one word in small letters, as surnames are."""
    return bool(re.fullmatch(r"[A-Z][a-z'’-]+", candidate_name(entity) or ""))


def may_be_person(mention: Mention) -> bool:
    """Whether a name is a person's, or looks like one that a model takes for a body's."""
    if mention.kind is Kind.PERSON:
        return True
    if mention.entity != candidate_id(mention.text) or not mention.text.isascii():
        return False
    words = mention.text.split()
    return len(words) in _WORDS_OF_PERSON and all(
        word[0].isupper() and word[1:].islower() for word in words
    )


@dataclass(slots=True)
class Talk:
    """Who spoke last, while a body is read.

    `speaker` made the last statement, whoever that was; `said` is the paragraph that it stands in,
    -1 where there is none yet. `topic` is who did, or what the sentence after that began with.
    `paragraph` is the mention being read.
    """

    paragraph: int = 0
    said: int = -1
    speaker: Speaker | None = None
    topic: Speaker | None = None
    person: Speaker | None = None
    body: Speaker | None = None
    _author: Speaker | None = None
    _stated: int = -1
    _heard: int = -1
    _met: Speaker | None = None
    _last: Speaker | None = None

    def heard(self, speaker: Speaker | None, *, human: bool = False, taken: bool = False) -> None:
        """Somebody made a statement; `human`: a person did, for a body if it is one, or, where
        `taken`, taken for one."""
        body = self.body
        self.speaker, self.said = speaker, self.paragraph
        self.topic = speaker
        self._met = self._last = None
        self.began(speaker)
        if taken:
            self.body = body
        if human and speaker is not None:
            self.person, self._heard = speaker, self.paragraph

    def began(self, speaker: Speaker | None) -> None:
        """A sentence began with somebody."""
        if speaker is None:
            return
        self.topic, self._met = speaker, None
        if speaker.kind is Kind.PERSON:
            self.person, self._heard = speaker, self.paragraph
        else:
            self.body = speaker

    def met(self, speaker: Speaker | None) -> None:
        """A sentence told of one person more, in which nobody spoke: "he" may be either."""
        self._met = self._last = speaker

    def passed(self) -> None:
        """A sentence begins in which nobody speaks."""
        self._last = None

    def stated(self, speaker: Speaker | None) -> None:
        """Somebody, or nobody who is named, made a statement that is called so."""
        self._author, self._stated = speaker, self.paragraph

    def author(self) -> Speaker | None:
        """Whose "the statement" is that goes on."""
        lately = self._stated >= 0 and self.paragraph - self._stated <= _REMEMBERED
        return self._author if lately else None

    def interrupted(self) -> None:
        """A sentence began with somebody who is not named."""
        self.topic = self.person = None

    def going_on(self) -> bool:
        """Whether a quotation by itself is of who spoke last."""
        return self.said >= 0 and self.paragraph - self.said <= 1

    def told_of(self) -> Speaker | None:
        """The person whom the sentence before is of, who has not spoken in the paragraph."""
        mine = self._heard == self.paragraph and self.topic == self.person
        spoke = self.said == self.paragraph and self.speaker == self.person
        return self.person if mine and not spoke else None

    def he(self) -> Speaker | None:
        """The person who spoke lately, or was told of; None where somebody unnamed did last."""
        if self._met and self._met != self.person:
            alone = self.lately() is None and not self.going_on()
            return self._last if alone else None
        return None if self._unnamed() else self.lately()

    def lately(self) -> Speaker | None:
        """The person who spoke lately, or was told of, whoever spoke since."""
        return self.person if self.paragraph - self._heard <= _REMEMBERED else None

    def it(self) -> Speaker | None:
        """The organisation that spoke last, or was told of; None where something unnamed did."""
        return None if self._unnamed() else self.body

    def _unnamed(self) -> bool:
        """Whether somebody spoke last who is not named."""
        return self.topic is None and self.going_on()
