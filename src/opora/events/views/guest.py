"""Answering an invitation: signed in, or by the key of one's own letter without signing in; saying “I am here”."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock
from opora.core.actors import Actor
from opora.core.attachments import attachment
from opora.core.forms import refused
from opora.core.keys import is_key
from opora.events import actions, checking, ics
from opora.events.facts import facts_of, when
from opora.events.forms.inviting import AnswerForm
from opora.events.invited import Guest, guests_of, person_named
from opora.events.models import CheckIn, Invitation, Reply
from opora.events.queries import EventState, state_of
from opora.events.shown import word_of
from opora.events.views.here import small_page
from opora.events.views.shared import asked_event, to, trail
from opora.programmes.asked import last_day


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: AskingRequest, pk: int) -> HttpResponse:
    """One's own invitation, signed in; 404 for who is not invited."""
    found = asked_event(request, pk)
    guest = _own(guests_of(found.event, found.asked.as_of, found.asked.known_at), request.actor.key)
    writes = found.asked.moment.known_at is None
    form = AnswerForm(request.POST or None, own=True, initial=_said(guest))
    if request.method == "POST":
        if not writes:
            raise Http404("nothing is written on a page of the past")
        if form.is_valid() and _answered(form, guest.invitation, found.asked.latest, request.actor):
            messages.success(request, _("Thank you: your answer is kept."))
            return redirect(to(request, "events:answer", pk))
    context = {
        "crumbs": trail(request, found.event, last=_("Your invitation")),
        "title": _("Your invitation"),
        **_told(guest, found.state),
        "form": form,
        "calendar_url": reverse("events:guest_calendar", args=[guest.invitation.key]),
        "may_answer": writes and not _over(found.state),
        "over": _over(found.state),
    }
    return render(request, "events/answer.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: AskingRequest, key: str) -> HttpResponse:
    """The page of one invitation, by its key: it shows the event and nobody else."""
    row = _invitation(key)
    if row.voided_at:
        return small_page(request, "events/guest_gone.html", {}, status=410)
    today = last_day(row.event.programme.region)
    form = AnswerForm(request.POST or None, own=True)
    done = False
    if request.method == "POST" and form.is_valid():
        done = _answered(form, row, today, _by(row))
    state = _state(row)
    own = next(one for one in guests_of(row.event, dt.date.max, clock.now()) if one.invitation.pk == row.pk)
    if not form.is_bound or done:
        form = AnswerForm(own=True, initial=_said(own))
    here = _check_in(row) is not None
    context = {
        **_told(own, state),
        "form": form,
        "done": done,
        "over": "" if here else _over(state),
        "here": here,
        "here_url": reverse("events:guest_here", args=[key]),
        "calendar_url": reverse("events:guest_calendar", args=[key]),
        "page": request.build_absolute_uri(reverse("events:guest", args=[key])),
        "may_answer": not _over(state) and today <= state.plan.planned_on,
    }
    return small_page(request, "events/guest.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def guest_here(request: AskingRequest, key: str) -> HttpResponse:
    """Who has the invitation is there, or who comes in their place; once more changes nothing."""
    row = _invitation(key)
    current = _check_in(row, closed=True)
    if row.voided_at or current is None:
        return small_page(request, "events/guest_gone.html", {}, status=410)
    zone = row.event.programme.region.time_zone
    try:
        name, at = _arrived(row, current)
    except ValidationError as error:
        gone = {"why": " ".join(error.messages)}
        return small_page(request, "events/guest_gone.html", gone, status=422)
    told = {"event": row.event, "name": name, "hour": checking.hour(at, zone)}
    return small_page(request, "events/here_done.html", told)


@never_cache
@require_safe
def guest_calendar(request: AskingRequest, key: str) -> HttpResponse:
    """The event as a file for one's own calendar."""
    row = _invitation(key)
    if row.voided_at:
        raise Http404
    page = request.build_absolute_uri(reverse("events:guest", args=[key]))
    content, _method = ics.file_of(ics.entry_of(facts_of(_state(row), row.event.programme.region), page=page))
    return attachment(content, kind="text/calendar; charset=utf-8", name=ics.NAME, plain_name=ics.NAME)


def _arrived(row: Invitation, current: CheckIn) -> tuple[str, dt.datetime]:
    """Note it; the name it was noted under, and when."""
    last = row.answers.standing().oldest_first().last()
    replaced = last is not None and last.reply == Reply.SUBSTITUTE
    person = last.substitute if last and replaced else row.person
    if person is not None:
        in_place_of = row.person_id if replaced else None
        made = actions.check_in_person(check_in=current, person=person, by=_by(row), in_place_of=in_place_of)
        return last.substitute_name if last and replaced else person.short_name, made.recorded_at
    text = last.substitute_name if last and replaced else row.name
    beside = _("in place of %(name)s") % {"name": row.person.short_name if row.person else row.name} if replaced else ""
    entry = actions.check_in_name(
        check_in=current, text=text, key="", organisation=beside, email=row.email, invitation=row, by=_by(row)
    )
    return entry.text, checking.came_at(entry)


def _answered(form: AnswerForm, row: Invitation, on: dt.date, by: Actor) -> bool:
    """Keep what a form says; False when it was refused, which the form then tells."""
    said = form.cleaned_data
    substitute = None
    if said["reply"] == Reply.SUBSTITUTE:
        substitute = person_named(row.event.programme.region_id, said["substitute_name"])
    try:
        actions.answer(invitation=row, **said, substitute=substitute, on=on, by=by)
    except ValidationError as error:
        refused(form, error)
        return False
    return True


def _invitation(key: str) -> Invitation:
    """The invitation with a key as it stands, else one that was taken back; 404 for none."""
    rows = Invitation.objects.select_related("event__programme__region", "person").order_by(
        F("voided_at").desc(nulls_first=True)
    )
    row = rows.filter(key=key, event__voided_at=None).first() if is_key(key) else None
    if row is None:
        raise Http404
    return row


def _state(row: Invitation) -> EventState:
    state = state_of(row.event, dt.date.max, clock.now())
    if state is None:
        raise Http404("not planned")
    return state


def _by(row: Invitation) -> Actor:
    """Whoever has the letter: it is not known who that is."""
    return Actor(key=f"invitation:{row.pk}")


def _check_in(row: Invitation, *, closed: bool = False) -> CheckIn | None:
    """The check-in of today that one can use now; with `closed` the last one there was, for a repeated request."""
    rows = CheckIn.objects.standing().filter(event=row.event).order_by("-pk")
    current = rows.select_related("event__programme__region").first()
    return current if current is not None and (closed or not checking.refusal(current)) else None


def _own(guests: list[Guest], key: str) -> Guest:
    for one in guests:
        if key == f"user:{one.invitation.person_id}":
            return one
    raise Http404("not invited")


def _said(own: Guest) -> dict[str, str]:
    last = own.answer
    return {"reply": last.reply, "substitute_name": last.substitute_name, "note": last.note} if last else {}


def _over(state: EventState) -> str:
    if state.cancellation:
        return _("The event was called off. Reason: %(reason)s") % {"reason": state.cancellation.reason}
    return _("The event took place.") if state.held else ""


def _told(own: Guest, state: EventState) -> dict[str, Any]:
    facts = facts_of(state, state.event.programme.region)
    return {"guest": own, "event": state.event, "facts": facts, "when": when(facts), "word": word_of(own, own=True)}
