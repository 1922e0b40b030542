"""Who speaks in an English sentence: named before or behind the verb, or meant by another word."""

from __future__ import annotations

import re

from archive.model.entity import Kind, Mention
from archive.model.statement import Speaker
from archive.quotations import english_words as words
from archive.quotations.english_nouns import EnglishNouns
from archive.quotations.marks import BLANK
from archive.quotations.named import may_be_person
from archive.quotations.spans import FoundSpeaker


class EnglishSpeakers(EnglishNouns):
    """Finds who speaks in a paragraph."""

    def source(self, match: re.Match[str], start: int, end: int) -> FoundSpeaker:
        """Whom something is said according to."""
        at = start + match.end()
        stop = self._phrase_end(at, end)
        if words.OF_HIM.match(self._cut(at, stop)):
            return FoundSpeaker(self._talk.he(), start + match.start(), new=True)
        who = self._told_at(at, stop, end) or self._short(at, stop)
        return FoundSpeaker(who, start + match.start())

    def _phrase_end(self, at: int, end: int) -> int:
        """Where a phrase ends that names who speaks; the dots of names and titles end none."""
        segment = words.AFTER_VERB.match(self._cut(at, end))
        stop = at + (segment.end() if segment else 0)
        while stop < end and self._plain[stop - self._first] == ".":
            mentions = list(self._names(at, end))
            if not (mentions and mentions[0].start < stop < mentions[0].end):
                break
            stop = mentions[0].end
        return stop

    def _told_at(self, at: int, stop: int, end: int) -> Speaker | None:
        """Who is named in a phrase, or behind it: 'the bank's head of research, Ray Attrill'."""
        who = self._in_phrase(at, min(stop + 1, end))
        if (who is None or who.kind is not Kind.PERSON) and self._cut(stop, stop + 1) == ",":
            for mention in self._names(stop, end):
                before, behind = self._cut(stop + 1, mention.start), self._cut(mention.end, end)
                if may_be_person(mention) and not before.strip() and behind[:1] in ("", ".", ","):
                    return self._named.speaker(mention)
                break
        return who

    def _in_phrase(self, start: int, stop: int) -> Speaker | None:
        """Who is named in a phrase that names a speaker: a person before an organisation."""
        mentions = list(self._names(start, stop))
        people = [
            mention
            for mention in mentions
            if mention.kind is Kind.PERSON and not words.OF_NAME.match(self._cut(mention.end, stop))
        ]
        if people:
            return self._named.speaker(people[0])
        if not mentions:
            return None
        mention = mentions[0]
        if len(mentions) > 1 and re.fullmatch(
            r"['’]s(?: [a-z]+){0,2} ", self._cut(mention.end, mentions[1].start)
        ):
            mention = mentions[1]  # "XTB's Brooks"
        joined = words.OF_BODY.search(self._cut(start, mention.start))
        if mention.kind is Kind.PERSON or (joined and self._is_another(joined["head"])):
            return None
        behind = words.SHORT_FORM.sub("", self._cut(mention.end, stop)).strip(" ,.")
        spoken_for = (
            not behind
            or words.SPOKEN_FOR.search(self._cut(start, stop))
            or words.THING_OF.match(self._cut(mention.end, stop))
            or (
                words.MADE_BY.search(self._cut(start, mention.start))
                and words.BEHIND_MADE_BY.match(behind)
            )
        )
        return self._named.speaker(mention) if spoken_for else None

    def who(self, verb: int, start: int, end: int) -> FoundSpeaker | None:
        """Who says what a verb says."""
        before = self._cut(start, verb)
        between = words.BEFORE_VERB.search(before)
        left = before[: between.start()] if between else before
        stop = start + len(left)
        if left.endswith(" as") and (quoted_as := words.QUOTED_AS.search(left)):
            return self._quoted_as(quoted_as, start)
        if self._plain[verb - self._first :].startswith(words.GOING_ON) or words.CONJUNCTION.search(
            left
        ):
            return FoundSpeaker(self._subject(start, verb), verb, new=False)
        quoted = left[-1:] in tuple('"”') or (left[-1:] == "," and left[-2:-1] in ('"', "”", BLANK))
        if not left or (quoted and not words.TELLS.match(self._cut(verb, end))):
            return self._behind(verb, start, end)
        if noun := self._noun(left, start, stop):
            return noun
        for mention in reversed(list(self._names(start, stop))):
            if mention.end == stop or self._goes_on(mention, self._cut(mention.end, stop)):
                phrase = self._phrase(mention.start, start)
                if words.AMONG.search(self._cut(phrase, mention.start)):
                    return FoundSpeaker(None, phrase)
                return self._head(mention, start) or self._at_name(mention, phrase)
        if pronoun := words.PRONOUN.search(left):
            return self._pronoun(pronoun[1], start + pronoun.start(), start)
        if left[-1] == ",":
            return self._inverted(start, verb, end) or self._before_comma(start, stop - 1)
        return self._unnamed(left, start, stop)

    def _quoted_as(self, match: re.Match[str], start: int) -> FoundSpeaker:
        """Whom a sentence quotes that starts there: 'the daily quoted Ann Lee as saying'."""
        first, last = (start + at for at in match.span("whom"))
        if match["whom"] in ("him", "her"):
            who = self._talk.he()
        else:
            of_body = words.APPOSITION.search(match["whom"])
            who = self._in_phrase(first, last) or (None if of_body else self._short(first, last))
        return FoundSpeaker(who, self._phrase(start + match.start(), start))

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
            if not words.BEHIND_INVERTED.match(behind):
                continue
            return FoundSpeaker(self._in_phrase(at, mention.end + 1), verb)
        return None

    def _unnamed(self, left: str, start: int, stop: int) -> FoundSpeaker:
        """Who speaks where no name stands at the verb: called by a word, or told of further on."""
        last = re.split(r"[,;\x00\"”]\s*", left)[-1]
        at = stop - len(last)
        if (run := words.CAPITALS.search(left)) and (who := self._called(run[0], stop)):
            return FoundSpeaker(who, self._phrase(stop - len(run[0].split()[-1]), start))
        if (short := words.INITIALS.search(left)) and (who := self._initials(short[0], stop)):
            return FoundSpeaker(who, self._phrase(stop - len(short[0]), start))
        if own := self._spoken(at, stop):
            return FoundSpeaker(own, at, human=not left.endswith(("statement", "release")))
        for mention in reversed(list(self._names(at, stop))):
            # 'the Kremlin press service said'
            behind = self._cut(mention.end, stop)
            if mention.kind is not Kind.PERSON and words.THING_OF.fullmatch(behind):
                return FoundSpeaker(self._named.speaker(mention), at, thing=True)
            owned = words.OWNED_BY.search(self._cut(start, mention.start))
            if owned and words.UNIT.fullmatch(behind):
                return FoundSpeaker(self._named.speaker(mention), at)
            break
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
                if mention.end == comma or self._goes_on(mention, self._cut(mention.end, comma)):
                    return FoundSpeaker(
                        self._named.speaker(mention), self._phrase(mention.start, start)
                    )
                break
        author = self._talk.author() if words.THE_STATEMENT.search(left) else None
        return FoundSpeaker(author, at, thing=words.THING.search(left) is not None)

    def _behind(self, verb: int, start: int, end: int) -> FoundSpeaker | None:
        """Who is named behind a verb: '..., said Colin Crook, vice president'."""
        spoken = re.match(r"\w+(?: out| to)?", self._cut(verb, end))
        at = verb + (spoken.end() if spoken else 0)
        stop = self._phrase_end(at, end)
        if not self._cut(at, stop).strip():
            return None
        if re.match(r"\s*(?:he|she|it)\b", self._cut(at, stop)):
            word = self._cut(at, stop).split()[0]
            return self._pronoun(word, verb, start)
        who = self._told_at(at, stop, end)
        if who is None and (run := words.CAPITALS_FIRST.match(self._cut(at, stop))):
            who = self._called(run[1], at)
        if who is None and (noun := self._noun(self._cut(at, stop).rstrip(), at, stop)):
            return noun._replace(start=verb)
        return FoundSpeaker(who, verb)

    def _pronoun(self, word: str, at: int, start: int) -> FoundSpeaker:
        """Whom a pronoun means."""
        word = word.lower()
        if word in ("he", "she"):
            subject = self._subject(start, at)
            own = subject is not None and subject.kind is Kind.PERSON
            he = subject if own else self._talk.he()
            return FoundSpeaker(he or self._named.taken_for_body(self._talk), at)
        if word == "it":
            return FoundSpeaker(self._it(), at)
        if word in ("who", "which", "that"):
            for mention in self._names(start, at):
                gap = self._cut(mention.end, at).strip(" ,")
                if not gap or self._goes_on(mention, gap):
                    return FoundSpeaker(self._named.speaker(mention), mention.start)
            lead = words.CAPITALS.search(self._cut(start, at).rstrip(", "))
            who = self._called(lead[0], at) if lead and word == "who" else None
            return FoundSpeaker(who, at, thing=who is None)
        return FoundSpeaker(None, at)

    def _before_comma(self, start: int, stop: int) -> FoundSpeaker:
        """Who is named before an apposition: 'Peter Beutel, analyst at Elders, said'."""
        ends = [start, *(start + m.end() for m in re.finditer(r"[,;]", self._cut(start, stop)))]
        parts = list(zip(ends, [*(end - 1 for end in ends[1:]), stop], strict=True))
        for first, last in reversed(parts):
            names = list(self._names(first, last))
            inside = last == stop and len(parts) > 1
            for mention in names[:1] if inside else reversed(names):
                behind, leading = self._cut(mention.end, last), self._cut(first, mention.start)
                ends_here = re.fullmatch(
                    r"\s*(?:<[^<>]*>|\([^()]*\)|'s)?\s*", behind
                ) or self._goes_on(mention, behind)
                goes_on = (
                    re.match(r"\s+(?:from|of|at|for)\b", behind) and mention.kind is Kind.PERSON
                )
                # 'Russia's minister for the east, Aleksandr Galushka, said'
                named = ends_here and (
                    words.APPOSED_TITLES.fullmatch(leading)
                    if mention.kind is Kind.PERSON
                    else not leading.strip() and not list(self._names(start, first))
                )
                heads = not words.APPOSITION.search(leading) or (
                    first == start and ends_here and not self._is_joined(leading)
                )
                if (goes_on or (named if inside else ends_here)) and heads:
                    phrase = self._phrase(mention.start, start)
                    if inside and named and not goes_on:
                        phrase = self._phrase(parts[-2][1], start)  # the noun before it is who, too
                    head = None if inside else self._head(mention, start)
                    if head is not None and head.speaker is not None:
                        return head  # 'Ann Lee of MTR, a firm, said'
                    return FoundSpeaker(self._named.speaker(mention), phrase)
                break
            if not inside and (noun := self._noun(self._cut(start, last), start, last)):
                return noun
        who = self._subject(start, stop)
        lead = self._cut(*parts[0]).strip()
        if who is None and words.CAPITALS.fullmatch(lead):
            who = self._called(lead, start)
        return FoundSpeaker(who, start)

    def _is_title(self, names: list[Mention]) -> bool:
        """Whether the first of two names is part of the title of the second, who is a person."""
        if len(names) != 2 or names[1].kind is not Kind.PERSON:
            return False
        between = self._cut(names[0].end, names[1].start)
        if names[0].kind is Kind.PERSON:
            return words.MAN_OF.fullmatch(between) is not None
        return re.fullmatch(r"(?:'s)?(?: [a-z-]+){0,4} ", between) is not None

    def _subject(self, start: int, stop: int) -> Speaker | None:
        """Who or what a sentence begins with."""
        head = re.match(r"[^\"“\x00]*", self._cut(start, stop))
        limit = start + (head.end() if head else 0)
        names = list(self._names(start, limit))
        for at, mention in enumerate(names[:2]):
            before = self._cut(start, mention.start)
            titled = mention.kind is Kind.PERSON and words.TITLED.fullmatch(before)
            if not (titled or words.BEGINNING.fullmatch(before.rpartition(",")[2])):
                break
            if not self._is_title(names[at : at + 2]):
                return self._named.speaker(mention)
        beginning = self._cut(start, limit)
        if not names and (run := words.CAPITALS_FIRST.match(f" {beginning}")):
            who = self._called(run[1], start)
            if who is not None and who.kind is Kind.PERSON:
                return who
        if words.HE_BEGINS.match(beginning):
            return self._talk.he()
        return self._it() if words.IT_BEGINS.match(beginning) else None
