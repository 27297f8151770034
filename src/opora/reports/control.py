"""Control of the whole roadmap: what is late, who holds it, since when, what moved, what to sign."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.inbox.gaps import OpenGap, by_role, open_gaps
from opora.reports.shown import ShownControlled
from opora.roadmap.control import ControlLog, not_known
from opora.roadmap.controlled import log_of, remainder_texts, show
from opora.roadmap.execution import ExecutionState
from opora.roadmap.opened import executor_title, moves
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, executors, show_action
from opora.roadmap.shown import ShownMove
from opora.roadmap.since import state_since


@dataclass(frozen=True)
class Controlled:
    """The actions of a roadmap as control sees them on the day of the page."""

    view: RoadmapView

    @cached_property
    def log(self) -> ControlLog:
        """All that was said."""
        return log_of(self.view)

    @cached_property
    def released(self) -> list[ActionView]:
        """Released from control."""
        return [row for row in self.view.actions if self.log.release(row.outline.id, self.view.as_of)]

    @cached_property
    def held(self) -> list[ActionView]:
        """Under control, the earliest deadline first."""
        away = {row.number for row in self.released}
        rows = [row for row in self.view.actions if row.number not in away]
        return sorted(rows, key=lambda row: row.outline.terms.last_due or dt.date.max)

    def in_state(self, state: ExecutionState) -> list[ActionView]:
        """Of those under control."""
        return [row for row in self.held if row.execution.state is state]

    @cached_property
    def to_sign(self) -> list[ActionView]:
        """What can be released today because it is executed, the earliest executed first."""
        rows = [row for row in self.in_state(ExecutionState.EXECUTED) if not not_known(row)]
        return sorted(rows, key=lambda row: row.execution.on or dt.date.max)

    @cached_property
    def moves(self) -> list[tuple[ActionView, ShownMove]]:
        """Deadlines that acts have moved, the latest act first."""
        found = [(row, move) for row in self.view.actions for move in moves(row.outline)]
        return sorted(found, key=lambda pair: pair[1].until, reverse=True)

    @cached_property
    def holders(self) -> dict[str, str]:
        """Who can close the gaps of each action, by its number: "Муниципалитет: 2, школа: 1"; else its executors."""
        gaps: dict[str, list[OpenGap]] = {}
        for gap in open_gaps(self.view):
            gaps.setdefault(gap.action.number, []).append(gap)
        return {row.number: self._holders(gaps.get(row.number, ())) or executors(row.outline) for row in self.held}

    def since(self, row: ActionView) -> dt.date | None:
        """The first day on which it was in its state without a break; its first day for what always was."""
        return state_since(self.view, row) or row.outline.terms.starts_on

    def _holders(self, gaps: Iterable[OpenGap]) -> str:
        title = executor_title(self.view)
        named = ((title(role), len(held)) for role, held in by_role(gaps).items() if role)
        return capfirst(", ".join(f"{name}: {numbers.integer(n)}" for name, n in named))


def show_rows(
    controlled: Controlled, rows: Sequence[ActionView], links: Links, *, dated: bool = False
) -> list[ShownControlled]:
    """Rows of control with who holds them and the latest interim note; `dated` asks since when each is in its state."""
    return [_row(controlled, row, links, dated=dated) for row in rows]


def _row(controlled: Controlled, row: ActionView, links: Links, *, dated: bool) -> ShownControlled:
    view = controlled.view
    noted = controlled.log.note(row.outline.id, view.as_of)
    released = controlled.log.release(row.outline.id, view.as_of)
    return ShownControlled(
        action=show_action(row, links, view.as_of),
        url=links.control(row.outline),
        since=controlled.since(row) if dated else None,
        holders=controlled.holders.get(row.number, ""),
        remainders=remainder_texts(row),
        unknown=not_known(row),
        note=show(view, noted) if noted else None,
        release=show(view, released) if released else None,
    )


def tally_text(controlled: Controlled) -> str:
    """Where the control stands: "Под контролем действий: 47 из 48, снято: 1."."""
    said = {"held": len(controlled.held), "total": len(controlled.view.actions), "released": len(controlled.released)}
    return _("Under control: %(held)d of %(total)d actions; released: %(released)d.") % said
