"""What must not meet, and what is said twice, when two entries of a person become one: invitations and presences."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import merging
from opora.core.models import Record
from opora.events.models import Answer, Invitation, Presence


@merging.already
def invited_and_present_already(kept: models.Model, double: models.Model) -> Iterator[Record]:
    """Invitations and presences of the double that the kept one has too."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    invited = set(_invitations(kept).values_list("event_id", flat=True))
    yield from _invitations(double).filter(event__in=invited)
    there = set(Presence.objects.standing().filter(person=kept).values_list("event_id", "way", "roll_id"))
    for one in Presence.objects.standing().filter(person=double):
        if (one.event_id, one.way, one.roll_id) in there:
            yield one


@merging.check
def only_the_double_answered(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Answers of the double to events to which both are invited: they would be lost."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    answered = set(_answers(kept).values_list("invitation__event_id", flat=True))
    events = set(_invitations(kept).values_list("event_id", flat=True)) - answered
    for one in _invitations(double).filter(event__in=events, answers__voided_at=None, answers__isnull=False).distinct():
        yield _(
            "both are invited to “%(event)s” and only the double answered: note the answer with the other first"
        ) % {"event": one.event.title}


@merging.check
def one_replaced_the_other(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Events at which one of the two was in place of the other."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    either = Q(person=kept, in_place_of=double) | Q(person=double, in_place_of=kept)
    for one in Presence.objects.standing().filter(either).select_related("event"):
        yield _("one was at “%(event)s” in place of the other") % {"event": one.event.title}


def _invitations(person: User) -> "models.QuerySet[Invitation]":
    return Invitation.objects.standing().filter(person=person).select_related("event")


def _answers(person: User) -> "models.QuerySet[Answer]":
    return Answer.objects.standing().filter(invitation__person=person, invitation__voided_at=None)
