"""Control of the whole roadmap, the sheet for the meeting and its files, and noting that a meeting was held."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.core import pdf as papers
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.core.documents import DOCX
from opora.core.forms import refused
from opora.programmes.asked import asked_of, carried, carried_pairs
from opora.reports.control import Controlled, show_rows, tally_text
from opora.reports.sheet import control_sheet, sheet_document, sheet_pdf
from opora.roadmap.actions import hold_meeting
from opora.roadmap.execution import ExecutionState
from opora.roadmap.exports import heading
from opora.roadmap.forms.control import MeetingForm
from opora.roadmap.found import asked_roadmap, asked_view
from opora.roadmap.history import moved_since, since_of
from opora.roadmap.models import Roadmap
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links, order_text

FORMS = ("pdf", "docx")
"""Files that the sheet can be had as."""
MOST = 10
"""Rows that nobody can judge; the rest stand on the roadmap."""


@require_safe
def control(request: AskingRequest) -> HttpResponse:
    """What is late, who holds it, since when, what moved since the last meeting, what to sign."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    found = asked_of(request)
    return _page(request, view, MeetingForm(latest=found.latest, initial={"on": found.as_of}))


@require_POST
def meeting(request: AskingRequest) -> HttpResponse:
    """Note that a meeting was held."""
    view = asked_view(request)
    form = MeetingForm(request.POST, latest=asked_of(request).latest)
    if form.is_valid():
        said = form.cleaned_data
        try:
            roadmap = Roadmap.objects.get(pk=view.outline.roadmap_id)
            hold_meeting(roadmap=roadmap, on=said["on"], text=said["text"], by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            text = _("The meeting of %(day)s is noted: after it, pages tell what moved since then.")
            messages.success(request, text % {"day": numbers.day(said["on"])})
            return redirect(reverse("reports:control") + carried(request.GET))
    return _page(request, view, form, status=422)


@require_safe
def sheet(request: AskingRequest) -> HttpResponse:
    """The sheet on the screen, to be printed."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    since, errors = since_of(request.GET, view, request.actor)
    forms = [form for form in FORMS if form != "pdf" or papers.available()]
    query = carried(request.GET, since=since.isoformat())
    context = {
        "crumbs": [Link(_("Control"), reverse("reports:control") + carried(request.GET))],
        "sheet": control_sheet(Controlled(view), since, Links(request)),
        "since": since,
        "errors": errors,
        "kept": carried_pairs(request.GET),
        "files": [Link(form.upper(), reverse("reports:sheet_file", args=[form]) + query) for form in forms],
    }
    return render(request, "reports/sheet.html", context)


@require_safe
def sheet_file(request: AskingRequest, form: str) -> HttpResponse:
    """The sheet as a file; not found where the system cannot make it."""
    view = asked_view(request)
    if form not in FORMS:
        raise Http404(f"no sheet as {form!r}")
    since, _errors = since_of(request.GET, view, request.actor)
    made = control_sheet(Controlled(view), since, Links(request))
    try:
        content = sheet_pdf(made) if form == "pdf" else sheet_document(made)
    except papers.PdfUnavailableError as missing:
        raise Http404(str(missing)) from missing
    invented = heading.invented(view)
    parts = [_("Demonstration")] * invented + [_("Control sheet"), numbers.day(view.as_of)]
    plain = "-".join(["opora", *["demo"] * invented, "control-sheet", view.as_of.isoformat()])
    kind = papers.PDF if form == "pdf" else DOCX
    return attachment(content, kind=kind, name=f"{', '.join(parts)}.{form}", plain_name=f"{plain}.{form}")


def _page(request: AskingRequest, view: RoadmapView, form: MeetingForm, status: int = 200) -> HttpResponse:
    links, controlled = Links(request), Controlled(view)
    since, errors = since_of(request.GET, view, request.actor)
    may_meet = request.actor.scope("control", "meet") is not None and asked_of(request).moment.known_at is None
    query = carried(request.GET, since=since.isoformat())
    unknown = controlled.in_state(ExecutionState.UNKNOWN)
    context = {
        "title": _("Control of execution"),
        "lead": " ".join(filter(None, (order_text(view.outline), tally_text(controlled)))),
        "late": show_rows(controlled, controlled.in_state(ExecutionState.OVERDUE), links, dated=True),
        "risky": show_rows(controlled, controlled.in_state(ExecutionState.AT_RISK), links, dated=True),
        "unknown": show_rows(controlled, unknown[:MOST], links),
        "unknown_n": len(unknown),
        "unknown_more": max(len(unknown) - MOST, 0),
        "unknown_url": links.roadmap(state=ExecutionState.UNKNOWN.value),
        "to_sign": show_rows(controlled, controlled.to_sign, links),
        "released": show_rows(controlled, controlled.released, links),
        "moves": [(row.number, links.deadline(row.outline), move) for row, move in controlled.moves],
        "may_move": request.actor.scope("control", "move") is not None,
        "moved": moved_since(view, since, links),
        "meetings": controlled.log.meetings(view.as_of)[:3],
        "since": since,
        "errors": errors,
        "kept": carried_pairs(request.GET),
        "sheet_url": reverse("reports:sheet") + query,
        "holdups_url": reverse("inbox:holdups") + carried(request.GET),
        "form": form if may_meet else None,
        "meeting_url": reverse("reports:meeting") + carried(request.GET),
    }
    return render(request, "reports/control.html", context, status=status)
