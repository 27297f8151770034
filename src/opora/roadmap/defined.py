"""What the pages of a definition show: what a formula means while it is typed, and what it would move."""

from typing import Any

from django.utils.translation import gettext as _

from opora.indicators import examples
from opora.indicators.checker import misfit, read
from opora.indicators.context import Context
from opora.indicators.nouns import noun_form
from opora.indicators.syntax import Faults
from opora.indicators.targets import Verdict
from opora.roadmap.answers import outline_in
from opora.roadmap.history import point_text, written
from opora.roadmap.models import IndicatorDefinition
from opora.roadmap.outline import Outline
from opora.roadmap.preview import Shift, dependants, shifts, states, supposed, verdict
from opora.roadmap.proposed import Proposed, read_target
from opora.roadmap.queries import IndicatorView, RoadmapView, answered
from opora.roadmap.showing import Links, target_text, value
from opora.roadmap.shown import ShownCheck, ShownDependant, ShownShift
from opora.roadmap.trend import Point, figure_of


def check(view: RoadmapView, key: str, *, formula: str, target: str, lines: str) -> ShownCheck:
    """What is said of a formula, a target and examples as they are typed; nothing of it is kept."""
    words = view.outline.registry
    try:
        node = read(formula, words)
    except Faults as error:
        return ShownCheck(faults=[(fault.column, fault.message) for fault in error.faults])
    aim, fault = read_target(target)
    if aim and (fault := misfit(aim, node, words)):
        aim = None
    one = _answered(view, key, formula, aim.text if aim else "")
    result = one.result
    return ShownCheck(
        sentence=one.sentence,
        unit=noun_form(one.unit, 1),
        value=value(one.figure, one.unit, one.outline.target),
        why_unknown=one.why_unknown,
        target=target_text(one),
        verdict=result.value if result else "",
        target_fault=fault,
        examples=examples.run(lines, node, words, aim),
        proposed=[] if lines.strip() else examples.proposed(node).splitlines(),
    )


def moves(view: RoadmapView, key: str, proposed: Proposed, version: int, to: Links) -> dict[str, Any]:
    """Context of the preview: the days from the proposed one to the day of the page, and who else is concerned."""
    action, one = view.indicators[key]
    definition = IndicatorDefinition(
        indicator_id=one.outline.id, version=version, occurred_on=proposed.on, **proposed.columns()
    )
    history = view.context.history
    other = supposed(history, definition)
    rows = shifts(history, other, key, proposed.on, view.as_of)
    before, after = states(history, other, action.outline.id, view.as_of)
    return {
        "shifts": [_shown(shift) for shift in rows],
        "moved": sum(shift.moves for shift in rows),
        "state_before": before.value,
        "state_after": after.value,
        "dependants": [
            ShownDependant(
                key=row.outline.key,
                title=row.action.title,
                url=to.indicator(row.outline.key),
                before=written(row.before),
                after=written(row.after),
                moves=row.before.counts != row.after.counts,
            )
            for row in dependants(history, other, key, view.as_of)
        ],
    }


def _answered(view: RoadmapView, key: str, formula: str, target: str) -> IndicatorView:
    """The indicator on the day of the page as if this were its definition."""
    _action, one = view.indicators[key]
    definition = IndicatorDefinition(
        indicator_id=one.outline.id,
        version=one.outline.version,
        formula=formula,
        target=target,
        occurred_on=view.as_of,
    )
    context = Context(supposed(view.context.history, definition), view.as_of)
    outline = context.once(outline_in)
    assert isinstance(outline, Outline), "the roadmap of the page is known"
    action, proposed = next(pair for pair in outline.indicators() if pair[1].key == key)
    return answered(outline, proposed, figure_of(context, outline, action, proposed))


def _shown(shift: Shift) -> ShownShift:
    return ShownShift(on=shift.on, before=_text(shift.before), after=_text(shift.after), moves=shift.moves)


def _text(point: Point) -> str:
    said = {Verdict.MET: _("the target is met"), Verdict.NOT_MET: _("the target is not met")}
    return ", ".join(filter(None, (point_text(point), said.get(result) if (result := verdict(point)) else None)))
