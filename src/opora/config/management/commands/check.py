"""`opora check`: Django's own checks, listed among the commands of Opora."""

from django.core.management.commands.check import Command as DjangoCheck
from django.utils.translation import gettext_lazy

from opora.core.commands import Command as BaseCommand


class Command(DjangoCheck, BaseCommand):
    help = gettext_lazy("Look for mistakes in the settings; --deploy for those of a production site.")
