"""How far an event has come, and what is said of it in lists."""

import datetime as dt
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from opora.core import numbers
from opora.events.queries import EventState


class Stage(StrEnum):
    """In the order of lists: what needs a decision comes first."""

    DUE = "due"
    OPEN = "open"
    AHEAD = "ahead"
    CLOSED = "closed"
    OFF = "off"


TITLES: dict[Stage, str | Promise] = {
    Stage.DUE: pgettext_lazy("events", "The day has come: say whether it was held"),
    Stage.OPEN: pgettext_lazy("events", "Held, attendance not closed"),
    Stage.AHEAD: pgettext_lazy("events", "Ahead"),
    Stage.CLOSED: pgettext_lazy("events", "Held, attendance closed"),
    Stage.OFF: pgettext_lazy("events", "Called off"),
}
SIGNS = {
    Stage.DUE: "at_risk",
    Stage.OPEN: "unknown",
    Stage.AHEAD: "upcoming",
    Stage.CLOSED: "executed",
    Stage.OFF: "",
}
"""States of a page whose sign stands beside a stage; one that was called off has none."""


def stage_of(state: EventState, as_of: dt.date) -> Stage:
    """Where an event stands on a day."""
    if state.cancellation:
        return Stage.OFF
    if state.held:
        return Stage.CLOSED if state.closing else Stage.OPEN
    return Stage.DUE if state.plan.planned_on <= as_of else Stage.AHEAD


def attendance_text(state: EventState) -> str:
    """What is known of who came: "attendance closed 06.03.2022"; "" before the event was held."""
    if state.closing:
        return _("attendance closed %(day)s") % {"day": numbers.day(state.closing.occurred_on)}
    return _("attendance not closed") if state.held else ""


def standing_text(state: EventState, stage: Stage) -> str:
    """Where one event stands: ahead, called off …; once it was held, what is known of who came."""
    said = {Stage.DUE: _("not said whether it was held"), Stage.AHEAD: _("ahead"), Stage.OFF: _("called off")}
    return said.get(stage) or attendance_text(state)


def earlier_days(state: EventState) -> list[dt.date]:
    """The days it was planned for, or held on, that are not the one shown; the oldest first."""
    days = dict.fromkeys(plan.planned_on for plan in state.plans)
    return [day for day in days if day != state.on]


def hours(state: EventState) -> str:
    """When it begins and ends: "10:00", "10:00–12:00"; "" when no hour is planned."""
    plan = state.plan
    if plan.starts_at is None:
        return ""
    return f"{plan.starts_at:%H:%M}–{plan.ends_at:%H:%M}" if plan.ends_at else f"{plan.starts_at:%H:%M}"
