"""Planning an event or a series, changing what is said of it, a copy for the next session."""

import re
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.events import actions, populations
from opora.events.forms.planning import ChangeForm, PlanForm, SeriesForm
from opora.events.models import Event, EventSeries, Organiser
from opora.events.views.shared import asked_event, planned_in, to, trail, written_event, wrote
from opora.programmes.asked import Asked, asked_of

LOOKING = ["GET", "HEAD", "POST"]


@require_http_methods(LOOKING)
def new(request: AskingRequest) -> HttpResponse:
    """Plan an event, or a session of a series; the address may name its code or the series."""
    given = {"series": request.GET.get("series", ""), "code": _code(request)}
    return _plan(request, _("Plan an event"), {**given, **_defaults(request)})


@require_http_methods(LOOKING)
def copy(request: AskingRequest, pk: int) -> HttpResponse:
    """Plan another event with what is said of this one; its day and code are new."""
    found = asked_event(request, pk)
    event, plan = found.event, found.state.plan
    given: dict[str, Any] = {
        **ChangeForm.initial_of(event),
        "series": event.series.code if event.series else "",
        "code": next_code(event.code, _codes(planned_in(request))),
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "place": plan.place,
        "link": plan.link,
    }
    return _plan(request, _("Plan the next: %(title)s") % {"title": event.title}, given)


@require_http_methods(LOOKING)
def change(request: AskingRequest, pk: int) -> HttpResponse:
    """Say something else of an event; the journal keeps what it was."""
    event = written_event(request, pk).event
    form = ChangeForm(request.POST or None, initial=ChangeForm.initial_of(event))
    if form.is_valid() and wrote(
        form, lambda: actions.change_event(event=event, changes=form.changes, by=request.actor)
    ):
        messages.success(request, _("It is kept."))
        return redirect(to(request, "events:event", event.pk))
    context = {
        "crumbs": trail(request, event, last=_("Change")),
        "title": _("Change: %(title)s") % {"title": event.title},
        "button": _("Save"),
        "back_url": to(request, "events:event", event.pk),
    }
    return _form_page(request, form, context)


@require_http_methods(LOOKING)
def new_series(request: AskingRequest) -> HttpResponse:
    """Plan a series, empty at first; the address may name its code."""
    asked, form = planned_in(request), SeriesForm(request.POST or None, initial={"code": _code(request)})
    context = {"title": _("New series"), "button": _("Make the series"), "back_url": to(request, "events:events")}
    if form.is_valid() and wrote(form, lambda: _make_series(request, asked, form)):
        made = EventSeries.objects.standing().get(programme=asked.programme, code=form.cleaned_data["code"])
        messages.success(request, _("The series is made. Now its sessions can be planned."))
        return redirect(to(request, "events:series", made.pk))
    return _form_page(request, form, {"crumbs": trail(request, last=_("New series")), **context})


@require_http_methods(LOOKING)
def change_series(request: AskingRequest, pk: int) -> HttpResponse:
    """Call a series otherwise."""
    asked = planned_in(request)
    series = EventSeries.objects.standing().filter(programme=asked.programme, pk=pk).first()
    if series is None:
        raise Http404
    given = {"kind": series.kind, "title": series.title, "code": series.code}
    form = SeriesForm(request.POST or None, initial=given)
    del form.fields["code"]
    if form.is_valid() and wrote(
        form, lambda: actions.change_series(series=series, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("It is kept."))
        return redirect(to(request, "events:series", pk))
    context = {"title": _("Change: %(title)s") % {"title": given["title"]}, "button": _("Save")}
    back = {"back_url": to(request, "events:series", pk)}
    return _form_page(request, form, {"crumbs": trail(request, last=_("Change")), **context, **back})


@require_POST
def check_invited(request: AskingRequest) -> HttpResponse:
    """The part of a form that says what a sentence means while it is typed; it writes nothing."""
    planned_in(request)
    return render(request, "events/_invited_check.html", {"check": said_of(request, request.POST.get("invited", ""))})


def said_of(request: AskingRequest, source: str) -> dict[str, Any]:
    """What is said of a sentence: its faults, or its meaning and how many it is on the day of the page."""
    asked, line = asked_of(request), " ".join(source[:500].split())
    faults = populations.faults_of(line)
    if not line or faults or asked.programme is None or asked.context is None:
        return {"faults": faults}
    found = populations.invited_on(asked.context, line, asked.as_of)
    return {
        "faults": [],
        "told": populations.told(line, asked.programme),
        "count": len(found.subjects),
        "vacant": sum(1 for subject in found.subjects if subject.vacant),
        "warnings": found.warnings,
        "day": asked.as_of,
    }


def next_code(code: str, taken: Collection[str]) -> str:
    """The first code after this one that is free: "vks-2" after "vks-1"."""
    stem, number = re.fullmatch(r"(.*?)-?(\d*)", code).groups()  # type: ignore[union-attr]  # fits every text
    following = int(number or 1) + 1
    while f"{stem}-{following}" in taken:
        following += 1
    return f"{stem}-{following}"


def _plan(request: AskingRequest, title: str, given: dict[str, Any]) -> HttpResponse:
    asked = planned_in(request)
    programme = asked.programme
    assert programme is not None, "looked at in planned_in"
    series = list(EventSeries.objects.standing().filter(programme=programme))
    form = PlanForm(request.POST or None, initial=given, latest=asked.latest, series=series)
    if form.is_valid() and wrote(form, lambda: _make(request, asked, form)):
        made = Event.objects.standing().get(programme=programme, code=form.cleaned_data["code"])
        told = {"title": made.title, "day": numbers.day(form.cleaned_data["on"])}
        messages.success(request, _("“%(title)s” is planned for %(day)s.") % told)
        return redirect(to(request, "events:event", made.pk))
    context = {
        "crumbs": trail(request, last=_("Plan an event")),
        "title": title,
        "button": _("Plan the event"),
        "back_url": to(request, "events:events"),
    }
    return _form_page(request, form, context)


def _make(request: AskingRequest, asked: Asked, form: PlanForm) -> None:
    said, planned = form.cleaned_data, form.planned
    assert asked.programme is not None, "looked at in planned_in"
    actions.plan_event(
        programme=asked.programme,
        code=said["code"],
        planned=planned,
        about=form.changes,
        series=said["series"],
        on=min(asked.latest, planned.on),
        by=request.actor,
    )


def _make_series(request: AskingRequest, asked: Asked, form: SeriesForm) -> None:
    assert asked.programme is not None, "looked at in planned_in"
    begun = asked.programme.begins_on or asked.latest
    actions.plan_series(programme=asked.programme, on=min(asked.latest, begun), by=request.actor, **form.cleaned_data)


def _form_page(request: AskingRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    if "invited" in form.fields:
        context["check"] = said_of(request, str(form["invited"].value() or ""))
        context["check_url"] = to(request, "events:check_invited")
    return render(request, "events/form.html", {"form": form, **context}, status=422 if form.errors else 200)


def _code(request: AskingRequest) -> str:
    return request.GET.get("code", "")[:40]


def _codes(asked: Asked) -> set[str]:
    return set(Event.objects.standing().filter(programme=asked.programme).values_list("code", flat=True))


def _defaults(request: AskingRequest) -> dict[str, Any]:
    """The organiser is who plans; a session has the kind of its series."""
    role = request.actor.role
    given: dict[str, Any] = {"organiser": role if role in Organiser.values else Organiser.INSTITUTE}
    programme = asked_of(request).programme
    series = EventSeries.objects.standing().filter(programme=programme, code=request.GET.get("series", "")[:40])
    if found := series.first():
        given |= {"kind": found.kind, "title": found.title}
    return given
