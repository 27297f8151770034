"""A village whose roadmap asks for everything that somebody closes, with addresses, on a Wednesday at noon."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from opora.accounts.models import User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.outbox.models import Mailing
from opora.roadmap import actions
from opora.roadmap.programme_values import take
from tests.accounts.people import appoint, person
from tests.roadmap import small_programme
from tests.wordbook import models as m
from tests.wordbook.reading import every_word
from tests.wordbook.village import START, Village, noon

NOW = dt.datetime(2022, 3, 16, 5, tzinfo=dt.UTC)
"""A Wednesday, 12:00 in Barnaul: no quiet hour."""
FORMULAS = {
    "7": ('share(schools(current), visited("first"))', "2022-03-16"),
    "9": ("share(municipalities(current), roadmap_published())", "2022-03-06"),
    "10": ('share(schools(current), presented("regional"))', "2022-03-13"),
    "21": ("share(municipalities(current), systemic_approach(1))", "2022-03-23"),
    "4": ("share(municipalities(current), coordinator_appointed())", "2022-03-20"),
    "8": ('share(schools(current), visited("final"))', "2022-01-10.."),
}
"""By action the formula and its deadline: today for curators, ten days ago for heads of municipalities, three for
schools, in seven days for coordinators, in four for the ministry (told of on the 13th), none for final visits."""
WAYS = {"10": "/events/?stage=ahead"}
"""Where a step is taken, of those actions whose gaps have a page."""


@dataclass(frozen=True)
class Lived:
    village: Village
    ministry: User

    @property
    def region(self):
        return self.village.programme.region

    def logins(self) -> dict[str, str]:
        return {who.key: who.login for who in User.objects.all()}

    def letters(self, mailing: Mailing) -> dict[str, str]:
        """What each person gets, by login."""
        logins = self.logins()
        return {logins[one.recipient]: f"{one.subject}\n{one.body}" for one in mailing.messages.all()}

    def states(self) -> list[tuple[str, str]]:
        """Every message with its state, by login."""
        logins = self.logins()
        rows = Mailing.objects.order_by("pk").values_list("messages__recipient", "messages__state")
        return sorted((logins[key], state) for key, state in rows)


def live() -> Iterator[Lived]:
    """It all on the Wednesday."""
    village = Village()
    content = small_programme.data()
    rows = [small_programme.row(key, due, formula) for key, (formula, due) in FORMULAS.items()]
    content |= {"actions": rows, "awaiting": {}, "titles": {}}
    ministry = person("Синицына", "sinitsyna")
    appoint(ministry, "ministry", village.programme.region)
    for who in User.objects.all():
        User.objects.filter(pk=who.pk).update(email=f"{who.login}@village.example", phone="+73852000011")
    with every_word():
        with clock.at(noon(START)):
            actions.load_programme(file=take(content), region=village.programme.region, by=SYSTEM)
        village.note(m.Wave, START, number=1, needed=2)
        with clock.at(NOW):
            yield Lived(village, ministry)
