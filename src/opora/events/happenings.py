"""The history of one event: who said what, and when, with what was taken back."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from opora.accounts.queries import authors
from opora.core import journal, numbers
from opora.core.models import JournalEntry, Record
from opora.events.models import AttendanceClosing, Cancellation, Event, Held, Planning, Speaker
from opora.events.queries import EventState

Told = Callable[[Any], tuple[str, str]]
"""A record's title and what stands below it."""
VERBS = ("change-event", "note-presences")


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry; `author` is "" for the command line and the demonstration."""

    at: dt.datetime
    author: str
    title: str
    text: str = ""


def happenings(state: EventState, as_of: dt.date, known_at: dt.datetime) -> list[Happening]:
    """All of them by the moment, the latest first; eight queries, however many there are."""
    found = [*_records(state.event, as_of, known_at), *_journal(state.event, known_at)]
    names = authors({key for _at, key, *_told in found})
    told = [Happening(at, names.get(key, ""), title, text) for at, key, title, text in found]
    return sorted(told, key=lambda one: one.at, reverse=True)


Found = tuple[dt.datetime, str, str, str]


def _records(event: Event, as_of: dt.date, known_at: dt.datetime) -> Iterator[Found]:
    yield from _of_record(event, (_("Put into the plan"), ""), known_at)
    kinds: tuple[tuple[type[Record], Told], ...] = (
        (Planning, _planned),
        (Held, lambda row: (_("Held on %(day)s") % {"day": numbers.day(row.occurred_on)}, "")),
        (Cancellation, lambda row: (_("Called off"), row.reason)),
        (
            AttendanceClosing,
            lambda row: (_("Attendance closed on %(day)s") % {"day": numbers.day(row.occurred_on)}, ""),
        ),
        (Speaker, lambda row: (_("A speaker is named"), row.topic)),
    )
    for model, told in kinds:
        of_event: Any = model._base_manager
        rows = of_event.filter(event=event, recorded_at__lte=known_at, occurred_on__lte=as_of)
        for row in rows.order_by("recorded_at", "pk"):
            yield from _of_record(row, told(row), known_at)


def _planned(row: Planning) -> tuple[str, str]:
    title = _("Moved to %(day)s") if row.reason else _("Planned for %(day)s")
    return title % {"day": numbers.day(row.planned_on)}, row.reason


def _of_record(row: Record, told: tuple[str, str], known_at: dt.datetime) -> Iterator[Found]:
    title, text = told
    yield row.recorded_at, row.recorded_by, title, text
    if row.voided_at and row.voided_at <= known_at:
        yield row.voided_at, row.voided_by, _("Taken back: %(what)s") % {"what": title}, row.void_reason


def _journal(event: Event, known_at: dt.datetime) -> Iterator[Found]:
    rows = JournalEntry.objects.filter(object_key=journal.key_of(event), verb__in=VERBS, at__lte=known_at)
    for entry in rows.select_related("detail").order_by("pk"):
        if entry.verb == "note-presences":
            yield entry.at, entry.actor, _("Presence noted: %(n)d") % {"n": entry.count}, ""
            continue
        detail = getattr(entry, "detail", None)
        said: Mapping[str, Any] = json.loads(detail.content) if detail else {}
        yield entry.at, entry.actor, _("Changed"), "\n".join(_changes(said.get("before", {}), said.get("after", {})))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    for name, value in after.items():
        field: Any = Event._meta.get_field(name)
        shown = [_shown(field, one) for one in (before.get(name), value)]
        told = {"field": field.verbose_name, "before": shown[0], "after": shown[1]}
        yield _("%(field)s: %(before)s → %(after)s") % told


def _shown(field: Any, value: Any) -> str:
    text = str(dict(field.flatchoices).get(value, value))
    return numbers.NOTHING if value in (None, "") else text if len(text) <= 200 else f"{text[:199]}…"
