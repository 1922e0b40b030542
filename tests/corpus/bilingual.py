"""A small archive in two languages whose articles tell the same events."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from archive.corpus.lexicon.beginnings import ArticleBeginnings, BeginningsTable
from archive.model.article import Article, Document, Language
from tests.analyzers import plain_analyzer

#: Hours of the first article, in seconds since 1970 UTC.
FIRST = 1_700_000_000
HOUR = 3600

#: What each event is about in both languages: what a dictionary knows, and "Kai Tak", which none
#: of these does. The words of an event differ from those of its neighbours.
EVENTS = (
    ("Typhoon nears Kai Tak cruise terminal", "颱風逼近啟德郵輪碼頭"),
    ("Tariff on steel imports raised", "進口鋼鐵關稅上調"),
    ("Fire at Kai Tak hospital contained", "啟德醫院火警受控"),
    ("Court hears murder appeal", "法院審理謀殺案上訴"),
    ("Kai Tak stadium opens to athletes", "啟德體育場向運動員開放"),
    ("Ceasefire holds despite explosion", "停火協議維持惟傳爆炸"),
    ("Kai Tak flats sold to teachers", "啟德單位售予教師"),
    ("Museum shows ancient bronze", "博物館展出古代青銅器"),
)


def told(name: str, title: str, hour: float, body: str = "", *, chinese: bool) -> Document:
    """A document published so many hours after the first."""
    language = Language.TRADITIONAL if chinese else Language.ENGLISH
    article = Article(name, title, body, language)
    fields = plain_analyzer().analyse_article(title, body)
    return Document(article, instant=FIRST + int(hour * HOUR), fields=fields)


def events() -> list[Document]:
    """Each event in both languages two hours apart, the next two days later."""
    documents = []
    for number, (english, chinese) in enumerate(EVENTS):
        documents.append(told(f"en-{number}", english, 48 * number, chinese=False))
        documents.append(told(f"zh-{number}", chinese, 48 * number + 2, chinese=True))
        # Something else of these hours, or a best match would be no choice.
        for other, title in enumerate(("球隊賽事打和", "股市早段造好", "市民出席婚禮")):
            name = f"zh-other-{number}-{other}"
            documents.append(told(name, title, 48 * number + 1 + other, chinese=True))
    for number in range(12):
        title = f"Swimmer number {number} wins"
        documents.append(told(f"en-other-{number}", title, 1000 + 48 * number, chinese=False))
    return documents


def table_of(path: Path, documents: Iterable[Document]) -> None:
    """Write down what documents begin with."""
    path.unlink(missing_ok=True)
    table = BeginningsTable(path)
    for document in documents:
        table.put(document)
    table.finish(learned=False)


def beginnings_of(path: Path, documents: Iterable[Document]) -> ArticleBeginnings:
    """What documents begin with."""
    table_of(path, documents)
    copy = path.with_suffix(".copy")
    with closing(BeginningsTable(copy, path)) as table:
        return table.read()
