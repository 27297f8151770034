"""Bringing in a list of who was there, deciding whom its names mean, taking it back as a whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import actions, clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.files import actions as files
from opora.core.files.models import StoredFile
from opora.core.models import Origin, stamp
from opora.events.actions.planning import hold
from opora.events.logs.records import united
from opora.events.models import AttendanceList, Entry, EntryStatus, Event, Held, Presence, Source, Way
from opora.events.reading import Reading, day_of, enough, loaded, stored
from opora.events.resolving import Resolution
from opora.events.standing import held_day, refuse_closed


@dataclass(frozen=True)
class Brought:
    """A list that is there now; `new` is False for a file that was brought in before."""

    roll: AttendanceList
    new: bool


@transaction.atomic
def bring_list(
    *,
    event: Event,
    reading: Reading,
    name: str,
    by: Actor,
    evidence: StoredFile | None = None,
    source: str = Source.FILE,
    origin: str = Origin.IMPORT,
) -> Brought:
    """Write what was read: the list, its names, and the presence of everybody who is sure and was there long enough.

    The same file again changes nothing. An event that nobody said was held is held on its planned day: a list of who
    was there says so. `evidence` is kept with the list. ValidationError once the list is closed.
    """
    _lock(event)
    known = AttendanceList.objects.standing().filter(event=event, sha256=reading.sha256).first()
    if known:
        return Brought(known, new=False)
    if not Held.objects.standing().filter(event=event).exists():
        hold(event=event, on=day_of(event), by=by, origin=origin)
    refuse_closed(event)
    participants = reading.log.participants
    roll = keep(
        AttendanceList(
            event=event,
            source=source,
            file_name=name,
            sha256=reading.sha256,
            layout=str(reading.log.layout),
            rows=sum(len(one.lines) for one in participants),
            **stamp(on=held_day(event), by=by, origin=origin),
        )
    )
    Entry.objects.bulk_create([_entry(roll, one) for one in reading.resolutions], batch_size=500)
    made = _settle(roll, _people_of(roll), by)
    if evidence is not None:
        files.share(stored=evidence, of=journal.key_of(roll), by=by)
    journal.write(
        by=by,
        verb="bring-attendance",
        object_key=journal.key_of(roll),
        count=max(1, made),
        details={
            "event": event.code,
            "sha256": reading.sha256,
            **{str(status): n for status, n in reading.counts.items()},
        },
    )
    return Brought(roll, new=True)


@transaction.atomic
def decide(*, entries: Iterable[Entry], person: User | None, by: Actor, in_place_of: User | None = None) -> None:
    """Say whom names of one list mean: a person, perhaps in place of another, or nobody of the registry (None).

    What was decided is remembered: the next list of the region knows the name. ValidationError once the list is
    closed or taken back, and for somebody in place of themselves.
    """
    chosen = list(entries)
    for roll in _rolls(chosen):
        _refuse_settled(roll)
        own = [entry for entry in chosen if entry.roll_id == roll.pk]
        before = {entry.person_id for entry in own if entry.person_id}
        for entry in own:
            entry.status = EntryStatus.MATCHED if person else EntryStatus.OUTSIDE
            entry.person, entry.in_place_of = person, in_place_of if person else None
            entry.decided_at, entry.decided_by = clock.now(), by.key
            entry.full_clean(exclude=["roll"])
            entry.save()
        _settle(roll, before | ({person.pk} if person else set()), by)
        details = {"entries": [entry.pk for entry in own], "person": person.pk if person else None}
        about = person.key if person else ""
        journal.write(by=by, verb="decide-name", object_key=journal.key_of(roll), about=about, details=details)


@transaction.atomic
def undecide(*, entry: Entry, by: Actor) -> None:
    """Take a decision about a name back: it is open again, and no longer remembered."""
    _refuse_settled(entry.roll)
    if not entry.decided_by:
        raise ValidationError(_("Nobody has decided about this name."))
    before = {entry.person_id} if entry.person_id else set()
    entry.status = EntryStatus.AMBIGUOUS if entry.candidates else EntryStatus.UNMATCHED
    entry.person, entry.in_place_of, entry.decided_at, entry.decided_by = None, None, None, ""
    entry.save()
    _settle(entry.roll, before, by)
    journal.write(by=by, verb="undecide-name", object_key=journal.key_of(entry.roll), details={"entries": [entry.pk]})


@transaction.atomic
def take_list_back(*, roll: AttendanceList, reason: str, by: Actor) -> None:
    """Take back a list and every presence it made, and nothing else; ValidationError once the list is closed."""
    refuse_closed(roll.event)
    actions.void(record=roll, reason=reason, by=by)
    standing = Presence.objects.standing().filter(roll=roll)
    number = standing.update(voided_at=roll.voided_at, voided_by=roll.voided_by, void_reason=roll.void_reason)
    journal.write(by=by, verb="void-presences", object_key=journal.key_of(roll), count=max(1, number))


def _entry(roll: AttendanceList, one: Resolution) -> Entry:
    participant = one.participant
    beside = (participant.post, participant.organisation, participant.municipality)
    status = EntryStatus(one.status.value)
    return Entry(
        roll=roll,
        text=participant.text[:300],
        email=participant.email[:320],
        beside=", ".join(filter(None, beside))[:500],
        lines=list(participant.lines),
        intervals=stored(participant.intervals),
        minutes=participant.minutes,
        present=participant.present,
        status=status,
        person_id=one.person_id if status is EntryStatus.MATCHED else None,
        reasons=list(map(str, one.reasons)),
        candidates=[{"person": other.person_id, "reasons": list(map(str, other.reasons))} for other in one.candidates],
    )


def _settle(roll: AttendanceList, people: Collection[int], by: Actor) -> int:
    """Let the presences of these people follow the names of a list; how many were made."""
    event = roll.event
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(roll=roll, person__in=people, present=True):
        entries[entry.person_id or 0].append(entry)
    wanted = {pk: _minutes(found) for pk, found in entries.items() if enough(_minutes(found), event)}
    instead = {pk: _replaced(entries[pk]) for pk in wanted}
    standing = {one.person_id: one for one in Presence.objects.standing().filter(roll=roll, person__in=people)}
    kept = {pk for pk in wanted if pk in standing and standing[pk].in_place_of_id == instead[pk]}
    for pk, presence in standing.items():
        if pk not in kept:
            reason = _("the list means somebody else")
            actions.void(record=presence, reason=reason, by=by, about=f"user:{pk}")
    made = [
        Presence(
            event=event,
            person_id=pk,
            in_place_of_id=instead[pk],
            way=Way.LIST,
            roll=roll,
            minutes=minutes,
            **stamp(on=roll.occurred_on, by=by, origin=roll.origin),
        )
        for pk, minutes in wanted.items()
        if pk not in kept
    ]
    return len(Presence.objects.bulk_create(made, batch_size=500))


def _minutes(entries: Iterable[Entry]) -> int | None:
    """Minutes of all names of one person: together, where moments are known no more than the time they cover, else
    the longest; None when no name has any."""
    found = [one for one in entries if one.minutes is not None]
    minutes = [one.minutes or 0 for one in found]
    if not all(one.intervals for one in found):
        return max(minutes)
    covered = united(interval for one in found for interval in loaded(one.intervals))
    return min(sum(minutes), sum(interval.seconds for interval in covered) // 60) if found else None


def _replaced(entries: Iterable[Entry]) -> int | None:
    return next((one.in_place_of_id for one in entries if one.in_place_of_id), None)


def _people_of(roll: AttendanceList) -> set[int]:
    return set(Entry.objects.filter(roll=roll).exclude(person=None).values_list("person_id", flat=True).order_by())


def _rolls(entries: Iterable[Entry]) -> list[AttendanceList]:
    return list({entry.roll_id: entry.roll for entry in entries}.values())


def _refuse_settled(roll: AttendanceList) -> None:
    if roll.voided_at:
        raise ValidationError(_("This list was taken back."))
    refuse_closed(roll.event)


def _lock(event: Event) -> None:
    """One list of an event at a time: the same file sent twice at once is brought in once."""
    Event.objects.select_for_update().get(pk=event.pk)
