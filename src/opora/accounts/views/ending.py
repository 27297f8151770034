"""Somebody leaves: several appointments of one person end in one step."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts import actions
from opora.accounts.directory import entry_of
from opora.accounts.forms.appointing import EndSeveralForm
from opora.accounts.guard import AskingRequest
from opora.accounts.holders import Holding
from opora.accounts.models import Appointment, Post
from opora.accounts.views.leaving import crumbs_of, left_alone
from opora.accounts.views.shared import address, present_places, sentence, tried, written
from opora.core import numbers
from opora.programmes.asked import asked_of


@require_http_methods(["GET", "HEAD", "POST"])
def end_several(request: AskingRequest, pk: int) -> HttpResponse:
    """End all that somebody holds, or some of it, on one day: all or nothing. Who stays without is said beside each."""
    places = present_places(request)
    entry = entry_of(request.actor, pk, places, present=True)
    held = [one for one in entry.now if one.ends_on is None] if entry else []
    if entry is None or not held:
        raise Http404("nothing to end")
    alone = left_alone(held, places)
    found = asked_of(request)
    ticked = {f"end_{one.id}": True for one in held}
    initial = {"on": found.as_of, **ticked}
    form = EndSeveralForm(request.POST or None, places=places, held=held, latest=found.latest, initial=initial)
    moved: list[str] | None = None
    vacant: list[str] = []
    if request.method == "POST" and form.is_valid():
        save = "save" in request.POST
        posts = sorted({one.post for one in form.chosen})
        vacant = [places.title(one) for one in form.chosen if one.id in alone]
        try:
            moved = (written if save else tried)(request, posts, lambda: _end(form, request))
        except ValidationError as error:
            _tell(form, error)
        else:
            if save:
                messages.success(request, _done(form.chosen, vacant, numbers.day(form.cleaned_data["on"]), moved))
                return redirect(address(request, "person", pk))
    curated = sum(one.post == Post.CURATOR for one in held)
    context = {
        "crumbs": crumbs_of(request, entry.id, entry.full_name),
        "title": _("Ends several posts: %(name)s") % {"name": entry.full_name},
        "form": form,
        "rows": [(tick, one.id in alone) for tick, one in form.rows],
        "hand_over_url": address(request, "hand_over", pk, post=Post.CURATOR.value) if curated else "",
        "shown": moved is not None,
        "moved": moved,
        "vacant": vacant,
    }
    return render(request, "account/end_several.html", context, status=422 if form.errors else 200)


def _end(form: EndSeveralForm, request: AskingRequest) -> None:
    rows = Appointment.objects.in_bulk([one.id for one in form.chosen])
    said = {name: form.cleaned_data[name] for name in ("on", "reason", "note", "basis")}
    actions.end_each(rows=list(rows.values()), **said, by=request.actor)


def _tell(form: EndSeveralForm, error: ValidationError) -> None:
    """What is wrong with each post beside it."""
    for key, texts in error.message_dict.items():
        name = f"end_{key.removeprefix('appointment:')}"
        form.add_error(name if name in form.fields else None, texts)


def _done(ended: Sequence[Holding], vacant: Sequence[str], day: str, moved: list[str]) -> str:
    n = len(ended)
    text = ngettext("%(n)d post ends on %(day)s.", "%(n)d posts end on %(day)s.", n) % {"n": n, "day": day}
    without = _("Nobody is there from that day on: %(places)s.") % {"places": "; ".join(vacant)} if vacant else ""
    return sentence(text, without, moved)
