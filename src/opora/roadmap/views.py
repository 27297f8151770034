"""Pages of the roadmap: the board of all actions, an action, an indicator with its four lists, its breakdown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.core.components.links import Link
from opora.indicators.facts import State
from opora.programmes.asked import asked_of, carried, carried_pairs
from opora.roadmap import board, opened
from opora.roadmap import history as told
from opora.roadmap.actions import copy_programme
from opora.roadmap.found import asked_indicator, asked_roadmap
from opora.roadmap.models import Roadmap
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView
from opora.roadmap.showing import Links, order_text, show_action, show_indicator, subject_heading, value
from opora.roadmap.shown import ShownPart


@require_safe
def roadmap(request: AskingRequest) -> HttpResponse:
    """All actions, filtered and grouped."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
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
        "files": [Link(form.upper(), choice.file(links, form)) for form in board.FORMS],
        "copy_url": _copy_url(request),
        "changes_url": links.changes(),
    }
    return render(request, "roadmap/roadmap.html", context)


@require_safe
def action(request: AskingRequest, number: str) -> HttpResponse:
    """One action with all its figures."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row = view.action(number)
    if row is None:
        raise Http404(f"no action {number!r}")
    return render(request, "roadmap/action.html", _action_context(request, view, row))


@require_safe
def indicator(request: AskingRequest, key: str) -> HttpResponse:
    """One figure opened into its four lists."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row, one = asked_indicator(view, key)
    links = Links(request)
    state = request.GET.get("list", "")
    current = State(state) if state in list(State) else opened.first_list(one)
    parts = opened.parts(view, one, request.actor, links)
    context = {
        **_action_context(request, view, row, one.outline.reading),
        **opened.lists(view, one, current, request.actor, request.GET.get("page"), links),
        "indicator": show_indicator(one, links),
        "definition": opened.definition(one),
        "siblings": _siblings(row, one, links),
        "subject": subject_heading(one.unit),
        "parts": parts[: opened.PARTS],
        "parts_more": max(len(parts) - opened.PARTS, 0),
        "parts_url": links.breakdown(key),
        "history_url": links.history(key),
        "beside": [(label, numbers.integer(number)) for label, number in one.figure.beside],
    }
    return render(request, "roadmap/indicator.html", context)


@require_safe
def breakdown(request: AskingRequest, key: str) -> HttpResponse:
    """One figure by municipality, every line of it."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row, one = asked_indicator(view, key)
    links = Links(request)
    parts = opened.parts(view, one, request.actor, links)
    if not parts and (one.figure.members or not one.figure.known):
        raise Http404(f"no breakdown of {key!r} for this reader")
    crumbs = [*_crumbs(request), Link(_("No. %(number)s") % {"number": row.number}, links.indicator(key))]
    whole = ShownPart(
        title=_("Region"),
        url="",
        value=value(one.figure, one.unit, one.outline.target),
        excluded=one.figure.counts[State.EXCLUDED],
    )
    title = _("No. %(number)s by municipality") % {"number": row.number}
    context = {"crumbs": crumbs, "title": title, "lead": one.sentence, "parts": parts, "whole": whole}
    return render(request, "roadmap/breakdown.html", context)


@require_safe
def history(request: AskingRequest, key: str) -> HttpResponse:
    """One figure day by day, and why it changed since a day."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    row, one = asked_indicator(view, key)
    links = Links(request)
    since, errors = told.since_of(request.GET, view)
    context = {
        "crumbs": [*_crumbs(request), Link(_("No. %(number)s") % {"number": row.number}, links.indicator(key))],
        "title": _("No. %(number)s: how it came to this") % {"number": key},
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
    since, errors = told.since_of(request.GET, view)
    context = {
        "crumbs": _crumbs(request),
        "title": _("What changed"),
        "errors": errors,
        "since": since,
        "kept": carried_pairs(request.GET),
        "moved": told.moved_since(view, since, Links(request)),
    }
    return render(request, "roadmap/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: AskingRequest) -> HttpResponse:
    """The next year as a copy: what it will be, then one button that makes it."""
    found = asked_of(request)
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    programme = found.programme
    assert programme is not None, "a roadmap that was found belongs to a programme"
    year = programme.year + 1
    taken = Roadmap.objects.filter(programme__region=programme.region_id, programme__year=year).exists()
    if request.method == "POST" and not taken:
        try:
            made = copy_programme(programme=programme, year=year, by=request.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            text = _("The roadmap of %(year)d is made: %(n)d actions with new deadlines.")
            messages.success(request, text % {"year": made.year, "n": len(view.actions)})
            return redirect(f"{reverse('roadmap:roadmap')}?programme={made.year}")
    context = {
        "crumbs": _crumbs(request),
        "year": year,
        "before": programme.year,
        "total": len(view.actions),
        "taken": taken,
    }
    return render(request, "roadmap/copy.html", context)


def _action_context(request: AskingRequest, view: RoadmapView, row: ActionView, reading: str = "") -> dict[str, Any]:
    """What an action's page and the pages of its indicators share."""
    links = Links(request)
    return {
        "crumbs": [*_crumbs(request), Link(_("No. %(number)s") % {"number": row.number})],
        "action": show_action(row, links, view.as_of),
        **opened.neighbours(view, row, links),
        "moves": opened.moves(row.outline),
        "source": opened.source(view, row, reading),
    }


def _siblings(row: ActionView, one: IndicatorView, links: Links) -> list[Link]:
    if len(row.indicators) < 2:
        return []
    return [Link(other.key, links.indicator(other.key), current=other is one) for other in row.indicators]


def _crumbs(request: HttpRequest) -> list[Link]:
    return [Link(_("Roadmap"), Links(request).roadmap())]


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
