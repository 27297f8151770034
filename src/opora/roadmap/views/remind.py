"""Reminding those who can close the gaps of a figure: a draft, which is looked at before anything is sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from opora.accounts.guard import AskingRequest
from opora.indicators.facts import State
from opora.programmes.asked import asked_of
from opora.roadmap import reminding
from opora.roadmap.closing import OPEN
from opora.roadmap.found import asked_indicator, asked_view
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links


@require_POST
def remind(request: AskingRequest, key: str) -> HttpResponse:
    """Prepare a reminder of the gaps of a list and show the draft; why there is none stands above the figure."""
    view = asked_view(request)
    asked_indicator(view, key)
    state = request.POST.get("list", "")
    if state not in OPEN:
        raise Http404(f"no gaps in the list {state!r}")
    back = redirect(Links(request).indicator(key, list=state))
    if not is_today(request):
        messages.error(request, _("Reminders follow what is open today: choose today as the day of the page."))
        return back
    copies = "copies" in request.POST and reminding.may_copy(request.actor)
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        made = reminding.remind(view=view, key=key, state=State(state), copies=copies, site=site, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back
    if made.vacant:
        text = ngettext(
            "%(n)d gap has nobody to remind: the post that closes it is vacant.",
            "%(n)d gaps have nobody to remind: the posts that close them are vacant.",
            made.vacant,
        )
        messages.warning(request, text % {"n": made.vacant})
    return redirect("outbox:mailing", made.mailing.pk)


def is_today(request: AskingRequest) -> bool:
    """Whether the page shows the last day there is, as known now."""
    asked = asked_of(request)
    return asked.as_of == asked.latest and asked.moment.known_at is None


def offer(request: AskingRequest, view: RoadmapView, key: str, state: State) -> dict[str, Any]:
    """Context of the button on an opened figure; nothing where nobody else can be reminded of anything."""
    gaps = reminding.remindable(view, key, state, request.actor) if state in OPEN and is_today(request) else []
    if not gaps:
        return {}
    return {
        "remind_url": Links(request).remind(key),
        "remind_gaps": len(gaps),
        "remind_copies": reminding.may_copy(request.actor),
    }
