"""Opening a region, adding municipalities and schools, and what changes about a school from a day on."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
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
    Municipality.objects.bulk_create(added, batch_size=500)
    journal.write(by=by, verb="add-municipalities", object_key=journal.key_of(region), count=len(added))
    return added


@transaction.atomic
def add_schools(
    *, region: Region, rows: Sequence[NewSchool], on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> list[School]:
    """Add schools of one region as one batch, in their order; named, typed and open from `on`."""
    if any(row.municipality.region_id != region.pk for row in rows):
        raise ValidationError(_("A school belongs to a municipality of another region."))
    added = [School(municipality=row.municipality, code=row.code) for row in rows]
    _check_each(added)
    codes = [row.code for row in rows]
    _refuse_taken(codes, School.objects.filter(code__in=codes).values_list("code", flat=True))
    School.objects.bulk_create(added, batch_size=500)
    pairs = list(zip(added, rows, strict=True))
    made = stamp(on=on, by=by, origin=origin)
    SchoolName.objects.bulk_create(
        [SchoolName(school=school, name=row.name, short_name=row.short_name, **made) for school, row in pairs],
        batch_size=500,
    )
    SchoolType.objects.bulk_create(
        [SchoolType(school=school, kind=row.kind, **made) for school, row in pairs], batch_size=500
    )
    SchoolStatus.objects.bulk_create(
        [SchoolStatus(school=school, status=Status.OPEN, **made) for school, _row in pairs], batch_size=500
    )
    GrowthPoint.objects.bulk_create(
        [GrowthPoint(school=school, present=True, **made) for school, row in pairs if row.growth_point],
        batch_size=500,
    )
    journal.write(by=by, verb="add-schools", object_key=journal.key_of(region), count=len(added))
    return added


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
def _change(record: D, *, verb: str, by: Actor) -> D:
    keep(record)
    journal.write(by=by, verb=verb, object_key=journal.key_of(record), about=journal.key_of(record.school))
    return record


def _check_each(rows: Sequence[Municipality] | Sequence[School]) -> None:
    """What a form would say of each row, without its queries."""
    for row in rows:
        row.clean_fields(exclude={"region", "municipality"})


def _refuse_taken(codes: Sequence[str], taken: Iterable[str]) -> None:
    seen = set(taken)
    for code in codes:
        if code in seen:
            raise ValidationError({"code": _("The code “%(code)s” is taken already.") % {"code": code}})
        seen.add(code)
