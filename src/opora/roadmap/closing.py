"""Who can close the gaps of a figure: from the role that a gap names and its subject to the people in office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from opora.accounts.addressees import posts_for
from opora.accounts.holders import Holding
from opora.accounts.models import BELONGS_TO, Post
from opora.core.actors import Actor
from opora.indicators.facts import State
from opora.indicators.figures import Member
from opora.indicators.subjects import HeldPost

OPEN = (State.MISSING, State.UNKNOWN)
"""The lists whose gaps somebody can still close."""
ONESELF = "person"
"""A gap that the person who is the subject closes, whatever post they hold."""
_POST = "post"
"""A gap that the post which is the subject closes: whoever holds it now, not on the day of the population."""
HEADED_BY = {"school": Post.SCHOOL_HEAD, "team": Post.SCHOOL_HEAD, "municipality": Post.MUNICIPAL_HEAD}
"""An organisation that closes a gap does so through its head."""


class InOffice(Protocol):
    """People in office on a day, by post and place (`kind` is region, municipality or school) and by person."""

    def at(self, post: str, kind: str, organisation_id: int | None) -> list[Holding]:
        """Everybody who holds the post there."""

    def of_region(self, post: str) -> list[Holding]:
        """Everybody who holds the post for the whole region."""

    def of_person(self, person_id: int) -> list[Holding]:
        """The posts of one person."""


def is_open(member: Member) -> bool:
    """Whether something is missing or not known yet that somebody can still bring about."""
    gap = member.gap
    return member.state in OPEN and bool(gap and gap.closes and not gap.final)


def of_others(members: Iterable[Member], actor: Actor) -> list[Member]:
    """The open gaps of these that people of another role close, whom the actor may write to; no query."""
    allowed = frozenset(posts_for(actor)) - {actor.role}
    return [member for member in members if is_open(member) and _within(member, allowed, actor)]


@dataclass(frozen=True, slots=True)
class Closing:
    """Which post closes a gap, and where it is held: ids of schools, of municipalities or, for ONESELF, of a person."""

    role: str
    kind: str
    places: tuple[int, ...] = ()


def closed_by(member: Member) -> Closing:
    """By whom an open gap is closed, whoever holds the post."""
    role = _role(member)
    if role == ONESELF:
        person = member.subject.person_id
        return Closing(role, "person", () if person is None else (person,))
    kind = BELONGS_TO[role][0] if role in BELONGS_TO else ""
    return Closing(role, kind, () if kind == "region" else tuple(_organisations(member, kind)))


def closers(member: Member, people: InOffice) -> list[Holding]:
    """Who can close an open gap, of these people; nobody when the post is vacant."""
    by = closed_by(member)
    if by.kind == "region":
        return people.of_region(by.role)
    if by.kind == "person":
        return [held for person in by.places for held in people.of_person(person)]
    return [held for number in by.places for held in people.at(by.role, by.kind, number)]


def _role(member: Member) -> str:
    closes = member.gap.closes if member.gap else ""
    if closes == _POST:
        return member.subject.key.partition(":")[0]
    return HEADED_BY.get(closes, closes)


def _within(member: Member, allowed: frozenset[str], actor: Actor) -> bool:
    role, person = _role(member), member.subject.person_id
    if role == ONESELF:
        return person is not None and actor.key != f"user:{person}"
    return role in allowed


def _organisations(member: Member, kind: str) -> list[int]:
    """Schools or municipalities in which the gap is closed: the subject's, or those of a person's counted posts."""
    subject = member.subject
    places = (HeldPost("", subject.municipality_id, subject.school_id), *subject.posts)
    found = {place.school_id if kind == "school" else place.municipality_id for place in places}
    return sorted(number for number in found if number is not None)
