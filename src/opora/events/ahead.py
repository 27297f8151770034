"""What has to be done next before an event says who was there: plan it, invite, answer, say that it was held."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.accounts.appointed import appointing_gap, vacancy
from opora.accounts.models import Post
from opora.core import numbers
from opora.events.meetings import Meeting, series
from opora.events.models import Answer, Invitation, Planning, Reply
from opora.events.roll import Roll, Step, address
from opora.indicators.context import Context
from opora.indicators.facts import EXECUTOR, Gap
from opora.indicators.loading import rows, rows_of
from opora.indicators.subjects import Subject

_plannings = rows(Planning, "event__programme", only=("event_id", "planned_on"), turning=("planned_on",))
_invitations = rows_of(Invitation, "event_id", "event__programme", only=("event_id", "person_id"))
_answers = rows_of(Answer, "invitation_id", "invitation__event__programme", only=("invitation_id", "reply"))
_ABSENT = frozenset({Reply.NO, Reply.SUBSTITUTE})
"""Answers after which the subject itself will not be there."""


@dataclass(frozen=True, slots=True)
class Call:
    """An event that was not held yet. `on`: the day it is planned for, None when none is known. `replies`: what the
    people invited answered, "" for nothing."""

    meeting: Meeting
    on: dt.date | None
    replies: Mapping[int | None, str]

    def ahead(self, as_of: dt.date) -> bool:
        """Whether its day has not come yet."""
        return self.on is not None and self.on > as_of


@dataclass(frozen=True, slots=True)
class Ahead:
    """Events of a roll that were not held yet, the earliest planned first; `plan` is for when nothing is planned."""

    as_of: dt.date
    roll: Roll
    calls: tuple[Call, ...]
    plan: Gap

    @classmethod
    def of(cls, context: Context, roll: Roll, plan: Gap) -> "Ahead":
        """Three queries for a whole programme, whatever was held."""
        days, replies = context.once(_planned_days), context.once(_replies)
        waiting = [meeting for meeting in roll.meetings if meeting.on is None]
        calls = (Call(one, days.get(one.id), replies(one.id)) for one in waiting)
        return cls(context.as_of, roll, tuple(sorted(calls, key=lambda call: call.on or dt.date.max)), plan)

    @property
    def by(self) -> dt.date | None:
        """The day of the first event ahead."""
        return next((call.on for call in self.calls if call.ahead(self.as_of)), None)

    def next(self, subject: Subject) -> Step:
        """The step towards the first event at which the subject can still be there.

        Whoever will not come to one session is asked to the one after it. The gap closes by nobody while there is
        nothing to do before the day.
        """
        if not self.calls:
            return _("not planned yet"), self.plan
        declined: list[Step] = []
        for call in self.calls:
            reply, step = self._at(call, subject)
            if reply not in _ABSENT:
                return step
            declined.append(step)
        return declined[0]

    def _at(self, call: Call, subject: Subject) -> tuple[str, Step]:
        if call.on is None or not call.ahead(self.as_of):
            return "", _due(call)
        people = self.roll.persons(subject, call.on)
        told = {"day": numbers.day(call.on)}
        if not people and subject.kind != "person":
            return "", (_("planned for %(day)s, there is nobody to invite") % told, _appoint(subject, call.on))
        replies = {call.replies[person] for person in people if person in call.replies}
        if not replies:
            return "", (_("planned for %(day)s, not invited yet") % told, _invite(call))
        for reply, reason in _said(told).items():
            if reply in replies:
                return reply, (reason, Gap())
        return "", (_("invited for %(day)s, no answer yet") % told, self._accept(call, subject, call.on))

    def _accept(self, call: Call, subject: Subject, on: dt.date) -> Gap:
        """The page of one's own invitation; where somebody else is invited for the subject, the list of them."""
        closers = self.roll.heads(subject.school_id, on) if subject.kind == "school" else {subject.person_id}
        own = closers & call.replies.keys()
        return Gap(
            subject.kind,
            reverse("events:answer" if own else "events:invited", args=[call.meeting.id]),
            step=_("Accept the invitation or name a substitute"),
            button=pgettext("to an invitation", "Answer"),
            by=on,
            completes=False,
        )


def planning(context: Context, event: str | None, of_series: str | None) -> Gap:
    """Who carries the action out plans an event with the code, or a session of the series, itself made first."""
    if event:
        step, where = pgettext("to-do", "Plan the event"), f"{reverse('events:new')}?{urlencode({'code': event})}"
    elif any(row.code == of_series for row in context.once(series)):
        step, where = _("Plan a session"), f"{reverse('events:new')}?{urlencode({'series': of_series})}"
    else:
        step = _("Make the series and plan a session")
        where = f"{reverse('events:new_series')}?{urlencode({'code': of_series})}"
    return Gap(EXECUTOR, where, step=step, button=_("Plan the event"), completes=False)


def _planned_days(context: Context) -> dict[int, dt.date]:
    """The day that holds for each event: the latest one planned."""
    return {row.event_id: row.planned_on for row in context.once(_plannings)}


def _replies(context: Context) -> Callable[[int], Mapping[int | None, str]]:
    """What the people invited to an event answered last."""
    invitations, answers = context.once(_invitations), context.once(_answers)
    return lambda event: {row.person_id: _last(answers(row.pk)) for row in invitations(event)}


def _last(answers: Sequence[Any]) -> str:
    return answers[-1].reply if answers else ""


def _due(call: Call) -> Step:
    gap = Gap(
        call.meeting.event.organiser,
        address(call.meeting.id),
        step=_("Say that it was held, or name another day"),
        button=_("Say so"),
        completes=False,
    )
    if call.on is None:
        return _("not held yet"), gap
    return _("planned for %(day)s, not said whether it was held") % {"day": numbers.day(call.on)}, gap


def _appoint(subject: Subject, by: dt.date) -> Gap:
    """The post itself, or the head of a school in which nobody holds a post."""
    if subject.kind == "post":
        return vacancy(subject, by=by)
    return appointing_gap(Post.SCHOOL_HEAD, "school", subject.school_id, by=by, completes=False)


def _invite(call: Call) -> Gap:
    return Gap(
        call.meeting.event.organiser,
        reverse("events:invited", args=[call.meeting.id]),
        step=_("Invite to the event"),
        button=_("Invite"),
        by=call.on,
        completes=False,
    )


def _said(told: dict[str, str]) -> dict[str, str]:
    """Answers in words; of several people of a school the first of these counts."""
    return {
        Reply.YES: _("will come on %(day)s") % told,
        Reply.SUBSTITUTE: _("a substitute will come on %(day)s") % told,
        Reply.NO: _("declined the invitation for %(day)s") % told,
    }
