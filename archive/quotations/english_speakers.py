"""Who speaks in an English sentence: named before or behind the verb, or meant by another word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.entity import Kind, Mention
from archive.model.statement import Speaker
from archive.quotations import english_words as words
from archive.quotations.marks import BLANK, Quoted
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import FoundSpeaker


class EnglishSpeakers:
    """Finds who speaks in a paragraph."""

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

    def source(self, match: re.Match[str], start: int, end: int) -> FoundSpeaker:
        """Whom something is said according to."""
        at = start + match.end()
        segment = re.match(r"[^,.;]*", self._cut(at, end))
        stop = at + (segment.end() if segment else 0)
        who = self._in_phrase(at, min(stop + 1, end)) or self._short(at, stop)
        return FoundSpeaker(who, start + match.start())

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

    def _in_phrase(self, start: int, stop: int) -> Speaker | None:
        """Who is named in a phrase that names a speaker: a person before an organisation."""
        mentions = list(self._names(start, stop))
        people = [
            mention
            for mention in mentions
            if mention.kind is Kind.PERSON
            and not words.OF_NAME.match(self._cut(mention.end, stop))
        ]
        if people:
            return self._named.speaker(people[0])
        if not mentions:
            return None
        mention = mentions[0]
        joined = words.OF_BODY.search(self._cut(start, mention.start))
        if mention.kind is Kind.PERSON or (joined and self._is_another(joined["head"])):
            return None
        behind = self._cut(mention.end, stop).strip(" ,.")
        spoken_for = not behind or words.SPOKEN_FOR.search(self._cut(start, stop))
        return self._named.speaker(mention) if spoken_for else None

    def who(self, verb: int, start: int, end: int) -> FoundSpeaker | None:
        """Who says what a verb says."""
        before = self._cut(start, verb)
        between = words.BEFORE_VERB.search(before)
        left = before[: between.start()] if between else before
        stop = start + len(left)
        if self._plain[verb - self._first :].startswith(words.GOING_ON) or words.CONJUNCTION.search(
            left
        ):
            return FoundSpeaker(self._subject(start, verb), verb, new=False)
        if not left or left[-1] in '"”' or (left[-1] == "," and left[-2:-1] in ('"', "”", BLANK)):
            return self._behind(verb, start, end)
        if noun := self._noun(left, start, stop):
            return noun
        for mention in reversed(list(self._names(start, stop))):
            if mention.end == stop or words.BODY_FORM.fullmatch(self._cut(mention.end, stop)):
                phrase = self._phrase(mention.start, start)
                if words.AMONG.search(self._cut(phrase, mention.start)):
                    return FoundSpeaker(None, phrase)
                return self._head(mention, start) or FoundSpeaker(
                    self._named.speaker(mention), phrase, human=self._is_human(mention, phrase)
                )
        if pronoun := words.PRONOUN.search(left):
            return self._pronoun(pronoun[1], start + pronoun.start(), start)
        if left[-1] == ",":
            return self._inverted(start, verb, end) or self._before_comma(start, stop - 1)
        return self._unnamed(left, start, stop)

    def _head(self, body: Mention, start: int) -> FoundSpeaker | None:
        """Who speaks where a name only tells of what body somebody is: "a professor at MIT".

        None where the body itself speaks, or a thing or a spokesman does for it.
        """
        if body.kind is Kind.PERSON:
            return None
        before = self._cut(start, body.start)
        if words.AND.search(before):
            for mention in self._names(start, body.start):
                if words.AND.fullmatch(self._cut(mention.end, body.start)):
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

    def _is_joined(self, leading: str) -> bool:
        """Whether what stands before a name makes it tell of another who is meant."""
        joined = words.OF_BODY.search(leading)
        return bool(words.JOINED.search(leading) or (joined and self._is_another(joined["head"])))

    def _is_human(self, mention: Mention, phrase: int) -> bool:
        """Whether a name that is taken for a body is a person's, or has one speak for it."""
        before = self._cut(phrase, mention.start)
        held = words.HELD_BY.search(before) is not None and " " in mention.text
        return mention.kind is not Kind.PERSON and (held or bool(words.SPOKEN_FOR.search(before)))

    def _is_another(self, head: str) -> bool:
        """Whether a word means somebody of a body, and not what speaks for it."""
        for_it = (words.SPOKEN_FOR, words.THING, words.OF_ITSELF)
        common = head[0].islower() or head.endswith("s")
        return common and not any(of.search(head) for of in for_it)

    def _inverted(self, start: int, verb: int, end: int) -> FoundSpeaker | None:
        """Who is named behind a verb and nothing more, where nothing is quoted before it."""
        spoken = words.INVERTED.match(self._cut(verb, end))
        if spoken is None:
            return None
        for mention in self._names(start, verb):
            if self._cut(mention.end, mention.end + 1) == "," and words.BEGINNING.fullmatch(
                self._cut(start, mention.start)
            ):
                return None  # 'Ann Lee, chair of MTR, said'
            break
        at = verb + spoken.end()
        for mention in self._names(at, end):
            before, behind = self._cut(at, mention.start), self._cut(mention.end, end)
            if words.NOT_BEHIND.match(f"{before}x") or words.FINITE.search(before):
                return None
            if not re.match(r"\s*(?:<[^<>]*>\s*)?(?:[,.]|$|(?:of|at|from|for) )", behind):
                continue
            return FoundSpeaker(self._in_phrase(at, mention.end + 1), verb)
        return None

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
                if not behind or (
                    mention.kind is not Kind.PERSON and words.BEHIND_NAME.fullmatch(behind)
                ):
                    own = FoundSpeaker(self._named.speaker(mention), at)
                    return self._head(mention, start) or own
            joined = words.OF_BODY.search(self._cut(start, at))
            if joined and self._is_another(joined["head"]):
                return FoundSpeaker(None, at)
            named = self._named.having(noun, at)
            return FoundSpeaker(named if noun in words.NAME_WORDS else named or self._it(), at)
        return None

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
        found = []
        for mention in self._named.people_before(at):
            title = words.TITLE.search(
                self._text, max(0, mention.start - words.LONGEST_TITLE), mention.start
            )
            before = title[0] if title else ""
            place = f" {before.lower()}".rfind(f" {called[-1]} ")
            of = {*before.lower().split(), *mention.text.lower().split()}
            direct = place >= 0 and words.OF_OFFICE.fullmatch(before, place + len(called[-1]))
            own = mention.text.lower().startswith(f"{called[-1]} ")
            if not (direct or own) or (of - set(called)) & words.NO_LONGER:
                continue
            if set(called) - {"the"} <= of:
                found.append(self._named.speaker(mention))
        if he in found or not found:
            return he
        return found[0] if len(set(found)) == 1 else None

    def _unnamed(self, left: str, start: int, stop: int) -> FoundSpeaker:
        """Who speaks where no name stands at the verb: called by a word, or told of further on."""
        last = re.split(r"[,;\x00\"”]\s*", left)[-1]
        at = stop - len(last)
        if (word := re.search(r"\b([A-Z][\w-]+)$", left)) and (
            who := self._named.alike(word[1], stop)
        ):
            return FoundSpeaker(who, self._phrase(stop - len(word[1]), start))
        if own := self._spoken(at, stop):
            return FoundSpeaker(own, at, human=not left.endswith(("statement", "release")))
        for mention in self._names(at, stop):
            # 'Heather Yeung from the Alliance said'
            if mention.kind is Kind.PERSON and re.match(
                r"\s+(?:from|of|at|for|in)\b", self._cut(mention.end, stop)
            ):
                return FoundSpeaker(
                    self._named.speaker(mention), self._phrase(mention.start, start)
                )
            break
        if last[:1].islower() and at > start and words.APPOSITION.search(last):
            comma = start + len(self._cut(start, at).rstrip(", "))
            for mention in reversed(list(self._names(start, comma))):
                if mention.end == comma:
                    return FoundSpeaker(
                        self._named.speaker(mention), self._phrase(mention.start, start)
                    )
                break
        return FoundSpeaker(None, at, thing=words.THING.search(left) is not None)

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

    def _behind(self, verb: int, start: int, end: int) -> FoundSpeaker | None:
        """Who is named behind a verb: '..., said Colin Crook, vice president'."""
        spoken = re.match(r"\w+(?: out| to)?", self._cut(verb, end))
        at = verb + (spoken.end() if spoken else 0)
        segment = re.match(r"[^,;.\"“]*", self._cut(at, end))
        stop = at + (segment.end() if segment else 0)
        while stop < end and self._plain[stop - self._first] == ".":
            mentions = list(self._names(at, end))
            if not (mentions and mentions[0].start < stop < mentions[0].end):
                break
            stop = mentions[0].end
        if not self._cut(at, stop).strip():
            return None
        if re.match(r"\s*(?:he|she|it)\b", self._cut(at, stop)):
            word = self._cut(at, stop).split()[0]
            return self._pronoun(word, verb, start)
        who = self._in_phrase(at, min(stop + 1, end))
        if (who is None or who.kind is not Kind.PERSON) and self._cut(stop, stop + 1) == ",":
            # 'said the bank's head of research, Ray Attrill'
            for mention in self._names(stop, end):
                if mention.kind is Kind.PERSON and not self._cut(stop + 1, mention.start).strip():
                    who = self._named.speaker(mention)
                break
        return FoundSpeaker(who, verb)

    def _pronoun(self, word: str, at: int, start: int) -> FoundSpeaker:
        """Whom a pronoun means."""
        word = word.lower()
        if word in ("he", "she"):
            subject = self._subject(start, at)
            own = subject is not None and subject.kind is Kind.PERSON
            return FoundSpeaker(subject if own else self._talk.he(), at)
        if word == "it":
            return FoundSpeaker(self._it(), at)
        if word in ("who", "which", "that"):
            for mention in self._names(start, at):
                gap = self._cut(mention.end, at).strip(" ,")
                if not gap or words.BODY_FORM.fullmatch(gap):
                    return FoundSpeaker(self._named.speaker(mention), mention.start)
            return FoundSpeaker(None, at, thing=True)
        return FoundSpeaker(None, at)

    def _it(self) -> Speaker | None:
        """Whom "it" or "the company" means."""
        return self._talk.it()

    def _before_comma(self, start: int, stop: int) -> FoundSpeaker:
        """Who is named before an apposition: 'Peter Beutel, analyst at Elders, said'."""
        ends = [start, *(start + m.end() for m in re.finditer(r"[,;]", self._cut(start, stop)))]
        parts = list(zip(ends, [*(end - 1 for end in ends[1:]), stop], strict=True))
        for first, last in reversed(parts):
            names = list(self._names(first, last))
            inside = last == stop and len(parts) > 1
            for mention in names[:1] if inside else reversed(names):
                behind, leading = self._cut(mention.end, last), self._cut(first, mention.start)
                ends_here = re.fullmatch(r"\s*(?:<[^<>]*>|\([^()]*\)|'s)?\s*", behind)
                goes_on = (
                    re.match(r"\s+(?:from|of|at|for)\b", behind) and mention.kind is Kind.PERSON
                )
                # 'Russia's minister for the east, Aleksandr Galushka, said'
                named = ends_here and not leading.strip() and mention.kind is Kind.PERSON
                heads = not words.APPOSITION.search(leading) or (
                    first == start and ends_here and not self._is_joined(leading)
                )
                if ((goes_on or named) if inside else ends_here) and heads:
                    return FoundSpeaker(
                        self._named.speaker(mention), self._phrase(mention.start, start)
                    )
                break
            if not inside and (noun := self._noun(self._cut(start, last), start, last)):
                return noun
        return FoundSpeaker(self._subject(start, stop), start)

    def _subject(self, start: int, stop: int) -> Speaker | None:
        """Who or what a sentence begins with."""
        head = re.match(r"[^\"“\x00]*", self._cut(start, stop))
        limit = start + (head.end() if head else 0)
        names = list(self._names(start, limit))
        for at, mention in enumerate(names[:2]):
            if not words.BEGINNING.fullmatch(re.split(",", self._cut(start, mention.start))[-1]):
                break
            behind = self._cut(mention.end, names[at + 1].start) if at + 1 < len(names) else ","
            titled = re.fullmatch(r"(?:'s)?(?: [a-z-]+){0,4} ", behind)
            if mention.kind is Kind.PERSON or not titled or names[at + 1].kind is not Kind.PERSON:
                return self._named.speaker(mention)
        beginning = self._cut(start, limit)
        if words.HE_BEGINS.match(beginning):
            return self._talk.he()
        return self._it() if words.IT_BEGINS.match(beginning) else None
