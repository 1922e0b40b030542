"""Statements in English: who says what in a paragraph, by its verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from archive.model.entity import Kind, Mention
from archive.model.statement import Speaker
from archive.quotations.marks import BLANK, Quoted, blanked, quoted
from archive.quotations.named import Named, Talk
from archive.quotations.spans import SaidSpan

#: Verbs that say something wherever they stand, and those that do before a clause or beside a
#: quotation only.
_PLAIN: Final = "said|says|told|tells|saying|telling"
_MORE: Final = (
    "added|adds|adding|noted|notes|noting|stressed|stresses|stressing|explained|explains|explaining"
    "|argued|argues|arguing|claimed|claims|claiming|insisted|insists|insisting|warned|warns|warning"
    "|stated|stating|wrote|writes|writing|replied|replies|continued|recalled|recalls"
    "|admitted|admits|admitting|acknowledged|acknowledges|confirmed|confirms|confirming"
    "|reported|reporting|predicted|predicts|predicting|declared|declares|announced"
    "|emphasi[sz]ed|emphasi[sz]es|emphasi[sz]ing|highlighted|pointed out|points out|pointing out"
    "|estimated|concluded|concludes|remarked|commented|revealed|reiterated|maintained|suggested"
    "|went on to say|asked|posted|tweeted|joked|testified|called|described"
)
_VERB: Final = re.compile(
    rf"\b(?:(?P<plain>{_PLAIN})|(?P<more>{_MORE})|(?P<source>[Aa]ccording to))\b"
)

#: What makes no statement of a verb: "was said to", "did not say", "to be told".
_NOT_SAID: Final = re.compile(
    r"\b(?:was|were|been|be|being|is|are|to|not|never|I|we|We|you|You)\s+$"
)

#: What stands between a speaker and the verb.
_BETWEEN: Final = re.compile(
    r"(?:\s+|\b(?:has|have|had|also|later|earlier|then|further|already|previously|once|today|"
    r"yesterday|again|however|meanwhile|repeatedly|first|only|still|now|separately|himself|"
    r"herself|itself|recently|initially|reportedly)\b"
    r"|\b(?:earlier|late|early|last|this) (?:in the )?(?:day|week|month|year|today|morning|on \w+day)"
    r"|\b(?:on|On|late|last|early) (?:\w+day)(?: \w+)?|<[^<>]{1,30}>|\([^()]{1,40}\))+$"
)

_PRONOUN: Final = re.compile(r"\b([Hh]e|[Ss]he|[Ii]t|[Tt]hey|who|which|that)$")
_PERSON_NOUN: Final = re.compile(
    r"\b[Tt]he (?:[\w'-]+ ){0,4}(?:spokesman|spokeswoman|spokesperson|minister|president|official|lawmaker|legislator|senator|premier"
    r"|chancellor|governor|mayor|diplomat|envoy|ambassador|chairman|chairwoman|chief|CE|secretary"
    r"|director|manager|coach|captain|skipper|professor|academic|economist|analyst|lawyer|judge"
    r"|leader|executive|candidate|republican|democrat|Republican|Democrat|player|striker|actor"
    r"|actress|singer|author|[\d-]+-year-old|Italian|Portuguese|Spaniard|German|Frenchman)$"
)
_BODY_NOUN: Final = re.compile(
    r"\b(?:[Tt]he|[Ii]ts) (?:[\w'-]+ ){0,3}(?i:company|bank|agency|firm|group|department|ministry"
    r"|authority|union|party|club|paper|newspaper|bureau|commission|committee|institute|exchange|administration|federation"
    r"|airline|board|federation|university|organi[sz]ation|association|observatory|office|centre"
    r"|center|council|broadcaster|retailer|corporation|subsidiary|concern|maker|brewer|carrier"
    r"|park|hospital|watchdog|body|operator|developer|vendor|chain|station|radio|institution)$"
)
#: Of these the names of bodies have one themselves, which tells them apart.
_NAME_WORDS: Final = frozenset(
    "department ministry authority union university commission committee council association"
    " institute observatory bureau federation exchange centre center administration".split()
)
#: What follows a verb behind what is said: when and where, and whom it was told.
_NOT_BEHIND: Final = re.compile(
    r"\s*(?:(?:on|in|at|during|after|before|to|when|while|today|yesterday|last|late|earlier|as|of"
    r"|following|by|adding|from|this|here|with|via|through)\b|[,.;]|$|\w+day\b)"
)
_SPOKEN_FOR: Final = re.compile(r"\bspokes(?:man|woman|person|people)|\bstatement$|\brelease$")

#: A verb that may say something does so before these.
_CLAUSE: Final = re.compile(
    rf"\s*(?:that\b|[,:]\s*[\"“]|[\"“]|there\b|it\b|he\b|she\b|they\b|its?\b|his\b|her\b|their\b"
    rf"|the (?!\w+ (?:to|of|for)\b)|[^\s{BLANK}]+ (?:would|will|had|has|have|was|were|is|are|could|"
    rf"should|may|can|must)\b|[.,]|$)"
)
_NO_CLAUSE: Final = re.compile(r"\s*(?:an?|another|his|her|its|more|up|to|for|on|\d|[$£€])\b")
_NAMING: Final = frozenset(("called", "described", "posted"))

#: What stands between the verb and what is said: whom it is told, when, and "that".
_BEFORE_SAID: Final = re.compile(
    r"[\s,:]*(?:(?<=told )[^,.:\"“]{1,70}?(?=\s*(?:,|:|\bthat\b|[\"“])))?"
    r"(?:\s*\b(?:on|On|last|late) \w+day\b|\s*\b(?:today|yesterday|also|in a statement)\b)*[\s,:]*"
    r"(?:that\b)?[\s,:]*"
)

_APPOSITION: Final = re.compile(r"\b(?:of|at|for|from|with|by|in|to|on|as|that|who|and)\b")
_SENTENCE_END: Final = re.compile(
    r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!St)(?<!Corp)(?<!Inc)(?<!Ltd)(?<!Co)(?<!Gen)"
    r"(?<!Sen)(?<!Rep)(?<!Gov)(?<!No)(?<!Jr)(?<!Sr)(?<!Prof)(?<!vs)[.!?]+\)?(?=\s+[\"“'(A-Z0-9])"
)


_GOING_ON: Final = tuple(
    verb for verb in f"{_PLAIN}|{_MORE}".split("|") if verb.endswith("ing") or "ing out" in verb
)
_JOINED: Final = re.compile(r"\b(?:and|but|or|while|by|before|after|then)$")
_LEAD: Final = r"(?:But |And |However, |Meanwhile, )?"
#: What may stand between the beginning of a sentence and the name that it is about.
_TITLES: Final = re.compile(
    r"(?:\s*(?:[^a-z\s]\S*|the|a|an|former|president|minister|leader|chief|spokesman|officials?"
    r"|director|manager|coach|but|and|secretary|governor|senator|executive|chairman|in|this)\b\s*)*"
)
_HE_BEGINS: Final = re.compile(rf"{_LEAD}(?:[Tt]he (?:president|minister)|[Hh]e|[Ss]he)\b")
_IT_BEGINS: Final = re.compile(rf"{_LEAD}(?:[Tt]he company|[Ii]t)\b")


_TOLD_ONLY: Final = re.compile(r"(?:told|tells)\b(?![^\"“]{0,70}?(?:\bthat\b|[\"“:]))[^,]*(?:,|$)")
_ADDING: Final = re.compile(r"\b(?:adding|saying|noting|warning|stressing)(?: that)?\b")


class _Found(NamedTuple):
    """Who speaks, and where the words begin that say so; `new` where somebody is named for it."""

    speaker: Speaker | None
    start: int
    new: bool = True


def english_statements(
    text: str, first: int, last: int, named: Named, talk: Talk
) -> Iterator[SaidSpan]:
    """The statements of a paragraph, in order; `talk` is told who spoke."""
    stretches = list(quoted(text, first, last))
    plain = blanked(text, first, last, stretches)
    reader = _Paragraph(text, first, plain, stretches, named, talk)
    for start, end in _sentences(text, first, last, stretches, plain):
        yield from reader.sentence(start, end)


def _sentences(
    text: str, first: int, last: int, stretches: list[Quoted], plain: str
) -> list[tuple[int, int]]:
    """Where sentences begin and end; none ends inside quotation marks."""
    ends = {first + match.end() for match in _SENTENCE_END.finditer(plain)}
    for stretch in stretches:
        inner = text[stretch.end - 2 : stretch.end - 1]
        behind = text[stretch.end : stretch.end + 2].lstrip()
        if inner in (".", "!", "?") and (not behind or behind[0] in '"“(' or behind[0].isupper()):
            ends.add(stretch.end)
    bounds, at = [], first
    for end in sorted({*ends, last}):
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if start < end:
            bounds.append((start, end))
        at = end
    return bounds


class _Paragraph:
    """Reads the sentences of a paragraph."""

    def __init__(
        self,
        text: str,
        first: int,
        plain: str,
        stretches: list[Quoted],
        named: Named,
        talk: Talk,
    ) -> None:
        self._text, self._first, self._plain = text, first, plain
        self._quotes, self._named, self._talk = stretches, named, talk

    def sentence(self, start: int, end: int) -> Iterator[SaidSpan]:
        """The statements of a sentence."""
        plain = self._cut(start, end)
        quotes = [one for one in self._quotes if start <= one.start < end]
        found, reached = None, start
        for match in _VERB.finditer(plain):
            at = start + match.start()
            if not self._says(match, plain, quotes, start):
                continue
            who = self._source(match, start, end) if match["source"] else self._who(at, start, end)
            if who is None or (found is not None and not who.new):
                continue  # it goes on: ", adding that"
            of_verb = (start + match.start(), start + match.end())
            made = list(
                self._from_source(who, start, of_verb[1], end)
                if match["source"]
                else self._said(who, start, of_verb, end, quotes)
            )
            if found is not None and made and made[0].start < reached:
                continue  # who reports that somebody says so
            found, reached = who, max((one.end for one in made), default=reached)
            self._talk.heard(who.speaker)
            yield from made
        if found is None:
            yield from self._alone(start, end, quotes)

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def _names(self, start: int, end: int) -> Iterator[Mention]:
        """Names in a stretch that stand in no quotation."""
        for one in self._named.between(start, end):
            if BLANK not in self._cut(one.start, one.end):
                yield one

    def _says(self, match: re.Match[str], plain: str, quotes: list[Quoted], start: int) -> bool:
        """Whether a verb says something here."""
        if match["source"]:
            return True
        if _NOT_SAID.search(plain, 0, match.start()) and not plain.endswith(
            "to say", 0, match.end()
        ):
            return False
        behind = plain[match.end() :]
        if match[0].endswith("ing") and not re.search(
            r"(?:[,\"”]|\bas|\band|\bby)\s*$", plain[: match.start()]
        ):
            return False
        if match["plain"]:
            return True
        if match["more"] in _NAMING and not re.match(r"[^,.]{0,40}[\"“]", behind):
            return False
        before = plain[: match.start()].rstrip()
        if before.endswith(('"', "”")) or re.match(r"[^,.]{0,40}[\"“]", behind):
            return True
        return bool(_CLAUSE.match(behind)) and not _NO_CLAUSE.match(behind)

    def _source(self, match: re.Match[str], start: int, end: int) -> _Found:
        """Whom something is said according to."""
        at = start + match.end()
        segment = re.match(r"[^,.;]*", self._cut(at, end))
        stop = at + (segment.end() if segment else 0)
        return _Found(self._in_phrase(at, min(stop + 1, end)), start + match.start())

    def _in_phrase(self, start: int, stop: int) -> Speaker | None:
        """Who is named in a phrase that names a speaker: a person before an organisation."""
        mentions = list(self._names(start, stop))
        people = [one for one in mentions if one.kind is Kind.PERSON]
        if people:
            return self._named.speaker(people[0])
        if not mentions:
            return None
        mention = mentions[0]
        behind = self._cut(mention.end, stop).strip(" ,.")
        spoken_for = not behind or _SPOKEN_FOR.search(self._cut(start, stop))
        return self._named.speaker(mention) if spoken_for else None

    def _who(self, verb: int, start: int, end: int) -> _Found | None:
        """Who says what a verb says."""
        before = self._cut(start, verb)
        between = _BETWEEN.search(before)
        left = before[: between.start()] if between else before
        stop = start + len(left)
        if self._plain[verb - self._first :].startswith(_GOING_ON) or _JOINED.search(left):
            return _Found(self._subject(start, verb), verb, new=False)
        if not left or left[-1] in '"”' or (left[-1] == "," and left[-2:-1] in ('"', "”", BLANK)):
            return self._behind(verb, start, end)
        if noun := self._noun(left, start, stop):
            return noun
        for one in reversed(list(self._names(start, stop))):
            if one.end == stop or self._cut(one.end, stop) in ("'s", "."):
                return _Found(self._named.speaker(one), self._phrase(one.start, start))
        if pronoun := _PRONOUN.search(left):
            return self._pronoun(pronoun[1], start + pronoun.start(), start)
        if left[-1] == ",":
            return self._before_comma(start, stop - 1)
        return self._unnamed(left, start, stop)

    def _noun(self, left: str, start: int, stop: int) -> _Found | None:
        """Whom a noun means that ends a text: "the minister", "the company"."""
        if match := _PERSON_NOUN.search(left):
            at = start + match.start()
            own = self._spoken(at, stop)
            return _Found(self._talk.he() or own, at)
        if match := _BODY_NOUN.search(left):
            at, noun = start + match.start(), left.split()[-1].lower()
            for one in self._names(at, stop):
                if one.end == stop:
                    return _Found(self._named.speaker(one), at)
            named = self._named.having(noun, at)
            return _Found(named if noun in _NAME_WORDS else named or self._it(), at)
        return None

    def _unnamed(self, left: str, start: int, stop: int) -> _Found:
        """Who speaks where no name stands at the verb: called by a word, or told of further on."""
        last = re.split(r"[,;\x00\"”]\s*", left)[-1]
        at = stop - len(last)
        if (word := re.search(r"\b([A-Z][\w-]+)$", left)) and (
            who := self._named.alike(word[1], stop)
        ):
            return _Found(who, self._phrase(stop - len(word[1]), start))
        if own := self._spoken(at, stop):
            return _Found(own, at)
        for one in self._names(at, stop):
            # 'Heather Yeung from the Alliance said'
            if one.kind is Kind.PERSON and re.match(
                r"\s+(?:from|of|at|for|in)\b", self._cut(one.end, stop)
            ):
                return _Found(self._named.speaker(one), self._phrase(one.start, start))
            break
        if last[:1].islower() and at > start and _APPOSITION.search(last):
            comma = start + len(self._cut(start, at).rstrip(", "))
            for one in reversed(list(self._names(start, comma))):
                if one.end == comma:
                    return _Found(self._named.speaker(one), self._phrase(one.start, start))
                break
        return _Found(None, at)

    def _spoken(self, start: int, stop: int) -> Speaker | None:
        """The organisation whose spokesman or statement a phrase is."""
        if not _SPOKEN_FOR.search(self._cut(start, stop)):
            return None
        bodies = [one for one in self._names(start, stop) if one.kind is not Kind.PERSON]
        return self._named.speaker(bodies[-1]) if bodies else None

    def _phrase(self, at: int, start: int) -> int:
        """Where the phrase begins that ends in a name: with the titles before it."""
        before = self._cut(start, at)
        return start + len(before) - len(re.split(r"[,;\"”\x00]\s*", before)[-1])

    def _behind(self, verb: int, start: int, end: int) -> _Found | None:
        """Who is named behind a verb: '..., said Colin Crook, vice president'."""
        at = verb + len(re.match(r"\w+(?: out| to)?", self._cut(verb, end))[0])
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
            for one in self._names(stop, end):
                if one.kind is Kind.PERSON and not self._cut(stop + 1, one.start).strip():
                    who = self._named.speaker(one)
                break
        return _Found(who, verb)

    def _pronoun(self, word: str, at: int, start: int) -> _Found:
        """Whom a pronoun means."""
        word = word.lower()
        if word in ("he", "she"):
            subject = self._subject(start, at)
            own = subject is not None and subject.kind is Kind.PERSON
            return _Found(subject if own else self._talk.he(), at)
        if word == "it":
            return _Found(self._it(), at)
        if word in ("who", "which", "that"):
            for one in self._names(start, at):
                if self._cut(one.end, at).strip(" ,") == "":
                    return _Found(self._named.speaker(one), one.start)
        return _Found(None, at)

    def _it(self) -> Speaker | None:
        """Whom "it" or "the company" means."""
        return self._talk.it()

    def _before_comma(self, start: int, stop: int) -> _Found:
        """Who is named before an apposition: 'Peter Beutel, analyst at Elders, said'."""
        ends = [start, *(start + m.end() for m in re.finditer(r"[,;]", self._cut(start, stop)))]
        parts = list(zip(ends, [*(end - 1 for end in ends[1:]), stop], strict=True))
        for first, last in reversed(parts):
            names = list(self._names(first, last))
            inside = last == stop and len(parts) > 1
            for one in names[:1] if inside else reversed(names):
                behind, leading = self._cut(one.end, last), self._cut(first, one.start)
                ends_here = re.fullmatch(r"\s*(?:<[^<>]*>|\([^()]*\)|'s)?\s*", behind)
                goes_on = re.match(r"\s+(?:from|of|at|for)\b", behind) and one.kind is Kind.PERSON
                heads = not _APPOSITION.search(leading) or (first == start and ends_here)
                if (goes_on if inside else ends_here) and heads:
                    return _Found(self._named.speaker(one), self._phrase(one.start, start))
                break
            if not inside and (noun := self._noun(self._cut(start, last), start, last)):
                return noun
        return _Found(self._subject(start, stop), start)

    def _subject(self, start: int, stop: int) -> Speaker | None:
        """Who or what a sentence begins with."""
        head = re.match(r"[^\"“\x00]*", self._cut(start, stop))
        limit = start + (head.end() if head else 0)
        names = list(self._names(start, limit))
        for at, one in enumerate(names[:2]):
            if not _TITLES.fullmatch(re.split(",", self._cut(start, one.start))[-1]):
                break
            behind = self._cut(one.end, names[at + 1].start) if at + 1 < len(names) else ","
            titled = re.fullmatch(r"(?:'s)?(?: [a-z-]+){0,4} ", behind)
            if one.kind is Kind.PERSON or not titled or names[at + 1].kind is not Kind.PERSON:
                return self._named.speaker(one)
        beginning = self._cut(start, limit)
        if _HE_BEGINS.match(beginning):
            return self._talk.he()
        return self._it() if _IT_BEGINS.match(beginning) else None

    def _said(
        self, who: _Found, start: int, of_verb: tuple[int, int], end: int, quotes: list[Quoted]
    ) -> Iterator[SaidSpan]:
        """What is said before the verb and its subject, or behind them."""
        verb, behind = of_verb
        leading = self._cut(start, who.start).rstrip()
        before = start + len(leading.rstrip(","))
        skipped = _BEFORE_SAID.match(self._cut(start, end), behind - start)
        at = start + skipped.end() if skipped else behind
        that = "that" in self._cut(behind, at) or self._cut(at, at + 1) in ('"', "“")
        to_whom = _TOLD_ONLY.match(self._cut(verb, end)) is not None
        quoted_ahead = any(one.end <= who.start + 1 for one in quotes)
        parted = leading[-1:] in tuple('",”') or leading.endswith(BLANK)
        nothing = to_whom or (_NOT_BEHIND.match(self._cut(at, end)) is not None and not that)
        ahead = parted and (quoted_ahead or nothing) and len(leading) > 1
        if ahead or (nothing and quoted_ahead):
            yield SaidSpan(start, before, who.speaker)
            yield from (SaidSpan(*one[:2], who.speaker) for one in quotes if one.start >= behind)
            more = _ADDING.search(self._cut(behind, end))
            if more and not any(one.start >= behind for one in quotes):
                yield SaidSpan(behind + more.end(), end, who.speaker)
        elif re.search(r"\w|\x00", self._cut(at, end)):
            yield SaidSpan(at, end, who.speaker)

    def _from_source(self, who: _Found, start: int, behind: int, end: int) -> Iterator[SaidSpan]:
        """What is said according to somebody: before that, or behind a comma."""
        before = self._cut(start, who.start).rstrip(" ,")
        comma = self._cut(behind, end).find(",")
        if len(before) > 1:
            yield SaidSpan(start, start + len(before), who.speaker)
        elif comma >= 0:
            yield SaidSpan(behind + comma + 1, end, who.speaker)

    def _alone(self, start: int, end: int, quotes: list[Quoted]) -> Iterator[SaidSpan]:
        """A quotation with nothing beside it: who spoke last goes on."""
        if not quotes or re.search(r"\w", self._cut(start, end)):
            self._talk.began(self._subject(start, end))
        elif self._talk.going_on():
            self._talk.heard(self._talk.speaker)
            yield SaidSpan(start, end, self._talk.speaker)
