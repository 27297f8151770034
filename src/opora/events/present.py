"""Who was at an event: those within the reader's reach by name, the others as a number; and whom one waits for."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from opora.accounts.directory import Entry, directory, unappointed
from opora.accounts.models import User
from opora.accounts.places import Places
from opora.core.actors import Actor, Scope
from opora.core.imports.cells import folded
from opora.events.meetings import meetings
from opora.events.models import Event, Presence
from opora.events.populations import invited_on
from opora.events.roll import Roll
from opora.indicators.context import Context
from opora.indicators.subjects import Subject


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was there; `marks` are the signs of it. `in_place_of` is "" for one's own presence."""

    person_id: int
    name: str
    posts: tuple[str, ...]
    marks: tuple[Presence, ...]
    in_place_of: str = ""


@dataclass(frozen=True)
class PresentList:
    """`others` is how many were there beside those named; substitutes stand apart."""

    own: list[Present] = field(default_factory=list)
    substitutes: list[Present] = field(default_factory=list)
    others: int = 0

    @property
    def count(self) -> int:
        """How many people were there."""
        return len(self.own) + len(self.substitutes) + self.others


@dataclass(frozen=True, slots=True)
class Expected:
    """What the invited population says of an event: how many subjects, how many of them are noted as present."""

    subjects: tuple[Subject, ...]
    noted: frozenset[str]

    @property
    def absent(self) -> list[Subject]:
        """Those nobody is noted for."""
        return [subject for subject in self.subjects if subject.key not in self.noted]


def present_list(event: Event, actor: Actor, places: Places, as_of: dt.date) -> PresentList:
    """Everybody noted as present by a day; `places` are those of the day of the event. Six queries at most."""
    marks: dict[int, list[Presence]] = {}
    rows = Presence.objects.filter(event=event).known(as_of, places.known_at).select_related("person", "in_place_of")
    for mark in rows.oldest_first():
        marks.setdefault(mark.person_id, []).append(mark)
    if not marks:
        return PresentList()
    reach = within_reach(actor, places, {*marks, *(mark.in_place_of_id for signs in marks.values() for mark in signs)})
    own: list[Present] = []
    substitutes: list[Present] = []
    for person_id, signs in marks.items():
        if person_id not in reach:
            continue
        one = _present(signs, reach, places)
        (substitutes if signs[-1].in_place_of_id else own).append(one)
    for found in (own, substitutes):
        found.sort(key=lambda one: (folded(one.name), one.person_id))
    return PresentList(own, substitutes, len(marks) - len(own) - len(substitutes))


def within_reach(actor: Actor, places: Places, ids: Iterable[int | None]) -> dict[int, Entry | None]:
    """Those of these people whom the actor may be told of, with their posts on the day of the places.

    Who never held a post is shown to who sees the whole region, without an entry.
    """
    wanted = {one for one in ids if one is not None}
    found: dict[int, Entry | None] = {
        entry.id: entry for entry in directory(actor, places, present=False).entries if entry.id in wanted
    }
    rest = wanted - found.keys()
    if rest and actor.scope("person") is Scope.REGION:
        found |= dict.fromkeys(unappointed().filter(pk__in=rest).values_list("pk", flat=True))
    return found


def _present(signs: list[Presence], reach: Mapping[int, Entry | None], places: Places) -> Present:
    last = signs[-1]
    entry, replaced = reach[last.person_id], last.in_place_of
    posts = tuple(dict.fromkeys(places.title(held) for held in entry.now)) if entry else ()
    instead = replaced.full_name if replaced is not None and replaced.pk in reach else ""
    return Present(last.person_id, last.person.full_name, posts, tuple(signs), instead)


def expected(context: Context, event: Event, on: dt.date) -> Expected:
    """The invited population on a day, and which of its subjects somebody is noted for, closed list or not."""
    subjects = tuple(invited_on(context, event.invited, on).subjects)
    own = [meeting for meeting in context.once(meetings) if meeting.id == event.pk]
    roll = Roll.of(context, own)
    return Expected(subjects, frozenset(one.key for one in subjects if roll.noted(one)))


def people_of(context: Context, event: Event, subjects: Iterable[Subject], on: dt.date) -> dict[int, str]:
    """Whose presence on a day would be that of these subjects, by what the subject is called."""
    own = [meeting for meeting in context.once(meetings) if meeting.id == event.pk]
    roll = Roll.of(context, own)
    found: dict[int, str] = {}
    for subject in subjects:
        for person in roll.persons(subject, on):
            found.setdefault(person, ", ".join(subject.titles) or subject.label)
    return found


def users(ids: Iterable[int]) -> list[User]:
    """These people by name; who was taken back is nobody any more."""
    found = User.objects.filter(pk__in=list(ids), withdrawn=False)
    return sorted(found, key=lambda person: (folded(person.full_name), person.pk))
