"""Reports that look alike from day to day: of markets and of the weather.

Two of them have the same words and names; only their figures tell whether they are of the same
hour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from archive.text.amount_units import Amount
from archive.text.folding import fold_text

#: Words of headlines of such reports, and in what units they have figures.
_MARKET: Final = re.compile(
    r"\b(?:stocks?|shares|stock markets?|(?:hk|hong kong|us|mainland|local|asian|shanghai) markets?"
    r"|markets|ind(?:ex|ices|exes)|hang seng|hsi|nasdaq|dow|s ?& ?p 500|nikkei|wall street"
    r"|gold|oil|crude|bitcoin|yuan|dollar|central parity)\b"
    + fold_text(
        "|股(?!東|權|份轉)|恒指|恆指|指數|期金|金價|期油|油價|比特幣|美元|美債|日圓|歐元|人民幣|中間價|滬深|創業板"
    )
)
_WEATHER: Final = re.compile(
    r"\b(?:observatory|forecast\w*|temperatures?|weather|coldest|hottest|celsius|degrees)\b"
    + fold_text("|天文台|氣溫|寒冷|酷熱|天氣|季候風|降溫|度")
)
_QUOTED: Final = frozenset({"%", "point", "bp"})
_DEGREES: Final = "°C"


def is_daily_report(headline: str, figures: Sequence[Amount]) -> bool:
    """Whether an article with a headline and figures is of a kind that comes every day."""
    folded = fold_text(headline)
    units = {figure.unit for figure in figures}
    market = bool(units & _QUOTED) and _MARKET.search(folded) is not None
    return market or (_DEGREES in units and _WEATHER.search(folded) is not None)
