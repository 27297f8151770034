"""`opora people merge | unmerge`."""

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.merging import merge_people, undo_merge_of_people
from opora.accounts.models import User
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.models import Merge


class Command(BaseCommand):
    help = gettext_lazy("People: make one of two entries of one person, and two again.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        merge = verbs.add("merge", self.merge, help=_("make one of two entries of a person"))
        merge.add_argument("kept", metavar=_("LOGIN"), help=_("login of the entry that is kept"))
        merge.add_argument("double", metavar=_("DOUBLE"), help=_("login of the entry that goes"))
        merge.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why the two are one"))
        unmerge = verbs.add("unmerge", self.unmerge, help=_("take a merge back"))
        unmerge.add_argument("number", type=int, metavar=_("NUMBER"), help=_("as merging told it"))
        unmerge.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is taken back"))

    def merge(self, kept: str, double: str, reason: str) -> None:
        merged = merge_people(kept=self._person(kept), double=self._person(double), reason=reason, by=SYSTEM)
        told = {"double": double, "kept": kept, "number": merged.pk, "count": len(merged.voided)}
        self.stdout.write(_("%(double)s is now %(kept)s: merge %(number)d, records taken over: %(count)d.") % told)

    def unmerge(self, number: int, reason: str) -> None:
        merged = Merge.objects.filter(pk=number).first()
        if merged is None:
            self.refuse(_("There is no merge %(number)d.") % {"number": number})
        undo_merge_of_people(merged=merged, reason=reason, by=SYSTEM)
        self.stdout.write(_("Merge %(number)d is taken back.") % {"number": number})

    def _person(self, login: str) -> User:
        person = User.objects.filter(login=login).first()
        if person is None:
            self.refuse(_("There is nobody with the login “%(login)s”.") % {"login": login})
        return person
