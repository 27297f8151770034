"""What a roadmap answers in one context: its figures and the execution of its rows, each computed once.

A row that counts the actions of the roadmap itself is proved by its period alone; so the execution of every action
follows from the other figures, and nothing rests on itself.
"""

from collections.abc import Mapping

from opora.indicators.context import Context
from opora.indicators.evaluation import evaluate
from opora.indicators.facts import Progress, Proof, Source
from opora.indicators.figures import Figure, FigureKind
from opora.roadmap.execution import Execution, Standing, execution, standing
from opora.roadmap.loading import outline
from opora.roadmap.outline import ActionOutline, IndicatorOutline, Outline


def outline_in(context: Context) -> Outline | None:
    """The roadmap of the context's programme; load with `context.once`."""
    return outline(context.programme, context.as_of, context.known_at)


def settled_figures(context: Context) -> dict[str, Figure]:
    """The figures that do not count actions, by key; load with `context.once`."""
    return _figures(context, over_actions=False)


def figures(context: Context) -> dict[str, Figure]:
    """Every figure by key; load with `context.once`."""
    return {**context.once(settled_figures), **_figures(context, over_actions=True)}


def evidence(context: Context) -> dict[int, Execution]:
    """The execution of every action, by its id, without the figures that count actions; load with `context.once`.

    It never differs from `executions` in whether an action is executed, and when.
    """
    return _executions(context, context.once(settled_figures))


def executions(context: Context) -> dict[int, Execution]:
    """The execution of every action, by its id; load with `context.once`."""
    return _executions(context, context.once(figures))


def _figures(context: Context, *, over_actions: bool) -> dict[str, Figure]:
    known = context.once(outline_in)
    if known is None:
        return {}
    asked = [
        (indicator, action.question(indicator))
        for action, indicator in known.indicators()
        if indicator.over_actions(known.registry) is over_actions
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


def _executions(context: Context, by_key: Mapping[str, Figure]) -> dict[int, Execution]:
    known = context.once(outline_in)
    if known is None:
        return {}
    found = {}
    for action in known.actions:
        standings = [_standing(known, action, indicator, by_key) for indicator in action.indicators]
        found[action.id] = execution(action.terms, standings, context.as_of)
    return found


def _standing(
    known: Outline, action: ActionOutline, indicator: IndicatorOutline, by_key: Mapping[str, Figure]
) -> Standing:
    """What is known of an indicator; one that counts actions and was not asked stands on its period alone."""
    if indicator.key in by_key:
        return standing(by_key[indicator.key], indicator.target)
    return Standing(Proof.RUNNING, Source(Progress.COMPLETE, action.terms.starts_on or known.starts_on))
