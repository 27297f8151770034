"""Each list as a page, on the day asked for."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.core.components.links import Link
from opora.core.numbers import natural
from opora.core.spans import load
from opora.lists.found import Lists, lists_of
from opora.lists.rows import (
    Filters,
    Row,
    cohort_rows,
    growth_point_rows,
    low_results_rows,
    municipality_rows,
    school_rows,
)
from opora.lists.views.shared import list_page, to
from opora.organisations.models import SchoolKind, Status
from opora.organisations.queries import working
from opora.programmes.queries import low_results_lists

PAGE = 50


@require_safe
def municipalities(request: AskingRequest) -> HttpResponse:
    """Municipalities with their places on the map and how many schools work there."""
    lists = lists_of(request)
    counted = Counter(working(lists.schools, lists.as_of, lists.known_at).values_list("municipality", flat=True))
    rows = municipality_rows(lists)
    for row in rows:
        row |= {"schools": counted[row["pk"]], "url": to(request, "lists:municipality", row["pk"])}
    n = len(rows)
    lead = ngettext(
        "%(n)d municipality. Names are those of today.", "%(n)d municipalities. Names are those of today.", n
    )
    context = {
        "rows": rows,
        "lead": lead % {"n": n} if n else "",
        "add_url": to(request, "lists:add_municipality"),
        "other_url": to(request, "reports:municipalities"),
    }
    return list_page(lists, "municipalities", "lists/municipalities.html", context)


@require_safe
def schools(request: AskingRequest) -> HttpResponse:
    """Schools, as far as they fit what is asked for."""
    lists = lists_of(request)
    filters = Filters.read(request.GET)
    places = sorted(lists.municipalities.values_list("code", "name"), key=lambda one: natural(one[1]))
    every = school_rows(lists)
    chosen = dict(places).get(filters.municipality, "")
    rows = [row for row in every if filters.fit(row, chosen)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row["url"] = to(request, "lists:school", row["pk"])
    asked = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    context = {
        "rows": page.object_list,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "shown": len(rows),
        "total": len(every),
        "lead": _schools_lead(lists, len(every)),
        "filters": filters,
        "municipalities": places,
        "kinds": SchoolKind.choices,
        "statuses": Status.choices,
        "clear_url": to(request, "lists:schools") if asked else "",
        "add_url": to(request, "lists:add_school"),
        "other_url": to(request, "reports:schools"),
    }
    return list_page(lists, "schools", "lists/schools.html", context, asked)


FILTERS = ("q_school", "municipality", "kind", "status", "growth_point")


@require_safe
def cohort(request: AskingRequest) -> HttpResponse:
    """Who takes part in the programme of the page, since when, and who left."""
    lists = lists_of(request)
    rows = cohort_rows(lists)
    if lists.programme and rows:
        spans = load(lists.programme.cohort.memberships.all(), lists.known_at)
        keys = {(span.start.school_id, span.starts_on): span.start.pk for span in spans}
        for row in rows:
            row["url"] = to(request, "lists:membership", keys[row["pk"], row["from"]])
    taking_part = sum(1 for row in rows if row["left_on"] is None)
    lead = ngettext("%(n)d school takes part as of %(day)s.", "%(n)d schools take part as of %(day)s.", taking_part) % {
        "n": taking_part,
        "day": numbers.day(lists.as_of),
    }
    context = {
        "rows": rows,
        "lead": lead if lists.programme else "",
        "programme": lists.programme,
        "add_url": to(request, "lists:enrol") if lists.programme else "",
    }
    return list_page(lists, "cohort", "lists/cohort.html", context)


@require_safe
def low_results(request: AskingRequest) -> HttpResponse:
    """The region's list in force on the day; the lists of other days are chosen above it."""
    lists = lists_of(request)
    known = low_results_lists(lists.region.pk, lists.known_at)
    shown = known.at(lists.region.pk, lists.as_of)
    days = sorted({one.occurred_on for one in known.history(lists.region.pk)}, reverse=True)
    rows = low_results_rows(lists)
    n = len(rows)
    if lists.whole:
        lead = ngettext("%(n)d school on the list from %(day)s.", "%(n)d schools on the list from %(day)s.", n)
    else:
        lead = ngettext(
            "%(n)d school of yours on the list from %(day)s.", "%(n)d schools of yours on the list from %(day)s.", n
        )
    context = {
        "rows": rows,
        "listing": shown,
        "lead": lead % {"n": n, "day": numbers.day(shown.occurred_on)} if shown else "",
        "days": [
            Link(numbers.day(day), _on(request, day.isoformat()), current=bool(shown and shown.occurred_on == day))
            for day in days
            if day <= lists.latest
        ],
        "add_url": to(request, "lists:list_low_results"),
        "listing_url": to(request, "lists:low_results_list", shown.pk) if shown and lists.may_write else "",
    }
    return list_page(lists, "low-results", "lists/low_results.html", context)


@require_safe
def growth_points(request: AskingRequest) -> HttpResponse:
    """Schools with a Growth Point centre."""
    lists = lists_of(request)
    rows: list[Row] = growth_point_rows(lists)
    for row in rows:
        row["url"] = to(request, "lists:value", row["pk"], "growth-point")
    n = len(rows)
    lead = ngettext("%(n)d school has one as of %(day)s.", "%(n)d schools have one as of %(day)s.", n)
    context = {"rows": rows, "lead": lead % {"n": n, "day": numbers.day(lists.as_of)}}
    context["schools_url"] = to(request, "lists:schools")
    return list_page(lists, "growth-points", "lists/growth_points.html", context)


def _on(request: AskingRequest, day: str) -> str:
    """The same page on another day."""
    return to(request, "lists:low_results", as_of=day)


def _schools_lead(lists: Lists, n: int) -> str:
    if lists.whole:
        text = ngettext("%(n)d school as of %(day)s.", "%(n)d schools as of %(day)s.", n)
    else:
        text = ngettext("%(n)d school of yours as of %(day)s.", "%(n)d schools of yours as of %(day)s.", n)
    return text % {"n": n, "day": numbers.day(lists.as_of)}
