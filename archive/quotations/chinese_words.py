"""Words and signs by which Chinese tells who says what, in both scripts."""

from __future__ import annotations

import re
from typing import Final

_LONG: Final = (
    "表示|指出|強調|强调|透露|補充|补充|坦言|直言|解釋|解释|認為|认为|相信|批評|批评|質疑|质疑|呼籲|呼吁"
    "|建議|建议|提到|提及|憶述|忆述|形容|重申|承認|承认|否認|否认|直斥|斥責|斥责|促請|促请|警告|宣稱|宣称"
    "|聲稱|声称|笑言|反駁|反驳|列舉|列举|證實|证实|確認|确认|分析|續言|续言|追問|追问|反問|反问|感到"
    "|期望|預計|预计|預料|预料|估計|估计|聲言|声言|讚揚|赞扬|[說说]明(?![年天日早晚白確确])|告訴|告诉|介紹|介绍|提醒|指稱|指称"
    "|指責|指责|謂|明言|重提|回憶|回忆|說出|说出|表明|希望"
)
_SHORT: Final = (
    "(?<![戒手食拇中恒科期股標标被所泛特暗若])指(?![的數数示定揮挥控引南甲令紋纹導导點点環环派使標标針针])"
    "|(?<![名簡简俗號号堪自職职統统對对人可被所])(?:稱|称)(?![的為为呼號号職职謂谓霸得病帝])"
    "|(?<![小傳传學学據据演解遊游來来聽听邪假虛虚所可好再話话被再])(?<!不能)(?:說|说)(?![謊谎得]|起(?![碼码])|明(?![年天日早晚白確确]))(?![了的嘅法服話话辭辞唱書书客教])"
    "|曰"
)
#: What a verb of saying begins with, of which a text has little: looked for first, for speed.
_FIRST: Final = "".join(
    sorted({word.lstrip("[")[0] for word in _LONG.split("|")} | set("指稱称說说曰報报：:"))
)
#: Those that say so by themselves: a colon does with quotation marks, a paper with one word more.
VERB_BEGINNINGS: Final = "".join(sign for sign in _FIRST if sign not in "報报：:")
#: A verb of saying with what makes another word or no statement of it.
VERB: Final = re.compile(
    rf"(?=[{_FIRST}])(?:(?P<long>(?<![不未沒没無无拒所被可將将會会能了])(?!(?<=[作做的步況况項项])(?:分析|介紹|介绍|建議|建议|說明|说明|批評|批评|質疑|质疑))(?!(?<=回應|回应|回覆|回复|作出|遭到|受到|面對|面对|接受|提出|不滿|不满)(?:批評|批评|質疑|质疑|指責|指责|呼籲|呼吁|警告|追問|追问|提醒))(?<!可以|應該|应该|能夠|能够|沒有|没有|需要|必須|必须|具體|具体)(?:{_LONG})(?![了過过的書书者員员師师])(?!(?<=回憶|回忆)[錄录])(?!(?<=說明|说明|介紹|介绍|分析|批評|批评)[會会])(?!深切|衷心|誠摯|诚挚|熱烈|热烈|強烈|强烈|由衷|高度|崇高)(?!(?:不滿|不满|歡迎|欢迎|祝賀|祝贺|慰問|慰问|哀悼|敬意|遺憾|遗憾|關注|关注|可行|理解|支持)[，,。]))|(?P<short>{_SHORT})"
    r"|(?P<paper>(?:報道|报道|報導|报导)(?=[，,]))"
    r"|(?P<colon>[：:](?=\s*[「“『\"])))"
)
#: Verbs that say something where somebody is named or meant for them only.
WEAK: Final = frozenset(
    "希望 相信 批評 批评 質疑 质疑 呼籲 呼吁 建議 建议 形容 期望 預計 预计 預料 预料 估計 估计 感到"
    " 分析 提醒 說明 说明 介紹 介绍 指責 指责 促請 促请 承認 承认 否認 否认 確認 确认 認為 认为"
    " 警告 列舉 列举 告訴 告诉 讚揚 赞扬 謂 反問 反问 強調 强调 提到 提及 透露".split()
)

#: What stands between a speaker and the verb and names nobody: when, where and how it is said.
HOW: Final = re.compile(
    r"(?:[又亦也還还則则就再續续更並并而都便就曾只僅仅直先後后已仍卻却均同]|多次|一再|反覆|反复|同時|同时|隨後|随后|其後|其后"
    r"|另外|最後|最后|首先|繼續|继续|早前|日前|較早時|较早时|較早前|之後|之后|昨天|昨日|昨晚|今早|今日|今天"
    r"|今午|今晚|當天|当天|當日|当日|當時|当时|周[一二三四五六日]|星期[一二三四五六日]|\d+日|\d+月|\d+年|今年|去年|近日|當地時間|当地时间|晚上"
    r"|下午|上午|方面|聲明|声明|書面|书面|公開|公开|發表|发表|發文|发文|撰文|貼文|贴文|出帖|發帖|回應|回应"
    r"|回覆|回复|進一步|进一步|笑|指|表示|說|说|稱|称|上|中|時|时|後|后|文"
    r"|(?:在|於|于|接受|出席|就|對|对|向|透過|通过|會見|会见)[^，,；。]{1,30}?(?=[上中時时後后表說说指稱称強强認认，]|$)"
    r"|（[^（）]{1,20}）|\([^()]{1,20}\)|[\s，,])*"
)
FOR_BODY: Final = re.compile(
    rf"[》〉]?\s?(?:的?(?:報告|报告|聲明|声明|公告|通告|新聞稿|新闻稿|社評|社评|社論|社论|文章))?(?:發言人|发言人|方面|官方|當局|当局)?{HOW.pattern}"
)
CONNECTIVE: Final = re.compile(
    r"[，,\s、]*(?:但|而|不過|不过|惟|另外|此外|最後|最后|同時|同时|因此|所以|然而|至於|其中|首先|對此|对此)*[，,\s]*"
)
#: What somebody has who is meant by a pronoun, and who speaks: 他的父親, 其律師.
OF_PRONOUN: Final = re.compile(
    r"的|[父母妻兒儿女夫爸媽妈哥弟姊姐妹]|丈夫|太太|家[人屬属]|律師|律师|代表|發言人|发言人|助理|辦公室|办公室|同事|朋友|公司|團隊|团队"
)
#: Somebody who is not named, in what is spoken of: 對於有議員表示.
OF_SOMEBODY: Final = re.compile(
    r"(?:對於?|对于?|就|針對|针对|至於|至于|關於|关于)[^，,]*(?:有|一[名位]|多[名位])"
)
#: How a clause begins that tells of what is spoken.
OF_MATTER: Final = re.compile(r"對於|对于|就|針對|针对|至於|至于|關於|关于|被問|被问")
#: What makes the paper named behind it a source.
ACCORDING: Final = re.compile(r"[據据按]")
#: What is written or asked before what is quoted.
WRITES: Final = re.compile(
    rf"{HOW.pattern}(?:[寫写問问答喊嘆叹][道說说]?|道|話|话|講|讲|{_LONG})?[^，,]{{0,2}}"
)
PRONOUN: Final = re.compile(r"(?:[他她佢]|對方|对方|被告|其)(?![們们哋他她中實实餘余後后間间次])")
#: Nouns for a body that was named, and for somebody who is not.
BODY_NOUN: Final = re.compile(
    r"(?:局方|署方|校方|院方|會方|会方|處方|处方|部方|港方|公司|該會|该会|該局|该局|該署|该署|該行|该行"
    r"|集團|集团|機構|机构|聯會|联会|協會|协会|工會|工会|發言人|发言人|聲明|声明|內文|内文|文章|社評|社评)$"
)
#: What may stand before such a noun where it means a body that was named.
BEFORE_NOUN: Final = re.compile(
    rf"{HOW.pattern}(?:[該该]|有關|有关|[這这][份篇個个間间家]?|局方|署方|校方|院方|公司|集團|集团|協會|协会|工會|工会|機構|机构)*的?"
)
#: Nouns for what a body has written, which are of who speaks where they follow it.
WRITTEN: Final = ("內文", "内文", "文章", "社評", "社评")
#: What kind of body such a noun tells, and letters of which the name of one has some.
KIND_OF_BODY: Final = re.compile("[局署校院處处]")
IN_NAMES: Final = {
    "報": "報报社網网",
    "局": "局",
    "署": "署",
    "校": "校學学大院中",
    "院": "院",
    "處": "處",
    "处": "处",
}
SOMEBODY: Final = re.compile(
    r"(?:官員|官员|人士|分析師|分析师|專家|专家|學者|学者|消息|居民|市民|媒體|媒体|報道|报道|報導|报导|家長|家长"
    r"|團體|团体|律師|律师|代表|警方|軍方|军方|政府|當局|当局|民眾|民众|網民|网民|議員|议员|成員|成员|人員|人员"
    r"|記者|记者|文章|社評|社评|通告|報告|报告|訊息|讯息|他們|他们|她們|她们|我|你|大家|會議|会议|發言人|发言人"
    r"|負責人|负责人|控方|辯方|辩方|節目|节目|指引|》|數據|数据|業界|业界|外界|輿論|舆论|者)$"
)
#: Offices behind surnames that are not found as names: 梁醫生認為.
SURNAME_OFFICE: Final = re.compile(
    r"(?:醫生|医生|教授|經理|经理|主任|總監|总监|秘書|秘书|大使|老師|老师|法官|裁判官"
    r"|院長|院长|警員|警员|職員|职员)$"
)
#: Offices that stand for who holds them.
OFFICE: Final = re.compile(
    r"(?:今[年天日]|\d+[年月日]|，|[的該该]|近日|日前)*(?P<office>總書記|总书记|主席|總統|总统|總理|总理|首相|特首|部長|部长"
    r"|局長|局长|司長|司长|署長|署长|處長|处长|校長|校长|院長|院长|會長|会长|市長|市长|省長|省长|大使)"
)
#: What makes an object of a name, or the doer of what is done to somebody.
ASKED: Final = re.compile(r"[問问]$")
#: Who is named behind it is told of by the one who speaks.
CITES: Final = re.compile(r"(?:引述|引用|援引|轉述|转述)|^(?:[他她佢][又亦也]?)(?:同意|認同|认同)")
#: The name of somebody who is asked or cited ends within so many characters.
LONGEST_SUBJECT: Final = 30
#: How a sentence begins that tells of somebody new who is not named.
NEWCOMER: Final = re.compile(
    r"(?:另有?|其中|有)?(?:一|兩|两|多|\d+)[名位]|有(?:市民|居民|網民|网民|專家|专家|學者|学者|村民|家長|家长|議員|议员|學生|学生)"
)
PASSIVE: Final = re.compile(r"[遭被獲获]|^(?:首先|其次)?是|[問问讓让令請请]$")
BEFORE_OBJECT: Final = re.compile(
    r"(?:[對对向與与和同跟被把將将為为於于給给及就由以]|包括|根據|根据|有關|有关|支持|針對|针对|回應|回应|談到|谈到|談及|谈及|問及|问及|評論|评论|會見|会见|接見|接见|譴責|谴责|回覆|回复|告訴|告诉|去信|致函|因應|因应|在|公布|宣布|批准|要求|邀請|邀请|拘捕|逮捕|起訴|起诉|拒絕|拒绝|委任|任命|指控|採訪|采访|訪問|访问|質疑|质疑)$"
)
SENTENCE_END: Final = re.compile(r"[。！？!?；;](?:[」』”）)]*)|\n")
CLAUSE_END: Final = re.compile(r"[，,：:、]")
AFTER_VERB: Final = re.compile(r"[\s，,：:]*")


#: What is likelier one word with a verb of one character.
ONE_WORD: Final = (
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
#: Verbs that tell what somebody wishes or feels more often than what is said.
WISHES: Final = frozenset("希望 期望 相信 感到 預計 预计 預料 预料 估計 估计".split())
#: Clauses that say of what is spoken, or when.
ADVERBIAL: Final = re.compile(
    r"[對对在就至如若當当面針针被隨随]|關於|关于|談到|谈到|談及|谈及|此前|至於|至于"
)
#: How a phrase ends that says when or where somebody speaks.
WHEN: Final = re.compile(
    r"(?:[後后時时上中裡里裏內内]|表|聲明|声明|講話|讲话|發言|发言|訪問|访问|文)[又亦也並并則则還还再就曾]*$"
)
#: A blank between words stands in headlines for the end of a clause.
HEADLINE: Final = re.compile(r"[^\W\da-zA-Z]\s+[^\W\da-zA-Z]")
#: How somebody is told of for the first time who has no name: 有公司, 一名學者.
INDEFINITE: Final = ("有", "一名", "一位", "某", "多名", "不少", "部分", "其他")
#: A noun for a body is no longer than this.
SHORT_NOUN: Final = 8
