"""Whom a page of an event may name: people within the reader's reach, by the posts they hold."""

from collections.abc import Collection

from opora.accounts.access import visible_holdings
from opora.accounts.holders import of_region
from opora.accounts.places import Places
from opora.core.actors import Actor, Scope
from opora.programmes.asked import Asked


def seen_people(actor: Actor, asked: Asked, people: Collection[int]) -> set[int]:
    """Those of these people (by id) that the actor may see on the day of the page; others are counted only.

    The whole region sees all without a query. Somebody without a post is seen by the whole region only.
    """
    scope = actor.scope("person")
    if scope is Scope.REGION:
        return set(people)
    if scope is None or actor.region_id is None or not people:
        return set()
    held = of_region(actor.region_id, asked.known_at).covering(asked.as_of)
    places = Places(actor.region_id, asked.as_of, asked.known_at)
    return {one.person_id for one in visible_holdings(actor, held, places.municipality_of)} & set(people)
