"""What is still open: gaps of the figures that can be counted today, by place and by who can close them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from opora.indicators.facts import State
from opora.indicators.figures import FigureKind, Member
from opora.indicators.targets import Verdict
from opora.roadmap.closing import OPEN, is_open
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One subject that one indicator lacks, or cannot tell about yet."""

    action: ActionView
    indicator: IndicatorView
    member: Member

    @property
    def closes(self) -> str:
        """The role that can close it; "" when nobody is named."""
        return self.member.gap.closes if self.member.gap else ""

    @property
    def due(self) -> dt.date | None:
        """The last due day of its action."""
        return self.action.outline.terms.last_due


def countable(view: RoadmapView) -> list[tuple[ActionView, IndicatorView]]:
    """Indicators whose words are all connected and that count places, people or papers, not the roadmap itself."""
    return [
        (action, one)
        for action, one in view.indicators.values()
        if one.figure.known and not one.figure.awaiting and not one.outline.over_actions(view.outline.registry)
    ]


def open_gaps(view: RoadmapView, keep: Callable[[Member], bool] = lambda _member: True) -> list[OpenGap]:
    """Gaps that can still be closed, of the members to keep; the nearest deadline first.

    A number that has reached its target leaves none: five works are enough, whoever else prepared nothing.
    """
    gaps = [
        OpenGap(action, indicator, member)
        for action, indicator in countable(view)
        if not (indicator.figure.kind is FigureKind.COUNT and indicator.result is Verdict.MET)
        for member in indicator.figure.members
        if member.state in OPEN and not (member.gap and member.gap.final) and keep(member)
    ]
    return sorted(gaps, key=lambda gap: gap.due or dt.date.max)


def closable(view: RoadmapView) -> list[OpenGap]:
    """Those of the open gaps for which there is something that somebody can do now."""
    return [gap for gap in open_gaps(view) if is_open(gap.member)]


def by_municipality(gaps: Iterable[OpenGap]) -> Counter[int | None]:
    """How many gaps each municipality has; None is the region."""
    return Counter(gap.member.subject.municipality_id for gap in gaps)


def by_role(gaps: Iterable[OpenGap]) -> dict[str, list[OpenGap]]:
    """Gaps by the role that can close them, most first."""
    found: dict[str, list[OpenGap]] = {}
    for gap in gaps:
        found.setdefault(gap.closes, []).append(gap)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def with_unknown(gaps: Iterable[OpenGap]) -> set[int | None]:
    """Municipalities where something is not known yet."""
    return {gap.member.subject.municipality_id for gap in gaps if gap.member.state is State.UNKNOWN}
