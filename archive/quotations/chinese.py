"""Statements in Chinese: who says what in a paragraph, by its verbs of saying.

Tables are in both scripts, as texts are not folded here: places are those of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from archive.model.entity import Kind, Mention
from archive.model.statement import Speaker
from archive.quotations import chinese_words as words
from archive.quotations.marks import BLANK, Quoted, blanked, quotations_in
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import FoundSpeaker, SaidSpan


def chinese_statements(
    text: str, first: int, last: int, named: NamedInBody, talk: Talk
) -> Iterator[SaidSpan]:
    """The statements of a paragraph, in order; `talk` is told who spoke."""
    stretches = list(quotations_in(text, first, last))
    plain = blanked(text, first, last, stretches)
    reader = _Paragraph(first, text, plain, stretches, named, talk)
    at = first
    ends = [first + match.end() for match in words.SENTENCE_END.finditer(plain)]
    ends += [
        quote.end
        for quote in stretches
        if text[quote.end - 2 : quote.end - 1] in tuple("。！？!?")
        and quote.end < last
        and text[quote.end] not in "，,、；。的"
    ]
    for end in sorted({*ends, last}):
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if start < end:
            yield from reader.sentence(start, end)
        at = end


class _Paragraph:
    """Reads the sentences of a paragraph."""

    def __init__(
        self,
        first: int,
        text: str,
        plain: str,
        stretches: list[Quoted],
        named: NamedInBody,
        talk: Talk,
    ) -> None:
        self._first, self._text, self._plain, self._quotes = first, text, plain, stretches
        self._named, self._talk = named, talk

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def sentence(self, start: int, end: int) -> Iterator[SaidSpan]:
        """The statements of a sentence."""
        plain = self._cut(start, end)
        going: SaidSpan | None = None
        speaking: FoundSpeaker | None = None
        behind, is_paper = start, False
        for match in words.VERB.finditer(plain):
            verb = start + match.start()
            if self._is_named(verb, start + match.end()) or (
                # It is part of what is said.
                going is not None and not words.CLAUSE_END.search(self._cut(behind, verb))
            ):
                continue
            who = self._who(verb, start, speaking, match)
            if who is None or (speaking is not None and not who.new):
                continue
            if going is not None and going.speaker and self._is_cited(going.start, who.start):
                if not is_paper:
                    continue
                going = None
            is_paper = match["paper"] is not None
            if going is None or who.speaker != going.speaker:
                if going is not None:
                    yield going._replace(end=max(who.start, going.start + 1))
                behind = start + match.end()
                going = self._going(behind, end, who)
                if going is None:
                    yield from self._before(start, who.start, who.speaker)
                if who.cited:
                    self._talk.began(self._citing(start, who))
                    speaking = FoundSpeaker(None, who.start)
                    continue
                self._talk.heard(who.speaker)
            speaking = who
        if going is not None:
            yield going
        if speaking is None:
            yield from self._alone(start, end)

    def _going(self, behind: int, end: int, who: FoundSpeaker) -> SaidSpan | None:
        """What is said behind a verb, up to the end of a sentence; None where nothing is."""
        gap = words.AFTER_VERB.match(self._cut(behind, end))
        at = behind + (gap.end() if gap else 0)
        said = re.search(r"[\w\x00]", self._cut(at, end))
        return SaidSpan(at, end, who.speaker) if said else None

    def _is_cited(self, said: int, who: int) -> bool:
        """Whether all that somebody says begins with what another says: 張指出，專家認為…"""
        return not re.search(rf"[\w{BLANK}]", self._cut(said, who))

    def _citing(self, start: int, who: FoundSpeaker) -> Speaker | None:
        """Who tells of what another says, if named there."""
        for mention in self._people(start, who.start + words.LONGEST_SUBJECT):
            speaker = self._named.speaker(mention)
            return None if speaker == who.speaker else speaker
        return None

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

    def _before(self, start: int, stop: int, speaker: Speaker | None) -> Iterator[SaidSpan]:
        """What stands before the speaker and the verb that end a sentence."""
        if re.search(rf"[\w{BLANK}]", self._cut(start, stop)):
            yield SaidSpan(start, stop, speaker)

    def _who(
        self, verb: int, start: int, found: FoundSpeaker | None, match: re.Match[str]
    ) -> FoundSpeaker | None:
        """Who says what a verb says; None where it says nothing."""
        clause = start
        for end in words.CLAUSE_END.finditer(self._cut(start, verb)):
            if end[0] != "、":
                clause = start + end.end()
        lead = words.CONNECTIVE.match(self._cut(clause, verb))
        subject = clause + (lead.end() if lead else 0)
        own = self._cut(subject, verb)
        weak = match["long"] in words.WEAK
        if match["colon"] and found is not None:
            return None
        if words.ASKED.search(match[0]) and self._names_at(verb + len(match[0])):
            return None
        if match["paper"]:
            is_source = found is not None or words.ACCORDING.search(own)
            return None if is_source else self._body(subject, verb)
        if who := self._person(subject, verb):
            return who
        if pronoun := words.PRONOUN.match(own):
            if words.OF_PRONOUN.match(own, pronoun.end()):
                return FoundSpeaker(None, subject)
            return FoundSpeaker(self._he(start, subject, found), subject)
        if who := self._surname(own, subject) or self._body(subject, verb):
            return who
        if (
            words.OF_SOMEBODY.match(own)
            or own.startswith(words.INDEFINITE)
            or (words.SOMEBODY.search(own) and not words.BODY_NOUN.search(own))
        ):
            return None if weak else FoundSpeaker(None, subject)
        if (noun := words.BODY_NOUN.search(own)) and len(own) <= words.SHORT_NOUN:
            return FoundSpeaker(self._meant(own, noun, subject), subject + noun.start())
        if (office := words.OFFICE.match(own)) and words.HOW.fullmatch(own, office.end()):
            return FoundSpeaker(self._holder(office["office"], subject), subject)
        if words.HOW.fullmatch(own):
            who = self._carried(start, subject, found)
            is_wish = match["long"] in words.WISHES and who is not None and who.new
            return None if is_wish and self._is_another(who.speaker) else who
        if match["colon"]:
            if not words.WRITES.fullmatch(own):
                return FoundSpeaker(None, subject)
            return self._carried(start, subject, found)
        return None if weak or own.endswith(words.ONE_WORD) else FoundSpeaker(None, subject)

    def _is_another(self, speaker: Speaker | None) -> bool:
        """Whether somebody else than the one who is told of speaks at this place."""
        return self._talk.going_on() and speaker not in (None, self._talk.speaker)

    def _meant(self, own: str, noun: re.Match[str], before: int) -> Speaker | None:
        """The organisation that a noun for one means."""
        if not words.BEFORE_NOUN.fullmatch(own, 0, noun.start()):
            return None  # it is of a body that is not found: 國防部發言人
        if noun[0] in words.WRITTEN and self._talk.speaker != self._talk.body:
            return None
        return self._talk.body or self._named.last(Kind.ORGANISATION, before)

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
            if words.PASSIVE.search(self._cut(start, mention.start)):
                break
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
        if any(self._is_unnamed(*clause) for clause in pairwise(bounds[1:])):
            return None
        for clause in bounds:
            lead = words.CONNECTIVE.match(self._cut(clause, stop))
            at = clause + (lead.end() if lead else 0)
            next_end = min((bound for bound in bounds if bound > clause), default=stop)
            if who := self._person(at, next_end):
                return who
            if words.PRONOUN.match(self._cut(at, next_end)):
                return FoundSpeaker(self._talk.he(), at)
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
        return bool(words.SOMEBODY.search(own) or words.TITLE.search(own))

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

    def _alone(self, start: int, end: int) -> Iterator[SaidSpan]:
        """A quotation with nothing beside it: who spoke last goes on."""
        quotes = [quote for quote in self._quotes if start <= quote.start < end]
        if not quotes or re.search(r"\w", self._cut(start, end)):
            if words.NEWCOMER.match(self._cut(start, end)):
                self._talk.interrupted()
            self._begin(start, end)
        elif self._talk.going_on():
            self._talk.heard(self._talk.speaker)
            yield SaidSpan(start, end, self._talk.speaker)

    def _begin(self, start: int, end: int) -> None:
        """Tell with whom a sentence begins."""
        clause = words.CLAUSE_END.search(self._cut(start, end))
        stop = start + clause.start() if clause else end
        if asked := self._asked(start, end):
            self._talk.began(asked)
            return
        ends = [mention.start for mention in self._named.between(start, stop)][1:]
        for end_of_first in (*ends, stop):
            # What describes another stands before the next that is named.
            if who := self._person(start, end_of_first):
                if who.speaker is None:
                    self._talk.interrupted()
                self._talk.began(who.speaker)
                return
