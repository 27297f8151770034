"""What the pages of events have in common: the door to one, the way up, the tabs."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.events.access import may_write, visible_to
from opora.events.models import Event
from opora.events.queries import EventState, state_of
from opora.programmes.asked import Asked, asked_of, carried


@dataclass(frozen=True)
class AskedEvent:
    """An event on the day of the page, and what the reader may do there; nothing is written from a past page."""

    asked: Asked
    state: EventState
    may_write: bool

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.state.event


def asked_event(request: AskingRequest, pk: int) -> AskedEvent:
    """The event of an address; 404 for one the reader may not see and one that was not planned by the day."""
    asked = asked_of(request)
    event = visible_to(request.actor, Event.objects.filter(programme=asked.programme)).filter(pk=pk).first()
    state = state_of(event, asked.as_of, asked.known_at) if event else None
    known = event is not None and Event.objects.filter(pk=pk).known(asked.as_of, asked.known_at).exists()
    if state is None or not known:
        raise Http404
    return AskedEvent(asked, state, may_write(request.actor) and asked.moment.known_at is None)


def to(request: HttpRequest, name: str, *args: object, **more: str) -> str:
    """A page that shows the same moment."""
    return reverse(name, args=args) + carried(request.GET, **more)


def trail(request: HttpRequest, *above: Event, last: str = "") -> list[Link]:
    """The way up: the events, an event, and where one is."""
    events = [Link(one.title, to(request, "events:event", one.pk)) for one in above]
    return [Link(_("Events"), to(request, "events:events")), *events, *([Link(last)] if last else [])]
