"""Invitations in the words of the pages and of the spreadsheet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.core.components.links import Chip
from opora.events.invited import Guest, Standing
from opora.events.models import Event
from opora.events.reach import seen_people
from opora.outbox import phones
from opora.programmes.asked import Asked, carried


class AskedLike(Protocol):
    """What is read of the event of a page."""

    @property
    def asked(self) -> Asked: ...
    @property
    def event(self) -> Event: ...
    @property
    def may_write(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class ShownGuest:
    """A row. Contacts are "" for who may not see them, addresses for who may not go there."""

    pk: int
    name: str
    url: str
    posts: str
    standing: Standing
    word: str
    substitute: str
    note: str
    at: str
    email: str
    phone: str
    dial: str
    edit_url: str


def words() -> dict[Standing, str]:
    """What is said of somebody who is invited."""
    return {
        Standing.YES: pgettext("an invited person", "will come"),
        Standing.SUBSTITUTE: pgettext("an invited person", "somebody else will come"),
        Standing.WAITING: pgettext("an invited person", "waits for a place"),
        Standing.NO: pgettext("an invited person", "will not come"),
        Standing.NONE: pgettext("an invited person", "no answer yet"),
    }


def own_words() -> dict[Standing, str]:
    """The same on one's own page."""
    return {
        **words(),
        Standing.YES: _("I will come"),
        Standing.SUBSTITUTE: _("Somebody else will come in my place"),
        Standing.WAITING: _("You are waiting for a place"),
        Standing.NO: _("I will not come"),
    }


def word_of(guest: Guest, *, own: bool = False) -> str:
    """How an invitation stands, with the place on the waiting list told honestly."""
    word = (own_words() if own else words())[guest.standing]
    return _("%(word)s, No. %(n)d in the queue") % {"word": word, "n": guest.waits} if guest.waits else word


def summary(tally: Counter[Standing], capacity: int | None) -> str:
    """In one line: how many are invited, and how many places are left."""
    total, taken = tally.total(), tally[Standing.YES] + tally[Standing.SUBSTITUTE]
    said = ngettext("%(n)d person is invited", "%(n)d people are invited", total) % {"n": total}
    if capacity is None:
        return _("%(said)s, %(taken)d will come; the number of places is not limited.") % {
            "said": said, "taken": taken,
        }  # fmt: skip
    told = {"said": said, "taken": taken, "places": capacity}
    return _("%(said)s, %(taken)d of %(places)d places are taken.") % told


def chips(request: HttpRequest, event: Event, tally: Counter[Standing]) -> list[Chip]:
    """Filters by answer; pressed again they let go."""
    chosen = request.GET.get("answer", "")
    page = reverse("events:invited", args=[event.pk])
    return [
        Chip(
            label=word,
            url=page + (carried(request.GET) if on else carried(request.GET, answer=standing.value)),
            count=tally[standing],
            on=on,
        )
        for standing, word in words().items()
        if (on := chosen == standing.value) or tally[standing]
    ]


def rows_of(guests: Iterable[Guest], request: AskingRequest, found: AskedLike, *, contacts: bool) -> list[ShownGuest]:
    """Those within reach that the filter of the address lets through; guests without an account for organisers only."""
    rows, chosen = list(guests), request.GET.get("answer", "")
    seen = seen_people(request.actor, found.asked, {_person(one) for one in rows if one.invitation.person_id})
    return [
        show(one, request, found.event, contacts=contacts, edits=found.may_write, posts=seen.get(_person(one)))
        for one in rows
        if (one.invitation.person_id in seen or (one.invitation.person_id is None and found.may_write))
        and chosen in ("", one.standing.value)
    ]


def _person(guest: Guest) -> int:
    return guest.invitation.person_id or 0


def show(
    guest: Guest, request: AskingRequest, event: Event, *, contacts: bool, edits: bool = False, posts: str | None = None
) -> ShownGuest:
    """One invitation; `posts` in place of those invited for, for who may not learn of all of them."""
    row, person, last = guest.invitation, guest.invitation.person, guest.answer
    phone = person.phone if person and contacts else ""
    edit = reverse("events:invitation", args=[event.pk, row.pk]) + carried(request.GET) if edits else ""
    return ShownGuest(
        pk=row.pk,
        name=guest.name,
        url=reverse("people:person", args=[person.pk]) if person and request.actor.scope("person") else "",
        posts=row.posts if posts is None else posts,
        standing=guest.standing,
        word=word_of(guest),
        substitute=last.substitute_name if last else "",
        note=last.note if last else "",
        at=numbers.moment(last.recorded_at) if last else "",
        email=(person.email if person else row.email) if contacts else "",
        phone=phones.written(phone),
        dial=phone,
        edit_url=edit,
    )
