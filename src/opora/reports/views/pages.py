"""The start page, municipalities and schools. Every object passes `visible_to`; a forbidden one is 404."""

from collections.abc import Callable, Mapping

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.accounts.models import Post
from opora.accounts.populations import holders
from opora.core import numbers
from opora.core.actors import Scope
from opora.core.components.links import Chip, Link
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolState
from opora.programmes.asked import asked_of, carried
from opora.reports import places
from opora.reports import search as finding
from opora.reports.municipality_page import municipality_page
from opora.reports.overview import overview as overview_context
from opora.reports.school_page import school_page
from opora.roadmap.board import segment
from opora.roadmap.queries import RoadmapView, roadmap_in
from opora.roadmap.showing import Links

PAGE = 50
LONGEST = 100
"""Characters of a search."""
SHORT = 5
"""A list this short needs no sorting."""


@require_safe
def overview(request: AskingRequest) -> HttpResponse:
    """Where the roadmap stands on the day; who may not see it learns what the post is for."""
    if request.actor.scope("overview") is None:
        return render(request, "reports/no_pages.html")
    view = _view(request)
    if view is None:
        return render(request, "roadmap/none.html")
    return render(request, "reports/overview.html", overview_context(view, request.actor, Links(request)))


@require_safe
def search(request: AskingRequest) -> HttpResponse:
    """Schools, municipalities, people and actions by a part of their name."""
    view = _view(request)
    if view is None:
        return render(request, "roadmap/none.html")
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    context = {"text": text, "kinds": finding.search(view, request.actor, text, Links(request))}
    return render(request, "reports/search.html", context)


@require_safe
def municipalities(request: AskingRequest) -> HttpResponse:
    """All municipalities the reader may see."""
    view = _view(request)
    if view is None:
        return render(request, "roadmap/none.html")
    links = Links(request)
    order = "name" if request.GET.get("order") == "name" else "gaps"
    seen = places.seen_municipalities(view, request.actor)
    rows = places.municipality_rows(view, seen, links)
    if order == "gaps":
        rows.sort(key=lambda row: (-row.gaps, row.name))
    names = {"gaps": _("by gaps"), "name": _("by name")}

    def address(name: str) -> str:
        return reverse("reports:municipalities") + carried(request.GET, order=name)

    taking_part = sum(1 for row in rows if row.schools)
    lead = ngettext(
        "%(n)d municipality of %(total)d has schools of the project.",
        "%(n)d municipalities of %(total)d have schools of the project.",
        taking_part,
    ) % {"n": taking_part, "total": len(rows)}
    context = {
        "title": _("Municipalities"),
        "lead": lead if rows else "",
        "tiles": places.tiles(view, seen, links),
        "municipalities": rows,
        "whole": request.actor.scope("municipality") is Scope.REGION,
        "sorting": segment(names, order, address) if len(rows) > SHORT else [],
    }
    return render(request, "reports/municipalities.html", context)


@require_safe
def municipality(request: AskingRequest, pk: int) -> HttpResponse:
    """One municipality."""
    view = _view(request)
    if view is None:
        return render(request, "roadmap/none.html")
    region = Municipality.objects.filter(region=view.context.programme.region_id)
    found = get_object_or_404(visible_to(request.actor, region), pk=pk)
    crumbs = [Link(_("Municipalities"), reverse("reports:municipalities") + carried(request.GET))]
    context = municipality_page(view, found, Links(request), crumbs)
    context["list_url"] = _in_lists(request, "municipality-in-lists", pk)
    context["holdups_url"] = reverse("inbox:holdups") + carried(request.GET) if request.actor.scope("holdup") else ""
    return render(request, "reports/municipality.html", context)


@require_safe
def schools(request: AskingRequest) -> HttpResponse:
    """Schools of the programme the reader may see, by one choice of which."""
    view = _view(request)
    if view is None:
        return render(request, "roadmap/none.html")
    region = view.context.programme.region_id
    visible = set(
        visible_to(request.actor, School.objects.filter(municipality__region=region)).values_list("pk", flat=True)
    )
    choices = _choices(view)
    chosen = request.GET.get("which", "")
    chosen = chosen if chosen in choices else next(iter(choices))
    found = {name: [state for state in choose() if state.id in visible] for name, (_label, choose) in choices.items()}
    rows = sorted(found[chosen], key=lambda state: state.order)
    whole = request.actor.scope("school") is Scope.REGION
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    names = {place.pk: place.name for place in places.seen_municipalities(view, request.actor)}
    shown = places.school_rows(view, page.object_list, names, Links(request))
    context = {
        "title": _("Schools"),
        "lead": _lead(view, len(found["current"]), whole=whole),
        "whole": whole,
        "schools": shown,
        "filters": [
            Chip(
                label=label,
                url=reverse("reports:schools") + carried(request.GET, which=name),
                count=len(found[name]),
                on=name == chosen,
            )
            for name, (label, _choose) in choices.items()
            if any(found.values())
        ],
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "reports/schools.html", context)


@require_safe
def school(request: AskingRequest, pk: int) -> HttpResponse:
    """One school."""
    view = _view(request)
    if view is None:
        return render(request, "roadmap/none.html")
    region = School.objects.filter(municipality__region=view.context.programme.region_id)
    found = get_object_or_404(visible_to(request.actor, region.select_related("municipality")), pk=pk)
    crumbs = [Link(_("Schools"), reverse("reports:schools") + carried(request.GET))]
    context = school_page(view, found, request.actor, Links(request), crumbs)
    context["list_url"] = _in_lists(request, "school-in-lists", pk)
    return render(request, "reports/school.html", context)


def _in_lists(request: AskingRequest, kind: str, pk: int) -> str:
    """Where the place stands in the lists of the region; "" for who has none."""
    return Links(request).thing(kind, pk) if request.actor.scope("list") else ""


def _choices(view: RoadmapView) -> Mapping[str, tuple[str, Callable[[], list[SchoolState]]]]:
    """Which schools can be shown: a label and what gives them."""
    context = view.context
    current, previous = context.once(places.current_roster), context.once(places.previous_roster)
    held = context.history.once(holders)
    before = context.programme.preceding
    now = list(current.schools.values())
    choices: dict[str, tuple[str, Callable[[], list[SchoolState]]]] = {
        "current": (_("project of %(year)d") % {"year": view.outline.year}, lambda: now),
        "growth-point": (_("with a Growth Point centre"), lambda: [state for state in now if state.growth_point]),
        "no-curator": (
            _("without a curator"),
            lambda: [state for state in now if not held.on(view.as_of, Post.CURATOR, "school", state.id)],
        ),
        "left": (_("left the project"), lambda: [gone.school for gone in current.excluded.values()]),
    }
    if before:
        label = _("project of %(year)d") % {"year": before.year}
        choices["previous"] = (label, lambda: list(previous.schools.values()))
    return choices


def _lead(view: RoadmapView, n: int, *, whole: bool) -> str:
    day = numbers.day(view.as_of)
    if whole:
        text = ngettext("%(n)d school takes part as of %(day)s.", "%(n)d schools take part as of %(day)s.", n)
    else:
        text = ngettext(
            "Of your schools %(n)d takes part as of %(day)s.", "Of your schools %(n)d take part as of %(day)s.", n
        )
    return text % {"n": n, "day": day}


def _view(request: AskingRequest) -> RoadmapView | None:
    """The roadmap asked for; None when there is none (yet)."""
    context = asked_of(request).context
    return roadmap_in(context) if context else None
