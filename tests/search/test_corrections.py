"""Did you mean: what is offered for misspelt words and names, and what never is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.query.characters import characters
from archive.query.corrections import MOST_CORRECTED
from archive.query.misspellings import places
from archive.query.parser import parse
from archive.query.slips import DOUBLED, SWAPPED, han_cost, latin_cost, sound
from archive.query.syntax import render
from archive.search.service import SearchService
from archive.text import tables
from archive.text.folding import fold_text
from tests.search.typed import ask, service_of

#: How often each text stands in the archive.
TEXTS = {
    "President Zelensky spoke of tariffs, and the tariff on steel.": 12,
    "Justin Trudeau visited Berlin with Jack Smith.": 12,
    "The government of Thailand and its committee met.": 12,
    "行政長官李家超與羅淑佩會面，特朗普徵收關稅，唐納德·特朗普說。": 12,
    "石破茂與澤連斯基通電話，荷蘭首相在場。": 12,
    "勞工及福利局局長羅致光發言。": 12,
    "局長羅智光發言。": 1,
    "A certain Mr. Smyth met Jack Smythe in Bertin.": 1,
    "商人李加超發言。": 2,
    **{f"Wheather, the {n}th shop.": 1 for n in range(MOST_CORRECTED + 1)},
    "The weather is fine.": 400,
}
BODIES = [text for text, times in TEXTS.items() for _ in range(times)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    rows = [
        {"body": body, "published": f"2025-01-{1 + number % 2:02d}"}
        for number, body in enumerate(BODIES)
    ]
    with service_of(tmp_path_factory.mktemp("corrections"), rows) as opened:
        yield opened


#: What is typed, and the query that is offered first.
OFFERED = [
    ("Zelenksy", "Zelensky"),
    ("zelensy", "Zelensky"),
    ("Zelenzky", "Zelensky"),
    ("tarrif", "tariff"),
    ("TARRIF", "TARIFF"),
    ("comittee", "committee"),
    ("goverment", "government"),
    ("Thialand", "Thailand"),
    ("Justin Trudo", "Justin Trudeau"),
    ("justin trudaeu", "Justin Trudeau"),
    ('"Justin Trudo"', '"Justin Trudeau"'),
    ("Trudo", "Trudeau"),
    ("石波茂", "石破茂"),
    ("石\u200b波茂", "石破茂"),
    ("唐納德·特郎普", "唐納德·特朗普"),
    ("合\u200b蘭", "荷蘭"),
    ("特郎普", "特朗普"),
    ("特普朗", "特朗普"),
    ("澤連絲基", "澤連斯基"),
    ("澤連基", "澤連斯基"),
    ("羅淑珮", "羅淑佩"),
    ("罗淑珮", "羅淑佩"),
    ("合蘭", "荷蘭"),
    ("特郎普關稅", "特朗普關稅"),
    ("特郎普 關稅", "特朗普 關稅"),
    ("goverment Thialand", "government Thailand"),
    ("goverment -steel", "government -steel"),
    ("zzzz OR tarrif", "zzzz OR tariff"),
    ("(comittee OR zzzz) Thailand", "(committee OR zzzz) Thailand"),
]


@pytest.mark.parametrize("typed, meant", OFFERED)
def test_what_may_be_meant_is_offered(service: SearchService, typed: str, meant: str) -> None:
    """First, with what the offered query finds."""
    first = ask(service, typed).reading.corrections[0]
    assert fold_text(first.query) == fold_text(meant)
    assert first.count == ask(service, first.query).total > 0
    assert first.source in typed
    assert first.target in first.query


#: What is not corrected: names of entities, words in more than a few articles or near nothing,
#: names that stand somewhere as they are typed, what is left out, asked of a field, or by its
#: beginning or spelling.
NOT_OFFERED = [
    "Zelensky",
    "Zelenskiy",
    "tariff",
    "羅致光",
    "羅智光",
    "羅智光 發言",
    "林健鋒",
    "wheather",
    "Jack Smythe",
    "Smyth",
    "李加超",
    "zzzzzz",
    "steel -tarrif",
    "author:tarrif",
    "tarrif*",
    "tarrif~",
    '="tarrif"',
    "T20 tarrif20",
    "的是不",
    "!?",
    "",
]


@pytest.mark.parametrize("typed", NOT_OFFERED)
def test_nothing_is_offered(service: SearchService, typed: str) -> None:
    assert ask(service, typed).reading.corrections == ()


def test_counts_are_under_the_same_filters(service: SearchService) -> None:
    for more in ((), (("from", "2025-01-02"),), (("language", "zh-Hant"),)):
        found = ask(service, "Zelensky", *more).total
        offered = ask(service, "Zelenksy", *more).reading.corrections
        assert [each.count for each in offered] == [found] * bool(found)


def test_a_long_query_is_not_corrected(service: SearchService) -> None:
    assert ask(service, " ".join(f"tarrif{'a' * n}" for n in range(40))).reading.corrections == ()


QUERIES = [
    "a b c",
    "a (b OR 特郎普關稅) c",
    '"a b" c',
    "title:a b -c",
    "a NEAR/5 b",
    "特朗普 a b 川普",
    '(a OR "b c") d',
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_place_is_replaced_where_it_stands(query: str) -> None:
    """By itself it gives the same query, by something else one that parses to what was put."""
    tree = parse(query).tree
    assert tree is not None
    for place in places(tree):
        assert place.put(place.text) == tree
        changed = place.put("xyz")
        assert parse(render(changed)).tree == changed
        assert "xyz" in render(changed)


SLIPS = [
    ("zelenksy", "zelensky", SWAPPED),
    ("tarif", "tariff", DOUBLED),
    ("tariff", "tarif", DOUBLED),
    ("same", "same", 0.0),
]


@pytest.mark.parametrize("typed, meant, cost", SLIPS)
def test_a_slip_costs_what_its_kind_does(typed: str, meant: str, cost: float) -> None:
    assert latin_cost(typed, meant) == pytest.approx(cost)


def test_likely_slips_cost_less() -> None:
    """Neighbouring keys and like sounds less than any letter; the first letter more; fewer less."""
    assert latin_cost("trunp", "trump") < latin_cost("truzp", "trump")
    assert latin_cost("trimp", "trump") < latin_cost("trtmp", "trump")
    assert latin_cost("tromp", "trump") < latin_cost("rrump", "trump")
    assert latin_cost("trudo", "trudeau") < latin_cost("trudo", "trident")
    costs = [
        han_cost(fold_text(typed), fold_text("特朗普")) for typed in ("特郎普", "特大普", "特大大")
    ]
    assert costs == sorted(set(costs))
    assert han_cost("特朗朗普", "特朗普") < han_cost("特朗大普", "特朗普")
    assert sound("trudo") == sound("trudeau") != sound("trade")
    assert sound("philip") == sound("fillip")


def test_the_table_of_characters_is_whole() -> None:
    """Each row is of one folded character, and of six columns."""
    rows = [row.split("\t") for row in tables.rows("archive.text", "characters.tsv")]
    assert all(len(row) == 6 and fold_text(row[0]) == row[0] and len(row[0]) == 1 for row in rows)
    assert len({row[0] for row in rows}) == len(rows) > 10_000
    assert fold_text("佩") in characters().alike(fold_text("珮"))
    assert characters().alike("\U0002a700") == []
