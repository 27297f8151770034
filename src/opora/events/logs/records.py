"""What a log of a meeting or a list of attendance holds: its participants, each with the rows they stand in."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from opora.organisations.names import letters

UNDATED = dt.date(1900, 1, 1)
"""The day of moments of which only the time is known."""
NEXT_DAY = dt.timedelta(days=1)


class Layout(StrEnum):
    """The kinds of file, by the service that wrote them; a `LOG` is of one that is not known by name."""

    ZOOM = "zoom"
    TEAMS = "teams"
    MEET = "meet"
    MTS_LINK = "mts-link"
    TELEMOST = "telemost"
    TOLK = "tolk"
    TRUECONF = "trueconf"
    JAZZ = "jazz"
    SFERUM = "sferum"
    PRUFFME = "pruffme"
    BIGBLUEBUTTON = "bigbluebutton"
    LOG = "log"
    SHEET = "sheet"
    LIST = "list"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From joining to leaving; both moments have a zone or both have none. Only times are known: day `UNDATED`."""

    start: dt.datetime
    end: dt.datetime

    @property
    def seconds(self) -> int:
        """Its length."""
        return int((self.end - self.start).total_seconds())


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that speaks of a participant; `seconds` is the duration that is written there, None when none is."""

    line: int
    text: str
    email: str = ""
    organisation: str = ""
    municipality: str = ""
    post: str = ""
    interval: Interval | None = None
    seconds: int | None = None
    present: bool = True
    host: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the file: all rows with one address, or with one name in whatever case.

    `minutes` are whole ones, None when nothing tells them. `present` is False only for who is listed as absent.
    """

    lines: tuple[int, ...]
    text: str
    texts: tuple[str, ...]
    email: str = ""
    organisation: str = ""
    municipality: str = ""
    post: str = ""
    intervals: tuple[Interval, ...] = ()
    minutes: int | None = None
    present: bool = True
    host: bool = False
    entries: tuple[Entry, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not a person: a recording, a notetaker, an unnamed room."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Log:
    """A file that was read. `warnings` are sentences for people."""

    layout: Layout
    participants: tuple[Participant, ...]
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()


def fold(text: str) -> str:
    """A text for comparison: case, ё, signs, spaces and Latin lookalikes do not matter; "" for none."""
    return letters.key(text) or " ".join(text.casefold().split())


def together(entries: Sequence[Entry]) -> Participant:
    """One participant of rows that are one person's; overlaps, as of two devices, count once."""
    texts = {fold(one.text): one.text for one in reversed(entries)}
    named = [texts[key] for key in dict.fromkeys(fold(one.text) for one in entries)]
    return Participant(
        lines=tuple(sorted({one.line for one in entries})),
        text=max(named, key=_letters),
        texts=tuple(named),
        email=_first(one.email for one in entries),
        organisation=_first(one.organisation for one in entries),
        municipality=_first(one.municipality for one in entries),
        post=_first(one.post for one in entries),
        intervals=united(one.interval for one in entries if one.interval),
        minutes=_minutes(entries),
        present=any(one.present for one in entries),
        host=any(one.host for one in entries),
        entries=tuple(entries),
    )


def unite(participants: Iterable[Participant]) -> Participant:
    """One participant of several that turned out to be one person; their minutes are not counted twice."""
    return together([entry for one in participants for entry in one.entries])


def united(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time as intervals that neither overlap nor touch, in order."""
    found: list[Interval] = []
    for one in sorted(intervals, key=lambda one: _comparable(one.start)):
        if found and _comparable(one.start) <= _comparable(found[-1].end):
            last = found[-1]
            found[-1] = Interval(last.start, max(last.end, one.end, key=_comparable))
        else:
            found.append(one)
    return tuple(found)


LEEWAY = 120
"""Seconds by which a written duration may fall short of its moments: services round."""


def _minutes(entries: Iterable[Entry]) -> int | None:
    """Of moments their union, of durations their sum; a span with gaps lasts as long as is written beside it."""
    whole, written = [], []
    for one in entries:
        if one.interval and (one.seconds is None or one.interval.seconds - one.seconds <= LEEWAY):
            whole.append(one.interval)
        elif one.seconds is not None:
            written.append(one)
    if not whole and not written:
        return None
    seconds = sum(one.seconds for one in united(whole)) + sum(one.seconds or 0 for one in written)
    spans = [*whole, *(one.interval for one in written if one.interval)]
    if all(one.interval for one in written):  # nobody was there longer than from joining to leaving
        seconds = min(seconds, sum(one.seconds for one in united(spans)))
    return seconds // 60


def _comparable(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
