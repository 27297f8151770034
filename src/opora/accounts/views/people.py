"""People with their posts; one person, entering somebody, contacts, and the door of the sign-in."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts import actions, showing
from opora.accounts.actions import NewPerson
from opora.accounts.directory import Entry, directory, entry_of, sees_contacts
from opora.accounts.forms.people import NewPersonForm, PersonForm
from opora.accounts.guard import AskingRequest
from opora.accounts.logins import login_for
from opora.accounts.models import Post, User
from opora.accounts.names import PersonName
from opora.accounts.places import Places
from opora.accounts.showing import is_present
from opora.accounts.views.shared import FORMS, address, asked_places, present_places, saved, tabs
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.imports.cells import folded
from opora.programmes.asked import carried_pairs

PAGE = 50
LONGEST = 100
"""Characters of a search."""
WITHOUT = "none"
"""Chosen in the place of a post: people who hold none on the day."""


@require_safe
def people(request: AskingRequest) -> HttpResponse:
    """The people within reach, by name; those of one post or municipality, or without any post."""
    places = asked_places(request)
    everybody = directory(request.actor, places, present=is_present(request))
    chosen = _Choice(request.GET, places)
    rows = [entry for entry in everybody.entries if chosen.fits(entry)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    posts = {held.post for entry in everybody.entries for held in entry.now}
    lying = {places.municipality(held) for entry in everybody.entries for held in entry.now} - {""}
    context = {
        "tabs": tabs(request, "people"),
        "rows": showing.lines(request, page.object_list, places),
        "total": len(rows),
        "whole": len(everybody.entries),
        "text": chosen.text,
        "post": chosen.post,
        "posts": [(post.value, post.label) for post in Post if post in posts],
        "nobody": any(not entry.now for entry in everybody.entries),
        "municipality": chosen.municipality,
        "municipalities": [(pk, name) for pk, name in places.municipalities.items() if name in lying],
        "kept": carried_pairs(request.GET),
        "page": page.number,
        "pages": page.paginator.num_pages,
        "files": [Link(form.upper(), address(request, "file", form, **chosen.asked)) for form in FORMS],
        "enter_url": address(request, "enter") if _may(request, "write") and is_present(request) else "",
    }
    return render(request, "account/people.html", context)


@require_safe
def file(request: AskingRequest, form: str) -> HttpResponse:
    """The same people as a file, all of them."""
    if form not in FORMS:
        raise Http404(f"no people as {form!r}")
    places = asked_places(request)
    chosen = _Choice(request.GET, places)
    everybody = directory(request.actor, places, present=is_present(request))
    rows = [entry for entry in everybody.entries if chosen.fits(entry)]
    return saved(showing.people_sheet(request, rows, places), request, form, plain="people")


@require_safe
def person(request: AskingRequest, pk: int) -> HttpResponse:
    """One person: posts now, ahead and earlier; contacts and sign-in for who may see them."""
    places, entry = _asked_entry(request, pk)
    return render(request, "account/person.html", _person_context(request, places, entry))


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: AskingRequest) -> HttpResponse:
    """Enter one person; who may be there already is shown first and has to be denied."""
    form = NewPersonForm(request.POST or None)
    alike: list[Entry] = []
    places = present_places(request)
    if request.method == "POST" and form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("surname", "given_name", "patronymic")}
        alike = directory(request.actor, places, present=True).namesakes(**names)
        if not alike or form.cleaned_data["confirmed"]:
            taken = set(User.objects.values_list("login", flat=True))
            login = form.cleaned_data["login"] or login_for(PersonName(**names), taken)
            row = NewPerson(login=login, **form.values())
            try:
                added = actions.add_person(row=row, by=request.actor)
            except ValidationError as error:
                refused(form, error)
            else:
                messages.success(request, _("%(name)s is entered.") % {"name": added.full_name})
                return redirect(address(request, "person", added.pk))
        else:
            form.add_error("confirmed", _("Look whether it is one of them; if not, tick that it is another person."))
    context = {
        "crumbs": _crumbs(request),
        "form": form,
        "alike": showing.lines(request, alike, places),
    }
    return render(request, "account/enter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AskingRequest, pk: int) -> HttpResponse:
    """Write names and contacts anew."""
    _places, entry = _present_entry(request, pk)
    user = User.objects.get(pk=entry.id)
    form = PersonForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(person=User.objects.get(pk=entry.id), **form.values(), by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("Name and contacts are kept."))
            return redirect(address(request, "person", pk))
    context = {"crumbs": _crumbs(request, entry), "form": form, "name": entry.full_name}
    return render(request, "account/change.html", context, status=422 if form.errors else 200)


@require_POST
def password(request: AskingRequest, pk: int) -> HttpResponse:
    """Give a password for the first sign-in: it is shown on this answer alone."""
    places, entry = _present_entry(request, pk)
    try:
        given = actions.give_password(person=User.objects.get(pk=entry.id), by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(address(request, "person", pk))
    response = render(request, "account/person.html", {**_person_context(request, places, entry), "given": given})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def sign_in(request: AskingRequest, pk: int) -> HttpResponse:
    """Close the door of the sign-in to somebody, or open it again; nobody closes it to themselves."""
    _places, entry = _present_entry(request, pk)
    user = User.objects.get(pk=entry.id)
    if request.POST.get("door") == "open":
        actions.allow_sign_in(person=user, by=request.actor)
        messages.success(request, _("This person may sign in again."))
    elif user.key == request.actor.key:
        messages.error(request, _("Nobody closes the sign-in to themselves."))
    else:
        actions.forbid_sign_in(person=user, by=request.actor)
        messages.success(request, _("Sign-in is closed; open pages of this person end with the next click."))
    return redirect(address(request, "person", pk))


class _Choice:
    """What the address chooses: a part of the name, a post or none at all, a municipality."""

    def __init__(self, parameters: Mapping[str, str], places: Places) -> None:
        self.places = places
        self.text = parameters.get("q", "").replace("\0", "").strip()[:LONGEST]
        post = parameters.get("post", "")
        self.post = post if post in (*Post.values, WITHOUT) else ""
        number = parameters.get("municipality", "")
        self.municipality = int(number) if number.isdecimal() and int(number) in places.municipalities else None
        self.terms = folded(self.text).split()

    @property
    def asked(self) -> dict[str, str]:
        """The same as parts of an address."""
        parts = {"q": self.text, "post": self.post, "municipality": str(self.municipality or "")}
        return {name: value for name, value in parts.items() if value}

    def fits(self, entry: Entry) -> bool:
        """Whether a person is asked for: one and the same post lies in the municipality and is the one named."""
        if not entry.fits(self.terms):
            return False
        if self.post == WITHOUT:
            return not entry.now
        held = [one for one in entry.now if self.post in ("", one.post)]
        if self.municipality is not None:
            held = [one for one in held if self.places.municipality_id(one) == self.municipality]
        return bool(held) or not (self.post or self.municipality)


def _person_context(request: AskingRequest, places: Places, entry: Entry) -> dict[str, Any]:
    user = User.objects.get(pk=entry.id)
    writes = _may(request, "write") and is_present(request)
    counted = Counter(held.post for held in entry.now)
    return {
        "crumbs": _crumbs(request),
        "entry": entry,
        "now": showing.posts(request, entry.now, places),
        "ahead": showing.posts(request, entry.ahead, places),
        "before": showing.posts(request, entry.before, places),
        "contacts": user if sees_contacts(request.actor, entry, present=is_present(request)) else None,
        "sign_in": showing.sign_in_text(user) if _may(request, "write") else "",
        "user": user,
        "writes": writes,
        "change_url": address(request, "change", entry.id) if writes else "",
        "password_url": address(request, "password", entry.id) if writes else "",
        "sign_in_url": address(request, "sign_in", entry.id) if writes else "",
        "appoint_url": address(request, "appoint", person=str(entry.id)) if showing.may_appoint(request) else "",
        "hand_over_url": address(request, "hand_over", entry.id, post=Post.CURATOR.value)
        if counted[Post.CURATOR] > 1 and showing.may_end(request)
        else "",
        "same_url": address(request, "same", entry.id) if writes else "",
        "several": counted[Post.CURATOR],
        "end_several_url": address(request, "end_several", entry.id)
        if sum(held.ends_on is None for held in entry.now) > 1 and showing.may_end(request)
        else "",
    }


def _asked_entry(request: AskingRequest, pk: int) -> tuple[Places, Entry]:
    """The person as the reader may see them; 404 for somebody out of reach as for nobody."""
    places = asked_places(request)
    entry = entry_of(request.actor, pk, places, present=is_present(request))
    if entry is None:
        raise Http404("nobody within reach")
    return places, entry


def _present_entry(request: AskingRequest, pk: int) -> tuple[Places, Entry]:
    """The person as of now, to write about: nobody who was taken back, whatever the moment of the page."""
    places = present_places(request)
    entry = entry_of(request.actor, pk, places, present=True)
    if entry is None:
        raise Http404("nobody within reach")
    return places, entry


def _may(request: AskingRequest, verb: str) -> bool:
    return request.actor.scope("person", verb) is not None


def _crumbs(request: AskingRequest, entry: Entry | None = None) -> list[Link]:
    crumbs = [Link(_("People"), address(request, "people"))]
    return [*crumbs, Link(entry.full_name, address(request, "person", entry.id))] if entry else crumbs
