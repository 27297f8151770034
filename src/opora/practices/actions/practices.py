"""The bank of practices: an entry is added, and withdrawn."""

import datetime as dt
from dataclasses import dataclass

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
from opora.practices.models import Practice, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPractice:
    """What the bank says of a practice; `direction` is its topic."""

    title: str
    direction: str
    summary: str
    link: str = ""


@transaction.atomic
def add_practice(
    *,
    school: School,
    practice: NewPractice,
    on: dt.date,
    by: Actor,
    work: Work | None = None,
    origin: str = Origin.ENTERED,
) -> Practice:
    """Put a practice of a school into the bank of its region; ValidationError for a day to come and for a work that is
    there already."""
    check_has_come(on)
    if work and work.practices.standing().exists():
        raise ValidationError(_("This work is an entry of the bank already."))
    made = keep(
        Practice(
            region=school.municipality.region,
            school=school,
            work=work,
            title=" ".join(practice.title.split()),
            direction=" ".join(practice.direction.split()),
            summary=practice.summary.strip(),
            link=practice.link,
            **stamp(on=on, by=by, origin=origin),
        )
    )
    journal.write(
        by=by,
        verb="add-practice",
        object_key=journal.key_of(made),
        about=f"school:{school.pk}",
        details={"title": made.title, "on": on},
    )
    return made


@transaction.atomic
def withdraw(*, practice: Practice, reason: str, by: Actor) -> None:
    """Take an entry out of the bank. A work that was published nowhere else is no longer published; it stays accepted.

    ValidationError while an innovation site hosts internships on it.
    """
    if any(span.end is None for span in load(practice.innovation_sites.all(), now())):
        raise ValidationError(_("Internships of an innovation site rest on it: end or take back the site first."))
    for publication in practice.publications.standing().filter(link=""):
        void(record=publication, reason=reason, by=by)
    void(record=practice, reason=reason, by=by)
