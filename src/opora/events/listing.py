"""The list of a programme's events: filtered, grouped by how far they have come and by month, as rows of a file."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.imports.cells import folded
from opora.core.spreadsheets import Cell, Column, Sheet
from opora.events.models import EventSeries, Kind
from opora.events.queries import EventState
from opora.events.stages import SIGNS, TITLES, Stage, earlier_days, hours, stage_of, standing_text

FILTERS = ("text", "kind", "series", "stage")
LATEST_FIRST = frozenset({Stage.OPEN, Stage.CLOSED, Stage.OFF})


@dataclass(frozen=True, slots=True)
class Row:
    """One event as lists show it; `earlier` are the days it was planned for before, in words."""

    state: EventState
    stage: Stage
    url: str

    @property
    def sign(self) -> str:
        """The state whose sign stands beside it; "" for none."""
        return SIGNS[self.stage]

    @property
    def stage_text(self) -> str:
        """The stage in words."""
        return str(TITLES[self.stage])

    @property
    def standing(self) -> str:
        """The same for one row, shorter."""
        return standing_text(self.state, self.stage)

    @property
    def earlier(self) -> str:
        """The other days it was planned for: "05.03.2022, 12.03.2022"."""
        return ", ".join(map(numbers.day, earlier_days(self.state)))

    @property
    def hours(self) -> str:
        """When it begins and ends."""
        return hours(self.state)


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one stage, by month."""

    stage: Stage
    title: str | Promise
    months: Sequence[tuple[str, Sequence[Row]]]
    count: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series as the list shows it, with how many sessions it has and how many of them were held."""

    series: EventSeries
    url: str
    sessions: int
    held: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the list is asked for; "" asks for everything. A value that does not exist fits nothing."""

    text: str = ""
    kind: str = ""
    series: str = ""
    stage: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """From an address."""
        return cls(**{name: given.get(name, "")[:100].replace("\0", "") for name in FILTERS})

    @property
    def asked(self) -> dict[str, str]:
        """Those that ask for something."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    def fit(self, row: Row) -> bool:
        """Whether a row is asked for."""
        event, plan = row.state.event, row.state.plan
        words = folded(f"{event.title} {event.code} {plan.place}")
        return (
            self.kind in ("", event.kind)
            and self.stage in ("", row.stage)
            and self.series in ("", event.series.code if event.series else "-")
            and all(word in words for word in folded(self.text).split())
        )


def rows_of(states: Iterable[EventState], as_of: dt.date, url: Callable[[int], str]) -> list[Row]:
    """All rows in the order of their days."""
    return [Row(state, stage_of(state, as_of), url(state.event.pk)) for state in states]


def series_rows(known: Iterable[EventSeries], rows: Sequence[Row], url: Callable[[int], str]) -> list[SeriesRow]:
    """Every series by its title, those without sessions too."""
    planned = Counter(row.state.event.series_id for row in rows)
    held = Counter(row.state.event.series_id for row in rows if row.state.held)
    shown = [SeriesRow(one, url(one.pk), planned[one.pk], held[one.pk]) for one in known]
    return sorted(shown, key=lambda one: numbers.natural(one.series.title))


def grouped(rows: Sequence[Row]) -> list[Group]:
    """By stage and month; what lies behind has its latest first, what lies ahead its next."""
    groups = []
    for stage in Stage:
        of_stage = [row for row in rows if row.stage is stage]
        if stage in LATEST_FIRST:
            of_stage.reverse()
        months = groupby(of_stage, key=lambda row: row.state.on.replace(day=1))
        found = [(capfirst(numbers.month(month, year=True)), list(members)) for month, members in months]
        if found:
            groups.append(Group(stage, TITLES[stage], found, len(of_stage)))
    return groups


def sheet(rows: Iterable[Row], title: str) -> Sheet:
    """The rows as a table of a file."""
    columns = [
        Column(_("Code"), 16),
        Column(_("Event"), 50),
        Column(_("Kind"), 22),
        Column(_("Series"), 30),
        Column(_("Planned first for"), 14),
        Column(_("Planned for"), 14),
        Column(_("Held on"), 14),
        Column(_("Hours"), 14),
        Column(_("Place"), 30),
        Column(_("Link"), 30),
        Column(_("How it stands"), 34),
        Column(_("Attendance closed"), 16),
    ]
    return Sheet(title, columns, [_cells(row) for row in rows])


def _cells(row: Row) -> list[Cell]:
    state = row.state
    event, plan = state.event, state.plan
    return [
        event.code,
        event.title,
        str(Kind(event.kind).label),
        event.series.title if event.series else "",
        state.plans[0].planned_on,
        plan.planned_on,
        state.held.occurred_on if state.held else None,
        row.hours,
        plan.place,
        plan.link,
        row.stage_text,
        state.closing.occurred_on if state.closing else None,
    ]
