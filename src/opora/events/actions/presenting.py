"""Who presents what."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.events.models import Event, Speaker
from opora.organisations.doubles import refuse_doubles
from opora.organisations.models import School


@transaction.atomic
def note_speaker(
    *,
    event: Event,
    topic: str,
    by: Actor,
    school: School | None = None,
    person: User | None = None,
    name: str = "",
    on: dt.date | None = None,
    origin: str = Origin.ENTERED,
) -> Speaker:
    """Put somebody on the programme of an event: a school, a person of Opora, or a guest by name.

    ValidationError for nobody at all, a school of another region, and a double that was merged into another.
    """
    if school is None and person is None and not name.strip():
        raise ValidationError(_("Say who presents: a school, a person, or a name."))
    if school is not None:
        if school.municipality.region_id != event.programme.region_id:
            raise ValidationError({"school": _("This school belongs to another region.")})
        refuse_doubles([school])
    made = stamp(on=on or clock.today(), by=by, origin=origin)
    speaker = keep(Speaker(event=event, topic=topic, school=school, person=person, name=name.strip(), **made))
    journal.write(by=by, verb="note-speaker", object_key=journal.key_of(event), details={"speaker": speaker.pk})
    return speaker
