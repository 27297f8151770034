"""Opening a region, adding municipalities and schools, and what changes about a school from a day on."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, Stamp, stamp
from opora.organisations.doubles import refuse_doubles
from opora.organisations.models import (
    GrowthPoint,
    Municipality,
    Region,
    School,
    SchoolKind,
    SchoolName,
    SchoolStatus,
    SchoolType,
    Status,
)

Dated = SchoolName | SchoolType | SchoolStatus | GrowthPoint
D = TypeVar("D", SchoolName, SchoolType, SchoolStatus, GrowthPoint)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMunicipality:
    """A municipality to be added."""

    code: str
    name: str
    short_name: str
    tile_column: int | None = None
    tile_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolValues:
    """What is to hold for a school from a day on; None stays as it is. `school` is None for a new one."""

    municipality: Municipality
    code: str
    school: School | None = None
    name: tuple[str, str] | None = None
    """The full and the short one."""
    kind: str | None = None
    status: tuple[str, str] | None = None
    """The status and its basis."""
    growth_point: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSchool:
    """A school to be added, open from the day of adding."""

    municipality: Municipality
    code: str
    name: str
    short_name: str
    kind: str = SchoolKind.SECONDARY
    growth_point: bool = False


@transaction.atomic
def open_region(*, name: str, code: str, time_zone: str, by: Actor, demonstration_on: dt.date | None = None) -> Region:
    """Make a region; `demonstration_on` marks an invented one and is the day its pages show by default."""
    if time_zone not in zoneinfo.available_timezones():
        raise ValidationError({"time_zone": _("There is no time zone “%(name)s”.") % {"name": time_zone}})
    region = keep(Region(name=name, code=code, time_zone=time_zone, demonstration_on=demonstration_on))
    journal.write(by=by, verb="open", object_key=journal.key_of(region))
    return region


@transaction.atomic
def show_demonstration_at(*, region: Region, on: dt.date, by: Actor) -> None:
    """Move the day an invented region is shown at; ValidationError for a real one."""
    if region.demonstration_on is None:
        raise ValidationError(_("This region is not a demonstration."))
    before, region.demonstration_on = region.demonstration_on, on
    region.save(update_fields=["demonstration_on"])
    journal.write(by=by, verb="show-at", object_key=journal.key_of(region), details={"before": before, "after": on})


@transaction.atomic
def add_municipalities(*, region: Region, rows: Sequence[NewMunicipality], by: Actor) -> list[Municipality]:
    """Add municipalities as one batch, in their order."""
    added = [
        Municipality(
            region=region,
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            tile_column=row.tile_column,
            tile_row=row.tile_row,
        )
        for row in rows
    ]
    _check_each(added)
    _refuse_taken([row.code for row in rows], region.municipalities.values_list("code", flat=True))
    _refuse_clashes(region, added)
    Municipality.objects.bulk_create(added, batch_size=500)
    journal.write(by=by, verb="add-municipalities", object_key=journal.key_of(region), count=len(added))
    return added


@transaction.atomic
def change_municipalities(
    *, region: Region, rows: Sequence[tuple[Municipality, NewMunicipality]], by: Actor
) -> list[Municipality]:
    """Give municipalities other names or places on the tile map, as one batch; two may swap theirs."""
    changed = []
    for municipality, row in rows:
        if municipality.region_id != region.pk or municipality.code != row.code:
            raise ValidationError(_("A municipality keeps its code and its region."))
        municipality.name, municipality.short_name = row.name, row.short_name
        municipality.tile_column, municipality.tile_row = row.tile_column, row.tile_row
        changed.append(municipality)
    _check_each(changed)
    _refuse_clashes(region, changed)
    # Out of the way first: the database holds names and places apart row by row.
    keys = [municipality.pk for municipality in changed]
    apart = Concat(Value("~"), Cast("pk", CharField()))
    Municipality.objects.filter(pk__in=keys).update(name=apart, tile_column=None, tile_row=None)
    Municipality.objects.bulk_update(changed, ["name", "short_name", "tile_column", "tile_row"], batch_size=100)
    journal.write(by=by, verb="change-municipalities", object_key=journal.key_of(region), count=len(changed))
    return changed


@transaction.atomic
def add_schools(
    *, region: Region, rows: Sequence[NewSchool], on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> list[School]:
    """Add schools of one region as one batch, in their order; named, typed and open from `on`."""
    if any(row.municipality.region_id != region.pk for row in rows):
        raise ValidationError(_("A school belongs to a municipality of another region."))
    values = [
        SchoolValues(
            municipality=row.municipality,
            code=row.code,
            name=(row.name, row.short_name),
            kind=row.kind,
            status=(Status.OPEN, ""),
            growth_point=True if row.growth_point else None,
        )
        for row in rows
    ]
    added = _add_bare(values)
    _record(list(zip(added, values, strict=True)), stamp(on=on, by=by, origin=origin))
    journal.write(by=by, verb="add-schools", object_key=journal.key_of(region), count=len(added))
    return added


@transaction.atomic
def record_schools(
    *, region: Region, rows: Sequence[SchoolValues], on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> list[list[Model]]:
    """Say what holds for schools from a day on, as one batch: those without a `school` are added.

    Answers for each row what was made: the school, if it is new, and its records. ValidationError for a double that was
    merged, here and wherever something is said of a school.
    """
    if any(row.municipality.region_id != region.pk for row in rows):
        raise ValidationError(_("A school belongs to a municipality of another region."))
    refuse_doubles(row.school for row in rows if row.school)
    new = [row for row in rows if row.school is None]
    added = {school.code: school for school in _add_bare(new)}
    pairs = [(row.school or added[row.code], row) for row in rows]
    made: dict[int, list[Model]] = {school.pk: [] for school, _row in pairs}
    for school in added.values():
        made[school.pk].append(school)
    for record in _record(pairs, stamp(on=on, by=by, origin=origin)):
        made[record.school_id].append(record)
    journal.write(by=by, verb="record-schools", object_key=journal.key_of(region), count=len(rows))
    return [made[school.pk] for school, _row in pairs]


def rename_school(
    *, school: School, name: str, short_name: str, on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> SchoolName:
    """Give a school another name from a day on."""
    made = stamp(on=on, by=by, origin=origin)
    return _change(SchoolName(school=school, name=name, short_name=short_name, **made), verb="rename", by=by)


def change_kind(*, school: School, kind: str, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> SchoolType:
    """Make a school one of another type from a day on."""
    return _change(SchoolType(school=school, kind=kind, **stamp(on=on, by=by, origin=origin)), verb="retype", by=by)


def change_status(
    *, school: School, status: str, on: dt.date, by: Actor, basis: str = "", origin: str = Origin.ENTERED
) -> SchoolStatus:
    """Close, reorganise or reopen a school from a day on; closing and reorganising need a basis."""
    made = stamp(on=on, by=by, origin=origin)
    return _change(SchoolStatus(school=school, status=status, basis=basis, **made), verb="change-status", by=by)


def set_growth_point(
    *, school: School, present: bool, on: dt.date, by: Actor, basis: str = "", origin: str = Origin.ENTERED
) -> GrowthPoint:
    """Say from which day on a school has, or has no longer, a Growth Point centre."""
    made = stamp(on=on, by=by, origin=origin)
    return _change(GrowthPoint(school=school, present=present, basis=basis, **made), verb="set-growth-point", by=by)


@transaction.atomic
def correct_value(*, record: D, values: Mapping[str, object], on: dt.date, reason: str, by: Actor) -> D:
    """Take a mistaken value of a school back and record what is right in its place, from a day of its own."""
    void(record=record, reason=reason, by=by)
    made = type(record)(school=record.school, **values, **stamp(on=on, by=by))
    return _change(made, verb="correct", by=by)


def take_back_value(*, record: Dated, reason: str, by: Actor) -> None:
    """Take a mistaken value of a school back: the one before it holds again.

    ValidationError when it is the only name, type or status of the school: that one is corrected.
    """
    others = type(record)._default_manager.filter(school=record.school_id).standing().exclude(pk=record.pk)
    if not isinstance(record, GrowthPoint) and not others.exists():
        raise ValidationError(_("There is no other value that would hold instead: correct this one."))
    void(record=record, reason=reason, by=by)


@transaction.atomic
def _change(record: D, *, verb: str, by: Actor) -> D:
    refuse_doubles([record.school])
    keep(record)
    journal.write(by=by, verb=verb, object_key=journal.key_of(record), about=journal.key_of(record.school))
    return record


def _add_bare(rows: Sequence[SchoolValues]) -> list[School]:
    """Schools that are nothing but a code yet; ValidationError for a code that is wrong or taken."""
    added = [School(municipality=row.municipality, code=row.code) for row in rows]
    _check_each(added)
    codes = [row.code for row in rows]
    _refuse_taken(codes, School.objects.filter(code__in=codes).values_list("code", flat=True))
    return School.objects.bulk_create(added, batch_size=500)


def _record(pairs: Sequence[tuple[School, SchoolValues]], made: Stamp) -> list[Dated]:
    """The dated values of schools, four bulks at most."""
    records: list[Dated] = []
    records += SchoolName.objects.bulk_create(
        [
            SchoolName(school=school, name=row.name[0], short_name=row.name[1], **made)
            for school, row in pairs
            if row.name
        ],
        batch_size=500,
    )
    records += SchoolType.objects.bulk_create(
        [SchoolType(school=school, kind=row.kind, **made) for school, row in pairs if row.kind], batch_size=500
    )
    records += SchoolStatus.objects.bulk_create(
        [
            SchoolStatus(school=school, status=row.status[0], basis=row.status[1], **made)
            for school, row in pairs
            if row.status
        ],
        batch_size=500,
    )
    records += GrowthPoint.objects.bulk_create(
        [
            GrowthPoint(school=school, present=row.growth_point, **made)
            for school, row in pairs
            if row.growth_point is not None
        ],
        batch_size=500,
    )
    return records


def _check_each(rows: Sequence[Municipality] | Sequence[School]) -> None:
    """What a form would say of each row, without its queries."""
    for row in rows:
        row.clean_fields(exclude={"region", "municipality"})


def _refuse_clashes(region: Region, rows: Sequence[Municipality]) -> None:
    """ValidationError when two municipalities would have one name or one place on the map; one query."""
    others = region.municipalities.exclude(pk__in=[row.pk for row in rows if row.pk])
    names, places = set(), set()
    for one in [*others, *rows]:
        place = (one.tile_column, one.tile_row)
        if one.name in names:
            message = _("Another municipality is called “%(name)s” already.") % {"name": one.name}
            raise ValidationError({"name": message})
        if place in places:
            raise ValidationError({"tile_column": _("This place on the map is taken by another municipality.")})
        names.add(one.name)
        places |= {place} if None not in place else set()


def _refuse_taken(codes: Sequence[str], taken: Iterable[str]) -> None:
    seen = set(taken)
    for code in codes:
        if code in seen:
            raise ValidationError({"code": _("The code “%(code)s” is taken already.") % {"code": code}})
        seen.add(code)
