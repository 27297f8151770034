"""Who takes part in a programme: taking schools in, letting one go, taking a mistake back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.core import actions as records
from opora.core import numbers
from opora.core.spans import end_of, in_force, load
from opora.lists.forms.choosing import LeavingForm, SchoolsForm
from opora.lists.found import Lists, lists_of
from opora.lists.views.shared import form_page, to, trail, written
from opora.organisations.models import School
from opora.organisations.queries import SchoolState, schools_at, working
from opora.programmes import actions
from opora.programmes.models import CohortMembership, Programme
from opora.roadmap.forms.control import ReasonForm


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """Take schools into the programme from a day on."""
    lists = lists_of(request)
    programme = _programme(lists)
    states = _free(lists, programme)
    form = SchoolsForm(
        request.POST if request.method == "POST" else None,
        states=states,
        places=dict(lists.municipalities.values_list("pk", "name")),
        latest=lists.latest,
        day_label=_("Take part from"),
        initial={"occurred_on": lists.as_of},
    )
    finding = "find_now" in request.POST
    if request.method == "POST" and not finding and form.is_valid():
        on, basis = form.cleaned_data["occurred_on"], form.cleaned_data["basis"]
        chosen = list(School.objects.filter(pk__in=form.picked))
        if written(
            form, lambda: actions.enrol(programme=programme, schools=chosen, on=on, basis=basis, by=request.actor)
        ):
            n = len(chosen)
            text = ngettext("%(n)d school takes part from %(day)s.", "%(n)d schools take part from %(day)s.", n)
            messages.success(request, text % {"n": n, "day": numbers.day(on)})
            return redirect(to(request, "lists:cohort"))
    context = {
        "crumbs": trail(request, "cohort", last=_("Take in")),
        "title": _("Take schools into the programme of %(year)d") % {"year": programme.year},
        "lead": _("Only schools that work and do not take part yet can be chosen."),
        "form": form,
        "finding": finding,
        "past": lists.past,
        "none": not states,
        "button": _("Take the chosen schools in"),
    }
    return form_page(request, "lists/choose.html", context, None if finding else form)


@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: AskingRequest, pk: int) -> HttpResponse:
    """One school in one programme: it leaves, comes back because leaving was a mistake, or never took part."""
    lists = lists_of(request)
    rows = CohortMembership.objects.filter(school__in=lists.schools).known_at(lists.known_at)
    found = get_object_or_404(rows.with_end(lists.known_at).select_related("cohort__programme"), pk=pk)
    step = request.POST.get("step", "")
    forms = _forms(request, lists, step)
    end = end_of(found)
    if request.method == "POST":
        if step not in forms:
            raise Http404(f"no step {step!r}")
        if (step == "leave" and end) or (step == "return" and not end):
            messages.warning(request, _("Somebody else was faster: this is how it is written now."))
            return redirect(to(request, "lists:membership", pk))
        form, write, message = forms[step]
        if form.is_valid() and written(form, lambda: write(found, form.cleaned_data)):
            messages.success(request, message)
            return redirect(to(request, "lists:cohort" if step == "take-back" else "lists:membership", *_pk(step, pk)))
    state = schools_at(School.objects.filter(pk=found.school_id), lists.as_of, lists.known_at)[0]
    context = {
        "crumbs": trail(request, "cohort", last=state.short_name),
        "title": state.short_name,
        "lead": _("Programme of %(year)d") % {"year": found.cohort.programme.year},
        "membership": found,
        "end": end,
        "school_url": to(request, "lists:school", found.school_id),
        "may_write": lists.may_write,
        **{name.replace("-", "_"): form for name, (form, _write, _message) in forms.items()},
    }
    return form_page(request, "lists/membership.html", context, forms[step][0] if step in forms else None)


Step = tuple[Form, Callable[[CohortMembership, dict[str, Any]], object], str]


def _forms(request: AskingRequest, lists: Lists, step: str) -> dict[str, Step]:
    """What can be done with a membership: its form, what writes it, what is said then."""
    by = request.actor

    def sent(name: str) -> Any:
        return request.POST if step == name else None

    return {
        "leave": (
            LeavingForm(sent("leave"), latest=lists.latest, initial={"occurred_on": lists.as_of}, auto_id="leave_%s"),
            lambda row, said: actions.leave(
                membership=row, on=said["occurred_on"], **{k: said[k] for k in ("reason", "note", "basis")}, by=by
            ),
            _("It is written that the school leaves."),
        ),
        "return": (
            ReasonForm(sent("return"), auto_id="return_%s"),
            lambda row, said: records.void(record=row.ends.standing().get(), reason=said["reason"], by=by),
            _("Leaving is taken back: the school takes part without a break."),
        ),
        "take-back": (
            ReasonForm(sent("take-back"), auto_id="back_%s"),
            lambda row, said: actions.take_back_membership(membership=row, reason=said["reason"], by=by),
            _("The membership is taken back: the school never took part."),
        ),
    }


def _pk(step: str, pk: int) -> tuple[int, ...]:
    return () if step == "take-back" else (pk,)


def _programme(lists: Lists) -> Programme:
    if lists.programme is None:
        raise Http404("no programme")
    return lists.programme


def _free(lists: Lists, programme: Programme) -> list[SchoolState]:
    """Schools in reach that work and do not take part on the day."""
    spans = in_force(load(programme.cohort.memberships.all(), lists.known_at), lists.as_of)
    taking_part = {span.start.school_id for span in spans}
    states = schools_at(working(lists.schools, lists.as_of, lists.known_at), lists.as_of, lists.known_at)
    return [state for state in states if state.id not in taking_part]
