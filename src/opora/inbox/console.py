"""`opora todo remind`; each function adds one verb to the command."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.core import numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command, Verbs, add_json
from opora.inbox import reminding
from opora.inbox.digests import Digest
from opora.inbox.reminding import Plan
from opora.organisations.console import add_region, choose_region
from opora.outbox import reasons
from opora.outbox.models import Mailing
from opora.outbox.people import Recipient
from opora.roadmap.console import table


def add_remind(verbs: Verbs, command: Command) -> None:
    """Add `remind`."""

    def run(*, commit: bool, as_json: bool, region: str | None) -> None:
        chosen = choose_region(region)
        found = reminding.plan(chosen)
        if found is None:
            command.refuse(_("No roadmap is loaded yet: opora programme load 2022"))
        if commit and (why := reminding.why_not(chosen)):
            command.refuse(why)
        rows = [_row(found.people[digest.person_id], digest) for digest in found.digests]
        mailing = reminding.send(found=found, site=settings.SITE, by=SYSTEM) if commit else None
        if as_json:
            number = mailing.pk if mailing else None
            command.write_json({"day": found.day, "region": chosen.code, "letters": rows, "mailing": number})
            return
        command.stdout.write(_text(found, rows))
        if commit:
            command.stdout.write(_outcome(mailing))

    remind = verbs.add("remind", run, help=_("who is told of which to-dos today; with --commit the letters go"))
    remind.add_argument("--commit", action="store_true", help=_("prepare and send; without it nothing is written"))
    add_region(remind)
    add_json(remind)


def _row(to: Recipient, digest: Digest) -> dict[str, Any]:
    return {
        "person": to.key,
        "name": to.name,
        "address": to.address,
        "left_out": to.left_out or ("" if to.address else reasons.NO_ADDRESS),
        "own": [item.todo.key for item in digest.own],
        "handed_over": [item.todo.key for item in digest.handed],
        "overdue_with_others": [todo.key for todo in digest.above],
    }


def _text(found: Plan, rows: list[dict[str, Any]]) -> str:
    if not rows:
        return _("There is nobody to be told of anything now.")
    heads = [_("Name"), _("Own"), _("Handed over"), _("Overdue with others"), _("E-mail")]
    lines = [
        [row["name"], *map(_count, (row["own"], row["handed_over"], row["overdue_with_others"])), _address(row)]
        for row in rows
    ]
    count = ngettext("%(n)d person on %(day)s", "%(n)d people on %(day)s", len(rows))
    return f"{count % {'n': len(rows), 'day': numbers.day(found.day)}}\n\n{table(heads, lines)}"


def _address(row: dict[str, Any]) -> str:
    return reasons.text(row["left_out"]) or row["address"]


def _count(keys: list[str]) -> str:
    return str(len(keys))


def _outcome(mailing: Mailing | None) -> str:
    if mailing is None:
        return _("Nothing was prepared: nobody can be written to.")
    return _("Mailing No. %(number)d: opora outbox show %(number)d") % {"number": mailing.pk}
