"""Whether an action was carried out: computed from evidence, never typed in and never read off an indicator's value.

Pure functions over plain values. The rules are design section 3, "Two answers about an action"; docs/execution.md
prints them as a table, tests/roadmap/test_execution.py holds each of them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from opora.indicators.evaluation import not_connected
from opora.indicators.facts import Progress, Proof, Source, State
from opora.indicators.figures import Figure
from opora.indicators.targets import Target


class ExecutionState(StrEnum):
    """The six states, in the order in which they ask for attention."""

    OVERDUE = "overdue"
    AT_RISK = "at_risk"
    UNKNOWN = "unknown"
    IN_PROGRESS = "in_progress"
    EXECUTED = "executed"
    UPCOMING = "upcoming"


ATTENTION = tuple(ExecutionState)


@dataclass(frozen=True, slots=True)
class Terms:
    """When an action is due. `periods` are (first day, last day), either may be open; `warning_days` is a setting."""

    periods: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    warning_days: int = 7

    @property
    def starts_on(self) -> dt.date | None:
        """The first day of the first period; a period without one starts on its last day."""
        days = [start or end for start, end in self.periods]
        return min((day for day in days if day), default=None)

    @property
    def last_due(self) -> dt.date | None:
        """The last day of the last period; None when no deadline is set."""
        return max((end for _start, end in self.periods if end), default=None)

    def started(self, as_of: dt.date) -> bool:
        """Whether the first period runs already; an action without any date always does."""
        return self.starts_on is None or self.starts_on <= as_of

    def over(self, as_of: dt.date) -> bool:
        """Whether the last due day has passed; it has not on that day itself."""
        return self.last_due is not None and self.last_due < as_of

    def close(self, as_of: dt.date) -> bool:
        """Whether at most `warning_days` are left."""
        return self.last_due is not None and (self.last_due - as_of).days <= self.warning_days


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the evidence of one indicator stands: what proves it, how far its source is, its counts.

    `met_on` is the day of the latest met answer. `reachable` is False when no work can reach the target any more.
    """

    proof: Proof
    source: Source
    met: int = 0
    missing: int = 0
    unknown: int = 0
    met_on: dt.date | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Execution:
    """The answer: `on` is the day the evidence became complete and `late` whether after the last due day.

    `reason` says why it is not executed, in the reader's language; it is empty when there is nothing to say.
    """

    state: ExecutionState
    on: dt.date | None = None
    late: bool = False
    reason: str = ""

    @property
    def executed(self) -> bool:
        """Executed, on time or late."""
        return self.state is ExecutionState.EXECUTED


def standing(figure: Figure, target: Target | None) -> Standing:
    """What a figure says about execution. A figure that waits for a word not built yet has an awaiting source."""
    source = figure.source or Source(Progress.ABSENT)
    if figure.awaiting and source.progress is not Progress.AWAITING:
        source = Source(Progress.AWAITING, reason=not_connected())
    counts = figure.counts
    return Standing(
        figure.proof,
        source,
        counts[State.MET],
        counts[State.MISSING],
        counts[State.UNKNOWN],
        max((member.on for member in figure.list(State.MET) if member.on), default=None),
        figure.reachable(target),
    )


def execution(terms: Terms, standings: Sequence[Standing], as_of: dt.date) -> Execution:
    """The execution of an action on a day: all its indicators must be executed, the state to worry about wins."""
    if not standings:
        standings = [Standing(Proof.SOURCE, Source(Progress.AWAITING, reason=_("the action has no indicator")))]
    judged = [_judge(terms, one, as_of) for one in standings]
    if all(one.executed for one in judged):
        on = max(one.on for one in judged if one.on)
        return Execution(ExecutionState.EXECUTED, on, late=terms.last_due is not None and on > terms.last_due)
    state = min((one.state for one in judged if not one.executed), key=ATTENTION.index)
    if state is ExecutionState.UPCOMING and any(one.executed for one in judged):
        state = ExecutionState.IN_PROGRESS
    return Execution(state, reason=_joined(one.reason for one in judged if one.state is state))


def _judge(terms: Terms, one: Standing, as_of: dt.date) -> Execution:
    """The execution as one indicator sees it."""
    if on := _complete_on(terms, one, as_of):
        return Execution(ExecutionState.EXECUTED, on)
    progress, reason = one.source.progress, one.source.reason
    if progress is Progress.AWAITING:
        due = terms.started(as_of) or terms.close(as_of)
        return Execution(ExecutionState.UNKNOWN if due else ExecutionState.UPCOMING, reason=reason)
    if terms.over(as_of):
        state = ExecutionState.UNKNOWN if _evidence_not_in(one) else ExecutionState.OVERDUE
        return Execution(state, reason=reason or _gap(one))
    if not one.reachable:
        return Execution(ExecutionState.AT_RISK, reason=_("the target can no longer be reached"))
    only_waits = one.proof is Proof.RUNNING and progress is Progress.COMPLETE
    if terms.close(as_of) and not only_waits:
        return Execution(ExecutionState.AT_RISK, reason=reason or _gap(one))
    begun = terms.started(as_of) or _begun_early(one)
    return Execution(ExecutionState.IN_PROGRESS if begun else ExecutionState.UPCOMING, reason=reason)


def _complete_on(terms: Terms, one: Standing, as_of: dt.date) -> dt.date | None:
    """The day the evidence became complete; None while it is not."""
    if one.source.progress is Progress.AWAITING:
        return None
    if one.proof is Proof.SUBJECTS:
        return one.met_on if one.met and not one.missing and not one.unknown else None
    if one.source.progress is not Progress.COMPLETE:
        return None
    if one.proof is Proof.SOURCE:
        return one.source.on
    if terms.last_due is None or as_of < terms.last_due:
        return None
    return max(terms.last_due, one.source.on or terms.last_due)


def _evidence_not_in(one: Standing) -> bool:
    """Whether it may have been carried out and only the evidence is not here."""
    if one.proof is Proof.SUBJECTS and one.source.progress is not Progress.PENDING:
        return one.unknown > 0 and one.missing == 0
    return one.source.progress is Progress.PENDING


def _begun_early(one: Standing) -> bool:
    """Whether evidence came before the period; what runs over a period begins with it."""
    return one.proof is not Proof.RUNNING and (one.met > 0 or one.source.progress is Progress.PENDING)


def _gap(one: Standing) -> str:
    """Why it is not executed, where the source does not say it."""
    if one.proof is not Proof.SUBJECTS:
        return _("its source holds no evidence yet")
    if not one.met + one.missing + one.unknown:
        return _("there is nobody to count")
    lacks = [_("missing: %(n)d") % {"n": one.missing}] if one.missing else []
    if one.unknown:
        lacks.append(_("not known: %(n)d") % {"n": one.unknown})
    return ", ".join(lacks)


def _joined(reasons: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, reasons)))
