"""Figures as plain data: the JSON of `opora indicators`, field by field as design section 8 names them."""

from fractions import Fraction
from typing import Any

from opora.indicators.facts import Evidence, Gap, State
from opora.indicators.figures import Figure, Member
from opora.indicators.targets import Number
from opora.roadmap.extent import Extent, Part
from opora.roadmap.queries import ActionView, IndicatorView


def indicator_data(action: ActionView, indicator: IndicatorView, extent: Extent = Extent()) -> dict[str, Any]:  # noqa: B008 - frozen
    """One indicator; its figure over an extent, its execution always of the region.

    `value` and `range` are null where nobody can say; the four counts are null when a word that would say what to count
    is not built yet. Percentages and points are rounded to four places; the counts are exact.
    """
    outline, execution = indicator.outline, action.execution
    figure = extent.of(indicator.figure)
    verdict = figure.verdict(outline.target)
    return {
        "key": indicator.key,
        "action": action.number,
        "title": action.outline.title,
        "formula": outline.formula,
        "version": outline.version,
        "sentence": indicator.sentence,
        **figure_data(figure),
        "target": outline.target.text if outline.target else None,
        "target_basis": outline.target_basis or None,
        "result": verdict.value if verdict else None,
        "execution": execution.state.value,
        "executed_on": execution.on.isoformat() if execution.on else None,
        "late": execution.late if execution.executed else None,
        "execution_reason": execution.reason,
        "due": action.outline.terms.last_due.isoformat() if action.outline.terms.last_due else None,
        "reason": indicator.why_unknown,
        "awaiting": list(figure.awaiting),
        "warnings": list(figure.warnings),
    }


def figure_data(figure: Figure) -> dict[str, Any]:
    """The numbers of a figure."""
    low, high = figure.range
    counts = figure.counts
    return {
        "kind": figure.kind.value,
        **{state.value: counts[state] if figure.known else None for state in State},
        "value": number(figure.value),
        "range": [number(low), number(high)] if low is not None or high is not None else None,
        "beside": [{"label": label, "count": count} for label, count in figure.beside],
    }


def part_data(part: Part) -> dict[str, Any]:
    """One line of a breakdown."""
    return {"key": part.key, "label": part.label, **figure_data(part.figure)}


def member_data(member: Member) -> dict[str, Any]:
    """One member of one of the four lists, with its evidence and how its gap can be closed."""
    subject = member.subject
    return {
        "key": subject.key,
        "kind": subject.kind,
        "label": subject.label,
        "person": subject.person or None,
        "posts": list(subject.titles),
        "note": subject.note,
        "vacant": subject.vacant,
        "municipality": subject.municipality_id,
        "school": subject.school_id,
        "weight": member.weight,
        "on": member.on.isoformat() if member.on else None,
        "late": member.late,
        "reason": member.reason,
        "section": member.section or None,
        "evidence": [_evidence(piece) for piece in member.evidence],
        "gap": _gap(member.gap) if member.gap else None,
    }


def number(value: Number | None) -> int | float | None:
    """A whole number as it is, a fraction to four places."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else round(float(value), 4)
    return value


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "label": piece.label,
        "on": piece.on.isoformat(),
        "recorded_at": piece.recorded_at.isoformat() if piece.recorded_at else None,
        "origin": piece.origin,
        "url": piece.url,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    by = gap.by.isoformat() if gap.by else None
    return {"closes": gap.closes, "where": gap.where, "final": gap.final, "step": gap.step, "by": by}
