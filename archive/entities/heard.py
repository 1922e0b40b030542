"""Names of one person in two scripts, proposed by their sound and by where they stand.

Two names that sound alike are hardly ever two people's where reports of about one event, on about
one day, have one each. The reports need not tell the same event as surely as where nothing but the
company speaks for a pair (see `archive.entities.company`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from archive.entities.company import Account, Pairing, Reports
from archive.entities.sounds import SOUNDS_ALIKE, sound_likeness
from archive.model.entity import Kind
from archive.text.folding import fold_text

#: Reports share an entity that is not everywhere, and their cosine is at least this.
_ALIKE: Final = 0.1

#: An English report is set beside so many Chinese ones, the nearest.
_NEAREST: Final = 12

#: By so much a pair sounds better than all others of either name.
_CLEARLY: Final = 0.15

#: A pair in a single pair of reports sounds at least so much alike.
_BY_SOUND_ALONE: Final = 0.8


def heard_pairs(accounts: Iterable[Account], least: int) -> list[Pairing]:
    """People's names that may be one bearer's, with how much they sound alike, the likeliest first.

    Each stands in `least` pairs of reports at least, or in one where it sounds very much alike.
    """
    every = list(accounts)
    together: dict[tuple[str, str], int] = defaultdict(int)
    reports = Reports(every)
    for english in reports.english():
        nearest = sorted(reports.near(english, 1, _ALIKE), key=lambda each: (-each[1], each[0]))
        people = _people(every[english])
        for chinese, _ in nearest[:_NEAREST] if people else ():
            for han in _people(every[chinese]):
                for latin in people:
                    together[latin, han] += 1
    sounds = {pair: sound_likeness(*pair) for pair in together}
    partners: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (latin, han), sound in sounds.items():
        partners[latin].append((han, sound))
        partners[han].append((latin, sound))
    found = []
    for (latin, han), count in together.items():
        sound = sounds[latin, han]
        enough = sound >= (SOUNDS_ALIKE if count >= least else _BY_SOUND_ALONE)
        clear = _is_clear(han, partners[latin], sound) and _is_clear(latin, partners[han], sound)
        if enough and clear:
            found.append(Pairing(Kind.PERSON, han, latin, count, round(sound, 2)))
    return sorted(found, key=lambda one: (-one.score, -one.articles, one.han, one.latin))


def _is_clear(name: str, partners: Iterable[tuple[str, float]], own: float) -> bool:
    """Whether no other of the partners sounds nearly as like, but shorter forms of this one."""
    return not any(
        sound > own - _CLEARLY and other != name and not _is_form_of(other, name)
        for other, sound in partners
    )


def _is_form_of(short: str, name: str) -> bool:
    """Whether a name is another in the other script, or some of its words or characters."""
    left, right = fold_text(short), fold_text(name)
    if name.isascii():
        return set(left.split()) < set(right.split())
    return left in right and (left != right or short > name)


def _people(account: Account) -> list[str]:
    return sorted(name for kind, name in account.names if kind is Kind.PERSON)
