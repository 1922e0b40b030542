"""A figure with its unit, when two are the same, and units as English and Chinese write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from archive.text.folding import fold_text
from archive.text.tables import rows

#: How many things there are: what is counted stands beside the figure.
NO_UNIT: Final = ""
PERCENT: Final = "%"
AGE: Final = "age"


class _Unit(NamedTuple):
    """What stands for a unit behind a figure, of each language, and before it, `|` between them."""

    code: str
    english: str
    chinese: str
    before: str


_ROWS: Final = tuple(_Unit(*row.split("\t")) for row in rows("archive.text", "units.tsv"))

#: Money that is not told which: it may be any of these.
_ANY_MONEY: Final[Mapping[str, frozenset[str]]] = {
    "$": frozenset({"HKD", "USD", "TWD", "AUD", "CAD", "SGD", "元"}),
    "元": frozenset({"HKD", "CNY", "TWD", "MOP", "$"}),
}


def same_unit(left: str, right: str) -> bool:
    """Whether two units are or may be the same."""
    return left == right or right in _ANY_MONEY.get(left, ()) or left in _ANY_MONEY.get(right, ())


class Amount(NamedTuple):
    """A figure with its unit, `NO_UNIT` where things are counted.

    `step` is what its last digit is worth: 1,000 of 3.3萬. `about` is "" for a figure that is told
    as it is, "over", "under" or "near" for others. `start` and `end` count code points of the text,
    with the unit.
    """

    value: Decimal
    unit: str
    step: Decimal
    about: str
    start: int
    end: int


#: A figure of so many digits that count is seldom the same by chance.
_TELLING: Final = 4


def significant(amount: Amount) -> int:
    """How many digits of a figure say something: 2 of 3.3萬 and of 33,000."""
    return len(str(int(amount.value / amount.step))) if amount.value else 1


def agree(left: Amount, right: Amount) -> bool:
    """Whether two figures are the same one, as exactly as each is told.

    One of many digits is, even where one text leaves its unit out: 3,259 and 3259點.
    """
    exact = min(significant(left), significant(right))
    apart = abs(left.value - right.value)
    if not same_unit(left.unit, right.unit):
        bare = NO_UNIT in (left.unit, right.unit)
        return bare and exact >= _TELLING and not apart
    if not apart:
        return True
    rough, fine = sorted((left, right), key=lambda amount: -amount.step)
    # Rounded, or cut off.
    meant = rough.value - rough.step / 2 <= fine.value < rough.value + rough.step
    return exact > 1 and rough.step > fine.step and meant


def _forms(which: str) -> dict[str, str]:
    """Each folded form -> its unit."""
    return {
        fold_text(form): row.code
        for row in _ROWS
        for form in getattr(row, which).split("|")
        if form
    }


_ENGLISH: Final = _forms("english")
_CHINESE: Final = _forms("chinese")
_BEFORE: Final = _forms("before")


def _any_of(forms: Mapping[str, str]) -> str:
    """A pattern of any form, the longest first."""
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))


#: What stands behind an English figure, behind a Chinese one, and before either.
ENGLISH_UNIT: Final = re.compile(rf"[ -]?({_any_of(_ENGLISH)})(?![a-z])")
CHINESE_UNIT: Final = re.compile(f"({_any_of(_CHINESE)})")
MONEY_BEFORE: Final = re.compile(f"(?:{_any_of(_BEFORE)}) ?$")


def unit_of(form: str) -> str:
    """The unit of a folded form that one of the patterns found."""
    for forms in (_ENGLISH, _CHINESE, _BEFORE):
        if form in forms:
            return forms[form]
    raise KeyError(form)
