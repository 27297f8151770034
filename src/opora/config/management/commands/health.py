"""`opora health`: whether all of the installation works, for watchers that look at the exit status."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.config import health
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json


class Command(BaseCommand):
    help = gettext_lazy("Say whether everything works; exit status 1 when the worker or the schedule stands still.")

    def add_arguments(self, parser: CommandParser) -> None:
        add_json(parser)

    def handle(self, *, as_json: bool, **options: Any) -> None:
        found = health.faults()
        if as_json:
            self.write_json({"status": "failing" if found else "ok", "problems": found})
        elif found:
            self.stderr.write("\n".join(explain(problem) for problem in found))
        else:
            self.stdout.write(_("Everything works."))
        if found:
            raise SystemExit(1)


def explain(problem: str) -> str:
    """A problem in words, and what to do."""
    meanings = {
        "database": _("The database does not answer. See DATABASE_URL and the log of the database."),
        "migrations": _("The database is older than the code. Run opora migrate."),
        "worker": _("The worker stands still: background work waits. Start it: opora worker"),
        "scheduler": _("Periodic work is late: the journal is not sealed, letters are not sent."),
    }
    return meanings[problem]
