"""Cohorts and the list of low results as rows of a spreadsheet, in the columns they are brought in by."""

from collections.abc import Iterator

from opora.core import clock, spans
from opora.core.imports.tables import Where
from opora.core.spreadsheets import Cell
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolState, schools_at
from opora.programmes.models import LeavingReason
from opora.programmes.queries import low_results_lists, programme_of_year


def cohort_rows(where: Where) -> Iterator[list[Cell]]:
    """Every membership of the year that is known, also of schools that left, by the short name of the school.

    With a day, what begins or ends after it is left out.
    """
    cohort = programme_of_year(where.region.pk, where.year).cohort
    found = spans.load(cohort.memberships.all(), where.known_at or clock.now())
    begun = [span for span in found if where.on is None or span.starts_on <= where.on]
    states, names = _states(where), _municipalities(where)
    for span in sorted(begun, key=lambda span: (states[span.start.school_id].order, span.starts_on)):
        state, end = states[span.start.school_id], span.end if where.on is None or span.over(where.on) else None
        left: list[Cell] = [None] * 4
        if end:
            left = [end.occurred_on, str(LeavingReason(end.reason).label), end.note, end.basis]
        yield [state.code, state.short_name, names[state.municipality_id], span.starts_on, span.start.basis, *left]


def low_results_rows(where: Where) -> Iterator[list[Cell]]:
    """The list in force on the day, by the short name of the school; nothing before the first one."""
    day = where.on or clock.today()
    listing = low_results_lists(where.region.pk, where.known_at or clock.now()).at(where.region.pk, day)
    if listing is None:
        return
    states, names = _states(where), _municipalities(where)
    for state in sorted((states[school.pk] for school in listing.schools.all()), key=lambda state: state.order):
        yield [state.code, state.short_name, names[state.municipality_id], listing.occurred_on, listing.basis]


def _municipalities(where: Where) -> dict[int, str]:
    return dict(Municipality.objects.filter(region=where.region.pk).values_list("pk", "name"))


def _states(where: Where) -> dict[int, SchoolState]:
    schools = School.objects.filter(municipality__region=where.region.pk)
    return {state.id: state for state in schools_at(schools, where.on or clock.today(), where.known_at or clock.now())}
