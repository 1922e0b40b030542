"""Units as English and Chinese write them, a row a unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
