"""One school as it stands in the list, and adding one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import addresses, numbers
from opora.core.components.links import Link
from opora.core.merging import merged_into
from opora.core.spans import load
from opora.lists import values
from opora.lists.forms.places import NewSchoolForm
from opora.lists.found import Lists, lists_of
from opora.lists.values import VALUES
from opora.lists.views.shared import form_page, to, trail, written
from opora.organisations import actions
from opora.organisations.actions import NewSchool
from opora.organisations.models import School
from opora.organisations.queries import schools_at
from opora.programmes.asked import carried
from opora.programmes.models import CohortMembership


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """What holds of a school on the day: "Type", "Secondary school", "since 01.09.2021"; `text` "" is not known."""

    title: str
    text: str
    since: str
    basis: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMembership:
    """Years in which it took part."""

    title: str
    since: str
    left: str
    url: str


@require_safe
def school(request: AskingRequest, pk: int) -> HttpResponse:
    """What is known of a school on the day, and where each thing is changed."""
    lists = lists_of(request)
    found = get_object_or_404(lists.schools.select_related("municipality"), pk=pk)
    state = schools_at(School.objects.filter(pk=pk), lists.as_of, lists.known_at)[0]
    context = {
        "crumbs": trail(request, "schools", last=state.short_name),
        "title": state.short_name,
        "lead": state.name if state.name != state.short_name else "",
        "school": found,
        "municipality_url": to(request, "lists:municipality", found.municipality_id),
        "facts": [_fact(lists, found, what) for what in VALUES],
        "memberships": _memberships(lists, found),
        "other_url": addresses.address("school", pk) + carried(request.GET),
        "may_write": lists.may_write,
        "kept": _kept(lists, found),
    }
    return render(request, "lists/school.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """One more school."""
    lists = lists_of(request)
    form = NewSchoolForm(
        request.POST if request.method == "POST" else None,
        initial={"occurred_on": lists.as_of, "municipality": request.GET.get("municipality")},
        municipalities=lists.municipalities.order_by("name"),
        latest=lists.latest,
    )
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "occurred_on"}
        on = form.cleaned_data["occurred_on"]
        row = NewSchool(**given)
        if written(form, lambda: actions.add_schools(region=lists.region, rows=[row], on=on, by=request.actor)):
            made = School.objects.get(code=row.code)
            text = _("“%(name)s” is on the list from %(day)s.")
            messages.success(request, text % {"name": given["short_name"], "day": numbers.day(on)})
            return redirect(to(request, "lists:school", made.pk))
    context = {
        "crumbs": trail(request, "schools", last=_("New")),
        "title": _("A new school"),
        "lead": _("Everything but the code and the municipality can be changed later, from a day on."),
        "form": form,
        "past": lists.past,
        "button": _("Add the school"),
        "back_url": to(request, "lists:schools"),
    }
    return form_page(request, "lists/add.html", context, form)


def crumbs_of(lists: Lists, found: School, last: str) -> list[Link]:
    """The way up from a page about one school."""
    request = lists.request
    state = schools_at(School.objects.filter(pk=found.pk), lists.as_of, lists.known_at)[0]
    return [*trail(request, "schools"), Link(state.short_name, to(request, "lists:school", found.pk)), Link(last)]


def _kept(lists: Lists, found: School) -> Link | None:
    """Of a double that was merged the school that is kept instead."""
    kept = merged_into(School).get(found.pk)
    if kept is None:
        return None
    return Link(School.objects.get(pk=kept).code, to(lists.request, "lists:school", kept))


def _fact(lists: Lists, found: School, what: str) -> ShownFact:
    kind = VALUES[what]
    row = values.current(values.records(kind, found, lists.known_at), lists.as_of, lists.known_at)
    return ShownFact(
        title=str(kind.title),
        text=kind.say(row) if row else "",
        since=_("since %(day)s") % {"day": numbers.day(row.occurred_on)} if row else "",
        basis=getattr(row, "basis", ""),
        url=to(lists.request, "lists:value", found.pk, what),
    )


def _memberships(lists: Lists, found: School) -> list[ShownMembership]:
    """Its memberships that had begun by the day, the latest first; one query."""
    rows = CohortMembership.objects.filter(school=found).select_related("cohort__programme")
    spans = [span for span in load(rows, lists.known_at) if span.starts_on <= lists.as_of]
    return [
        ShownMembership(
            title=str(span.start.cohort.programme.year),
            since=_("since %(day)s") % {"day": numbers.day(span.starts_on)},
            left=_("left on %(day)s: %(why)s") % {"day": numbers.day(span.end.occurred_on), "why": span.end.why}
            if span.over(lists.as_of)
            else "",
            url=to(lists.request, "lists:membership", span.start.pk),
        )
        for span in reversed(spans)
    ]
