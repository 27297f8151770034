"""`opora journal verify | seal | erase KEY`."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actors import SYSTEM
from opora.core.commands import Command as OporaCommand


class Command(OporaCommand):
    """Verifies, seals and erases in the journal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _("The journal: prove that nobody changed it, seal new rows, erase what it says of a person.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        verify = verbs.add(
            "verify", self.verify, help=_("walk the chain; names the first broken row and exits with status 1")
        )
        verify.add_argument("--seal", default="", help=_("a seal kept elsewhere that the chain must contain"))
        verbs.add("seal", self.seal, help=_("chain the rows that are not sealed yet"))
        erase = verbs.add("erase", self.erase, help=_("delete names and details of one key; the chain stays whole"))
        erase.add_argument("key", metavar="KEY", help=_("such as user:17"))

    def verify(self, *, seal: str) -> None:
        """Exit status 1 at the first broken row."""
        verdict = journal.verify(expected_seal=seal)
        if fault := verdict.fault:
            self.stderr.write(journal.explain(fault))
            raise SystemExit(1)
        counts = {"sealed": verdict.sealed, "unsealed": verdict.unsealed}
        self.stdout.write(_("The journal is whole: %(sealed)d sealed, %(unsealed)d not sealed yet.") % counts)
        if verdict.last_seal:
            self.stdout.write(_("Last seal: %(seal)s") % {"seal": verdict.last_seal})

    def seal(self) -> None:
        """Seal and say how many rows were."""
        self.stdout.write(_("Rows sealed: %(count)d.") % {"count": journal.seal()})

    def erase(self, *, key: str) -> None:
        """Erase and say how many rows lost their details."""
        kind, _colon, number = key.partition(":")
        if not (kind and number):
            self.refuse(_("A key is a kind and a number, such as user:17; got %(key)r.") % {"key": key})
        erased = journal.erase(key=key, by=SYSTEM)
        self.stdout.write(_("Rows without details now: %(count)d.") % {"count": erased})
