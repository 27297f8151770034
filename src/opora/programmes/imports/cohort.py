"""The schools that take part in the programme of a year: from which day, by which document, and how long."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock, numbers, spans
from opora.core.actors import Actor
from opora.core.files.texts import clean
from opora.core.imports import cells
from opora.core.imports.plans import Kind, Outcome, Plan, Step, Written, register
from opora.core.imports.tables import Column, Row, Table, Where
from opora.core.models import Origin
from opora.core.spans import Span
from opora.organisations.imports.lookup import Schools, with_schools
from opora.organisations.models import School
from opora.programmes import actions
from opora.programmes.actions import Leaving, Membership
from opora.programmes.exports import cohort_rows
from opora.programmes.imports.columns import BASIS, MUNICIPALITY, NAME, SCHOOL
from opora.programmes.models import CohortMembership, LeavingReason
from opora.programmes.queries import programme_of_year

REASONS = {
    "вышла": LeavingReason.IMPROVED,
    "улучшение результатов": LeavingReason.IMPROVED,
    "ликвидирована": LeavingReason.CLOSED,
    "реорганизация": LeavingReason.REORGANISED,
    "ликвидация": LeavingReason.CLOSED,
    "другое": LeavingReason.OTHER,
    "иное": LeavingReason.OTHER,
}
COLUMNS = (
    SCHOOL,
    NAME,
    MUNICIPALITY,
    Column(
        key="from",
        title=gettext_lazy("Takes part from"),
        help=gettext_lazy("The first day. --on stands in for an empty cell or a missing column."),
        example="15.12.2021",
        read=cells.day,
        required=True,
        option="on",
        also=("с", "с какого дня", "дата включения", "включена"),
    ),
    BASIS,
    Column(
        key="left_on",
        title=gettext_lazy("Left on"),
        help=gettext_lazy("The first day on which it takes part no longer; empty: still does, or as before."),
        example="01.09.2022",
        read=cells.day,
        also=("выбыла", "дата исключения", "исключена", "по"),
    ),
    Column(
        key="reason",
        title=gettext_lazy("Why it left"),
        help=gettext_lazy("Left the list of low results, closed, reorganised, moved to another programme, or another."),
        example="закрыта",
        read=cells.choice(LeavingReason, REASONS),
        also=("причина", "причина выбытия"),
        width=24,
    ),
    Column(
        key="note",
        title=gettext_lazy("The reason in words"),
        help=gettext_lazy("Needed for another reason."),
        example="",
        read=cells.text(300),
        width=28,
    ),
    Column(
        key="left_basis",
        title=gettext_lazy("Basis of leaving"),
        help=gettext_lazy("The document by which it left."),
        example="приказ от 30.08.2022 № 900",
        read=cells.text(300),
        width=36,
    ),
)


@dataclass
class _Taking:
    """The spans of one school, with those the file adds: first day to first day outside, None while it lasts."""

    known: dict[dt.date, Span[CohortMembership]] = field(default_factory=dict)
    days: dict[dt.date, dt.date | None] = field(default_factory=dict)

    def overlapping(self, start: dt.date, end: dt.date | None) -> dt.date | None:
        """The first day of a span that has a day in common with this one."""
        return next((a for a, b in self.days.items() if (b is None or start < b) and (end is None or a < end)), None)


def _plan(table: Table, where: Where) -> Plan:
    programme = programme_of_year(where.region.pk, where.year)
    schools = Schools(School.objects.filter(municipality__region=where.region.pk))
    taking: dict[int, _Taking] = defaultdict(_Taking)
    for span in spans.load(programme.cohort.memberships.all(), clock.now()):
        one = taking[span.start.school_id]
        one.known[span.starts_on] = span
        one.days[span.starts_on] = span.ends_on
    plan = Plan(problems=table.problems, warnings=table.warnings)
    rows = with_schools(table, schools, "from")
    for row, school in sorted(rows, key=lambda pair: pair[0].get("from")):
        try:
            step = _step(row, school, taking[school.pk])
        except _Wrong as wrong:
            plan.problems.append(row.problem(wrong.column, wrong.code, wrong.message))
            continue
        if step:
            plan.steps.append(step)
        else:
            plan.same.append(row)
    return plan


class _Wrong(cells.Fault):
    """A fault that is found only when the row is seen as a whole."""

    def __init__(self, column: str, code: str, message: str) -> None:
        super().__init__(code, message)
        self.column = column


def _step(row: Row, school: School, taking: _Taking) -> Step | None:
    """What the row adds to the memberships of its school; None when it is there already."""
    leaving = _leaving(row)
    start, basis = row.get("from"), row.get("basis")
    known = taking.known.get(start)
    if known is None:
        end = leaving.on if leaving else None
        if other := taking.overlapping(start, end):
            message = _("The school takes part already, from %(day)s.") % {"day": numbers.day(other)}
            raise _Wrong("from", "takes-part", message)
        taking.days[start] = end
        change = Membership(school=school, on=start, basis=basis, leaving=leaving)
        return Step(f"{school.code} {start}", Outcome.CREATE, (row,), change)
    if clean(known.start.basis) != basis:
        message = _("The school takes part from this day already, by another document: %(basis)s.")
        raise _Wrong("basis", "basis-differs", message % {"basis": known.start.basis})
    if leaving is None or (known.end and (known.ends_on, known.end.reason) == (leaving.on, leaving.reason)):
        return None
    if known.end:
        message = _("The school left on %(day)s already (%(reason)s).")
        told = {"day": numbers.day(known.end.occurred_on), "reason": known.end.why}
        raise _Wrong("left_on", "left-otherwise", message % told)
    taking.days[start] = leaving.on
    change = Membership(school=school, on=start, basis=basis, leaving=leaving, membership=known.start)
    return Step(f"{school.code} {start}", Outcome.UPDATE, (row,), change)


def _leaving(row: Row) -> Leaving | None:
    """How the school left, whole; None while it takes part."""
    on, reason, basis = row.get("left_on"), row.get("reason"), row.get("left_basis")
    if on is None:
        if reason:
            raise _Wrong("left_on", "empty", _("Say on which day the school left."))
        return None
    if on < row.get("from"):
        raise _Wrong("left_on", "left-early", _("A school cannot leave before it joined."))
    if reason is None:
        raise _Wrong("reason", "empty", _("Say why the school left."))
    if not basis:
        raise _Wrong("left_basis", "basis-missing", _("Name the document by which the school left."))
    if reason == LeavingReason.OTHER and not row.get("note"):
        raise _Wrong("note", "empty", _("Say the other reason in words."))
    return Leaving(on=on, reason=reason, basis=basis, note=row.get("note") or "")


def _write(steps: Sequence[Step], where: Where, by: Actor) -> list[Written]:
    made = actions.record_memberships(
        programme=programme_of_year(where.region.pk, where.year),
        rows=[step.change for step in steps],
        by=by,
        origin=Origin.IMPORT,
    )
    return [Written(made=one) for one in made]


COHORT = register(
    Kind(
        name="cohort",
        title=gettext_lazy("Schools of the programme"),
        columns=COLUMNS,
        plan=_plan,
        write=_write,
        export=cohort_rows,
        of_year=True,
    )
)
