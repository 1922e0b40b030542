"""Words and signs by which English tells who says what."""

from __future__ import annotations

import re
from typing import Final

from archive.quotations.marks import BLANK

#: Verbs that say something wherever they stand, and those that do before a clause or beside a
#: quotation only.
_PLAIN: Final = "said|says|told|tells|saying|telling"
_MORE: Final = (
    "added|adds|adding|noted|notes|noting|stressed|stresses|stressing|explained|explains|explaining"
    "|argued|argues|arguing|claimed|claims|claiming|insisted|insists|insisting|warned|warns|warning"
    "|stated|stating|wrote|writes|writing|replied|replies|continued|recalled|recalls"
    "|admitted|admits|admitting|acknowledged|acknowledges|confirmed|confirms|confirming"
    "|reported|reporting|predicted|predicts|predicting|declared|declares"
    "|emphasi[sz]ed|emphasi[sz]es|emphasi[sz]ing|highlighted|pointed out|points out|pointing out"
    "|estimated|concluded|concludes|remarked|commented|revealed|reiterated|maintained|suggested"
    "|mentioned|mentions|indicated|indicates|conceded|concedes|cautioned|cautions|disclosed"
    "|asserted|asserts|contended|contends|alleged|alleges|lamented|complained|complains|responded"
    "|reports|went on to say|asked|posted|tweeted|joked|testified|called|described"
    "|announced|announces|announcing|pledged|pledges|pledging|vowed|vows|vowing|promised|promises"
    "|promising|reaffirmed|reaffirming|boasted|quipped|mused|recounted|recounts|opined|suggests"
    "|writes|went on|goes on|asks|answered|answers|questioned|countered|counters|retorted|shot back"
    "|proclaimed|proclaims|exclaimed|exclaims|shouted|yelled|muttered|repeated|repeats|denied|denies"
    "|proposed|proposes|recommended|recommends|underlined|underlines|underscored|observed|ruled"
    "|speculated|elaborated|demanded|demands|continues|echoed|jokes|bragged|texted"
    "|describing|calling"
)
#: What somebody wants of another, who is to do it: "urged drivers to wait".
_URGING: Final = "urged|urges|urging|called on|calls on|calling on|called upon|appealed to"


def _by_letter(verbs: str) -> str:
    """A pattern of verbs in which those of one first letter stand together: the others are passed
    over at once."""
    ends: dict[str, list[str]] = {}
    for verb in verbs.split("|"):
        ends.setdefault(verb[0], []).append(verb[1:])
    return "|".join(f"{letter}(?:{'|'.join(of)})" for letter, of in ends.items())


VERB: Final = re.compile(
    rf"\b(?<!so-)(?:(?P<plain>{_by_letter(_PLAIN)})|(?P<urging>{_by_letter(_URGING)})"
    rf"|(?P<more>{_by_letter(_MORE)})|(?P<source>[Aa]ccording to))\b"
)
URGED_TO: Final = re.compile(r"\s(?!by\b)[^.;]{2,150}?\bto\b")

#: What makes no statement of a verb: "was said to", "did not say", "to be told".
NOT_SAID: Final = re.compile(
    r"\b(?:was|were|been|be|being|is|are|to|not|never|I|we|We|you|You)\s+$"
)

#: What stands between a speaker and the verb.
BEFORE_VERB: Final = re.compile(
    r"(?:\s|\b(?:has|have|had|also|later|earlier|then|further|already|previously|once|today|"
    r"yesterday|again|however|meanwhile|repeatedly|first|only|still|now|separately|himself|"
    r"herself|itself"
    r"|(?!family|ally|assembly|monopoly|anomaly|rally|supply|reply|bully|butterfly)[a-z]{3,}ly)\b"
    r"|\b(?:earlier|late|early|last|this) (?:in the )?(?:day|week|month|year|today|morning"
    r"|on \w+day)"
    r"|\b(?:on|On|late|last|early) (?:\w+day)(?: \w+)?|<[A-Z0-9.^ -]{1,12}>|\([^()]{1,40}\))+$"
)

#: The phrase behind a verb; the dot of a title ends it not: "said Dr. Ann Lee".
AFTER_VERB: Final = re.compile(
    r"(?:\b(?:Dr|Mr|Ms|Mrs|Sen|Rep|Gov|Gen|Prof|St|Lt|Col|Sgt|Capt|Rev|Sir)\.|[^,;.\"“])*"
)

PRONOUN: Final = re.compile(r"\b([Hh]e|[Ss]he|[Ii]t|[Tt]hey|who|which|that)$")
PERSON_NOUN: Final = re.compile(
    r"\b[Tt]he (?:[\w'-]+ ){0,4}(?:spokesman|spokeswoman|spokesperson|minister|president"
    r"|official|lawmaker|legislator|senator|premier"
    r"|chancellor|governor|mayor|diplomat|envoy|ambassador|chairman|chairwoman|chief|CE|secretary"
    r"|director|manager|coach|captain|skipper|professor|academic|economist|analyst|lawyer|judge"
    r"|treasurer|founder|commissioner|prosecutor|tycoon|billionaire|boss|veteran|activist|scientist"
    r"|researcher|doctor|politician|councillor|congressman|congresswoman|writer|musician|artist"
    r"|midfielder|defender|goalkeeper|champion|adviser|advisor|undersecretary|ombudsman|barrister"
    r"|leader|executive|candidate|republican|democrat|Republican|Democrat|player|striker|actor"
    r"|actress|singer|author|medallist|medalist|star|winner|driver|rider|golfer|swimmer|boxer"
    r"|runner|jockey|goalscorer|number one|pontiff|nominee|mogul|entrepreneur|lecturer|curator"
    r"|strategist|trader|historian|novelist|journalist|scholar|physicist|biologist|virologist"
    r"|sheriff|general|admiral|colonel|superintendent|counsellor|counselor|conductor|composer|[\d-]+-year-old|Italian|Portuguese|Spaniard|German|Frenchman)$"
)
BODY_NOUN: Final = re.compile(
    r"\b(?:[Tt]he|[Ii]ts) (?:(?!(?:of|at|for|from|with)\b)[\w'’-]+ ){0,4}"
    r"(?i:company|bank|agency|firm|group|department|ministry"
    r"|authority|union|party|club|paper|newspaper|bureau|commission|committee|institute|exchange|administration|federation"
    r"|airline|board|university|organi[sz]ation|association|observatory|office|centre"
    r"|center|council|broadcaster|retailer|corporation|subsidiary|concern|maker|brewer|carrier"
    r"|park|hospital|watchdog|body|operator|developer|vendor|chain|station|radio|institution"
    r"|foundation|society|fund|league|court|tribunal|parliament|assembly|alliance|coalition"
    r"|chamber|academy|network|magazine|utility|automaker|lender|brand|charity)$"
)
#: "The company" is told with so few words more.
LONGEST_NOUN: Final = 4
#: What makes such a noun the end of a name that was not found: "the National News Agency".
OWN_NAME: Final = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w-]+$")
#: What says something and is nobody.
THING: Final = re.compile(
    r"\b(?:survey|report|statement|study|document|letter|notice|filing|article|poll|data|figures"
    r"|account|alert|assessment|analysis|bill|ruling|announcement|proposal|memo|draft|agreement|plan|prospectus)$"
)

#: Where a statement is told of, and where what is said is said to stand in it.
IN_STATEMENT: Final = re.compile(r"\bstatement\b")
THE_STATEMENT: Final = re.compile(r"(?:^|[,\"”]\s*|\b(?:But|And)\s)[Tt]he statement$")

#: A thing that speaks for the body before it: "a Bloomberg report", "the Kremlin press service".
THING_OF: Final = re.compile(
    r"(?:['’]s)?(?: (?!(?:an?|the|after|before|in|of|at|on|by|to|with|from|that|when|as|for|his"
    r"|its)\b)[a-z-]+){0,3} (?:report|survey|poll|study|analysis|press (?:office|service|team)"
    r"|newspaper|website|news agency|statement)\b"
)
#: What stands before and behind a part of a body that has a name: "Allied Corp's Bendix unit".
OWNED_BY: Final = re.compile(r"['’>]s?\s$")
UNIT: Final = re.compile(r" (?:[a-z-]+ ){0,2}(?:unit|subsidiary|division|affiliate)")
#: What stands between a thing and the body that made it: "research conducted by".
MADE_BY: Final = re.compile(
    r"\b(?:survey|poll|report|study|research|data|figures|statistics|analysis|statement|estimates"
    r"|documents?)\b(?: [a-z-]+){0,2} (?:from|by|of)(?: the)? $"
)
#: What may stand behind the name of that body.
BEHIND_MADE_BY: Final = re.compile(
    r"(?:[A-Z(]|(?:and|last|on|this|in|for|released|published|out|showed)\b)"
)

#: Of these the names of bodies have one themselves, which tells them apart.
NAME_WORDS: Final = frozenset(
    "department ministry authority union university commission committee council association"
    " institute observatory bureau federation exchange centre center administration foundation"
    " society fund league court tribunal parliament assembly alliance coalition chamber"
    " academy".split()
)
#: What follows a verb behind what is said: when and where, and whom it was told.
NOT_BEHIND: Final = re.compile(
    r"\s*(?:(?:on|in|at|during|after|before|to|when|while|today|yesterday|last|late|earlier|as|of"
    r"|following|by|adding|from|this|here|with|via|through|citing|quoting|referring|speaking"
    r"|according|describing|calling|pointing)\b|[,.;]|$|\w+day\b)"
)
SPOKEN_FOR: Final = re.compile(r"\bspokes(?:man|woman|person|people)|\bstatement$|\brelease$")

#: Where a quotation begins behind a verb, and behind one that calls something so.
QUOTING: Final = re.compile(r"[^,.]{0,40}[\"“]|\s*[,:]\s*[\"“]")
QUOTING_AS: Final = re.compile(r"[^,.]{0,40}[\"“]|[^,.]{0,90} as [\"“]")

#: A verb that may say something does so before these.
CLAUSE: Final = re.compile(
    rf"\s*(?:that\b|[,:]\s*[\"“]|[\"“]|there\b|it\b|he\b|she\b|they\b|its?\b|his\b|her\b|their\b"
    r"|the (?!\w+ (?:to|of|for)\b)"
    r"|(?:(?!(?:that|which|who|whose|whom|where|when|what|how|to|as|than|if)\b)"
    rf"[^\s,.;:\"“{BLANK}]+ ){{1,6}}(?:would|will|had|has|have|was|were|is|are|could|"
    rf"should|may|can|must)\b|[.,]|$)"
)
NO_CLAUSE: Final = re.compile(r"\s*(?:an?|another|his|her|its|more|up|to|for|on|\d|[$£€])\b")
NAMING: Final = frozenset(("called", "described", "posted", "calling", "describing"))

#: What is announced, promised or denied is as often a thing: said is a clause with its own subject.
PROMISING: Final = re.compile(
    r"(?:announc|pledg|vow|promis|reaffirm|recount|writ|answer|question|counter|proclaim|shout|yell"
    r"|mutter|repeat|den[iy]|propos|recommend|underlin|underscor|observ|rul|speculat|elaborat"
    r"|demand|continue|echo|brag|text)\w+|asks|(?:went|goes) on|shot back"
)
PROMISED: Final = re.compile(
    r"\s*(?:(?:on|On|late|early|earlier|last|this|today|yesterday|in a statement)\b"
    r"(?: (?:in the |on )?[\w.]+){0,3} that|that|he|she|it(?= \w)|they|there)\b"
)

#: Where a clause before a comma is what is announced: "fares have risen, the firm announced".
_WHEN: Final = (
    r"(?:\s*(?:on|in|at|during|through|late|early|earlier|this|last|today|yesterday|\w+day)\b"
    r"[^,;:\"“]{0,60})?"
)
ANNOUNCED: Final = re.compile(r"(?:announced|announces|proclaimed)$")
ANNOUNCED_LAST: Final = re.compile(rf"{_WHEN}[.]?\s*$")
CLAUSE_BEFORE: Final = re.compile(
    r"\s(?:is|are|was|were|has|had|have|will|would|can|could)\s(?:[^,]|,(?=\s[a-z]+ing\b)){8,},"
    r"\s(?!(?:and|or|but|which|who)\b)[^,]{2,70}$"
)

#: What somebody promises to do: "vowed to fight on".
TO_DO: Final = re.compile(r"\s*to\s+[a-z]")

#: Where what is told begins without "that": "told lawmakers he was late".
_CLAUSE_BEGINS: Final = (
    r"(?<!after )(?<!when )(?<!as )(?<!while )(?<!before )\b(?:he|she|it|they|there)\b"
)

#: What stands between the verb and what is said: whom it is told, when, and "that".
BEFORE_SAID: Final = re.compile(
    r"[\s,:]*(?:(?:(?<=told )|(?<=tells ))[^,.:\"“]{1,70}?"
    rf"(?=\s*(?:,|:|\bthat\b|[\"“]|{_CLAUSE_BEGINS})))?"
    r"(?:\s*\b(?:on|On|last|late) \w+day\b|\s*\b(?:today|yesterday|also|in a statement"
    r"|earlier|(?:earlier )?(?:last|this) (?:week|month|year)|late last (?:week|month|year))\b)*"
    r"[\s,:]*"
    r"(?:that\b)?[\s,:]*"
)

#: What a body is called for short, behind its name.
SHORT_FORM: Final = re.compile(r"^\s*\([A-Z][\w&.-]{1,12}\)")

#: Whom somebody quotes or cites, before "as saying".
QUOTED_AS: Final = re.compile(
    r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+(?!(?:by|as|in|on|at)\b)(?P<whom>[^,;:.\"“]{1,80}?)\s+as$"
)

#: What may follow the name of a body that was read without it.
BODY_FORM: Final = re.compile(
    r"(?:'s|\.|>|-| of [A-Z][\w-]+(?: [A-Z][\w-]+)?| and [A-Z][a-z]+(?!\w| [A-Z])"
    r"|,? (?:Plc|PLC|plc|Inc|Corp|Corporation|Co"
    r"|Company|Ltd|Limited|AG|SA|NV|SpA|AB|Pty|Group|Holdings|Enterprises|International|Industries"
    r"|Financial|Resources|Partners|Systems|Technologies|Motors?|China|Asia|Europe|Japan|Hong Kong"
    r"|UK|USA|America|Canada|Australia|India|Korea))+"
)

#: What makes the name of a body that is known another's.
OTHER_BODY: Final = re.compile(
    r"\b(?:Enterprises|International|Industries|Financial|Resources|Partners|Systems|Technologies)"
)

#: What may follow the name of a person that was read without it: "President Xi" of Xi Jinping.
NAME_GOES_ON: Final = re.compile(
    r"(?:-[a-z]+)?(?: (?:(?:e|y|de|da|do|dos|del|van|von|der|bin|al|el|[A-Z]\.) )*"
    r"(?!(?:\w+day|Corp|Inc|Ltd|Co|Group|University|Foundation|Tower|House)\b)[A-Z][\w'’-]+){0,2}"
)

APPOSITION: Final = re.compile(r"\b(?:of|at|for|from|with|by|in|to|on|as|that|who|and)\b")
_NO_MONTH: Final = "".join(
    rf"(?<!\b{month})" for month in "Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec".split()
)
SENTENCE_END: Final = re.compile(
    r"(?=[.!?])(?:(?<![A-Z])|(?<=[A-Z][A-Z]))(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!St)(?<!Corp)(?<!Inc)(?<!Ltd)(?<!Co)(?<!Gen)"
    r"(?<!Sen)(?<!Rep)(?<!Gov)(?<!No)(?<!Jr)(?<!Sr)(?<!Prof)(?<!vs)"
    rf"{_NO_MONTH}[.!?]+\)?"
    r"(?=-?\s+[\"“'(A-Z0-9])"
)


GOING_ON: Final = tuple(
    verb for verb in f"{_PLAIN}|{_MORE}".split("|") if verb.endswith("ing") or "ing out" in verb
)
CONJUNCTION: Final = re.compile(r"\b(?:and|but|or|while|by|before|after|then)$")
_LEAD: Final = (
    r"(?:But |And |However, |Meanwhile, |(?:In|On|At|Late|Early|Earlier|Later|Last|During|After"
    r"|Speaking)\b[^,;:\"“.]{1,60}, )?"
)
#: What may stand between the beginning of a sentence and the name that it is about.
BEGINNING: Final = re.compile(
    r"\s*(?:(?:[^a-z\s]\S*|the|a|an|former|president|minister|leader|chief|spokesman|officials?"
    r"|director|manager|coach|but|and|secretary|governor|senator|executive|chairman|in|this)"
    r"(?:\s+|$))*"
)
HE_BEGINS: Final = re.compile(rf"{_LEAD}(?:[Tt]he (?:president|minister)|[Hh]e|[Ss]he)\b")
IT_BEGINS: Final = re.compile(rf"{_LEAD}(?:[Tt]he company|[Ii]t)\b")


TOLD_ONLY: Final = re.compile(
    rf"(?:told|tells)\b(?![^\"“,]{{0,70}}?{_CLAUSE_BEGINS})"
    r"(?![^\"“]{0,70}?(?:\bthat\b|[\"“:]))[^,]*(?:,|$)"
)
ADDING: Final = re.compile(r"\b(?:adding|saying|noting|warning|stressing)(?: that)?\b")

#: A question mark for a sign that was lost behind quotation marks: '"It works,"?she said'.
STRAY: Final = re.compile(r"(?<=[\"”])\?(?=\w)")

#: A quotation, and who may stand between it and the verb: '"It works," Mr Lee'.
QUOTED: Final = re.compile(rf"{BLANK}[\"”]\s+(?=\w)[^,;:\"“”{BLANK}]{{1,60}}$")

#: Where another is set against who spoke before in a sentence: ", but the union said".
TURN: Final = re.compile(
    r"(?:,\s*(?:but|while|whereas|although)|(?<=\s)(?:while|whereas))\s+(?:[\w.'’-]+\s+){1,8}$"
)

#: What tells where or why somebody speaks: "Speaking on television, Mr Lee said".
SPEAKING: Final = re.compile(
    r"(?:(?:Also|Later|But|And|When|While),? )?(?:[Ss]peaking|[Aa]sked|[Aa]ddressing|[Rr]esponding"
    r"|[Ww]riting|[Tt]alking|[Aa]ppearing|[Rr]eplying)\b"
)

#: The address of who wrote a text, behind its last quotation.
ADDRESS: Final = re.compile(r"\s*[\w.-]+@\w")

#: What leads to a sentence before its source: "In the US, according to".
LEADS_IN: Final = re.compile(r"\s*(?:[\w'’-]+\s+){0,4}[\w'’-]*")

#: What may stand before a name in an apposition: "the official, Assistant Secretary Ann Lee,".
APPOSED_TITLES: Final = re.compile(r"\s*(?:(?!The\b)[A-Z][\w.'’-]*\s+){0,5}")

#: Words that join a body to somebody else, whose head stands before: "a professor at".
OF_BODY: Final = re.compile(
    r"(?<![A-Z])\b(?P<head>[\w'’-]+)\s+(?:of|at|for|from|with)\s+(?:the\s+|a\s+|<|[A-Z][\w-]+['’]s\s+)*$"
)

#: A part of a body that has a name of its own, before the body's: "the Georgia Power unit of".
PART_OF: Final = re.compile(r"(?:unit|subsidiary|division|arm|branch|affiliate)$")

#: What stands between a person and what tells of that person.
TOLD_OF: Final = re.compile(rf"\s*(?:,|who\b|from\b|of\b|at\b|for\b)[^;\"“”{BLANK}]*")

#: Verbs before their subject, where nothing is quoted, and what their subject has not.
INVERTED: Final = re.compile(r"(?:said|says|added|adds)\b")
FINITE: Final = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|could|can|may|might|should|must|it|he|she|they"
    r"|that|there|not|to|on|in|about|with|by|after|into|his|her|their|this|these|yesterday|today"
    r"|\w+day|\w+ed)\b|[;:\"“]|,(?=\s+[a-z])|[a-z]{3}\.\s|\s-\s"
)

#: What may stand behind who speaks there: "said Ann Lee in a speech".
BEHIND_INVERTED: Final = re.compile(
    r"(?: [A-Z][\w-]+){0,2}\s*(?:<[^<>]*>\s*|\([^()]*\)\s*)?"
    r"(?:[,.]|$|(?:of|at|from|for|in|on|during|after|who|when|as) )"
)

#: A noun for a body behind its name: "the Xinhua news agency".
BEHIND_NAME: Final = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}(?:institute|institution|news agency|newspaper|daily|weekly|magazine"
    r"|company|firm|website|network|broadcaster|airline|party|think tank|channel|organi[sz]ation"
    r"|group|charity|brand|union|association|club|watchdog|monitor)"
)
#: Who speaks for another, and the last word of a phrase where it may be a name.
SPOKESMAN: Final = re.compile(r"spokes(?:man|woman|person)$")
LAST_WORD: Final = re.compile(r"\b([A-Z][\w-]+)$")

#: So many characters before a name may be a title, and what looks like one.
LONGEST_BEFORE_NAME: Final = 80
BEFORE_NAME: Final = re.compile(r"(?:[\w'’-]+ ){1,8}$")
#: What may stand between an office and its holder: "minister of Health Mr".
OF_OFFICE: Final = re.compile(
    r"(?: (?:of|for)(?: the)?(?: [A-Z][\w'’-]*| and){1,6})?(?: [A-Z][\w.'’-]*){0,2} "
)
#: What tells of somebody behind the name, up to where or of what: ", spokesman for".
OFFICE_BEHIND: Final = re.compile(
    r",\s(?:who is |the |an? )?((?:(?!of\b|for\b|at\b|in\b|from\b|with\b|to\b)[\w'’-]+ ?){1,6})"
)
#: An office, before what a model takes for a body: "chief executive Pehr Gyllenhammar".
HELD_BY: Final = re.compile(
    r"(?i:\b(?:executive|president|chairman|chairwoman|minister|spokesman|spokeswoman|treasurer"
    r"|director|secretary|manager|officer|analyst|economist|governor|attorney|lawyer|dealer"
    r"|trader|professor|coach|mr|mrs|ms|dr)\.? )$"
)
#: What speaks for the body that it is of: "the press office of".
OF_ITSELF: Final = re.compile(r"(?:office|service|board|management|committee|council|secretariat)$")
#: Who is told with these holds an office no longer, or for another.
NO_LONGER: Final = frozenset(
    ("former", "ex", "then", "late", "deputy", "vice", "acting", "assistant")
)
#: Before one of several who speak.
AMONG: Final = re.compile(r"\b(?:including|like|such as)\s+(?:[^\W\d][\w'’-]*\s+)*$")
#: Behind a person's name that only tells whose man speaks: "a Trump aide".
OF_NAME: Final = re.compile(
    r"(?:['’]s)?\s+(?!(?:of|at|from|for|who|and|in|on|as|during|after|to|with|via|there|it|he"
    r"|she|they|the|an?|his|her|this|that|when|while|before|but|because|if|last|late|earlier"
    r"|yesterday|today|inside|outside|under|over|about|against|near|since|until|through|within"
    r"|alongside|following|amid|upon|then|again|now|also|adding|citing|speaking|[a-z]+ly)\b)[a-z]"
)
#: Words that make a name tell of another: "an agency linked to".
MADE_ANOTHERS: Final = re.compile(r"\b(?:to|in|with)\s+(?:the\s+)?$")
#: "Variety reports": it says so at the end of a sentence, behind a comma.
REPORTS: Final = re.compile(r"[,”\"]\s*(?:the )?[A-Z][^,”\"]{1,40}\s$")
#: Behind "claimed", what is said without a clause.
TO_HAVE: Final = re.compile(r"\s*to (?:have|know)\b")
#: Behind "claimed", what is taken and not said.
OF_CLAIM: Final = re.compile(
    r"\s*the (?:lives|life|title|crown|gold|seat|throne|attacks?|bombings?|killings?|assaults?)\b"
    r"(?! (?:was|were|had|has|would)\b)"
)
#: What stands between the names of two who speak together.
TOGETHER_WITH: Final = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?$")
#: What tells of a source before what it says: ", a defence analyst at the centre,".
APPOSED: Final = re.compile(r",\s*(?:an?|the|who|which|head|chief|director)\s[^,]*,(?=\s*\w)")
#: Behind "asked" where somebody shall do something: nothing is said.
ASKED_TO: Final = re.compile(r"\s[^,.:\"“]{1,60}?\bto\s+[a-z]")
#: A sentence with these tells of who was told of before.
OF_LAST: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him|himself|herself)\b")
#: Behind a name, who that is: "It met Ann Lee, 80, a baker. She said".
INTRODUCED: Final = re.compile(
    r",\s+(?:\d{1,3}\b|(?!(?:and|or|but|while|as|in|on|at|after|before|to|for|with|said|says|which"
    r"|though|although|when|where|so|saying|calling|citing|according|including)\b)[a-z]+\s)"
)
#: What is said according to whom a pronoun means: "according to him".
OF_HIM: Final = re.compile(
    r"\s*(?:him|(?:his|her) (?:own )?(?:opinion|words|account|view|estimates?)|her)\b(?! \w)"
)
#: Behind a name that only tells whose something is.
OWNS: Final = re.compile(r"['’]s?\b")
#: What leads to the person that a sentence begins with: "Meanwhile, Third Side lawmaker".
TITLED: Final = re.compile(
    r"(?:[A-Z][a-z]+,\s+)?(?:(?!(?:is|was|are|were|has|had|have|will|would|could|can|may|it|he|she"
    r"|they|that|which|who|to|on|in|at|by|from|with|about|after|before|as|than|like|unlike|and|or"
    r"|(?!surnamed)\w+ed|\w+ing|\w+s)\b)[\w’'.-]+\s+){0,9}"
)
#: Between a person's name and that of who works for that person: "Lee adviser Ann Chan".
MAN_OF: Final = re.compile(
    r"(?:['’]s)?(?: [a-z-]+){0,3} (?:adviser|advisor|aide|spokesman|spokeswoman|strategist"
    r"|surrogate|lawyer|attorney|nominee|ally|biographer|secretary|manager|minister|wife|son"
    r"|daughter|brother|widow|coach|successor|critic|supporter) "
)
#: Who says what was asked or cried between marks: '"Why?" Mr Lee asked'.
SAYS_SO: Final = re.compile(
    rf"\s+(?:(?!(?:{_PLAIN}|{_MORE})\b)[\w.'’-]+\s+){{1,5}}(?:{_PLAIN}|{_MORE})\b"
    r"\s*(?:[.,]|(?:in|on|at|during|after|before|to|when|last|him|her|them|reporters|\w+day)\b)"
)
#: Behind "tells" where nothing is said: "tells the story of".
OF_STORY: Final = re.compile(
    r"\s+(?:the|a|an|his|her|its|their)(?: [\w-]+)? (?:story|stories|tale|tales)\b"
)
#: A sentence that begins with somebody whose name was not found: "Ann dedicated her album".
UNFOUND: Final = re.compile(
    r"(?:(?:But|And|Then|Later|Meanwhile),? )?"
    r"(?!(?:He|She|It|They|We|You|I|This|That|Police|Who|Many|Some|Most)\b)"
    r"(?P<name>[A-Z][a-z]\w*)(?<!s)(?: [A-Z]\w+)?"
    r" (?:[a-z]+ly )?(?:[a-z]+ed|won|took|gave|made|lost|has|had|was) (?:[a-z]+ )?(?:his|her)\b"
)
#: Words that may be the beginning of a name that stood before: "Puget Sound".
CAPITALS: Final = re.compile(r"\b[A-Z][\w-]+(?: (?:(?:and|of) )?[A-Z][\w-]+){0,4}$")
#: Those with which a phrase begins: "said McConnell inside".
CAPITALS_FIRST: Final = re.compile(r"\s(?!The\b)([A-Z][\w-]+(?: [A-Z][\w-]+){0,3})(?=[\s,.]|$)")
#: Behind these stands who is told.
TELLS: Final = re.compile(r"(?:told|tells)\b")
#: Initials that may be those of a name that stood before.
INITIALS: Final = re.compile(r"\b(?:[A-Z]{3,6}|[A-Z](?: and |&)[A-Z])$")
#: What firms alone are called.
FIRMS: Final = frozenset("company firm retailer maker carrier airline brewer concern".split())
