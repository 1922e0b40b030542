"""Which articles are versions of one, which are copies, and which only look like it."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from archive.corpus import pairs
from archive.corpus.sketches import traits_of
from archive.model.article import Article
from tests.corpus.columns import article, grouped, partition, relation

#: A report of some length in English, and one in Traditional Chinese with its Simplified form.
LONG = " ".join(
    f"The harbour board said on day {n} that ferry number {n * 7} would sail to pier {n % 9} "
    f"because of works near the {word} quay."
    for n, word in enumerate("northern southern eastern western central upper lower outer".split())
)
ZH = (
    "海港局昨日宣布，由於碼頭維修工程需時三個月，來往離島的渡輪服務將會減少，受影響的居民可以改乘巴士。"
    "當局又表示，工程費用由政府承擔，船票不會因此加價，並會在月底前公布新的航班時間表，讓市民及早安排行程。"
)
ZH_HANS = (
    "海港局昨日宣布，由于码头维修工程需时三个月，来往离岛的渡轮服务将会减少，受影响的居民可以改乘巴士。"
    "当局又表示，工程费用由政府承担，船票不会因此加价，并会在月底前公布新的航班时间表，让市民及早安排行程。"
)
SHORT = "Qtly div 10 cts vs 10 cts prior. Pay April 15. Record March 30."
URL = "https://post.example/news/1001"


def edited(text: str, seed: int = 1) -> str:
    """A text with another sentence in the place of an eighth of it."""
    words = text.split(" ")
    size = len(words) // 8
    at = random.Random(seed).randrange(len(words) - size)
    words[at : at + size] = f"The {seed} captains said they had not been asked.".split()
    return " ".join(words)


OTHER = "Nothing of the sort was said by the council when it met to speak of other things. " * 4

#: A report with twice as much behind it; and a form.
GROWN = f"{LONG}\n\n" + " ".join(
    f"Traveller {name} of pier {n} spoke of the {n}th winter without a crossing after dark."
    for n, name in enumerate(
        "Ada Ben Cleo Dev Ewa Finn Gita Hugo Ines Jan Kim Leo Mia Ned".split(), 2
    )
)
MORE_ZH = (
    "有居民代表批評安排倉卒，要求當局加開夜班車，並質疑工程為何不能分段進行，以減少對學生和長者的影響。"
    "船公司回應說，人手已經調配妥當，候船室會加設座位，亦會派員在碼頭協助旅客轉乘其他交通工具。"
)
TOWN = (
    "The town of {} has sold {} million dollars of notes at {} per cent, its treasurer said after "
    "the sale this morning. The money is for schools, a bridge and the waterworks, and is to be "
    "paid back over the coming years out of rates. It was the {}th sale since the law on borrowing "
    "was changed, and banks bought most of what was offered, the treasurer said."
)

#: Two articles, and what they are to each other.
PAIRS: list[tuple[str, Article, Article, str]] = [
    # Versions: one source, and an address, a pattern of ids or a headline in common.
    ("an address", article("a", LONG, url=URL), article("b", OTHER, url=URL), "version"),
    (
        "an address but for tracking, www and the scheme",
        article("a", LONG, url=URL),
        article("b", OTHER, url="http://www.post.example/news/1001/?utm_source=x#top"),
        "version",
    ),
    (
        "another query is another address",
        article("a", LONG, url="https://post.example/story?id=1"),
        article("b", OTHER, url="https://post.example/story?id=2"),
        "",
    ),
    (
        "a front page is no article's address",
        article("a", LONG, url="https://post.example/"),
        article("b", OTHER, url="https://post.example"),
        "",
    ),
    (
        "addresses with numbers in what is often said of readers",
        article("a", LONG, url="https://post.example/read?source=11"),
        article("b", OTHER, url="https://post.example/read?source=12"),
        "",
    ),
    (
        "one address, read from two places",
        article("a", LONG, url="https://post.example/read?n=1&source=home"),
        article("b", OTHER, url="https://post.example/read?n=1&source=feed"),
        "version",
    ),
    (
        "addresses that differ behind the #",
        article("a", LONG, url="https://post.example/app#/story/1"),
        article("b", OTHER, url="https://post.example/app#/story/2"),
        "",
    ),
    (
        "a place in a page",
        article("a", LONG, url=f"{URL}#comments"),
        article("b", OTHER, url=URL),
        "version",
    ),
    (
        "an address of two sources",
        article("a", LONG, url=URL),
        article("b", OTHER, url=URL, source="Herald"),
        "",
    ),
    ("ids that number versions", article("n1-v1", LONG), article("n1-v2", OTHER), "version"),
    ("ids that number versions", article("n1_rev2", LONG), article("n1", OTHER), "version"),
    ("ids that the archive gave", article("n1", LONG), article("n1~0a1b2c3d", OTHER), "version"),
    (
        "names of NewsML",
        article("urn:newsml:post.example:20240305:ferry:1", LONG),
        article("urn:newsml:post.example:20240305:ferry:2", OTHER),
        "version",
    ),
    (
        "names of NewsML without a number of the version",
        article("urn:newsml:post.example:20240305:101", LONG),
        article("urn:newsml:post.example:20240305:102", OTHER),
        "",
    ),
    ("ids that count articles", article("post-101", LONG), article("post-102", OTHER), ""),
    ("replaced", article("a", LONG), article("b", OTHER, "2024-05-09", replaces="a"), "version"),
    (
        "replaced by another source",
        article("a", LONG),
        article("b", OTHER, "2024-05-09", source="Herald", replaces="a"),
        "",
    ),
    (
        "a headline, and much of the text",
        article("a", LONG, title="Ferries cut"),
        article("b", edited(LONG), "2024-03-06", title="FERRIES CUT!"),
        "version",
    ),
    (
        "a headline of a column",
        article("a", LONG, title="Our view"),
        article("b", OTHER, "2024-03-06", title="Our view"),
        "",
    ),
    (
        "three days apart",
        article("a", LONG, url=URL),
        article("b", OTHER, "2024-03-08", url=URL),
        "",
    ),
    (
        "saved again",
        article("a", LONG, title="Ferries cut"),
        article("b", LONG, title="Ferries cut"),
        "version",
    ),
    (
        "a story that is dated anew",
        article("a", LONG, title="Ferries cut"),
        article("b", LONG, "2024-03-06", title="Ferries cut"),
        "version",
    ),
    (
        "a notice that is sent again",
        article("a", SHORT, title="A notice"),
        article("b", SHORT, "2024-03-06", title="A notice"),
        "",
    ),
    (
        "a form that is filled in again",
        article("a", SHORT, title="Dividends"),
        article("b", SHORT.replace("10", "12"), "2024-03-06", title="Dividends"),
        "",
    ),
    # Copies: the same text, or nearly, of any source, on days near each other.
    ("word for word", article("a", LONG), article("b", LONG, source="Herald"), "copy"),
    (
        "three days later",
        article("a", LONG),
        article("b", LONG, "2024-03-08", source="Herald"),
        "copy",
    ),
    ("four days later", article("a", LONG), article("b", LONG, "2024-03-09", source="Herald"), ""),
    ("edited", article("a", LONG), article("b", edited(LONG), source="Herald"), "copy"),
    ("in the other script", article("a", ZH), article("b", ZH_HANS, source="日报"), "copy"),
    (
        "in capitals, without punctuation",
        article("a", LONG),
        article("b", LONG.upper().replace(".", ""), source="Herald"),
        "copy",
    ),
    ("another story", article("a", LONG), article("b", OTHER, source="Herald"), ""),
    ("without days", article("a", LONG, None), article("b", LONG, None, source="Herald"), ""),
    ("one source, one day, two headlines", article("a", LONG), article("b", LONG), "copy"),
    (
        "a form of two companies",
        article("a", SHORT, title="ACME INC SETS DIVIDEND"),
        article("b", SHORT, title="ZENITH OIL PAYS HOLDERS"),
        "",
    ),
    (
        "a form that is sent twice",
        article("a", SHORT, title="ACME INC SETS DIVIDEND"),
        article("b", SHORT, title="ACME INC SETS A DIVIDEND"),
        "copy",
    ),
    ("a report that grew on its day", article("a", LONG), article("b", GROWN), "copy"),
    ("on another day", article("a", LONG), article("b", GROWN, "2024-03-06"), ""),
    (
        "a report in another's longer one, in the other script",
        article("a", ZH),
        article("b", f"{ZH_HANS}{MORE_ZH}", source="日报"),
        "copy",
    ),
    (
        "a paragraph of it in another story",
        article("a", GROWN),
        article("b", f"{LONG[:240]}{OTHER}"),
        "",
    ),
    (
        "a form that is filled in for two towns",
        article("a", TOWN.format("Ashford", "310", "7.25", "118"), title="Ashford sells bonds"),
        article("b", TOWN.format("Milton", "455", "6.80", "209"), title="Bonds of Milton"),
        "",
    ),
    ("nothing to say", article("a", ""), article("b", "", source="Herald"), ""),
]


@pytest.mark.parametrize("what, left, right, expected", PAIRS)
def test_what_two_articles_are_to_each_other(
    what: str, left: Article, right: Article, expected: str
) -> None:
    assert relation(left, right) == expected, what
    assert relation(right, left) == expected, what


def test_copies_of_versions_are_one_story() -> None:
    """And of versions alone one is the newest, of copies each is."""
    articles = [
        article("a1", LONG, "2024-03-05T08:00", url=URL),
        article("b", LONG, "2024-03-05T09:00", source="Herald"),
        article("a2", edited(LONG), "2024-03-05T10:00", url=URL),
        article("c", OTHER),
    ]
    groups = grouped(articles)
    assert partition(articles, groups.story.tolist()) == {frozenset({"a1", "a2", "b"})}
    assert partition(articles, groups.versions.tolist()) == {frozenset({"a1", "a2"})}
    assert groups.older.tolist() == [True, False, False, False]
    assert groups.before.tolist() == [-1, -1, 0, -1]


def test_the_newest_of_one_day_has_the_highest_number() -> None:
    articles = [article(f"post-{n}", LONG, title="Ferries cut") for n in (9, 10, 101, 11)]
    groups = grouped(articles)
    assert groups.older.tolist() == [True, True, False, True]
    numbered = [article(name, OTHER) for name in ("x-v2", "x-v10", "x")]
    assert grouped(numbered).older.tolist() == [True, False, True]


def test_what_a_source_repeats_in_all_its_articles_does_not_count() -> None:
    line = "Subscribe to the Post for more stories like this one, every day of the week. " * 4
    texts = [f"{line}\n\n{edited(OTHER, n)} {n}\n\n{LONG[n * 90 : n * 90 + 60]}" for n in range(14)]
    articles = [
        article(f"p{n}", f"{' '.join(str(n * 31 + i) for i in range(60))}\n\n{text[:330]}")
        for n, text in enumerate(texts)
    ]
    assert partition(articles, grouped(articles).story.tolist()) == set()


def test_many_copies_of_one_text_are_one_story() -> None:
    """However many there are: a source's on one day, and those that others printed."""
    articles = [article(f"n{n:03d}", LONG, source=f"Paper {n % 7}") for n in range(300)]
    groups = grouped(articles)
    assert len(partition(articles, groups.story.tolist())) == 1
    assert not groups.older.any()


def test_a_page_of_news_is_no_articles_address() -> None:
    """Many texts that have nothing in common; those that have, are versions of each other."""
    texts = [" ".join(f"w{n}x{k}" for k in range(90)) for n in range(6)]
    others = [article(f"n{n}", text, url=URL) for n, text in enumerate(texts)]
    saved = [article(f"s{n}", f"{texts[5]} More {n}.", url=URL) for n in range(3)]
    groups = grouped([*others, *saved])
    assert partition([*others, *saved], groups.versions.tolist()) == {
        frozenset({"n5", "s0", "s1", "s2"})
    }


def test_many_articles_of_one_form_are_soon_grouped() -> None:
    """However many have nearly the same text on one day."""
    form = [article(f"f{n:04d}", f"{LONG} Station {n}.", source=f"Robot {n}") for n in range(900)]
    groups = grouped(form)
    assert len(partition(form, groups.story.tolist())) == 1


_BODIES = [LONG, edited(LONG, 2), edited(LONG, 3), OTHER, ZH, ZH_HANS, SHORT, ""]
_ARTICLES = st.builds(
    lambda number, body, day, title, source, url: article(
        f"n{number}",
        _BODIES[body],
        None if day == 9 else f"2024-03-0{day}",
        title=("", "Ferries cut", "Dividends")[title],
        source=("Post", "Herald", "")[source],
        url=(None, URL, "https://post.example/x")[url],
    ),
    st.integers(0, 400),
    st.integers(0, len(_BODIES) - 1),
    st.integers(1, 9),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 2),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(_ARTICLES, max_size=14, unique_by=lambda one: one.id),
    st.randoms(),
    st.sampled_from((3, 100_000)),
)
def test_groups_are_what_pairs_make_of_them(
    monkeypatch: pytest.MonkeyPatch, articles: list[Article], chance: random.Random, at_once: int
) -> None:
    """In any order: whoever is a version or a copy of another is in its group, through others."""
    monkeypatch.setattr(pairs, "_AT_ONCE", at_once)
    monkeypatch.setattr(pairs, "_KEYS_AT_ONCE", at_once)
    # More than three with one address need some text in common, which pairs alone do not tell.
    places = Counter((one.source, one.url) for one in articles if one.url)
    assume(max(places.values(), default=0) <= 3)
    groups = grouped(articles)
    links = {
        name: {
            frozenset({left.id, right.id})
            for left in articles
            for right in articles
            if left.id < right.id and relation(left, right) in kinds
        }
        for name, kinds in (("story", ("version", "copy")), ("versions", ("version",)))
    }
    shuffled = chance.sample(articles, len(articles))
    again = grouped(shuffled)
    for name, numbers, others in (
        ("story", groups.story, again.story),
        ("versions", groups.versions, again.versions),
    ):
        parts = partition(articles, numbers.tolist())
        assert parts == partition(shuffled, others.tolist())
        # A key may lie two days on and two days more: pairs alone never make more than groups.
        assert all(any(link <= part for part in parts) for link in links[name])
    older = {one.id for one, old in zip(articles, groups.older.tolist(), strict=True) if old}
    assert older == {one.id for one, old in zip(shuffled, again.older.tolist(), strict=True) if old}
    for part in partition(articles, groups.versions.tolist()):
        assert len(part - older) == 1


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_text_has_traits(body: str, title: str) -> None:
    traits = traits_of(article("x", body, title=title or "t"))
    assert list(traits.sketch) == sorted(set(traits.sketch))
    assert len(traits.lines) == len(traits.sketch)
    assert bool(traits.body) == bool(traits.sketch)
