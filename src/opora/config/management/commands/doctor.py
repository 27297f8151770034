"""`opora doctor FILE`."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.config.backup import drill
from opora.config.backup.faults import Damaged
from opora.core.commands import Command as BaseCommand
from opora.core.commands import told


class Command(BaseCommand):
    help = gettext_lazy("Prove a backup: restore it beside the live database, recompute, compare, walk the journal.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("a file that opora backup wrote"))
        parser.add_argument("--seal", default="", help=_("a seal kept elsewhere that the journal must contain"))
        parser.add_argument("--scratch", action="store_true", help=argparse.SUPPRESS)  # the drill's own process

    def handle(self, *, file: Path, seal: str, scratch: bool, **options: Any) -> None:
        """Exit status 1 and every place that differs; 2 for a file that is no backup of this Opora."""
        try:
            if not scratch:
                raise SystemExit(drill.elsewhere(file, seal))
            faults = drill.examine(file, seal, self._tell)
        except Damaged as error:
            self.stderr.write(f"opora: {told(error)}")
            raise SystemExit(1) from None
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise SystemExit(1)
        self._tell(_("The backup is whole and can be restored."))

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
