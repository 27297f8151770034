"""Official documents on their way to a roadmap: the list of them, confirming one, putting it in force."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock, journal, numbers
from opora.core.actors import names_of
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.jobs import access as jobs
from opora.core.jobs.models import Job
from opora.core.jobs.shown import ShownJob, show
from opora.roadmap import drafts
from opora.roadmap.access import drafts_visible_to
from opora.roadmap.amending.wording import show_differences
from opora.roadmap.drafts import Key, Work, confirmed_page
from opora.roadmap.drafts.amending import Extent, amends, planned, unconfirmed
from opora.roadmap.drafts.beginning import document_of
from opora.roadmap.drafts.publishing import differences_of, faults, left, roadmap_of
from opora.roadmap.drafts.work import Accepted, subject_of
from opora.roadmap.forms.orders import BringOrderForm, DiscardForm, ExtentForm
from opora.roadmap.models import DraftState, OrderDraft, Roadmap

LOOKING = ["GET", "HEAD", "POST"]
PER_PAGE = 20


@require_http_methods(LOOKING)
def orders(request: AskingRequest) -> HttpResponse:
    """Documents that were brought, and bringing one more."""
    form = BringOrderForm(request.POST or None, request.FILES or None)
    region = request.presence.region
    if region is None:
        raise Http404("no region")
    if request.method == "POST" and form.is_valid():
        try:
            draft = drafts.begin(region=region, by=request.actor, **form.given)
        except ValidationError as error:
            refused(form, error, beside={"content": "file"})
            if not form.has_error("file"):
                form.add_error("file", error)
        else:
            return redirect("roadmap:order", draft.pk)
    found = drafts_visible_to(request.actor, OrderDraft.objects.standing().defer("order", "findings"))
    page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    names = names_of({draft.recorded_by for draft in page})
    context = {
        "crumbs": _crumbs(request),
        "form": form,
        "drafts": [(draft, names.get(draft.recorded_by, "")) for draft in page],
        "page": page,
    }
    return render(request, "roadmap/orders.html", context, status=422 if form.errors else 200)


@require_safe
def order(request: AskingRequest, pk: int) -> HttpResponse:
    """One document: how far its reading is, why it failed, or its fields to confirm."""
    draft = _draft(request, pk)
    if draft.state not in (DraftState.CHECKING, DraftState.PUBLISHED):
        return render(request, "roadmap/order_ended.html", {**_heading(request, draft), "job": _job(request, draft)})
    return _page(request, Work.of(draft))


@require_POST
def fields(request: AskingRequest, pk: int) -> HttpResponse:
    """Confirm, correct, take back; the answer stands at the next field that nobody confirmed."""
    draft = _draft(request, pk)
    key, step = _key(request.POST, Work.of(draft)), request.POST.get("step", "")
    try:
        _say(request, draft, key, step)
    except ValidationError as error:
        return _page(request, Work.of(draft), key, typed=request.POST.get("value"), errors=error.messages)
    work = Work.of(draft)
    there = key if step in ("undo", "add") else confirmed_page.following(work, key)
    drafts.stay_at(draft=draft, key=there, by=request.actor)
    return redirect(confirmed_page.address(draft, there))


def _say(request: AskingRequest, draft: OrderDraft, key: Key, step: str) -> None:
    by = request.actor
    match step:
        case "confirm":
            drafts.confirm_cell(draft=draft, key=key, by=by)
        case "correct":
            drafts.correct_cell(draft=draft, key=key, text=request.POST.get("value", ""), by=by)
        case "uncounted":
            drafts.leave_uncounted(draft=draft, key=key, by=by)
        case "row":
            drafts.confirm_rows(draft=draft, rows=[key.row], by=by)
        case "sheet":
            drafts.confirm_right_rows(draft=draft, rows=confirmed_page.rows_beside(Work.of(draft), key.row), by=by)
        case "undo":
            drafts.undo(draft=draft, key=key, by=by)
        case _:
            raise Http404(f"no step {step!r}")


@require_POST
def findings(request: AskingRequest, pk: int) -> HttpResponse:
    """Accept the findings of a code, with a reason, or take that back."""
    draft = _draft(request, pk)
    work, code = Work.of(draft), request.POST.get("code", "")
    try:
        if request.POST.get("step") == "take_back":
            drafts.take_acceptance_back(draft=draft, subjects=_subjects(work, code), by=request.actor)
        else:
            reason = request.POST.get("reason", "")
            drafts.accept_findings(draft=draft, subjects=_subjects(work, code), reason=reason, by=request.actor)
    except ValidationError as error:
        return _page(request, work, None, wrong_code=code, errors=error.messages)
    key = _key(request.POST, work)
    return redirect(confirmed_page.address(draft, key, anchor="h-lint"))


@require_http_methods(LOOKING)
def publish(request: AskingRequest, pk: int) -> HttpResponse:
    """What is left to do and what would differ; then one button that puts the order in force."""
    draft = _draft(request, pk)
    if draft.state != DraftState.CHECKING:
        return redirect("roadmap:order", draft.pk)
    work, roadmap = Work.of(draft), roadmap_of(draft)
    form = _extent_form(request, work) if amends(work.order, roadmap) else None
    may = form is None or request.actor.scope("roadmap", "amend") is not None
    if request.method == "POST" and not may:
        raise Http404("a roadmap is amended by others")
    wrong: Sequence[str] = ()
    if request.method == "POST" and "show" not in request.POST and (form is None or form.is_valid()):
        try:
            published = drafts.publish(draft=draft, by=request.actor, extent=form.extent if form else None)
        except ValidationError as error:
            wrong = error.messages
        else:
            messages.success(request, _told(draft, published))
            return redirect("roadmap:order", draft.pk)
    todo = left(work, roadmap)
    context = {
        **_heading(request, draft),
        "left": todo,
        "roadmap": roadmap,
        "differences": differences_of(work, roadmap) if roadmap and form is None else [],
        "faults": wrong or ([] if roadmap or todo else faults(work)),
        "rows": len(work.order.actions),
        "indicators": work.formulas.total,
        "form": form,
        "may": may,
        **(_amendment(work, roadmap, form) if roadmap and form else {}),
    }
    refused_form = bool(form and request.method == "POST" and form.errors)
    return render(request, "roadmap/order_publish.html", context, status=422 if wrong or refused_form else 200)


def _extent_form(request: AskingRequest, work: Work) -> ExtentForm:
    """As it was sent, else as the order itself says."""
    given = request.POST if request.method == "POST" else {"on": Extent.of(work.order).on}
    return ExtentForm(given, latest=clock.today())


def _amendment(work: Work, roadmap: Roadmap, form: ExtentForm) -> dict[str, Any]:
    """What an amending order would change, for the day and the rows that the form names."""
    if not form.is_valid():
        return {}
    plan = planned(work, roadmap, form.extent)
    return {
        "plan": show_differences(plan.differences),
        "whole": plan.whole,
        "notes": plan.notes,
        "hindered": [*(text for texts in plan.faults.values() for text in texts), *unconfirmed(work, plan)],
    }


@require_http_methods(LOOKING)
def discard(request: AskingRequest, pk: int) -> HttpResponse:
    """Lay a document aside, with a reason."""
    draft = _draft(request, pk)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.discard(draft=draft, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("The order is laid aside."))
            return redirect("roadmap:orders")
    context = {**_heading(request, draft), "form": form}
    return render(request, "roadmap/order_discard.html", context, status=422 if form.errors else 200)


def _draft(request: AskingRequest, pk: int) -> OrderDraft:
    """A draft within reach; 404 for any other."""
    found = drafts_visible_to(request.actor, OrderDraft.objects.standing().select_related("region"))
    return get_object_or_404(found, pk=pk)


def _page(
    request: AskingRequest,
    work: Work,
    key: Key | None = None,
    *,
    typed: str | None = None,
    errors: Sequence[str] = (),
    wrong_code: str = "",
) -> HttpResponse:
    chosen = key or confirmed_page.chosen(work, request.GET, request.actor)
    edit = bool(request.GET.get("edit")) or (bool(errors) and not wrong_code)
    context = {
        **_heading(request, work.draft),
        **confirmed_page.context(work, chosen, request.actor, request.GET, edit=edit),
        "typed": typed,
        "errors": errors,
        "wrong_code": wrong_code,
        "file": document_of(work.draft),
    }
    response = render(request, "roadmap/order.html", context, status=422 if errors else 200)
    if errors:
        response["HX-Push-Url"] = "false"  # what was posted has no page of its own
    return response


def _key(given: Any, work: Work) -> Key:
    """The field that a form speaks of; 404 for none."""
    key = confirmed_page.key_of(given)
    if key is None or not 1 <= key.row <= len(work.read.actions):
        raise Http404("no field")
    return key


def _subjects(work: Work, code: str) -> list[Accepted]:
    return [subject_of(one) for one in work.findings if one.code == code]


def _job(request: AskingRequest, draft: OrderDraft) -> ShownJob | None:
    """The reading in the background, for who may see it."""
    of = journal.key_of(draft)
    job = jobs.visible_to(request.actor, Job.objects.filter(of=of)).order_by("-pk").first()
    return show([job], request.actor)[0] if job and draft.state == DraftState.READING else None


def _crumbs(request: AskingRequest) -> list[Link]:
    up = [Link(_("Roadmap"), reverse("roadmap:roadmap"))] if request.actor.scope("roadmap") else []
    return [*up, Link(_("Orders"))]


def _heading(request: AskingRequest, draft: OrderDraft) -> dict[str, Any]:
    crumbs = [*_crumbs(request)[:-1], Link(_("Orders"), reverse("roadmap:orders")), Link(confirmed_page.called(draft))]
    return {"draft": draft, "crumbs": crumbs, "called": confirmed_page.called(draft)}


def _told(draft: OrderDraft, published: drafts.Published) -> str:
    if published.created:
        told = _("The roadmap of %(year)d is in force: %(n)d rows, figures are computed from now on.")
        return told % {"year": published.programme.year, "n": draft.rows}
    if version := published.version:
        told = _("Version %(number)d of the roadmap is in force from %(day)s on.")
        return told % {"number": version.number, "day": numbers.day(version.occurred_on)}
    told = _("The words and addresses of the order stand at the rows of the roadmap of %(year)d: %(n)d are new.")
    return told % {"year": published.programme.year, "n": published.attached}
