"""`opora events create | series | list | show | hold | move | call-off | close | reopen | attendance`."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext_lazy

from opora.core.commands import Command as BaseCommand
from opora.events.console import attendance, create, show, standing

VERBS = (
    create.add,
    create.add_series,
    show.add_list,
    show.add_show,
    standing.add_hold,
    standing.add_move,
    standing.add_call_off,
    standing.add_close,
    standing.add_reopen,
    attendance.add_attendance,
)
"""Each adds one verb to the command."""


class Command(BaseCommand):
    help = gettext_lazy("Events: plan, look at, say that they were held, close the attendance.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        for add in VERBS:
            add(verbs, self)
