"""Statements in English: who says what in a paragraph, by its verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.entity import Kind
from archive.quotations import english_words as words
from archive.quotations.english_speakers import EnglishSpeakers
from archive.quotations.marks import BLANK, Quoted, blanked, quotations_in
from archive.quotations.named import NamedInBody, Talk
from archive.quotations.spans import FoundSpeaker, SaidSpan


def english_statements(
    text: str, first: int, last: int, named: NamedInBody, talk: Talk
) -> Iterator[SaidSpan]:
    """The statements of a paragraph, in order; `talk` is told who spoke."""
    stretches = list(quotations_in(text, first, last))
    plain = words.STRAY.sub(" ", blanked(text, first, last, stretches))
    reader = _Paragraph(text, first, plain, stretches, named, talk)
    for start, end in _sentences(text, first, last, stretches, plain):
        yield from reader.sentence(start, end)


def _sentences(
    text: str, first: int, last: int, stretches: list[Quoted], plain: str
) -> list[tuple[int, int]]:
    """Where sentences begin and end; none ends inside quotation marks."""
    ends = {first + match.end() for match in words.SENTENCE_END.finditer(plain)}
    for stretch in stretches:
        if stretch.open:
            ends.add(stretch.end)
            continue
        inner = text[stretch.end - 2 : stretch.end - 1]
        behind = plain[stretch.end - first : stretch.end - first + 2].lstrip()
        begins = not behind or behind[0] in '"“(' or behind[0].isupper()
        begins = begins or words.ADDRESS.match(plain, stretch.end - first) is not None
        asks = inner != "." and words.SAYS_SO.match(plain, stretch.end - first)
        if inner in (".", "!", "?") and begins and not asks:
            ends.add(stretch.end)
    bounds, at = [], first
    for end in sorted({*ends, last}):
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if start < end:
            bounds.append((start, end))
        at = end
    return bounds


class _Paragraph(EnglishSpeakers):
    """Reads the sentences of a paragraph."""

    def sentence(self, start: int, end: int) -> Iterator[SaidSpan]:
        """The statements of a sentence."""
        plain = self._cut(start, end)
        quotes = [quote for quote in self._quotes if start <= quote.start < end]
        speaking, reached = None, start
        spans: list[SaidSpan] = []
        for match in words.VERB.finditer(plain):
            at = start + match.start()
            if not self._says(match, plain, start):
                continue
            who = self.source(match, start, end) if match["source"] else self.who(at, start, end)
            if who is None or (speaking is not None and not who.new):
                continue  # it goes on: ", adding that"
            of_verb = (start + match.start(), start + match.end())
            turn = words.TURN.search(plain, 0, match.start()) if spans and who.new else None
            if turn is not None and start + turn.start() <= spans[-1].start:
                turn = None
            begin = start + turn.start() if turn else start
            made = list(
                self._from_source(who, start, of_verb[1], end)
                if match["source"]
                else self._said(
                    who, begin, of_verb, end, [quote for quote in quotes if quote.start >= begin]
                )
            )
            if speaking is not None and made and (turn or made[0].start < reached):
                if turn is None:
                    continue  # who reports that somebody says so
                spans[-1] = spans[-1]._replace(end=min(begin, spans[-1].end))
                if made[0].start < start + turn.end():
                    continue
            speaking, reached = who, max((span.end for span in made), default=reached)
            if not who.thing:
                self._talk.heard(who.speaker, human=who.human, taken=who.taken)
            spans += made
        yield from spans
        yield from self._ended(speaking, start, end, quotes)

    def _ended(
        self, speaking: FoundSpeaker | None, start: int, end: int, quotes: list[Quoted]
    ) -> Iterator[SaidSpan]:
        """What a sentence is where nobody speaks by a verb; and who made a statement in it."""
        if words.IN_STATEMENT.search(self._cut(start, end)):
            self._talk.stated(speaking.speaker if speaking else None)
        if speaking is None:
            yield from self._alone(start, end, quotes)

    def _says(self, match: re.Match[str], plain: str, start: int) -> bool:
        """Whether a verb says something here, in a sentence that starts there."""
        if match["source"]:
            return True
        if words.NOT_SAID.search(plain, 0, match.start()) and not plain.endswith(
            "to say", 0, match.end()
        ):
            return False
        behind = plain[match.end() :]
        if match[0].endswith("ing") and not re.search(
            r"(?:[,\"”]|\bas|\band|\bby|\bwhile)\s*$", plain[: match.start()]
        ):
            return False
        if match["urging"]:
            return words.URGED_TO.match(behind) is not None
        if match["plain"]:
            return match[0][0] != "t" or not words.OF_STORY.match(behind)
        quoted = words.QUOTED.search(plain, 0, match.start())
        if quoted and self._text[start + quoted.start()] in ",.?!":
            return True
        if match[0] == "claimed" and words.TO_HAVE.match(behind):
            return True
        if match[0].startswith("claim") and words.OF_CLAIM.match(behind):
            return False
        if match[0] == "asked" and words.ASKED_TO.match(behind):
            return False
        if match[0] == "reports" and not words.REPORTS.search(plain, 0, match.start()):
            return False
        return self._says_beside(match, plain, behind)

    @staticmethod
    def _says_beside(match: re.Match[str], plain: str, behind: str) -> bool:
        """Whether what stands beside a verb that may say something is said."""
        before = plain[: match.start()].rstrip()
        if match["more"] in words.NAMING:
            return words.QUOTING_AS.match(behind) is not None
        if before.endswith(('"', "”")) or words.QUOTING.match(behind):
            return True
        if words.PROMISING.fullmatch(match[0]):
            if words.PROMISED.match(behind):
                return True
            last = words.ANNOUNCED.match(match[0]) and words.ANNOUNCED_LAST.match(behind)
            return bool(last and words.CLAUSE_BEFORE.search(before))
        return bool(words.CLAUSE.match(behind)) and not words.NO_CLAUSE.match(behind)

    def _said(
        self,
        who: FoundSpeaker,
        start: int,
        of_verb: tuple[int, int],
        end: int,
        quotes: list[Quoted],
    ) -> Iterator[SaidSpan]:
        """What is said before the verb and its subject, or behind them."""
        verb, behind = of_verb
        leading = self._cut(start, who.start).rstrip()
        before = start + len(leading.rstrip(","))
        skipped = words.BEFORE_SAID.match(self._cut(start, end), behind - start)
        at = start + skipped.end() if skipped else behind
        that = "that" in self._cut(behind, at) or self._cut(at, at + 1) in ('"', "“")
        to_whom = words.TOLD_ONLY.match(self._cut(verb, end)) is not None
        quoted_ahead = any(quote.end <= who.start + 1 for quote in quotes)
        parted = self._is_parted(leading, who)
        inverted = who.start == verb and who.new and leading.endswith((",", '"', "”"))
        promised = words.PROMISING.match(self._cut(verb, end)) and words.TO_DO.match(
            self._cut(behind, end)
        )
        nothing = not promised and (
            inverted
            or to_whom
            or (words.NOT_BEHIND.match(self._cut(at, end)) is not None and not that)
        )
        ahead = parted and (quoted_ahead or nothing) and len(leading) > 1
        ahead = ahead and (quoted_ahead or not words.SPEAKING.match(leading))
        if ahead or (nothing and quoted_ahead):
            yield SaidSpan(start, before, who.speaker)
            yield from (
                SaidSpan(*quote[:2], who.speaker) for quote in quotes if quote.start >= behind
            )
            more = words.ADDING.search(self._cut(behind, end))
            if more and not any(quote.start >= behind for quote in quotes):
                yield SaidSpan(behind + more.end(), end, who.speaker)
        elif re.search(r"\w|\x00", self._cut(at, end)):
            yield SaidSpan(at, end, who.speaker)

    @staticmethod
    def _is_parted(leading: str, who: FoundSpeaker) -> bool:
        """Whether a sign ends what stands before who speaks: it may be said.

        What a sentence goes on with behind a comma is said behind the verb: ", claiming".
        """
        if leading.endswith(('"', "”", BLANK)):
            return True
        return leading.endswith(",") and (who.new or leading[-2:-1] in ('"', "”", BLANK))

    def _from_source(
        self, who: FoundSpeaker, start: int, behind: int, end: int
    ) -> Iterator[SaidSpan]:
        """What is said according to somebody: before that, or behind a comma."""
        before = self._cut(start, who.start).rstrip(" ,")
        comma = self._cut(behind, end).find(",")
        leads = comma >= 0 and words.LEADS_IN.fullmatch(before) is not None
        if len(before) > 1 and not leads:
            yield SaidSpan(start, start + len(before), who.speaker)
        elif comma >= 0:
            told = words.APPOSED.match(self._cut(start, end), behind + comma - start)
            yield SaidSpan(start + told.end() if told else behind + comma + 1, end, who.speaker)

    def _alone(self, start: int, end: int, quotes: list[Quoted]) -> Iterator[SaidSpan]:
        """A quotation with nothing beside it: who spoke last goes on."""
        if not quotes or re.search(r"\w", self._cut(start, end)):
            self._begin(start, end)
        elif who := self._talk.told_of():
            self._talk.heard(who)
            yield SaidSpan(start, end, who)
        elif self._talk.going_on():
            self._talk.heard(self._talk.speaker)
            yield SaidSpan(start, end, self._talk.speaker)

    def _begin(self, start: int, end: int) -> None:
        """Tell of whom a sentence is in which nobody speaks."""
        self._talk.passed()
        if subject := self._subject(start, end):
            self._talk.began(subject)
            return
        unfound = words.UNFOUND.match(self._cut(start, end))
        if unfound and self._named.alike(unfound["name"], start) is None:
            self._talk.interrupted()
            return
        people = [
            mention
            for mention in self._names(start, end)
            if mention.kind is Kind.PERSON and not words.OWNS.match(self._cut(mention.end, end))
        ]
        if self._is_title(people[:2]):
            people = people[1:]
        who = {self._named.speaker(mention) for mention in people}
        if people and words.TITLED.fullmatch(self._cut(start, people[0].start)):
            self._talk.began(self._named.speaker(people[0]))
        elif len(who) == 1 and not words.OF_LAST.search(self._cut(start, end)):
            told = words.INTRODUCED.match(self._cut(people[0].end, end))
            tell = self._talk.began if told else self._talk.met
            tell(who.pop())
