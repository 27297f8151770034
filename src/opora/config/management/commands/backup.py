"""`opora backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.config.backup import making
from opora.core.commands import Command as BaseCommand
from opora.core.commands import database_fault


class Command(BaseCommand):
    help = gettext_lazy("Write everything Opora keeps to one file, while people go on working.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file to write"))
        parser.add_argument("--force", action="store_true", help=_("replace the file if it is there"))

    def handle(self, *, file: Path, force: bool, **options: Any) -> None:
        if fault := database_fault():
            self.refuse(fault)
        manifest = making.make(file, force=force)
        told = {"path": file, "rows": manifest.rows, "tables": len(manifest.tables), "files": len(manifest.files)}
        self.stdout.write(_("%(path)s: tables: %(tables)d, rows: %(rows)d, files: %(files)d.") % told)
        self.stdout.write(_("It holds personal data and passwords' hashes: keep it where only its keepers reach it."))
        if manifest.seal:
            self.stdout.write(_("Last seal of the journal: %(seal)s") % {"seal": manifest.seal})
        if manifest.lacking:
            told = {"count": len(manifest.lacking)}
            self.stderr.write(_("Stored files whose content is lost: %(count)d. See opora files sweep.") % told)
            raise SystemExit(1)
