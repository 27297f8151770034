"""Whom an actor may write to: holders of posts within reach, as the outbox wants them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from opora.accounts.access import visible_holdings
from opora.accounts.holders import Holding, of_region
from opora.accounts.models import SCHOOL_POSTS, Post, User
from opora.core import clock
from opora.core.actors import Actor, Scope
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolState, schools_at
from opora.outbox import reasons
from opora.outbox.people import Recipient
from opora.programmes.asked import Asked
from opora.programmes.groups import SchoolGroup
from opora.programmes.populations import roster

POSTS = (Post.MUNICIPAL_HEAD, Post.COORDINATOR, *SCHOOL_POSTS, Post.INSTITUTE, Post.EXPERT)
"""Posts that are written to."""


class Circle(models.TextChoices):
    """How wide to write."""

    PROGRAMME = "programme", _("schools of the programme and their municipalities")
    REGION = "region", _("all schools and municipalities")


def posts_for(actor: Actor) -> Sequence[Post]:
    """The posts whose holders the actor may write to: in a municipality those of its schools."""
    scope = actor.scope("message", "write")
    return {Scope.REGION: POSTS, Scope.OWN: SCHOOL_POSTS}.get(scope, ()) if scope else ()


class Addressees:
    """Whom the actor may write to on a day in a region, by post and place; a fixed number of queries.

    `held`: their posts, by surname. Who they are is read when recipients are asked for.
    """

    def __init__(self, actor: Actor, region_id: int, day: dt.date, posts: Iterable[str] = POSTS) -> None:
        allowed = set(posts_for(actor)) & set(posts)
        self._schools = {one.id: one for one in schools_at(_schools(region_id), day, clock.now())}
        self._municipalities = Municipality.objects.filter(region=region_id)
        places = {school_id: state.municipality_id for school_id, state in self._schools.items()}
        held = of_region(region_id, clock.now(), sorted(allowed)).covering(day)
        self.held = sorted(visible_holdings(actor, held, places), key=_by_name)

    def at(self, post: str, kind: str, organisation_id: int | None) -> list[Holding]:
        """Everybody who holds the post there; `kind` is region, municipality or school."""
        return [one for one in self.held if one.post == post and one.organisation == (kind, organisation_id)]

    def of_region(self, post: str) -> list[Holding]:
        """Everybody who holds the post for the whole region."""
        return [one for one in self.held if one.post == post and one.region_id is not None]

    def of_person(self, person_id: int) -> list[Holding]:
        """The posts of one person."""
        return [one for one in self.held if one.person_id == person_id]

    def recipients(self, held: Iterable[Holding]) -> list[Recipient]:
        """One for each of these posts. Whoever may not sign in is left out, with the reason."""
        return _recipients(list(held), self._schools, self._municipalities)


def of_posts(region_id: int, day: dt.date, held: Sequence[Holding]) -> list[Recipient]:
    """One for each of these posts of a region, whoever holds it, with what the place is called on the day.

    For what Opora writes by itself; people write within their reach, see `Addressees`. A fixed number of queries.
    """
    schools = _schools(region_id).filter(pk__in={one.school_id for one in held if one.school_id is not None})
    states = {one.id: one for one in schools_at(schools, day, clock.now())}
    return _recipients(held, states, Municipality.objects.filter(region=region_id))


def _recipients(
    held: Sequence[Holding], schools: Mapping[int, SchoolState], municipalities: models.QuerySet[Municipality]
) -> list[Recipient]:
    people = User.objects.in_bulk({one.person_id for one in held})
    names = dict(municipalities.values_list("pk", "name"))
    return [_recipient(people[one.person_id], one, schools, names) for one in held]


def recipients(actor: Actor, asked: Asked, posts: Iterable[str], circle: str) -> list[Recipient]:
    """Everybody who holds one of these posts on the day of the page, in the circle and within the actor's reach.

    A fixed number of queries; by surname.
    """
    if actor.region_id is None:
        return []
    found = Addressees(actor, actor.region_id, asked.latest, posts)
    return found.recipients(_of_programme(found.held, asked) if circle == Circle.PROGRAMME else found.held)


def _by_name(held: Holding) -> tuple[str, str, str, int, int]:
    return held.surname, held.given_name, held.patronymic, held.person_id, held.id


def _schools(region_id: int) -> models.QuerySet[School]:
    return School.objects.filter(municipality__region=region_id)


def _of_programme(held: list[Holding], asked: Asked) -> list[Holding]:
    """Those of schools that take part and of their municipalities; regional posts stay. Nobody without a programme."""
    if asked.context is None:
        return []
    taking_part = roster(asked.context, asked.latest, [SchoolGroup.CURRENT]).schools
    municipalities = {state.municipality_id for state in taking_part.values()}
    return [
        one
        for one in held
        if one.region_id is not None or one.school_id in taking_part or one.municipality_id in municipalities
    ]


def _recipient(
    person: User, held: Holding, schools: Mapping[int, SchoolState], municipalities: Mapping[int, str]
) -> Recipient:
    place = ""
    if held.school_id is not None:
        place = schools[held.school_id].short_name
    elif held.municipality_id is not None:
        place = municipalities[held.municipality_id]
    return Recipient(
        key=person.key,
        name=person.full_name,
        greeting=" ".join(filter(None, (person.given_name, person.patronymic))),
        address=person.email,
        phone=person.phone,
        language=person.language,
        post=str(Post(held.post).label),
        place=place,
        left_out="" if person.is_active else reasons.MAY_NOT_SIGN_IN,
    )
