"""Preparing, approving, stopping and repeating mailings; deciding about what is uncertain; erasing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.outbox import guards, reasons, texts
from opora.outbox.letters import new_message_id
from opora.outbox.models import Mailing, MailingState, Message, MessageFile, MessageState
from opora.outbox.people import Office, Recipient, each_once
from opora.outbox.postal import wire
from opora.outbox.texts import LETTER, Text

OPEN = (MessageState.PREPARED, MessageState.WAITING)


@transaction.atomic
def prepare(
    *,
    office: Office,
    recipients: Sequence[Recipient],
    by: Actor,
    text: Mapping[str, Text] | None = None,
    kind: str = LETTER,
    arguments: Mapping[str, Any] | None = None,
    guard: str = "",
    not_before: dt.datetime | None = None,
) -> Mailing:
    """A draft: everybody's message as it will be sent, and who is left out and why. Nothing goes before `send`.

    `text` by language for a letter; a registered `kind` writes itself from `arguments` and may give files. The same
    person is written to once. ValidationError: nobody to write to, a text with faults (by "subject" and "body"), or a
    file that is too large.
    """
    if not texts.kind_known(kind) or not guards.known(guard):
        raise ValueError(f"No kind {kind!r} or no guard {guard!r} is registered")
    said = {language: texts.cleaned(one) for language, one in (text or {}).items()}
    if (kind == LETTER) is not bool(said):
        raise ValueError("A letter has a text, another kind writes its own")
    people = each_once(recipients)
    if not people:
        raise ValidationError(_("There is nobody to write to."))
    for one in said.values():
        texts.check(one, (*texts.FIELDS, *people[0].fields))
    mailing = Mailing.objects.create(
        of=office.of,
        time_zone=office.time_zone,
        invented=office.invented,
        kind=kind,
        arguments=dict(arguments or {}),
        texts={language: {"subject": one.subject, "body": one.body} for language, one in said.items()},
        guard=guard,
        not_before=not_before,
        prepared_at=clock.now(),
        prepared_by=by.key,
    )
    made = [_message(mailing, one) for one in people]
    Message.objects.bulk_create(made, batch_size=500)
    files = [file for message, one in zip(made, people, strict=True) for file in _files(mailing, message, one)]
    MessageFile.objects.bulk_create(files, batch_size=500)
    journal.write(by=by, verb="prepare-mailing", object_key=journal.key_of(mailing), count=len(people))
    return mailing


@transaction.atomic
def postpone(*, mailing: Mailing, not_before: dt.datetime | None, by: Actor) -> None:
    """Let nothing of a draft go before a moment; None: as soon as it is approved. ValidationError: it has passed."""
    row = _locked(mailing, MailingState.DRAFT)
    if not_before and not_before <= clock.now():
        raise ValidationError({"not_before": _("This moment has passed already: name a later one, or none.")})
    row.not_before = not_before
    row.save(update_fields=["not_before"])
    journal.write(by=by, verb="postpone-mailing", object_key=journal.key_of(row))


@transaction.atomic
def send(*, mailing: Mailing, by: Actor) -> int:
    """Approve a draft: from now on its messages go out as they become due. Says how many there are."""
    row = _locked(mailing, MailingState.DRAFT)
    count = row.messages.filter(state=MessageState.PREPARED).update(state=MessageState.WAITING)
    if not count:
        raise ValidationError(_("None of the recipients has an e-mail address that can be used."))
    row.state, row.approved_at, row.approved_by = MailingState.SENDING, clock.now(), by.key
    row.save(update_fields=["state", "approved_at", "approved_by"])
    journal.write(by=by, verb="send-mailing", object_key=journal.key_of(row), count=count)
    return count


@transaction.atomic
def stop(*, mailing: Mailing, by: Actor, why: str = "") -> int:
    """What has not gone stays; of a draft everything. Says how many messages that are; `why` is a code of `reasons`."""
    row = _locked(mailing, MailingState.DRAFT, MailingState.SENDING)
    changes = {"why": why, "words": ""} if why else {}
    count = row.messages.filter(state__in=OPEN).update(state=MessageState.STOPPED, next_try=None, **changes)
    row.state, row.stopped_at, row.stopped_by = MailingState.STOPPED, clock.now(), by.key
    row.save(update_fields=["state", "stopped_at", "stopped_by"])
    journal.write(by=by, verb="stop-mailing", object_key=journal.key_of(row), count=count)
    return count


@transaction.atomic
def stop_restored(*, by: Actor) -> tuple[int, int]:
    """Stop what was under way when a backup was made, for it may have gone since: how many mailings and messages."""
    under_way = Mailing.objects.filter(state=MailingState.SENDING).order_by("pk")
    counts = [stop(mailing=mailing, by=by, why=reasons.RESTORED) for mailing in under_way]
    return len(counts), sum(counts)


@transaction.atomic
def retry(*, mailing: Mailing, by: Actor) -> int:
    """Send what was not delivered once more, from the first attempt; of a stopped mailing nothing. Says how many."""
    row = _locked(mailing, MailingState.SENDING, MailingState.SENT)
    failed = row.messages.filter(state=MessageState.FAILED)
    count = failed.update(state=MessageState.WAITING, attempts=0, next_try=None, why="", words="")
    if not count:
        raise ValidationError(_("Everything that could be delivered was delivered."))
    _reopen(row)
    journal.write(by=by, verb="retry-mailing", object_key=journal.key_of(row), count=count)
    return count


@transaction.atomic
def send_again(*, message: Message, by: Actor) -> None:
    """A person decided that a message that was perhaps sent goes once more, under the same id."""
    row = _uncertain(message)
    mailing = _locked(row.mailing, MailingState.SENDING, MailingState.SENT)
    Message.objects.filter(pk=row.pk).update(
        state=MessageState.WAITING, claim="", claimed_at=None, next_try=None, attempts=0, why="", words=""
    )
    _reopen(mailing)
    journal.write(by=by, verb="send-again", object_key=journal.key_of(row), about=row.recipient)


@transaction.atomic
def was_sent(*, message: Message, by: Actor) -> None:
    """A person found out that a message that was perhaps sent did arrive."""
    row = _uncertain(message)
    Message.objects.filter(pk=row.pk).update(
        state=MessageState.SENT, sent_at=row.claimed_at, claim="", claimed_at=None, why=reasons.BY_HAND, words=""
    )
    journal.write(by=by, verb="was-sent", object_key=journal.key_of(row), about=row.recipient)


@transaction.atomic
def erase(*, recipient: str, by: Actor) -> int:
    """Delete name, address, telephone, text and files of a person's messages; what waits is stopped. Says how many."""
    rows = Message.objects.filter(recipient=recipient, erased_at=None)
    rows.filter(state__in=OPEN).update(state=MessageState.STOPPED, why=reasons.ERASED, next_try=None)
    rows = rows.exclude(state=MessageState.SENDING)
    MessageFile.objects.filter(message__in=rows).delete()
    blank = dict.fromkeys(("name", "post", "address", "phone", "subject", "body", "words"), "")
    count = rows.update(**blank, erased_at=clock.now())
    journal.write(by=by, verb="erase-messages", object_key=recipient, count=count)
    return count


def _message(mailing: Mailing, to: Recipient) -> Message:
    said = texts.written(mailing.kind, mailing.arguments, mailing.texts, to)
    why = to.left_out or _unusable(to.address) or ("" if said.body else reasons.EMPTY)
    return Message(
        mailing=mailing,
        recipient=to.key,
        name=to.name[:250],
        post=", ".join(filter(None, (to.post, to.place)))[:500],
        address=to.address[:320],
        phone=to.phone,
        language=to.language,
        subject=said.subject[: texts.LONGEST_SUBJECT],
        body=said.body,
        state=MessageState.LEFT_OUT if why else MessageState.PREPARED,
        why=why,
        message_id=new_message_id(),
    )


def _files(mailing: Mailing, message: Message, to: Recipient) -> list[MessageFile]:
    """What goes with a message; nothing where there is nothing to send."""
    if message.state != MessageState.PREPARED:
        return []
    given = texts.attached(mailing.kind, mailing.arguments, to)
    return [MessageFile(message=message, **asdict(one)) for one in given]


def _unusable(address: str) -> str:
    """Why nothing can be sent to an address; "" when it can."""
    if not address:
        return reasons.NO_ADDRESS
    try:
        wire(address)
    except ValueError:
        return reasons.BAD_ADDRESS
    return ""


def _locked(mailing: Mailing, *states: str) -> Mailing:
    """The row as it is now, for writing; ValidationError when it is in another state than these."""
    row = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if row.state not in states:
        message = _("This cannot be done any more: the mailing is in the state “%(state)s”.")
        raise ValidationError(message % {"state": MailingState(row.state).label})
    return row


def _uncertain(message: Message) -> Message:
    row = Message.objects.select_for_update().select_related("mailing").get(pk=message.pk)
    if row.state != MessageState.UNCERTAIN:
        raise ValidationError(_("It is known already what became of this message."))
    if row.erased_at:
        raise ValidationError(_("The personal data of this message were erased."))
    return row


def _reopen(mailing: Mailing) -> None:
    if mailing.state == MailingState.SENT:
        mailing.state = MailingState.SENDING
        mailing.save(update_fields=["state"])
