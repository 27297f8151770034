"""`opora files sweep [--remove] [--json]`."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core.actors import SYSTEM
from opora.core.commands import Command as OporaCommand
from opora.core.commands import add_json
from opora.core.files import sweeping
from opora.core.models import StoredFile


class Command(OporaCommand):
    """Looks after stored files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _("The stored files: whether each is there and whole, and what nobody needs any more.")

    def add_arguments(self, parser: CommandParser) -> None:
        sweep = self.verbs(parser).add(
            "sweep", self.sweep, help=_("read every file; exits with status 1 when one is missing or damaged")
        )
        sweep.add_argument(
            "--remove", action="store_true", help=_("remove what no row speaks of; else it is only told")
        )
        add_json(sweep)

    def sweep(self, *, remove: bool, as_json: bool) -> None:
        """Exit status 1 when a file is missing or damaged."""
        found = sweeping.look()
        removed = sweeping.clear(found=found, by=SYSTEM) if remove else 0
        if as_json:
            self.write_json({**asdict(found), "removed": removed})
        else:
            self._tell(found, removed)
        if not found.whole:
            raise SystemExit(1)

    def _tell(self, found: sweeping.Found, removed: int) -> None:
        for lost, what in (
            (found.missing, pgettext("content of a file", "missing")),
            (found.damaged, pgettext("content of a file", "damaged")),
        ):
            for stored in StoredFile.objects.filter(sha256__in=lost).order_by("pk"):
                told = {"what": what, "pk": stored.pk, "name": stored.name, "of": stored.of, "sha256": stored.sha256}
                self.stderr.write(_("%(what)s: file %(pk)d “%(name)s” of %(of)s, SHA-256 %(sha256)s") % told)
        counts = {"checked": found.checked, "missing": len(found.missing), "damaged": len(found.damaged)}
        self.stdout.write(_("Contents checked: %(checked)d, missing: %(missing)d, damaged: %(damaged)d.") % counts)
        unneeded = {"orphaned": len(found.orphaned), "drafts": len(found.drafts), "removed": removed}
        line = _("Nobody needs any more: contents %(orphaned)d, drafts %(drafts)d; removed: %(removed)d.")
        self.stdout.write(line % unneeded)
