"""`opora restore FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.config.backup import restoring
from opora.core.commands import Command as BaseCommand
from opora.core.commands import database_fault


class Command(BaseCommand):
    help = gettext_lazy("Bring a backup into an empty database: all of it, or nothing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("a file that opora backup wrote"))

    def handle(self, *, file: Path, **options: Any) -> None:
        if fault := database_fault():
            self.refuse(fault)
        manifest = restoring.restore(file)
        told = {"rows": manifest.rows, "tables": len(manifest.tables), "files": len(manifest.files)}
        self.stdout.write(_("Restored; tables: %(tables)d, rows: %(rows)d, files: %(files)d.") % told)
        self.stdout.write(_("Nobody is signed in any more; passwords are those of the backup."))
