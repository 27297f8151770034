"""The board of all actions, and one action with its figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.programmes.asked import carried
from opora.roadmap import board
from opora.roadmap.found import asked_action, asked_roadmap
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links, order_text
from opora.roadmap.views.shared import action_context


@require_safe
def roadmap(request: AskingRequest) -> HttpResponse:
    """All actions, filtered and grouped."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html", {"orders_url": _orders_url(request)})
    links, choice = Links(request), board.Choice.read(request.GET, view.actions)
    rows = board.chosen(view, choice)
    days = [day for action in view.actions for period in action.outline.terms.periods for day in period if day]
    context = {
        "title": _roadmap_title(view),
        "lead": _roadmap_lead(view),
        "groups": board.groups(rows, choice, view, links, view.outline.year),
        "shown": len(rows),
        "total": len(view.actions),
        "by_state": board.state_chips(view, choice, links),
        "by_executor": board.executor_chips(view, choice, links),
        "grouping": board.grouping_links(choice, links),
        "views": board.view_links(choice, links),
        "timeline": choice.view == "timeline",
        "start": min(days, default=view.as_of),
        "end": max(days, default=view.as_of),
        "clear_url": choice.address(links, state="", executor="") if choice.state or choice.executor else "",
        "files": [Link(form.upper(), choice.file(links, form)) for form in board.FORMS]
        + [Link(_("as the order, %(form)s") % {"form": form.upper()}, links.order_file(form)) for form in board.FORMS],
        "copy_url": _copy_url(request),
        "orders_url": _orders_url(request),
        "changes_url": links.changes(),
        "versions_url": links.versions(),
    }
    return render(request, "roadmap/roadmap.html", context)


@require_safe
def action(request: AskingRequest, number: str) -> HttpResponse:
    """One action with all its figures."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row = asked_action(view, number)
    return render(request, "roadmap/action.html", action_context(request, view, row))


def _roadmap_title(view: RoadmapView) -> str:
    total = len(view.actions)
    return ngettext("Roadmap: %(n)d action", "Roadmap: %(n)d actions", total) % {"n": total}


def _roadmap_lead(view: RoadmapView) -> str:
    computed = _("Figures are computed from facts; nobody types them in.")
    return " ".join(filter(None, (order_text(view.outline), computed)))


def _copy_url(request: AskingRequest) -> str:
    """Where the next year is made; "" for who may not."""
    if request.actor.scope("programme", "copy") is None:
        return ""
    return reverse("roadmap:copy") + carried(request.GET)


def _orders_url(request: AskingRequest) -> str:
    """Where official documents are brought; "" for who may not."""
    return "" if request.actor.scope("order", "import") is None else reverse("roadmap:orders")
