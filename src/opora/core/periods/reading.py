"""Reading deadlines from Russian text, as orders write them and as scanners damage them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import pgettext

from opora.core.periods.bounds import MarkError, bounds
from opora.core.periods.calendar_marks import Item, items
from opora.core.periods.period import Period, Precision, Recurring, SchoolYear, YearContext
from opora.core.periods.spelling import respelled
from opora.core.periods.tokens import Kind, Mark, Token, Unit, tokens
from opora.core.periods.words import DAY_OF_CYCLE, HOW_OFTEN, PLAN, RECURRING, RELATIVE, UNANCHORED, clean

_NOTHING = {"", "-", "--", "."}
_OPEN = Period(None, None, Precision.OPEN)
_TIME = re.compile(
    r"(?:(?<![а-я])[вскдо]{1,2}\s+)?(?<![\d.])\d{1,2}:\d\d(?!\d)(?:\s*(?:ч|час)[а-я]*\.?)?"
    r"|(?<=в )\d{1,2}[.-]\d\d(?=\s*ч)|(?<![\d.])(?:[01]?\d|2[0-3])\.(?:00|15|30|45)(?![\d.]|\s*20\d\d)"
)
_RECURRING = tuple(
    (re.compile(rf"(?<![а-я\d]){HOW_OFTEN}(?:{pattern})(?![а-я])"), recurring) for pattern, recurring in RECURRING
)
_HANGING = re.compile(r"(?:\d|[а-я]|\.)\s*-$")


def read_periods(text: str, *, year: YearContext = None) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    """The periods of a deadline, and what could not be understood, in the reader's language.

    A list gives several periods, a range one; an empty text or a dash none. `year` is the year (or school year) of
    the title, for dates that name none. What cannot be read gives an open period and a problem: it is never guessed.
    """
    cleaned = clean(text)
    if cleaned in _NOTHING:
        return (), ()
    rest, by_plan = PLAN.subn(" ", cleaned)
    rest, recurring = _take_recurring(respelled(_TIME.sub(" ", rest)))
    rest, relative = re.subn(RELATIVE, " ", rest)
    rest, in_cycle = re.subn(DAY_OF_CYCLE, " ", rest)
    found = list(tokens(rest))
    periods, problems = _read(items(found, year))
    unanchored = bool(relative or in_cycle or recurring or by_plan or UNANCHORED.search(rest))
    strange = {Kind.WORD} if year is not None else {Kind.WORD, Kind.NEXT_YEAR}
    words = " ".join(token.text for token in found if token.kind in strange)
    if not periods:
        periods = [_OPEN]
        if not unanchored:
            problems.append(pgettext("period", "No date found in “{text}”.").format(text=text.strip()))
    elif words and not unanchored:
        problems.append(pgettext("period", "Part of the deadline is not understood: “{text}”.").format(text=words))
    if not by_plan and periods[-1].start is not None and _HANGING.search(cleaned):
        periods[-1] = replace(periods[-1], end=None)
        problems.append(pgettext("period", "The end of the deadline is missing: “{text}”.").format(text=text.strip()))
    return tuple(replace(period, recurring=recurring, by_plan=by_plan > 0) for period in periods), tuple(problems)


def read_year(title: str) -> YearContext:
    """The year a title names: a school year where it says so, else the first calendar year in it, else None."""
    found = list(tokens(clean(title)))
    for kind in (Kind.SCHOOL_YEAR, Kind.YEAR):
        for token in found:
            if token.kind is kind and isinstance(token.value, int):
                return SchoolYear(token.value) if kind is Kind.SCHOOL_YEAR else token.value
    return None


def read_date(text: str) -> dt.date | None:
    """The first full date of a text («28.02 2022 г.», «“8” февраля 2022»), or None."""
    found = list(tokens(clean(text)))
    for place, token in enumerate(found):
        mark = token.value if isinstance(token.value, Mark) else _named_day(found[place : place + 3])
        if mark and mark.year is not None:
            try:
                return bounds(mark)[0]
            except MarkError:
                continue
    return None


def _named_day(found: Sequence[Token]) -> Mark | None:
    """A day whose month is a word: three tokens in a row."""
    if [token.kind for token in found] != [Kind.NUMBER, Kind.MONTH, Kind.YEAR]:
        return None
    day, month, year = (token.value if isinstance(token.value, int) else None for token in found)
    return Mark(Unit.DAY, day, month, year)


def plan_phrase(text: str) -> str | None:
    """The words by which a deadline leaves its days to a separate plan, cleaned; None when it does not."""
    found = PLAN.search(clean(text))
    return re.sub(r"\s+", " ", found[0]).strip() if found else None


def _take_recurring(text: str) -> tuple[str, Recurring | None]:
    result = None
    for pattern, recurring in _RECURRING:
        text, times = pattern.subn(" ", text)
        result = result or (recurring if times else None)
    return text, result


def _read(found: list[Item]) -> tuple[list[Period], list[str]]:
    """An item that cannot be read is open; a bare number beside real dates is only told."""
    periods: list[Period] = []
    problems: list[str] = []
    for item in found:
        mark = item.first or item.last
        try:
            periods.append(_period(item))
        except MarkError as unreadable:
            problems.append(str(unreadable))
            if len(found) == 1 or mark is None or mark.unit is not None:
                periods.append(_OPEN)
    return periods, problems


def _period(item: Item) -> Period:
    if item.first and item.last and item.first is not item.last:
        start, _, exact = bounds(item.first)
        _, end, exactness = bounds(item.last)
        if start > end:
            raise MarkError(pgettext("period", "The deadline ends ({end}) before it starts ({start}).").format(
                start=start.strftime("%d.%m.%Y"), end=end.strftime("%d.%m.%Y")
            ))  # fmt: skip
        return Period(start, end, min(exact, exactness, key=lambda precision: precision.rank))
    mark = item.first or item.last
    if mark is None:
        return _OPEN
    start, end, precision = bounds(mark)
    if item.at_beginning:
        end, precision = start, Precision.DAY
    return Period(start if item.first else None, end if item.last else None, precision)
