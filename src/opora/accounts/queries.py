"""In which capacity a person acts, and how many curators of which tier there are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from opora.accounts.capacities import Capacity, capacities_of
from opora.accounts.holders import Holders, load
from opora.accounts.models import Post, User
from opora.accounts.permissions import grants_of
from opora.core import clock
from opora.core.actors import Actor
from opora.organisations.models import Region


@dataclass(frozen=True, slots=True)
class CuratorTiers:
    """How many schools have a regional, a municipal curator, both, or none."""

    regional: int = 0
    municipal: int = 0
    both: int = 0
    none: int = 0


def curator_tiers(holders: Holders, school_ids: Iterable[int], on: dt.date) -> CuratorTiers:
    """Schools by the tiers of their curators on a day; a school with both counts under `both` alone. No query."""
    counts = dict.fromkeys(("regional", "municipal", "both", "none"), 0)
    for school_id in school_ids:
        tiers = {holding.regional for holding in holders.on(on, Post.CURATOR, "school", school_id)}
        counts[
            "none" if not tiers else "both" if len(tiers) == 2 else "regional" if tiers == {True} else "municipal"
        ] += 1
    return CuratorTiers(**counts)


@dataclass(frozen=True, slots=True)
class Presence:
    """Who asks: the actor, the capacity acted in and its region (None without a post), and all that can be chosen."""

    actor: Actor
    capacity: Capacity | None = None
    capacities: tuple[Capacity, ...] = ()
    region: Region | None = None


def authors(keys: Iterable[str]) -> dict[str, str]:
    """Short names by the keys under which people record: "user:17". Whoever is no person is left out; one query."""
    own = {key.removeprefix("user:"): key for key in keys if key.startswith("user:")}
    return {own[str(user.pk)]: user.short_name for user in User.objects.filter(pk__in=own)}


def capacities(user: User, on: dt.date) -> list[Capacity]:
    """The capacities in which a person may act on a day, in the order of the posts; as known now."""
    return capacities_of(load(Q(person=user.pk), clock.now()), on)


def presence_of(user: User, appointment_id: int | None = None, *, on: dt.date) -> Presence:
    """The person in the capacity of an appointment, or in the first one; without any post, with no grant at all.

    An appointment that is not in force, or not this person's, is passed over for the first one.
    """
    own = capacities(user, on)
    chosen = next((capacity for capacity in own if appointment_id in capacity.appointment_ids), None)
    capacity = chosen or (own[0] if own else None)
    if capacity is None:
        return Presence(Actor(key=user.key, label=user.short_name))
    return Presence(_acting(user, capacity), capacity, tuple(own), Region.objects.get(pk=capacity.region_id))


def actors_of(user: User, on: dt.date) -> list[Actor]:
    """The person in each capacity of a day, for what is read over all of them; four queries at most."""
    return [_acting(user, capacity) for capacity in capacities(user, on)]


def actor_for(user: User, appointment_id: int | None = None, *, on: dt.date) -> Actor:
    """The actor of `presence_of`."""
    return presence_of(user, appointment_id, on=on).actor


def _acting(user: User, capacity: Capacity) -> Actor:
    return Actor(
        key=user.key,
        label=user.short_name,
        role=capacity.post,
        region_id=capacity.region_id,
        municipality_ids=capacity.municipality_ids,
        school_ids=capacity.school_ids,
        grants=grants_of(capacity.post),
    )
