"""The versions of the roadmap: the orders that amended it, what each changed row by row, and taking the latest back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.programmes.asked import asked_of, carried
from opora.roadmap.actions import take_back_amendment
from opora.roadmap.amended import show_versions, taken_back
from opora.roadmap.forms.control import ReasonForm
from opora.roadmap.found import asked_records
from opora.roadmap.loading import RoadmapRecords
from opora.roadmap.models import RoadmapVersion
from opora.roadmap.showing import Links
from opora.roadmap.views.shared import way_up


@require_safe
def versions(request: AskingRequest) -> HttpResponse:
    """Every version of the roadmap, the latest first."""
    records = asked_records(request)
    if records is None:
        return render(request, "roadmap/none.html")
    return render(request, "roadmap/versions.html", _context(request, records))


@require_POST
def take_back(request: AskingRequest, number: int) -> HttpResponse:
    """Take the latest version back, with a reason."""
    records = asked_records(request)
    if records is None:
        return render(request, "roadmap/none.html")
    version = get_object_or_404(RoadmapVersion.objects.filter(roadmap=records.roadmap), number=number)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            take_back_amendment(version=version, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            form.add_error(None if "reason" not in getattr(error, "error_dict", {}) else "reason", error.messages)
        else:
            text = _("Version %(version)d is taken back: the version before is in force again.")
            messages.success(request, text % {"version": number})
            return redirect(reverse("roadmap:versions") + carried(request.GET))
    return render(request, "roadmap/versions.html", _context(request, records, form, number), status=422)


def _context(
    request: AskingRequest, records: RoadmapRecords, form: ReasonForm | None = None, of: int | None = None
) -> dict[str, Any]:
    found = asked_of(request)
    may = request.actor.scope("roadmap", "amend") is not None and found.moment.known_at is None
    links = Links(request)
    return {
        "crumbs": [*way_up(request), Link(_("Versions"))],
        "versions": show_versions(records, found.as_of, carried(request.GET) if may else None),
        "order": records.roadmap,
        "withdrawn": taken_back(records.roadmap.pk, found.known_at),
        "reason": form,
        "of": of,
        "changes_url": links.changes(),
    }
