"""Who presents at an event, and its materials: named, added, removed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opora.accounts.directory import directory
from opora.accounts.guard import AskingRequest
from opora.accounts.places import Places
from opora.core.components.links import Link
from opora.core.files import actions as files
from opora.core.files.kinds import EVERYTHING
from opora.core.files.reading import files_of
from opora.core.forms import refused
from opora.events import actions
from opora.events.forms.presenting import MaterialForm, SpeakerForm
from opora.events.views.shared import AskedEvent, to, trail, written_event, wrote
from opora.organisations.access import visible_to
from opora.organisations.models import School

LOOKING = ["GET", "HEAD", "POST"]


@require_http_methods(LOOKING)
def add_speaker(request: AskingRequest, pk: int) -> HttpResponse:
    """Put somebody on the programme of the event."""
    found = written_event(request, pk)
    asked, region_id = found.asked, found.event.programme.region_id
    places = Places(region_id, asked.latest, asked.known_at)
    seen = visible_to(request.actor, School.objects.filter(municipality__region=region_id))
    schools = {one: (code, places.school(one)) for one, code in seen.values_list("pk", "code")}
    people = directory(request.actor, places, present=True)
    form = SpeakerForm(request.POST or None, schools=schools, people=people)
    on = min(asked.latest, found.state.on)
    if form.is_valid() and wrote(
        form, lambda: actions.note_speaker(event=found.event, on=on, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The speaker is named."))
        return redirect(to(request, "events:event", pk))
    context = {
        **_heading(request, found, _("Name a speaker")),
        "form": form,
        "suggestions": [
            ("schools", sorted(name for _code, name in schools.values())),
            ("people", sorted({entry.full_name for entry in people.entries})),
        ],
    }
    return render(request, "events/form.html", context, status=422 if form.errors else 200)


@require_http_methods(LOOKING)
def add_material(request: AskingRequest, pk: int) -> HttpResponse:
    """Add a file to the event."""
    found = written_event(request, pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _stored(request, form, pk):
        messages.success(request, _("The file is added."))
        return redirect(to(request, "events:event", pk))
    context = {**_heading(request, found, _("Add a file")), "form": form, "upload": True}
    return render(request, "events/form.html", context, status=422 if form.errors else 200)


@require_POST
def remove_material(request: AskingRequest, pk: int) -> HttpResponse:
    """Take a file away from the event."""
    written_event(request, pk)
    number = request.POST.get("file", "")
    stored = get_object_or_404(files_of(f"event:{pk}"), pk=number if number.isdecimal() and len(number) < 10 else 0)
    files.remove(stored=stored, by=request.actor)
    messages.success(request, _("“%(name)s” is removed.") % {"name": stored.name})
    return redirect(to(request, "events:event", pk))


def _stored(request: AskingRequest, form: MaterialForm, pk: int) -> bool:
    """Whether the file was kept; the antivirus may take a while, so outside a transaction."""
    try:
        files.store(
            content=form.cleaned_data["file"], name=form.name, accept=EVERYTHING, of=f"event:{pk}", by=request.actor
        )
    except ValidationError as error:
        refused(form, ValidationError({"file": error.messages}))
        return False
    return True


def _heading(request: AskingRequest, found: AskedEvent, button: str) -> dict[str, str | list[Link]]:
    return {
        "crumbs": trail(request, found.event, last=button),
        "title": f"{button}: {found.event.title}",
        "button": button,
        "back_url": to(request, "events:event", found.event.pk),
    }
