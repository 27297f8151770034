"""`opora programme load`."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext_lazy

from opora.roadmap.management.commands.roadmap import Command as RoadmapCommand


class Command(RoadmapCommand):
    help = gettext_lazy("The programme of a year: load its file into the region.")

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_load(self.verbs(parser))
