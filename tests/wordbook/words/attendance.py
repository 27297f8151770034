"""Who was at an event or at a session of a series.

Only a closed list says anything. A post is present in its holders of that very day, full or acting, and a school in
whoever holds a post in it that day; curators do not count as the school. A substitute is shown apart and is not the
person replaced.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from opora.accounts.holders import Holders
from opora.accounts.models import Post
from opora.accounts.populations import TEAM_POSTS, holders
from opora.indicators.context import Context
from opora.indicators.facts import (
    Answer,
    Fact,
    Gap,
    Item,
    Progress,
    Proof,
    Records,
    Source,
    met,
    missing,
    unknown,
)
from opora.indicators.subjects import Subject
from tests.wordbook.models import Gathering, Held, ListClosed, Presence
from tests.wordbook.words.book import evidence, own, phrase, rows, rows_of

_gatherings = rows(Gathering)
_held = rows(Held, "gathering__programme")
_closed = rows(ListClosed, "gathering__programme")
_presences = rows_of(Presence, "gathering_id", "gathering__programme")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A gathering with what is known of it."""

    gathering: Gathering
    held: Held | None
    closed_on: dt.date | None
    present: dict[int, Presence]
    replaced: frozenset[int]

    @property
    def on(self) -> dt.date | None:
        """The day it took place."""
        return self.held.occurred_on if self.held else None

    @property
    def progress(self) -> Progress:
        """Held and closed, held only, or neither."""
        if self.on is None:
            return Progress.ABSENT
        return Progress.COMPLETE if self.closed_on else Progress.PENDING


def _meetings(context: Context, chosen: Callable[[Gathering], bool]) -> list[Meeting]:
    """These gatherings of the programme; four queries for all."""
    held = {row.gathering_id: row for row in context.once(_held)}
    closed: dict[int, dt.date] = {}
    for row in context.once(_closed):
        closed.setdefault(row.gathering_id, row.occurred_on)
    meetings, marks_of = [], _presences(context)
    for gathering in filter(chosen, context.once(_gatherings)):
        marks = marks_of(gathering.pk)
        present = {mark.person_id: mark for mark in reversed(marks)}
        replaced = frozenset(mark.in_place_of_id for mark in marks if mark.in_place_of_id is not None)
        meetings.append(Meeting(gathering, held.get(gathering.pk), closed.get(gathering.pk), present, replaced))
    return meetings


@own.fact(of=("school", "post", "person"), proof=Proof.SOURCE, phrase=phrase, one_of=("event", "series"))
def attended(context: Context, event: str | None = None, series: str | None = None) -> Fact:
    """Whether the subject was at the event, or at one session of the series at least.

    Unknown until a list is closed. A post nobody held at any of them is missing.
    """
    chosen = _meetings(context, lambda one: one.series == series if series else one.code == event)
    roll = _Roll(context.history.once(holders), chosen)
    held_on = next((meeting.on for meeting in chosen), None) if event else None
    return Fact(roll.answer, _source(chosen), held_on=held_on)


@own.records(phrase=phrase)
def sessions(context: Context, series: str) -> Records:
    """Sessions of a series that were held, whether or not their lists are closed."""
    held = [meeting for meeting in _meetings(context, lambda one: one.series == series) if meeting.held]
    items = [
        Item(f"session:{m.gathering.pk}", m.gathering.code, m.on, evidence=evidence("session", m.held))
        for m in held
        if m.on and m.held
    ]
    first = min((item.on for item in items), default=None)
    return Records(items, Source(Progress.COMPLETE, first) if first else Source(Progress.ABSENT))


def _source(meetings: list[Meeting]) -> Source:
    """Complete when everything planned was held and every list is closed, on the day of the last closing."""
    found = {meeting.progress for meeting in meetings}
    if found == {Progress.COMPLETE}:
        return Source(Progress.COMPLETE, max(m.closed_on for m in meetings if m.closed_on))
    return Source(Progress.PENDING if Progress.PENDING in found else Progress.ABSENT)


@dataclass(frozen=True, slots=True)
class _Roll:
    """Some gatherings, asked about subjects."""

    holders: Holders
    meetings: list[Meeting]

    def answer(self, subject: Subject) -> Answer:
        waiting = False
        for meeting in sorted(self.meetings, key=lambda meeting: meeting.on or dt.date.max):
            if meeting.on is None:
                continue
            persons = self.persons(subject, meeting, meeting.on)
            if meeting.closed_on:
                if marks := [meeting.present[person] for person in persons if person in meeting.present]:
                    return met(meeting.on, *evidence(meeting.gathering.code, *marks))
            else:
                waiting = waiting or bool(persons) or subject.kind == "school"
        if waiting:
            return unknown("the list is not closed", Gap(closes="institute"))
        ahead = not self.meetings or any(meeting.on is None for meeting in self.meetings)
        if subject.vacant:
            return missing("vacant", Gap(closes="ministry", final=not ahead))
        if all(meeting.on is None for meeting in self.meetings):
            return unknown("not held yet", Gap(closes=subject.kind))
        return missing(self.why_absent(subject), Gap(closes=subject.kind if ahead else "", final=not ahead))

    def persons(self, subject: Subject, meeting: Meeting, on: dt.date) -> set[int]:
        """Whose presence on that day is the subject's."""
        if subject.kind == "person":
            return {subject.person_id} if subject.person_id is not None else set()
        if subject.kind == "post":
            kind = "municipality" if subject.school_id is None else "school"
            organisation = subject.municipality_id if subject.school_id is None else subject.school_id
            post = Post(subject.key.partition(":")[0])
            return {holding.person_id for holding in self.holders.on(on, post, kind, organisation or 0)}
        return {h.person_id for post in TEAM_POSTS for h in self.holders.on(on, post, "school", subject.school_id or 0)}

    def why_absent(self, subject: Subject) -> str:
        """A substitute is named, and not counted."""
        for meeting in self.meetings:
            if meeting.on and self.persons(subject, meeting, meeting.on) & meeting.replaced:
                return "absent, a substitute came"
        return "absent"
