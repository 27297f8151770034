"""People as a message names them, so that one can tell them apart: login and posts beside the name."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from opora.accounts.holders import Holding
from opora.accounts.matching import Match, People
from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.imports.cells import SHOWN, Fault
from opora.organisations.models import Municipality, School

TOLD = 3
"""People, and posts of one, that a message names."""


class Telling:
    """Names people with what they hold today; two queries once somebody is named."""

    def __init__(self, people: People, region_id: int) -> None:
        self._people = people
        self._region_id = region_id

    def person(self, person: User) -> str:
        """Full name, login and posts."""
        today = clock.today()
        posts = [self._post(one) for one in self._people.posts[person.pk] if not one.over(today)]
        return f"{person.full_name} ({'; '.join([person.login, *posts[:TOLD]])})"

    def unclear(self, text: str, match: Match) -> Fault:
        """Several people may be meant, or one of whom it is not sure."""
        told = {"text": text[:SHOWN], "people": self._many(match.candidates)}
        message = _("It is not sure who “%(text)s” is. Known: %(people)s. Give the login, or the full name and e-mail.")
        return Fault("person-unclear", message % told)

    def similar(self, people: Iterable[User]) -> str:
        """Those whose names are alike, for a message."""
        return self._many(people)

    def _many(self, people: Iterable[User]) -> str:
        people = list(people)
        return ", ".join([*(self.person(one) for one in people[:TOLD]), *(["…"] if len(people) > TOLD else [])])

    def _post(self, holding: Holding) -> str:
        kind, number = holding.organisation
        name = {"school": self._schools, "municipality": self._municipalities}.get(kind, {}).get(number, "")
        return ", ".join(part for part in (str(Post(holding.post).label), name) if part)

    @cached_property
    def _schools(self) -> dict[int, str]:
        return dict(School.objects.filter(municipality__region=self._region_id).values_list("pk", "code"))

    @cached_property
    def _municipalities(self) -> dict[int, str]:
        return dict(Municipality.objects.filter(region=self._region_id).values_list("pk", "short_name"))
