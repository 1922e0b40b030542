"""How names may be typed: from any word on, as they are read, by their initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.readings import TypedWay, pinyin, typed_form, typing_keys, without_tones


@pytest.mark.parametrize(
    "name, typed, way",
    [
        ("習近平", "习近平", TypedWay.NAME),
        ("习近平", "習近平", TypedWay.NAME),
        ("習近平", "近平", TypedWay.WITHIN),
        ("習近平", "Xi Jinping", TypedWay.READING),
        ("習近平", "jin-ping", TypedWay.READING_WITHIN),
        ("習近平", "XJP", TypedWay.INITIALS),
        ("習近平", "zgp", TypedWay.INITIALS),
        ("李家超", "lei gaa ciu", TypedWay.READING),
        ("重慶", "chong qing", TypedWay.READING),
        ("重慶", "zhongqing", TypedWay.READING),
        ("呂布", "lv bu", TypedWay.READING),
        ("呂布", "lu bu", TypedWay.READING),
        ("Lai Ching-te", "lai chingte", TypedWay.NAME),
        ("Lai Ching-te", "ching te", TypedWay.WITHIN),
        ("World Health Organization", "who", TypedWay.INITIALS),
        ("Bank of East Asia", "boea", TypedWay.INITIALS),
        ("Bank of East Asia", "bea", TypedWay.INITIALS),
        ("São Paulo", "sao paulo", TypedWay.NAME),
        ("Xi'an", "xian", TypedWay.NAME),
        ("TVB 翡翠台", "feicui", None),
        ("TVB 翡翠台", "tvbfeicuitai", TypedWay.READING),
        ("Ann Lee", "al", None),
    ],
)
def test_a_name_is_typed_in_many_ways(name: str, typed: str, way: TypedWay | None) -> None:
    assert typing_keys(name).get(typed_form(typed)) == way


@pytest.mark.parametrize(
    "typed, plain",
    [("xi2jin4ping2", "xijinping"), ("lei5gaa1ciu1", "leigaaciu"), ("g20", "g20"), ("5g", "5g")],
)
def test_figures_behind_syllables_are_tones(typed: str, plain: str) -> None:
    assert without_tones(typed) == plain


def test_pinyin_is_the_commonest() -> None:
    assert pinyin("习近平 5g") == "xijinping 5g"


@given(st.text(max_size=30))
def test_any_name_has_its_own_key_and_few_others(name: str) -> None:
    """What is typed whole is found; nothing typed for no letter; all keys are in typed form."""
    keys = typing_keys(name)
    assert "" not in keys
    assert len(keys) <= 16 * (1 + 2 * 8) + 2 * 8
    whole = typed_form(name)
    if whole and len(whole) < 16:
        assert keys[whole] == TypedWay.NAME
