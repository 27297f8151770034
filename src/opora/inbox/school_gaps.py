"""What each school still lacks, with who closes it and their telephone: a list to call by."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from opora.accounts.models import User
from opora.core.actors import Actor
from opora.core.numbers import natural
from opora.inbox.holdups import Answering, Held, named, standing, vacancies
from opora.inbox.places import Places, places_of
from opora.inbox.shown_holdups import days_text, marks_of
from opora.outbox import phones
from opora.roadmap.closing import closed_by
from opora.roadmap.opened import executor_title
from opora.roadmap.queries import RoadmapView


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """Who is to be called about a gap: a person with the posts, or the role alone. `dial` "" without a telephone."""

    name: str
    post: str = ""
    phone: str = ""
    dial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One gap of a school. `label` names its subject where that is not the school itself; `title`: of the action."""

    label: str
    reason: str
    number: str
    title: str
    due: dt.date | None
    late: int
    late_text: str
    vacant: bool
    closers: Sequence[Closer]
    marks: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolGaps:
    """A school with its gaps, the nearest deadline first."""

    municipality: str
    number: int
    name: str
    lines: Sequence[Line]


def school_gaps(view: RoadmapView, actor: Actor, *, contacts: bool) -> list[SchoolGaps]:
    """Schools with gaps that the actor may see, by municipality and name; with telephones where `contacts`."""
    places = places_of(view.context)
    merged: dict[tuple[str, str], Held] = {}
    for held in (*standing(view, actor, places.lies_in), *vacancies(view, actor)):
        if held.member.subject.school_id is not None:
            known = merged.get(held.key)
            answering = (*(known.answering if known else ()), *held.answering)
            merged[held.key] = Held(held.todo, held.member, answering)
    dials = _dials(merged.values()) if contacts else {}
    by_school: dict[int, list[Held]] = {}
    for held in merged.values():
        by_school.setdefault(held.member.subject.school_id or 0, []).append(held)
    found = [_school(number, gaps, view, places, dials) for number, gaps in by_school.items()]
    return sorted(found, key=lambda one: (natural(one.municipality), natural(one.name), one.number))


def _dials(found: Iterable[Held]) -> dict[int, str]:
    """The telephones of everybody whose post the reader may see, by person; one query."""
    people = {one.person_id for held in found for one in held.answering if one.posts}
    return dict(User.objects.filter(pk__in=people).values_list("pk", "phone"))


def _school(number: int, gaps: list[Held], view: RoadmapView, places: Places, dials: dict[int, str]) -> SchoolGaps:
    state = places.schools[number]
    ordered = sorted(gaps, key=lambda one: (one.todo.due or dt.date.max, natural(one.todo.indicator.key)))
    return SchoolGaps(
        municipality=places.municipalities[state.municipality_id],
        number=number,
        name=state.short_name,
        lines=[_line(one, view, places, dials) for one in ordered],
    )


def _line(held: Held, view: RoadmapView, places: Places, dials: dict[int, str]) -> Line:
    subject, days = held.member.subject, held.days(view.as_of)
    return Line(
        label="" if subject.kind == "school" else subject.label,
        reason=held.member.reason,
        number=held.todo.indicator.key,
        title=held.todo.action.outline.title,
        due=held.todo.due,
        late=days,
        late_text=days_text(days),
        vacant=not held.answering,
        closers=_closers(held, view, places, dials),
        marks=marks_of(held),
    )


def _closers(held: Held, view: RoadmapView, places: Places, dials: dict[int, str]) -> list[Closer]:
    """Each person once, or the role."""
    found = [_person(one, places, dials.get(one.person_id, "")) for one in named(held.answering)]
    return found or [Closer(name=capfirst(executor_title(view)(closed_by(held.member).role)))]


def _person(one: Answering, places: Places, dial: str) -> Closer:
    post = "; ".join(dict.fromkeys(places.post(post) for post in one.posts))
    return Closer(name=one.posts[0].person, post=post, phone=phones.written(dial), dial=dial)
