"""One indicator opened: its four lists and its breakdown."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.core.components.links import Link
from opora.indicators.facts import State
from opora.roadmap import opened
from opora.roadmap.found import asked_indicator, asked_roadmap
from opora.roadmap.queries import ActionView, IndicatorView
from opora.roadmap.showing import Links, show_indicator, subject_heading, value
from opora.roadmap.shown import ShownPart
from opora.roadmap.views.remind import offer
from opora.roadmap.views.shared import action_context, way_up


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
        **action_context(request, view, row, one.outline.reading),
        **opened.lists(view, one, current, request.actor, request.GET.get("page"), links),
        **offer(request, view, key, current),
        "indicator": show_indicator(one, links),
        "definition": opened.definition(one),
        "siblings": _siblings(row, one, links),
        "subject": subject_heading(one.unit),
        "parts": parts[: opened.PARTS],
        "parts_more": max(len(parts) - opened.PARTS, 0),
        "parts_url": links.breakdown(key),
        "history_url": links.history(key),
        "passport_url": links.passport(key),
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
    crumbs = [*way_up(request), Link(_("No. %(number)s") % {"number": row.number}, links.indicator(key))]
    whole = ShownPart(
        title=_("Region"),
        url="",
        value=value(one.figure, one.unit, one.outline.target),
        excluded=one.figure.counts[State.EXCLUDED],
    )
    title = _("No. %(number)s by municipality") % {"number": row.number}
    context = {"crumbs": crumbs, "title": title, "lead": one.sentence, "parts": parts, "whole": whole}
    return render(request, "roadmap/breakdown.html", context)


def _siblings(row: ActionView, one: IndicatorView, links: Links) -> list[Link]:
    if len(row.indicators) < 2:
        return []
    return [Link(other.key, links.indicator(other.key), current=other is one) for other in row.indicators]
