"""An event as an entry for a calendar: one uid for ever, a number that grows with every change people must hear of."""

import datetime as dt

from opora.events.calendar import Entry, Method, Party, calendar_file
from opora.events.facts import Facts, day_of, moment_of
from opora.events.timetable import uid_of

NAME = "event.ics"


def entry_of(facts: Facts, *, page: str = "", organiser: Party | None = None, attendee: Party | None = None) -> Entry:
    """The entry of an event as it is planned; without an hour it takes the whole day. `page`: where one answers."""
    starts = moment_of(facts, "starts")
    return Entry(
        uid=uid_of(facts["event"]),
        sequence=facts["sequence"],
        starts=starts or day_of(facts),
        ends=moment_of(facts, "ends") if starts else None,
        time_zone=facts["zone"],
        title=facts["title"],
        changed_at=dt.datetime.fromisoformat(facts["changed"]),
        description="\n\n".join(filter(None, (facts["agenda"], page))),
        place=facts["place"],
        link=facts["link"] or page,
        organiser=organiser,
        attendees=[attendee] if attendee else [],
        cancelled=bool(facts["off"]),
    )


def file_of(entry: Entry) -> tuple[bytes, Method]:
    """The file with one entry, and how calendars take it: asked to come or told it is off where somebody organises."""
    method: Method = "PUBLISH" if entry.organiser is None else "CANCEL" if entry.cancelled else "REQUEST"
    return calendar_file([entry], method=method, name=entry.title), method
