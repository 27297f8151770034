"""`opora bench [--check] [--json] [--markdown FILE]`."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.config.bench import report, running
from opora.config.bench.region import SIZES
from opora.config.bench.verdicts import Measured, thresholds
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json

VOLUMES = (1, 10)


class Command(BaseCommand):
    help = gettext_lazy("Measure pages and figures on a region of a full year, in databases that go away afterwards.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("exit with 1 and name every threshold missed"))
        often = _("how often a page is asked for")
        parser.add_argument("--requests", type=_number, default=40, metavar="N", help=often)
        parser.add_argument(
            "--database", choices=[running.SQLITE, running.POSTGRESQL], help=_("only on this one; both unless given")
        )
        parser.add_argument("--keep", type=Path, metavar=_("FOLDER"), help=_("keep the regions there for another run"))
        parser.add_argument("--markdown", type=Path, metavar=_("FILE"), help=_("write the table there"))
        add_json(parser)
        parser.add_argument("--size", choices=list(SIZES), default="full", help=argparse.SUPPRESS)  # tests
        parser.add_argument("--times", type=int, default=0, help=argparse.SUPPRESS)  # the process that measures
        parser.add_argument("--scratch", type=Path, help=argparse.SUPPRESS)  # the same

    def handle(  # noqa: PLR0913 - the options of a command
        self,
        *,
        check: bool,
        requests: int,
        database: str | None,
        keep: Path | None,
        markdown: Path | None,
        as_json: bool,
        size: str,
        times: int,
        scratch: Path | None,
        **options: Any,
    ) -> None:
        """Exit status 1 with --check when a threshold is missed or a figure differs from the reference SQL."""
        if scratch:
            found = running.here(times, size=size, requests=requests, tell=self._tell)
            scratch.write_text(json.dumps(found.data()), "utf-8")
            return
        chosen = [database] if database else running.databases()
        if running.POSTGRESQL not in (*chosen, *running.databases()):
            self._tell(_("There is no PostgreSQL to start here: measured is the embedded database."))
        measured = self._measure(chosen, requests, size, keep)
        if markdown:
            markdown.write_text(report.markdown(measured), "utf-8")
        self._tell_thresholds(measured)
        if as_json:
            self.write_json({"machine": report.machine(), "measured": [one.data() for one in measured]})
        if check and any(one.missed for one in thresholds(measured)):
            raise SystemExit(1)

    def _measure(self, databases: list[str], requests: int, size: str, keep: Path | None) -> list[Measured]:
        if not running.has_every_word():
            self._tell(_("This installation has no facts for every row of the roadmap: measured is the demonstration."))
        measured = []
        for database in databases:
            for times in VOLUMES if running.has_every_word() else VOLUMES[:1]:
                self._tell(_("%(database)s, facts: %(times)d×") % {"database": database, "times": times})
                asked = requests if times == 1 else max(requests // 10, 1)
                try:
                    measured.append(running.elsewhere(database, times, size=size, requests=asked, keep=keep))
                except RuntimeError as error:
                    self.refuse(str(error))
        return measured

    def _tell_thresholds(self, measured: list[Measured]) -> None:
        every = list(thresholds(measured))
        missed = [one for one in every if one.missed]
        for one in missed:
            self.stderr.write(_("missed: %(threshold)s") % {"threshold": one})
        counts = {"held": len(every) - len(missed), "all": len(every)}
        self._tell(_("Thresholds held: %(held)d of %(all)d.") % counts)

    def _tell(self, line: str) -> None:
        """Progress goes beside the answer, so that --json prints nothing but JSON."""
        self.stderr.write(line)


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(_("a number from 1 is expected here"))
    return number
