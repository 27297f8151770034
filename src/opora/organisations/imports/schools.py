"""The schools of a region, by their codes. What changes about a school holds from the day of the import on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock
from opora.core.actors import Actor
from opora.core.files.texts import clean
from opora.core.imports import cells
from opora.core.imports.plans import Kind, Outcome, Plan, Step, Written, register, without_twins
from opora.core.imports.tables import Column, Problem, Row, Table, Where
from opora.core.models import Origin
from opora.organisations import actions
from opora.organisations.actions import SchoolValues
from opora.organisations.doubles import kept_codes
from opora.organisations.exports import school_rows
from opora.organisations.imports.lookup import Municipalities, refuse_lost_zeros
from opora.organisations.models import Municipality, Region, School, SchoolKind, SchoolStatus, Status
from opora.organisations.names.loading import school_names
from opora.organisations.names.schools import NamedSchool, SchoolNames
from opora.organisations.queries import SchoolHistories, SchoolState

KINDS = {
    "сош": SchoolKind.SECONDARY,
    "средняя": SchoolKind.SECONDARY,
    "оош": SchoolKind.BASIC,
    "основная": SchoolKind.BASIC,
    "нош": SchoolKind.PRIMARY,
    "начальная": SchoolKind.PRIMARY,
    "школа-интернат": SchoolKind.BOARDING,
    "интернат": SchoolKind.BOARDING,
}
"""Other names of the types."""
STATUSES = {
    "работает": Status.OPEN,
    "действует": Status.OPEN,
    "открыта": Status.OPEN,
    "ликвидирована": Status.CLOSED,
    "закрыта": Status.CLOSED,
}
_KIND_IN_NAME = (
    (r"интернат", SchoolKind.BOARDING),
    (r"гимнази", SchoolKind.GYMNASIUM),
    (r"лице[йя]", SchoolKind.LYCEUM),
    (r"\bс(?:редняя)?\s?о?ш\b|средн\w+\s+(?:общеобразовательн|школ)", SchoolKind.SECONDARY),
    (r"\bоош\b|основн\w+\s+(?:общеобразовательн|школ)", SchoolKind.BASIC),
    (r"\bнош\b|начальн\w+\s+(?:общеобразовательн|школ)", SchoolKind.PRIMARY),
)

COLUMNS = (
    Column(
        key="code",
        title=gettext_lazy("Code of the school"),
        help=gettext_lazy(
            "What it is found by in every later file; it never changes. Latin letters, digits, “-” and “_”."
        ),
        example="22-0415",
        read=cells.code,
        required=True,
        also=("код", "код оо", "код организации"),
    ),
    Column(
        key="municipality",
        title=gettext_lazy("Municipality"),
        help=gettext_lazy("Its code, its full or its short name. A school stays in its municipality."),
        example="Боровской район",
        read=cells.text(200),
        required=True,
        also=("код муниципалитета", "район", "моуо", "мо", "муниципальное образование"),
        width=28,
    ),
    Column(
        key="name",
        title=gettext_lazy("Full name"),
        help=gettext_lazy("As in the charter."),
        example="МБОУ «Средняя общеобразовательная школа № 2», с. Боровое",
        read=cells.text(400),
        required=True,
        also=("название", "наименование", "школа", "наименование оо", "полное наименование"),
        width=60,
    ),
    Column(
        key="short_name",
        title=gettext_lazy("Short name"),
        help=gettext_lazy("As pages show it, at most 120 characters. The full name if not given."),
        example="СОШ № 2, Боровое",
        read=cells.text(120),
        also=("кратко", "краткое название", "краткое наименование", "сокращенное наименование"),
        width=32,
    ),
    Column(
        key="kind",
        title=gettext_lazy("Type"),
        help=gettext_lazy(
            "Secondary, basic or primary school, gymnasium, lyceum, boarding school. If not given, read from the name."
        ),
        example="СОШ",
        read=cells.choice(SchoolKind, KINDS),
        also=("вид", "тип школы", "вид школы"),
    ),
    Column(
        key="growth_point",
        title=gettext_lazy("Growth Point centre"),
        help=gettext_lazy("Yes or no; empty: as before."),
        example="да",
        read=cells.yes_no,
        also=("точка роста", "центр точка роста"),
    ),
    Column(
        key="status",
        title=gettext_lazy("Status"),
        help=gettext_lazy("Open, closed or reorganised; empty: as before, a new school is open."),
        example="открыта",
        read=cells.choice(Status, STATUSES),
        also=("состояние",),
    ),
    Column(
        key="basis",
        title=gettext_lazy("Basis of the status"),
        help=gettext_lazy("The document by which a school is closed or reorganised. Read with a new status only."),
        example="постановление от 01.09.2022 № 15",
        read=cells.text(300),
        width=36,
    ),
)


class _Known:
    """What is known about the schools of the region on the day; a fixed number of queries."""

    def __init__(self, where: Where) -> None:
        region = cast(Region, where.region)
        schools = School.objects.filter(municipality__region=region)
        histories = SchoolHistories(schools, clock.now())
        day = where.on or clock.today()
        self.municipalities = Municipalities(region.municipalities.all())
        self.schools = {school.code: school for school in histories.schools.values()}
        self._region_id = region.pk
        self.merged = kept_codes()
        self.states = {school.code: histories.at(school.pk, day) for school in histories.schools.values()}
        others = School.objects.exclude(municipality__region=region)
        self.elsewhere = frozenset(others.values_list("code", flat=True))
        standing = SchoolStatus.objects.standing().filter(school__municipality__region=region)
        self.alive = frozenset(standing.values_list("school_id", flat=True))

    @cached_property
    def _names(self) -> SchoolNames:
        return school_names(self._region_id)

    def like(self, row: Row, municipality: Municipality) -> NamedSchool | None:
        """The school that is surely called as a row with a new code says, in the same municipality."""
        return self._names.match(row.get("name"), municipality.code).found


def _plan(table: Table, where: Where) -> Plan:
    known = _Known(where)
    plan = Plan(problems=table.problems, warnings=table.warnings)
    for row in without_twins(table, lambda row: row.get("code"), "code"):
        key = "municipality"
        try:
            municipality = known.municipalities.find(row.get("municipality"))
            key = "code"
            _check_code(row, known, municipality)
            key = "kind"
            values = _values(row, known, municipality)
        except cells.Fault as fault:
            plan.problems.append(row.faulty(_FAULTY.get(fault.code, key), fault))
            continue
        if values is None:
            plan.same.append(row)
        else:
            if values.school is None and (double := known.like(row, municipality)):
                plan.warnings.append(_double(row, double))
            new = values.school is None or values.school.pk not in known.alive
            plan.steps.append(Step(row.get("code"), Outcome.CREATE if new else Outcome.UPDATE, (row,), values))
    plan.warnings += _doubles_within(plan, known.municipalities)
    return plan


def _double(row: Row, other: NamedSchool) -> Problem:
    message = _("This looks like a double: %(code)s is called so already (%(name)s).")
    told = message % {"code": other.code, "name": other.names[0][1]}
    return replace(row.problem("code", "looks-like-double", told), candidates=(other.code,))


def _new(number: int, step: Step) -> NamedSchool:
    values: SchoolValues = step.change
    assert values.name, "a new school has one"
    assert values.kind, "and a type"
    return NamedSchool(number, values.code, values.municipality.pk, (values.name,), frozenset({values.kind}))


def _doubles_within(plan: Plan, municipalities: Municipalities) -> Iterator[Problem]:
    """Rows with new codes that are surely one school: the later one of two is told, with the earlier."""
    added = [step for step in plan.steps if step.change.school is None]
    if len(added) < 2:
        return
    names = SchoolNames(map(_new, range(len(added)), added), municipalities.names)
    for pair in names.doubles(names.by_id):
        earlier, later = sorted(pair, key=lambda one: one.id)
        row, other = added[later.id].rows[0], added[earlier.id].rows[0]
        message = _("This looks like a double of %(code)s in row %(row)d.")
        told = message % {"code": earlier.code, "row": other.number}
        yield replace(row.problem("code", "looks-like-double", told), candidates=(earlier.code,))


_FAULTY = {"basis-missing": "basis", "too-long": "short_name", "municipality-differs": "municipality"}
"""Columns of faults that are found only when the row is seen as a whole."""


def _check_code(row: Row, known: _Known, municipality: Municipality) -> None:
    code = row.get("code")
    school = known.schools.get(code)
    if school and school.pk in known.merged:
        message = _("The school “%(code)s” was merged with %(other)s: use that code.")
        raise cells.Fault("merged", message % {"code": code, "other": known.merged[school.pk]})
    if school is None:
        if code in known.elsewhere:
            raise cells.Fault("code-taken", _("A school of another region has the code “%(code)s”.") % {"code": code})
        refuse_lost_zeros(code, known.schools)
    elif school.municipality_id != municipality.pk:
        message = _("The school with the code “%(code)s” stands in another municipality: %(name)s.")
        other = next(one for one in known.municipalities if one.pk == school.municipality_id)
        raise cells.Fault("municipality-differs", message % {"code": code, "name": other.name})


def _values(row: Row, known: _Known, municipality: Municipality) -> SchoolValues | None:
    """What is to be recorded from the day on; None when all of it holds already."""
    code = row.get("code")
    school, state = known.schools.get(code), known.states.get(code)
    status = _status(row, state)
    if state is None or not state.opened:
        return SchoolValues(
            municipality=municipality,
            code=code,
            school=school,
            name=(row.get("name"), _short_name(row)),
            kind=row.get("kind") or _kind(row.get("name")),
            status=status or (Status.OPEN, ""),
            growth_point=row.get("growth_point") or None,
        )
    short_name = row.get("short_name") or clean(state.short_name)
    name = (row.get("name"), short_name)
    values: dict[str, Any] = {
        "name": name if name != (clean(state.name), clean(state.short_name)) else None,
        "kind": row.get("kind") if row.get("kind") != state.kind else None,
        "status": status,
        "growth_point": row.get("growth_point") if row.get("growth_point") is not state.growth_point else None,
    }
    if all(value is None for value in values.values()):
        return None
    return SchoolValues(municipality=municipality, code=code, school=school, **values)


def _status(row: Row, state: SchoolState | None) -> tuple[str, str] | None:
    """Another status than the one that holds, with its basis."""
    status = row.get("status")
    if status is None or (state is not None and state.opened and state.status == status):
        return None
    if status != Status.OPEN and not row.get("basis"):
        raise cells.Fault("basis-missing", _("Name the document by which the school is closed or reorganised."))
    return status, row.get("basis") or ""


def _short_name(row: Row) -> str:
    name: str = row.get("short_name") or row.get("name")
    if len(name) > 120:
        raise cells.Fault("too-long", _("The full name is longer than 120 characters: give a short one too."))
    return name


def _kind(name: str) -> str:
    for pattern, kind in _KIND_IN_NAME:
        if re.search(pattern, name.casefold()):
            return kind
    raise cells.Fault("kind-unclear", _("The type of the school cannot be read from its name: fill in the column."))


def _write(steps: Sequence[Step], where: Where, by: Actor) -> list[Written]:
    made = actions.record_schools(
        region=cast(Region, where.region),
        rows=[step.change for step in steps],
        on=where.on or clock.today(),
        by=by,
        origin=Origin.IMPORT,
    )
    return [Written(made=one) for one in made]


SCHOOLS = register(
    Kind(
        name="schools",
        title=gettext_lazy("Schools"),
        columns=COLUMNS,
        plan=_plan,
        write=_write,
        export=school_rows,
        from_today=True,
    )
)
