"""Lines of web pages that are no text of their article, by kind.

Every pattern stands for a whole line. They are for pages (HTML, and pages copied as text) only: a
text that a newsroom sends in a format of its own is stored whole.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Furniture(StrEnum):
    """What a line of furniture is for."""

    ADVERT = "advert"
    SHARE = "share"
    RELATED = "related"
    LINK = "link"
    FOOTER = "footer"
    CAPTION = "caption"
    COUNTER = "counter"
    LENGTH = "length"
    NEWSLETTER = "newsletter"
    COMMENTS = "comments"
    PATH = "path"
    TOOLS = "tools"
    TAGS = "tags"
    DISCLAIMER = "disclaimer"
    EDITOR = "editor"
    PLAYER = "player"
    ACCOUNT = "account"


#: From a line of these kinds on nothing of a page is its article's.
ENDING_KINDS: Final = frozenset({Furniture.RELATED, Furniture.FOOTER, Furniture.COMMENTS})

_NETWORK: Final = (
    r"(?:facebook|fb|twitter|x|whats\s?app|we\s?chat|telegram|signal|line|linked\s?in|pinterest|"
    r"reddit|tumblr|instagram|threads|bluesky|mastodon|messenger|flipboard|pocket|weibo|qq空间|"
    r"qq好友|"
    r"qzone|qq|youtube|tiktok|rss|微信|微博|新浪微博|臉書|脸书|朋友圈|微信好友|空間|空间|"
    r"e-?mail(?: this)?|mail|電郵|电邮|copy(?: article)? link|link copied|link|複製連結|复制链接|"
    r"複製網址|share(?: this)?(?: article| story| page| item)?(?: via| on| with| to)?(?: this)?|"
    r"shares?|tweet|pin|post|send|save|more|分享(?:到|至|給|给)?(?:好友|朋友)?|分享本文|轉發|转发|"
    r"轉貼|讚好|讚|赞|收藏|bookmark|print(?: this)?|列印|打印|儲存|social sharing|"
    r"click to share on|opens in new window|\(opens in new window\)|\d++)"
)

#: Words that are buttons among others, and alone may be anything.
_NO_BUTTON_ALONE: Final = (
    r"(?!(?:[\d\s]+|x|line|link|signal|threads|mail|more|pin|post|save|send)\Z)"
)

_ADVERT: Final = (
    r"(?:- ?|— ?|\[|【|（|\()?(?:advertisements?(?: \d+)?|ads? by \w+|ad|sponsored(?: content|"
    r" links?)?|"
    r"(?:article|story) continues (?:below|after)(?: (?:this )?ad(?:vertisement)?)?|"
    r"scroll (?:down )?(?:to|for) continue(?: with)?(?: content| reading)?|"
    r"(?:continue )?reading below|advertisement [-·|] scroll to continue|skip advertisement|"
    r"this advertisement has not loaded yet.{0,60}|powered by|paid content|promoted(?: content)?|"
    r"廣告|广告|贊助內容|赞助内容|推廣|推广|特約|廣告\s*[-－]\s*請繼續往下閱讀.{0,10}|"
    r"請繼續往下閱讀.{0,6}|以下內容為廣告|文章內容未完.{0,12})"
    r"(?: ?-| ?—|\]|】|）|\))?"
)

_RELATED: Final = (
    r"[▍■◆●▎|｜#【〖\[（(]?\s*(?:"
    r"related|related (?:articles?|stor(?:y|ies)|news|links?|content|posts?|topics?|reading|"
    r"coverage)|"
    r"you (?:may|might|could) (?:also )?(?:like|be interested in|have missed)|"
    r"more (?:from|on|in|about) (?!than\b)[^.!?。]{1,40}|more (?:stories|news|headlines)|"
    r"most (?:read|popular|viewed|shared)(?: (?:in|from) [^.]{1,30})?|"
    r"recommended(?: (?:for you|stories|reading|articles|from editorial))?|up next|"
    r"(?:read|see|what to read) next|trending(?: now)?|latest (?:news|stories|headlines)|"
    r"top stories|editor'?s'?’?s? (?:picks?|choice)|don['’]t miss|popular(?: now| stories| posts)?|"
    r"from around the (?:site|web)|read more(?: (?:stories|news|about this|on this story))?|"
    r"相關(?:文章|新聞|報道|報導|閱讀|連結|影片|主題|內容|推薦)|相关(?:文章|新闻|报道|阅读|链接|"
    r"视频|推荐)|"
    r"延伸閱讀|延伸阅读|延伸報道|更多(?:相[關关])?(?:新聞|新闻|相關新聞|相关新闻|報道|报道|文章|內容|内容|"
    r"精彩|推薦|推荐)|"
    r"推薦(?:閱讀|文章|新聞)|推荐(?:阅读|文章|新闻)|[為为]您推[薦荐].{0,12}|猜你喜歡|猜你喜欢|"
    r"你可能(?:也|还|還)?(?:喜歡|喜欢|感興趣|感兴趣|有興趣)(?:的(?:文章|新聞))?|"
    r"熱門(?:文章|新聞|話題|搜尋|報道)|热门(?:文章|新闻|推荐|话题)|最新(?:文章|新聞|新闻|消息|"
    r"報道|报道)|"
    r"最多人(?:看|瀏覽|閱讀|閱)(?:文章|新聞)?|人氣文章|焦點新聞|編輯推薦|编辑推荐|今日(?:焦點|"
    r"热点|熱點)|"
    r"同場加映|其他人(?:也|亦)?(?:在看|睇緊|看了)|下一篇|上一篇|下一則|下一则|上一則|上一则|熱讀|热读|阅读下一篇|閱讀下一篇|"
    r"看更多|睇更多|大家都在看"
    r")\s*[】〗\]）)]?\s*[:：﹕>»…]*"
)

_LINK: Final = (
    r"(?:[▶►▸→>»•–-]\s*)?(?:read more|read also|read|also read|see also|you can also (?:check|"
    r"read)|watch(?: now)?|listen|more|more on this|"
    r"don['’]t miss|must read|recommended|related|延伸閱讀|延伸阅读|相關(?:新聞|文章|報道|報導)|"
    r"相关(?:新闻|文章|报道)|"
    r"同場加映|另見|另见|詳見|點擊看|更多|睇多啲|看更多|推薦閱讀)\s*[:：|｜﹕]\s*[^\n]{4,200}"
)

_FOOTER: Final = (
    r"本(?:網站|网站|網|网)(?:所)?(?:刊载|刊載|登載|登载|轉載|转载)[^\n]{0,200}|"
    r"更多[^\n。]{0,20}(?:请进入|請進入|請瀏覽|请浏览|請關注|请关注)[^\n。]{0,60}|"
    r"(?:©|\(c\)\s|（c）|&copy;)[^\n]{0,400}|"
    # A sentence may begin with the word; a notice has a year, a sign, or few words and no end.
    r"copyright\b(?=[^\n]{0,80}(?:©|\(c\)|\b(?:19|20)\d\d\b|reserved|[:：])|"
    r"(?: [^\s.]+){0,5}(?:\n|\Z))"
    r"[^\n]{0,400}|"
    r"(?:[^\n.]{0,60}\s)?all rights? reserved\s?(?:[.。|,©®–-][^\n]{0,200})?|"
    r"[^\n。]{0,40}(?:版權所有|版权所有|著作權所有|不得轉載|不得转载|請勿轉載|请勿转载|翻印必究|"
    r"版權屬)[^\n]{0,120}|"
    r"(?:terms (?:of (?:use|service)|& conditions|and conditions)|privacy policy|cookie policy|"
    r"about us|contact us|關於我們|关于我们|聯絡我們|联系我们|私隱(?:政策|聲明)|隱私(?:政策|"
    r"權政策)|"
    r"隐私政策|服務條款|服务条款|使用條款|免責條款|網站地圖|网站地图|site ?map|careers|"
    r"advertise(?: with us)?|"
    r"廣告查詢|廣告刊登|help|faq)"
    r"(?:\s*[|｜/·•\s]\s*(?:terms (?:of (?:use|service)|& conditions|and conditions)|"
    r"privacy(?: policy)?|"
    r"cookie(?:s| policy)?|about(?: us)?|contact(?: us)?|關於我們|关于我们|聯絡我們|联系我们|"
    r"私隱(?:政策|聲明)|隱私(?:政策|權政策)|隐私政策|服務條款|服务条款|使用條款|免責(?:聲明|"
    r"條款)|免责声明|網站地圖|"
    r"网站地图|site ?map|careers|advertise(?: with us)?|廣告(?:查詢|刊登)|help|faq|rss)){0,12}|"
    r"(?:[京沪粤湘浙苏蜀]\s?ICP\s?[备证]|[京沪粤湘浙苏蜀]公网安备|ICP\s?[备证])[^\n]{0,120}"
)

_CAPTION: Final = (
    r"(?:in this photo illustration,|in this (?:file )?(?:photo|picture|image)\b|file photo\b|"
    r"(?:photo|image|picture|photograph|video|source|credit)s?(?: (?:by|credit|"
    r"courtesy(?: of)?))?\s*[:：]|"
    r"photo by |photos? courtesy|▲|△|▼|圖為|图为|圖\s*[:：／/]|图\s*[:：／/]|資料圖片?|资料图片?|"
    r"(?:圖片|图片|相片|照片|影片)(?:來源|来源|提供|由)?\s*[:：／/])[^\n]{0,300}|"
    r"[（(](?:[^()（）\n]{0,30}(?:圖片|图片|資料圖|资料图|截圖|截图|相片|照片|攝|摄|"
    r"提供圖)[^()（）\n]{0,20}|"
    r"(?:photo|image|picture|credit|file photo)[^()（）\n]{0,80})[)）]|"
    r"(?:getty images?|reuters|ap photo|afp|epa|pa|rex|shutterstock|istock(?:photo)?|unsplash|"
    r"bloomberg|xinhua|新華社圖片?|路透社?圖片?|美聯社圖片?|網上圖片|网上图片|資料圖片|资料图片|"
    r"網絡圖片|网络图片|"
    r"示意圖|示意图|影片截圖|open this photo in gallery:?|image (?:caption|source)[, ].{0,200}|"
    r"view \d+ images?|"
    r"圖片來源.{0,60}|[^\n]{0,120}(?:攝|摄|提供|資料圖片|资料图片|檔案照片?|資料照片?|"
    r"圖片|图片|相片)[）)])"
    r"(?:[/／ ]{1,3}(?:getty images?|reuters|afp|ap|epa|istock))?"
)

_COUNTER: Final = (
    r"visited [\d,]+ times?, [\d,]+ visits?(?:\(s\))? today|"
    r"(?:views?|page ?views?|hits|reads?|瀏覽(?:次數|人次|量)?|浏览(?:次数|量)?|點擊(?:率|次數|"
    r"數)?|点击(?:量|次数)?|"
    r"閱讀(?:次數|數|量|人次)?|阅读(?:数|量|次数)?|人氣|人气|"
    r"觀看次數)\s*[:：]?\s*[\d,.]+\s*[萬万kKmM]?\s*(?:次|人次)?|"
    r"[\d,.]+\s*[萬万kKmM]?\s*(?:views?|reads?|hits|次(?:瀏覽|浏览|觀看|观看|閱讀|阅读|點擊|"
    r"点击)|人(?:瀏覽|閱讀|阅读))"
)

_LENGTH: Final = (
    r"(?:(?:estimated |est\.? )?(?:reading|read) time\s*[:：]?\s*)?"
    r"(?:about |approx\.? |~|< ?)?\d{1,3}[ -]?(?:min(?:ute)?s?\.?)(?: read(?:ing)?(?: time)?)?|"
    r"(?:閱讀(?:時間|需時)|阅读(?:时间|需时)|預計閱讀時間|預計閱讀|本文(?:閱讀|阅读)(?:時間|"
    r"时间))\s*[:：]?\s*(?:約|约)?\s*"
    r"\d{1,3}\s*(?:分鐘|分钟|分)|(?:全文|本文|字數|字数)\s*[:：]?\s*(?:共|約|约)?\s*[\d,]+\s*字?"
)

_NEWSLETTER: Final = (
    r"(?:sign up|subscribe|get (?:the|our|daily|breaking|exclusive|all)|join|follow|download|"
    r"like us)\b[^\n]{0,160}"
    r"(?:newsletters?|e-?mails?|inbox|alerts?|updates?|notifications?|our (?:app|channel|page|"
    r"podcast)|social media|"
    r"facebook|twitter|instagram|whatsapp|telegram|google news|youtube|apple news)\b[^\n]{0,120}|"
    r"(?:追蹤|追踪|關注|关注|訂閱|订阅|加入|下載|下载|安裝|安装|掃描|扫描|扫一扫|掃一掃|更多猛料|"
    r"like|讚好|按此訂閱|(?:立即|馬上|歡迎|欢迎|請|请)(?:訂閱|订阅|下載|下载|加入|關注|关注|"
    r"追蹤))[^\n。]{0,40}"
    r"(?:facebook|instagram|telegram|whatsapp|youtube|threads|ig|fb|專頁|频道|頻道|電子報|电子报|"
    r"通訊|"
    r"公眾號|公众号|客戶端|客户端|app|應用程式|新聞通知|群組|line)[^\n。]{0,40}[。！!]?|"
    r"(?:for (?:the latest|more)|check out|get in touch|got a (?:story|tip)|our website is|"
    r"do you have a story)\b[^\n]{0,260}"
    r"(?:newsletter|sign up|click here|check our|news page|news team|(?:our|the) (?:homepage|"
    r"website)|bookmark|e-?mail(?:ing)? us)"
    r"[^\n]{0,160}|"
    r"[^\n]{0,300}\b(?:read|see|view) our privacy (?:policy|notice)\b[^\n]{0,80}|"
    r"(?:點擊|点击|長按|长按)[^\n。]{0,20}(?:關注|关注|追蹤|訂閱|订阅)[^\n。]{0,20}|"
    r"[^\n]{0,100}(?:掃描|扫描)[^\n]{0,20}(?:二維碼|二维码)[^\n]{0,80}|"
    r"(?:sign up|subscribe(?: now| to unlock more articles| for more articles)?|訂閱|订阅|"
    r"立即訂閱|關注|关注|追蹤)"
)

_COMMENTS: Final = (
    r"\d+ (?:thoughts?|responses?|replies|reply) (?:on|to) [^\n]{0,160}|reply|参与互动|回覆|"
    r"(?:leave (?:a|your) (?:comment|reply)|your email address will not be published[^\n]{0,80}|"
    r"(?:view |show |post |add )?(?:all )?comments?(?: \(?\d+\)?)?|"
    r"\d+ comments?|no comments?(?: yet)?|have your say\W*|join the (?:conversation|discussion)|"
    r"what do you think\?|"
    r"(?:發表|发表|我要|網友|网友|讀者|读者|查看|所有|全部|最新|熱門)?(?:評論|评论|留言|回應|"
    r"回应|跟帖)(?:區|区|列表)?\s*[（(]?\d*[)）]?\s*[條条則则]?|"
    r"\d+\s*[條条則则](?:評論|评论|留言|回應))"
)

_PATH: Final = (
    r"[^\n<>«‹›»→.。]{1,20}(?:\s?(?:>>?|›|»)\s?[^\n<>«‹›»→.。]{1,20}){2,6}|"
    r"← ?[^\n.。]{1,60}|[^\n.。]{1,60} ?→|about|contact|archives?|blog|"
    r"[«‹]\s?(?:older|newer|previous|prev|back|上一|返回)[^\n.。]{0,40}|"
    r"(?:older|newer|next|more|read more|see all|下一|更多)[^\n.。]{0,40}[»›]|"
    r"(?:home|homepage|首頁|首页|主頁|主页|您(?:現在|现在)?的?位置|當前位置|当前位置|位置|"
    r"你在這裡)\s*"
    r"(?:[:：]\s*)?(?:(?:[>›»/|｜→·•]|\s-\s)\s*[^>›»/|｜→\n]{1,60}\s*){1,8}|"
    r"(?:首頁|首页|home)(?:\s*[|｜/·]\s*[^|｜/·\n]{1,12}){1,20}|"
    r"(?:skip to (?:main )?(?:content|navigation)|jump to content|跳至(?:主要)?內容|跳到主要內容|"
    r"跳转到内容|"
    r"menu|選單|菜单|主選單|search|搜尋|搜索|搜寻|home|首頁|首页|返回首頁|返回|back to top|"
    r"回到頂部|回頂部|返回頂部|返回顶部|close|關閉|关闭)"
)

_TOOLS: Final = (
    r"(?:a[-+]?(?: a[-+]?){1,3}|text size.{0,30}|font size.{0,30}|(?:increase|decrease|"
    r"descrease) (?:article )?font size|"
    r"字(?:體|体|號|号)(?:大小)?\s*[:：]?\s*(?:[大中小\-+A加減减]\s*){0,5}|[大中小]字[號号]|"
    r"放大字[體体]|"
    r"縮小字[體体]|缩小字体|(?:缩小字体|放大字体|收藏|微博|微信|分享|\s|[\d,]++){2,12}|"
    r"print(?: this page)?|列印|打印|儲存|收藏|舉報|举报|報錯|纠错|report (?:an? )?(?:error|typo|"
    r"editorial error|technical issue)|"
    r"listen(?: to (?:this )?article)?|聽新聞|收聽文章|朗讀|繁體|简体|繁|简|简体版|繁體版|"
    r"english|switch language|"
    r"go to accessibility shortcuts|article content|view all|show more|load more|see all|"
    r"end of article)"
)

_TAGS: Final = (
    r"(?:posted in|tagged|filed under) [^\n.]{0,120}|"
    r"(?:tag(?:s|ged)?|topics?|keywords?|filed under|categories|category|in this story|"
    r"關鍵[詞字]|关键[词字]|標籤|标签|"
    r"分類|分类|主題|話題|相關標籤|相關字詞|文章標籤)\s*[:：﹕]\s*[^\n。]{0,200}|"
    r"(?:[#＃][^\s#＃]{1,30}[\s,，、]*){1,20}"
)

_DISCLAIMER: Final = (
    r"(?:[【\[（(]?\s*(?:免責聲明|免责声明|特別聲明|特别声明|版權聲明|版权声明|disclaimer|notice)"
    r"\s*[】\])）]?\s*[:：﹕])[^\n]{0,1500}"
)

_EDITOR: Final = (
    r"(?:原標題|原标题)\s?[:：][^\n]{0,100}|"
    r"(?:[【\[](?:纠错|糾錯|報錯)[】\]]\s*)?[\[（(【]?\s*(?:責任編輯|责任编辑|責編|责编|編輯|编辑|網絡編輯|网络编辑|校對|校对|審核|审核)"
    r"\s*[:：／/][^\n。]{0,40}[\])）】]?|our standards: [^\n]{0,80}|"
    r"a version of this (?:article|story) appear(?:s|ed) in print[^\n]{0,300}"
)

_PLAYER: Final = (
    r"(?:we apologi[sz]e, but this video has failed to load\.?|try refreshing your browser, or|"
    r"tap here to see other videos from our team\.?|play video|(?:[^\n]{0,160} )?back to video|"
    r"to view this video please enable javascript.{0,120}|your browser does not support.{0,80}|"
    r"recommended videos|now playing|media caption.{0,120}|duration \d+:\d\d|"
    r"\d{1,2}:\d\d(?::\d\d)?|"
    r"您的瀏覽器不支援.{0,40}|您的浏览器不支持.{0,40}|影片載入中.{0,10}|視頻加載失敗.{0,10})"
)

_ACCOUNT: Final = (
    r"(?:(?:please )?(?:log|sign) ?in(?: to (?:bookmark|save|read|continue)[^\n]{0,60})?|"
    r"(?:create|register for) (?:a free |an? )?account(?: ?sign in)?|"
    r"register(?: / sign in[^\n]{0,40})?|"
    r"(?:this (?:content|article) is (?:reserved for|free to read)[^\n]{0,60})|"
    r"(?:we use|this (?:web)?site uses|by (?:using|continuing))[^\n]{0,60}cookies?\b[^\n]{0,300}|"
    r"accept(?: all)?(?: cookies)?|"
    r"請同意我們的隱私[^\n]{0,60}|"
    r"(?:please )?(?:subscribe|register|log ?in|sign ?in|sign up)(?: now)? to "
    r"(?:read|continue|unlock|access)[^\n]{0,160}|already an? (?:subscriber|member)\?[^\n]{0,80}|"
    r"登入|登錄|登录|註冊|注册|會員登入|会员登录|"
    r"本網站使用\s?cookies?[^\n]{0,160}|本网站使用\s?cookies?[^\n]{0,160})"
)

#: Tried in this order; the first that is the whole line says its kind.
PATTERNS: Final[tuple[tuple[Furniture, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Furniture.ADVERT, _ADVERT),
        (Furniture.SHARE, rf"{_NO_BUTTON_ALONE}(?>{_NETWORK}[\s,，|｜/·•:：、+]{{0,4}}){{1,30}}+"),
        (Furniture.COUNTER, _COUNTER),
        (Furniture.LENGTH, _LENGTH),
        (Furniture.RELATED, _RELATED),
        (Furniture.LINK, _LINK),
        (Furniture.DISCLAIMER, _DISCLAIMER),
        (Furniture.FOOTER, _FOOTER),
        (Furniture.CAPTION, _CAPTION),
        (Furniture.COMMENTS, _COMMENTS),
        (Furniture.PATH, _PATH),
        (Furniture.TOOLS, _TOOLS),
        (Furniture.TAGS, _TAGS),
        (Furniture.EDITOR, _EDITOR),
        (Furniture.PLAYER, _PLAYER),
        (Furniture.ACCOUNT, _ACCOUNT),
        (Furniture.NEWSLETTER, _NEWSLETTER),
    )
)

#: No line of furniture is longer, but for a disclaimer.
_LONGEST: Final = 500
_LONGEST_DISCLAIMER: Final = 1600


def furniture_kind(line: str) -> Furniture | None:
    """The kind of furniture that a whole line is, None for a text of the article."""
    line = line.strip()
    if not line or len(line) > _LONGEST_DISCLAIMER:
        return None
    if len(line) > _LONGEST:
        return Furniture.DISCLAIMER if _PATTERN_OF[Furniture.DISCLAIMER].fullmatch(line) else None
    return next((kind for kind, pattern in PATTERNS if pattern.fullmatch(line)), None)


_PATTERN_OF: Final = dict(PATTERNS)
