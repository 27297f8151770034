"""Certificates for those who were at an event."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.certificates.actions import Holder, Subject, issue
from opora.certificates.models import Certificate, Role
from opora.core import journal
from opora.core.actors import Actor
from opora.core.models import Origin
from opora.events.models import AttendanceClosing, Event, Planning, Presence, Speaker
from opora.events.standing import held_day


@transaction.atomic
def certify(*, event: Event, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> list[Certificate]:
    """Give a certificate dated `on` to everybody who was at an event, as a speaker where they stand on its programme.

    Answers the new ones: who has one gets no second. ValidationError until the attendance list is closed.
    """
    held = held_day(event)
    if not AttendanceClosing.objects.standing().filter(event=event).exists():
        raise ValidationError(_("Close the attendance first: then it is known who was there."))
    plan = Planning.objects.standing().filter(event=event).oldest_first().last()
    subject = Subject(
        about=journal.key_of(event),
        title=event.title,
        first_day=held,
        last_day=held,
        place=plan.place if plan else "",
        organiser=event.get_organiser_display(),
    )
    speakers = set(Speaker.objects.standing().filter(event=event).values_list("person_id", flat=True).order_by())
    marks = Presence.objects.standing().filter(event=event).select_related("person").order_by("person__surname", "pk")
    holders = {
        mark.person_id: Holder(
            name=mark.person.full_name,
            person=mark.person,
            role=Role.SPEAKER if mark.person_id in speakers else Role.PARTICIPANT,
            minutes=mark.minutes,
        )
        for mark in marks
    }
    return issue(region=event.programme.region, subject=subject, holders=holders.values(), on=on, by=by, origin=origin)
