"""What is learned of words in two languages, and from what."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.corpus.lexicon.alignment import Together, learned_words
from archive.corpus.lexicon.beginnings import (
    ArticleBeginnings,
    BeginningsTable,
    whole_words,
    without_articles_of,
)
from archive.corpus.lexicon.decisions import load_decisions, read_decisions
from archive.corpus.lexicon.dictionary import dictionary_senses, senses_of
from archive.corpus.lexicon.known import known_words, weighed_by_use
from archive.corpus.lexicon.learning import mix
from archive.corpus.lexicon.making import make_lexicon
from archive.corpus.lexicon.mining import Links, Miner
from archive.corpus.lexicon.vocabulary import TermRows, TermVocabulary, longest_terms
from archive.engine.lexicons import LexiconContent
from archive.errors import DamagedIndexError, GlossaryError
from archive.model.article import Document
from archive.model.entity import Entity, Kind, Names
from archive.model.lexicon import WordOrigin, WordPair
from archive.text.folding import fold_text
from archive.text.terms import term_key, term_text
from tests.analyzers import plain_analyzer
from tests.corpus.bilingual import beginnings_of, events, table_of, told


@pytest.mark.parametrize(
    "definitions, terms",
    [
        ("customs duty/tariff", ["customs duty", "tariff"]),
        ("to flood; flood (natural disaster)", ["flood"]),
        ("Tokyo, capital of Japan", ["Tokyo"]),
        ("(old) prefecture/county", ["county"]),
        ("Japan (used in Taiwan during Japanese colonization)", []),
        ("CL:個|个[ge4]/variant of 甲乙/see 甲乙/surname Li", []),
        ("a man who has no family left to look after him", []),
        ("(dialect) to hide/(Internet slang) fan/the press", ["press"]),
        ("abbr. for 香港大學", []),
        ("", []),
    ],
)
def test_what_is_taken_of_a_definition(definitions: str, terms: list[str]) -> None:
    senses = list(senses_of([("甲乙", "甲乙", definitions)]))
    assert [sense.english for sense in senses] == terms
    assert [sense.weight for sense in senses] == sorted(
        (sense.weight for sense in senses), reverse=True
    )


def test_the_installed_dictionary_is_read_for_words_in_use() -> None:
    words = [fold_text(word) for word in ("關稅", "內地")]
    senses = {(sense.printed, sense.english) for sense in dictionary_senses(words)}
    assert ("關稅", "tariff") in senses
    assert {printed for printed, _ in senses} == {"關稅", "內地"}
    assert ("內地", "Japan") not in senses


@pytest.mark.parametrize(
    "run",
    ["香港特別行政區政府總部大樓", "中華人民共和國國務院新聞辦公室", "施政報告公布", "颱風"],
)
def test_the_words_of_a_text_without_those_inside_are_the_text(run: str) -> None:
    words = plain_analyzer().segmenter.words_of([fold_text(run)])
    assert "".join(whole_words(words)) == fold_text(run)


def _rows(beginnings: ArticleBeginnings) -> list[tuple[str, bool, list[str], list[str]]]:
    """Of each article its id, whether it is Chinese, and the words of its title and its lead."""
    rows = []
    for number, article in enumerate(beginnings.articles):
        first, last = int(beginnings.starts[number]), int(beginnings.starts[number + 1])
        lead = int(beginnings.leads[number])
        texts = [
            [beginnings.texts[word] for word in beginnings.words[a:b].tolist()]
            for a, b in ((first, lead), (lead, last))
        ]
        rows.append((article, bool(beginnings.chinese[number]), texts[0], texts[1]))
    return rows


ARTICLES = [
    told(f"{number}", title, number, body, chinese=chinese)
    for number, (title, body, chinese) in enumerate(
        [
            ("Rain, wind and hail", "It rained.", False),
            ("Rain again", "Nothing else.", False),
            ("颱風逼近", "天文台發出警告。", True),
            ("颱風遠離", "天文台取消警告，NBA 賽事照常。", True),
        ]
    )
]


def test_what_an_article_begins_with(tmp_path: Path) -> None:
    beginnings = beginnings_of(tmp_path / "table", ARTICLES)
    rows = {row[0]: row for row in _rows(beginnings)}
    assert rows["0"] == ("0", False, ["rain", "", "wind", "and", "hail"], ["it", "rained"])
    assert rows["3"][3][-1] == "nba"
    shown = dict(zip(beginnings.texts, beginnings.printed, strict=True))
    assert shown[fold_text("颱風")] == "颱風"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(range(len(ARTICLES))), st.booleans(), st.booleans()), max_size=12
    )
)
def test_a_table_does_not_depend_on_how_it_came_to_be(
    steps: list[tuple[int, bool, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}" for number in range(len(steps) + 3)]
        table, now = BeginningsTable(paths[0]), dict[str, Document]()
        for number, (which, there, anew) in enumerate(steps, 1):
            document = ARTICLES[which]
            if there:
                table.put(document)
                now[document.article.id] = document
            else:
                table.remove(document.article.id)
                now.pop(document.article.id, None)
            if anew:
                table.finish(learned=False)
                table = BeginningsTable(
                    paths[number], next(p for p in paths[number - 1 :: -1] if p.exists())
                )
        assert table.changed() == (len(steps), len(now))
        with closing(table):
            found = _rows(table.read())
        assert found == _rows(beginnings_of(paths[-1], now.values()))


def test_what_is_forgotten_is_in_no_byte(tmp_path: Path) -> None:
    table_of(tmp_path / "before", ARTICLES)
    without_articles_of(tmp_path / "after", tmp_path / "before", ["0", "3"])
    data = (tmp_path / "after").read_bytes()
    for word in ("hail", "wind", "nba", fold_text("取消")):
        assert word.encode() in (tmp_path / "before").read_bytes()
        assert word.encode() not in data
    with closing(BeginningsTable(tmp_path / "copy", tmp_path / "after")) as table:
        assert [row[0] for row in _rows(table.read())] == ["1", "2"]


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"no table" * 1000)
    with pytest.raises(DamagedIndexError, match="bad"):
        BeginningsTable(tmp_path / "copy", tmp_path / "bad")


def _vocabulary(articles: Sequence[Counter[str]]) -> TermVocabulary:
    texts = sorted({term for article in articles for term in article})
    numbers = {text: number for number, text in enumerate(texts)}
    rows = [[(numbers[term], count) for term, count in sorted(a.items())] for a in articles]
    starts = np.cumsum([0, *map(len, rows)])
    flat = [pair for row in rows for pair in row]
    ids = np.array([pair[0] for pair in flat], np.int64)
    counts = np.array([pair[1] for pair in flat], np.float64)
    articles_of = np.bincount(ids, minlength=len(texts))
    return TermVocabulary(texts, texts, numbers, articles_of, TermRows(starts, ids, counts))


_TERMS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 3), min_size=1, max_size=4)
_WORDS = st.dictionaries(st.sampled_from("uvwxyz"), st.integers(1, 3), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(_TERMS, st.integers(0, 40)), min_size=1, max_size=6),
    st.lists(st.tuples(_WORDS, st.integers(0, 40)), min_size=2, max_size=6),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("uvwxyz"), max_size=6),
)
def test_pairs_are_mutual_best_matches(
    left: list[tuple[dict[str, int], int]],
    right: list[tuple[dict[str, int], int]],
    words: dict[str, str],
) -> None:
    """Against cosines of all articles with each other, by the plainest means."""
    right = sorted(right, key=lambda one: one[1])
    english, chinese = (_vocabulary([Counter(one) for one, _ in side]) for side in (left, right))
    hours = [np.array([hour * 3600 for _, hour in side], np.int64) for side in (left, right)]
    ids = [
        [chinese.numbers[words[text]]] if words.get(text) in chinese.numbers else []
        for text in english.texts
    ]
    flat = [one for some in ids for one in some]
    links = Links(
        np.cumsum([0, *map(len, ids)]), np.array(flat, np.int64), np.ones(len(flat), np.float64)
    )
    pairs = Miner(english, chinese, *hours).pairs(links)

    rarity = np.log((len(right) + 1) / (chinese.articles + 1))

    def vector(side: TermVocabulary, row: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        found = np.zeros(len(chinese.texts))
        where = side.rows.row(row)
        for term, count in zip(side.rows.ids[where], side.rows.counts[where], strict=True):
            if side is chinese:
                found[term] += (1 + np.log(count)) * rarity[term]
            else:
                for word in ids[term]:
                    own = (1 + np.log(count)) * np.sqrt(
                        np.log(1 + len(left) / english.articles[term])
                    )
                    found[word] += own * rarity[word]
        return found / (np.sqrt((found * found).sum()) or 1.0)

    found = set()
    near = [
        [
            float(vector(english, i) @ vector(chinese, j))
            if abs(int(hours[0][i]) - int(hours[1][j])) <= 12 * 3600
            else None
            for j in range(len(right))
        ]
        for i in range(len(left))
    ]
    for i, row in enumerate(near):
        told_of = sorted(((c, j) for j, c in enumerate(row) if c is not None), reverse=True)
        if len(told_of) < 2 or told_of[0][0] <= max(0.0601, 1.0501 * told_of[1][0]):
            continue
        best, j = told_of[0]
        others = [near[k][j] or 0.0 for k in range(len(left)) if k != i]
        if all(other < best - 1e-9 for other in others):
            found.add((i, j))
    sure = {(int(i), int(j)) for i, j in zip(pairs.english, pairs.chinese, strict=True)}
    assert found <= sure
    assert all(near[i][j] is not None for i, j in sure)


def test_words_that_stand_together_are_learned_as_ibm_model_1_has_them() -> None:
    """Against the plainest form of the model, with nothing known."""
    pairs = [("ab", "xy"), ("ac", "xz"), ("ab", "xy"), ("bc", "yz"), ("ac", "xz"), ("bc", "yz")]
    english, chinese = (_vocabulary([Counter(pair[side]) for pair in pairs]) for side in (0, 1))
    width = len(chinese.texts)
    keys, of_word, of_pair, words = [], [], [], 0
    for number, (left, right) in enumerate(pairs):
        for term in left:
            for place, word in enumerate(right):
                keys.append(english.numbers[term] * width + chinese.numbers[word])
                of_word.append(words + place)
                of_pair.append(number)
        words += len(right)
    both = Together(
        width, np.array(keys, np.int64), np.array(of_word, np.int32), np.array(of_pair, np.int32)
    )
    none = Links(np.zeros(len(english.texts) + 1, np.int64), np.zeros(0, np.int64), np.zeros(0))
    learned = learned_words(english, chinese, both, none)
    found = {
        (english.texts[e], chinese.texts[z]): chance
        for e, z, chance in zip(*(part.tolist() for part in learned), strict=True)
    }
    chances = {(e, z): 1.0 for e in "abc" for z in "xyz"}
    for _ in range(4):
        counts: Counter[tuple[str, str]] = Counter()
        for left, right in pairs:
            for word in right:
                whole = sum(chances[term, word] for term in left)
                for term in left:
                    counts[term, word] += chances[term, word] / whole  # type: ignore[assignment]  # a share
        totals = {e: sum(counts[e, z] for z in "xyz") for e in "abc"}
        chances = {(e, z): counts[e, z] / (totals[e] + 1) for e in "abc" for z in "xyz"}
    assert found == pytest.approx({key: chance for key, chance in chances.items() if key in found})
    assert {max("xyz", key=lambda z: chances[e, z]) for e in "abc"} == {"x", "y", "z"}
    assert all((e, max("xyz", key=lambda z: chances[e, z])) in found for e in "abc")


@pytest.mark.parametrize(
    "words, terms",
    [
        ("kai tak terminal", ["kai tak", "terminal"]),
        ("the policy address of the year", ["policy address", "year"]),
        ("policy the address", ["policy", "address"]),
        ("kai  tak", ["kai", "tak"]),
        ("typhoon signal", ["typhoon", "signal", "typhoon signal"]),
        ("", []),
    ],
)
def test_the_longest_known_terms_are_taken(words: str, terms: list[str]) -> None:
    known = {"kai tak", "policy address", "policy"}
    split = words.split(" ") if words else []
    assert list(longest_terms(split, known, {"kai", "policy"}, {"typhoon signal"})) == terms


def test_a_word_weighs_as_the_archive_uses_it() -> None:
    names = Names(
        {
            "kt": Entity("kt", Kind.PLACE, {"en": "Kai Tak", "zh-Hant": "啟德"}),
            "who": Entity("who", Kind.PERSON, {"en": "May", "zh-Hant": "梅"}, guarded=("May",)),
        }
    )
    used = {fold_text(word): count for word, count in (("啟德", 3), ("關稅", 9), ("稅則", 1))}
    senses = [*senses_of([(fold_text(w), w, "tariff") for w in ("關稅", "稅則")])]
    known = known_words(names, senses, used, [WordPair("levy", "關稅")])
    assert known["kai tak"][fold_text("啟德")].origin is WordOrigin.PLACE
    assert known["levi"][fold_text("關稅")].origin is WordOrigin.NEWSROOM
    assert "may" not in known
    chances = weighed_by_use(known["tariff"], used)
    assert chances[fold_text("關稅")] > chances[fold_text("稅則")] > 0
    assert sum(chances.values()) == pytest.approx(1)
    assert weighed_by_use(known["tariff"], {}) == {}


def test_what_was_learned_is_mixed_with_what_is_known() -> None:
    assert mix({"a": 1.0}, {}) == {"a": 1.0}
    assert mix({}, {"b": 0.2, "c": 0.2}) == pytest.approx({"b": 0.4, "c": 0.4})
    assert mix({"a": 1.0}, {"b": 0.3}) == pytest.approx({"a": 0.5, "b": 0.5})


def _learned(path: Path, **more: Sequence[WordPair] | Sequence[str]) -> LexiconContent:
    content = make_lexicon(beginnings_of(path, events()), Names(), **more)  # type: ignore[arg-type]  # names
    return content._replace(
        english=list(content.english), chinese=list(content.chinese), proofs=list(content.proofs)
    )


def test_articles_of_the_same_hours_teach_a_name(tmp_path: Path) -> None:
    content = _learned(tmp_path / "table")
    assert {("en-0", "zh-0"), ("en-2", "zh-2")} <= set(content.pairs)
    assert not any("other" in chinese for _, chinese in content.pairs)
    told_of = [entry.translation for entry in content.english if entry.key == "kai tak"]
    assert told_of[0].word == "啟德"
    assert told_of[0].origin in (WordOrigin.LEARNED, WordOrigin.GLOSSARY)
    assert told_of[0].pairs >= 3
    proofs = {content.pairs[p.pair] for p in content.proofs if p.english == "kai tak"}
    assert ("en-0", "zh-0") in proofs
    back = [entry.translation for entry in content.chinese if entry.term == "啟德"]
    assert back[0].word == "kai tak"
    for key in {entry.key for entry in content.chinese}:
        chances = [e.translation.probability for e in content.chinese if e.key == key]
        assert sum(chances) == pytest.approx(1)
        assert chances == sorted(chances, reverse=True)


def test_nothing_is_learned_of_what_is_left_out(tmp_path: Path) -> None:
    without = [f"{language}-{number}" for number in range(8) for language in ("en", "zh")]
    content = _learned(tmp_path / "table", without=without)
    assert content.pairs == []
    assert not any(entry.key == "kai tak" for entry in content.english)


def test_the_newsroom_decides(tmp_path: Path) -> None:
    kept = [WordPair("levy", "關稅")]
    rejected = [WordPair("Kai Tak", "啟德"), WordPair("tariff", "關稅")]
    content = _learned(tmp_path / "table", kept=kept, rejected=rejected)
    pairs = {(entry.key, entry.translation.word) for entry in content.english}
    assert (term_text("levy"), "關稅") in pairs
    assert not {("kai tak", "啟德"), ("tariff", "關稅")} & pairs


@pytest.mark.parametrize(
    "line, problem",
    [
        ('{"english": "tariff", "chinese": "關稅"}', ""),
        ('{"english": "Kai Tak", "chinese": "啟德", "reject": true}', ""),
        ("[]", "not a JSON object"),
        ("{", "Expecting property name"),
        ('{"english": "tariff"}', "not both texts"),
        ('{"english": "關稅", "chinese": "關稅"}', "no English term"),
        ('{"english": "tariff", "chinese": "tax"}', "no Chinese word"),
        ('{"english": "tariff", "chinese": "關 稅"}', "no Chinese word"),
        ('{"english": "tax", "chinese": "稅"}', "single character"),
        ('{"english": "tax", "chinese": "稅款", "reject": 1}', "not true or false"),
        ('{"english": "tax", "chinese": "稅款", "note": ""}', "'note' is not known"),
    ],
)
def test_a_line_of_the_newsroom(line: str, problem: str) -> None:
    decisions = read_decisions(["", line], "own")
    assert len(decisions.problems) == bool(problem)
    assert all(f"own line 2: {problem}" in one or problem in one for one in decisions.problems)
    assert len(decisions.kept) + len(decisions.rejected) == (not problem)


def test_the_last_decision_on_a_pair_counts(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    keep = '{"english": "Tariffs", "chinese": "關稅"}\n'
    own.write_text(keep + '{"english": "tariff", "chinese": "关税", "reject": true}\n', "utf-8")
    decisions = load_decisions(own)
    assert (decisions.kept, decisions.rejected) == ((), (WordPair("tariff", "关税"),))
    assert decisions.digest != read_decisions([keep], "own").digest
    assert load_decisions(None).digest == load_decisions(tmp_path / "none", new=True).digest == ""
    with pytest.raises(GlossaryError, match="none"):
        load_decisions(tmp_path / "none")


@given(st.text(st.sampled_from("aB z"), max_size=12))
def test_the_key_of_plain_words_is_that_of_any(text: str) -> None:
    assert term_text(text) == " ".join(term_key(text))
