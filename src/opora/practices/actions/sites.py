"""Regional innovation sites: a school becomes one, and is one no longer."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.clock import now
from opora.core.models import Origin, stamp
from opora.core.moments import check_has_come
from opora.core.spans import load
from opora.organisations.models import School
from opora.practices.models import InnovationSite, InnovationSiteEnd, Practice


@transaction.atomic
def name_site(
    *,
    school: School,
    topic: str,
    basis: str,
    on: dt.date,
    by: Actor,
    practice: Practice | None = None,
    origin: str = Origin.ENTERED,
) -> InnovationSite:
    """Name a school a regional innovation site from a day on; ValidationError when it is one then, or later."""
    check_has_come(on)
    school = School.objects.select_for_update().get(pk=school.pk)
    if practice and practice.region_id != school.municipality.region_id:
        raise ValidationError({"practice": _("The practice is one of another region.")})
    if practice and practice.voided_at:
        raise ValidationError({"practice": _("The practice was withdrawn.")})
    if any(not span.over(on) for span in load(school.innovation_sites.all(), now())):
        raise ValidationError({"school": _("This school is an innovation site already.")})
    made = keep(
        InnovationSite(
            school=school,
            topic=topic.strip(),
            basis=basis.strip(),
            practice=practice,
            **stamp(on=on, by=by, origin=origin),
        )
    )
    _journal(made, school.pk, "name-site", by)
    return made


@transaction.atomic
def end_site(
    *, site: InnovationSite, on: dt.date, basis: str, by: Actor, origin: str = Origin.ENTERED
) -> InnovationSiteEnd:
    """Say that a school is no site from a day on; ValidationError before it was one, or when it ended already."""
    check_has_come(on)
    site = InnovationSite.objects.select_for_update().get(pk=site.pk)
    if site.voided_at:
        raise ValidationError(_("This site was taken back."))
    if on < site.occurred_on:
        raise ValidationError({"on": _("It cannot end before it began.")})
    if site.ends.standing().exists():
        raise ValidationError(_("This site ended already."))
    made = keep(InnovationSiteEnd(span=site, basis=basis.strip(), **stamp(on=on, by=by, origin=origin)))
    _journal(made, site.school_id, "end-site", by)
    return made


@transaction.atomic
def take_back_site(*, site: InnovationSite, reason: str, by: Actor) -> None:
    """Take a site back that was named by mistake, with its end if it has one."""
    for end in site.ends.standing():
        void(record=end, reason=reason, by=by)
    void(record=site, reason=reason, by=by)


def _journal(made: InnovationSite | InnovationSiteEnd, school: int, verb: str, by: Actor) -> None:
    details = {"on": made.occurred_on, "basis": made.basis}
    journal.write(by=by, verb=verb, object_key=journal.key_of(made), about=f"school:{school}", details=details)
