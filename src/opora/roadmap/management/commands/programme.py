"""`opora programme load | start`."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.actors import SYSTEM
from opora.organisations.console import add_region, choose_region
from opora.programmes.actions import start_programme
from opora.roadmap.management.commands.roadmap import Command as RoadmapCommand


class Command(RoadmapCommand):
    help = gettext_lazy("The programme of a year: load its file, or start one without a roadmap.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        self.add_load(verbs)
        start = verbs.add("start", self.start, help=_("start a year without a roadmap, such as the one before"))
        start.add_argument("year", type=int, metavar=_("YEAR"), help=_("start it before the one that follows"))
        start.add_argument("--title", metavar=_("TEXT"), help=_("its title"))
        add_region(start)

    def start(self, year: int, title: str | None, region: str | None) -> None:
        name = title or _("Programme of %(year)d") % {"year": year}
        made = start_programme(region=choose_region(region), year=year, title=name, by=SYSTEM)
        self.stdout.write(_("“%(title)s” started, without a roadmap.") % {"title": made.title})
