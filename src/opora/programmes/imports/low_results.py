"""The region's list of schools with low results: a list of a day is one thing, taken whole."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock, numbers
from opora.core.actors import Actor
from opora.core.files.texts import clean
from opora.core.imports import cells
from opora.core.imports.plans import Kind, Outcome, Plan, Step, Written, register
from opora.core.imports.tables import Column, Problem, Row, Table, Where
from opora.core.models import Origin
from opora.organisations.imports.lookup import Schools, with_schools
from opora.organisations.models import Region, School
from opora.programmes import actions
from opora.programmes.exports import low_results_rows
from opora.programmes.imports.columns import BASIS, MUNICIPALITY, NAME, SCHOOL
from opora.programmes.models import LowResultsListing
from opora.programmes.queries import low_results_lists

TOLD = 10
"""Codes of schools that a warning names."""
COLUMNS = (
    SCHOOL,
    NAME,
    MUNICIPALITY,
    Column(
        key="on",
        title=gettext_lazy("Day of the list"),
        help=gettext_lazy("From when the list holds. --on stands in for an empty cell or a missing column."),
        example="01.10.2021",
        read=cells.day,
        required=True,
        option="on",
        also=("дата", "дата списка", "с"),
    ),
    BASIS,
)

Listed = list[tuple[Row, School]]


def _plan(table: Table, where: Where) -> Plan:
    schools = Schools(School.objects.filter(municipality__region=where.region.pk))
    plan = Plan(problems=table.problems, warnings=table.warnings)
    lists: dict[dt.date, Listed] = defaultdict(list)
    for row, school in with_schools(table, schools, "on"):
        lists[row.get("on")].append((row, school))
    known = {one.occurred_on: one for one in low_results_lists(where.region.pk, clock.now()).history(where.region.pk)}
    for day, listed in sorted(lists.items()):
        _add(plan, day, listed, known.get(day))
    return plan


def _add(plan: Plan, day: dt.date, listed: Listed, known: LowResultsListing | None) -> None:
    """Sort the list of a day into the plan."""
    first, _school = listed[0]
    basis: str = first.get("basis")
    message = _("The list of %(day)s rests on one document; row %(row)d names another.")
    told = {"day": numbers.day(day), "row": first.number}
    differing = [row for row, _school in listed if row.get("basis") != basis]
    plan.problems += (row.problem("basis", "basis-differs", message % told) for row in differing)
    listed = [(row, school) for row, school in listed if row.get("basis") == basis]
    rows, schools = tuple(row for row, _school in listed), [school for _row, school in listed]
    before = {school.pk: school.code for school in known.schools.all()} if known else {}
    if known and clean(known.basis) == basis and set(before) == {school.pk for school in schools}:
        plan.same += rows
        return
    gone = sorted(code for pk, code in before.items() if pk not in {school.pk for school in schools})
    if gone:
        message = _("Schools that leave the list of %(day)s, for the file does not name them: %(n)d (%(codes)s).")
        told = {"day": numbers.day(day), "n": len(gone), "codes": ", ".join([*gone[:TOLD], *["…"][: len(gone) - TOLD]])}
        plan.warnings.append(Problem(rows[0].sheet, None, "", "leaves-list", message % told))
    outcome = Outcome.UPDATE if known else Outcome.CREATE
    plan.steps.append(Step(day.isoformat(), outcome, rows, (day, basis, schools)))


def _write(steps: Sequence[Step], where: Where, by: Actor) -> list[Written]:
    region = cast(Region, where.region)
    written = []
    for step in steps:
        day, basis, schools = step.change
        listing = actions.list_low_results(
            region=region, schools=schools, on=day, basis=basis, by=by, origin=Origin.IMPORT
        )
        written.append(Written(made=[listing]))
    return written


LOW_RESULTS = register(
    Kind(
        name="low-results",
        title=gettext_lazy("Schools with low results"),
        columns=COLUMNS,
        plan=_plan,
        write=_write,
        export=low_results_rows,
        whole=True,
    )
)
