"""More like this: what is about the same, why, and nothing that is the article itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from archive.indexing.reindex import reindex
from archive.search.more_like import MOST_LIKE
from archive.search.service import SearchService
from tests.conftest import library_of, options_of
from tests.operations.life import use_small_authority

#: A story of three articles in each language, a copy and a version of the first, and others that
#: share a word or a name with it, or nothing.
FERRY = (
    "The Kwai Fong sank off Lamma on Monday after her boiler burst, and divers searched the hull "
    "for the missing stokers until dark."
)
渡輪 = "葵芳號渡輪星期一在南丫島對開沉沒，鍋爐爆裂，蛙人搜索船艙，尋找失蹤的司爐直至入夜。"


def articles() -> Iterator[dict[str, str]]:
    """The rows of a source."""

    def row(
        name: str, title: str, body: str, day: int, source: str = "Ferry News"
    ) -> dict[str, str]:
        day_text = f"2025-03-{day:02}"
        return {"id": name, "title": title, "body": body, "published": day_text, "source": source}

    yield row("sunk", "Ferry sinks off Lamma", f"{FERRY}\n\nThe pier is shut.", 3)
    yield row("again", "Ferry sinks off Lamma", f"{FERRY}\n\nThe pier is shut.", 3, "Other News")
    yield row(
        "inquiry",
        "Boiler inspector suspended after ferry disaster",
        "An inspector who passed the boiler of the Kwai Fong was suspended, and divers found two "
        "stokers. The next hearing is on 9 May 2025.",
        5,
    )
    yield row(
        "hearing",
        "Stokers were never warned, ferry hearing told",
        "The boiler of the Kwai Fong had leaked for weeks, a stoker told the hearing. More on "
        "9 May 2025.",
        20,
    )
    yield row("rates", "Bank keeps rates", "Rates stay where they are, the bank said today.", 4)
    for number in range(12):
        yield row(f"dull{number}", f"Notes {number}", f"Notes of day {number}, all quiet.", 10)
    yield row("沉沒", "渡輪南丫島沉沒", 渡輪, 3)
    yield row("停職", "驗船主任停職", "曾檢驗葵芳號鍋爐的主任停職，蛙人尋獲兩名司爐。", 5)
    yield row("利率", "銀行維持利率", "銀行今日表示利率不變。", 4)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """The service over these."""
    with pytest.MonkeyPatch.context() as patched:
        use_small_authority(patched)
        folder = tmp_path_factory.mktemp("like")
        with (folder / "some.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in articles())
        reindex(options_of(folder / "index", folder / "some.jsonl"))
        library = library_of(folder / "index")
        yield SearchService(library)
        library.close()


def likes(made: SearchService, article: str) -> list[str]:
    return [like.article.id for like in made.article(article).like]


def test_a_story_is_found_and_nothing_else(made: SearchService) -> None:
    assert likes(made, "sunk") == ["inquiry", "hearing"]
    assert "hearing" in likes(made, "inquiry")
    assert likes(made, "沉沒") == ["停職"]
    assert likes(made, "rates") == []


def test_copies_are_one_line_and_never_of_the_article_itself(made: SearchService) -> None:
    by_id = {like.article.id: like for like in made.article("hearing").like}
    assert len({"sunk", "again"} & by_id.keys()) == 1
    (family,) = {"sunk", "again"} & by_id.keys()
    assert by_id[family].copies == 1
    assert not {"sunk", "again"} & set(likes(made, "again"))


def test_each_says_what_both_have(made: SearchService) -> None:
    like = next(one for one in made.article("inquiry").like if one.article.id == "hearing")
    said = {word.lower() for word in like.words}
    assert any("kwai fong" in word for word in said)
    assert any("boiler" in word for word in said)
    assert like.days == ((dt.date(2025, 5, 9), dt.date(2025, 5, 9)),)
    chinese = made.article("沉沒").like[0]
    assert any("鍋爐" in word for word in chinese.words)


def test_what_it_says_stands_in_the_article(made: SearchService) -> None:
    for name in ("sunk", "inquiry", "hearing", "沉沒", "停職"):
        page = made.article(name)
        assert 0 < len(page.like) <= MOST_LIKE
        for like in page.like:
            other = made.article(like.article.id).document.article
            for word in like.words:
                assert word in other.title or word in other.body
