"""Help and About: three languages, the same sections, examples that find something."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES

#: Elements whose text is typed or pressed, or of which a program is told.
_NO_PROSE: Final = frozenset({"code", "kbd", "bdi", "script"})

#: Elements without an end.
_VOID: Final = frozenset({"meta", "link", "input", "br"})

#: What is short enough to be a name or a term on a Chinese page.
_WORDS_OF_A_SENTENCE: Final = re.compile(r"[A-Za-z][A-Za-z’']*(?:,? [A-Za-z][A-Za-z’']*){3,}")

#: A word of Latin letters, which stand in no number.
_LATIN: Final = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2,}(?![0-9A-Za-z])")


class _Text(HTMLParser):
    """The text of a page's `main`: each run with its language; the ids; the examples."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.runs: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.examples: list[str] = []
        self.rows = 0
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            return
        self._open.append((tag, found.get("lang") or (self._open[-1][1] if self._open else "")))
        if not self._in("main"):
            return
        if tag in ("h2", "h3"):
            self.ids.append(found["id"])
        self.rows += tag == "tr"
        if found.get("class") == "example":
            self.examples.append(found["href"])

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._in("main") and not any(map(self._in, _NO_PROSE)):
            self.runs.append((self._open[-1][1], data.strip()))

    def _in(self, tag: str) -> bool:
        return any(one == tag for one, _ in self._open)


def read(client: FlaskClient, path: str, ui: str) -> _Text:
    """A page in a language."""
    answer = client.get(path, query_string={"ui": ui})
    assert answer.status_code == 200
    return _Text(answer.get_data(as_text=True))


def query_of(url: str) -> str:
    """The query that an example asks."""
    return parse_qs(urlsplit(url).query)["q"][0]


@pytest.mark.parametrize("ui", LANGUAGES)
def test_every_example_finds_an_article_in_the_language_of_the_page(
    client: FlaskClient, ui: str
) -> None:
    examples = read(client, "/help", ui).examples
    assert len(examples) > 40
    for url in examples:
        asked = parse_qs(urlsplit(url).query)
        assert asked.get("ui", ["en"]) == [ui]
        answer = client.get("/api/v1/search", query_string={"q": asked["q"][0]}).get_json()
        assert client.get(url).status_code == 200
        assert answer["total"] >= 1, asked["q"]
        unread = [note["code"] for note in answer["query"]["note_codes"]]
        assert not {"unknown_value", "unknown_day", "unknown_field"} & set(unread), asked["q"]


def test_the_pages_have_the_same_sections_rows_and_examples(client: FlaskClient) -> None:
    """An example is the same where it is English or a field with a code; else each has its own."""
    english, *others = (read(client, "/help", ui) for ui in LANGUAGES)
    assert english.ids[0] == "minute"
    plain = {query for query in map(query_of, english.examples) if query.isascii()}
    for page in others:
        assert page.ids == english.ids
        assert page.rows == english.rows
        shared = {query for query in map(query_of, page.examples) if query.isascii()}
        assert shared <= plain
        assert plain - shared <= {"Zuckerberg", "ferry -typhoon"}


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_contents_lead_to_every_section(client: FlaskClient, ui: str) -> None:
    page = client.get("/help", query_string={"ui": ui}).get_data(as_text=True)
    nav = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)
    assert nav
    listed = re.findall(r'<a href="#(\w+)">([^<]+)</a>', nav.group())
    assert listed == re.findall(r'<h[23] id="(\w+)">([^<]+)</h[23]>', page)


@pytest.mark.parametrize("ui", ["zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("path", ["/help", "/about"])
def test_no_english_sentence_is_left_on_a_chinese_page(
    client: FlaskClient, path: str, ui: str
) -> None:
    """English words are marked as such, and none of them is a sentence."""
    for language, text in read(client, path, ui).runs:
        assert not _WORDS_OF_A_SENTENCE.search(text), text
        assert language == "en" or set(_LATIN.findall(text)) <= {"Enter", "Esc", "JSON"}, text


@pytest.mark.parametrize("ui, quotes", [("zh-Hant", "“”"), ("zh-Hans", "「」")])
def test_chinese_has_its_own_quotation_marks(client: FlaskClient, ui: str, quotes: str) -> None:
    for path in ("/help", "/about"):
        for language, text in read(client, path, ui).runs:
            assert language == "en" or not set(quotes) & set(text), text
            assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text), text


#: What the help calls by its name: a search that shows it, and where it stands on the page.
_NAMED: Final = {
    "did you mean": ("Zuckerburg", r'class="meant">([^<]+)'),
    "not searched": ("pandemic", r'class="read-as"[^>]*>\s*<p>([^<]+)'),
    "add": ("pandemic", r'class="alternative">.*?<a [^>]*>([^<]+)</a>'),
    "leave out": ("Zuckerberg", r'class="alternative">.*?<a [^>]*>([^<]+)</a>'),
    "the other timeline": ("Zuckerberg", r'class="periods">.*?<a href="[^"]*">([^<]+)</a>'),
}


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("name", _NAMED)
def test_what_a_page_shows_is_called_by_its_name(client: FlaskClient, name: str, ui: str) -> None:
    """These words are no keys that the help could take them by."""
    query, place = _NAMED[name]
    told = unescape(client.get("/help", query_string={"ui": ui}).get_data(as_text=True))
    page = client.get("/", query_string={"q": query, "ui": ui}).get_data(as_text=True)
    found = re.search(place, page, re.DOTALL)
    assert found
    assert found.group(1).strip().rstrip(":：") in told


@pytest.mark.parametrize("ui", LANGUAGES)
def test_about_says_months_and_totals_in_the_language_of_the_page(
    client: FlaskClient, ui: str
) -> None:
    page = client.get("/about", query_string={"ui": ui}).get_data(as_text=True)
    head = re.findall(r'<th scope="col">([^<]*)</th>', page)[:14]
    words = {
        "en": ("Year", "Jan", "Dec", "All", "no date", "40 articles", "6 sources"),
        "zh-Hant": ("年份", "1月", "12月", "全年", "沒有日期", "40 篇文章", "6 個來源"),
        "zh-Hans": ("年份", "1月", "12月", "全年", "没有日期", "40 篇文章", "6 个来源"),
    }[ui]
    assert (head[0], head[1], head[12], head[13]) == words[:4]
    assert all(one in page for one in words[4:])
    months = re.findall(r'<td data-month="([^"]*)">', page)
    assert months[:12] == head[1:13]


@pytest.mark.parametrize("ui", LANGUAGES)
def test_every_number_of_about_is_what_its_link_finds(client: FlaskClient, ui: str) -> None:
    page = client.get("/about", query_string={"ui": ui}).get_data(as_text=True)
    cells = re.findall(r'<td[^>]*><a href="([^"]*)">([\d,]+)</a>', page)
    assert cells
    for url, count in cells[::7]:
        asked = urlsplit(unescape(url)).query
        assert parse_qs(asked).get("ui", ["en"]) == [ui]
        assert client.get(f"/api/v1/search?{asked}").get_json()["total"] == int(count)
