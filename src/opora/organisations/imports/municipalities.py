"""The municipalities of a region, by their codes. Names and places on the map change at once: they have no dates."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.actors import Actor
from opora.core.files.texts import clean
from opora.core.imports import cells
from opora.core.imports.plans import Before, Kind, Outcome, Plan, Step, Written, register, without_twins
from opora.core.imports.tables import Column, Problem, Row, Table, Where
from opora.organisations import actions
from opora.organisations.actions import NewMunicipality
from opora.organisations.exports import municipality_rows
from opora.organisations.imports.lookup import refuse_lost_zeros
from opora.organisations.models import Municipality, Region

COLUMNS = (
    Column(
        key="code",
        title=gettext_lazy("Code of the municipality"),
        help=gettext_lazy(
            "What it is found by in every later file; it never changes. Latin letters, digits, “-” and “_”."
        ),
        example="bor",
        read=cells.code,
        required=True,
        also=("код", "code", "код моуо", "код муниципалитета"),
    ),
    Column(
        key="name",
        title=gettext_lazy("Municipality"),
        help=gettext_lazy("The full name, as in orders; no two have the same."),
        example="Боровской район",
        read=cells.text(200),
        required=True,
        also=("название", "наименование", "муниципалитет", "name", "муниципальное образование"),
        width=36,
    ),
    Column(
        key="short_name",
        title=gettext_lazy("Short name"),
        help=gettext_lazy("For the tile map, at most 30 characters. The full name if not given."),
        example="Боровской",
        read=cells.text(30),
        also=("кратко", "краткое название", "краткое наименование"),
    ),
    Column(
        key="tile_column",
        title=gettext_lazy("Column of the map"),
        help=gettext_lazy("The place on the tile map, from the left, from 1; only together with the row of the map."),
        example="3",
        read=cells.place,
    ),
    Column(
        key="tile_row",
        title=gettext_lazy("Row of the map"),
        help=gettext_lazy("The place on the tile map, from above, from 1."),
        example="2",
        read=cells.place,
    ),
)
Changed = Sequence[tuple[Municipality, dict[str, Any]]]
FIELDS = ("name", "short_name", "tile_column", "tile_row")


def _plan(table: Table, where: Where) -> Plan:
    known = {one.code: one for one in Municipality.objects.filter(region=where.region.pk)}
    plan = Plan(problems=table.problems, warnings=table.warnings)
    wanted: dict[str, tuple[Row, NewMunicipality]] = {}
    for row in without_twins(table, lambda row: row.get("code"), "code"):
        if problem := _fault(row, known):
            plan.problems.append(problem)
        else:
            wanted[row.get("code")] = row, _values(row, known.get(row.get("code")))
    while clashes := list(_clashes(wanted, known)):
        plan.problems += (problem for _code, problem in clashes)
        for code, _problem in clashes:
            wanted.pop(code, None)
    for code, (row, values) in wanted.items():
        one = known.get(code)
        if one is None:
            plan.steps.append(Step(code, Outcome.CREATE, (row,), (None, values)))
        elif _cleaned(one) == values:
            plan.same.append(row)
        else:
            plan.steps.append(Step(code, Outcome.UPDATE, (row,), (one, values)))
    plan.steps.sort(key=lambda step: step.outcome is Outcome.CREATE)  # places that become free are taken afterwards
    return plan


def _fault(row: Row, known: dict[str, Municipality]) -> Problem | None:
    code = row.get("code")
    if code not in known:
        try:
            refuse_lost_zeros(code, known)
        except cells.Fault as fault:
            return row.problem("code", fault.code, fault.message)
        if not row.get("short_name") and len(row.get("name")) > 30:
            message = _("The name is longer than 30 characters: give a short one too.")
            return row.problem("short_name", "empty", message)
    if (row.get("tile_column") is None) != (row.get("tile_row") is None):
        message = _("A place on the map needs both, its column and its row.")
        return row.problem("tile_row" if row.get("tile_row") is None else "tile_column", "place-half", message)
    return None


def _values(row: Row, known: Municipality | None) -> NewMunicipality:
    """What the municipality is to be: what the row says, else what it is."""
    values: dict[str, Any] = asdict(_cleaned(known)) if known else {"short_name": row.get("name")}
    given = {name: row.get(name) for name in ("code", *FIELDS) if row.get(name) is not None}
    return NewMunicipality(**{**values, **given})


def _cleaned(one: Municipality) -> NewMunicipality:
    return NewMunicipality(
        code=one.code,
        name=clean(one.name),
        short_name=clean(one.short_name),
        tile_column=one.tile_column,
        tile_row=one.tile_row,
    )


def _clashes(
    wanted: dict[str, tuple[Row, NewMunicipality]], known: dict[str, Municipality]
) -> list[tuple[str, Problem]]:
    """Rows after which two municipalities would have one name or one place on the map."""
    after = {code: _cleaned(one) for code, one in known.items()} | {code: one for code, (_row, one) in wanted.items()}
    names: dict[str, list[str]] = defaultdict(list)
    places: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for code, one in after.items():
        names[one.name].append(code)
        if one.tile_column is not None:
            places[one.tile_column, one.tile_row].append(code)
    found = {}
    for code, (row, one) in wanted.items():
        if other := next((other for other in names[one.name] if other != code), None):
            message = _("“%(name)s” is called so already: the municipality with the code %(code)s.")
            told = message % {"name": one.name, "code": other}
            found[code] = row.problem("name", "name-taken", told)
        elif other := next((other for other in places[one.tile_column, one.tile_row] if other != code), None):
            message = _("This place on the map is taken by the municipality with the code %(code)s.")
            found[code] = row.problem("tile_column", "place-taken", message % {"code": other})
    return list(found.items())


def _write(steps: Sequence[Step], where: Where, by: Actor) -> list[Written]:
    region = cast(Region, where.region)
    changes = [step.change for step in steps if step.outcome is Outcome.UPDATE]
    earlier = {one.code: _of(one) for one, _values in changes}
    if changes:
        actions.change_municipalities(region=region, rows=changes, by=by)
    new = [values for one, values in (step.change for step in steps) if one is None]
    added = {one.code: one for one in actions.add_municipalities(region=region, rows=new, by=by)} if new else {}
    changed = {one.code: Before(one, earlier[one.code], _of(one)) for one, _values in changes}
    return [
        Written(changed=[changed[step.key]]) if step.key in changed else Written(made=[added[step.key]])
        for step in steps
    ]


def _put_back(changed: Sequence[tuple[Model, dict[str, Any]]], by: Actor) -> None:
    rows = [(one, NewMunicipality(code=one.code, **earlier)) for one, earlier in cast(Changed, changed)]
    actions.change_municipalities(region=rows[0][0].region, rows=rows, by=by)


def _of(one: Municipality) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FIELDS}


MUNICIPALITIES = register(
    Kind(
        name="municipalities",
        title=gettext_lazy("Municipalities"),
        columns=COLUMNS,
        plan=_plan,
        write=_write,
        export=municipality_rows,
        at_once=True,
        put_back=_put_back,
    )
)
