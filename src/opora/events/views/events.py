"""The events of a programme, and one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.events.access import visible_to
from opora.events.models import Event
from opora.events.queries import events_of
from opora.events.views.shared import asked_event, to, trail
from opora.programmes.asked import asked_of


@require_safe
def events(request: AskingRequest) -> HttpResponse:
    """All events of the programme by their days."""
    asked = asked_of(request)
    visible = set(
        visible_to(request.actor, Event.objects.filter(programme=asked.programme)).values_list("pk", flat=True)
    )
    found = events_of(asked.programme, asked.as_of, asked.known_at) if asked.programme else []
    rows = [(state, to(request, "events:event", state.event.pk)) for state in found if state.event.pk in visible]
    return render(request, "events/events.html", {"crumbs": trail(request), "title": _("Events"), "rows": rows})


@require_safe
def event(request: AskingRequest, pk: int) -> HttpResponse:
    """One event."""
    found = asked_event(request, pk)
    context = {"crumbs": trail(request, last=found.event.title), "title": found.event.title, "state": found.state}
    return render(request, "events/event.html", context)
