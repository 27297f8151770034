"""What a roadmap answers in one context: its figures and the execution of its rows, each computed once.

A row that counts the actions of the roadmap itself is proved by its period and by the evidence of the others being in;
so the execution of every action follows from the other figures, and nothing rests on itself.
"""

from collections.abc import Callable, Collection, Mapping

from django.utils.translation import ngettext

from opora.indicators.context import Context
from opora.indicators.evaluation import evaluate
from opora.indicators.facts import Progress, Proof, Source
from opora.indicators.figures import Figure, FigureKind
from opora.roadmap.execution import Execution, ExecutionState, Standing, execution, standing
from opora.roadmap.loading import roadmap_records
from opora.roadmap.outline import ActionOutline, IndicatorOutline, Outline


def outline_in(context: Context) -> Outline | None:
    """The roadmap of the context's programme; load with `context.once`."""
    kept = context.history.once(roadmap_records)
    return kept.on(context.as_of) if kept else None


def settled_figures(context: Context) -> dict[str, Figure]:
    """The figures that do not count actions, by key; load with `context.once`."""
    return _figures(context, lambda known, one: not one.over_actions(known.registry))


def figures(context: Context) -> dict[str, Figure]:
    """Every figure by key; load with `context.once`."""
    counting = _figures(context, lambda known, one: one.over_actions(known.registry))
    return {**context.once(settled_figures), **counting}


def figures_of(context: Context, keys: Collection[str]) -> dict[str, Figure]:
    """These figures alone, by key."""
    return _figures(context, lambda _known, one: one.key in keys)


def executions(context: Context) -> dict[int, Execution]:
    """The execution of every action, by its id; load with `context.once`."""
    known = context.once(outline_in)
    if known is None:
        return {}
    by_key = context.once(settled_figures)
    found: dict[int, Execution] = {}
    for action in sorted(known.actions, key=known.over_actions):
        standings = [_standing(known, action, indicator, by_key, found) for indicator in action.indicators]
        found[action.id] = execution(action.terms, standings, context.as_of)
    return found


def _figures(context: Context, chosen: Callable[[Outline, IndicatorOutline], bool]) -> dict[str, Figure]:
    known = context.once(outline_in)
    if known is None:
        return {}
    asked = [
        (indicator, action.question(indicator)) for action, indicator in known.indicators() if chosen(known, indicator)
    ]
    answers = evaluate(context, known.registry, [question for _one, question in asked if question])
    for indicator, question in asked:
        if question is None:
            answers[indicator.key] = _unreadable(context, indicator)
    return answers


def _unreadable(context: Context, indicator: IndicatorOutline) -> Figure:
    """The figure of a formula that the words of this installation cannot read: it says so and is unknown."""
    source = Source(Progress.AWAITING, reason=indicator.fault)
    return Figure(FigureKind.COUNT, context.as_of, source=source, known=False)


def _standing(
    known: Outline,
    action: ActionOutline,
    indicator: IndicatorOutline,
    by_key: Mapping[str, Figure],
    others: Mapping[int, Execution],
) -> Standing:
    """What is known of an indicator; one that counts actions stands on its period and on the evidence of the others."""
    if not indicator.over_actions(known.registry):
        return standing(by_key[indicator.key], indicator.target)
    return Standing(Proof.RUNNING, _source_of_count(known, action, others))


def _source_of_count(known: Outline, action: ActionOutline, others: Mapping[int, Execution]) -> Source:
    """Evidence of a row that counts actions: not in while it is unknown whether one of those was executed."""
    last_due = action.terms.last_due
    counted = [
        other for other in known.actions if other.terms.last_due and last_due and other.terms.last_due <= last_due
    ]
    unknown = sum(other.id in others and others[other.id].state is ExecutionState.UNKNOWN for other in counted)
    if not unknown:
        return Source(Progress.COMPLETE, action.terms.starts_on or known.starts_on)
    reason = ngettext("%(n)d counted action is not known yet", "%(n)d counted actions are not known yet", unknown)
    return Source(Progress.PENDING, reason=reason % {"n": unknown})
