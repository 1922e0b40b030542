"""Whom an English noun means: an office, a word for a body, and who stands behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.entity import Kind, Mention, candidate_id
from archive.model.statement import Speaker
from archive.quotations import english_words as words
from archive.quotations.marks import BLANK, Quoted
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import FoundSpeaker


class EnglishNouns:
    """Reads the nouns and names of a paragraph."""

    def __init__(
        self,
        text: str,
        first: int,
        plain: str,
        stretches: list[Quoted],
        named: NamedInBody,
        talk: Talk,
    ) -> None:
        self._text, self._first, self._plain = text, first, plain
        self._quotes, self._named, self._talk = stretches, named, talk

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def _names(self, start: int, end: int) -> Iterator[Mention]:
        """Names in a stretch that stand in no quotation."""
        for mention in self._named.between(start, end):
            if BLANK not in self._cut(mention.start, mention.end):
                yield mention

    def _head(self, body: Mention, start: int) -> FoundSpeaker | None:
        """Who speaks where a name only tells of what body somebody is: "a professor at MIT".

        None where the body itself speaks, or a thing or a spokesman does for it.
        """
        if body.kind is Kind.PERSON and not body.stays:
            return None
        before = self._cut(start, body.start)
        if words.TOGETHER_WITH.search(before):
            for mention in self._names(start, body.start):
                if words.TOGETHER_WITH.fullmatch(self._cut(mention.end, body.start)):
                    return self._head(mention, start)
        joined = words.OF_BODY.search(before)
        if joined is None:
            return None
        phrase = self._phrase(body.start, start)
        for mention in reversed(list(self._names(start, body.start))):
            if mention.kind is not Kind.PERSON:
                continue
            if words.TOLD_OF.fullmatch(self._cut(mention.end, body.start)):
                who = self._named.speaker(mention)
                return FoundSpeaker(who, self._phrase(mention.start, start))
            break
        head = joined["head"]
        if not self._is_another(head):
            return None
        if words.PART_OF.search(head):
            parts = list(self._names(phrase, body.start))
            return FoundSpeaker(self._named.speaker(parts[-1]) if parts else None, phrase)
        return FoundSpeaker(self._told_with(head, body.start), phrase)

    @staticmethod
    def _goes_on(mention: Mention, behind: str) -> bool:
        """Whether a name goes on with what stands behind it."""
        if mention.kind is Kind.PERSON and words.NAME_GOES_ON.fullmatch(behind):
            return True
        # "Harvard Industries" is not the Harvard that is known.
        known = mention.entity != candidate_id(mention.text)
        return words.BODY_FORM.fullmatch(behind) is not None and not (
            known and words.OTHER_BODY.search(behind)
        )

    def _is_joined(self, leading: str) -> bool:
        """Whether what stands before a name makes it tell of another who is meant."""
        joined = words.OF_BODY.search(leading)
        return bool(
            words.MADE_ANOTHERS.search(leading) or (joined and self._is_another(joined["head"]))
        )

    def _at_name(self, mention: Mention, phrase: int) -> FoundSpeaker:
        """Who speaks where a name says so, in a phrase that begins there.

        A name that is taken for a body may be a person's, or have one speak for it.
        """
        before, body = self._cut(phrase, mention.start), mention.kind is not Kind.PERSON
        taken = body and words.HELD_BY.search(before) is not None and " " in mention.text
        human = taken or (body and words.SPOKEN_FOR.search(before) is not None)
        return FoundSpeaker(self._named.speaker(mention), phrase, human=human, taken=taken)

    def _is_another(self, head: str) -> bool:
        """Whether a word means somebody of a body, and not what speaks for it."""
        for_it = (words.SPOKEN_FOR, words.THING, words.OF_ITSELF)
        common = head[0].islower() or head.endswith("s")
        return common and not any(of.search(head) for of in for_it)

    def _noun(self, left: str, start: int, stop: int) -> FoundSpeaker | None:
        """Whom a noun means that ends a text: "the minister", "the company"."""
        if match := words.PERSON_NOUN.search(left):
            at = start + match.start()
            own = self._spoken(at, stop)
            who = self._holder(match[0], at) or own
            return FoundSpeaker(who, at, human=True)
        if match := words.BODY_NOUN.search(left):
            at, noun = start + match.start(), left.split()[-1].lower()
            for mention in self._names(at, stop):
                behind = self._cut(mention.end, stop)
                of_it = words.BEHIND_NAME.fullmatch(behind) or words.THING_OF.fullmatch(behind)
                if not behind or (mention.kind is not Kind.PERSON and of_it):
                    found = self._at_name(mention, self._phrase(mention.start, start))
                    return self._head(mention, start) or found
            joined = words.OF_BODY.search(self._cut(start, at))
            if joined and self._is_another(joined["head"]):
                return FoundSpeaker(None, at)
            named = self._named.having(noun, at)
            longer = match[0].count(" ") > words.LONGEST_NOUN
            other = longer or words.OWN_NAME.search(match[0]) is not None
            if noun not in words.NAME_WORDS and not other:
                named = named or self._it() or self._firm(noun, at)
            return FoundSpeaker(named, at)
        return None

    def _firm(self, noun: str, at: int) -> Speaker | None:
        """Whom a word for a firm means: what the article begins with, where it alone was named."""
        return self._named.opening(at) if noun in words.FIRMS else None

    def _holder(self, office: str, at: int) -> Speaker | None:
        """Who is called by an office: who was told with it before, else who spoke lately."""
        he = self._talk.he()
        if words.SPOKESMAN.search(office):
            last = self._talk.speaker
            if last and last.kind is not Kind.PERSON and self._talk.going_on():
                return last
            return self._told_with(office, at) or self._told_with(office.split()[-1], at)
        return self._told_with(office, at, he)

    def _told_with(self, office: str, at: int, he: Speaker | None = None) -> Speaker | None:
        """Who alone was told with an office before; `he` where nobody was, or he too."""
        called = office.lower().split()
        people = self._named.people_before(at)
        found = [self._named.speaker(one) for one in people if self._is_told(one, called)]
        if he in found or not found:
            return he
        return found[0] if len(set(found)) == 1 else None

    def _is_told(self, mention: Mention, called: list[str]) -> bool:
        """Whether somebody is told with an office that is held: before, in or behind the name."""
        title = words.BEFORE_NAME.search(
            self._text, max(0, mention.start - words.LONGEST_BEFORE_NAME), mention.start
        )
        before, name = (title[0].lower() if title else ""), mention.text.lower().split()
        place = f" {before}".rfind(f" {called[-1]} ")
        told = []
        if name[0] == called[-1] or (
            place >= 0 and title and words.OF_OFFICE.fullmatch(title[0], place + len(called[-1]))
        ):
            told.append({*before.split(), *name})
        if behind := words.OFFICE_BEHIND.match(self._text, mention.end):
            office = behind[1].lower().split()
            told += [{*office, *name}] if called[-1] in office else []
        return any(
            {*called} - {"the"} <= of and not (of - {*called}) & words.NO_LONGER for of in told
        )

    def _spoken(self, start: int, stop: int) -> Speaker | None:
        """The organisation whose spokesman or statement a phrase is."""
        if not words.SPOKEN_FOR.search(self._cut(start, stop)):
            return None
        bodies = [
            mention for mention in self._names(start, stop) if mention.kind is not Kind.PERSON
        ]
        return self._named.speaker(bodies[-1]) if bodies else None

    def _phrase(self, at: int, start: int) -> int:
        """Where the phrase begins that ends in a name: with the titles before it."""
        before = self._cut(start, at)
        return start + len(before) - len(re.split(r"[,;\"”\x00]\s*", before)[-1])

    def _it(self) -> Speaker | None:
        """Whom "it" or "the company" means."""
        return self._talk.it()

    def _called(self, run: str, before: int) -> Speaker | None:
        """Whose name capitalised words are, or part of it, where no name was found."""
        who = self._named.short_for(run, before) if " " in run else None
        word = run.split()[-1].rstrip("-")
        who = who or self._named.alike(word, before)
        return who or (self._named.later(word, before) if " " in run else None)

    def _initials(self, letters: str, before: int) -> Speaker | None:
        """The organisation that initials mean: "S and P" of Standard and Poor's Corp."""
        letters = "".join(re.findall("[A-Z]", letters))
        for mention in self._named.between(0, before):
            own = "".join(re.findall(r"\b[A-Z]", mention.text))
            if mention.kind is not Kind.PERSON and own.startswith(letters) and " " in mention.text:
                return self._named.speaker(mention)
        return None

    def _short(self, start: int, stop: int) -> Speaker | None:
        """Whom a phrase means that ends in a noun for somebody, or in one word of a name."""
        left = self._cut(start, stop).rstrip()
        stop = start + len(left)
        if noun := self._noun(left, start, stop):
            return noun.speaker
        word = words.LAST_WORD.search(left)
        joined = words.OF_BODY.search(left, 0, word.start()) if word else None
        if word is None or (joined and self._is_another(joined["head"])):
            return None
        return self._named.alike(word[1], stop)
