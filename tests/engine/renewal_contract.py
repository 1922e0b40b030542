"""What every engine must keep when a generation is built on another; see `store_contract`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from archive.engine.store import Store
from archive.errors import GenerationNotFoundError, IndexFormatError
from archive.model.article import Document
from archive.model.query import Everything, Term
from archive.model.result import CommonLines, RepeatedLine, SearchRequest
from archive.text.edges import REPEATED_LINE
from tests.engine.contract import ids
from tests.engine.corpora import NAMES, document
from tests.engine.counted import COUNTED
from tests.engine.counts_contract import ARTICLES
from tests.engine.writing_contract import WritingContract

NOTE = "Read on in our app."

#: The same articles, about whom and when nobody knows.
_BARE = tuple(replace(one, mentions=(), dates=()) for one in ARTICLES)


def without_fields(document: Document) -> Document:
    """As a document is renewed: what it says is read anew, its tokens are not."""
    return replace(document, fields={})


class RenewalContract(WritingContract):
    """Building on another generation: see `archive.engine.store`."""

    def answers(self, name: str) -> list[object]:
        """Everything that is told of a generation, but its name."""
        with closing(self.open(name)) as searcher:
            told: list[object] = [searcher.get(one) for one, _ in searcher.contents()]
            terms = searcher.terms("body_exact", "", 100)
            return [
                *told,
                terms,
                [ids(searcher, Term("body_exact", term.text)) for term in terms],
                searcher.search(SearchRequest(Everything(), aggregations=COUNTED, limit=20)),
                list(searcher.contents()),
            ]

    def test_a_file_that_is_kept_is_part_of_its_generation_alone(self, store: Store) -> None:
        build = store.begin("a")
        build.keep("ledger").write_text("of the first")
        first = self.fill(build)
        second = self.fill(store.begin("a", first))
        for name, text in ((first, "of the first"), (second, None)):
            path = store.kept(name, "ledger")
            assert (path.read_text() if path else None) == text
        assert store.kept(first, "nothing") is None
        assert store.verify(first) == ()
        with pytest.raises(GenerationNotFoundError, match="never"):
            store.kept("never", "ledger")

    def test_what_is_kept_outlasts_the_generation_before(self, store: Store) -> None:
        build = store.begin("a", self.fill(store.begin("a")))
        build.keep("ledger").write_bytes(bytes(10_000))
        name = self.fill(build)
        store.publish(name)
        store.sweep()
        path = store.kept(name, "ledger")
        assert path is not None
        assert path.read_bytes() == bytes(10_000)

    def test_a_note_is_no_part_of_a_generation(self, store: Store) -> None:
        """Neither is it verified, nor taken over."""
        name = self.fill(store.begin("a"))
        for text in ("One.", "Two."):
            store.annotate(name, "note.txt", text)
        assert store.verify(name) == ()
        assert store.kept(name, "note.txt") is None
        store.publish(name)
        with pytest.raises(GenerationNotFoundError, match="never"):
            store.annotate("never", "note.txt", "Three.")

    def test_what_was_analysed_otherwise_is_built_on_where_that_is_said(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        name = self.fill(store.begin("b", base, "a"))
        assert self.answers(name) == self.answers(base)
        with pytest.raises(IndexFormatError, match=name):
            store.begin("a", name)
        with pytest.raises(IndexFormatError, match=name):
            store.begin("b", name, "a")
        assert self.fill(store.begin("c", name, "b"))

    def test_documents_are_renewed_and_their_tokens_stay(self, store: Store) -> None:
        base = self.fill(store.begin("a"), _BARE)
        now = {one.article.id: without_fields(one) for one in ARTICLES}
        build = store.begin("a", base)
        build.renew(lambda before: (now[one.article.id] for one in before))
        build.commit(NAMES)
        assert self.answers(build.name) == self.answers(self.fill(store.begin("a")))
        assert self.answers(base) == self.answers(self.fill(store.begin("a"), _BARE))

    def test_every_document_is_renewed_as_it_is_kept(self, store: Store) -> None:
        """Not those that are gone; with all that it mentions, also what is not shown of it."""
        noted = [document(n, "T", f"Text {n}.\n\n{NOTE}", mentioned=((3, 3),)) for n in range(20)]
        base = self.fill(store.begin("a"), (*noted, *ARTICLES))
        build = store.begin("a", base)
        build.delete("id-002")
        build.add(document(30, "Added"))
        build.add(document(5, "Changed"))
        seen: dict[str, Document] = {}

        def made(before: Iterator[Document]) -> Iterator[Document]:
            for one in before:
                assert one.article.id not in seen
                seen[one.article.id] = one
                yield without_fields(one)

        build.renew(made)
        info = build.commit(NAMES)
        assert seen.keys() == {f"id-{n:03d}" for n in (*range(20), 30)} - {"id-002"}
        assert info.articles == 20
        assert seen["id-005"].article.title == "Changed"
        assert len(seen["id-007"].dates) == len(noted[7].dates) == 1

    @pytest.mark.parametrize("renewals", [1, 3])
    def test_what_is_renewed_changes_as_any_other(self, store: Store, renewals: int) -> None:
        """Articles are added, replaced and removed before, between and after."""

        def same(before: Iterator[Document]) -> Iterator[Document]:
            return map(without_fields, before)

        build = store.begin("a", self.fill(store.begin("a")))
        changed = document(1, "Tram fares", "The tram said nothing.", day=4)
        more = [document(10 + n, f"More {n}", "So they said.", day=n) for n in range(renewals)]
        for number in range(renewals):
            build.add(more[number])
            build.renew(same)
        build.add(changed)
        build.delete("id-003")
        build.commit(NAMES)
        expected = (changed, ARTICLES[1], ARTICLES[3], *more)
        assert self.answers(build.name) == self.answers(self.fill(store.begin("a"), expected))

    def test_a_renewal_that_fails_leaves_the_base(self, store: Store) -> None:
        base = self.fill(store.begin("a"))
        before = self.answers(base)

        def failing(documents: Iterator[Document]) -> Iterator[Document]:
            yield without_fields(next(documents))
            raise ValueError("no more")

        build = store.begin("a", base)
        with pytest.raises(ValueError, match="no more"):
            build.renew(failing)
        build.abort()
        assert (self.answers(base), store.verify(base)) == (before, ())
        assert [info.name for info in store.generations()] == [base]

    def test_an_empty_build_has_nothing_to_renew(self, store: Store) -> None:
        build = store.begin("a")
        build.renew(lambda before: (pytest.fail(str(one)) for one in before))
        assert build.commit(NAMES).articles == 0

    @pytest.mark.parametrize(
        "count, least, limit, told",
        [
            (REPEATED_LINE, 2, 9, True),
            (REPEATED_LINE - 1, 2, 9, False),
            (REPEATED_LINE, 99, 9, False),
        ],
    )
    def test_furniture_is_what_many_articles_share(
        self, store: Store, count: int, least: int, limit: int, *, told: bool
    ) -> None:
        """Of articles that are gone nothing is told; of a source's lines those of its own."""
        noted = [
            document(n, "T", f"Text number {n}.\n\n{NOTE}", source="Post") for n in range(count)
        ]
        alone = document(60, "T", NOTE, source="日報")
        base = self.fill(store.begin("a"), (*noted, alone, document(70, "T", "Long enough.")))
        line = RepeatedLine("Post", NOTE, count)
        with closing(self.open(base)) as searcher:
            found = searcher.furniture(least, 0.5, limit)
            # The article of nothing else says it too, in a text of its own.
            hides = count + 1 >= REPEATED_LINE
            assert found.only == int(hides)
            assert found.lines == ((line,) if told or (hides and least < count) else ())
            assert searcher.furniture(least, 0.5, 0).lines == ()
        build = store.begin("a", base)
        for one in noted[2:]:
            build.delete(one.article.id)
        build.commit(NAMES)
        with closing(self.open(build.name)) as searcher:
            assert searcher.furniture(1, 0.0, limit) == CommonLines((), 0)
