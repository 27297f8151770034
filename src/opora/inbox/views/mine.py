"""One's own list, and what is said of a to-do there: put off, handed over, taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.accounts.models import User
from opora.core import numbers
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.inbox import actions, mine
from opora.inbox.actions import Said
from opora.inbox.forms import HandOverForm, PutOffForm, TakeBackForm
from opora.inbox.lists import Item, colleagues, latest_day, list_of, person_of
from opora.inbox.models import Delegation, Snooze
from opora.inbox.office import office_in
from opora.inbox.showing import line_of_item
from opora.indicators.context import Context
from opora.programmes.asked import asked_of, carried
from opora.roadmap.queries import roadmap_in
from opora.roadmap.showing import Links

LOOKING = ["GET", "HEAD", "POST"]
SAID: dict[str, type[Snooze] | type[Delegation]] = {"snooze": Snooze, "delegation": Delegation}


@require_safe
def todos(request: AskingRequest) -> HttpResponse:
    """Everything the reader can do to close gaps, in the capacity they act in."""
    asked = asked_of(request)
    view = roadmap_in(asked.context) if asked.context else None
    if view is None:
        return render(request, "roadmap/none.html")
    chosen = request.GET.get("by", "")
    grouping = chosen if chosen in mine.GROUPINGS else mine.GROUPINGS[0]

    def address(name: str) -> str:
        return reverse("inbox:mine") + carried(request.GET, **({"by": name} if name != mine.GROUPINGS[0] else {}))

    context = {**mine.page(view, grouping, Links(request)), "groupings": mine.grouping_links(grouping, address)}
    return render(request, "inbox/mine.html", context)


@require_http_methods(LOOKING)
def put_off(request: AskingRequest) -> HttpResponse:
    """Let a to-do of one's own rest until a day."""
    found = _found(request)
    if not found.item.active:
        raise Http404("put off or handed over already")
    latest = latest_day(found.item, found.context.as_of)
    told = _("Up to %(day)s. It stays a gap: figures and lists of others show it as before.")
    form = PutOffForm(request.POST or None, until=latest, help_text=told % {"day": numbers.day(latest)})

    def write() -> None:
        actions.put_off(programme=found.context.programme, item=found.item, said=found.said(form), by=request.actor)

    return _page(request, found, form, write, title=_("Put a to-do off"), done=_("The to-do is put off."))


@require_http_methods(LOOKING)
def hand_over(request: AskingRequest) -> HttpResponse:
    """Let a colleague take the next step."""
    found = _found(request)
    if not found.item.active or found.item.received:
        raise Http404("put off or handed over already")
    able = colleagues(found.item, found.context.once(office_in))
    people = User.objects.filter(pk__in=able, is_active=True).order_by("surname", "given_name", "pk")
    latest = latest_day(found.item, found.context.as_of)
    told = _("Until the evening of this day it stands in their list, and reminders go to them.")
    form = HandOverForm(request.POST or None, until=latest, help_text=told, people=people)

    def write() -> None:
        actions.hand_over(
            programme=found.context.programme, item=found.item, to=form.to, said=found.said(form), by=request.actor
        )

    return _page(request, found, form, write, title=_("Hand a to-do over"), done=_("The to-do is handed over."))


@require_http_methods(LOOKING)
def take_back(request: AskingRequest, kind: str, pk: int) -> HttpResponse:
    """Take back what was said of a to-do of one's own."""
    asked = asked_of(request)
    if kind not in SAID or asked.programme is None or asked.moment.known_at is not None:
        raise Http404
    rows = SAID[kind].objects.standing().filter(programme=asked.programme, person=person_of(request.actor))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _wrote(form, lambda: _take_back(request, row, form)):
        messages.success(request, _("The to-do stands in your list again."))
        return redirect(_back(request))
    context = {"title": _("Take a to-do back"), "form": form, "button": _("Take the to-do back"), **_around(request)}
    return render(request, "inbox/form.html", context)


@dataclass(frozen=True)
class Found:
    """A to-do of the reader's own list, as it stands on the last day of the region, where something is said of it."""

    context: Context
    item: Item
    request: AskingRequest

    def said(self, form: Form) -> Said:
        """What the form says of it."""
        return Said(form.cleaned_data["until"], form.cleaned_data["reason"], self.context.as_of)


def _found(request: AskingRequest) -> Found:
    """The to-do that `?todo=` names; 404 for one that is not in the reader's list and on a page of the past."""
    asked = asked_of(request)
    if asked.context is None or asked.moment.known_at is not None:
        raise Http404
    context = asked.context.on(asked.latest)
    key = request.GET.get("todo", "")
    item = next((one for one in list_of(context, request.actor) if one.todo.key == key), None)
    if item is None:
        raise Http404("not in the list")
    return Found(context, item, request)


def _page(
    request: AskingRequest, found: Found, form: Form, write: Callable[[], object], *, title: str, done: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and _wrote(form, write):
        messages.success(request, done)
        return redirect(_back(request))
    line = line_of_item(found.item, Links(request), found.context.as_of, steers=False)
    context = {"title": title, "form": form, "button": title, "line": line, **_around(request)}
    return render(request, "inbox/form.html", context)


def _take_back(request: AskingRequest, row: Snooze | Delegation, form: Form) -> None:
    actions.take_back(row=row, reason=form.cleaned_data["reason"], by=request.actor)


def _wrote(form: Form, write: Callable[[], object]) -> bool:
    """Whether it was written; what the action refuses is put into the form."""
    try:
        write()
    except ValidationError as error:
        refused(form, error)
        return False
    return True


def _around(request: AskingRequest) -> dict[str, object]:
    back = _back(request)
    return {"crumbs": [Link(_("My to-dos"), back)], "back_url": back}


def _back(request: AskingRequest) -> str:
    return reverse("inbox:mine") + carried(request.GET)
