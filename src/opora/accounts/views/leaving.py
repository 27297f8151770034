"""Ending an appointment, handing a post or several over without a day between, taking back what was a mistake."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts import actions, showing
from opora.accounts.directory import directory, entry_of
from opora.accounts.forms.appointing import EndForm, HandOverForm, ReplaceForm, TakeBackForm
from opora.accounts.guard import AskingRequest
from opora.accounts.holders import Holding, in_region, load
from opora.accounts.models import Appointment, Post, User
from opora.accounts.places import Places
from opora.accounts.views.appointments import suggestions
from opora.accounts.views.shared import address, present_places, sentence, tried, written
from opora.core import numbers
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.programmes.asked import asked_of

BESIDE = {"occurred_on": "on", "post": "who", "person": "who"}
"""Fields of a form that stand for those of an action."""


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: AskingRequest, pk: int) -> HttpResponse:
    """End an appointment: who would be left without is said first, and handing over offered instead."""
    places, held = _standing(request, pk)
    form = EndForm(request.POST or None, latest=asked_of(request).latest, initial={"on": asked_of(request).as_of})
    moved: list[str] | None = None
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("on", "reason", "note", "basis")}
        row = Appointment.objects.get(pk=held.id)
        save = "save" in request.POST

        def write() -> None:
            actions.end_appointment(appointment=row, **said, by=request.actor)

        try:
            moved = (written if save else tried)(request, [held.post], write)
        except ValidationError as error:
            refused(form, error, beside=BESIDE)
        else:
            if save:
                day = numbers.day(said["on"])
                text = _("%(person)s leaves the post on %(day)s.") % {"person": held.person, "day": day}
                messages.success(request, sentence(text, moved))
                return redirect(address(request, "person", held.person_id))
    alone = held.id in left_alone([held], places)
    context = {
        **_about(request, places, held),
        "form": form,
        "alone": alone,
        "where": places.where(held),
        "replace_url": address(request, "replace", held.id),
        "shown": moved is not None,
        "moved": moved,
    }
    return render(request, "account/end.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: AskingRequest, pk: int) -> HttpResponse:
    """Hand one post over: the one leaves it on the day the other takes it."""
    places, held = _standing(request, pk)
    people = directory(request.actor, places, present=True)
    found = asked_of(request)
    given: dict[str, Any] = {"people": people, "places": places, "latest": found.latest}
    form = ReplaceForm(request.POST or None, **given, initial={"on": found.as_of})
    moved: list[str] | None = None
    if request.method == "POST" and form.is_valid() and form.entry:
        row, person = Appointment.objects.get(pk=held.id), User.objects.get(pk=form.entry.id)
        on, basis, save = form.cleaned_data["on"], form.cleaned_data["basis"], "save" in request.POST

        def write() -> None:
            actions.replace(appointment=row, person=person, on=on, basis=basis, by=request.actor)

        try:
            moved = (written if save else tried)(request, [held.post], write)
        except ValidationError as error:
            refused(form, error, beside=BESIDE)
        else:
            if save:
                said = {"before": held.person, "after": person.short_name, "day": numbers.day(on)}
                text = _("%(before)s handed the post over to %(after)s on %(day)s.") % said
                messages.success(request, sentence(text, moved))
                return redirect(address(request, "person", person.pk))
    context = {
        **_about(request, places, held),
        "form": form,
        "suggested": suggestions(people, held.post),
        "enter_url": address(request, "enter"),
        "shown": moved is not None,
        "moved": moved,
    }
    return render(request, "account/replace.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: AskingRequest, pk: int) -> HttpResponse:
    """Hand over all that somebody holds in a post, or some of it, to one person or to several: all or nothing."""
    places = present_places(request)
    post = request.GET.get("post", Post.CURATOR)
    entry = entry_of(request.actor, pk, places, present=True)
    held = [one for one in entry.now if one.post == post and one.ends_on is None] if entry else []
    if entry is None or not held:
        raise Http404("nothing to hand over")
    people = directory(request.actor, places, present=True)
    found = asked_of(request)
    ticked = {f"pass_{one.id}": True for one in held}
    form = HandOverForm(
        request.POST or None,
        people=people,
        places=places,
        held=held,
        latest=found.latest,
        initial={"on": found.as_of, **ticked},
    )
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            moved = written(request, [post], lambda: _pass_on(form, request))
        except ValidationError as error:
            _tell(form, error)
        else:
            n = len(form.chosen)
            text = ngettext("%(n)d post is handed over on %(day)s.", "%(n)d posts are handed over on %(day)s.", n)
            messages.success(request, sentence(text % {"n": n, "day": numbers.day(on)}, moved))
            return redirect(address(request, "person", pk))
    context = {
        "crumbs": crumbs_of(request, entry.id, entry.full_name),
        "title": _("Hand over: %(name)s") % {"name": entry.full_name},
        "form": form,
        "suggested": suggestions(people, post),
        "enter_url": address(request, "enter"),
    }
    return render(request, "account/hand_over.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: AskingRequest, pk: int) -> HttpResponse:
    """Take back the last thing entered of an appointment: its end, or the appointment itself."""
    places, held = _asked(request, pk)
    form = TakeBackForm(request.POST or None)
    ended = held.ends_on is not None
    if request.method == "POST" and form.is_valid():
        try:
            text = _take_back(request, held, form.cleaned_data["reason"])
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, text)
            return redirect(address(request, "person", held.person_id))
    context = {**_about(request, places, held), "form": form, "ended": ended}
    return render(request, "account/take_back.html", context, status=422 if form.errors else 200)


def _take_back(request: AskingRequest, held: Holding, reason: str) -> str:
    row = Appointment.objects.get(pk=held.id)
    if held.ends_on is not None:
        actions.take_back_end(appointment=row, reason=reason, by=request.actor)
        return _("The end is taken back: %(person)s has held the post all along.") % {"person": held.person}
    restored = actions.take_back(appointment=row, reason=reason, by=request.actor)
    names = ", ".join(one.person.short_name for one in restored)
    text = _("The appointment of %(person)s is taken back.") % {"person": held.person}
    return sentence(text, _("Again in the post: %(names)s.") % {"names": names} if names else "")


def _pass_on(form: HandOverForm, request: AskingRequest) -> None:
    rows = Appointment.objects.in_bulk([held.id for held, _entry in form.chosen])
    users = User.objects.in_bulk([entry.id for _held, entry in form.chosen])
    pairs = [(rows[held.id], users[entry.id]) for held, entry in form.chosen]
    said = form.cleaned_data
    actions.hand_over_each(rows=pairs, on=said["on"], basis=said["basis"], by=request.actor)


def _tell(form: HandOverForm, error: ValidationError) -> None:
    """What is wrong with each post beside it."""
    for key, texts in error.message_dict.items():
        name = f"pass_{key.removeprefix('appointment:')}"
        form.add_error(name if name in form.fields else None, texts)


def _asked(request: AskingRequest, pk: int) -> tuple[Places, Holding]:
    """The appointment as known now, of the reader's region; one that was taken back is not there."""
    places = present_places(request)
    found = load(in_region(places.region_id) & Q(pk=pk), places.known_at)
    if not found:
        raise Http404("no such appointment")
    return places, found[0]


def _standing(request: AskingRequest, pk: int) -> tuple[Places, Holding]:
    """The same, unless it has ended already."""
    places, held = _asked(request, pk)
    if held.ends_on is not None:
        raise Http404("this appointment has ended")
    return places, held


def left_alone(held: Sequence[Holding], places: Places) -> set[int]:
    """The ids of those appointments beside which nobody else holds the post in the place on the last day; one query."""
    which = Q()
    for one in held:
        kind, pk = one.organisation
        which |= Q(post=one.post, **{kind: pk})
    ids = {one.id for one in held}
    rows = load(which, places.known_at)
    beside = {(one.post, *one.organisation) for one in rows if one.id not in ids and one.covers(places.day)}
    return {one.id for one in held if (one.post, *one.organisation) not in beside}


def _about(request: AskingRequest, places: Places, held: Holding) -> dict[str, Any]:
    return {
        "crumbs": crumbs_of(request, held.person_id, held.person),
        "title": places.title(held),
        "name": held.person,
        "post": showing.posts(request, [held], places)[0],
    }


def crumbs_of(request: AskingRequest, person_id: int, name: str) -> list[Link]:
    return [Link(_("People"), address(request, "people")), Link(name, address(request, "person", person_id))]
