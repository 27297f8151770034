"""Entries for a calendar as a file (iCalendar, RFC 5545): plain data in, bytes out, the same data the same bytes."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from opora.events.zones import written_zone

MEDIA_TYPE = "text/calendar"
OCTETS = 75
"""Of a line, without its end; what is longer goes on in a line that begins with a space."""
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]-._"
"""Signs of a web address that stay as they are."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who invites or is invited."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event.

    `uid` never changes ("event-17@host"); `sequence` grows with every change that people must hear of. `starts` and
    `ends` are aware moments (None: the end is not known), or both days: `ends` is then the last one. `time_zone` is
    that of the place, such as "Asia/Barnaul". `changed_at` (aware) is when anything of it last changed. `link` is a
    web address. ValueError for naive moments, days mixed with moments, an end before the start, an empty uid, another
    kind of link.
    """

    uid: str
    sequence: int
    starts: dt.datetime | dt.date
    ends: dt.datetime | dt.date | None
    time_zone: str
    title: str
    changed_at: dt.datetime
    description: str = ""
    place: str = ""
    link: str = ""
    organiser: Party | None = None
    attendees: Sequence[Party] = ()
    cancelled: bool = False

    def __post_init__(self) -> None:
        moments = [moment for moment in (self.starts, self.ends, self.changed_at) if isinstance(moment, dt.datetime)]
        if any(moment.utcoffset() is None for moment in moments):
            raise ValueError("A moment says its time zone")
        if self.ends is not None:
            if isinstance(self.ends, dt.datetime) is not isinstance(self.starts, dt.datetime):
                raise ValueError("Both ends are moments or both are days")
            if _comparable(self.ends) < _comparable(self.starts):
                raise ValueError("It ends before it starts")
        if not cleaned(self.uid).strip() or self.sequence < 0:
            raise ValueError("An entry has a uid and a sequence from 0")
        if self.link and not self.link.startswith(("https://", "http://")):
            raise ValueError(f"{self.link!r} is no web address")


def calendar_file(entries: Sequence[Entry], *, method: Method = "PUBLISH", name: str) -> bytes:
    """The file; `name` is what a calendar that is subscribed to is called.

    REQUEST invites and CANCEL takes back (every entry counts as cancelled): both speak for an organiser, ValueError
    without. Answers are not asked for by mail.
    """
    if method != "PUBLISH" and not all(entry.organiser for entry in entries):
        raise ValueError("Who invites or cancels is named")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Opora//Events//RU", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    if method == "PUBLISH":
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    lines += _zones(entries)
    for entry in entries:
        lines += _event(entry, cancelled=entry.cancelled or method == "CANCEL")
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def cleaned(text: str) -> str:
    """A text as the file holds it: one kind of line end, without control signs."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def _zones(entries: Sequence[Entry]) -> Iterator[str]:
    """Each time zone of these entries for as long as they last; whole days need none."""
    for zone in sorted({entry.time_zone for entry in entries}):
        moments = [
            moment
            for entry in entries
            for moment in (entry.starts, entry.ends)
            if entry.time_zone == zone and isinstance(moment, dt.datetime)
        ]
        if moments:
            yield from written_zone(zone, min(moments), max(moments))


def _event(entry: Entry, *, cancelled: bool) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{_utc(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(entry.changed_at)}"
    yield f"DTSTART{_when(entry.starts, entry.time_zone)}"
    if isinstance(entry.ends, dt.datetime):
        if _comparable(entry.ends) > _comparable(
            entry.starts
        ):  # an end at the start is no end: RFC 5545 wants it later
            yield f"DTEND{_when(entry.ends, entry.time_zone)}"
    elif entry.ends is not None:
        yield f"DTEND{_when(entry.ends + dt.timedelta(days=1), entry.time_zone)}"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.link:
        yield f"URL:{quote(entry.link, safe=_IN_ADDRESSES)}"
    if entry.organiser:
        yield f"ORGANIZER{_party(entry.organiser)}"
    for one in entry.attendees:
        yield f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE{_party(one)}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _when(moment: dt.datetime | dt.date, zone: str) -> str:
    """Parameters and value: a day, or the hour that clocks show there. The second of two equal hours goes in UTC."""
    if not isinstance(moment, dt.datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    local = moment.astimezone(ZoneInfo(zone))
    return f":{_utc(moment)}" if local.fold else f";TZID={zone}:{local:%Y%m%dT%H%M%S}"


def _comparable(moment: dt.datetime | dt.date) -> dt.datetime | dt.date:
    """Moments in world time: two of one zone compare by what its clocks show, which is wrong when they go back."""
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _party(party: Party) -> str:
    """A name that cannot end its quotes, and the address."""
    name = " ".join(cleaned(party.name).replace('"', "'").split())
    return f';CN="{name}":mailto:{quote(cleaned(party.mail), safe="@+-._~")}'


def _text(text: str) -> str:
    """The text with everything escaped that would end it."""
    escaped = cleaned(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line with its end, broken between signs where it is longer than OCTETS."""
    rows, row, room = [], b"", OCTETS
    for sign in line:
        octets = sign.encode()
        if len(row) + len(octets) > room:
            rows.append(row)
            row, room = b"", OCTETS - 1
        row += octets
    return b"\r\n ".join([*rows, row]) + b"\r\n"
