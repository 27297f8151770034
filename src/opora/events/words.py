"""Words about events: who was there, who presented something, which sessions were held."""

import datetime as dt

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from opora.core import numbers
from opora.events.ahead import Ahead, planning
from opora.events.meetings import Meeting, meetings, meetings_of, speakers
from opora.events.models import Level
from opora.events.roll import Roll, address
from opora.indicators.context import Context
from opora.indicators.facts import (
    Answer,
    Evidence,
    Fact,
    Gap,
    Item,
    Progress,
    Proof,
    Records,
    Source,
    met,
    missing,
)
from opora.indicators.registry import language
from opora.indicators.subjects import Subject

_PRESENT: dict[str, str | Promise] = {
    Level.REGIONAL: gettext_lazy("Present the school's experience at a regional event"),
    Level.MUNICIPAL: gettext_lazy("Present the school's experience at a municipal event"),
}


@language.fact(
    of=("school", "post", "person"),
    proof=Proof.SOURCE,
    one_of=("event", "series"),
    phrase=lambda event="", series="": _("present at %(event)s") % {"event": event or series},
)
def attended(context: Context, event: str | None = None, series: str | None = None) -> Fact:
    """Whether the subject was at the event, or at one session of the series at least.

    Only a closed attendance list says anything: until then it is unknown. A post is present in its holders of that very
    day, full or acting, a school in whoever holds a post in it that day; curators do not count as the school. A
    substitute is shown apart and is not the person replaced. A post that nobody held at any of them is missing.
    """
    chosen = meetings_of(context, event=event, series=series)
    held_on = next((meeting.on for meeting in chosen), None) if event else None
    roll = Roll.of(context, chosen)
    ahead = Ahead.of(context, roll, planning(context, event, series))
    return Fact(lambda subject: roll.answer(subject, ahead), _source(chosen), held_on=held_on)


@language.fact(
    of=("school",),
    proof=Proof.RUNNING,
    phrase=lambda level: _("that presented their experience at %(level)s") % {"level": level},
)
def presented(context: Context, level: str) -> Fact:
    """Whether the school presented its experience at an event of the level that was held.

    The school stands on the programme of the event as a speaker. Absence is missing: nothing was presented.
    """
    held = {meeting.id: meeting for meeting in context.once(meetings) if meeting.on and meeting.event.level == level}
    first: dict[int, tuple[dt.date, Evidence]] = {}
    for row in context.once(speakers):
        meeting = held.get(row.event_id)
        if row.school_id is None or meeting is None or meeting.on is None:
            continue
        on = max(meeting.on, row.occurred_on)
        label = _("%(event)s: %(topic)s") % {"event": meeting.event.title, "topic": row.topic}
        shown = Evidence(label, on, row.recorded_at, row.origin, address(meeting.id))
        if row.school_id not in first or on < first[row.school_id][0]:
            first[row.school_id] = on, shown

    where = f"{reverse('events:events')}?stage=ahead"
    step = str(_PRESENT.get(level, _("Present the school's experience at an event")))

    def answer(subject: Subject) -> Answer:
        if found := first.get(subject.school_id or 0):
            return met(found[0], found[1])
        return missing(_("presented nothing yet"), Gap("school", where, step=step, button=_("Look at the events")))

    began = min((on for on, _shown in first.values()), default=None)
    return Fact(answer, Source(Progress.COMPLETE, began) if began else Source(Progress.ABSENT))


@language.records(phrase=lambda series: pgettext("genitive plural", "%(series)s held") % {"series": series})
def sessions(context: Context, series: str) -> Records:
    """Sessions of the series that were held, whether or not their attendance lists are closed."""
    items = [_session(meeting, meeting.on) for meeting in meetings_of(context, series=series) if meeting.on]
    first = min((item.on for item in items), default=None)
    return Records(items, Source(Progress.COMPLETE, first) if first else Source(Progress.ABSENT))


def _session(meeting: Meeting, on: dt.date) -> Item:
    label = _("%(title)s, %(day)s") % {"title": meeting.event.title, "day": numbers.day(on)}
    shown = Evidence(meeting.event.title, on, meeting.held.recorded_at, meeting.held.origin, address(meeting.id))
    return Item(f"session:{meeting.id}", label, on, evidence=(shown,))


def _source(found: list[Meeting]) -> Source:
    """Complete when everything planned was held and every list is closed, on the day of the last closing."""
    progress = {meeting.progress for meeting in found}
    if progress == {Progress.COMPLETE}:
        return Source(Progress.COMPLETE, max(m.closed_on for m in found if m.closed_on))
    if Progress.PENDING in progress:
        return Source(Progress.PENDING, reason=_("the attendance list is not closed"))
    return Source(Progress.ABSENT)
