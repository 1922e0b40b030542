"""Statements in Chinese: who says what in a paragraph, by its verbs of saying.

Tables are in both scripts, as texts are not folded here: places are those of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from archive.model.entity import Kind, Mention
from archive.model.statement import Speaker
from archive.quotations.marks import BLANK, Quoted, blanked, quoted
from archive.quotations.named import Named, Talk
from archive.quotations.spans import SaidSpan

_LONG: Final = (
    "表示|指出|強調|强调|透露|補充|补充|坦言|直言|解釋|解释|認為|认为|相信|批評|批评|質疑|质疑|呼籲|呼吁"
    "|建議|建议|提到|提及|憶述|忆述|形容|重申|承認|承认|否認|否认|直斥|斥責|斥责|促請|促请|警告|宣稱|宣称"
    "|聲稱|声称|笑言|反駁|反驳|列舉|列举|證實|证实|確認|确认|分析|續言|续言|追問|追问|反問|反问|感到"
    "|期望|預計|预计|預料|预料|估計|估计|聲言|声言|讚揚|赞扬|說明|说明|告訴|告诉|介紹|介绍|提醒|指稱|指称"
    "|指責|指责|謂|明言|重提|回憶|回忆|說出|说出|表明|希望"
)
_SHORT: Final = (
    "指(?![的數数示定揮挥控引南甲令紋纹導导點点環环派使標标針针])(?<![戒手食拇中恒科期股標标被所泛特暗若])"
    "|(?:稱|称)(?![的為为呼號号職职謂谓霸得病帝])(?<![名簡简俗號号堪自職职統统對对人可被所])"
    "|(?:說|说)(?![了的嘅法服話话辭辞唱書书客教])(?<![小傳传學学據据演解遊游來来聽听邪假虛虚所可好再話话被再])"
    "|曰"
)
#: A verb of saying with what makes another word or no statement of it.
_VERB: Final = re.compile(
    rf"(?P<long>(?<![不未沒没無无拒所被可將将會会])(?:{_LONG})(?![了過过會会的書书])(?!(?:不滿|不满|歡迎|欢迎|祝賀|祝贺|慰問|慰问|哀悼|敬意|遺憾|遗憾|關注|关注|可行|理解|支持)[，,。]))|(?P<short>{_SHORT})"
    r"|(?P<colon>[：:](?=\s*[「“『\"]))"
)
#: Verbs that say something where somebody is named or meant for them only.
_WEAK: Final = frozenset(
    "希望 相信 批評 批评 質疑 质疑 呼籲 呼吁 建議 建议 形容 期望 預計 预计 預料 预料 估計 估计 感到 分析 提醒"
    " 說明 说明 介紹 介绍 指責 指责 促請 促请 承認 承认 否認 否认 確認 确认 認為 认为 警告 列舉 列举 告訴 告诉"
    " 讚揚 赞扬 謂 反問 反问 強調 强调 提到 提及 透露".split()
)

#: What stands between a speaker and the verb and names nobody: when, where and how it is said.
_HOW: Final = re.compile(
    r"(?:[又亦也還还則则就再續续更並并而都便就曾只僅仅直先後后已仍卻却均同]|同時|同时|隨後|随后|其後|其后"
    r"|另外|最後|最后|首先|繼續|继续|早前|日前|較早時|较早时|較早前|之後|之后|昨天|昨日|昨晚|今早|今日|今天"
    r"|今午|今晚|當天|当天|當日|当日|當時|当时|周[一二三四五六日]|星期[一二三四五六日]|\d+日|\d+月|\d+年|今年|去年|近日|當地時間|当地时间|晚上"
    r"|下午|上午|方面|聲明|声明|書面|书面|公開|公开|發表|发表|發文|发文|撰文|貼文|贴文|出帖|發帖|回應|回应"
    r"|回覆|回复|進一步|进一步|笑|指|表示|說|说|稱|称|上|中|時|时|後|后|文"
    r"|(?:在|於|于|接受|出席|就|對|对|向|透過|通过|會見|会见)[^，,；。]{1,30}?(?=[上中時时後后表說说指稱称強强認认，]|$)"
    r"|（[^（）]{1,20}）|\([^()]{1,20}\)|[\s，,])*"
)
_FOR_BODY: Final = re.compile(
    rf"[》〉]?\s?(?:的?(?:報告|报告|聲明|声明|公告|通告|新聞稿|新闻稿|社評|社评|社論|社论|文章))?(?:發言人|发言人|方面|官方|當局|当局)?{_HOW.pattern}"
)
_LEAD: Final = re.compile(
    r"[，,\s、]*(?:但|而|不過|不过|惟|另外|此外|最後|最后|同時|同时|因此|所以|然而|至於|其中|首先|對此|对此)*[，,\s]*"
)
_PRONOUN: Final = re.compile(r"(?:[他她佢]|對方|对方|被告|其)(?![們们哋他她中實实餘余])")
#: Nouns for a body that was named, and for somebody who is not.
_BODY_NOUN: Final = re.compile(
    r"(?:局方|署方|校方|院方|會方|会方|處方|处方|部方|港方|公司|該會|该会|該局|该局|該署|该署|該行|该行"
    r"|集團|集团|機構|机构|聯會|联会|協會|协会|工會|工会|發言人|发言人|聲明|声明|內文|内文|文章|社評|社评)$"
)
_NOBODY: Final = re.compile(
    r"(?:官員|官员|人士|分析師|分析师|專家|专家|學者|学者|消息|居民|市民|媒體|媒体|報道|报道|報導|报导|家長|家长"
    r"|團體|团体|律師|律师|代表|警方|軍方|军方|政府|當局|当局|民眾|民众|網民|网民|議員|议员|成員|成员|人員|人员"
    r"|記者|记者|文章|社評|社评|通告|報告|报告|訊息|讯息|他們|他们|她們|她们|我|你|大家|會議|会议|發言人|发言人"
    r"|負責人|负责人|控方|辯方|辩方|節目|节目|指引|》|數據|数据|業界|业界|外界|輿論|舆论|者)$"
)
#: Offices that stand for who holds them.
_OFFICE: Final = re.compile(
    r"(?:今[年天日]|\d+[年月日]|，|[的該该]|近日|日前)*(?:總書記|总书记|主席|總統|总统|總理|总理|首相|特首|部長|部长"
    r"|局長|局长|司長|司长|署長|署长|處長|处长|校長|校长|院長|院长|會長|会长|市長|市长|省長|省长|大使)"
)
#: What makes an object of a name, or the doer of what is done to somebody.
_PASSIVE: Final = re.compile(r"[遭被獲获]|^(?:首先|其次)?是|[問问讓让令請请]$")
_BEFORE_OBJECT: Final = re.compile(
    r"(?:[對对向與与和同跟被把將将為为於于給给及就由以]|包括|根據|根据|有關|有关|支持|針對|针对)$"
)
_SENTENCE_END: Final = re.compile(r"[。！？!?；;](?:[」』”）)]*)|\n")
_CLAUSE_END: Final = re.compile(r"[，,：:、]")
_BEHIND: Final = re.compile(r"[\s，,：:]*")


#: What is likelier one word with a verb of one character.
_ONE_WORD: Final = (
    "有",
    "是",
    "不",
    "沒",
    "没",
    "以",
    "可",
    "能",
    "要",
    "會",
    "会",
    "想",
    "讓",
    "让",
)
#: Clauses that say of what is spoken, or when.
_ADVERBIAL: Final = re.compile(
    r"[對对在就至如若當当面針针被隨随]|關於|关于|談到|谈到|談及|谈及|此前|至於|至于"
)
#: How a phrase ends that says when or where somebody speaks.
_WHEN: Final = re.compile(
    r"(?:[後后時时上中裡里裏內内]|表|聲明|声明|講話|讲话|發言|发言|訪問|访问|文)[又亦也並并則则還还再就曾]*$"
)
#: A noun for a body is no longer than this.
_SHORT_NOUN: Final = 8


class _Found(NamedTuple):
    """Who speaks, and where the words begin that say so; `new` where somebody is named for it."""

    speaker: Speaker | None
    start: int
    new: bool = True


def chinese_statements(
    text: str, first: int, last: int, named: Named, talk: Talk
) -> Iterator[SaidSpan]:
    """The statements of a paragraph, in order; `talk` is told who spoke."""
    stretches = list(quoted(text, first, last))
    plain = blanked(text, first, last, stretches)
    reader = _Paragraph(first, plain, stretches, named, talk)
    at = first
    ends = [first + match.end() for match in _SENTENCE_END.finditer(plain)]
    ends += [
        one.end
        for one in stretches
        if text[one.end - 2 : one.end - 1] in tuple("。！？!?")
        and one.end < last
        and text[one.end] not in "，,、；。的"
    ]
    for end in sorted({*ends, last}):
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
        if start < end:
            yield from reader.sentence(start, end)
        at = end


class _Paragraph:
    """Reads the sentences of a paragraph."""

    def __init__(
        self, first: int, plain: str, stretches: list[Quoted], named: Named, talk: Talk
    ) -> None:
        self._first, self._plain, self._quotes = first, plain, stretches
        self._named, self._talk = named, talk

    def _cut(self, start: int, end: int) -> str:
        return self._plain[start - self._first : end - self._first]

    def sentence(self, start: int, end: int) -> Iterator[SaidSpan]:
        """The statements of a sentence."""
        plain = self._cut(start, end)
        open_one: SaidSpan | None = None
        behind_last = start
        found: _Found | None = None
        for match in _VERB.finditer(plain):
            verb = start + match.start()
            if self._is_named(verb, start + match.end()):
                continue
            if open_one is not None and not _CLAUSE_END.search(self._cut(behind_last, verb)):
                continue  # it is part of what is said
            who = self._who(verb, start, found, match)
            if who is None or (found is not None and not who.new):
                continue
            if found is not None and open_one is not None and who.speaker == open_one.speaker:
                found = who
                continue
            if open_one is not None:
                yield open_one._replace(end=max(who.start, open_one.start + 1))
            found = who
            behind_last = start + match.end()
            behind = _BEHIND.match(plain, match.end())
            at = start + (behind.end() if behind else match.end())
            self._talk.heard(who.speaker)
            open_one = SaidSpan(at, end, who.speaker) if at < end else None
            if open_one is None or not re.search(r"[\w\x00]", self._cut(at, end)):
                yield from self._before(start, who.start, who.speaker)
                open_one = None
        if open_one is not None:
            yield open_one
        if found is None:
            yield from self._alone(start, end)

    def _is_named(self, first: int, last: int) -> bool:
        """Whether what looks like a verb stands in a name."""
        return any(
            one.start <= first and last <= one.end
            for one in self._named.between(first - 20, last + 20)
        )

    def _before(self, start: int, stop: int, speaker: Speaker | None) -> Iterator[SaidSpan]:
        """What stands before the speaker and the verb that end a sentence."""
        if re.search(rf"[\w{BLANK}]", self._cut(start, stop)):
            yield SaidSpan(start, stop, speaker)

    def _who(
        self, verb: int, start: int, found: _Found | None, match: re.Match[str]
    ) -> _Found | None:
        """Who says what a verb says; None where it says nothing."""
        clause = start
        for end in _CLAUSE_END.finditer(self._cut(start, verb)):
            if end[0] != "、":
                clause = start + end.end()
        lead = _LEAD.match(self._cut(clause, verb))
        subject = clause + (lead.end() if lead else 0)
        own = self._cut(subject, verb)
        weak = match["long"] in _WEAK
        if match["colon"] and found is not None:
            return None
        if who := self._person(subject, verb):
            return who
        if pronoun := _PRONOUN.match(own):
            return _Found(self._he(start, subject), subject + pronoun.start())
        if who := self._surname(own, subject) or self._body(subject, verb):
            return who
        if (noun := _BODY_NOUN.search(own)) and len(own) <= _SHORT_NOUN:
            last = self._named.last(Kind.ORGANISATION, subject)
            return _Found(self._talk.body or last, subject + noun.start())
        if (office := _OFFICE.match(own)) and _HOW.fullmatch(own, office.end()):
            return _Found(self._talk.lately(), subject)
        if _HOW.fullmatch(own) or match["colon"]:
            return self._carried(start, subject, found)
        return None if weak or own.endswith(_ONE_WORD) else _Found(None, subject)

    def _he(self, start: int, stop: int) -> Speaker | None:
        """Whom a pronoun means: with whom its sentence begins, else who spoke lately."""
        for one in self._named.between(start, stop):
            if one.kind is Kind.PERSON:
                if _PASSIVE.search(self._cut(start, one.start)):
                    break
                return self._named.speaker(one)
        return self._talk.lately()

    def _carried(self, start: int, stop: int, found: _Found | None) -> _Found | None:
        """Who goes on speaking where a clause begins with a verb."""
        if found is not None:
            return found._replace(new=False)
        clause = start
        bounds = [start, *(start + m.end() for m in re.finditer("[，,]", self._cut(start, stop)))]
        for clause in bounds:
            lead = _LEAD.match(self._cut(clause, stop))
            at = clause + (lead.end() if lead else 0)
            next_end = min((one for one in bounds if one > clause), default=stop)
            if who := self._person(at, next_end):
                return who
            if _PRONOUN.match(self._cut(at, next_end)):
                return _Found(self._talk.lately(), at)
            for one in self._named.between(at, next_end):
                if one.start == at:
                    return _Found(self._named.speaker(one), at)
                break
            if re.search(r"[\w\x00]", _HOW.sub("", self._cut(at, next_end), count=1)):
                if _ADVERBIAL.match(self._cut(at, next_end)):
                    continue
                return _Found(None, stop) if clause == start and stop > start + 1 else None
        if self._talk.going_on():
            return _Found(self._talk.topic, stop)
        return None

    def _person(self, start: int, verb: int) -> _Found | None:
        """The person who is the subject of a clause."""
        for one in self._named.between(start, verb):
            if one.kind is not Kind.PERSON:
                continue
            before, gap = self._cut(start, one.start), self._cut(one.end, verb)
            if gap.startswith(("的", "之")) or "被" in gap:
                return None
            if _BEFORE_OBJECT.search(before) or _PASSIVE.search(before):
                continue
            if "的" in gap and not _WHEN.search(gap):
                continue  # it stands in what describes another
            behind = gap.rstrip("又亦也則则還还再均都就曾")
            if behind and _NOBODY.search(behind):
                return _Found(None, start)
            return _Found(self._named.speaker(one), start)
        return None

    def _surname(self, own: str, start: int) -> _Found | None:
        """A person who is told by the surname: 陳續指, 張說."""
        if not own or not _HOW.fullmatch(own[1:].lstrip("官太")) or len(own) > 6:
            return None
        who = self._named.called(own[0], start)
        return _Found(who, start) if who else None

    def _body(self, start: int, verb: int) -> _Found | None:
        """The organisation that is the subject of a clause, or whose spokesman is."""
        for one in reversed(list(self._named.between(start, verb))):
            if one.kind is Kind.PERSON:
                return None
            if _BEFORE_OBJECT.search(self._cut(start, one.start)):
                continue
            if _FOR_BODY.fullmatch(self._cut(one.end, verb)):
                return _Found(self._named.speaker(one), start)
        return None

    def _alone(self, start: int, end: int) -> Iterator[SaidSpan]:
        """A quotation with nothing beside it: who spoke last goes on."""
        quotes = [one for one in self._quotes if start <= one.start < end]
        if not quotes or re.search(r"\w", self._cut(start, end)):
            self._talk.began(self._begins(start, end))
        elif self._talk.going_on():
            self._talk.heard(self._talk.speaker)
            yield SaidSpan(start, end, self._talk.speaker)

    def _begins(self, start: int, end: int) -> Speaker | None:
        """Who a sentence begins with."""
        clause = _CLAUSE_END.search(self._cut(start, end))
        stop = start + clause.start() if clause else end
        who = self._person(start, stop)
        return who.speaker if who else None
