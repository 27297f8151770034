"""Some events, asked about subjects: who counts as whom, and what is not known yet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from opora.accounts.appointed import vacancy
from opora.accounts.holders import Holders
from opora.accounts.models import Post
from opora.accounts.populations import TEAM_POSTS, holders
from opora.core import numbers
from opora.events.meetings import Meeting, presences
from opora.indicators.context import Context
from opora.indicators.facts import Answer, Evidence, Gap, met, missing, unknown
from opora.indicators.subjects import Subject

Step = tuple[str, Gap]
"""How it stands, and what has to be done next."""


class Following(Protocol):
    """The events that were not held yet, told of a subject; `by` is the day of the first that lies ahead."""

    @property
    def by(self) -> dt.date | None: ...

    def next(self, subject: Subject) -> Step: ...


def address(event_id: int) -> str:
    """The page of an event."""
    return reverse("events:event", args=[event_id])


@dataclass(frozen=True, slots=True)
class Roll:
    """Events with whoever was there, asked about one subject after the other."""

    holders: Holders
    meetings: list[Meeting]
    present: Mapping[int, Mapping[int, Any]]
    replaced: Mapping[int, frozenset[int | None]]

    @classmethod
    def of(cls, context: Context, meetings: list[Meeting]) -> "Roll":
        """The events with their signs of presence, the earliest first and those still to come last."""
        ordered = sorted(meetings, key=lambda meeting: meeting.on or dt.date.max)
        marks_of = context.once(presences)
        marks = {meeting.id: marks_of(meeting.id) for meeting in ordered if meeting.on}
        return cls(
            context.history.once(holders),
            ordered,
            {number: {mark.person_id: mark for mark in reversed(rows)} for number, rows in marks.items()},
            {number: frozenset(mark.in_place_of_id for mark in rows) for number, rows in marks.items()},
        )

    def answer(self, subject: Subject, following: Following) -> Answer:
        """Met at the first closed list with the subject on it; unknown while one is open that could have it."""
        waiting: list[Meeting] = []
        for meeting in self.meetings:
            if meeting.on is None:
                continue
            persons = self.persons(subject, meeting.on)
            if not meeting.closed_on:
                waiting.extend([meeting] if persons or subject.kind == "school" else [])
            elif there := [mark for person, mark in self.present[meeting.id].items() if person in persons]:
                return met(meeting.on, *(_evidence(meeting, mark) for mark in there))
        if waiting:
            return _list_is_open(waiting[0], alone=len(waiting) == 1)
        return self._absent(subject, following)

    def noted(self, subject: Subject) -> bool:
        """Whether somebody whose presence is the subject's is on a list, closed or not."""
        return any(
            self.persons(subject, meeting.on) & self.present[meeting.id].keys()
            for meeting in self.meetings
            if meeting.on
        )

    def _absent(self, subject: Subject, following: Following) -> Answer:
        held = [meeting for meeting in self.meetings if meeting.on]
        over = bool(held) and len(held) == len(self.meetings)
        if subject.vacant:
            return missing(_("the post was vacant"), vacancy(subject, by=following.by, final=over))
        if over:
            return missing(self._why_absent(subject), Gap(final=True))
        reason, gap = following.next(subject)
        if not held:
            return unknown(reason, gap)
        told = {"absent": self._why_absent(subject), "next": reason}
        return missing(_("%(absent)s; the next one: %(next)s") % told, gap)

    def persons(self, subject: Subject, on: dt.date) -> set[int]:
        """Whose presence on that day is the subject's."""
        if subject.kind == "person":
            return {subject.person_id} if subject.person_id is not None else set()
        kind = "municipality" if subject.school_id is None else "school"
        organisation = (subject.municipality_id if subject.school_id is None else subject.school_id) or 0
        posts = (Post(subject.key.partition(":")[0]),) if subject.kind == "post" else TEAM_POSTS
        return {held.person_id for post in posts for held in self.holders.on(on, post, kind, organisation)}

    def heads(self, school_id: int | None, on: dt.date) -> set[int]:
        """Who heads the school that day, full or acting."""
        return {held.person_id for held in self.holders.on(on, Post.SCHOOL_HEAD, "school", school_id or 0)}

    def _why_absent(self, subject: Subject) -> str:
        for meeting in self.meetings:
            if meeting.on and self.persons(subject, meeting.on) & self.replaced[meeting.id]:
                return _("absent on %(day)s, a substitute came") % {"day": numbers.day(meeting.on)}
        return _("absent")


def _list_is_open(meeting: Meeting, *, alone: bool) -> Answer:
    """Whoever is not on the list is still waited for where it is not the only open one."""
    told = {"event": meeting.event.title}
    gap = Gap(
        meeting.event.organiser,
        reverse("events:attendance", args=[meeting.id]),
        step=_("Close the attendance list"),
        button=_("Close the attendance"),
        completes=alone,
    )
    return unknown(_("the attendance list is not closed: %(event)s") % told, gap)


def _evidence(meeting: Meeting, mark: Any) -> Evidence:
    return Evidence(meeting.event.title, mark.occurred_on, mark.recorded_at, mark.origin, address(meeting.id))
