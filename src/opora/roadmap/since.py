"""Since when an action is in its state: carried out once, it can lapse, and then its deadline says too little."""

import datetime as dt

from opora.indicators.context import Context, History
from opora.indicators.evaluation import evaluate
from opora.roadmap.answers import outline_in
from opora.roadmap.execution import ExecutionState, Terms, execution, standing
from opora.roadmap.queries import ActionView, RoadmapView


def state_since(view: RoadmapView, row: ActionView) -> dt.date | None:
    """The first day of the unbroken run of days on which the action has been in its present state, as known.

    None for a row that counts the other actions, and where that day is the first one of the programme or of the row.
    Only days on which something turns are asked about; nothing is loaded for them.
    """
    begin = view.context.programme.begins_on or view.outline.starts_on
    if begin is None or view.outline.over_actions(row.outline):
        return None
    history, day = view.context.history, begin
    since, before = begin, _state(history, begin, row.outline.id)
    while day <= view.as_of:
        with history.watched() as turns:
            state = _state(history, day, row.outline.id)
        if state is not before:
            since, before = day, state
        day = min(turns.after(day), *_deadlines(row.outline.terms, day))
    return since if since > begin else None


def _state(history: History, day: dt.date, action_id: int) -> ExecutionState | None:
    """The state on a day; None while there is no such row."""
    context = Context(history, day)
    outline = context.once(outline_in)
    action = next((one for one in outline.actions if one.id == action_id), None) if outline else None
    if outline is None or action is None:
        return None
    questions = [question for one in action.indicators if (question := action.question(one))]
    figures = evaluate(context, outline.registry, questions)
    judged = [standing(figures[one.key], one.target) for one in action.indicators if one.key in figures]
    return execution(action.terms, judged, day).state


def _deadlines(terms: Terms, after: dt.date) -> list[dt.date]:
    """The days after one on which the calendar alone may bring another state."""
    days = [terms.starts_on] if terms.starts_on else []
    if terms.last_due:
        warned = terms.last_due - dt.timedelta(days=terms.warning_days)
        days += [warned, terms.last_due, terms.last_due + dt.timedelta(days=1)]
    return [day for day in days if day > after] or [dt.date.max]
