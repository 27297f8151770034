"""Starting a programme, enrolling schools and letting them go, the region's list and its settings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.clock import now
from opora.core.models import Origin, Record, Stamp, stamp
from opora.core.spans import load
from opora.organisations.doubles import refuse_doubles
from opora.organisations.models import Region, School
from opora.programmes.models import (
    Cohort,
    CohortMembership,
    CohortMembershipEnd,
    LowResultsListing,
    Programme,
    RegionSetting,
)
from opora.programmes.region_settings import setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How a school leaves; `on` is its first day outside."""

    on: dt.date
    reason: str
    basis: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A school that takes part from a day on and may have left again; `membership` is one it already has and leaves."""

    school: School
    on: dt.date
    basis: str
    leaving: Leaving | None = None
    membership: CohortMembership | None = None


@transaction.atomic
def start_programme(
    *, region: Region, year: int, title: str, by: Actor, preceding: Programme | None = None
) -> Programme:
    """Make the programme of a year with an empty cohort; `preceding` lends the cohort `previous`."""
    if preceding and (preceding.region_id != region.pk or preceding.year >= year):
        raise ValidationError({"preceding": _("The preceding programme is an earlier one of the same region.")})
    programme = keep(Programme(region=region, year=year, title=title, preceding=preceding))
    keep(Cohort(programme=programme))
    journal.write(by=by, verb="start", object_key=journal.key_of(programme))
    return programme


@transaction.atomic
def begin_programme(*, programme: Programme, on: dt.date, by: Actor) -> Programme:
    """Say on which day the first thing of a programme is asked for; from then on it is the one shown by default."""
    programme.begins_on = on
    programme.save(update_fields=["begins_on"])
    journal.write(by=by, verb="begin", object_key=journal.key_of(programme), details={"on": on.isoformat()})
    return programme


@transaction.atomic
def enrol(
    *,
    programme: Programme,
    schools: Sequence[School],
    on: dt.date,
    basis: str,
    by: Actor,
    origin: str = Origin.ENTERED,
) -> list[CohortMembership]:
    """Take schools into the programme's cohort from a day on, as one batch in their order.

    ValidationError names a school of another region, one named twice, and one that takes part already.
    """
    cohort = Cohort.objects.select_for_update().get(programme=programme)
    _refuse_strangers(schools, programme.region_id)
    taking_part = {span.start.school_id for span in load(cohort.memberships.all(), now()) if not span.over(on)}
    for school in schools:
        if school.pk in taking_part:
            raise ValidationError(_("School %(code)s takes part already.") % {"code": school.code})
        taking_part.add(school.pk)
    if not basis.strip():
        raise ValidationError({"basis": _("Name the document it rests on.")})
    made = stamp(on=on, by=by, origin=origin)
    added = CohortMembership.objects.bulk_create(
        [CohortMembership(cohort=cohort, school=school, basis=basis, **made) for school in schools], batch_size=500
    )
    journal.write(
        by=by,
        verb="enrol",
        object_key=journal.key_of(cohort),
        count=len(added),
        details={"schools": [school.pk for school in schools], "on": on, "basis": basis},
    )
    return added


@transaction.atomic
def record_memberships(
    *, programme: Programme, rows: Sequence[Membership], by: Actor, origin: str = Origin.ENTERED
) -> list[list[Record]]:
    """Let schools take part and leave, each on days of its own, as one batch; answers what each row made.

    ValidationError names a school whose times of taking part would overlap, and one that left already.
    """
    cohort = Cohort.objects.select_for_update().get(programme=programme)
    _refuse_strangers([row.school for row in rows], programme.region_id)
    _refuse_overlaps(cohort, rows)
    starts = [row.membership or _joining(cohort, row, stamp(on=row.on, by=by, origin=origin)) for row in rows]
    CohortMembership.objects.bulk_create([start for start in starts if start.pk is None], batch_size=500)
    ends = [
        _leaving(start, row.leaving, stamp(on=row.leaving.on, by=by, origin=origin)) if row.leaving else None
        for start, row in zip(starts, rows, strict=True)
    ]
    CohortMembershipEnd.objects.bulk_create([end for end in ends if end], batch_size=500)
    made: list[list[Record]] = [
        [*([] if row.membership else [start]), *([end] if end else [])]
        for row, start, end in zip(rows, starts, ends, strict=True)
    ]
    keys = [row.school.pk for row in rows]
    journal.write(
        by=by, verb="record-memberships", object_key=journal.key_of(cohort), count=len(rows), details={"schools": keys}
    )
    return made


@transaction.atomic
def leave(
    *,
    membership: CohortMembership,
    on: dt.date,
    reason: str,
    basis: str,
    by: Actor,
    note: str = "",
    origin: str = Origin.ENTERED,
) -> CohortMembershipEnd:
    """Let a school go; `on` is its first day outside. ValidationError before it joined or when it left already."""
    membership = CohortMembership.objects.select_for_update().get(pk=membership.pk)
    if membership.voided_at:
        raise ValidationError(_("This membership was taken back."))
    if on < membership.occurred_on:
        raise ValidationError({"occurred_on": _("A school cannot leave before it joined.")})
    if membership.ends.standing().exists():
        raise ValidationError(_("This school left already."))
    end = keep(
        CohortMembershipEnd(
            span=membership, reason=reason, note=note, basis=basis, **stamp(on=on, by=by, origin=origin)
        )
    )
    journal.write(by=by, verb="leave", object_key=journal.key_of(end), about=f"school:{membership.school_id}")
    return end


@transaction.atomic
def take_back_membership(*, membership: CohortMembership, reason: str, by: Actor) -> None:
    """Take a mistaken membership back, with its end if it has one: the school never took part."""
    for end in membership.ends.standing():
        void(record=end, reason=reason, by=by)
    void(record=membership, reason=reason, by=by)


@transaction.atomic
def list_low_results(
    *,
    region: Region,
    schools: Sequence[School],
    on: dt.date,
    basis: str,
    by: Actor,
    origin: str = Origin.ENTERED,
) -> LowResultsListing:
    """Record the region's whole list of schools with low results from a day on."""
    _refuse_strangers(schools, region.pk)
    listing = keep(LowResultsListing(region=region, basis=basis, **stamp(on=on, by=by, origin=origin)))
    listing.schools.set(schools)
    journal.write(by=by, verb="list", object_key=journal.key_of(listing), count=len(schools))
    return listing


@transaction.atomic
def change_setting(
    *, region: Region, key: str, value: object, on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> RegionSetting:
    """Give a setting of the region a value from a day on; ValidationError for an unknown key or a wrong type."""
    checked = setting(key).check(value)
    row = keep(RegionSetting(region=region, key=key, value=checked, **stamp(on=on, by=by, origin=origin)))
    journal.write(
        by=by, verb="set", object_key=journal.key_of(row), about=journal.key_of(region), details={key: checked}
    )
    return row


def _refuse_strangers(schools: Sequence[School], region_id: int) -> None:
    """ValidationError for a school of another region, and for a double that was merged."""
    ids = {school.pk for school in schools}
    inside = School.objects.filter(pk__in=ids, municipality__region=region_id).count()
    if inside != len(ids):
        raise ValidationError(_("A school belongs to another region."))
    refuse_doubles(schools)


def _joining(cohort: Cohort, row: Membership, made: Stamp) -> CohortMembership:
    start = CohortMembership(cohort=cohort, school=row.school, basis=row.basis, **made)
    start.clean_fields(exclude={"cohort", "school"})
    return start


def _leaving(start: CohortMembership, row: Leaving, made: Stamp) -> CohortMembershipEnd:
    end = CohortMembershipEnd(span=start, reason=row.reason, note=row.note, basis=row.basis, **made)
    end.clean_fields(exclude={"span"})
    return end


def _refuse_overlaps(cohort: Cohort, rows: Sequence[Membership]) -> None:
    """Rows in their order, over what is known: no two times of one school have a day in common."""
    days: dict[int, dict[dt.date, dt.date | None]] = defaultdict(dict)
    for span in load(cohort.memberships.all(), now()):
        days[span.start.school_id][span.starts_on] = span.ends_on
    for row in rows:
        known, end = days[row.school.pk], row.leaving.on if row.leaving else None
        if end and end < row.on:
            raise ValidationError({"occurred_on": _("A school cannot leave before it joined.")})
        if row.membership:
            if row.on not in known or known[row.on]:
                raise ValidationError(_("School %(code)s left already.") % {"code": row.school.code})
        elif any(((b is None or row.on < b) and (end is None or a < end)) or a == row.on for a, b in known.items()):
            raise ValidationError(_("School %(code)s takes part already.") % {"code": row.school.code})
        known[row.on] = end
