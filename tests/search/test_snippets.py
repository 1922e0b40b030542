"""Snippets show what says most; common words are marked beside other words only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.search.service import SearchService
from tests.search.typed import ask, ids, service_of

DAYS = " ".join(["The end of the day came for the members of the board."] * 30)
BODIES = (
    f"{DAYS} At last the lily of the valley bloomed. {DAYS}",
    f"{DAYS} A court upheld the rule of law. {DAYS}",
    f"{DAYS} The law said nothing of a rule. {DAYS} They want the rule of law.",
    "今天是好日子。" * 30 + "港鐵的故障。" + "他的書是新的。" * 30,
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("snippets"), BODIES) as opened:
        yield opened


def marked(service: SearchService, typed: str) -> list[list[str]]:
    """What is marked in each snippet of the first hit."""
    hit = ask(service, typed).hits[0]
    return [[part.text[a:b] for a, b in part.marks] for part in hit.snippets]


def test_a_rare_word_is_shown_before_common_ones(service: SearchService) -> None:
    shown = marked(service, "lily of the valley")
    assert "lily" in shown[0]
    assert [word for words in shown for word in words] == ["the", "lily", "of", "the", "valley"]


@pytest.mark.parametrize("typed", ["rule of law", "law of the rule"])
def test_words_in_the_order_typed_are_shown_first(service: SearchService, typed: str) -> None:
    hit = ask(service, typed).hits[0]
    assert "rule of law" in " ".join(part.text for part in hit.snippets)
    assert not any(
        "end of the day" in part.text[a - 4 : b + 8] for part in hit.snippets for a, b in part.marks
    )


def test_common_words_alone_are_marked(service: SearchService) -> None:
    assert {"the", "of"} == {word.lower() for words in marked(service, "of the") for word in words}


def test_a_quote_of_common_words_is_marked(service: SearchService) -> None:
    assert {"end of the"} == {word for words in marked(service, '"end of the"') for word in words}


@pytest.mark.parametrize(
    "typed",
    ["zxqwv plorth the of", "the of and zxqwv", "zxqwv plorth of the board's", "是 的 zxqwv 他"],
)
def test_nothing_is_close_by_common_words_alone(service: SearchService, typed: str) -> None:
    page = ask(service, typed)
    assert ids(page) == ""
    near = {hit.id for hit in page.relaxed}
    assert near == ({"0", "1", "2"} if "board" in typed else set())
