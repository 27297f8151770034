"""The region's list of schools with low results: made for a day, replaced, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.core import actions as records
from opora.core import numbers
from opora.lists.forms.choosing import SchoolsForm
from opora.lists.found import lists_of
from opora.lists.views.shared import form_page, to, trail, written
from opora.organisations.models import School
from opora.organisations.queries import schools_at, working
from opora.programmes import actions
from opora.programmes.models import LowResultsListing
from opora.programmes.queries import low_results_lists
from opora.roadmap.forms.control import ReasonForm


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """The whole list of a day; it begins as the one in force, and replaces one of the same day."""
    lists = lists_of(request)
    now = low_results_lists(lists.region.pk, lists.known_at).at(lists.region.pk, lists.as_of)
    before = {school.pk for school in now.schools.all()} if now else set()
    region = School.objects.filter(municipality__region=lists.region)
    offered = lists.schools.filter(
        pk__in=[*before, *working(region, lists.as_of, lists.known_at).values_list("pk", flat=True)]
    )
    form = SchoolsForm(
        request.POST if request.method == "POST" else None,
        states=schools_at(offered, lists.as_of, lists.known_at),
        places=dict(lists.municipalities.values_list("pk", "name")),
        latest=lists.latest,
        day_label=_("The list holds from"),
        picked=sorted(before),
        initial={"occurred_on": lists.as_of},
    )
    finding = "find_now" in request.POST
    if request.method == "POST" and not finding and form.is_valid():
        on, basis = form.cleaned_data["occurred_on"], form.cleaned_data["basis"]
        chosen = list(School.objects.filter(pk__in=form.picked))
        said = {"region": lists.region, "schools": chosen, "on": on, "basis": basis, "by": request.actor}
        if written(form, lambda: actions.list_low_results(**said)):
            n = len(chosen)
            text = ngettext(
                "The list from %(day)s names %(n)d school.", "The list from %(day)s names %(n)d schools.", n
            )
            messages.success(request, text % {"n": n, "day": numbers.day(on)})
            return redirect(to(request, "lists:low_results"))
    context = {
        "crumbs": trail(request, "low-results", last=_("New list")),
        "title": _("A new list of schools with low results"),
        "lead": _("The list is whole: who is not ticked is not on it. One of the same day is replaced."),
        "form": form,
        "finding": finding,
        "past": lists.past,
        "none": not form.options and not offered.exists(),
        "button": _("Keep the list"),
    }
    return form_page(request, "lists/choose.html", context, None if finding else form)


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: AskingRequest, pk: int) -> HttpResponse:
    """Take a mistaken list back: the one before it holds again."""
    lists = lists_of(request)
    found = get_object_or_404(LowResultsListing.objects.filter(region=lists.region).standing(), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        records.void(record=found, reason=form.cleaned_data["reason"], by=request.actor)
        text = _("The list from %(day)s is taken back; the one before it holds again.")
        messages.success(request, text % {"day": numbers.day(found.occurred_on)})
        return redirect(to(request, "lists:low_results"))
    context = {
        "crumbs": trail(request, "low-results", last=_("Take back")),
        "title": _("The list from %(day)s") % {"day": numbers.day(found.occurred_on)},
        "lead": found.basis,
        "count": found.schools.count(),
        "form": form,
        "past": lists.past,
    }
    return form_page(request, "lists/listing.html", context, form)
