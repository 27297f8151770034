"""`opora outbox check | list | show | send | stop | retry | erase`."""

from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.actors import SYSTEM
from opora.core.commands import Command as OporaCommand
from opora.outbox import actions, delivery, queries, reasons, showing
from opora.outbox.models import Mailing, Message
from opora.outbox.transport import NoServerError
from opora.outbox.trial import try_connection


class Command(OporaCommand):
    help = gettext_lazy("Messages to many people: what is prepared, what was sent, sending what is due.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        check = verbs.add(
            "check", self.check_server, help=_("try the mail server; exit status 1 when it does not work")
        )
        check.add_argument("--to", default="", metavar=_("ADDRESS"), help=_("send a letter of trial there"))
        listing = verbs.add("list", self.list, help=_("all mailings, newest first"))
        show = verbs.add("show", self.show, help=_("one mailing and its recipients"))
        send = verbs.add(
            "send", self.send, help=_("send what is due now; exit status 1 when the server is not reached")
        )
        send.add_argument("--limit", type=int, default=200, metavar=_("COUNT"), help=_("at most so many letters"))
        stop = verbs.add("stop", self.stop, help=_("stop a mailing; what has not gone stays"))
        retry = verbs.add("retry", self.retry, help=_("send what was not delivered once more"))
        erase = verbs.add("erase", self.erase, help=_("delete the personal data of one recipient"))
        erase.add_argument("key", metavar=_("KEY"), help=_("such as user:17"))
        for verb in (show, stop, retry):
            verb.add_argument("number", type=int, metavar=_("NUMBER"), help=_("the number of the mailing"))
        for verb in (listing, show, send):
            verb.add_argument("--json", action="store_true", help=_("print JSON"))

    def check_server(self, to: str) -> None:
        """Connect, sign in and, when asked, send one letter."""
        try:
            self.stdout.write(try_connection(to))
        except NoServerError as error:
            self.stderr.write(f"opora: {error}")
            raise SystemExit(1) from None

    def list(self, json: bool) -> None:  # noqa: FBT001 - an option of the command line
        """Mailings with their counts."""
        mailings = list(Mailing.objects.all())
        counts = queries.counts(mailings)
        if json:
            self.write_json([_row(mailing, counts[mailing.pk]) for mailing in mailings])
            return
        for mailing in mailings:
            moment = mailing.prepared_at.astimezone(ZoneInfo(mailing.time_zone))
            head = f"{mailing.pk:>5}  {moment:%Y-%m-%d %H:%M}  {showing.state_of(mailing)}"
            self.stdout.write(f"{head}  {showing.subject_of(mailing)}: {showing.tally(counts[mailing.pk])}")
        if not mailings:
            self.stdout.write(_("There are no mailings yet."))

    def show(self, number: int, json: bool) -> None:  # noqa: FBT001 - an option of the command line
        """One mailing with each recipient."""
        mailing = self._found(number)
        counts = queries.counts([mailing])[mailing.pk]
        rows = list(mailing.messages.all())
        files = Counter(message for _pk, message, _name, _kind in queries.files(rows))
        if json:
            recipients = [_message(message, files[message.pk]) for message in rows]
            self.write_json({**_row(mailing, counts), "recipients": recipients})
            return
        self.stdout.write(f"{showing.subject_of(mailing)}: {showing.state_of(mailing)}, {showing.tally(counts)}")
        if mailing.not_before:
            moment = mailing.not_before.astimezone(ZoneInfo(mailing.time_zone))
            self.stdout.write(_("Send not before: %(moment)s.") % {"moment": f"{moment:%Y-%m-%d %H:%M}"})
        if reason := showing.why_waiting(mailing, counts):
            self.stdout.write(reason)
        for message in rows:
            shown = showing.show_message(message)
            self.stdout.write(
                f"  {shown.name} <{shown.address}>: {shown.state}" + (f" ({shown.why})" * bool(shown.why))
            )

    def send(self, limit: int, json: bool) -> None:  # noqa: FBT001 - an option of the command line
        """One round of delivery."""
        if limit < 1:
            self.refuse(_("--limit is 1 or more."))
        done = delivery.deliver_due(limit=limit)
        if json:
            self.write_json({**done.counts(), "trouble": done.trouble})
        else:
            counts = done.counts()
            text = _(
                "sent: %(sent)d, no longer needed: %(dropped)d, not delivered: %(failed)d, put off: %(put_off)d, "
                "perhaps sent: %(uncertain)d; mailings at rest: %(quiet)d, of a demonstration: %(invented)d"
            )
            self.stdout.write(text % counts)
        if done.trouble:
            self.stderr.write(f"opora: {done.trouble}")
            raise SystemExit(1)

    def stop(self, number: int) -> None:
        """Stop, or cancel a draft."""
        count = actions.stop(mailing=self._found(number), by=SYSTEM)
        self.stdout.write(_("Letters that stay here: %(count)d.") % {"count": count})

    def retry(self, number: int) -> None:
        """Put what failed back among what waits."""
        count = actions.retry(mailing=self._found(number), by=SYSTEM)
        self.stdout.write(_("Letters that go out again: %(count)d.") % {"count": count})

    def erase(self, key: str) -> None:
        """Forget one recipient."""
        count = actions.erase(recipient=key, by=SYSTEM)
        self.stdout.write(_("Messages without personal data now: %(count)d.") % {"count": count})

    def _found(self, number: int) -> Mailing:
        mailing = Mailing.objects.filter(pk=number).first()
        if mailing is None:
            self.refuse(_("There is no mailing No. %(number)d; see opora outbox list.") % {"number": number})
        return mailing


def _row(mailing: Mailing, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "number": mailing.pk,
        "subject": showing.subject_of(mailing),
        "kind": mailing.kind,
        "state": mailing.state,
        "prepared_at": mailing.prepared_at,
        "prepared_by": mailing.prepared_by,
        "approved_at": mailing.approved_at,
        "stopped_at": mailing.stopped_at,
        "not_before": mailing.not_before,
        "trouble": mailing.trouble,
        "counts": {state: count for state, count in counts.items() if count},
    }


def _message(message: Message, files: int) -> dict[str, Any]:
    return {
        "recipient": message.recipient,
        "name": message.name,
        "address": message.address,
        "language": message.language,
        "state": message.state,
        "why": message.why,
        "reason": reasons.text(message.why),
        "words": message.words,
        "attempts": message.attempts,
        "sent_at": message.sent_at,
        "message_id": message.message_id,
        "files": files,
    }
