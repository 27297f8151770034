"""A log, a sheet or a typed list of an event, read to the people of the region. Writes nothing."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.formats import time_format
from django.utils.timezone import get_current_timezone

from opora.accounts.models import User
from opora.core import clock
from opora.core.merging import merged_into
from opora.events.logs import Interval, Log, Participant, read, unite
from opora.events.models import Entry, EntryStatus, Event, Held, Invitation, Planning
from opora.events.resolving import Registry, Resolution, Status, fold, resolve
from opora.events.resolving.resolving import Aliases
from opora.organisations.models import Region


@dataclass(frozen=True)
class Reading:
    """A file and whose names stand in it, in the order of the file."""

    log: Log
    sha256: str
    registry: Registry
    resolutions: Sequence[Resolution]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many participants of each status."""
        return Counter(one.status for one in self.resolutions)

    def of_people(self) -> dict[int, Participant]:
        """Everybody who is sure, with all entries that are theirs united; those listed as absent are left out."""
        found: dict[int, list[Participant]] = defaultdict(list)
        for one in self.resolutions:
            if one.person_id is not None and one.participant.present:
                found[one.person_id].append(one.participant)
        return {person: unite(entries) for person, entries in found.items()}


def read_list(*, event: Event, content: bytes, name: str) -> Reading:
    """Whose names stand in a file, by the posts of the day of the event.

    ValidationError when the file cannot be read or holds no names.
    """
    log = read(content, name)
    registry = Registry.load(event.programme.region, day_of(event))
    invited = Invitation.objects.standing().filter(event=event, person__isnull=False)
    found = resolve(
        log.participants,
        registry,
        aliases=learned(event.programme.region),
        invited=frozenset(invited.values_list("person_id", flat=True).order_by()),
    )
    return Reading(log, sha256(content).hexdigest(), registry, found)


def day_of(event: Event) -> dt.date:
    """The day an event took place, else the one it is planned for, as known now."""
    held = Held.objects.standing().filter(event=event).first()
    if held:
        return held.occurred_on
    plan = Planning.objects.standing().filter(event=event).oldest_first().last()
    return plan.planned_on if plan else clock.today()


def learned(region: Region) -> Aliases:
    """Names that somebody decided for in lists that stand, by their folded text."""
    decided = Entry.objects.filter(
        roll__event__programme__region=region, roll__voided_at=None, status=EntryStatus.MATCHED
    ).exclude(decided_by="")
    found: dict[str, set[int]] = defaultdict(set)
    into = merged_into(User)
    for text, person in decided.values_list("text", "person_id").order_by("pk"):
        if person is not None:
            found[fold(text)].add(into.get(person, person))
    return found


def enough(minutes: int | None, event: Event) -> bool:
    """Whether somebody was there long enough; whose minutes nobody knows was."""
    return minutes is None or minutes >= event.least_minutes


def stored(intervals: Iterable[Interval]) -> list[list[str]]:
    """Intervals as they are kept: ISO moments in the active time zone."""
    return [[_local(one.start).isoformat(), _local(one.end).isoformat()] for one in intervals]


def loaded(intervals: Iterable[Sequence[str]]) -> list[Interval]:
    """The reverse of `stored`."""
    return [Interval(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) for start, end in intervals]


def hours(intervals: Iterable[Sequence[str]]) -> str:
    """From first joining to last leaving: "09:58 – 12:41"; "" when no moment is known."""
    found = loaded(intervals)
    if not found:
        return ""
    first, last = min(one.start for one in found), max(one.end for one in found)
    return f"{time_format(first.time(), 'H:i')} – {time_format(last.time(), 'H:i')}"


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(get_current_timezone()).replace(tzinfo=None) if moment.tzinfo else moment
