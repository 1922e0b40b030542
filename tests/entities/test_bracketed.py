"""Where a Chinese name begins that stands before a bracket, and what is no name."""

from __future__ import annotations

import pytest

from archive.entities.bracketed import bracketed_names


@pytest.mark.parametrize(
    "texts, found",
    [
        (["樂壇巨星雲妮・休斯頓（Whitney Houston）"], "雲妮・休斯頓"),
        (["他又一次對安德魯·加菲爾德（Andrew Garfield）說"], "安德魯·加菲爾德"),
        (["導演和羅拔狄尼路（Robert De Niro）"], "羅拔狄尼路"),
        (["大炒家伊坎（Carl Icahn）"], "伊坎"),
        (["居然連國際能源署（IEA）也說", "據國際能源署（IEA）"], "國際能源署"),
        (["國際能源署（IEA）"], None),
        (["第二季國內生產總值（GDP）", "國內生產總值（GDP）"], None),
        (["這是新邊疆（New Frontier）", "新邊疆（New Frontier）"], None),
        (["要作事實查核（Fact checking）", "事實查核（Fact checking）"], None),
        (["今天（Monday）"], None),
    ],
)
def test_a_name_in_brackets(texts: list[str], found: str | None) -> None:
    names = [han for han, _, _ in bracketed_names(texts, 1)]
    assert names == ([found] if found else [])


def test_texts_are_counted_once() -> None:
    texts = ["伊坎（Carl Icahn）與伊坎（Carl Icahn）", "大炒家伊坎（Carl Icahn）"]
    assert list(bracketed_names(texts, 2)) == [("伊坎", "Carl Icahn", 2)]
    assert list(bracketed_names(texts, 3)) == []
