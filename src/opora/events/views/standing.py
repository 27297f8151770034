"""What becomes of an event: moved, held, called off, its attendance closed or opened again; and taking back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.accounts.places import Places
from opora.core import numbers
from opora.core.models import Record
from opora.events import actions
from opora.events.forms.standing import CallOffForm, DayForm, MoveForm, ReasonForm
from opora.events.models import Cancellation, Event, EventSeries, Held, Planning, Presence, Speaker
from opora.events.present import expected, within_reach
from opora.events.stages import Stage
from opora.events.views.shared import AskedEvent, planned_in, to, trail, written_event, wrote
from opora.indicators.context import Context

LOOKING = ["GET", "HEAD", "POST"]
LATER: dict[str, type[Record]] = {
    "plan": Planning,
    "held": Held,
    "cancelled": Cancellation,
    "speaker": Speaker,
    "presence": Presence,
}
"""What of an event is taken back by its number."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a page says of the one thing it writes; `title` takes the event's. `gone`: where one goes afterwards."""

    title: str
    lead: str
    button: str
    done: Callable[[], str]
    notes: Sequence[str] = ()
    gone: str = ""


@require_http_methods(LOOKING)
def move(request: AskingRequest, pk: int) -> HttpResponse:
    """Plan it for another day; the days before stay visible."""
    found = _fitting(request, pk, Stage.AHEAD, Stage.DUE)
    plan, latest = found.state.plan, found.asked.latest
    given = {name: getattr(plan, name) for name in ("starts_at", "ends_at", "place", "link")}
    form = MoveForm(request.POST or None, initial={"on": plan.planned_on, **given}, latest=latest)

    def write() -> None:
        reason = form.cleaned_data["reason"]
        actions.move(event=found.event, planned=form.planned, reason=reason, on=latest, by=request.actor)

    return _step(
        request,
        found,
        form,
        write,
        Words(
            title=_("Move: %(title)s"),
            lead=_("It is planned for %(day)s. That day stays visible beside the new one.")
            % {"day": numbers.day(plan.planned_on)},
            button=_("Move the event"),
            done=lambda: _("It is planned for %(day)s now.") % {"day": numbers.day(form.cleaned_data["on"])},
        ),
    )


@require_http_methods(LOOKING)
def hold(request: AskingRequest, pk: int) -> HttpResponse:
    """Say on which day it took place."""
    found = _fitting(request, pk, Stage.AHEAD, Stage.DUE)
    latest = found.asked.latest
    form = DayForm(
        request.POST or None,
        initial={"on": min(latest, found.state.plan.planned_on)},
        latest=latest,
        label=_("Day on which it was held"),
    )
    return _step(
        request,
        found,
        form,
        lambda: actions.hold(event=found.event, on=form.cleaned_data["on"], by=request.actor),
        Words(
            title=_("Held: %(title)s"),
            lead=_("Who was there becomes known with the attendance; until it is closed, nobody counts as absent."),
            button=_("Say that it was held"),
            done=lambda: (
                _("It was held on %(day)s. Now note who was there.") % {"day": numbers.day(form.cleaned_data["on"])}
            ),
        ),
    )


@require_http_methods(LOOKING)
def call_off(request: AskingRequest, pk: int) -> HttpResponse:
    """Say that it will not take place."""
    found = _fitting(request, pk, Stage.AHEAD, Stage.DUE)
    latest = found.asked.latest
    form = CallOffForm(request.POST or None, initial={"on": latest}, latest=latest, label=_("Day of the decision"))
    return _step(
        request,
        found,
        form,
        lambda: actions.call_off(event=found.event, by=request.actor, **form.cleaned_data),
        Words(
            title=_("Call off: %(title)s"),
            lead=_("It stays in the list with the reason; indicators do not ask for it any more."),
            button=_("Call the event off"),
            done=lambda: _("The event is called off."),
        ),
    )


@require_http_methods(LOOKING)
def close(request: AskingRequest, pk: int) -> HttpResponse:
    """Say that the attendance is complete; what that means is told beforehand."""
    found = _fitting(request, pk, Stage.OPEN)
    latest = found.asked.latest
    form = DayForm(request.POST or None, initial={"on": latest}, latest=latest, label=_("Day of closing"))
    return _step(
        request,
        found,
        form,
        lambda: actions.close_attendance(event=found.event, on=form.cleaned_data["on"], by=request.actor),
        Words(
            title=_("Close the attendance: %(title)s"),
            lead=_("Once it is closed, whoever is not on the list was absent."),
            button=_("Close the attendance"),
            done=lambda: _("The attendance is closed."),
            notes=_before_closing(found),
        ),
    )


@require_http_methods(LOOKING)
def reopen(request: AskingRequest, pk: int) -> HttpResponse:
    """Open a closed attendance again."""
    found = _fitting(request, pk, Stage.CLOSED)
    form = ReasonForm(request.POST or None)
    return _step(
        request,
        found,
        form,
        lambda: actions.reopen_attendance(event=found.event, by=request.actor, **form.cleaned_data),
        Words(
            title=_("Open the attendance again: %(title)s"),
            lead=_(
                "Until it is closed anew, it is not known who was absent. What was known before stays known as of then."
            ),
            button=_("Open the attendance again"),
            done=lambda: _("The attendance is open again."),
        ),
    )


@require_http_methods(LOOKING)
def take_back(request: AskingRequest, pk: int, what: str, number: int) -> HttpResponse:
    """Take back what was said by mistake; the history keeps it with the reason."""
    found = written_event(request, pk)
    record = _record(request, found, what, number)
    form = ReasonForm(request.POST or None)

    def write() -> None:
        reason = form.cleaned_data["reason"]
        if isinstance(record, Presence):
            actions.take_presence_back(presence=record, reason=reason, by=request.actor)
        else:
            actions.take_back(record=record, reason=reason, by=request.actor)

    return _step(
        request,
        found,
        form,
        write,
        Words(
            title=_("Take back: %(title)s"),
            lead=_("Taken back: %(what)s.") % {"what": _told(record)},
            button=_("Take back"),
            done=lambda: _("It is taken back."),
            gone={"event": to(request, "events:events"), "presence": to(request, "events:present", pk)}.get(what, ""),
        ),
    )


@require_http_methods(LOOKING)
def take_back_series(request: AskingRequest, pk: int) -> HttpResponse:
    """Take back a series that has no sessions."""
    series = get_object_or_404(EventSeries.objects.standing(), programme=planned_in(request).programme, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and wrote(form, lambda: actions.take_back(record=series, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("It is taken back."))
        return redirect(to(request, "events:events"))
    context = {
        "crumbs": trail(request, last=_("Take back")),
        "title": _("Take back: %(title)s") % {"title": series.title},
        "lead": "",
        "button": _("Take back"),
        "form": form,
        "back_url": to(request, "events:series", pk),
    }
    return render(request, "events/step.html", context, status=422 if form.errors else 200)


def _step(
    request: AskingRequest,
    found: AskedEvent,
    form: Form,
    write: Callable[[], object],
    said: Words,
) -> HttpResponse:
    """One form that writes one thing; afterwards the page of the event, or `said.gone`."""
    event, back = found.event, to(request, "events:event", found.event.pk)
    if form.is_valid() and wrote(form, write):
        messages.success(request, said.done())
        return redirect(said.gone or back)
    context: dict[str, Any] = {
        "crumbs": trail(request, event, last=said.button),
        "title": said.title % {"title": event.title},
        "lead": said.lead,
        "notes": said.notes,
        "button": said.button,
        "form": form,
        "back_url": back,
    }
    return render(request, "events/step.html", context, status=422 if form.errors else 200)


def _fitting(request: AskingRequest, pk: int, *stages: Stage) -> AskedEvent:
    """The event, where it stands so that this can be said of it; 404 otherwise."""
    found = written_event(request, pk)
    if found.stage not in stages:
        raise Http404("it does not stand so")
    return found


def _record(request: AskingRequest, found: AskedEvent, what: str, number: int) -> Record:
    """What is to be taken back; 404 for what is of another event, was taken back already, or came with a list."""
    if what == "event":
        return (
            get_object_or_404(Event.objects.standing(), pk=found.event.pk) if number == found.event.pk else _nothing()
        )
    if what not in LATER:
        return _nothing()
    rows: Any = LATER[what]._base_manager
    record: Record = get_object_or_404(rows.filter(event=found.event, voided_at=None), pk=number)
    if isinstance(record, Presence):
        places = Places(found.event.programme.region_id, found.state.on, found.asked.known_at)
        if record.roll_id is not None or not within_reach(request.actor, places, [record.person_id]):
            return _nothing()
    return record


def _nothing() -> Record:
    raise Http404("no such record")


def _told(record: Record) -> str:
    """A record in words."""
    match record:
        case Planning():
            return _("planned for %(day)s") % {"day": numbers.day(record.planned_on)}
        case Held():
            return _("held on %(day)s") % {"day": numbers.day(record.occurred_on)}
        case Cancellation():
            return _("called off")
        case Speaker():
            return record.topic
        case Presence():
            return _("presence of %(person)s") % {"person": record.person.full_name}
    return str(record)


def _before_closing(found: AskedEvent) -> list[str]:
    """How many are noted, and how many of the invited population are not."""
    event, asked = found.event, found.asked
    noted = Presence.objects.standing().filter(event=event).values("person").distinct().count()
    notes = [ngettext("%(n)d person is noted as present.", "%(n)d people are noted as present.", noted) % {"n": noted}]
    if event.invited and asked.programme is not None:
        context = Context.of(asked.programme, asked.latest, asked.known_at)
        of = expected(context, event, found.state.on)
        told = {"absent": len(of.absent), "total": len(of.subjects)}
        notes.append(_("Of those invited nobody is noted for %(absent)d of %(total)d.") % told)
    return notes
