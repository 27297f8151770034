"""Who may see the members of a figure, and what of them. Counts need no permission beyond the figure's own."""

from collections.abc import Iterable
from dataclasses import replace

from opora.core.actors import Actor, Scope
from opora.indicators.figures import Member
from opora.indicators.subjects import HeldPost, Subject

IMPERSONAL = frozenset({"action", "document", "month"})
"""Kinds of member that stand for no school and no person."""


def seen(actor: Actor, member: Member) -> Member | None:
    """The member as this actor may be shown it; None when not at all.

    A person is seen by whoever reaches one of the person's posts, and by the person; of the other posts, and of the
    place they lie in, a restricted reader learns nothing.
    """
    scope, subject = actor.scope("members"), member.subject
    if scope is Scope.REGION:
        return member
    if scope is not Scope.OWN:
        return None
    if subject.kind == "person" and subject.posts:
        return _person(actor, member)
    return member if subject.kind in IMPERSONAL or _reaches(actor, subject) else None


def visible_members(actor: Actor, members: Iterable[Member]) -> list[Member]:
    """The members this actor may be shown, in their order."""
    return [shown for member in members if (shown := seen(actor, member))]


def _person(actor: Actor, member: Member) -> Member | None:
    subject = member.subject
    oneself = actor.key == f"user:{subject.person_id}"
    posts = subject.posts if oneself else tuple(post for post in subject.posts if _reaches(actor, post))
    if not posts:
        return None
    place = subject.municipality_id if any(post.municipality_id == subject.municipality_id for post in posts) else None
    return replace(member, subject=replace(subject, posts=posts, municipality_id=place))


def _reaches(actor: Actor, where: Subject | HeldPost) -> bool:
    return where.school_id in actor.school_ids or where.municipality_id in actor.municipality_ids
