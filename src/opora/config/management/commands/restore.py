"""`opora restore FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.config.backup import restoring
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import database_fault
from opora.outbox import actions


class Command(BaseCommand):
    help = gettext_lazy("Bring a backup into an empty database: all of it, or nothing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("a file that opora backup wrote"))

    def handle(self, *, file: Path, **options: Any) -> None:
        if fault := database_fault():
            self.refuse(fault)
        stopped: list[tuple[int, int]] = []
        manifest = restoring.restore(file, afterwards=lambda: stopped.append(actions.stop_restored(by=SYSTEM)))
        told = {"rows": manifest.rows, "tables": len(manifest.tables), "files": len(manifest.files)}
        self.stdout.write(_("Restored; tables: %(tables)d, rows: %(rows)d, files: %(files)d.") % told)
        self.stdout.write(_("Nobody is signed in any more; passwords are those of the backup."))
        mailings, letters = stopped[0]
        if mailings:
            text = _(
                "Mailings that were being sent are stopped, for their letters may have gone since the backup was made; "
                "mailings: %(mailings)d, letters not sent: %(letters)d. See opora outbox list."
            )
            self.stdout.write(text % {"mailings": mailings, "letters": letters})
