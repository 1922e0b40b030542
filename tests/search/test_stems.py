"""A stem never joins words of different meaning silently, and names are names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.model.message import Message
from archive.query.forms import forms_of
from archive.query.umlauts import spellings
from archive.search.service import SearchService
from archive.text import tables
from archive.text.tokens import snowball, split_stems, stem
from tests.search.typed import ask, codes, ids, service_of

PAIRS = (
    ("several", "severe"),
    ("important", "import"),
    ("importance", "imports"),
    ("experience", "experiment"),
    ("experienced", "experimental"),
    ("goods", "good"),
    ("national", "nation"),
    ("nationals", "nations"),
    ("aids", "aid"),
    ("aides", "aid"),
    ("sars", "sar"),
    ("Marcos", "Marco"),
    ("Davies", "Davis"),
    ("Roberts", "Robert"),
    ("Peters", "Peter"),
    ("Andrews", "Andrew"),
    ("officer", "office"),
    ("customs", "custom"),
    ("customer", "custom"),
    ("united", "unit"),
    ("author", "authority"),
    ("franc", "France"),
    ("Chang", "change"),
    ("Denis", "deny"),
    ("conversation", "conversion"),
    ("executive", "execution"),
    ("minority", "minor"),
    ("capitalism", "capital"),
    ("parking", "park"),
    ("arms", "arm"),
    ("suite", "suit"),
    ("Lucas", "Luca"),
    ("Williams", "William"),
    ("housing", "house"),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """Each pair is two articles, one of each word."""
    rows = [f"It was {word} again." for pair in PAIRS for word in pair]
    with service_of(tmp_path_factory.mktemp("stems"), rows) as opened:
        yield opened


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[pair[0] for pair in PAIRS])
def test_words_of_another_meaning_are_apart(service: SearchService, number: int) -> None:
    for place, word in enumerate(PAIRS[number]):
        other = str(2 * number + 1 - place)
        for typed in (word, word.lower()):
            found = {hit.id for hit in ask(service, typed, ("expand", "off")).hits}
            assert str(2 * number + place) in found
            assert other not in found


@pytest.mark.parametrize(
    "forms",
    [
        "important importance importantly",
        "experience experiences experienced experiencing",
        "severe severely severity",
        "import imports imported importing",
        "nation nations",
        "customer customers",
        "good",
        "authorise authorised authorize authorization",
    ],
)
def test_a_word_keeps_its_forms(forms: str) -> None:
    assert len(set(map(stem, forms.split()))) == 1


def test_the_table_splits_what_the_stemmer_joins() -> None:
    """Every row is needed, and a stem of its own is that of no other word."""
    own = split_stems()
    every: list[str] = []
    for row in tables.rows("archive.text", "stems.tsv"):
        forms, others = (cell.split() for cell in row.split("\t"))
        every += forms
        joined = {snowball(other.lower()) for other in others}
        assert any(snowball(form) in joined for form in forms), row
        assert len({own[form] for form in forms}) == 1
        for other in others:
            assert stem(other.lower()) != own[forms[0]], row
        # Marks look for words by what their stem begins with.
        assert all(form.startswith(own[form][:-1]) for form in forms)
    assert len(every) == len(set(every))
    groups = {tuple(row.split("\t")[0].split()) for row in tables.rows("archive.text", "stems.tsv")}
    assert len({own[group[0]] for group in groups}) == len(groups)


NAMES = (
    "Mr Barnes spoke.",
    "Barnes's car.",
    "Barnes’ car.",
    "The Barne family.",
    "Barne again.",
    "Barne left.",
    "Barne won.",
    "an American",
    "two Americans",
    "organ music",
    "a generous organ",
    "organs play",
    "the organ",
    "one organ",
    "Mr Hughes",
    "a hugh thing",
)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("names"), NAMES) as opened:
        yield opened


def test_a_capitalised_name_is_itself_and_its_possessive(names: SearchService) -> None:
    page = ask(names, "Barnes", ("expand", "off"))
    assert ids(page) == "012"
    note = Message.of("name_alone", word="Barnes", count=3, all=7, instead="barnes")
    assert note in page.reading.notes
    assert ids(ask(names, "Barne", ("expand", "off"))) == "3456"
    assert ids(ask(names, "barnes", ("expand", "off"))) == "0123456"
    assert ids(ask(names, "Barnes car", ("expand", "off"))) == "12"
    assert ids(ask(names, '"Barnes"', ("expand", "off"))) == "012"


def test_what_a_stem_adds_is_told_with_a_query_for_the_word_alone(names: SearchService) -> None:
    page = ask(names, "organs OR mr", ("expand", "off"))
    (note,) = [one for one in page.reading.notes if one.code == "stem"]
    assert note.values["word"] == "organs"
    assert (note.values["count"], note.values["all"]) == (1, 5)
    assert note.values["instead"] == '"organs" OR mr'
    assert "stem" not in codes(ask(names, "organ", ("expand", "off")))


@pytest.mark.parametrize("typed", ["American", "Americans"])
def test_a_plural_of_a_people_is_no_other_name(names: SearchService, typed: str) -> None:
    assert ids(ask(names, typed, ("expand", "off"))) == "78"


@pytest.mark.parametrize("typed", ["F16", "5G", "O'Brien", "香港", "two words", "WHO1", "a*"])
def test_forms_are_counted_of_words_of_letters(typed: str) -> None:
    assert forms_of(typed) is None


UMLAUTS = ("Herr Müller", "Mr Mueller", "Mr Muller", "schön", "Roethel", "a blu thing", "blue")


@pytest.fixture(scope="module")
def umlauts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("umlauts"), UMLAUTS) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, found, offered",
    [
        ("Mueller", "1", ["Müller"]),
        ("mueller", "1", ["müller"]),
        ("Müller", "02", ["Mueller"]),
        ("Muller", "02", []),
        ("schoen", "", ["schön"]),
        ("blue", "6", []),
        ("Roethel", "4", []),
    ],
)
def test_umlauts_are_offered_and_never_merged(
    umlauts: SearchService, typed: str, found: str, offered: list[str]
) -> None:
    page = ask(umlauts, typed)
    assert ids(page) == found
    assert [one.target for one in page.reading.alternatives] == offered
    assert not any(one.applied for one in page.reading.alternatives)
    for target in offered:
        assert len(ids(ask(umlauts, typed, ("with", target)))) > len(found)


def test_spellings_of_pairs() -> None:
    assert spellings("Baeuerin") == ("Bäürin", "Bäuerin", "Baeürin")
    assert spellings("Straße") == spellings("word") == ()
