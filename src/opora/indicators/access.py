"""Who may see the members of a figure. Counts need no permission beyond the figure's own."""

from collections.abc import Iterable

from opora.core.actors import Actor, Scope
from opora.indicators.figures import Member

IMPERSONAL = frozenset({"action", "document", "month"})
"""Kinds of member that stand for no school and no person."""


def may_see(actor: Actor, member: Member) -> bool:
    """Whether this member may be shown to this actor."""
    scope = actor.scope("members")
    subject = member.subject
    if scope is Scope.REGION:
        return True
    if scope is not Scope.OWN:
        return False
    return (
        subject.kind in IMPERSONAL
        or subject.school_id in actor.school_ids
        or subject.municipality_id in actor.municipality_ids
    )


def visible_members(actor: Actor, members: Iterable[Member]) -> list[Member]:
    """The members this actor may be shown, in their order."""
    return [member for member in members if may_see(actor, member)]
