"""To-dos: the open gaps of all actions, each with the people who can take its next step. Computed, never stored."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opora.accounts.appointed import appointing_gap
from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.inbox.gaps import OpenGap, closable
from opora.inbox.moving import Move, predicted
from opora.inbox.office import Answerable, Office, answerable, office_in
from opora.indicators.context import Context
from opora.indicators.facts import Gap
from opora.indicators.figures import Member
from opora.roadmap.closing import Closing, closed_by
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView, roadmap_in


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: a gap, or all gaps of an indicator that one step on one page takes further.

    `key` names it within the programme for as long as the same post has to take the same step.
    """

    key: str
    action: ActionView
    indicator: IndicatorView
    members: tuple[Member, ...]
    closing: Closing
    answerable: Answerable

    @property
    def gap(self) -> Gap:
        """How it is closed; where the post that does it is vacant, first by appointing somebody."""
        gap = self.members[0].gap
        assert gap, "an open gap says how it is closed"
        return _appointing(gap, self.closing) if self.answerable.vacant else gap

    @property
    def step(self) -> str:
        """What to do, in the imperative."""
        return self.gap.step or _("Provide what is missing")

    @property
    def due(self) -> dt.date | None:
        """The day by which it has to be done; None when no deadline is set."""
        return self.gap.by or self.action.outline.terms.last_due

    @property
    def move(self) -> Move | None:
        """What it moves; None when a further step is needed for that."""
        return None if self.answerable.vacant else predicted(self.indicator.figure, self.members)

    def overdue(self, day: dt.date) -> bool:
        """Whether its day has passed; on that day itself it has not."""
        return self.due is not None and self.due < day


def todos_in(context: Context) -> list[Todo]:
    """Every to-do of the programme on the day of the context; load with `context.once`.

    The nearest deadline first, those without one last. One query more than the roadmap itself.
    """
    view = roadmap_in(context)
    return todos(view, context.once(office_in)) if view else []


def todos(view: RoadmapView, office: Office) -> list[Todo]:
    """The same of a roadmap that is read already."""
    grouped: dict[str, list[OpenGap]] = {}
    for gap in closable(view):
        grouped.setdefault(_key(gap), []).append(gap)
    found = [_todo(key, gaps, office) for key, gaps in grouped.items()]
    return sorted(found, key=lambda one: one.due or dt.date.max)


def by_person(found: Iterable[Todo]) -> dict[int, list[Todo]]:
    """To-dos by whoever answers for them; one of several people stands with each of them."""
    lists: dict[int, list[Todo]] = {}
    for one in found:
        for person in one.answerable.persons:
            lists.setdefault(person, []).append(one)
    return lists


def posts_in(todo: Todo, person_id: int) -> list[Holding]:
    """The posts for which a person answers for a to-do."""
    return [held for held in todo.answerable.held if held.person_id == person_id]


def _todo(key: str, gaps: list[OpenGap], office: Office) -> Todo:
    first = gaps[0]
    members = tuple(gap.member for gap in gaps)
    return Todo(key, first.action, first.indicator, members, closed_by(first.member), answerable(first.member, office))


def _appointing(gap: Gap, by: Closing) -> Gap:
    """Filling the vacant post, before anybody can do what the gap asks for."""
    if by.kind not in ("school", "municipality") or len(by.places) != 1:
        return gap
    return appointing_gap(Post(by.role), by.kind, by.places[0], by=gap.by, completes=False)


def _key(gap: OpenGap) -> str:
    """Gaps of one indicator with one way to go, for the same people, are one to-do."""
    by, way = closed_by(gap.member), gap.member.gap
    places = ",".join(map(str, by.places))
    return "|".join((gap.indicator.key, by.role, places, (way.where if way else "") or gap.member.subject.key))
