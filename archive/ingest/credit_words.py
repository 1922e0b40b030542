"""Words of credits that are no names: roles, titles, places, and what stands for nobody."""

from __future__ import annotations

import re
from typing import Final

_WROTE: Final = (
    r"(?:(?:additional |contributing )?(?:report|writ)(?:ing|ed|ten)|words|text|story|compiled"
    r"|authored)(?: and [a-z]+)? by|by|authors?|writers?|reporters?|correspondents?"
)
_DID: Final = (
    r"(?:(?:additional )?edit(?:ing|ed)|photo(?:graph)?(?:s|y)?|pictures?|images?|video|graphics?"
    r"|illustrat(?:ions?|ed)|translat(?:ion|ed)|produc(?:ed|tion|ing)|fact-check(?:ing|ed)"
    r"|research(?:ed)?|art|design|cover)(?: and [a-z]+)? by|editors?|photos?|photographers?"
    r"|translators?|illustrators?"
)

#: Who wrote stands behind a role of the first kind; who did something else behind one of the other.
ENGLISH_ROLE: Final = re.compile(
    rf"(?<![\w-])(?:(?P<wrote>{_WROTE})|(?P<did>{_DID}))(?:\s*[:|]\s*|(?<=by)\s+)", re.IGNORECASE
)

#: Words of a title, or of an office: what holds one is no name.
PERSON_TITLE: Final = re.compile(
    r"\b(?:(?:staff|senior|chief|deputy|assistant|associate|managing|contributing|special|guest"
    r"|political|business|economics?|foreign|science|health|sports?|technology|china|city|legal)\b"
    r".*|.*\b(?:writers?|reporters?|editors?|correspondents?|columnists?|contributors?|producers?"
    r"|journalists?|photographers?|bureau|desk|staff|team|director|professor|fellow|analyst|author)"
    r"|phd|ph\.d\.?|md|m\.d\.?|esq\.?|mba|jp|in [A-Z].*|for .*|special to .*|with .*agencies"
    r"|and agencies|agencies|wire (?:reports|services))\Z",
    re.IGNORECASE,
)
#: Where somebody works or was: no name behind another.
AFFILIATION: Final = re.compile(
    r".*\b(?:University|Institute|College|School|Centre|Center|Foundation|Council)\b.*"
    r"|(?:Hong Kong|Macau|Beijing|Shanghai|Taipei|Tokyo|Seoul|Singapore|London|Paris|Berlin|Geneva"
    r"|Brussels|Moscow|Washington|New York|Sydney|Bangkok|Manila|Delhi|New Delhi)\Z"
)
SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|v|2nd|3rd)\.?\Z", re.IGNORECASE)

#: Names of publishers, which may follow a name as its agency does.
OUTLET: Final = re.compile(
    r"(?:[A-Z]{2,6}|The [A-Z].*|.*\b(?:News|Press|Agency|Times|Post|Daily|Journal|Network|Radio|TV"
    r"|Television|Magazine|Media|Standard|Gazette|Herald|Tribune|Guardian|Service|Wire))\Z"
)

_ABROAD: Final = "[駐驻][\u4e00-\u9fff]{1,3}"
_RANK: Final = f"(?:本報|本报|本刊|本台|本網|本网|特約|特约|特派|見習|见习|實習|实习|{_ABROAD})"
_AUTHOR: Final = (
    f"(?:{_RANK}*(?:記者|记者|通訊員|通讯员|評論員|评论员)|撰文|撰稿|採訪|采访|執筆|执笔|作者|報道|報導|报道"
    "|文字|圖文|图文|整理|綜合|筆者|(?<![\u3400-\u9fff])文)"
)
_OTHER: Final = (
    "(?:攝影記者|摄影记者|攝影|摄影|圖片|图片|資料圖片|插圖|插图|責任編輯|责任编辑|責編|责编|編輯|编辑|主編"
    "|主编|校對|校对|翻譯|翻译|譯者|译者|編譯|编译|設計|设计|剪接|剪輯|製作|制作|監製|监制|美編|美编|審核"
    "|审核|視頻|视频|影片|供圖|供图|(?<![\u3400-\u9fff])[攝摄圖图])"
)
_SOURCE: Final = "(?:來源|来源|出處|出处|轉自|转自|稿源)"
_COLON: Final = r"\s*(?:[：:／/|｜﹕]|(?<=文)[·•])\s*"
_SPACE: Final = r"(?<=作者|撰文|撰稿|採訪|采访|執筆|执笔) +"
_BROADCASTER: Final = "[\u4e00-\u9fff]{2,6}?(?:社|網|网|報|报|台|電視|电视|組|组|部|版)"

#: Roles before a name. 記者 stands before one without a mark, and behind whom it works for.
HAN_ROLE: Final = re.compile(
    rf"(?:(?P<other>{_OTHER})(?:[、／/及與和&]{_OTHER})*{_COLON}"
    rf"|(?P<source>{_SOURCE}){_COLON}"
    rf"|(?P<author>{_AUTHOR}(?:[、／/及與和&]?(?:{_AUTHOR}|{_OTHER}))*)(?:{_COLON}|{_SPACE})"
    rf"|(?P<agency>{_BROADCASTER})?(?P<reporter>攝影記者|摄影记者"
    rf"|{_RANK}*(?:記者|记者|特派員|特派员)) ?)"
)

#: What follows a name without being one: what was done, and whence.
_KIND: Final = "(?:綜合|综合|專題|专题|現場|现场|即時|即时|外電|外电|獨家|独家)"
_DONE: Final = (
    "(?:報道|報導|报道|報|撰文|撰稿|採訪|采访|專訪|专访|攝影|摄影|(?<=[\u4e00-\u9fff]{3})[攝摄]|(?<=[／/])"
    "[文攝摄圖图])"
)
HAN_TAIL: Final = re.compile(rf"(?:[／/]?\s*{_KIND}?{_DONE})+\Z")
BYLINE_PLACES: Final = (
    "香港 北京 上海 廣州 广州 深圳 澳門 澳门 台北 臺北 新北 桃園 台中 臺中 台南 臺南 高雄 "
    "基隆 新竹 嘉義 屏東 宜蘭 花蓮 台東 臺東 南投 彰化 雲林 苗栗 金門 澎湖 天津 重慶 重庆 "
    "武漢 武汉 成都 南京 杭州 西安 華盛頓 华盛顿 紐約 纽约 東京 东京 首爾 首尔 倫敦 伦敦 "
    "巴黎 柏林 日內瓦 日内瓦 莫斯科 新加坡 曼谷 悉尼 雪梨 洛杉磯 洛杉矶 舊金山 旧金山 "
    "布魯塞爾 布鲁塞尔 聯合國 联合国"
).split()

#: What stands where a name belongs and is none, in small letters.
NOBODY: Final = frozenset(
    "admin,administrator,editor,editors,staff,staff reporter,staff reporters,staff writer,"
    "staff writers,newsroom,news desk,web desk,anonymous,unknown,none,null,nan,n/a,guest,"
    "webmaster,agencies,our reporter,佚名,匿名,本報,本报,本報訊,本报讯,記者,记者,本報記者,"
    "本报记者,編輯部,编辑部,綜合,综合,綜合報道,綜合報導,综合报道,特約記者,資料,资料,網絡,"
    "网络,互聯網,互联网,小編,小编".split(",")
)
