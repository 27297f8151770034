"""Who may see which people: by the posts they hold, and of these only those within reach."""

from collections.abc import Iterable, Mapping

from opora.accounts.holders import Holding
from opora.core import clock
from opora.core.actors import Actor, Scope


def visible_holdings(
    actor: Actor, holdings: Iterable[Holding], municipality_of: Mapping[int, int | None]
) -> list[Holding]:
    """Those of these appointments of the actor's region that the actor may see, in their order.

    `municipality_of` places each school. People see their own posts wherever those are, as long as they hold them.
    """
    scope = actor.scope("person")
    if scope is Scope.REGION:
        return list(holdings)
    if scope is None:
        return []
    return [held for held in holdings if _own(actor, held, municipality_of)]


def _own(actor: Actor, held: Holding, municipality_of: Mapping[int, int | None]) -> bool:
    municipality_id = held.municipality_id
    if held.school_id is not None:
        municipality_id = municipality_of.get(held.school_id)
    return (
        held.school_id in actor.school_ids
        or municipality_id in actor.municipality_ids
        or (actor.key == f"user:{held.person_id}" and not held.over(clock.today()))
    )
