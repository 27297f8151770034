"""Moving the deadline of an action by an act: first what it would change, then the act; and taking the act back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.programmes.asked import asked_of, carried
from opora.roadmap import actions, opened
from opora.roadmap.forms.control import DeadlineForm, ReasonForm
from opora.roadmap.found import asked_action, asked_view
from opora.roadmap.models import Action
from opora.roadmap.moving import effect
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, show_action
from opora.roadmap.shown import ShownEffect
from opora.roadmap.views.shared import way_up


@require_http_methods(["GET", "HEAD", "POST"])
def deadline(request: AskingRequest, number: str) -> HttpResponse:
    """The days in force as a form. Its first button shows what other days would change, the second one moves them."""
    view = asked_view(request)
    row = asked_action(view, number)
    found = asked_of(request)
    if request.method != "POST":
        form = DeadlineForm(periods=row.outline.periods, latest=found.latest, initial={"on": found.as_of})
        return _page(request, view, row, form)
    form = DeadlineForm(request.POST, periods=row.outline.periods, latest=found.latest)
    if not form.is_valid():
        return _page(request, view, row, form, status=422)
    said = form.cleaned_data
    if "move" not in request.POST:
        return _page(request, view, row, form, effects=effect(view, row, said["periods"]))
    try:
        action = Action.objects.get(pk=row.outline.id)
        actions.move_deadline(
            action=action, periods=said["periods"], basis=said["basis"], on=said["on"], by=request.actor
        )
    except ValidationError as error:
        refused(form, error)
        return _page(request, view, row, form, status=422)
    messages.success(request, _("The deadline of action No. %(number)s is moved.") % {"number": number})
    return redirect(_control(request, number))


@require_POST
def restore(request: AskingRequest, number: str) -> HttpResponse:
    """Take the latest act back, with a reason."""
    view = asked_view(request)
    row = asked_action(view, number)
    reason = ReasonForm(request.POST)
    if reason.is_valid():
        try:
            action = Action.objects.get(pk=row.outline.id)
            actions.restore_deadline(action=action, reason=reason.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            refused(reason, error)
        else:
            messages.success(request, _("The deadline before it is in force again."))
            return redirect(_control(request, number))
    found = asked_of(request)
    form = DeadlineForm(periods=row.outline.periods, latest=found.latest, initial={"on": found.as_of})
    return _page(request, view, row, form, reason=reason, status=422)


def _page(
    request: AskingRequest,
    view: RoadmapView,
    row: ActionView,
    form: DeadlineForm,
    *,
    effects: list[ShownEffect] | None = None,
    reason: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    links = Links(request)
    number = row.number
    context = {
        "crumbs": [*way_up(request), Link(_("No. %(number)s") % {"number": number}, links.action(row.outline))],
        "title": _("No. %(number)s: the deadline") % {"number": number},
        "action": show_action(row, links, view.as_of),
        "moves": opened.moves(row.outline),
        "form": form,
        "effects": effects,
        "past": asked_of(request).moment.known_at is not None,
        "reason": reason or ReasonForm(),
        "restore_url": reverse("roadmap:restore_deadline", args=[number]) + carried(request.GET),
        "control_url": links.control(row.outline),
    }
    return render(request, "roadmap/deadline.html", context, status=status)


def _control(request: AskingRequest, number: str) -> str:
    return reverse("roadmap:control", args=[number]) + carried(request.GET)
