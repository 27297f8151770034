"""Who is invited to an event, what they answered, who has a place and who waits for one; computed, never stored."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from opora.accounts.matching import people_of
from opora.accounts.models import User
from opora.events.models import Answer, Event, Invitation, Reply
from opora.events.populations import fault_texts, invited_on
from opora.indicators.context import Context
from opora.indicators.subjects import Population, Subject

COMING = (Reply.YES, Reply.SUBSTITUTE)


class Standing(StrEnum):
    """How an invitation stands. WAITING: an answer to come beyond the capacity."""

    YES = "yes"
    SUBSTITUTE = "substitute"
    WAITING = "waiting"
    NO = "no"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Guest:
    """An invitation with the answer that holds. `waits`: the place on the waiting list from 1, 0 for none."""

    invitation: Invitation
    answer: Answer | None
    waits: int = 0

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if self.answer is None:
            return Standing.NONE
        return Standing.WAITING if self.waits else Standing(self.answer.reply)

    @property
    def name(self) -> str:
        """Who is invited."""
        person = self.invitation.person
        return person.full_name if person else self.invitation.name


def guests_of(event: Event, as_of: dt.date, known_at: dt.datetime) -> list[Guest]:
    """All invitations of an event by name, as known at a moment; two queries."""
    rows = list(Invitation.objects.known(as_of, known_at).filter(event=event).select_related("person"))
    given = Answer.objects.known(as_of, known_at).filter(invitation__event=event).oldest_first()
    answers: dict[int, list[Answer]] = {row.pk: [] for row in rows}
    for one in given.select_related("substitute"):
        if one.invitation_id in answers:
            answers[one.invitation_id].append(one)
    waits = waiting(answers, event.capacity)
    guests = [Guest(row, answers[row.pk][-1] if answers[row.pk] else None, waits.get(row.pk, 0)) for row in rows]
    return sorted(guests, key=lambda guest: (guest.name.casefold(), guest.invitation.pk))


def waiting(answers: Mapping[int, list[Answer]], capacity: int | None) -> dict[int, int]:
    """Places on the waiting list by invitation, from 1: who came to say so when all places were given.

    `answers` of each invitation are the oldest first. A place is kept for as long as every answer since is to come,
    oneself or by a substitute; whoever called it off in between stands at the end.
    """
    since = {pk: first for pk, given in answers.items() if (first := _coming_since(given)) is not None}
    order = sorted(since, key=lambda pk: since[pk])
    beyond = [] if capacity is None else order[capacity:]
    return {pk: place for place, pk in enumerate(beyond, start=1)}


def _coming_since(given: Iterable[Answer]) -> tuple[dt.datetime, int] | None:
    since = None
    for one in given:
        if one.reply not in COMING:
            since = None
        elif since is None:
            since = one.recorded_at, one.pk
    return since


def counts(guests: Iterable[Guest]) -> Counter[Standing]:
    """How many stand how."""
    return Counter(guest.standing for guest in guests)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom the sentence of an event means on its day: people by id with their posts, and the posts nobody holds.

    `others` are subjects that are no people, such as schools: nobody can be invited by them. `fault`: the sentence
    cannot be read (any more).
    """

    people: Mapping[int, str]
    vacant: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    fault: str = ""


def wanted(context: Context, event: Event, on: dt.date) -> Wanted:
    """Whom the event invites on a day; each person once with all posts. Nobody for an event without a sentence."""
    faults = fault_texts(event.invited)
    return Wanted({}, fault="; ".join(faults)) if faults else told(invited_on(context, event.invited, on))


def told(population: Population) -> Wanted:
    """A population as whom to invite."""
    people: dict[int, dict[str, None]] = {}
    vacant: list[str] = []
    others: list[str] = []
    for subject in population.subjects:
        if subject.person_id is not None:
            people.setdefault(subject.person_id, {}).update(dict.fromkeys(_titles(subject)))
        elif subject.kind == "post":
            vacant.extend(_titles(subject))
        elif subject.kind == "person":
            vacant.extend(title for title in _titles(subject) if subject.vacant)
        else:
            others.append(subject.label)
    return Wanted({pk: "; ".join(posts) for pk, posts in people.items()}, tuple(vacant), tuple(others))


def _titles(subject: Subject) -> tuple[str, ...]:
    return subject.titles or (subject.label,)


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells the population from who is invited: people not invited yet, and invitations whose person left it."""

    new: list[tuple[User, str]]
    left: list[Guest]
    without_address: int


def difference(meant: Wanted, guests: Iterable[Guest]) -> Difference:
    """The difference; one query. An invitation without posts was made by hand and cannot leave."""
    rows = list(guests)
    invited = {one.invitation.person_id for one in rows}
    missing = [pk for pk in meant.people if pk not in invited]
    people = User.objects.in_bulk(missing)
    new = sorted(((people[pk], meant.people[pk]) for pk in missing), key=lambda one: one[0].full_name.casefold())
    left = [one for one in rows if one.invitation.posts and one.invitation.person_id not in meant.people]
    return Difference(new, left, sum(not person.email for person, _posts in new))


def person_named(region_id: int, name: str) -> User | None:
    """The one person of the region with exactly this full name; None for nobody and for namesakes."""
    said = " ".join(name.split()).casefold()
    rows = people_of(region_id).filter(surname__iexact=said.partition(" ")[0])
    found = [one for one in rows if one.full_name.casefold() == said]
    return found[0] if len(found) == 1 else None
