"""Engines by name. Loaded when asked for, so that a reader never loads a writer."""

from __future__ import annotations

import importlib
from pathlib import Path

from archive.engine.searcher import Searcher
from archive.engine.store import Store
from archive.errors import SettingError
from archive.model.concealment import Concealment
from archive.model.engines import ENGINES


def _module(engine: str, role: str) -> tuple[object, tuple[str, ...]]:
    """An engine's file, and where the engine answers if `engine` says so behind a space."""
    name, _, address = engine.partition(" ")
    if name not in ENGINES:
        raise SettingError(
            f"ARCHIVE_ENGINE: there is no engine {name!r}.",
            remedy=f"Use one of: {', '.join(ENGINES)}.",
        )
    module = importlib.import_module(f"archive.engine.{name}.{role}")
    return module, (address,) if address else ()


def open_searcher(
    engine: str, index: Path, generation: str, concealment: Concealment | None = None
) -> Searcher:
    """Open one generation for reading, with or without what readers must not see."""
    module, address = _module(engine, "searcher")
    opened: Searcher = module.open_searcher(index, generation, concealment, *address)  # type: ignore[attr-defined]  # each engine's module has it
    return opened


def open_store(engine: str, index: Path) -> Store:
    """Open the place where generations are kept, for writing."""
    module, address = _module(engine, "store")
    opened: Store = module.open_store(index, *address)  # type: ignore[attr-defined]  # each engine's module has it
    return opened
