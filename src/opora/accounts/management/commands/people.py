"""`opora people show | password | merge | unmerge | merges`."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts import actions
from opora.accounts.holders import Holding, in_region, load
from opora.accounts.merging import merge_people, undo_merge_of_people
from opora.accounts.models import User
from opora.accounts.places import Places
from opora.accounts.showing import sign_in_text
from opora.core import clock, numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json
from opora.core.merging import as_data, as_line, merges_of
from opora.core.models import Merge
from opora.organisations.models import Region


class Command(BaseCommand):
    help = gettext_lazy("People: who somebody is, a password for the first sign-in, two entries made one.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        show = verbs.add("show", self.show, help=_("posts of a person, and whether the person can sign in"))
        show.add_argument("login", metavar=_("LOGIN"), help=_("login of the person"))
        add_json(show)
        password = verbs.add("password", self.password, help=_("give a password for the first sign-in"))
        password.add_argument("login", metavar=_("LOGIN"), help=_("login of the person"))
        add_json(password)
        merge = verbs.add("merge", self.merge, help=_("make one of two entries of a person"))
        merge.add_argument("kept", metavar=_("LOGIN"), help=_("login of the entry that is kept"))
        merge.add_argument("double", metavar=_("DOUBLE"), help=_("login of the entry that goes"))
        merge.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why the two are one"))
        unmerge = verbs.add("unmerge", self.unmerge, help=_("take a merge back"))
        unmerge.add_argument("number", type=int, metavar=_("NUMBER"), help=_("as merging told it"))
        unmerge.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is taken back"))
        add_json(verbs.add("merges", self.merges, help=_("the merges so far")))

    def show(self, login: str, *, as_json: bool) -> None:
        person = self._person(login)
        held = [(one, places) for one, places in _held(person) if not one.over(places.day)]
        if as_json:
            self.write_json(_described(person, held))
            return
        self.stdout.write(f"{person.full_name} ({person.login}): {sign_in_text(person)}")
        if person.last_login:
            last = _("last sign-in: %(moment)s") % {"moment": numbers.moment(person.last_login)}
            self.stdout.write(f"  {last}")
        for one, places in held:
            since = _("%(post)s, since %(day)s") % {"post": places.title(one), "day": numbers.day(one.starts_on)}
            until = _("until %(day)s") % {"day": numbers.day(one.ends_on)} if one.ends_on else ""
            self.stdout.write(f"  {', '.join(filter(None, (since, until)))}")
        if not held:
            self.stdout.write("  " + _("without a post"))

    def password(self, login: str, *, as_json: bool) -> None:
        person = self._person(login)
        given = actions.give_password(person=person, by=SYSTEM)
        held = [one for one, places in _held(person) if one.covers(places.day)]
        if as_json:
            self.write_json({"login": person.login, "password": given, "posts": len(held)})
            return
        self.stdout.write(_("Login: %(login)s") % {"login": person.login})
        self.stdout.write(_("Password: %(password)s") % {"password": given})
        self.stdout.write(_("It is shown here alone; at the first sign-in Opora asks for a new one."))
        if not held:
            self.stdout.write(_("Without a post this person sees nothing yet: opora lists import appointments."))

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

    def merges(self, *, as_json: bool) -> None:
        found = list(merges_of(User))
        ids = {int(label.rpartition(":")[2]) for one in found for label in (one.kept, one.double)}
        logins = dict(User.objects.filter(pk__in=ids).values_list("pk", "login"))
        if as_json:
            self.write_json([as_data(one, logins) for one in found])
            return
        for one in found:
            self.stdout.write(as_line(one, logins))
        if not found:
            self.stdout.write(_("Nothing was merged yet."))

    def _person(self, login: str) -> User:
        person = User.objects.filter(login=login).first()
        if person is None:
            self.refuse(_("There is nobody with the login “%(login)s”.") % {"login": login})
        return person


def _held(person: User) -> Iterator[tuple[Holding, Places]]:
    """Every appointment of a person that is known now, each with the names of its region today."""
    now = clock.now()
    for region_id in Region.objects.order_by("pk").values_list("pk", flat=True):
        places = Places(region_id, clock.today(), now)
        for one in load(in_region(region_id) & Q(person=person), now):
            yield one, places


def _described(person: User, held: list[tuple[Holding, Places]]) -> dict[str, Any]:
    """A person for programs; `sign_in` is open, first (a new password is asked for), none or closed."""
    return {
        "login": person.login,
        "name": person.full_name,
        "sign_in": _door(person),
        "last_sign_in": person.last_login,
        "withdrawn": person.withdrawn,
        "posts": [
            {
                "post": one.post,
                "place": places.where(one),
                "acting": one.acting,
                "tier": one.tier,
                "from": one.starts_on,
                "to": one.ends_on,
                "basis": one.basis,
            }
            for one, places in held
        ],
    }


def _door(person: User) -> str:
    if not person.is_active:
        return "closed"
    if not person.has_usable_password():
        return "none"
    return "first" if person.must_change_password else "open"
