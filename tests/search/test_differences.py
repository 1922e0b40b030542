"""What differs between two texts: both can be put together again, and what is the same is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.differences import differences, share_that_stays
from archive.text.folding import fold_text


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("The toll is 3.", "The toll is 5.", "The toll is [-3-]{+5+}."),
        ("Three were hurt.", "Three were hurt.", "Three were hurt."),
        ("", "New text.", "{+New text.+}"),
        ("Old text.", "", "[-Old text.-]"),
        ("渡輪今日停航", "渡輪明日停航", "渡輪[-今-]{+明+}日停航"),
        # Scripts, widths and cases do not differ.
        ("海港局宣布減少渡輪", "海港局宣布减少渡轮", "海港局宣布减少渡轮"),
        ("THE TOLL ROSE", "The toll rose", "The toll rose"),
        ("a ５ percent", "a 5 percent", "a 5 percent"),
        # A number is one word, with its signs.
        ("It cost $1,200.50.", "It cost $1,300.50.", "It cost $[-1,200.50-]{+1,300.50+}."),
        # A word between changes tells nothing.
        ("one two three", "six two nine", "[-one two three-]{+six two nine+}"),
        (
            "The ferry sails at nine from pier two.",
            "The ferry sails at ten from pier six.",
            "The ferry sails at [-nine-]{+ten+} from pier [-two-]{+six+}.",
        ),
    ],
)
def test_differences(old: str, new: str, expected: str) -> None:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    shown = "".join(signs[kind].format(text) for kind, text in differences(old, new))
    assert shown == expected


_TEXTS = st.text(alphabet=st.sampled_from("ab 1.渡輪轮船\n\u3000ＡÅ\u0301"), max_size=60) | st.text(
    max_size=60
)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_put_together(old: str, new: str) -> None:
    stretches = differences(old, new)
    assert "".join(text for kind, text in stretches if kind != "gone") == new
    before = "".join(text for kind, text in stretches if kind != "new")
    assert "".join(fold_text(before).split()) == "".join(fold_text(old).split())
    assert 0 <= share_that_stays(stretches) <= 1


@given(_TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(kind == "same" for kind, _ in differences(text, text))
    assert share_that_stays(differences(text, text)) == 1


def test_long_texts_are_compared_by_paragraphs() -> None:
    """In bounded memory and time."""
    paragraphs = [f"paragraph {n} " + "word " * 60 for n in range(600)]
    old = "\n\n".join(paragraphs)
    new = "\n\n".join([*paragraphs[:300], "Another one.", *paragraphs[301:]])
    kinds = [(kind, len(text)) for kind, text in differences(old, new) if kind != "same"]
    assert [kind for kind, _ in kinds] == ["gone", "new"]
    assert kinds[1][1] < 30
