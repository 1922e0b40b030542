"""The file of words in two languages: what goes with articles that go, and what damage is told."""

from __future__ import annotations

from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest

from archive.engine.lexicons import (
    LEAST_PROVED,
    LexiconFile,
    write_lexicon,
    write_without,
)
from archive.errors import DamagedIndexError
from archive.model.lexicon import Lexicon, WordOrigin
from tests.engine.words import PAIRS, lexicon_content

IDS = sorted({one for pair in PAIRS for one in pair})


def _answers(lexicon: Lexicon) -> object:
    told = lexicon.translations(("kai tak", "啟德", "機場", "關稅", "tariff"))
    words = {key: [(one.word, one.pairs) for one in some] for key, some in told.items()}
    proofs = [lexicon.proofs("kai tak", word) for word in ("啟德", "機場")]
    return words, proofs if "啟德" in told else proofs[1:], list(lexicon.learned())


@pytest.mark.parametrize("gone", [c for n in range(4) for c in combinations(IDS, n)])
def test_to_hide_an_article_is_as_to_write_without_it(
    gone: tuple[str, ...], tmp_path: Path
) -> None:
    write_lexicon(tmp_path / "whole", lexicon_content())
    write_without(tmp_path / "without", tmp_path / "whole", gone.__contains__)
    hidden = LexiconFile(tmp_path / "whole", lambda ids: [one for one in ids if one in gone])
    with closing(hidden) as one, closing(LexiconFile(tmp_path / "without")) as other:
        assert _answers(one) == _answers(other)
        left = [pair for pair in PAIRS if not {*pair} & {*gone}]
        assert ("啟德" in one.translations(("啟德",))) == (len(left) >= LEAST_PROVED)
    data = (tmp_path / "without").read_bytes()
    assert not any(article.encode() in data for article in gone)


def test_the_likeliest_comes_first(tmp_path: Path) -> None:
    write_lexicon(tmp_path / "file", lexicon_content())
    with closing(LexiconFile(tmp_path / "file")) as lexicon:
        told = lexicon.translations(["kai tak"])["kai tak"]
        assert [(one.word, one.probability, one.origin) for one in told] == [
            ("啟德", 0.75, WordOrigin.LEARNED),
            ("機場", 0.25, WordOrigin.DICTIONARY),
        ]
        assert lexicon.proofs("kai tak", "啟德") == tuple(PAIRS)


def test_damage_is_told(tmp_path: Path) -> None:
    write_lexicon(tmp_path / "file", lexicon_content())
    data = (tmp_path / "file").read_bytes()
    (tmp_path / "file").write_bytes(data[: len(data) // 2])
    with pytest.raises(DamagedIndexError, match="file"):
        _answers(LexiconFile(tmp_path / "file"))
    (tmp_path / "file").write_bytes(b"no file of words" * 300)
    with pytest.raises(DamagedIndexError, match="file"):
        LexiconFile(tmp_path / "file")
