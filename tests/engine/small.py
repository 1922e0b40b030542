"""Small generations of an index in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive.engine.generation import generations_folder
from archive.engine.store import Store
from tests.engine.corpora import NAMES, document


def make(store: Store, *numbers: int, publish: bool = True) -> str:
    """A generation of a few articles."""
    build = store.begin("a")
    for number in numbers or (1, 2):
        build.add(document(number, f"Title {number}", "Some text."))
    build.commit(NAMES)
    if publish:
        store.publish(build.name)
    return build.name


def folder(index: Path, name: str) -> Path:
    return generations_folder(index) / name


def ids(contents: Sequence[tuple[str, str]]) -> list[str]:
    return [one for one, _ in contents]
