"""Control of execution (the order's point 3): what has been said of each action, and what keeps it from release."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from opora.indicators.context import History
from opora.indicators.facts import State
from opora.roadmap.execution import ExecutionState
from opora.roadmap.models import ControlEntry, ControlKind, ControlRemainder
from opora.roadmap.queries import ActionView, IndicatorView

DECIDES = (ControlKind.RELEASED, ControlKind.RETURNED)
"""Kinds of entry that say whether an action is under control."""


class ControlLog:
    """The entries of a roadmap, oldest first, asked about any day."""

    def __init__(self, entries: Iterable[ControlEntry]) -> None:
        self._entries = list(entries)

    @property
    def authors(self) -> set[str]:
        """The keys of those who recorded the entries."""
        return {one.recorded_by for one in self._entries}

    def of(self, action_id: int, day: dt.date) -> list[ControlEntry]:
        """What was said of an action by a day, the latest first."""
        return [one for one in reversed(self._entries) if one.action_id == action_id and one.occurred_on <= day]

    def release(self, action_id: int, day: dt.date) -> ControlEntry | None:
        """The release in force on a day; None while the action is under control."""
        latest = next((one for one in self.of(action_id, day) if one.kind in DECIDES), None)
        return latest if latest and latest.kind == ControlKind.RELEASED else None

    def note(self, action_id: int, day: dt.date) -> ControlEntry | None:
        """The latest interim note."""
        return next((one for one in self.of(action_id, day) if one.kind == ControlKind.NOTE), None)

    def meetings(self, day: dt.date) -> list[ControlEntry]:
        """The meetings before a day, the latest first: a meeting of the day itself is what one prepares for."""
        meetings = [one for one in self._entries if one.kind == ControlKind.MEETING and one.occurred_on < day]
        return meetings[::-1]


def control_log(history: History) -> ControlLog:
    """Everything said under control of the programme's roadmap, as known; two queries, load with `history.once`."""
    entries = ControlEntry.objects.filter(roadmap__programme=history.programme).known_at(history.known_at)
    remainders = Prefetch("remainders", ControlRemainder.objects.select_related("indicator"))
    return ControlLog(entries.prefetch_related(remainders).oldest_first())


@dataclass(frozen=True, slots=True)
class Remainder:
    """How far an indicator is from complete: what is met and what is missing. Nothing of it is unknown."""

    indicator: IndicatorView
    met: int
    missing: int

    def row(self, entry: ControlEntry) -> ControlRemainder:
        """As the line of a release, not saved yet."""
        return ControlRemainder(entry=entry, indicator_id=self.indicator.outline.id, met=self.met, missing=self.missing)


def not_known(row: ActionView) -> list[str]:
    """Why an action cannot be released from control: all that is not known of it; [] when it can."""
    found = [(one.key, why) for one in row.indicators if (why := _unknown(one))]
    reasons = [why if len(row.indicators) == 1 else f"{key}: {why}" for key, why in found]
    if not reasons and row.execution.state is ExecutionState.UNKNOWN:
        reasons = [row.execution.reason or _("it is not known whether it was executed")]
    return reasons


def remainders(row: ActionView) -> list[Remainder]:
    """What an action would be released with."""
    counts = [(one, one.figure.counts) for one in row.indicators]
    return [Remainder(one, of[State.MET], of[State.MISSING]) for one, of in counts]


def _unknown(indicator: IndicatorView) -> str:
    """What is not known of an indicator; "" when everything is."""
    unknown = indicator.figure.counts[State.UNKNOWN]
    if indicator.figure.known and not indicator.figure.awaiting and not unknown and not indicator.outline.fault:
        return ""
    counted = _("not known: %(n)d") % {"n": unknown} if unknown else ""
    return "; ".join(filter(None, (counted, indicator.why_unknown))) or _("nobody can say what to count")
