"""One person entered twice: finding the other entry, making one of two, and two of one again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts import showing
from opora.accounts.directory import Entry, directory, entry_of
from opora.accounts.forms.merging import MergeForm, UndoForm
from opora.accounts.guard import AskingRequest
from opora.accounts.merging import merge_people, merges_into, preview_of_people, undo_merge_of_people
from opora.accounts.models import User
from opora.accounts.places import Places
from opora.accounts.queries import authors
from opora.accounts.views.shared import address, present_places
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.merging import Clashing
from opora.core.models import Merge
from opora.programmes.asked import carried_pairs

MOST = 20
"""People that a search offers."""
LONGEST = 100
"""Characters of a search."""


@require_safe
def same(request: AskingRequest, pk: int) -> HttpResponse:
    """Who else this person may be: namesakes, or whoever a search finds; and what was merged into this entry."""
    places, entry = _entry(request, pk)
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    everybody = directory(request.actor, places, present=True)
    namesakes = everybody.namesakes(entry.surname, entry.given_name, entry.patronymic)
    found = [one for one in (everybody.like(text) if text else namesakes) if one.id != pk]
    lines = showing.lines(request, found[:MOST], places)
    merges = merges_into(pk)
    names = authors({one.merged_by for one in merges})
    context = {
        "crumbs": _crumbs(request, entry),
        "entry": entry,
        "text": text,
        "found": [(line, address(request, "merge", pk, one.id)) for line, one in zip(lines, found, strict=False)],
        "more": max(len(found) - MOST, 0),
        "kept": carried_pairs(request.GET),
        "merges": [(one, names.get(one.merged_by, ""), address(request, "merged", one.pk)) for one in merges],
    }
    return render(request, "account/same.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: AskingRequest, pk: int, double: int) -> HttpResponse:
    """What making one of two would carry over and what is in the way; then doing it, with a reason."""
    _places, entry = _entry(request, pk)
    _places, other = _entry(request, double)
    kept_user, double_user = User.objects.get(pk=pk), User.objects.get(pk=double)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            done = merge_people(kept=kept_user, double=double_user, reason=reason, by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("The two entries of %(name)s are one now.") % {"name": entry.full_name})
            return redirect(address(request, "merged", done.pk))
    preview, never = None, ""
    try:
        preview = preview_of_people(kept=kept_user, double=double_user)
    except ValidationError as error:
        never = " ".join(error.messages)
    context = {
        "crumbs": _crumbs(request, entry),
        "sides": (
            (_("Is kept"), "h-kept", entry, kept_user),
            (_("Is the double and goes"), "h-double", other, double_user),
        ),
        "turned_url": address(request, "merge", double, pk),
        "preview": preview,
        "never": never,
        "form": form,
        "button": _("Merge %(double)s with %(kept)s") % {"double": other.login, "kept": entry.login},
    }
    return render(request, "account/merge.html", context, status=_status(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
def merged(request: AskingRequest, pk: int) -> HttpResponse:
    """One merge of two entries of a person, and making two of one again."""
    found = Merge.objects.filter(pk=pk, double__startswith=f"{User._meta.label_lower}:").first()
    if found is None:
        raise Http404("no such merge")
    _places, entry = _entry(request, int(found.kept.rpartition(":")[2]))
    form = UndoForm(request.POST if request.method == "POST" else None)
    obstacles: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            undo_merge_of_people(merged=found, reason=form.cleaned_data["reason"], by=request.actor)
        except Clashing as clashing:
            obstacles = clashing.obstacles
            form.add_error(None, _("Nothing was taken back: something rests on this merge."))
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("The merge is taken back: there are two entries again."))
            return redirect(address(request, "merged", pk))
    double = User.objects.get(pk=found.double.rpartition(":")[2])
    names = authors({found.merged_by, found.undone_by})
    context: dict[str, Any] = {
        "crumbs": _crumbs(request, entry),
        "merge": found,
        "entry": entry,
        "double": double,
        "author": names.get(found.merged_by, ""),
        "undone_by": names.get(found.undone_by, ""),
        "person_url": address(request, "person", entry.id),
        "form": None if found.undone_at else form,
        "obstacles": obstacles,
        "count": len(found.voided),
    }
    return render(request, "account/merged.html", context, status=_status(request, form))


def _entry(request: AskingRequest, pk: int) -> tuple[Places, Entry]:
    """The person as known now; 404 for somebody out of reach as for nobody, and for one that was merged."""
    places = present_places(request)
    entry = entry_of(request.actor, pk, places, present=True)
    if entry is None or User.objects.filter(pk=pk, withdrawn=True).exists():
        raise Http404("nobody within reach")
    return places, entry


def _status(request: AskingRequest, form: MergeForm | UndoForm) -> int:
    return 422 if request.method == "POST" and form.errors else 200


def _crumbs(request: AskingRequest, entry: Entry) -> list[Link]:
    return [
        Link(_("People"), address(request, "people")),
        Link(entry.full_name, address(request, "person", entry.id)),
        Link(_("The same person"), address(request, "same", entry.id)),
    ]
