"""Events as entries of a calendar: a uid that never changes, a sequence that grows with every move and cancellation."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from opora.events.calendar import Entry
from opora.events.models import Cancellation, Event, Planning
from opora.events.queries import EventState
from opora.organisations.models import Region


def entries(states: Iterable[EventState], region: Region, page: Callable[[int], str]) -> list[Entry]:
    """These events of a region; `page` gives the whole address of an event. Two queries, however many there are."""
    found = list(states)
    said = changes_of([state.event for state in found])
    return [_entry(state, region, page(state.event.pk), said[state.event.pk]) for state in found]


def uid_of(event_id: int) -> str:
    """What a calendar knows an event by, in files and in letters alike."""
    return f"event-{event_id}@opora"


def sequence_of(event: Event) -> int:
    """How often the day of an event was changed; two queries."""
    return len(changes_of([event])[event.pk]) - 1


def changes_of(events: Iterable[Event]) -> dict[int, list[dt.datetime]]:
    """The moments at which something was said of the day of each event, or taken back: their number only grows."""
    wanted = list(events)
    found: dict[int, list[dt.datetime]] = defaultdict(list)
    columns = ("event_id", "recorded_at", "voided_at")
    for rows in (Planning.objects.filter(event__in=wanted), Cancellation.objects.filter(event__in=wanted)):
        for number, recorded_at, voided_at in rows.values_list(*columns):
            found[number] += [moment for moment in (recorded_at, voided_at) if moment]
    return found


def _entry(state: EventState, region: Region, page: str, said: list[dt.datetime]) -> Entry:
    event, plan = state.event, state.plan
    zone = ZoneInfo(region.time_zone)

    def at(hour: dt.time | None) -> dt.datetime | None:
        return dt.datetime.combine(state.on, hour, tzinfo=zone) if hour else None

    return Entry(
        uid=uid_of(event.pk),
        sequence=len(said) - 1,
        starts=at(plan.starts_at) or state.on,
        ends=at(plan.ends_at),
        time_zone=region.time_zone,
        title=event.title,
        changed_at=max(said),
        description="\n\n".join(filter(None, (event.agenda, page))),
        place=plan.place,
        link=plan.link or page,
        cancelled=state.cancellation is not None,
    )
