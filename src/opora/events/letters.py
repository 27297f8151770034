"""Letters about an event: the invitation, a reminder to who has not answered, and that it was moved or called off.

Drafts of the outbox, asked again before each is sent. What stands in them of the event is what is known when they are
prepared; a letter that is not true any more when it would go is not sent.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock, journal, numbers
from opora.core.actors import Actor
from opora.events import ics
from opora.events.calendar import Party
from opora.events.facts import facts_of, when
from opora.events.invited import Guest
from opora.events.models import Answer, Event, Invitation, Reply
from opora.events.queries import EventState, state_of
from opora.events.timetable import sequence_of
from opora.outbox import actions, guards, texts
from opora.outbox.attachments import Attachment
from opora.outbox.letters import sender, sender_set
from opora.outbox.models import Mailing
from opora.outbox.people import Office, Recipient
from opora.outbox.texts import Text

INVITATION, REMINDER, CHANGE = "event-invitation", "event-reminder", "event-change"
"""Kinds of mailings and the names of their guards: they stand in the database."""


def prepare(*, kind: str, state: EventState, guests: Iterable[Guest], site: str, by: Actor) -> Mailing:
    """A draft of a kind to these guests; `site` is the address of this installation without a path.

    ValidationError when there is nobody to write to.
    """
    region = state.event.programme.region
    return actions.prepare(
        office=Office(journal.key_of(region), region.time_zone, invented=region.demonstration_on is not None),
        recipients=[_recipient(guest, site) for guest in guests],
        kind=kind,
        guard=kind,
        arguments=facts_of(state, region),
        by=by,
    )


def _recipient(guest: Guest, site: str) -> Recipient:
    row, person = guest.invitation, guest.invitation.person
    fields = {"page": f"{site}{reverse('events:guest', args=[row.key])}", "posts": row.posts}
    if person is None:
        return Recipient(key=f"invitation:{row.pk}", name=row.name, address=row.email, fields=fields)
    return Recipient(
        key=person.key,
        name=person.full_name,
        greeting=" ".join(filter(None, (person.given_name, person.patronymic))),
        address=person.email,
        phone=person.phone,
        language=person.language,
        post=row.posts,
        fields=fields,
    )


def write_invitation(arguments: Mapping[str, Any], to: Recipient) -> Text:
    """The invitation in the language that is switched on."""
    told = {"title": arguments["title"], "day": numbers.day(dt.date.fromisoformat(arguments["on"]))}
    posts = to.fields.get("posts", "")
    parts = [
        _greeting(to),
        _("You are invited: “%(title)s”.") % told,
        _facts(arguments),
        _("You are invited as: %(posts)s.") % {"posts": posts} if posts else "",
        _("Programme:\n%(agenda)s") % {"agenda": arguments["agenda"]} if arguments["agenda"] else "",
        _("Please say whether you will come, or who will come in your place: %(page)s") % _page(to),
    ]
    return Text(_("Invitation: %(title)s, %(day)s") % told, _joined(parts))


def write_reminder(arguments: Mapping[str, Any], to: Recipient) -> Text:
    """To somebody who has not answered yet."""
    told = {"title": arguments["title"], "day": numbers.day(dt.date.fromisoformat(arguments["on"]))}
    parts = [
        _greeting(to),
        _("You have not answered the invitation to “%(title)s” yet.") % told,
        _facts(arguments),
        _("It takes one button, without signing in: %(page)s") % _page(to),
    ]
    return Text(_("Will you come? %(title)s, %(day)s") % told, _joined(parts))


def write_change(arguments: Mapping[str, Any], to: Recipient) -> Text:
    """That it was called off, or for when and where it is planned now."""
    told = {"title": arguments["title"], "day": numbers.day(dt.date.fromisoformat(arguments["on"]))}
    if arguments["off"]:
        parts = [
            _greeting(to),
            _("“%(title)s” on %(day)s will not take place.") % told,
            _("Reason: %(reason)s") % {"reason": arguments["off"]},
        ]
        return Text(_("Called off: %(title)s, %(day)s") % told, _joined(parts))
    parts = [
        _greeting(to),
        _("“%(title)s” is planned anew.") % told,
        _facts(arguments),
        _("Reason: %(reason)s") % {"reason": arguments["moved"]} if arguments["moved"] else "",
        _("Your answer stays as it is. If something has changed for you: %(page)s") % _page(to),
    ]
    return Text(_("Moved: %(title)s, now %(day)s") % told, _joined(parts))


def attach(arguments: Mapping[str, Any], to: Recipient) -> Sequence[Attachment]:
    """The entry for the calendar."""
    organiser = Party(*sender()) if sender_set() else None
    attendee = Party(to.name, to.address) if organiser and to.address else None
    page = to.fields.get("page", "")
    content, method = ics.file_of(ics.entry_of(arguments, page=page, organiser=organiser, attendee=attendee))
    return [Attachment(ics.NAME, f"text/calendar; method={method}", content.decode())]


@guards.still_needed(INVITATION)
def still_invited(arguments: Mapping[str, Any], recipient: str) -> bool | str:
    """As long as the event is to come, the invitation stands and was not answered with no."""
    return _asked(arguments, recipient, {Reply.NO.value}, true=_to_come(arguments))


@guards.still_needed(REMINDER)
def still_unanswered(arguments: Mapping[str, Any], recipient: str) -> bool | str:
    """As long as nothing at all was answered."""
    return _asked(arguments, recipient, set(Reply.values), true=_to_come(arguments))


@guards.still_needed(CHANGE)
def still_true(arguments: Mapping[str, Any], recipient: str) -> bool | str:
    """As long as nothing newer is planned, and for who has not declined."""
    state = _state(arguments)
    true = state is not None and sequence_of(state.event) == arguments["sequence"] and state.held is None
    return _asked(arguments, recipient, {Reply.NO.value}, true=true)


def _asked(arguments: Mapping[str, Any], recipient: str, over: set[str], *, true: bool) -> bool | str:
    kind, _sign, number = recipient.partition(":")
    which = {"person": number} if kind == "user" else {"pk": number}
    row = Invitation.objects.standing().filter(event=arguments["event"], **which).first()
    if not true or row is None:
        return _("the event was held, called off or moved, or the invitation taken back")
    last = Answer.objects.standing().filter(invitation=row).oldest_first().last()
    return True if last is None or last.reply not in over else _("answered meanwhile")


def _to_come(arguments: Mapping[str, Any]) -> bool:
    state = _state(arguments)
    return state is not None and state.held is None and state.cancellation is None


def _state(arguments: Mapping[str, Any]) -> EventState | None:
    event = Event.objects.standing().filter(pk=arguments["event"]).first()
    return state_of(event, dt.date.max, clock.now()) if event else None


def _facts(arguments: Mapping[str, Any]) -> str:
    lines = [_("When: %(when)s") % {"when": when(arguments)}]
    if arguments["place"]:
        lines.append(_("Where: %(place)s") % {"place": arguments["place"]})
    if arguments["link"]:
        lines.append(_("Link: %(link)s") % {"link": arguments["link"]})
    return "\n".join(lines)


def _greeting(to: Recipient) -> str:
    return _("Dear %(name)s,") % {"name": to.greeting or to.name}


def _page(to: Recipient) -> dict[str, str]:
    return {"page": to.fields.get("page", "…")}


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))


texts.register(INVITATION, gettext_lazy("invitation to an event"), write_invitation, attach=attach)
texts.register(REMINDER, gettext_lazy("reminder to answer an invitation"), write_reminder)
texts.register(CHANGE, gettext_lazy("change of an event"), write_change, attach=attach)
