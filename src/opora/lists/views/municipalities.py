"""Adding a municipality, naming it otherwise and setting its place on the map."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.core import addresses
from opora.lists.forms.places import MunicipalityForm, NewMunicipalityForm
from opora.lists.found import Lists, lists_of
from opora.lists.views.shared import form_page, to, trail, written
from opora.organisations import actions
from opora.organisations.actions import NewMunicipality
from opora.organisations.models import Municipality
from opora.organisations.queries import working
from opora.programmes.asked import carried


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """One more municipality."""
    lists = lists_of(request)
    form = NewMunicipalityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = NewMunicipality(**form.cleaned_data)
        if written(form, lambda: actions.add_municipalities(region=lists.region, rows=[row], by=request.actor)):
            messages.success(request, _("“%(name)s” is on the list.") % {"name": row.name})
            return redirect(to(request, "lists:municipalities"))
    context = {
        "crumbs": trail(request, "municipalities", last=_("New")),
        "title": _("A new municipality"),
        "lead": _("Schools are added to it afterwards."),
        "form": form,
        "past": lists.past,
        "button": _("Add the municipality"),
        "back_url": to(request, "lists:municipalities"),
    }
    return form_page(request, "lists/add.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
def municipality(request: AskingRequest, pk: int) -> HttpResponse:
    """One municipality as it stands in the list, and changing it."""
    lists = lists_of(request)
    found = get_object_or_404(lists.municipalities, pk=pk)
    form = MunicipalityForm(request.POST if request.method == "POST" else None, initial=_values(found))
    if request.method == "POST" and form.is_valid() and (message := _change(lists, found, form)):
        messages.success(request, message)
        return redirect(to(request, "lists:municipality", pk))
    found = get_object_or_404(lists.municipalities, pk=pk)
    context = {
        "crumbs": trail(request, "municipalities", last=found.name),
        "title": found.name,
        "municipality": found,
        "schools": working(lists.schools.filter(municipality=found), lists.as_of, lists.known_at).count(),
        "schools_url": to(request, "lists:schools", municipality=found.code),
        "other_url": addresses.address("municipality", pk) + carried(request.GET),
        "form": form if lists.may_write else None,
    }
    return form_page(request, "lists/municipality.html", context, form)


def _values(found: Municipality) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ("name", "short_name", "tile_column", "tile_row")}


def _change(lists: Lists, found: Municipality, form: MunicipalityForm) -> str:
    """Write what was changed; what to say of it, "" when it was refused."""
    before = _values(found)
    if before == form.cleaned_data:
        return _("Nothing was changed: it was written so already.")
    row = NewMunicipality(code=found.code, **form.cleaned_data)
    rows, by = [(found, row)], lists.request.actor
    if not written(form, lambda: actions.change_municipalities(region=lists.region, rows=rows, by=by)):
        return ""
    if before["name"] != row.name:
        return _("“%(before)s” is now called “%(after)s”.") % {"before": before["name"], "after": row.name}
    return _("“%(name)s” is changed.") % {"name": row.name}
