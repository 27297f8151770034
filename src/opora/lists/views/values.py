"""What holds for a school from a day on: said anew, corrected, taken back. What was before stays."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.accounts.models import Appointment
from opora.core import numbers
from opora.core.components.links import Link
from opora.lists import values
from opora.lists.found import Lists, lists_of
from opora.lists.values import VALUES, ValueKind
from opora.lists.views.schools import crumbs_of
from opora.lists.views.shared import form_page, to, written
from opora.organisations import actions
from opora.organisations.models import School
from opora.programmes.models import CohortMembership
from opora.roadmap.forms.control import ReasonForm


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: AskingRequest, pk: int, what: str) -> HttpResponse:
    """The history of one thing that is known of a school, and what it is to be from a day on."""
    lists, found, kind = _asked(request, pk, what)
    rows = values.records(kind, found, lists.known_at)
    holds = values.current(rows, lists.as_of, lists.known_at)
    form = kind.form(
        request.POST if request.method == "POST" else None,
        latest=lists.latest,
        initial={**values.of_form(kind, holds), "occurred_on": lists.as_of},
    )
    if request.method == "POST" and form.is_valid():
        on, given = form.cleaned_data["occurred_on"], form.values
        before = values.current(rows, on, lists.known_at)
        if before and all(getattr(before, name) == value for name, value in given.items()):
            form.add_error(None, _("It is so already on %(day)s: nothing would change.") % {"day": numbers.day(on)})
        elif written(form, lambda: values.say(kind, school=found, values=given, on=on, by=request.actor)):
            text = _("Written: it holds from %(day)s; what was before stays for the days before.")
            messages.success(request, text % {"day": numbers.day(on)})
            return redirect(to(request, "lists:value", pk, what))
    shown = values.history(kind, rows, lists.as_of, lists.known_at)
    crumbs = crumbs_of(lists, found, str(kind.title))
    context = {
        "crumbs": crumbs,
        "title": str(kind.title),
        "lead": crumbs[-2].label,
        "verb": str(kind.verb),
        "history": [
            (one, to(request, "lists:correct", pk, what, one.pk) if lists.may_write and not one.taken_back else "")
            for one in shown
        ],
        "form": form if lists.may_write else None,
        "resting": _resting(lists, found) if what == "status" else [],
    }
    return form_page(request, "lists/value.html", context, form if request.method == "POST" else None)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: AskingRequest, pk: int, what: str, record: int) -> HttpResponse:
    """A mistaken value: written as it should have been, or taken back."""
    lists, found, kind = _asked(request, pk, what)
    standing = kind.model._default_manager.filter(school=found).standing()
    row: Any = get_object_or_404(standing, pk=record)
    taking_back = request.POST.get("step") == "take-back"
    right = kind.form(
        request.POST if request.method == "POST" and not taking_back else None,
        latest=lists.latest,
        correcting=True,
        initial={**values.of_form(kind, row), "occurred_on": row.occurred_on},
        auto_id="right_%s",
    )
    back = ReasonForm(request.POST if request.method == "POST" and taking_back else None, auto_id="back_%s")
    sent: Any = back if taking_back else right
    if request.method == "POST" and sent.is_valid():
        on, reason = sent.cleaned_data.get("occurred_on"), sent.cleaned_data["reason"]
        done = written(
            sent,
            (lambda: actions.take_back_value(record=row, reason=reason, by=request.actor))
            if taking_back
            else lambda: actions.correct_value(record=row, values=right.values, on=on, reason=reason, by=request.actor),
        )
        if done:
            text = _("The mistake is taken back.") if taking_back else _("The mistake is corrected.")
            messages.success(request, text)
            return redirect(to(request, "lists:value", pk, what))
    context = {
        "crumbs": [
            *crumbs_of(lists, found, "")[:-1],
            Link(str(kind.title), to(request, "lists:value", pk, what)),
            Link(_("Correct")),
        ],
        "title": _("Correct a mistake"),
        "text": kind.say(row),
        "on": row.occurred_on,
        "right": right,
        "back": back,
        "past": lists.past,
    }
    return form_page(request, "lists/correct.html", context, sent if request.method == "POST" else None)


def _asked(request: AskingRequest, pk: int, what: str) -> tuple[Lists, School, ValueKind]:
    lists = lists_of(request)
    if what not in VALUES:
        raise Http404(f"nothing is known as {what!r}")
    return lists, get_object_or_404(lists.schools, pk=pk), VALUES[what]


def _resting(lists: Lists, found: School) -> list[str]:
    """What goes on although a school is closed, for somebody has to end it."""
    taking_part = CohortMembership.objects.filter(school=found).in_force(lists.as_of, lists.known_at)
    years = sorted(taking_part.values_list("cohort__programme__year", flat=True))
    posts = Appointment.objects.filter(school=found).in_force(lists.as_of, lists.known_at).count()
    lines = [_("it takes part in the programme of %(year)d") % {"year": year} for year in years]
    if posts:
        lines.append(ngettext("%(n)d person has a post there", "%(n)d people have posts there", posts) % {"n": posts})
    return lines
