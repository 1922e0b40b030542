"""The name of an event typed without spaces: its words, also apart, and its other names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.search.service import SearchService
from tests.search.typed import ask, ids, service_of

BODIES = (
    "恒大遭清盤。",  # 0
    "The liquidation of Evergrande goes on: the Evergrande liquidation.",
    "俄烏戰爭踏入第三年。",  # 2
    "The Russia-Ukraine war enters a third year.",
    "俄羅斯與烏克蘭的戰爭。",  # 4
    "港鐵受阻，俄烏戰爭無關。",
    "九龍一一列舉。",  # 6
    "九一一事件二十周年。",
    "The September 11 attacks, twenty years on.",  # 8
    "2019年區議會選舉的結果。",
    "2019年舉行的區議會換屆選舉。",  # 10
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("events"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("俄烏戰爭", "235"),
        ("俄乌战争", "235"),
        ("港鐵俄烏戰爭", "5"),
        ("俄烏戰爭 港鐵", "5"),
        ("-俄烏戰爭 港鐵", ""),
        ("俄烏戰爭 OR 恆大清盤", "01235"),
        ("九一一", "7"),
        ("九一一事件", "78"),
        ("2019年區議會選舉", "109"),
        ('"俄烏戰爭"', "25"),
        ("body:俄烏戰爭", "25"),
    ],
)
def test_finds_its_words_and_its_names(service: SearchService, typed: str, expected: str) -> None:
    assert ids(ask(service, typed)) == expected


def test_its_names_can_be_left_out(service: SearchService) -> None:
    page = ask(service, "俄烏戰爭")
    (english,) = (
        each for each in page.reading.alternatives if each.target.lower() == "russia-ukraine war"
    )
    assert english.applied
    assert ids(ask(service, "俄烏戰爭", ("without", english.target))) == "25"


@pytest.mark.parametrize(
    "typed, read", [("恆大清盤 港鐵", "恆大 + 清盤 港鐵"), ("俄烏戰爭", "俄烏 + 戰爭")]
)
def test_its_words_are_shown(service: SearchService, typed: str, read: str) -> None:
    assert ask(service, typed).reading.read_as == read
