"""How figures came to what they are: one day by day, and everything that moved since a day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.programmes.asked import carried_pairs
from opora.roadmap import history as told
from opora.roadmap.found import asked_indicator, asked_roadmap
from opora.roadmap.showing import Links, show_action
from opora.roadmap.views.shared import way_up


@require_safe
def history(request: AskingRequest, key: str) -> HttpResponse:
    """One figure day by day, and why it changed since a day."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row, one = asked_indicator(view, key)
    links = Links(request)
    since, errors = told.since_of(request.GET, view, request.actor)
    context = {
        "crumbs": [*way_up(request), Link(_("No. %(number)s") % {"number": row.number}, links.indicator(key))],
        "title": _("No. %(number)s: how it came to this") % {"number": one.number},
        "lead": one.sentence,
        "action": show_action(row, links, view.as_of),
        "errors": errors,
        "kept": carried_pairs(request.GET),
        **told.trend_of(view, row.outline, one),
        **told.why(view, one, since, request.actor, links),
    }
    return render(request, "roadmap/history.html", context)


@require_safe
def changes(request: AskingRequest) -> HttpResponse:
    """Everything that moved on the roadmap since a day, such as the last meeting."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    since, errors = told.since_of(request.GET, view, request.actor)
    context = {
        "crumbs": way_up(request),
        "title": _("What changed"),
        "errors": errors,
        "since": since,
        "kept": carried_pairs(request.GET),
        "moved": told.moved_since(view, since, Links(request)),
    }
    return render(request, "roadmap/changes.html", context)
