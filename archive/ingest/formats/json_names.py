"""What newsrooms, crawlers and databases call the fields of an article.

A name is compared in the form that `json_folded.normal_name` gives it. Where an object has several
names of one field, the first in a table that holds something is taken. A name with points is a
path: each of its parts a name, or a place in a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.ingest import statuses
from archive.ingest.formats.json_folded import FieldNames

TITLE: Final = FieldNames("""
    title headline headlines webtitle heading hed head articletitle newstitle storytitle posttitle
    pagetitle maintitle titletext headlinetext mainheadline ogtitle dctitle dcterms.title hl1 h1
    標題 标题 題目 题目 標題文字 文章標題 文章标题 新聞標題 新闻标题 稿件標題 稿件标题 主標題 主标题
    篇名 題名 题名
""")

#: Names that are a title only where the object says in another way that it is an article.
LOOSE_TITLE: Final = FieldNames("name subject label caption 主題 主题 名稱 名称")

#: The text of an article.
BODY: Final = FieldNames("""
    body bodytext articlebody maintext fulltext text plaintext contenttext rawtext cleantext
    cleanedtext content contents contenthtml contentencoded html bodyhtml bodyxhtml story storytext
    storybody storycontent articletext articlecontent articlehtml newscontent newstext newsbody
    postcontent postbody pagetext pagecontent maincontent textbody bodyplain textcontent textplain
    bodycontent article paragraphs paras blocks markdown contentmarkdown bodymarkdown transcript
    mainbody maintextcontent copy contentelements extract selftext document
    內容 内容 內文 内文 正文 全文 本文 文本 文章 文章內容 文章内容 新聞內容 新闻内容 新聞正文
    新闻正文
    正文內容 正文内容 稿件內容 稿件内容 報道內容 报道内容 報道全文 文章正文 主體 主体
""")

#: What stands for a text where there is none.
SUMMARY: Final = FieldNames("""
    leadparagraph lead lede intro standfirst abstract summary description desc excerpt snippet
    teaser trailtext dek deck synopsis metadescription
    摘要 導語 导语 導言 导言 簡介 简介 引言 概要 描述 提要
""")

#: Names whose values are HTML, and such whose values are not, whatever they look like.
HTML: Final = frozenset("contenthtml contentencoded html bodyhtml bodyxhtml articlehtml".split())
PLAIN_TEXT: Final = frozenset("contenttext plaintext bodyplain textplain".split())

PUBLISHED: Final = FieldNames(
    """
    dategmt postdategmt publishedgmt publishedutc datepublished datepublish publishedat published
    publishedon publisheddate publishedtime publisheddatetime pubdate pubtime pubdatetime
    publicationdate publicationdatetime publicationtime publicationday publishdate publishtime
    publishdatetime publishat publishon publish publishts publishtimestamp publishedtimestamp
    webpublicationdate firstpublicationdate firstpublished firstpublishedat displaydate postdate
    postedat postedon posted posteddate newsdate articledate storydate issuedate issued releasedate
    dateissued datetime date day displaytime articlepublishedtime dcdate dctermsdate seendate ptime
    pdate ctime
    發佈時間 發布時間 发布时间 發佈日期 發布日期 发布日期 發表時間 发表时间 發表日期 发表日期
    出版日期
    出版時間 出版时间 刊登日期 刊登時間 見報日期 见报日期 刊出日期 刊載日期 刊载日期 報道日期
    报道日期
    日期 日期時間 日期时间 時間 时间 文章日期 新聞日期 新闻日期
    firstcreated datecreated createdutc createdat created createdtime creationdate createdate
    createtime creationtime crtime timestamp time ts 創建時間 创建时间 建立日期 建立時間
    versioncreated datemodified modifiedgmt modified modifiedat updatedat updated lastmodified
    updatetime lastupdated 更新時間 更新时间 更新日期 修改時間 修改时间
""",
    side=True,
)

#: Of those, names of days on which something else happened to the article; used with a note.
NOT_PUBLICATION: Final = frozenset(
    "datemodified modifiedgmt modified modifiedat updatedat updated lastmodified updatetime"
    " lastupdated 更新時間 更新时间 更新日期 修改時間 修改时间".split()
)

#: Names that end so say that the time is that of UTC.
IN_UTC: Final = ("gmt", "utc")

#: A time of day that stands apart from its day.
TIME: Final = FieldNames("time pubtime publishtime publicationtime hour 時間 时间 時刻 时刻")

ZONE: Final = FieldNames("""
    timezone zone tz timezonename pubdatetz publishedtz publishedattz publishdatetz datetz
    datetimezone 時區 时区
""")

FETCHED: Final = FieldNames("""
    datedownload downloaddate downloadedat fetched fetchedat fetchdate fetchtime crawledat crawled
    crawldate crawltime scrapedat scraped scrapedate scrapetime retrieved retrievedat retrievaldate
    accessed accessedat 抓取時間 抓取时间 采集时间 採集時間 下載時間 下载时间
""")

AUTHORS: Final = FieldNames(
    """
    authors author bylines byline by authorname authornames authorslist authorlist writer writers
    creator creators dccreator reporter reporters journalist journalists articleauthor contributor
    contributors postauthorname embedded.author bylinetext bylineoriginal credits.by
    作者 記者 记者 撰文 撰稿 文 採訪 采访 署名 作者姓名 作者名 撰稿人
""",
    side=True,
)

#: Names of a source that are none of a person's.
SOURCE: Final = FieldNames(
    """
    source sourcename publisher publishername publication publicationname sitename site outlet
    newspaper media medianame sourcetitle paper provider newssource website ogsitename dcpublisher
    pubname papername
    hostname sourcedomain domain host sourcehostname sourcehost copyrightholder sourceurl sourceid
    來源 来源 媒體 媒体 報章 报章 報紙 报纸 出處 出处 刊物 媒體名稱 媒体名称 來源媒體 来源媒体
    新聞來源
    新闻来源 報刊 报刊 報社 报社 刊名
""",
    side=True,
)

SECTION: Final = FieldNames(
    """
    section sections sectionname articlesection sectiontitle category categories categoryname
    primarycategory maincategory channel channelname desk newsdesk embedded.term embedded.wpterm
    primarytag.name taxonomy.primarysection rubric department columnname postcategory
    版面 版塊 版块 板塊 板块 欄目 栏目 分類 分类 類別 类别 頻道 频道 版名 版別 版别
""",
    side=True,
)

LANGUAGE: Final = FieldNames(
    """
    language lang inlanguage languagecode langcode locale contentlanguage dclanguage humanlanguage
    語言 语言 語文
""",
    side=True,
)

URL: Final = FieldNames(
    """
    url link weburl permalink canonicalurl canonical canonicallink articleurl storyurl newsurl
    posturl pageurl fullurl shareurl ogurl externalurl originalurl href uri sourceurl source guid
    mainentityofpage resolvedurl finalurl links.permalink
    網址 网址 連結 连结 鏈接 链接 原文鏈接 原文链接 原文網址 文章鏈接 文章链接 網頁
""",
    side=True,
)

ID: Final = FieldNames(
    """
    id articleid newsid storyid postid docid documentid contentid itemid nid aid uuid guid uid
    identifier externalid uri urn key slugid
    編號 编号 文章編號 文章编号 稿件編號 稿件编号 新聞編號 新闻编号 序號 序号
""",
    side=True,
)

AGENCY: Final = FieldNames("agency newsagency wire wireservice creditagency 通訊社 通讯社")

NOT_BEFORE: Final = FieldNames("""
    notbefore embargo embargoed embargoeduntil embargountil embargodate embargotime embargoends
    embargoedto 禁運時間 解禁時間 解禁时间
""")
EXPIRES: Final = FieldNames("expires expiry expiresat expirydate expirationdate expireson notafter")

#: What says whether it is out, by how it says it (`statuses`).
FIELD_SIGNS: Final[Mapping[str, FieldNames]] = {
    sign: FieldNames(words + (" content.protected" if sign == "draft" else ""))
    for sign, words in statuses.STATUS_SIGNS.items()
}
STATUS: Final = FIELD_SIGNS["status"]

#: Such names as those of a day are, too: they say that it is out where a day stands elsewhere.
OUT: Final = FIELD_SIGNS["published"].first & PUBLISHED.first
REPLACES: Final = FieldNames("replaces evolvedfrom supersedes replacesid")
KIND: Final = FieldNames("type posttype kind")

#: Where envelopes hold their articles.
LISTS: Final = frozenset(
    "articles items item posts results docs documents data news stories story entries entry records"
    " rows hits graph feed list newslist articlelist newsitems content contents value values db"
    " messages statuses tweets children threads nodes edges objects publications pages response"
    " result payload itemlistelement pageitems"
    " 文章 新聞 新闻 列表 數據 数据 結果 结果 稿件 文章列表 新聞列表 新闻列表".split()
)

#: Inside an element of such a list: where the article itself lies.
WRAPPERS: Final = tuple(
    "source fields attributes node doc document article post item news story properties record data"
    " object entry payload row content result mainentity".split()
)

#: Parts of a value that hold its text, the best first.
TEXT_PARTS: Final = tuple(
    "rendered value processed main basic text html plain t _ cdata content name title original raw"
    " default body data 內容 内容 正文 文字 文本".split()
)

#: Parts of an author, a paper or a section that name it.
NAME_PARTS: Final = tuple(
    "name displayname fullname webtitle title label original nicename username text value rendered"
    " _ 姓名 名字 名稱 名称".split()
)

#: Every name that is understood, in whatever object: others are told where they hold a long text.
UNDERSTOOD: Final[frozenset[str]] = frozenset[str]().union(
    *(
        table.first
        for table in (
            TITLE, LOOSE_TITLE, BODY, SUMMARY, PUBLISHED, TIME, ZONE, FETCHED, AUTHORS, SOURCE,
            SECTION, LANGUAGE, URL, ID, AGENCY, NOT_BEFORE, EXPIRES, STATUS, REPLACES, KIND,
        )
    )
)  # fmt: skip

#: What a name in a header of a table must be among, for the table to be one of articles.
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "title": TITLE.first,
    "body": BODY.first,
    "summary": SUMMARY.first,
    "published": PUBLISHED.first,
    "url": URL.first,
}
