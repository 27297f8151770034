"""Loading a programme, copying it into another year, attaching the order."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal, numbers
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.orders import Order
from opora.organisations.models import Region
from opora.programmes.actions import begin_programme, start_programme
from opora.programmes.models import Programme
from opora.roadmap import rows
from opora.roadmap.differences import Difference, differences
from opora.roadmap.imports import order_differences
from opora.roadmap.models import Roadmap
from opora.roadmap.next_year import moved
from opora.roadmap.programme_values import ProgrammeFile
from opora.roadmap.stored import stored_programme


@dataclass(frozen=True)
class Loaded:
    """What loading a programme file did. `applied` names were brought up to date; `kept` differs and was left alone."""

    programme: Programme
    created: bool
    applied: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.created or bool(self.applied)


@transaction.atomic
def load_programme(*, file: ProgrammeFile, region: Region, by: Actor, origin: str = Origin.IMPORT) -> Loaded:
    """Make the roadmap of the file's year, or hold the file against the one that is there.

    A second load brings names, awaited words and oddities up to date. Actions, periods, formulas and targets are never
    overwritten: each difference is reported, and changes by an act of its own. The same file again changes nothing.
    """
    programme = Programme.objects.filter(region=region, year=file.year).first()
    if programme is None:
        preceding = Programme.objects.filter(region=region, year=file.cohorts.get("previous", 0)).first()
        programme = start_programme(region=region, year=file.year, title=file.title["ru"], preceding=preceding, by=by)
    roadmap = Roadmap.objects.filter(programme=programme).first()
    if roadmap is None:
        roadmap = rows.write(file, programme, _basis(file), **stamp(on=file.starts_on, by=by, origin=origin))
        begin_programme(programme=programme, on=file.starts_on, by=by)
        journal.write(by=by, verb="load", object_key=journal.key_of(roadmap), count=len(file.actions))
        return Loaded(programme, created=True)
    found = _differences(roadmap, file)
    applied = tuple(one for one in found if one.of_vocabulary)
    if applied:
        rows.refresh_names(roadmap, file, by, **stamp(on=file.starts_on, by=by, origin=origin))
        places = [one.place for one in applied]
        journal.write(by=by, verb="refresh", object_key=journal.key_of(roadmap), details={"places": places})
    return Loaded(programme, created=False, applied=applied, kept=tuple(one for one in found if not one.of_vocabulary))


@transaction.atomic
def copy_programme(*, programme: Programme, year: int, by: Actor) -> Programme:
    """Start another year as a copy: periods and years in titles move, the year before it lends the cohort `previous`.

    ValidationError when the programme has no roadmap, the year is not later, or that year has a roadmap already.
    """
    roadmap = Roadmap.objects.filter(programme=programme).first()
    if roadmap is None:
        raise ValidationError(_("The programme of %(year)d has no roadmap to copy.") % {"year": programme.year})
    if year <= programme.year:
        raise ValidationError({"year": _("A copy is for a year after %(year)d.") % {"year": programme.year}})
    file = moved(stored_programme(roadmap, clock.now()), year)
    copy = Programme.objects.filter(region=programme.region_id, year=year).first()
    if copy is None:
        before = Programme.objects.filter(region=programme.region_id, year__lt=year).order_by("year").last()
        preceding = None if before is None or hasattr(before, "following") else before
        copy = start_programme(region=programme.region, year=year, title=file.title["ru"], preceding=preceding, by=by)
    elif Roadmap.objects.filter(programme=copy).exists():
        raise ValidationError({"year": _("The programme of %(year)d has a roadmap already.") % {"year": year}})
    basis = _("as in the programme of %(year)d") % {"year": programme.year}
    made = rows.write(file, copy, basis, **stamp(on=file.starts_on, by=by, origin=Origin.SYSTEM))
    begin_programme(programme=copy, on=file.starts_on, by=by)
    details = {"from": journal.key_of(roadmap)}
    journal.write(by=by, verb="copy", object_key=journal.key_of(made), count=len(file.actions), details=details)
    return copy


@dataclass(frozen=True)
class Imported:
    """What attaching an order did: how many cells and addresses are new, and where it differs from the programme."""

    attached: int
    differences: tuple[Difference, ...]


@transaction.atomic
def import_order(*, order: Order, programme: Programme, by: Actor) -> Imported:
    """Attach the own words and addresses of the order that approved it to the rows of a loaded programme, by number.

    An order that amends it is for `amend_roadmap`; of an amended roadmap the first version is meant here.
    What differs from the programme is reported and changes nothing. The same order again attaches nothing; another
    text replaces the one before, which stays known for its time. ValidationError when no roadmap is loaded.
    """
    roadmap = Roadmap.objects.filter(programme=programme).first()
    if roadmap is None:
        message = _("The programme of %(year)d has no roadmap yet: load it first (opora programme load %(year)d).")
        raise ValidationError(message % {"year": programme.year})
    found = order_differences(stored_programme(roadmap, clock.now(), amended=False), order)
    day = order.head.date or roadmap.occurred_on
    attached = rows.attach(roadmap, order, by, **stamp(on=day, by=by, origin=Origin.IMPORT))
    if attached:
        journal.write(by=by, verb="import", object_key=journal.key_of(roadmap), count=attached)
    return Imported(attached, tuple(found))


def _basis(file: ProgrammeFile) -> str:
    """What the targets of a file rest on."""
    if number := file.order.get("number"):
        day = numbers.day(dt.date.fromisoformat(file.order["date"]))
        return _("order No. %(number)s of %(date)s") % {"number": number, "date": day}
    return _("programme file of %(year)d") % {"year": file.year}


def _differences(roadmap: Roadmap, file: ProgrammeFile) -> list[Difference]:
    stored = stored_programme(roadmap, clock.now(), amended=False)
    return [one for one in differences(stored, file) if not one.place.startswith("cohorts.")]
