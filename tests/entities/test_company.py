"""Names paired by the company that they keep: against plain counting, and on made news."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.entities.authority import parse_authority
from archive.entities.company import Account, pairings, twins
from archive.entities.curation import Suggestion, by_company
from archive.model.entity import Kind

_ENTITIES = st.frozensets(st.sampled_from("abcdefgh"), max_size=5)


@st.composite
def accounts(draw: st.DrawFn) -> list[Account]:
    return [
        Account(draw(st.integers(1, 5)), draw(st.booleans()), draw(_ENTITIES), frozenset())
        for _ in range(draw(st.integers(0, 14)))
    ]


def plain_twins(every: Sequence[Account]) -> set[tuple[int, int]]:
    """The same by looking at all pairs."""
    held = {e: sum(e in one.linked for one in every) for one in every for e in one.linked}
    weights = {
        e: math.log((len(every) + 1) / n) for e, n in held.items() if n <= max(2, 0.03 * len(every))
    }

    def likeness(first: Account, second: Account) -> float:
        shared = [e for e in first.linked & second.linked if e in weights]
        if len(shared) < 2 or abs(first.day - second.day) > 1:
            return 0.0
        norms = [
            math.sqrt(sum(weights[e] ** 2 for e in one.linked if e in weights))
            for one in (first, second)
        ]
        alike = sum(weights[e] ** 2 for e in shared) / (norms[0] * norms[1])
        return round(alike, 9) if alike >= 0.35 else 0.0

    english = [n for n, one in enumerate(every) if not one.chinese]
    chinese = [n for n, one in enumerate(every) if one.chinese]
    table = {(e, c): likeness(every[e], every[c]) for e in english for c in chinese}
    # Of those that are equally near the first is taken.
    best_of = {
        **{e: max(chinese, key=lambda c: (table[e, c], -c)) for e in english if chinese},
        **{c: max(english, key=lambda e: (table[e, c], -e)) for c in chinese if english},
    }
    return {
        (e, c)
        for e in english
        for c in chinese
        if table[e, c] and best_of[e] == c and best_of[c] == e
    }


@settings(max_examples=200, deadline=None)
@given(accounts())
def test_twins_are_those_that_all_pairs_give(every: list[Account]) -> None:
    assert set(twins(every)) == plain_twins(every)


def made_news(chance: random.Random, people: int, events: int) -> tuple[list[Account], set[str]]:
    """Events in both languages with known company, and people whose two names are number alike."""
    every = []
    for event in range(events):
        company = frozenset({f"e{event % 40}", f"f{event}", f"g{event // 2}"})
        named = {chance.randrange(people) for _ in range(2)}
        day = 10 + event * 3
        for chinese in (False, True):
            told = {n for n in named if chance.random() < 0.9}
            names = frozenset((Kind.PERSON, f"{'漢' if chinese else 'L'}{n}") for n in told)
            every.append(Account(day + chance.randrange(2), chinese, company, names))
    chance.shuffle(every)
    return every, {f"漢{n} L{n}" for n in range(people)}


def test_one_bearer_is_found_and_no_other() -> None:
    for seed in range(5):
        every, right = made_news(random.Random(seed), 25, 160)
        found = {f"{one.han} {one.latin}" for one in pairings(every, 3)}
        assert found <= right
        assert len(found) >= 0.6 * len(right)


def test_those_who_always_come_together_are_not_told_apart() -> None:
    """Two people of one event, each time: whichever were paired would be a guess."""
    both = {False: ("Ann Ash", "Bea Birch"), True: ("安安", "貝貝")}
    every = [
        Account(
            3 * n,
            chinese,
            frozenset({f"x{n}", f"y{n}"}),
            frozenset((Kind.PERSON, name) for name in both[chinese]),
        )
        for n in range(1, 9)
        for chinese in (False, True)
    ]
    assert pairings(every, 2) == []
    alone = Account(99, False, frozenset({"p", "q"}), frozenset({(Kind.PERSON, "Ann Ash")}))
    twin = Account(99, True, frozenset({"p", "q"}), frozenset({(Kind.PERSON, "安安")}))
    assert pairings([*every, *[alone, twin] * 1], 2) == []


def test_a_person_is_no_body() -> None:
    every = [
        Account(
            3 * n,
            chinese,
            frozenset({f"x{n}", f"y{n}"}),
            frozenset({(Kind.ORGANISATION, "甲會") if chinese else (Kind.PERSON, "Ann Ash")}),
        )
        for n in range(1, 9)
        for chinese in (False, True)
    ]
    assert pairings(every, 2) == []


def test_what_is_known_is_not_proposed() -> None:
    """Neither a name of an entity, nor one that brackets pair already."""
    every, _ = made_news(random.Random(3), 25, 160)
    nobody = parse_authority([], "test")
    all_found = {(one.han, one.latin) for one in by_company(every, nobody, 3, ())}
    han, latin = min(all_found)
    known = parse_authority([f'{{"id": "x", "kind": "person", "en": "{latin}"}}'], "test")
    assert {(s.han, s.latin) for s in by_company(every, known, 3, ())} == all_found - {(han, latin)}
    told = [Suggestion(han, "Somebody Else", 2, "")]
    assert {(s.han, s.latin) for s in by_company(every, nobody, 3, told)} == all_found - {
        (han, latin)
    }
