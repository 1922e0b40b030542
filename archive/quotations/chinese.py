"""Statements in Chinese: who says what in a paragraph, by its verbs of saying.

Tables are in both scripts, as texts are not folded here: places are those of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.entity import Kind
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
    reader = _Paragraph(first, plain, stretches, named, talk)
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
        self, first: int, plain: str, stretches: list[Quoted], named: NamedInBody, talk: Talk
    ) -> None:
        self._first, self._plain, self._quotes = first, plain, stretches
        self._named, self._talk = named, talk

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def sentence(self, start: int, end: int) -> Iterator[SaidSpan]:
        """The statements of a sentence."""
        plain = self._cut(start, end)
        going: SaidSpan | None = None
        speaking: FoundSpeaker | None = None
        behind = start
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
            if going is None or who.speaker != going.speaker:
                if going is not None:
                    yield going._replace(end=max(who.start, going.start + 1))
                behind = start + match.end()
                going = self._going(behind, end, who)
                if going is None:
                    yield from self._before(start, who.start, who.speaker)
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
        if who := self._person(subject, verb):
            return who
        if pronoun := words.PRONOUN.match(own):
            return FoundSpeaker(self._he(start, subject), subject + pronoun.start())
        if who := self._surname(own, subject) or self._body(subject, verb):
            return who
        if own.startswith(words.INDEFINITE) or (
            words.SOMEBODY.search(own) and not words.BODY_NOUN.search(own)
        ):
            return None if weak else FoundSpeaker(None, subject)
        if (noun := words.BODY_NOUN.search(own)) and len(own) <= words.SHORT_NOUN:
            last = self._named.last(Kind.ORGANISATION, subject)
            return FoundSpeaker(self._talk.body or last, subject + noun.start())
        if (office := words.OFFICE.match(own)) and words.HOW.fullmatch(own, office.end()):
            return FoundSpeaker(self._talk.he(), subject)
        if words.HOW.fullmatch(own) or match["colon"]:
            return self._carried(start, subject, found)
        return None if weak or own.endswith(words.ONE_WORD) else FoundSpeaker(None, subject)

    def _he(self, start: int, stop: int) -> Speaker | None:
        """Whom a pronoun means: with whom its sentence begins, else who spoke lately."""
        for mention in self._named.between(start, stop):
            if mention.kind is Kind.PERSON:
                if words.PASSIVE.search(self._cut(start, mention.start)):
                    break
                return self._named.speaker(mention)
        return self._talk.he()

    def _carried(self, start: int, stop: int, found: FoundSpeaker | None) -> FoundSpeaker | None:
        """Who goes on speaking where a clause begins with a verb."""
        if found is not None:
            return found._replace(new=False)
        clause = start
        bounds = [start, *(start + m.end() for m in re.finditer("[，,]", self._cut(start, stop)))]
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

    def _person(self, start: int, verb: int) -> FoundSpeaker | None:
        """The person who is the subject of a clause."""
        for mention in self._named.between(start, verb):
            if mention.kind is not Kind.PERSON:
                continue
            before, gap = self._cut(start, mention.start), self._cut(mention.end, verb)
            if "被" in gap:
                return None
            if words.BEFORE_OBJECT.search(before) or words.PASSIVE.search(before):
                continue
            if gap.startswith("的") or ("的" in gap and not words.WHEN.search(gap)):
                continue  # it stands in what describes another
            behind = gap.rstrip("又亦也則则還还再均都就曾")
            if behind and words.SOMEBODY.search(behind):
                return FoundSpeaker(None, start)
            return FoundSpeaker(self._named.speaker(mention), start)
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
            self._talk.began(self._begins(start, end))
        elif self._talk.going_on():
            self._talk.heard(self._talk.speaker)
            yield SaidSpan(start, end, self._talk.speaker)

    def _begins(self, start: int, end: int) -> Speaker | None:
        """Who a sentence begins with."""
        clause = words.CLAUSE_END.search(self._cut(start, end))
        stop = start + clause.start() if clause else end
        who = self._person(start, stop)
        return who.speaker if who else None
