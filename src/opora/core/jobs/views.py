"""Pages of background work: the list, one job with its progress, cancelling and trying again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from opora.core.actors import Actor
from opora.core.components.links import Chip, Link
from opora.core.jobs import actions
from opora.core.jobs.access import reaches_region, visible_to
from opora.core.jobs.models import Job, JobState
from opora.core.jobs.shown import show

PER_PAGE = 50


class Asking(HttpRequest):
    """A request past the guard of accounts."""

    actor: Actor
    htmx: Any


@never_cache
@require_safe
def jobs(request: Asking) -> HttpResponse:
    """Jobs the reader may see, the newest first, of all states or of one."""
    state = request.GET.get("state", "")
    chosen = state if state in JobState.values else ""
    found = visible_to(request.actor, Job.objects.order_by("-pk"))
    page = Paginator(found.filter(state=chosen) if chosen else found, PER_PAGE).get_page(request.GET.get("page"))
    rows = show(list(page), request.actor)
    return render(
        request,
        "core/jobs.html",
        {
            "jobs": rows,
            "filters": _filters(chosen),
            "chosen": chosen,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "whole": reaches_region(request.actor),
        },
    )


@never_cache
@require_safe
def job(request: Asking, pk: int) -> HttpResponse:
    """One job. htmx asks again and again for the part that moves, and gets the whole when the state has changed."""
    found = get_object_or_404(visible_to(request.actor, Job.objects.all()), pk=pk)
    if not request.htmx:
        return render(request, "core/job.html", _context(request, found))
    if request.GET.get("state") == found.state:
        return HttpResponse(render_to_string("core/_job_progress.html", _context(request, found)))
    whole = HttpResponse(render_to_string("core/_job.html", _context(request, found)))
    whole["HX-Retarget"], whole["HX-Reswap"] = "#job", "innerHTML"
    return whole


@require_POST
def cancel(request: Asking, pk: int) -> HttpResponse:
    """Take the job out of the queue, or ask it to stop."""
    return _steer(request, pk, actions.cancel, _("The work is cancelled, or stops in a moment."))


@require_POST
def retry(request: Asking, pk: int) -> HttpResponse:
    """Put the job back into the queue."""
    return _steer(request, pk, actions.retry, _("The work waits in the queue again."))


def _steer(request: Asking, pk: int, act: Any, done: str) -> HttpResponse:
    found = get_object_or_404(visible_to(request.actor, Job.objects.all(), "steer"), pk=pk)
    try:
        act(job=found, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("core:job", found.pk)


def _context(request: Asking, found: Job) -> dict[str, Any]:
    """What the parts need; the token by hand, because parts are made without the shell around them."""
    (shown,) = show([found], request.actor)
    crumbs = [Link(_("Background work"), reverse("core:jobs")), Link(str(found.pk))]
    return {"job": shown, "crumbs": crumbs, "csrf_token": get_token(request)}


def _filters(chosen: str) -> list[Chip]:
    here = reverse("core:jobs")
    return [
        Chip(
            label=str(JobState(state).label),
            url=here if state == chosen else f"{here}?state={state}",
            on=state == chosen,
        )
        for state in JobState.values
    ]
