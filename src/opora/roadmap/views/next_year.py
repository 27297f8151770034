"""The next year as a copy."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.programmes.asked import asked_of
from opora.roadmap.actions import copy_programme
from opora.roadmap.found import asked_roadmap
from opora.roadmap.models import Roadmap
from opora.roadmap.views.shared import way_up


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: AskingRequest) -> HttpResponse:
    """The next year as a copy: what it will be, then one button that makes it."""
    found = asked_of(request)
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    programme = found.programme
    assert programme is not None, "a roadmap that was found belongs to a programme"
    year = programme.year + 1
    taken = Roadmap.objects.filter(programme__region=programme.region_id, programme__year=year).exists()
    if request.method == "POST" and not taken:
        try:
            made = copy_programme(programme=programme, year=year, by=request.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            text = _("The roadmap of %(year)d is made: %(n)d actions with new deadlines.")
            messages.success(request, text % {"year": made.year, "n": len(view.actions)})
            return redirect(f"{reverse('roadmap:roadmap')}?programme={made.year}")
    context = {
        "crumbs": way_up(request),
        "year": year,
        "before": programme.year,
        "total": len(view.actions),
        "taken": taken,
    }
    return render(request, "roadmap/copy.html", context)
