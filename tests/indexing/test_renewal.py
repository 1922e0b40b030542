"""What is done again when a stage changes: that, nothing else, and as a full build would."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from archive.dates import version as dates_version
from archive.dates.mentions import mentioned_dates
from archive.engine.whoosh import build as whoosh_build
from archive.entities import version as names_version
from archive.entities.authority import Authority, load_authority
from archive.entities.findings import Finding, Findings
from archive.entities.resolver import Resolver
from archive.indexing import documents as documents_module
from archive.indexing import model_findings as finding
from archive.indexing import reindex as reindex_module
from archive.indexing import stages as stages_module
from archive.indexing.reindex import reindex
from archive.indexing.report import Report
from archive.model.article import Article
from archive.model.entity import Kind, candidate_id
from archive.model.statement import Speaker
from archive.quotations.version import QUOTATION_RULES
from archive.text.tokens import Analyzer
from tests.indexing.newsdesk import Desk, answers, article, opened_below, without_shipped_names

CHAN = {"id": "chan", "kind": "person", "zh-Hant": "陳大文"}
FARES = {"id": "fares", "kind": "organisation", "zh-Hant": "港鐵票價"}
XYLO = {"id": "xylo", "kind": "organisation", "en": "Xylo Corp"}
STRIKE = {"id": "strike", "kind": "event", "en": "Tram Strike", "days": ["2020-03-01"]}


class FakeModels:
    """Finds a name wherever it stands; says how many articles it read."""

    read = 0

    def find(self, articles: Sequence[Article]) -> list[Findings]:
        FakeModels.read += len(articles)
        places = [(one, one.body.find("李小明")) for one in articles]
        return [(Finding("body", Kind.PERSON, at, at + 3),) if at >= 0 else () for _, at in places]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Articles that name somebody, some of whom an authority file may know."""
    without_shipped_names(monkeypatch)
    monkeypatch.setattr(finding, "load_models", lambda _: FakeModels())
    monkeypatch.setattr(finding, "installed", lambda _: ("fake 1", ()))
    made = Desk(tmp_path)
    texts = (
        "陳大文在香港說，港鐵票價在2024年3月上升。",
        "港鐵票價上調，李小明說。",
        "Xylo Corp said on 3 May 2019 that the Tram Strike goes on.",
        "Yesterday the tram fares rose.",
        "李小明昨日會面。",
    )
    rows = [article(f"n{at}", text, published="2024-03-09") for at, text in enumerate(texts)]
    made.write("a.jsonl", *rows)
    made.rest()
    made.reindex(models=True)
    return made


def know(desk: Desk, *entities: object) -> None:
    """What the newsroom's authority file holds."""
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities)
    desk.own.write_text(text, "utf-8")


def same_as_full(desk: Desk, **more: Any) -> None:
    """What serves is what a build from nothing gives that knows the same ids."""
    index = desk.root / "beside"
    shutil.copytree(desk.index, index)
    report = reindex(replace(desk.options(models=True, full=True, **more), index=index))
    assert (report.made, report.anew) == (True, "")
    found, expected = answers(desk.index), answers(index)
    for name, answer in expected.items():
        assert found[name] == answer, name
    shutil.rmtree(index)


def done(report: Report) -> dict[str, float]:
    """For how many articles each stage was done."""
    names = ("tokens", "entities", "dates", "models")
    return {name: report.stages[name]["articles"] for name in names if name in report.stages}


@contextmanager
def counting(patched: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Counts the texts that are cut, and those that are read for days and names."""
    counts: Counter[str] = Counter()

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            counts[name] += 1
            return function(*arguments, **more)

        return call

    with patched.context() as patch:
        patch.setattr(Analyzer, "analyse_article", counted("cut", Analyzer.analyse_article))
        patch.setattr(Resolver, "mentions", counted("names", Resolver.mentions))
        days = counted("days", mentioned_dates)
        patch.setattr(documents_module, "mentioned_dates", days)
        before = FakeModels.read
        yield counts
        if FakeModels.read > before:
            counts["models"] = FakeModels.read - before


@pytest.mark.parametrize(
    "entities, cut",
    [
        ((CHAN,), 1),
        ((FARES,), 2),
        ((CHAN, FARES), 2),
        ((XYLO,), 0),
        ((STRIKE,), 0),
        (({"id": "nobody", "kind": "person", "en": "Nobody Here"},), 0),
    ],
)
def test_other_names_cut_anew_only_what_holds_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, entities: Sequence[object], cut: int
) -> None:
    """And so when they are taken away again; sources are not opened, no model reads.

    English is cut at its spaces, whatever the names.
    """
    for known in (entities, ()):
        know(desk, *known)
        with opened_below(desk.files) as opened, counting(monkeypatch) as counts:
            report = desk.reindex(models=True)
        assert opened == []
        assert (counts["cut"], counts["names"], counts["models"]) == (cut, 5 + cut, 0)
        assert done(report) == {
            name: count
            for name, count in (("tokens", cut), ("entities", 5 + cut), ("dates", cut))
            if count
        }
        assert (report.read_now, report.newly_read, report.anew) == (0, 0, "")
        same_as_full(desk)
    assert not desk.reindex(models=True).made


def test_names_that_are_written_while_a_reindex_begins_are_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(own: Path) -> Authority:
        loaded = load_authority(own)
        know(desk, CHAN)
        return loaded

    with monkeypatch.context() as patch:
        patch.setattr(reindex_module, "load_authority", load)
        desk.write("b.jsonl", article("new"))
        desk.reindex(models=True)
    assert desk.documents()["n0"].mentions == ()
    desk.reindex(models=True)
    assert [one.entity for one in desk.documents()["n0"].mentions] == ["chan"]


def test_names_of_an_entity_are_cut_by_whatever_they_are_called(desk: Desk) -> None:
    """A redirect, an alias, a rejected name, and one that must not be profiled."""
    know(desk, CHAN, FARES)
    desk.reindex(models=True)
    person = candidate_id("李小明")
    assert person in {one.entity for one in desk.documents()["n4"].mentions}
    decisions: tuple[tuple[object, ...], ...] = (
        (CHAN, FARES, {"id": "chan", "add": ["李小明"]}),
        (CHAN, FARES, {"reject": "李小明", "kind": "person"}),
        (CHAN, FARES, {"do_not_profile": "李小明"}),
        (CHAN, XYLO, FARES, {"id": "xylo", "redirect": "fares"}),
    )
    for known in decisions:
        know(desk, *known)
        report = desk.reindex(models=True)
        assert (report.read_now, report.newly_read) == (0, 0)
        assert person not in {one.entity for one in desk.documents()["n4"].mentions} or known[
            -1
        ] == {"id": "xylo", "redirect": "fares"}
        same_as_full(desk)


def test_the_days_of_an_event_follow_its_file(desk: Desk) -> None:
    """Those that the text itself mentions stay as they were."""
    for day in ("2020-03-01", "2021-04-02/2021-04-05"):
        know(desk, {**STRIKE, "days": [day]})
        desk.reindex(models=True)
        dates = desk.documents()["n2"].dates
        assert [str(one.first) for one in dates] == ["2019-05-03", day[:10]]
        same_as_full(desk)
    know(desk)
    desk.reindex(models=True)
    assert len(desk.documents()["n2"].dates) == 1


def test_other_rules_of_days_read_days_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    know(desk, CHAN, STRIKE)
    desk.reindex(models=True)
    before = desk.documents()
    monkeypatch.setattr(stages_module, "DATE_RULES", dates_version.DATE_RULES + 1)
    with opened_below(desk.files) as opened, counting(monkeypatch) as counts:
        report = desk.reindex(models=True)
    assert opened == []
    assert counts == {"days": 10}
    assert done(report) == {"dates": 5}
    assert (report.unchanged, desk.documents()) == (5, before)
    monkeypatch.setattr(stages_module, "DATE_RULES", dates_version.DATE_RULES + 2)
    monkeypatch.setattr(documents_module, "mentioned_dates", lambda *_, **__: iter(()))
    desk.reindex(models=True)
    assert [len(one.dates) for one in desk.documents().values()] == [0, 0, 1, 0, 0]
    same_as_full(desk)


def test_other_rules_of_quotations_renew_them_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(desk, CHAN)
    desk.reindex(models=True)
    before = desk.documents()
    (said,) = before["n0"].statements
    assert before["n0"].article.body[said.start : said.end] == "港鐵票價在2024年3月上升。"
    assert said.speaker == Speaker(Kind.PERSON, before["n0"].mentions[0].entity)
    monkeypatch.setattr(stages_module, "QUOTATION_RULES", QUOTATION_RULES + 1)
    with opened_below(desk.files) as opened, counting(monkeypatch) as counts:
        report = desk.reindex(models=True)
    assert (opened, counts, report.again) == ([], {}, ("quotations",))
    assert report.stages["quotations"]["articles"] == 5
    assert (report.unchanged, desk.documents()) == (5, before)
    monkeypatch.setattr(stages_module, "QUOTATION_RULES", QUOTATION_RULES + 2)
    monkeypatch.setattr(documents_module, "find_statements", lambda *_: ())
    desk.reindex(models=True)
    assert {one.statements for one in desk.documents().values()} == {()}
    same_as_full(desk)


def test_other_rules_of_names_read_names_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    know(desk, CHAN)
    desk.reindex(models=True)
    monkeypatch.setattr(stages_module, "NAME_RULES", names_version.NAME_RULES + 1)
    with opened_below(desk.files) as opened, counting(monkeypatch) as counts:
        report = desk.reindex(models=True)
    assert opened == []
    assert counts == {"names": 5}
    assert (done(report), report.unchanged) == ({"entities": 5}, 5)


def test_another_analysis_cuts_everything_from_what_is_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages_module, "program_fingerprint", lambda: "another")
    with opened_below(desk.files) as opened, counting(monkeypatch) as counts:
        report = desk.reindex(models=True)
    assert opened == []
    assert (counts["cut"], counts["models"]) == (5, 0)
    assert (report.unchanged, report.read_now, report.anew) == (5, 0, "")
    same_as_full(desk)
    assert not desk.reindex(models=True).made


def test_other_models_read_every_text_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "installed", lambda _: ("fake 2", ()))
    with counting(monkeypatch) as counts:
        report = desk.reindex(models=True)
    assert (counts["models"], counts["cut"], report.newly_read) == (5, 0, 5)
    assert done(report) == {"entities": 5, "models": 5}
    with counting(monkeypatch) as counts:
        report = desk.reindex(models=False)
    assert (counts["cut"], report.made) == (0, True)
    assert candidate_id("李小明") not in str(desk.documents()["n4"].mentions)


def test_another_zone_reads_sources_and_days(desk: Desk) -> None:
    desk.write("b.jsonl", article("z", "Yesterday.", published="2024-03-09T20:00:00+00:00"))
    desk.reindex(models=True)
    assert [str(one.first) for one in desk.documents()["z"].dates] == ["2024-03-09"]
    report = desk.reindex(models=True, zone=ZoneInfo("UTC"))
    assert (report.read_now, done(report)) == (6, {"dates": 6})
    assert [str(one.first) for one in desk.documents()["z"].dates] == ["2024-03-08"]
    same_as_full(desk, zone=ZoneInfo("UTC"))


def test_a_change_of_everything_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files, names, rules of days, and many segments with dead documents."""
    monkeypatch.setattr(whoosh_build, "SEGMENT_TOKENS", 20)
    for step in range(2):
        know(desk, *((CHAN, FARES), (XYLO, STRIKE))[step])
        monkeypatch.setattr(stages_module, "DATE_RULES", 100 + step)
        rows = [
            article(f"m{at}", f"陳大文與 Xylo Corp 在 {step} 日。") for at in range(step, 4 + step)
        ]
        desk.write("b.jsonl", *rows, article("n1", f"Another {step}.", source="Post"))
        report = desk.reindex(models=True)
        assert report.anew == ""
        same_as_full(desk)
    monkeypatch.setattr(stages_module, "program_fingerprint", lambda: "another")
    know(desk, CHAN)
    desk.write("b.jsonl", article("n1", "Only this.", source="Post"))
    assert desk.reindex(models=True).anew == ""
    same_as_full(desk)
