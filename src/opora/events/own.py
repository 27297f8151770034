"""Which events are in a person's own calendar: those they are to come to."""

import datetime as dt

from django.db.models import Q

from opora.core.models import was_known
from opora.events.models import Answer, Invitation, Reply
from opora.programmes.models import Programme


def coming_to(person_id: int, programme: Programme, as_of: dt.date, known_at: dt.datetime) -> set[int]:
    """Ids of the events somebody is invited to and did not decline, or comes to in place of another; two queries.

    Who sends a substitute does not come; who waits for a place may still come.
    """
    invited = Invitation.objects.known(as_of, known_at).filter(event__programme=programme)
    answers = Answer.objects.known(as_of, known_at).filter(
        was_known(known_at, "invitation__"),
        Q(invitation__person=person_id) | Q(invitation__answers__substitute=person_id),
        invitation__event__programme=programme,
        invitation__occurred_on__lte=as_of,
    )
    latest = {one.invitation_id: one for one in answers.select_related("invitation").distinct().oldest_first()}
    found = {one.invitation.event_id for one in latest.values() if one.substitute_id == person_id}
    for pk, event in invited.filter(person=person_id).values_list("pk", "event_id"):
        if pk not in latest or latest[pk].reply == Reply.YES:
            found.add(event)
    return found
