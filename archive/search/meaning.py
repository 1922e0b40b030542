"""How near articles are in meaning, where a newsroom wants that and its generation knows it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Final

from archive.errors import MeaningError
from archive.meaning.encoder import Encoder
from archive.model.language import Language
from archive.model.vectors import MeaningState, NearArticle, Vectors
from archive.search.edition import Edition

_log = logging.getLogger("archive.meaning")


def nearness(
    edition: Edition, article: str, others: Sequence[str]
) -> tuple[float | None, ...] | None:
    """How near in meaning other articles are to one, by their ids; see `Vectors.nearness`.

    None where the generation knows nothing of it; no model is asked.
    """
    vectors = edition.searcher.vectors().vectors
    return vectors.nearness(article, others) if vectors else None


class Meaning:
    """Compares what is typed with what articles mean; safe for many threads at once."""

    def __init__(self, *, wanted: bool) -> None:
        """The model is loaded where it is `wanted`; where it cannot be, the log says why."""
        self._encoder: Encoder | None = None
        self._why = MeaningState.OFF
        #: What is wrong with the model, and what to do, in a line; "" for nothing.
        self.trouble = ""
        if wanted:
            try:
                self._encoder = Encoder()
            except MeaningError as error:
                self._why, self.trouble = MeaningState(error.code), error.one_line()
                _log.warning("%s", self.trouble)

    def state(self, edition: Edition) -> MeaningState:
        """Whether queries are compared with the articles of an edition, or why not."""
        if self._encoder is None:
            return self._why
        vectors, damage = edition.searcher.vectors()
        if damage:
            return MeaningState.UNREADABLE
        if vectors is None:
            return MeaningState.UNMADE
        return MeaningState.USED if self._compares(vectors) else MeaningState.OTHER

    def _compares(self, vectors: Vectors) -> bool:
        return self._encoder is not None and vectors.made_by == self._encoder.made_by

    def nearest(
        self, edition: Edition, text: str, languages: Collection[Language], limit: int
    ) -> tuple[NearArticle, ...]:
        """The articles nearest to a text, where the state is `USED`; none elsewhere."""
        vectors = edition.searcher.vectors().vectors
        if self._encoder is None or vectors is None or not self._compares(vectors):
            return ()
        return vectors.nearest(self._encoder.vectors([text])[0], languages, limit)


#: Where nobody wants meanings to be compared.
NO_MEANING: Final = Meaning(wanted=False)
