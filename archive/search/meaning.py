"""How near articles are in meaning, where a newsroom wants that and its generation knows it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Final

from archive.errors import MeaningError
from archive.meaning.encoder import Encoder
from archive.model.language import Language
from archive.model.vectors import MeaningState, NearArticle, OpenedVectors
from archive.search.edition import Edition

#: What to do where the vectors of a generation cannot be used.
REMADE: Final = "Run `manage.py reindex`."

_log = logging.getLogger("archive.meaning")


def nearness(
    edition: Edition, article: str, others: Sequence[str]
) -> tuple[float | None, ...] | None:
    """How near in meaning other articles are to one, by their ids; see `Vectors.nearness`.

    None where the generation knows nothing of it; no model is asked.
    """
    vectors = edition.searcher.vectors().vectors
    return vectors.nearness(article, others) if vectors else None


def meaning_state(opened: OpenedVectors, made_by: str) -> tuple[MeaningState, str]:
    """Whether what a generation knows can be compared with what `made_by` makes; why not, or ""."""
    vectors, damage = opened
    if damage:
        return MeaningState.UNREADABLE, damage
    if vectors is None:
        return MeaningState.UNMADE, "it was made without vectors"
    if vectors.made_by != made_by:
        return MeaningState.OTHER, f"{vectors.made_by} made its vectors, {made_by} is installed"
    return MeaningState.USED, ""


class Meaning:
    """Compares what is typed with what articles mean; safe for many threads at once."""

    def __init__(self, *, wanted: bool) -> None:
        """The model is loaded where it is `wanted`; where it cannot be, the log says why."""
        self._encoder: Encoder | None = None
        self._why = MeaningState.OFF
        #: What is wrong with the model, and what to do, in a line; "" for nothing.
        self.trouble = ""
        self._said: set[str] = set()
        if wanted:
            try:
                self._encoder = Encoder()
            except MeaningError as error:
                self._why, self.trouble = error.state, error.one_line()
                _log.warning("%s", self.trouble)

    def state(self, edition: Edition) -> MeaningState:
        """Whether queries are compared with the articles of an edition, or why not."""
        if self._encoder is None:
            return self._why
        state, why = meaning_state(edition.searcher.vectors(), self._encoder.made_by)
        self._say(edition.info().name, why)
        return state

    def _say(self, generation: str, why: str) -> None:
        """Tell the log once for each generation why its meanings are not compared."""
        if why and generation not in self._said:
            self._said.add(generation)
            _log.warning("Meanings of %s are not compared: %s. %s", generation, why, REMADE)

    def nearest(
        self, edition: Edition, text: str, languages: Collection[Language], limit: int
    ) -> tuple[NearArticle, ...]:
        """The articles nearest to a text, where the state is `USED`; none elsewhere."""
        vectors = edition.searcher.vectors().vectors
        if self._encoder is None or vectors is None or vectors.made_by != self._encoder.made_by:
            return ()
        return vectors.nearest(self._encoder.vectors([text])[0], languages, limit)


#: Where nobody wants meanings to be compared.
NO_MEANING: Final = Meaning(wanted=False)
