"""A programme moved to another year: what the copy that every later year starts from says."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from opora.core.periods import Period, Precision
from opora.roadmap.due import write_due
from opora.roadmap.programme_values import ActionEntry, ProgrammeFile, Vocabulary, Words

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def moved(file: ProgrammeFile, year: int) -> ProgrammeFile:
    """The programme for another year: periods and years in titles move by the distance, cohorts are its own and the
    copied one. The order and its oddities stay behind: they are of the order that was carried out.
    """
    distance = year - file.year
    return replace(
        file,
        year=year,
        title=_words(file.title, file, distance),
        cohorts={"current": year, "previous": file.year},
        order={},
        titles=_titles(file.titles, file, distance),
        order_oddities=(),
        actions=tuple(_action(action, file, distance) for action in file.actions),
    )


def _action(action: ActionEntry, file: ProgrammeFile, distance: int) -> ActionEntry:
    due = tuple(shifted(period, distance) for period in action.due)
    return replace(
        action,
        title=_words(action.title, file, distance),
        due=due,
        due_texts=tuple(map(write_due, due)),
        oddities=(),
    )


def shifted(period: Period, years: int) -> Period:
    """The same period other years later; the end of a month stays one, 29 February becomes 28 where there is none."""
    whole = period.precision is not Precision.DAY
    start, end = (_shifted(day, years, whole=whole) if day else None for day in (period.start, period.end))
    return replace(period, start=start, end=end)


def _shifted(day: dt.date, years: int, *, whole: bool) -> dt.date:
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    ends = whole and day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, day.month, last if ends else min(day.day, last))


def _titles(titles: Vocabulary, file: ProgrammeFile, distance: int) -> Vocabulary:
    return Vocabulary({code: _words(words, file, distance) for code, words in titles.words.items()}, titles.urls)


def _words(words: Words, file: ProgrammeFile, distance: int) -> Mapping[str, str]:
    """Years of the programme and of its cohorts move; any other number is none of ours."""
    own = {file.year, *file.cohorts.values()}

    def move(match: re.Match[str]) -> str:
        return str(int(match[0]) + distance) if int(match[0]) in own else match[0]

    return {language: _YEAR.sub(move, text) for language, text in words.items()}
