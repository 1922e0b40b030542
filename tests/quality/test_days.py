"""Days in sentences of all six files, read in their articles. Floors move down only on purpose.

The samples were drawn at random around words of time and labelled before the rules were run on
them: the first (200 expressions) before rules were made for years said before, lists, weekdays to
come and other calendars, the others (213 and 109) after. The first run, in English and Chinese,
gave 0.944 and 0.867 before these rules, 0.858 and 0.976 on the second sample, 0.976 and 0.905 on
the third; what was general in the mistakes (days of dividends, days in words, what a noun
announces) was mended after each. Who labelled these wrote the rules, and corrected four labels
after the first look.

The fourth and fifth were labelled by readers who had not seen the rules (175 and 173 expressions);
their first run gave 0.901 and 0.813, 0.896 and 0.867. Five and six sentences are left out here, of
which the readers said that they were not sure whether something in them counts; of the others the
first run gave 0.912 and 0.833, 0.908 and 0.899. Rules were made for what was general in the
mistakes, tried on neighbours and on all articles.

The sixth and seventh (190 and 173 expressions) were labelled in the same way after these rules;
their first run gave 0.886 and 0.874, 0.932 and 0.794, without the 14 and 18 sentences of which the
readers were not sure 0.898 and 0.885, 0.944 and 0.796. Of what they showed the nearest month, the
night before last and two decades in one were mended. What a sample gives after that is no measure
of sentences that nobody has looked at.

The eighth (181 expressions) was labelled in the same way; its first run, before a rule was changed
for it, gave 0.904 and 0.950, without the 22 sentences of which the readers were not sure 0.926 and
0.967. After it months, days and weekdays that may be the last or the next are decided by odds;
extents, quarters alone, weekends and financial years were mended. No label was changed.

The tenth (402 expressions) was labelled before any of the rules made after it, by one who had
looked at the tables; its first run gave 0.972 and 0.978. After it months in figures of trade, what
"a year earlier" counts from, quarters and Sundays' weeks that are announced, what was agreed to be
done, days with points and figurative tomorrows were mended. The eleventh (235) and twelfth (124)
were labelled before they were run, by the same reader, who had made these rules; the first run gave
0.933 and 0.951 on the eleventh, and after days without a cue were decided by odds 0.936 and 0.951
on the twelfth. The rules as they stood before the tenth give 0.933 and 0.913, 0.926 and 0.951 on
these two. Sentences of which the reader was not sure (18, 17 and 10) are left out.

The thirteenth (183 expressions) was labelled by a reader who had not seen the rules; its first run
gave 0.874 and 0.892, without the 28 sentences of which the reader was not sure 0.925 and 0.928.
After it "today" where it means these times, quarters with the day of their end, what is expected,
months before 前 and 後, decades of a list, years in brackets and days of Cantonese speech were
mended. No label was changed.

The fourteenth (146 expressions) was labelled by the same reader as the thirteenth, and nobody who
made rules has looked at it: 0.946 and 0.907 with the rules before the thirteenth, 0.942 and 0.917
with those after it. After it 今個月, 年底 alone, 去年8.31, 四年前今日, 比上年 of accounts and
"last May 1" were read, and lengths of days (14日隔離) no longer.

The fifteenth and sixteenth (213 and 229 expressions) were drawn and labelled by a reader who had
seen no rule, and looked at by nobody who made rules before they were run. The first run of the
fifteenth gave 0.828 and 0.861, without the 36 sentences of which the reader was not sure 0.922 and
0.952 (0.922 and 0.935 with the rules before). Then days of this month (本月7至8日), what is told in
passing, quarters named by their months and months of figures were mended, and the first run of the
sixteenth gave 0.947 and 0.880, without its 30 unsure sentences 0.972 and 0.926. After it 起至,
lunar days that are over, 當日 before 行政 and the December quarter were mended. No label was
changed.
These readers do not count stretches up to or from publication ("the past five years"), which those
of the first twelve samples do; they are read. "Last Sept. 30" is one expression, as in the
fourteenth and as "last Friday" is in all; the second has "Sept. 30" in one place.

Of the first 200 sentences without days 17 gave one at the first run; one was replaced and one
reworded, which did hold days. Another 155 of articles, which readers chose who had not seen the
rules, gave none, at their first run and since.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from archive.dates.mentions import mentioned_dates
from tests.quality.labelled_days import DATA, Bodies, bodies, f1, labelled, rows

FLOORS = [
    ("days-1", "en", 0.98),
    ("days-1", "zh", 0.97),
    ("days-2", "en", 0.97),
    ("days-2", "zh", 0.98),
    ("days-3", "en", 0.98),
    ("days-3", "zh", 0.98),
    ("days-4", "en", 0.96),
    ("days-4", "zh", 0.94),
    ("days-5", "en", 0.97),
    ("days-5", "zh", 0.93),
    ("days-6", "en", 0.94),
    ("days-6", "zh", 0.97),
    ("days-7", "en", 0.97),
    ("days-7", "zh", 0.99),
    ("days-8", "en", 0.97),
    ("days-8", "zh", 0.99),
    ("days-9", "en", 0.98),
    ("days-9", "zh", 0.99),
    ("days-10", "en", 0.98),
    ("days-10", "zh", 0.98),
    ("days-11", "en", 0.98),
    ("days-11", "zh", 0.98),
    ("days-12", "en", 0.98),
    ("days-12", "zh", 0.95),
    ("days-13", "en", 0.98),
    ("days-13", "zh", 0.97),
    ("days-14", "en", 0.95),
    ("days-14", "zh", 0.97),
    ("days-15", "en", 0.95),
    ("days-15", "zh", 0.98),
    ("days-16", "en", 0.98),
    ("days-16", "zh", 0.95),
]

#: Of 355 sentences that name no day, so many may give one.
FALSE_DAYS = 2

MONDAY = dt.date(2025, 9, 22)


@pytest.fixture(scope="module")
def texts(corpus: Path) -> Bodies:
    labels: list[dict[str, Any]] = []
    for name in (*sorted({sample for sample, _, _ in FLOORS}), "days-none"):
        labels += rows(name)
    return bodies(corpus, labels)


@pytest.mark.corpus
@pytest.mark.parametrize("sample, language, floor", FLOORS)
def test_days_in_sentences(texts: Bodies, sample: str, language: str, floor: float) -> None:
    labels = [row for row in rows(sample) if row["language"] == language]
    found = f1(list(labelled(labels, texts)))
    print(f"{sample}, {language}: {found:.3f}")  # noqa: T201  # the figure is the point
    assert found >= floor


@pytest.mark.corpus
def test_sentences_without_days(texts: Bodies) -> None:
    """Names, verbs, numbers and ratios that look like days, of articles and written for this."""
    sentences = [(one.text, bool(one.found)) for one in labelled(rows("days-none"), texts)]
    for line in (DATA / "days-none.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _, text = line.split("\t")
            sentences.append((text, bool(mentioned_dates(text, MONDAY))))
    assert len(sentences) == 355
    wrong = [text for text, read in sentences if read]
    assert len(wrong) <= FALSE_DAYS, wrong
