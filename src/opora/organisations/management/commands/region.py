"""`opora region create`."""

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.organisations import actions

CODE = "region"


class Command(BaseCommand):
    help = gettext_lazy("The region: the first thing of an empty installation.")

    def add_arguments(self, parser: CommandParser) -> None:
        create = self.verbs(parser).add("create", self.create, help=_("make a region"))
        create.add_argument("name", metavar=_("NAME"), help=_("its name, such as “Приобский край”"))
        create.add_argument(
            "--code",
            default=CODE,
            metavar=_("CODE"),
            help=_("what commands call it, in Latin letters; “region” if not given"),
        )
        create.add_argument(
            "--time-zone",
            default=settings.TIME_ZONE,
            metavar=_("ZONE"),
            help=_("its time zone; OPORA_TIME_ZONE if not given"),
        )

    def create(self, name: str, code: str, time_zone: str) -> None:
        region = actions.open_region(name=name.strip(), code=code, time_zone=time_zone, by=SYSTEM)
        self.stdout.write(_("Region “%(name)s” (%(code)s) made.") % {"name": region.name, "code": region.code})
        self.stdout.write(_("Next: opora lists template municipalities municipalities.xlsx"))
