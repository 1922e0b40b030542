"""The words of the pages: complete in three languages, and all of them used."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from flask.testing import FlaskClient

from archive.model.language import LANGUAGES
from archive.web.messages.about import ABOUT
from archive.web.messages.desk import DESK
from archive.web.messages.page import PAGE
from archive.web.wording import FACET_TITLES
from tests.conftest import ROOT

#: The words of all pages.
WORDS = {**PAGE, **DESK, **ABOUT}

#: Where a template or a file asks for words by a key that it puts together.
_MADE = {
    *("sort_relevance", "sort_newest", "sort_oldest", "view_list", "view_compact"),
    *("chip_published", "chip_mentioned", "today", "last_7_days", "this_month", "last_year"),
    *("search_person", "search_organisation", "search_event"),
    *("example_name", "example_together", "example_month"),
    *(f"month_{month}" for month in range(1, 13)),
}


def test_every_word_is_said_in_three_languages() -> None:
    """With the same values, in the quotes of each."""
    assert len(WORDS) == len(PAGE) + len(DESK) + len(ABOUT)
    for key, words in WORDS.items():
        assert len(words) == len(LANGUAGES), key
        blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in words]
        assert blanks[0] == blanks[1] == blanks[2], key
        assert all(text.strip() for text in words), key
        assert not set("“”") & set(words[1]), key
        assert not set("「」") & set(words[2]), key


def test_every_word_is_used_and_every_key_has_words() -> None:
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "archive" / "web").glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    asked = set(re.findall(r'\bt\(\s*"(\w+)"', text)) | set(
        re.findall(r'page_words\("(\w+)"', text)
    )
    counted = set(re.findall(r'things\("(\w+)"\)', text))
    counted |= {f"{key}s" for key in counted}
    either = set(re.findall(r'"(\w+)" if ', text)) | set(re.findall(r' else "(\w+)"[,)]', text))
    asked |= set(re.findall(r'\bwords\("(\w+)"', text))
    asked -= {"sort_", "view_", "month_", "search_", "example_"}
    assert (asked | counted) - WORDS.keys() == set()
    assert WORDS.keys() - asked - counted - _MADE - either - {"emptied_by_one"} == {
        *("days_hint", "mentioned_hint")
    }


ENGLISH = {words[0] for words in (*WORDS.values(), *FACET_TITLES.values()) if "{" not in words[0]}


@pytest.mark.parametrize("ui", ["zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "path",
    [
        "/?q=tariff&person=donald-trump&-language=en&from=2024",
        "/?q=zzzq&from=1990&size=2",
        "/?page=9",
    ],
)
def test_no_english_is_left_on_a_chinese_page(client: FlaskClient, ui: str, path: str) -> None:
    """Beside the articles."""
    page = client.get(f"{path}&ui={ui}").get_data(as_text=True)
    page = re.sub(r"<ol .*?</ol>", "", page, flags=re.DOTALL)
    labels = re.findall(r'(?:aria-label|title)="([^"]*)"', page)
    texts = [text.strip() for text in re.findall(r">([^<>]+)<", page)]
    assert {*labels, *texts} & (ENGLISH - {"English"}) == set()
