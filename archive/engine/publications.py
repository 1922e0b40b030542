"""What is published, and what was: the file `CURRENT`, replaced in one step.

Its first line is the name of the generation that serves. Each line after it says what became of
another: `before NAME` served before it, the latest first; `aside NAME` served once and was rolled
back from. A generation that no line names was never published here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.engine.damage import missing_file, unreadable_file
from archive.engine.files import write_atomically
from archive.engine.generation import is_generation
from archive.errors import DamagedIndexError, GenerationNotFoundError, NoGenerationError

CURRENT: Final = "CURRENT"
_TELL: Final = "Run `manage.py generations`, then `manage.py publish NAME`."
_BEFORE: Final = "before"
_ASIDE: Final = "aside"


@dataclass(frozen=True, slots=True)
class Publications:
    """What serves (`current`), what served before it, latest first, and what was set aside.

    `candidates` are the names that may serve: the current one, then those before it.
    """

    current: str | None = None
    before: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[str, ...]:
        """The current generation, then those that served before it."""
        return (*filter(None, (self.current,)), *self.before)

    @property
    def known(self) -> tuple[str, ...]:
        """Every generation that ever served and was not removed, first what was set aside."""
        return (*self.aside, *self.candidates)

    def published(self, name: str) -> Publications:
        """After `name` was published: what served until now comes before it."""
        before = tuple(served for served in self.candidates if served != name)
        return Publications(name, before, tuple(left for left in self.aside if left != name))

    def rolled_back(self, name: str) -> Publications:
        """After going back to `name`: what served since is set aside.

        Raises `GenerationNotFoundError` where it did not serve before.
        """
        if name not in self.before:
            raise GenerationNotFoundError(f"{name} did not serve before {self.current}.")
        place = self.before.index(name)
        since = self.candidates[: place + 1]
        return Publications(name, self.before[place + 1 :], (*since, *self.aside))

    def without(self, name: str) -> Publications:
        """After `name`, which does not serve, was removed."""
        before, aside = (
            tuple(stays for stays in names if stays != name) for names in (self.before, self.aside)
        )
        return Publications(self.current, before, aside)


def read_publications(index: Path) -> Publications:
    """What is and was published; raises `DamagedIndexError` where that cannot be read."""
    path = index / CURRENT
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return Publications()
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable_file(path, error, remedy=_TELL) from error
    rows = [line.partition(" ") for line in lines[1:]]
    names = {state: tuple(row[2] for row in rows if row[0] == state) for state in (_BEFORE, _ASIDE)}
    publications = Publications(lines[0].strip() if lines else "", names[_BEFORE], names[_ASIDE])
    if len(publications.known) != len(rows) + 1 or not all(map(is_generation, publications.known)):
        raise DamagedIndexError(f"{path} does not hold what was written.", remedy=_TELL, file=path)
    return publications


def lost_record(index: Path) -> DamagedIndexError:
    """What is told where generations were published and `CURRENT` is gone."""
    return missing_file(index / CURRENT, remedy=_TELL)


def write_publications(index: Path, publications: Publications) -> None:
    """Replace what is published in one step; it is on disk when this returns."""
    rows = [(_BEFORE, name) for name in publications.before]
    rows += [(_ASIDE, name) for name in publications.aside]
    text = "".join(f"{state} {name}\n" for state, name in rows)
    write_atomically(index / CURRENT, f"{publications.current}\n{text}")


def read_current(index: Path) -> str | None:
    """The published generation's name, or None where nothing was ever published."""
    return read_publications(index).current


def require_current(index: Path) -> str:
    """The published generation's name; raises `NoGenerationError`."""
    return require_candidates(index)[0]


def require_candidates(index: Path) -> tuple[str, ...]:
    """What may serve, the published generation first; raises `NoGenerationError`."""
    candidates = read_publications(index).candidates
    if not candidates:
        raise NoGenerationError(f"There is no index in {index}.")
    return candidates
