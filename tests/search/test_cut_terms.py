"""Hong Kong and Taiwan terms that jieba alone cuts wrongly are cut into their parts, or left."""

from __future__ import annotations

from pathlib import Path

from archive.text.folding import fold_text
from tests.analyzers import with_authority

TERMS = Path(__file__).parent / "data" / "cut_terms.tsv"


def test_terms_are_cut_into_their_parts() -> None:
    rows = [
        line.split("\t")[:2]
        for line in TERMS.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    best_parts = with_authority().best_parts
    wrong = [
        (term, parts)
        for term, parts in rows
        if best_parts(fold_text(term)) != tuple(map(fold_text, parts.split("+")))
    ]
    assert len(rows) >= 100
    assert len(wrong) <= len(rows) // 20, wrong
