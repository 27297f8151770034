"""Control of the execution of one action: what was said and decided, and saying or deciding more."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import actions as records
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.programmes.asked import asked_of, carried
from opora.roadmap import actions, controlled
from opora.roadmap.control import not_known
from opora.roadmap.forms.control import ReasonForm, SayingForm
from opora.roadmap.found import asked_action, asked_view
from opora.roadmap.models import Action, ControlEntry, ControlKind
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, show_action
from opora.roadmap.since import state_since
from opora.roadmap.views.shared import way_up


@require_safe
def control(request: AskingRequest, number: str) -> HttpResponse:
    """The whole control of an action on one page."""
    view = asked_view(request)
    return _page(request, view, asked_action(view, number), {})


@require_POST
def note(request: AskingRequest, number: str) -> HttpResponse:
    """Add an interim note."""

    def write(row: Action, said: dict[str, Any]) -> str:
        actions.write_note(action=row, text=said["text"], on=said["on"], by=request.actor)
        return _("The note is kept.")

    return _say(request, number, "note", write)


@require_POST
def release(request: AskingRequest, number: str) -> HttpResponse:
    """Release the action from control."""

    def write(row: Action, said: dict[str, Any]) -> str:
        actions.release(action=row, note=said["text"], on=said["on"], by=request.actor)
        return _("Action No. %(number)s is released from control.") % {"number": row.number}

    return _say(request, number, "release", write)


@require_POST
def return_to_control(request: AskingRequest, number: str) -> HttpResponse:
    """Put the action back under control."""

    def write(row: Action, said: dict[str, Any]) -> str:
        actions.return_to_control(action=row, note=said["text"], on=said["on"], by=request.actor)
        return _("Action No. %(number)s is under control again.") % {"number": row.number}

    return _say(request, number, "return", write)


@require_POST
def take_back(request: AskingRequest, number: str, pk: int) -> HttpResponse:
    """Take an interim note back; it stays known for its time."""
    view = asked_view(request)
    row = asked_action(view, number)
    entries = ControlEntry.objects.filter(action=row.outline.id, kind=ControlKind.NOTE).standing()
    entry = get_object_or_404(entries, pk=pk)
    if not controlled.may_take_back(request.actor, entry):
        raise Http404("somebody else's note")
    form = ReasonForm(request.POST)
    if form.is_valid():
        records.void(record=entry, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _("The note is taken back."))
        return redirect(_here(request, number))
    return _page(request, view, row, {"reason": form, "of": pk}, status=422)


def _say(
    request: AskingRequest, number: str, name: str, write: Callable[[Action, dict[str, Any]], str]
) -> HttpResponse:
    """Write what the form says; a form with mistakes comes back as it was filled in."""
    view = asked_view(request)
    row = asked_action(view, number)
    form = SayingForm(request.POST, latest=asked_of(request).latest, auto_id=f"id_{name}_%s")
    if form.is_valid():
        try:
            message = write(Action.objects.get(pk=row.outline.id), form.cleaned_data)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, message)
            return redirect(_here(request, number))
    return _page(request, view, row, {name: form}, status=422)


def _page(
    request: AskingRequest, view: RoadmapView, row: ActionView, forms: dict[str, Any], status: int = 200
) -> HttpResponse:
    links = Links(request)
    released = controlled.log_of(view).release(row.outline.id, view.as_of)
    context = {
        "crumbs": [*way_up(request), Link(_("No. %(number)s") % {"number": row.number}, links.action(row.outline))],
        "title": _("No. %(number)s: control of execution") % {"number": row.number},
        "action": show_action(row, links, view.as_of),
        "released": controlled.show(view, released) if released else None,
        "since": state_since(view, row),
        "unknown": not_known(row),
        "remainders": controlled.remainder_texts(row),
        "entries": controlled.entries(view, row, links, request.actor if _may_note(request) else None),
        "deadline_url": links.deadline(row.outline) if request.actor.scope("control", "move") else "",
        **_forms(request, row, forms, released=bool(released)),
    }
    return render(request, "roadmap/control.html", context, status=status)


def _forms(request: AskingRequest, row: ActionView, given: dict[str, Any], *, released: bool) -> dict[str, Any]:
    """The forms this reader may fill in on the present page; the past is only looked at."""
    found = asked_of(request)
    may = request.actor.scope
    shown: dict[str, Any] = {
        "past": found.moment.known_at is not None,
        "void": given.get("reason"),
        "of": given.get("of"),
    }
    if shown["past"]:
        return shown
    fitting = {"note": _may_note(request)}
    if may("control", "release"):
        fitting["return"], fitting["release"] = released, not released and not not_known(row)
    labels = {"note": _("How it goes"), "release": _("Note of the release"), "return": _("Why it is put back")}
    for name, fits in fitting.items():
        if fits or name in given:
            blank = SayingForm(
                initial={"on": found.as_of}, latest=found.latest, label=labels[name], auto_id=f"id_{name}_%s"
            )
            form: Form = given.get(name) or blank
            form.fields["text"].label = labels[name]
            shown[f"{name}_form"] = form
            shown[f"{name}_url"] = reverse(f"roadmap:{name}", args=[row.number]) + carried(request.GET)
    return shown


def _may_note(request: AskingRequest) -> bool:
    """Whether notes are written and taken back on this page: on one of the past nothing is."""
    return request.actor.scope("control", "note") is not None and asked_of(request).moment.known_at is None


def _here(request: AskingRequest, number: str) -> str:
    return reverse("roadmap:control", args=[number]) + carried(request.GET)
