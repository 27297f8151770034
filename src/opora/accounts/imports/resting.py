"""What keeps an import of people or appointments from being taken back, and how people are taken away with one."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from opora.accounts import batches
from opora.accounts.holders import Holding, load
from opora.accounts.models import SINGLE_POSTS, Appointment, AppointmentEnd, User
from opora.core import clock, numbers
from opora.core.actors import Actor
from opora.core.imports.plans import Own


def take_away(things: Sequence[Model], by: Actor) -> None:
    """Take back the people an import entered."""
    batches.take_people_back(people=[one for one in things if isinstance(one, User)], by=by)


def resting(table: type[Model], keys: Iterable[int], own: Own) -> Iterator[tuple[int, str]]:
    """Who of these people may sign in, and which of these ends made room for somebody who came since."""
    if table is User:
        for person in User.objects.filter(pk__in=list(keys)).order_by("pk"):
            if person.has_usable_password() or person.last_login:
                yield person.pk, _("has a password")
    elif table is AppointmentEnd:
        yield from _filled(list(keys), own)


def _filled(ends: Sequence[int], own: Own) -> Iterator[tuple[int, str]]:
    """Ends of which the post was given on: without them it would be held twice."""
    found = AppointmentEnd.objects.filter(pk__in=ends, voided_at=None).order_by("pk")
    ended = dict(found.values_list("span", "pk"))
    spans = Appointment.objects.filter(pk__in=ended)
    places = {name: set(spans.values_list(name, flat=True)) - {None} for name in ("region", "municipality", "school")}
    there = Q(region__in=places["region"]) | Q(municipality__in=places["municipality"]) | Q(school__in=places["school"])
    made = own.get(Appointment, ())
    held = [one for one in load(there, clock.now()) if one.id not in made]
    by_place: dict[tuple[str, str, int], list[Holding]] = {}
    for one in held:
        by_place.setdefault((one.post, *one.organisation), []).append(one)
    for one in (one for one in held if one.id in ended):
        for other in by_place[one.post, *one.organisation]:
            if other.id != one.id and _collide(one, other):
                message = _("the post is held by %(name)s since %(day)s")
                yield ended[one.id], message % {"name": other.person, "day": numbers.day(other.starts_on)}


def _collide(ended: Holding, other: Holding) -> bool:
    """Whether two could not stand side by side if the first had no end."""
    single = ended.post in SINGLE_POSTS and ended.acting == other.acting
    return (single or ended.person_id == other.person_id) and (other.ends_on is None or other.ends_on > ended.starts_on)
