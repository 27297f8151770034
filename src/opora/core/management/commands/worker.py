"""`opora worker`: does background work until it is stopped."""

import os
import signal
from types import FrameType
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.commands import Command as BaseCommand
from opora.core.commands import database_fault
from opora.core.jobs.worker import ProcessOfJobs


class Command(BaseCommand):
    """Runs the queue and the schedule."""

    help = gettext_lazy("Do background work: jobs, one after another, and what is due again and again.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help=_("do what waits and what is due, then end"))
        parser.add_argument("--jobs", type=int, metavar="N", help=_("end after N jobs"))
        parser.add_argument(
            "--beside", type=int, metavar="PID", help=_("end when the process PID that started it is gone")
        )

    def handle(self, *args: Any, once: bool, jobs: int | None, beside: int | None, **options: Any) -> None:
        """Work until done, or until SIGTERM or SIGINT; the second of them ends the process at once."""
        if jobs is not None and jobs < 1:
            self.refuse(_("--jobs must be 1 or more."))
        if fault := database_fault():
            self.refuse(fault)
        process = ProcessOfJobs(beside=lambda: beside is None or os.getppid() == beside)

        def stop(number: int, frame: FrameType | None) -> None:
            process.stop()
            signal.signal(number, signal.SIG_DFL)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        done = process.run(once=once, most=jobs)
        if beside is None:
            self.stdout.write(_("Jobs done: %(count)d.") % {"count": done})
