"""Whom a page of an event may name: people within the reader's reach, by the posts they hold."""

from collections.abc import Collection

from opora.accounts.access import visible_holdings
from opora.accounts.holders import of_region
from opora.accounts.models import Post
from opora.accounts.places import Places
from opora.core.actors import Actor, Scope
from opora.programmes.asked import Asked


def seen_people(actor: Actor, asked: Asked, people: Collection[int]) -> dict[int, str | None]:
    """Those of these people (by id) whom the actor may see on the day of the page; others are counted only.

    Each with the posts by which they are seen, in words: of the other posts the actor learns nothing. None: all may be
    told. The whole region sees everybody, without a query; somebody without a post is seen by nobody else.
    """
    scope = actor.scope("person")
    if scope is Scope.REGION:
        return dict.fromkeys(people)
    if scope is None or actor.region_id is None or not people:
        return {}
    held = of_region(actor.region_id, asked.known_at).covering(asked.as_of)
    places = Places(actor.region_id, asked.as_of, asked.known_at)
    posts: dict[int, list[str]] = {}
    for one in visible_holdings(actor, [one for one in held if one.person_id in people], places.municipality_of):
        title = ", ".join(filter(None, (str(Post(one.post).label), places.where(one))))
        posts.setdefault(one.person_id, []).append(title)
    return {pk: "; ".join(titles) for pk, titles in posts.items()}
