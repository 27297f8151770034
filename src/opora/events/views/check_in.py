"""Check-in as the organiser has it on the screen of the hall: code, QR, who came; opening and closing it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.events import checking
from opora.events.actions import close_check_in, open_check_in
from opora.events.models import CheckIn
from opora.events.reach import seen_people
from opora.events.views.shared import AskedEvent, asked_event, tabs, to, trail


@dataclass(frozen=True, slots=True)
class Line:
    """One of those who came: `person_id` None for a name that nobody was found for."""

    hour: str
    name: str
    beside: str
    person_id: int | None = None


@require_safe
def check_in(request: AskingRequest, pk: int) -> HttpResponse:
    """The screen; htmx fetches the part with who came every five seconds, without a script one loads it anew."""
    found = asked_event(request, pk)
    current = _current(found)
    over = checking.refusal(current) if current else ""
    live = current is not None and not over
    context = {**_came(request, found), "live": live, "url": to(request, "events:check_in", pk)}
    context["attendance_url"] = to(request, "events:attendance", pk)
    if request.headers.get("HX-Request"):
        return HttpResponse(render_to_string("events/_check_in.html", context))
    context |= {
        "crumbs": trail(request, found.event, last=_("Check-in")),
        "tabs": tabs(request, found.event, "check_in"),
        "title": _("Check-in"),
        "event": found.event,
        "current": current,
        "over": over,
        "address": _address(request, current),
        "here_url": request.build_absolute_uri(reverse("events:here")),
        "sheet_url": to(request, "events:check_in_sheet", pk),
        "may_open": found.may_write and (current is None or (over and current.occurred_on == found.asked.latest)),
        "may_write": found.may_write,
    }
    return render(request, "events/check_in.html", context)


@require_POST
def open_now(request: AskingRequest, pk: int) -> HttpResponse:
    """Open it for the last day there is; why that is not possible stands above the page."""
    found = _for_writing(request, pk)
    try:
        open_check_in(event=found.event, on=found.asked.latest, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Check-in is open. Show the code in the hall or print the sheet."))
    return redirect(to(request, "events:check_in", pk))


@require_POST
def close_now(request: AskingRequest, pk: int) -> HttpResponse:
    """Close it; it can be opened again on the same day."""
    found = _for_writing(request, pk)
    current = _current(found)
    if current is not None:
        close_check_in(check_in=current, by=request.actor)
        messages.success(request, _("Check-in is closed. The attendance list is still open."))
    return redirect(to(request, "events:check_in", pk))


@require_safe
def sheet(request: AskingRequest, pk: int) -> HttpResponse:
    """A sheet for the door: what to do, the QR code and the code in large figures."""
    found = asked_event(request, pk)
    current = _current(found)
    if current is None:
        raise Http404("no check-in was opened")
    context = {
        "crumbs": trail(request, found.event, last=_("Sheet for the door")),
        "event": found.event,
        "state": found.state,
        "current": current,
        "address": _address(request, current),
        "here_url": request.build_absolute_uri(reverse("events:here")),
    }
    return render(request, "events/check_in_sheet.html", context)


def _for_writing(request: AskingRequest, pk: int) -> AskedEvent:
    found = asked_event(request, pk)
    if not found.may_write:
        raise Http404("nothing is written on a page of the past")
    return found


def _current(found: AskedEvent) -> CheckIn | None:
    """The last check-in of the event that is known at the moment of the page."""
    rows = CheckIn.objects.known(found.asked.as_of, found.asked.known_at).filter(event=found.event)
    return rows.select_related("event__programme__region").order_by("-pk").first()


def _address(request: AskingRequest, current: CheckIn | None) -> str:
    return request.build_absolute_uri(reverse("events:here_key", args=[current.key])) if current else ""


def _came(request: AskingRequest, found: AskedEvent) -> dict[str, object]:
    """Who came as far as the reader may know them, the names that nobody was found for, and how many all are."""
    rows = checking.came(found.event, found.asked.known_at)
    people = [row.presence for row in rows if row.presence]
    seen = seen_people(request.actor, found.asked, {one.person_id for one in people})
    zone = request.presence.region.time_zone if request.presence.region else settings.TIME_ZONE
    lines = [
        Line(checking.hour(one.recorded_at, zone), one.person.full_name, _replaces(one), one.person_id)
        for one in people
        if one.person_id in seen
    ]
    names = [Line(checking.hour(row.at, zone), row.entry.text, row.entry.beside) for row in rows if row.entry]
    return {"count": len(rows), "lines": lines, "unseen": len(people) - len(lines), "names": names}


def _replaces(presence: object) -> str:
    replaced = getattr(presence, "in_place_of", None)
    return _("in place of %(name)s") % {"name": replaced.short_name} if replaced else ""
