"""What the pages of events have in common: the door to one, the way up, the tabs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.guard import AskingRequest, may_pass
from opora.accounts.permissions import matrix
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.events.access import may_write, visible_to
from opora.events.calendar import MEDIA_TYPE, calendar_file
from opora.events.models import Event
from opora.events.queries import EventState, state_of
from opora.events.stages import Stage, stage_of
from opora.events.timetable import entries
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

    @property
    def stage(self) -> Stage:
        """How far it has come by the day of the page."""
        return stage_of(self.state, self.asked.as_of)


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


def written_event(request: AskingRequest, pk: int) -> AskedEvent:
    """The event a page writes about, as it stands on the last day of the region; 404 on a page of the past as well."""
    found = asked_event(request, pk)
    if not found.may_write:
        raise Http404("only looked at")
    return found


def planned_in(request: AskingRequest) -> Asked:
    """What is asked for by who may plan in it; 404 without a programme, for others, and on a page of the past."""
    asked = asked_of(request)
    if asked.programme is None or asked.moment.known_at is not None or not may_write(request.actor):
        raise Http404("nothing is planned here")
    return asked


TABS = {
    "event": gettext_lazy("About the event"),
    "invited": gettext_lazy("Invitations"),
    "attendance": gettext_lazy("Attendance"),
    "check_in": gettext_lazy("Check-in"),
}
"""The pages of one event beside each other, by the names of their addresses."""


def tabs(request: AskingRequest, event: Event, here: str) -> list[Link]:
    """Those of the pages of an event that the reader may open."""
    doors = matrix().urls
    return [
        Link(str(label), to(request, f"events:{name}", event.pk), current=name == here)
        for name, label in TABS.items()
        if may_pass(request.actor, doors[f"events:{name}"])
    ]


def wrote(form: Form, write: Callable[[], object]) -> bool:
    """Whether it was written; what the action refuses is put into the form."""
    try:
        write()
    except ValidationError as error:
        refused(form, error)
        return False
    return True


def calendar_of(request: AskingRequest, states: Iterable[EventState], name: str, plain: str) -> HttpResponse:
    """Events as a file that a calendar opens; 404 without a programme."""
    programme = asked_of(request).programme
    if programme is None:
        raise Http404("no programme")

    def page(pk: int) -> str:
        return request.build_absolute_uri(reverse("events:event", args=[pk]))

    content = calendar_file(entries(states, programme.region, page), name=name)
    return attachment(content, kind=f"{MEDIA_TYPE}; charset=utf-8", name=f"{name}.ics", plain_name=f"opora-{plain}.ics")
