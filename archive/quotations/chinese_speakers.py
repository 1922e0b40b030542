"""Who speaks in a Chinese sentence: named before the verb, or meant by another word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from archive.model.entity import Kind, Mention
from archive.model.statement import Speaker
from archive.quotations import chinese_words as words
from archive.quotations.marks import BLANK
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import FoundSpeaker


class ChineseSpeakers:
    """Finds who speaks in a paragraph."""

    def __init__(self, text: str, first: int, plain: str, named: NamedInBody, talk: Talk) -> None:
        self._text, self._first, self._plain = text, first, plain
        self._named, self._talk = named, talk

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def who(
        self, verb: int, start: int, found: FoundSpeaker | None, match: re.Match[str]
    ) -> FoundSpeaker | None:
        """Who says what a verb of a sentence says; None where it says nothing.

        `found` is who spoke before in the sentence.
        """
        if self._is_named(verb, verb + len(match[0])) or (
            words.ASKED.search(match[0]) and self._names_at(verb + len(match[0]))
        ):
            return None
        subject = self._subject(start, verb)
        own = self._cut(subject, verb)
        if found is not None and (match["colon"] or match["paper"]):
            return None
        if match["paper"]:
            return None if words.ACCORDING.search(own) else self._body(subject, verb)
        return (
            self._pronoun(start, subject, verb, found)
            or self._person(subject, verb)
            or self._surname(own, subject)
            or self._body(subject, verb)
            or self._not_named(own, start, subject, found, match)
        )

    def _subject(self, start: int, verb: int) -> int:
        """Where the clause of a verb begins, behind what leads to it."""
        clause = start
        for end in words.CLAUSE_END.finditer(self._cut(start, verb)):
            if end[0] != "、":
                clause = start + end.end()
        lead = words.CONNECTIVE.match(self._cut(clause, verb))
        return clause + (lead.end() if lead else 0)

    def _pronoun(
        self, start: int, subject: int, verb: int, found: FoundSpeaker | None
    ) -> FoundSpeaker | None:
        """Whom a pronoun means that is the subject of a clause."""
        own = self._cut(subject, verb)
        pronoun = words.PRONOUN.match(own)
        if pronoun is None or words.CITES.search(own):
            return None
        if words.OF_PRONOUN.match(own, pronoun.end()) or pronoun[0] == "其":
            return self._person(subject, verb) or FoundSpeaker(None, subject)
        if self._names_at(subject + pronoun.end()):
            return None  # 被告陳大文
        if pronoun[0] == "被告":
            return FoundSpeaker(self._asked(start, subject), subject)
        return FoundSpeaker(self._he(start, subject, found), subject)

    def _not_named(
        self,
        own: str,
        start: int,
        subject: int,
        found: FoundSpeaker | None,
        match: re.Match[str],
    ) -> FoundSpeaker | None:
        """Who says what a verb says where its clause names nobody."""
        nobody = None if match["long"] in words.WEAK else FoundSpeaker(None, subject)
        if words.OF_MATTER.match(own) and self._named_till(subject, subject + len(own)):
            return None
        if words.OF_SOMEBODY.match(own) or own.startswith(words.INDEFINITE):
            return nobody
        noun = words.BODY_NOUN.search(own)
        if words.SOMEBODY.search(own) and not noun:
            return nobody
        if noun and len(own) <= words.SHORT_NOUN:
            return FoundSpeaker(self._meant(own, noun, subject), subject + noun.start())
        if (office := words.OFFICE.match(own)) and words.HOW.fullmatch(own, office.end()):
            return FoundSpeaker(self._holder(office["office"], subject), subject)
        if words.HOW.fullmatch(own) or (match["colon"] and words.WRITES.fullmatch(own)):
            who = self._carried(start, subject, found)
            return None if match["long"] in words.WISHES and self._is_another(who) else who
        return None if own.endswith(words.ONE_WORD) else nobody

    def heard(self, start: int, who: FoundSpeaker) -> None:
        """Somebody speaks in a sentence, or is cited by another who is named there."""
        if not who.cited:
            self._talk.heard(who.speaker)
            return
        for mention in self._people(start, who.start + words.LONGEST_SUBJECT):
            speaker = self._named.speaker(mention)
            if speaker != who.speaker:
                self._talk.began(speaker)
            return

    def begin(self, start: int, end: int) -> None:
        """Tell with whom a sentence begins."""
        if words.NEWCOMER.match(self._cut(start, end)):
            self._talk.interrupted()
        clause = words.CLAUSE_END.search(self._cut(start, end))
        stop = start + clause.start() if clause else end
        if asked := self._asked(start, end):
            self._talk.began(asked)
            return
        lead = words.CONNECTIVE.match(self._cut(start, stop))
        at = start + (lead.end() if lead else 0)
        ends = [mention.start for mention in self._named.between(start, stop)][1:2]
        for end_of_first in (*(ends if self._names_at(at) else ()), stop):
            # What describes another stands before the next that is named.
            if who := self._person(start, end_of_first):
                if who.speaker is None:
                    self._talk.interrupted()
                self._talk.began(who.speaker)
                return

    def _people(self, start: int, stop: int) -> Iterator[Mention]:
        """The people who are named in a stretch, but not within what is quoted there."""
        for mention in self._named.between(start, stop):
            if mention.kind is Kind.PERSON and self._cut(mention.start, mention.end)[0] != BLANK:
                yield mention

    def _names_at(self, place: int) -> bool:
        """Whether somebody is named at a place."""
        named = self._named.between(place, place + words.LONGEST_SUBJECT)
        return any(mention.start == place for mention in named)

    def _is_named(self, first: int, last: int) -> bool:
        """Whether what looks like a verb stands in a name."""
        return any(
            mention.start <= first and last <= mention.end
            for mention in self._named.between(first - 20, last + 20)
        )

    def _named_till(self, start: int, stop: int) -> bool:
        """Whether a stretch ends in a name."""
        return any(mention.end == stop for mention in self._named.between(start, stop))

    def _is_another(self, who: FoundSpeaker | None) -> bool:
        """Whether who is told of at this place is not known to speak there."""
        talk = self._talk
        if who is None or not who.new:
            return False
        if who.speaker == talk.speaker:
            return talk.said != talk.paragraph
        return talk.going_on() and who.speaker is not None

    def _meant(self, own: str, noun: re.Match[str], before: int) -> Speaker | None:
        """The organisation that a noun for one means."""
        if not words.BEFORE_NOUN.fullmatch(own, 0, noun.start()):
            return None  # it is of a body that is not found: 國防部發言人
        body = self._talk.body
        if noun[0] in words.WRITTEN:
            if body and self._talk.speaker == body:
                return body
            return self._named.having_one_of(words.IN_NAMES["報"], before, body)
        kind = words.KIND_OF_BODY.search(noun[0])
        if kind is None:
            return body or self._named.last(Kind.ORGANISATION, before)
        return self._named.having_one_of(words.IN_NAMES[kind[0]], before, body)

    def _holder(self, office: str, before: int) -> Speaker | None:
        """Who holds an office: the last person who was told with it, else who spoke lately."""
        for mention in self._named.people_before(before):
            text = self._text
            if text.startswith(office, mention.end) or text.endswith(office, 0, mention.start):
                return self._named.speaker(mention)
        return self._talk.he()

    def _he(self, start: int, stop: int, found: FoundSpeaker | None) -> Speaker | None:
        """Whom a pronoun means.

        Who spoke in its sentence, who is asked there, or with whom it begins, else who spoke
        lately.
        """
        if found is not None and (found.speaker is None or found.speaker.kind is Kind.PERSON):
            return found.speaker
        if asked := self._asked(start, stop):
            return asked
        for mention in self._people(start, stop):
            before = self._cut(start, mention.start)
            if words.PASSIVE.search(before):
                break
            if words.BEFORE_OBJECT.search(before):
                continue
            return self._named.speaker(mention)
        return self._talk.he()

    def _asked(self, start: int, stop: int) -> Speaker | None:
        """Who is asked something: 記者問張."""
        for mention in self._people(start, stop):
            if words.ASKED.search(self._cut(start, mention.start)):
                return self._named.speaker(mention)
        return None

    def _carried(self, start: int, stop: int, found: FoundSpeaker | None) -> FoundSpeaker | None:
        """Who goes on speaking where a clause begins with a verb."""
        if found is not None:
            return found._replace(new=False)
        bounds = [start, *(start + m.end() for m in re.finditer("[，,]", self._cut(start, stop)))]
        if any(self._is_unnamed(*clause) for clause in pairwise(bounds)):
            return None
        for clause in bounds:
            lead = words.CONNECTIVE.match(self._cut(clause, stop))
            at = clause + (lead.end() if lead else 0)
            next_end = min((bound for bound in bounds if bound > clause), default=stop)
            if who := self._pronoun(start, at, next_end, None) or self._person(at, next_end):
                return who
            for mention in self._named.between(at, next_end):
                if mention.start == at:
                    return FoundSpeaker(self._named.speaker(mention), at)
                break
            if re.search(r"[\w\x00]", words.HOW.sub("", self._cut(at, next_end), count=1)):
                if words.ADVERBIAL.match(self._cut(at, next_end)):
                    continue
                return FoundSpeaker(None, stop) if clause == start and stop > start + 1 else None
        if self._talk.going_on():
            return FoundSpeaker(self._talk.topic, stop)
        return None

    def _is_unnamed(self, start: int, stop: int) -> bool:
        """Whether somebody who is not named says something in a clause."""
        clause = self._cut(start, stop)
        if not (verb := words.VERB.search(clause)):
            return False
        lead = words.CONNECTIVE.match(clause)
        subject = lead.end() if lead else 0
        own = clause[subject : verb.start()]
        if next(self._people(start, start + verb.start()), None):
            return False
        return bool(words.SOMEBODY.search(own) or words.SURNAME_OFFICE.search(own))

    def _person(self, start: int, verb: int) -> FoundSpeaker | None:
        """The person who is the subject of a clause."""
        for mention in self._people(start, verb):
            before, gap = self._cut(start, mention.start), self._cut(mention.end, verb)
            if "被" in gap:
                return None
            if words.HEADLINE.search(gap):
                continue
            if words.BEFORE_OBJECT.search(before) or words.PASSIVE.search(before):
                continue
            if gap.startswith("的") or ("的" in gap and not words.WHEN.search(gap)):
                continue  # it stands in what describes another
            behind = gap.rstrip("又亦也則则還还再均都就曾")
            if behind and words.SOMEBODY.search(behind):
                return FoundSpeaker(None, start)
            if words.CITES.match(gap) and self._names_at(mention.end + len("引述")):
                continue
            is_cited = bool(words.CITES.search(before))
            return FoundSpeaker(self._named.speaker(mention), start, cited=is_cited)
        return None

    def _surname(self, own: str, start: int) -> FoundSpeaker | None:
        """A person who is told by the surname: 陳續指, 張說."""
        if not own or not words.HOW.fullmatch(own[1:].lstrip("官太")) or len(own) > 6:
            return None
        who = self._named.called(own[0], start)
        return FoundSpeaker(who, start) if who else None

    def _body(self, start: int, verb: int) -> FoundSpeaker | None:
        """The organisation that is the subject of a clause, or whose spokesman is."""
        for mention in reversed(list(self._named.between(start, verb))):
            if mention.kind is Kind.PERSON:
                return None
            if words.BEFORE_OBJECT.search(self._cut(start, mention.start)):
                continue
            if words.FOR_BODY.fullmatch(self._cut(mention.end, verb)):
                return FoundSpeaker(self._named.speaker(mention), start)
        return None
