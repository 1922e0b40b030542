"""The fingerprint of analysis changes whenever tokens do, and with nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pytest

from archive.model.entity import Entity, Kind, Names
from archive.text import fingerprint as module
from archive.text.fingerprint import fingerprint
from archive.text.segmentation import is_fast
from tests.analyzers import plain_analyzer
from tests.conftest import SAMPLES
from tests.text.token_table import ROWS

_NEW = """
The same texts give other tokens than those that the number ANALYSIS stands for. Raise ANALYSIS in
archive/text/fingerprint.py by one (not where only a file of archive/text/data or a package
changed: they are in the fingerprint themselves), and write TOKENS = "{found}" beside it.
"""


def _texts() -> Iterator[tuple[str, str]]:
    """The titles and bodies of the sample archive, then texts that are hard to cut."""
    for path in sorted(SAMPLES.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row.get("title", ""), row.get("body", "")
    yield from ((row.text, row.text) for row in ROWS)


def _digest() -> str:
    hasher = hashlib.blake2b(digest_size=16)
    for title, body in _texts():
        for name, tokens in sorted(plain_analyzer().analyse_article(title, body).items()):
            row = [name, tokens.terms, [int(one) for one in tokens.positions]]
            hasher.update(json.dumps(row).encode("ascii"))
    return hasher.hexdigest()


@pytest.mark.skipif(not is_fast(), reason="rjieba, which cuts where it is installed, is not")
def test_other_tokens_need_another_number() -> None:
    """An index whose articles were cut otherwise must not be served."""
    found = _digest()
    assert found == module.TOKENS, _NEW.format(found=found)


def test_the_digest_sees_a_single_token(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _digest()
    monkeypatch.setitem(globals(), "ROWS", [*ROWS[:-1], ROWS[-1]._replace(text="香")])
    assert _digest() != before


def _named(*names: str) -> Names:
    entities = [Entity(f"e{n}", Kind.PERSON, {"zh-Hant": name}) for n, name in enumerate(names)]
    return Names({entity.id: entity for entity in entities})


def test_it_changes_with_names_that_are_never_cut_and_with_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = fingerprint(_named("安人某"))
    assert one == fingerprint(_named("安人某"))
    assert one == fingerprint(_named("安人某", "Ann Person"))
    assert one != fingerprint(_named("安人某", "鮑勃某"))
    monkeypatch.setattr(module, "ANALYSIS", module.ANALYSIS + 1)
    module._program.cache_clear()
    try:
        assert fingerprint(_named("安人某")) != one
    finally:
        monkeypatch.undo()
        module._program.cache_clear()
    assert fingerprint(_named("安人某")) == one
