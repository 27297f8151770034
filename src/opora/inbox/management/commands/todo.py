"""`opora todo`."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext_lazy

from opora.core.commands import Command as BaseCommand
from opora.inbox import console, console_list

VERBS = (console_list.add_list, console.add_remind)
"""Each adds one verb to the command."""


class Command(BaseCommand):
    help = gettext_lazy("To-dos: what is to be done, by whom and by when.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        for add in VERBS:
            add(verbs, self)
