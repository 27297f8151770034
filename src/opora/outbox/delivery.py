"""Sending what is due. A message is claimed in a transaction of its own before it is handed over, and settled after.

A crash in between leaves it claimed; nobody can tell whether the server took it. It then becomes "perhaps sent", for a
person to decide: nothing is lost without a trace and nothing is sent twice by itself (docs/adr/0037).
"""

import datetime as dt
import logging
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from opora.core import clock
from opora.outbox import guards, reasons
from opora.outbox.letters import letter, sender
from opora.outbox.models import CLAIMED, UNSETTLED, Mailing, MailingState, Message, MessageState
from opora.outbox.postal import wire
from opora.outbox.quiet import wait_until
from opora.outbox.transport import Answer, Fate, NoServerError, Transport

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240, 720))
"""How long a message that was put off waits after each attempt; after the last it fails."""
LEASE = dt.timedelta(minutes=15)
"""How long a claim may stand. Handing over is bounded by the timeouts of the connection, far below."""
ROUND = dt.timedelta(minutes=5)
"""How long a round lasts with a slow server: the next one asks again for the hour of the day."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Delivered:
    """What one round did. `trouble`: why the server was not reached; what was waiting then waits on."""

    sent: int = 0
    dropped: int = 0
    failed: int = 0
    put_off: int = 0
    uncertain: int = 0
    quiet: int = 0
    invented: int = 0
    trouble: str = ""
    seen: set[int] = field(default_factory=set, repr=False)

    def counts(self) -> dict[str, int]:
        """All counts by name."""
        names = ("sent", "dropped", "failed", "put_off", "uncertain", "quiet", "invented")
        return {name: getattr(self, name) for name in names}


def deliver_due(*, limit: int = 200, now: dt.datetime | None = None) -> Delivered:
    """Send at most `limit` messages that are due. Any number of senders may run at once.

    Outside a transaction: each claim must be committed before the server hears of it.
    """
    moment = now or clock.now()
    done = Delivered()
    done.uncertain += recover(moment)
    places = _open_places(moment, done)
    token = uuid4().hex
    started = clock.now()
    with Transport() as transport:
        while len(done.seen) < limit and clock.now() - started < ROUND:
            message = _next(moment, places, done.seen)
            if message is None:
                break
            done.seen.add(message.pk)
            try:
                _deliver(message, transport, token, moment, done)
            except NoServerError as error:
                done.trouble = str(error)[:300]
                break
    if done.seen:
        Mailing.objects.filter(pk__in=places).exclude(trouble=done.trouble).update(trouble=done.trouble)
    close_finished()
    if done.seen or done.uncertain:
        log.info("messages: %s", done.counts())
    return done


def recover(now: dt.datetime) -> int:
    """Claims that nobody will settle any more become "perhaps sent"; says how many."""
    stale = Message.objects.filter(state=MessageState.SENDING, claimed_at__lt=now - LEASE)
    return stale.update(state=MessageState.UNCERTAIN, why=reasons.CRASHED)


def close_finished() -> None:
    """A mailing of which nothing waits is sent; what was put off while somebody stopped the mailing is stopped too."""
    late = Message.objects.filter(state=MessageState.WAITING, mailing__state=MailingState.STOPPED)
    late.update(state=MessageState.STOPPED, next_try=None)
    unsettled = Message.objects.filter(mailing=OuterRef("pk"), state__in=UNSETTLED)
    finished = Mailing.objects.filter(~Exists(unsettled), state=MailingState.SENDING)
    finished.update(state=MailingState.SENT)


def _open_places(now: dt.datetime, done: Delivered) -> list[int]:
    """Mailings that may be sent at this moment: begun, past their day, not quiet where they are, not invented."""
    may: list[int] = []
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state=MessageState.WAITING)
    begun = Mailing.objects.filter(Exists(waiting), state=MailingState.SENDING)
    begun = begun.filter(Q(not_before=None) | Q(not_before__lte=now))
    test = settings.OUTBOX_SERVER is not None and settings.OUTBOX_SERVER["test"]
    for pk, time_zone, invented in begun.values_list("pk", "time_zone", "invented"):
        if invented and not test:
            done.invented += 1
        elif wait_until(now, time_zone):
            done.quiet += 1
        else:
            may.append(pk)
    return may


def _next(now: dt.datetime, mailings: list[int], seen: set[int]) -> Message | None:
    """The message to send next, of those not looked at in this round."""
    due = Message.objects.filter(mailing__in=mailings, state=MessageState.WAITING)
    due = due.filter(Q(next_try=None) | Q(next_try__lte=now)).exclude(pk__in=seen)
    return due.select_related("mailing").order_by("pk").first()


def _deliver(message: Message, transport: Transport, token: str, now: dt.datetime, done: Delivered) -> None:
    """Ask the guard, claim, hand over, settle. NoServerError before anything was claimed."""
    needed = _needed(message)
    if needed is None:
        _put_off(message, now, Answer(Fate.LATER, reasons.GUARD_BROKEN), done, free=True)
        return
    if needed is not True:
        done.dropped += _settle_free(
            message, state=MessageState.DROPPED, why=reasons.NOT_NEEDED, words=str(needed or "")[:300], next_try=None
        )
        return
    own = _own_address()
    try:
        made = letter(message, at=now, time_zone=message.mailing.time_zone, files=message.files.all())
        to = wire(message.address)
    except ValueError as error:
        done.failed += _settle_free(
            message, state=MessageState.FAILED, why=reasons.UNREADABLE, words=str(error)[:300], next_try=None
        )
        return
    transport.open()
    if _claim(message, token):
        answer = transport.hand_over(made, sender=own, to=to)
        _settle(message, token, answer, now, done)


def _own_address() -> str:
    """The address that letters come from."""
    try:
        return sender()[1]
    except ValueError:
        raise NoServerError(_("OPORA_EMAIL_FROM holds no e-mail address")) from None


def _needed(message: Message) -> bool | str | None:
    """The guard's answer; None when it broke: then nothing is sent."""
    try:
        return guards.ask(message.mailing.guard, message.mailing.arguments, message.recipient)
    except Exception:  # a guard of another app may fail in any way, and others must get their mail
        log.exception("the guard %s failed", message.mailing.guard)
        return None


def _claim(message: Message, token: str) -> bool:
    """Take the message for this sender, committed at once; False when another one has it or it was stopped."""
    free = Message.objects.filter(pk=message.pk, state=MessageState.WAITING)
    with transaction.atomic(durable=True):
        taken = free.update(
            state=MessageState.SENDING, claim=token, claimed_at=clock.now(), attempts=F("attempts") + 1, next_try=None
        )
    message.attempts += taken
    return bool(taken)


def _settle(message: Message, token: str, answer: Answer, now: dt.datetime, done: Delivered) -> None:
    """Write what the server said; a claim that was given up meanwhile is left to whoever decided."""
    free: dict[str, Any] = {"claim": "", "claimed_at": None}
    if answer.fate is Fate.TAKEN:
        done.sent += _write(message, token, state=MessageState.SENT, sent_at=clock.now(), why="", words="", **free)
    elif answer.fate is Fate.UNKNOWN:
        done.uncertain += _write(message, token, state=MessageState.UNCERTAIN, why=answer.why, words=answer.words)
    elif answer.fate is Fate.REFUSED:
        done.failed += _write(message, token, state=MessageState.FAILED, why=answer.why, words=answer.words, **free)
    else:
        _put_off(message, now, answer, done, token=token)


def _put_off(
    message: Message, now: dt.datetime, answer: Answer, done: Delivered, *, token: str = "", free: bool = False
) -> None:
    """Try again after a pause that grows; after the last one it failed. `free`: it was not claimed."""
    changes: dict[str, Any] = {"why": answer.why, "words": answer.words, "claim": "", "claimed_at": None}
    attempts = message.attempts + 1 if free else message.attempts
    if attempts > len(PAUSES):
        changes |= {"state": MessageState.FAILED, "next_try": None}
        changes["why"] = answer.why if answer.why != reasons.REFUSED else reasons.TOO_OFTEN
    else:
        changes |= {"state": MessageState.WAITING, "next_try": now + PAUSES[attempts - 1]}
    changed = _settle_free(message, attempts=attempts, **changes) if free else _write(message, token, **changes)
    if changes["state"] == MessageState.FAILED:
        done.failed += changed
    else:
        done.put_off += changed


def _write(message: Message, token: str, **changes: Any) -> int:
    """Settle a message that this sender claimed."""
    return Message.objects.filter(pk=message.pk, claim=token, state__in=CLAIMED).update(**changes)


def _settle_free(message: Message, **changes: Any) -> int:
    """Settle a message that nobody has claimed."""
    return Message.objects.filter(pk=message.pk, state=MessageState.WAITING).update(**changes)
