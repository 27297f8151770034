"""What a moved deadline would change: the state of the action and its figures, before anything is written."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.core.components.states import word
from opora.core.periods import Period, write_periods
from opora.indicators.evaluation import evaluate
from opora.roadmap.execution import Execution, Terms, execution, standing
from opora.roadmap.history import written
from opora.roadmap.outline import ActionOutline
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.shown import ShownEffect


def effect(view: RoadmapView, row: ActionView, periods: Sequence[Period]) -> list[ShownEffect]:
    """The deadline, the state and each figure of a row on the day of the page, now and with other periods.

    A row that counts the actions of the roadmap is shown by its deadline alone.
    """
    moved = _moved(row.outline, tuple(periods))
    found = [ShownEffect(title=_("Deadline"), before=_due(row.outline.periods), after=_due(moved.periods))]
    if view.outline.over_actions(moved):
        return found
    questions = [question for one in moved.indicators if (question := moved.question(one))]
    figures = evaluate(view.context, view.outline.registry, questions)
    after = {one.key: figures.get(one.key, one.figure) for one in row.indicators}
    judged = [standing(after[one.key], one.outline.target) for one in row.indicators]
    answer = execution(moved.terms, judged, view.as_of)
    found.append(ShownEffect(title=_("State"), before=_state(row.execution), after=_state(answer)))
    for one in row.indicators:
        title = _("No. %(number)s") % {"number": one.number}
        found.append(ShownEffect(title=title, before=written(one.figure), after=written(after[one.key])))
    return found


def _moved(action: ActionOutline, periods: tuple[Period, ...]) -> ActionOutline:
    terms = Terms(tuple((period.start, period.end) for period in periods), action.terms.warning_days)
    return replace(action, periods=periods, terms=terms)


def _due(periods: Sequence[Period]) -> str:
    return capfirst(write_periods(periods))


def _state(answer: Execution) -> str:
    return word(answer.state.value, late=answer.late)
