"""Saying what one thinks of an event, without a name."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import clock
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.events.answering import answered, took_part
from opora.events.models import Event, Feedback, FeedbackMark
from opora.events.standing import held_day


@transaction.atomic
def give_feedback(*, event: Event, usefulness: int, remark: str, by: Actor, on: dt.date | None = None) -> None:
    """Keep an answer and, apart from it, that this person answered. Nothing is journalled: it would lead back.

    ValidationError before the event was held, for who is not noted as present, and for a second answer.
    """
    held_day(event)
    person = User.objects.filter(pk=by.key.removeprefix("user:")).first() if by.key.startswith("user:") else None
    if person is None or not took_part(event, person.pk):
        raise ValidationError(_("Those who are noted as present can answer."))
    if answered(event, person.pk):
        raise ValidationError(_("You have answered already. The answer has no name, so it cannot be changed."))
    keep(FeedbackMark(event=event, person=person))
    keep(Feedback(event=event, answered_on=on or clock.today(), usefulness=usefulness, remark=remark.strip()))
