"""Words about the roadmap itself: its actions and whether they were executed."""

import datetime as dt
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.indicators.context import Context
from opora.indicators.facts import Answer, Evidence, Fact, Gap, Progress, Proof, Source, met, missing, unknown
from opora.indicators.registry import language
from opora.indicators.subjects import Population, Subject
from opora.roadmap.answers import executions, outline_in
from opora.roadmap.execution import Execution, ExecutionState
from opora.roadmap.outline import ActionOutline


@language.population(
    of="action", phrase=lambda _level: pgettext("genitive plural", "due actions of the regional roadmap")
)
def actions(context: Context, on: dt.date, level: Literal["regional"]) -> Population:
    """Actions of the regional roadmap that are due by the day: what is not due yet is not counted."""
    known = context.once(outline_in)
    if known is None:
        return Population((), warnings=(_("The programme has no roadmap yet."),))
    due = (action for action in known.actions if action.terms.last_due and action.terms.last_due <= on)
    return Population([Subject("action", f"action:{action.id}", f"{action.number}. {action.title}") for action in due])


@language.fact(of=("action",), proof=Proof.RUNNING, phrase=lambda: _("that are executed"))
def executed(context: Context) -> Fact:
    """Whether an action was executed, on time or late, by the evidence of its own indicators and never by their values.

    Met on the day the evidence became complete; unknown while it is not in. A row that counts actions is itself
    executed when its period is over.
    """
    found = context.once(executions)
    known = context.once(outline_in)
    rows = {f"action:{action.id}": action for action in known.actions} if known else {}

    def answer(subject: Subject) -> Answer:
        action = rows[subject.key]
        return _answer(found[action.id], action)

    return Fact(answer, Source(Progress.COMPLETE, known.starts_on if known else None))


def _address(action: ActionOutline) -> str:
    return reverse("roadmap:action", args=[action.number])


def _answer(execution: Execution, action: ActionOutline) -> Answer:
    """Whoever carries the action out closes the gap, on its page."""
    address, by = _address(action), action.carried_out_by
    if execution.executed and execution.on:
        late = _("executed late") if execution.late else _("executed on time")
        return met(execution.on, Evidence(late, execution.on, url=address))
    if execution.state is ExecutionState.UNKNOWN:
        return unknown(execution.reason, Gap(by, address, step=_("Bring in the evidence that it was carried out")))
    return missing(execution.reason or _("not executed yet"), Gap(by, address, step=_("Carry out the action")))
