"""Whom an actor may write to: holders of posts within reach, as the outbox wants them."""

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


def recipients(actor: Actor, asked: Asked, posts: Iterable[str], circle: str) -> list[Recipient]:
    """Everybody who holds one of these posts on the day of the page, in the circle and within the actor's reach.

    A fixed number of queries; by surname. Whoever may not sign in is left out, with the reason.
    """
    if actor.region_id is None:
        return []
    allowed = set(posts_for(actor)) & set(posts)
    day = asked.latest
    schools = {one.id: one for one in schools_at(_schools(actor.region_id), day, clock.now())}
    places = {school_id: state.municipality_id for school_id, state in schools.items()}
    held = of_region(actor.region_id, clock.now(), sorted(allowed)).covering(day)
    seen = visible_holdings(actor, held, places)
    if circle == Circle.PROGRAMME:
        seen = _of_programme(seen, asked)
    people = {user.pk: user for user in User.objects.filter(pk__in={holding.person_id for holding in seen})}
    names = dict(Municipality.objects.filter(region=actor.region_id).values_list("pk", "name"))
    seen.sort(key=lambda held: (held.surname, held.given_name, held.patronymic, held.person_id, held.id))
    return [_recipient(people[holding.person_id], holding, schools, names) for holding in seen]


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
