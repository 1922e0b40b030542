"""`doctor`: what is missing or wrong on this machine, each with its remedy."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Final

from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.commands.sources import recognisers_of
from archive.corpus.lexicon.decisions import load_decisions
from archive.engine.catalogue import FolderCatalogue, open_current
from archive.engine.publications import lost_record
from archive.engine.registry import open_store
from archive.entities.authority import load_authority
from archive.entities.models import installed
from archive.entities.own_model import own_models
from archive.errors import ArchiveError
from archive.indexing.lock import holder
from archive.indexing.room import room_left, room_needed
from archive.meaning.encoder import Encoder
from archive.model.result import Standing
from archive.search.meaning import REMADE, meaning_state
from archive.settings import ROOT, Settings
from archive.text.segmentation import is_fast

#: What the newsroom's own recognisers are asked, whatever they find in it.
_ASKED: Final = {"en": "Mary Chan spoke at the university.", "zh": "陳大文在大學說。"}


@dataclass(frozen=True, slots=True)
class Check:
    """Something looked at: whether it is well, what was found, and what to do if it is not."""

    what: str
    well: bool
    found: str
    remedy: str = ""


def register(commands: Commands) -> None:
    """Add the command of this file."""
    add_command(commands, "doctor", _doctor, "Say what is missing or wrong, and its remedy.")


def _pages(_: Settings) -> Check:
    lacking = [name for name in ("templates", "static") if not (ROOT / name).is_dir()]
    state = f"{', '.join(lacking)} missing in {ROOT}" if lacking else "templates and static files"
    return Check("pages", not lacking, state, "Deploy a whole checkout.")


def _cutting(_: Settings) -> Check:
    state = "rjieba" if is_fast() else "jieba only; reindexing Chinese takes many times as long"
    return Check("word segmentation", is_fast(), state, "Install rjieba: `make install`.")


def _names(settings: Settings) -> Check:
    if not settings.models:
        return Check("names", True, "switched off; the authority file only")
    told = _recognisers(recognisers_of(settings))
    fingerprint, missing = installed(told)
    shipped = f"{', '.join(missing)} missing" if missing else fingerprint
    state = "; ".join(filter(None, [*told.values(), shipped]))
    return Check("names", not missing, state, "Install the packages: `make install`.")


def _recognisers(commands: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The newsroom's own models by language, each asked for the names in a text."""
    told = {}
    for language, model in own_models(commands).items():
        with closing(model):
            model.find([_ASKED[language]])
            told[language] = f"{model.setting}: {model.greeting().told()}"
    return told


def _meaning(settings: Settings) -> Check:
    """Whether meanings can be compared where that is wanted, as a server would."""
    if not settings.meaning:
        return Check("meaning", True, "switched off")
    model = Encoder()
    with closing(open_current(settings.engine, settings.index)) as searcher:
        opened = searcher.vectors()
    _, why = meaning_state(opened, model.made_by)
    if opened.vectors is None or why:
        return Check("meaning", False, why, REMADE)
    vectors = opened.vectors
    state = f"{vectors.headlines:,} headlines, {vectors.beginnings:,} beginnings"
    return Check("meaning", True, f"{model.made_by}; {state}")


def _authority(settings: Settings) -> Check:
    authority = load_authority(settings.authority)
    first = f"; {authority.problems[0]}" if authority.problems else ""
    state = f"{len(authority.entries)} entities{first}"
    return Check("authority file", not authority.problems, state, "Correct the line named.")


def _glossary(settings: Settings) -> Check:
    decisions = load_decisions(settings.glossary, new=True)
    first = f"; {decisions.problems[0]}" if decisions.problems else ""
    state = f"{len(decisions.kept)} pairs kept, {len(decisions.rejected)} rejected{first}"
    return Check("glossary file", not decisions.problems, state, "Correct the line named.")


def _sources(settings: Settings) -> Check:
    missing = [str(path) for path in settings.sources if not path.exists()]
    state = f"missing: {', '.join(missing)}" if missing else f"{len(settings.sources)} named"
    return Check("sources", not missing, state, "Correct ARCHIVE_SOURCES or mount the folder.")


def _index(settings: Settings) -> Check:
    store = open_store(settings.engine, settings.index)
    name = store.current()
    if name is None and any(info.standing is None for info in store.generations()):
        raise lost_record(settings.index)
    if name is None:
        return Check("index", False, f"none in {settings.index}", "Run `manage.py reindex SOURCE`.")
    if problems := store.verify(name):
        remedy = "Run `manage.py rollback`, or `manage.py reindex`."
        return Check("index", False, problems[0], remedy)
    FolderCatalogue(settings.engine, settings.index).open(name).close()
    return Check("index", True, f"{name} is whole and was analysed as this program does")


def _generations(settings: Settings) -> Check:
    store = open_store(settings.engine, settings.index)
    faults = [
        f"{info.name}: {info.problem}"
        for info in store.generations()
        if info.problem and info.standing is not Standing.SERVES
    ]
    if holder(settings.index) is None:  # what a run at work makes is not left over
        faults += [f"{path} was left by a run that broke off" for path in store.leftovers()]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return Check(
        "generations",
        not faults,
        faults[0].rstrip(".") + more if faults else "nothing damaged, nothing left over",
        "Run `manage.py prune`.",
    )


def _space(settings: Settings) -> Check:
    store = open_store(settings.engine, settings.index)
    needed, free = room_needed(store, settings.sources), room_left(settings.index)
    state = f"{free / 1e9:,.1f} GB free, {needed / 1e9:,.1f} GB needed for another generation"
    folder = next(p for p in (settings.index, *settings.index.absolute().parents) if p.exists())
    writable = os.access(folder, os.W_OK)
    note = "" if writable else f"; {folder} cannot be written here (right for a server)"
    return Check("space", free > needed, state + note, "Run `manage.py prune` or add space.")


_CHECKS: Final[tuple[Callable[[Settings], Check], ...]] = (
    _pages,
    _cutting,
    _names,
    _authority,
    _glossary,
    _sources,
    _index,
    _generations,
    _meaning,
    _space,
)


def _findings(settings: Settings) -> Iterator[Check]:
    for check in _CHECKS:
        try:
            yield check(settings)
        except ArchiveError as error:
            yield Check(check.__name__.strip("_"), False, error.detail, error.remedy)


def _doctor(arguments: argparse.Namespace) -> int:
    findings = list(_findings(settings_of(arguments)))
    if arguments.json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            remedy = "" if finding.well else f" {finding.remedy}"
            state = finding.found.rstrip(".")
            print(f"{'ok  ' if finding.well else 'BAD '} {finding.what}: {state}.{remedy}")
    return 0 if all(finding.well for finding in findings) else 1
