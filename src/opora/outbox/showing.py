"""Mailings and messages in the words of the pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from opora.core import clock, numbers
from opora.core.components.links import Link
from opora.outbox import phones, queries, reasons
from opora.outbox.attachments import CALENDAR
from opora.outbox.models import UNSETTLED, Mailing, MailingState, Message, MessageState
from opora.outbox.quiet import wait_until

BY_MAIL = tuple(state for state in MessageState if state != MessageState.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class ShownMailing:
    """A row of the history."""

    subject: str
    url: str
    state: str
    tally: str
    by: str
    mailing: Mailing


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A recipient and what became of the message."""

    pk: int
    name: str
    post: str
    address: str
    phone: str
    dial: str
    state: str
    why: str
    uncertain: bool
    body: str
    language: str
    files: Sequence[Link] = ()


def subject_of(mailing: Mailing) -> str:
    """What it is about, in the language of the page where it has one."""
    return queries.subject(mailing, get_language() or "ru")


def show_mailing(mailing: Mailing, counts: Counter[str], names: Mapping[str, str]) -> ShownMailing:
    """One mailing of the history."""
    return ShownMailing(
        subject=subject_of(mailing),
        url=reverse("outbox:mailing", args=[mailing.pk]),
        state=state_of(mailing),
        tally=tally(counts),
        by=names.get(mailing.prepared_by, ""),
        mailing=mailing,
    )


def state_of(mailing: Mailing) -> str:
    """The state in words; a draft that was stopped was never approved."""
    if mailing.state == MailingState.STOPPED and mailing.approved_at is None:
        return _("cancelled")
    return str(MailingState(mailing.state).label)


def show_files(mailing: Mailing, messages: Iterable[Message]) -> Mapping[int, Sequence[Link]]:
    """What goes with these messages of a mailing, by message; one query, which leaves the contents where they are."""
    found: dict[int, list[Link]] = defaultdict(list)
    for pk, message, name, kind in queries.files(messages):
        text = _("calendar file %(name)s") if kind.startswith(CALENDAR) else _("file %(name)s")
        found[message].append(Link(text % {"name": name}, reverse("outbox:file", args=[mailing.pk, pk])))
    return found


def show_message(message: Message, files: Sequence[Link] = ()) -> ShownMessage:
    """One recipient, with links to the files where the page shows them."""
    return ShownMessage(
        pk=message.pk,
        name=message.name or _("erased"),
        post=message.post,
        address=message.address,
        phone=phones.written(message.phone),
        dial=message.phone,
        state=str(MessageState(message.state).label),
        why="; ".join(filter(None, (reasons.text(message.why), message.words))),
        uncertain=message.state == MessageState.UNCERTAIN,
        body=message.body,
        language=message.language,
        files=files,
    )


def tally(counts: Counter[str]) -> str:
    """ "sent 38 of 40; no longer needed: 1; not delivered: 1"; of a draft "prepared: 40; left out: 1"."""
    total = sum(counts[state] for state in BY_MAIL)
    first = _("sent %(sent)d of %(total)d") % {"sent": counts[MessageState.SENT], "total": total}
    rest = [f"{state.label}: {counts[state]}" for state in MessageState if state != MessageState.SENT and counts[state]]
    return "; ".join(rest if counts[MessageState.PREPARED] or not total else [first, *rest])


def under_way(mailing: Mailing, counts: Counter[str]) -> bool:
    """Whether letters of an approved mailing wait or are being handed over."""
    return mailing.state == MailingState.SENDING and any(counts[state] for state in UNSETTLED)


def progress_of(mailing: Mailing, counts: Counter[str]) -> dict[str, bool | int]:
    """How many letters are settled, whatever became of them, of how many that were to go."""
    total = sum(counts[state] for state in BY_MAIL)
    done = total - sum(counts[state] for state in UNSETTLED)
    return {"under_way": under_way(mailing, counts), "done": done, "to_send": total}


def letters(count: int) -> str:
    """ "Send 38 letters": what the button does."""
    return ngettext("Send %(count)d letter", "Send %(count)d letters", count) % {"count": count}


def why_waiting(mailing: Mailing, counts: Counter[str]) -> str:
    """Why a mailing that was approved is not going out at this moment; "" when it is."""
    if not under_way(mailing, counts):
        return ""
    return mail_off() or _held_up(mailing)


def _held_up(mailing: Mailing) -> str:
    """What a mailing waits for although there is a mail server."""
    now, server = clock.now(), settings.OUTBOX_SERVER
    if mailing.invented and not (server and server["test"]):
        return _("This is a demonstration: its people are invented, and nothing is sent to them.")
    if mailing.not_before and mailing.not_before > now:
        return _("It goes out from %(moment)s on.") % {"moment": numbers.moment(mailing.not_before)}
    if until := wait_until(now, mailing.time_zone):
        return _("It is a time of rest; it goes out from %(moment)s on.") % {"moment": numbers.moment(until)}
    if mailing.trouble:
        return _("The mail server was not reached and is tried again: %(trouble)s") % {"trouble": mailing.trouble}
    return ""


def mail_off() -> str:
    """What to do without a mail server; "" with one."""
    if settings.OUTBOX_SERVER is not None:
        return ""
    return _("Mail is off here. Copy the text into a messenger, or print the list of calls.")
