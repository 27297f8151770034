"""The page of one school: what is open there, where it stands, who is beside it, what has happened to it."""

from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.holders import Holders, load
from opora.accounts.models import Post
from opora.core import spans
from opora.core.actors import Actor
from opora.core.components.links import Link
from opora.inbox import gaps
from opora.inbox.at_place import lines_at
from opora.indicators.figures import Member
from opora.organisations.access import visible_to
from opora.organisations.models import GrowthPoint, Municipality, School, SchoolKind, SchoolName, SchoolStatus, Status
from opora.organisations.queries import schools_at
from opora.programmes.models import CohortMembership
from opora.reports import places
from opora.reports.shown import ShownEvent, ShownPerson
from opora.roadmap.closing import is_open
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links, tally_text

SINGLE = frozenset({Post.SCHOOL_HEAD, Post.CURATOR, Post.COORDINATOR})
"""Posts whose absence is worth saying."""


def school_page(view: RoadmapView, school: School, actor: Actor, links: Links, crumbs: list[Link]) -> dict[str, Any]:
    """Everything the template asks for; the school has passed the door."""
    state = schools_at(School.objects.filter(pk=school.pk), view.as_of, view.known_at)[0]

    def here(member: Member) -> bool:
        return member.subject.school_id == school.pk

    open_here = gaps.open_gaps(view, here)
    left = view.context.once(places.current_roster).excluded.get(school.pk)
    may_open_place = visible_to(actor, Municipality.objects.filter(pk=school.municipality_id)).exists()
    trail = [*crumbs]
    if may_open_place:
        trail.append(Link(school.municipality.name, links.thing("municipality", school.municipality_id)))
    return {
        "crumbs": [*trail, Link(state.short_name)],
        "name": state.short_name,
        "full_name": state.name,
        "facts": _facts(view, school, state.kind, state.status),
        "growth_point": state.growth_point,
        "left": capfirst(left.reason) if left else "",
        "open": lines_at(view, links, here, {school.pk: school.municipality_id}, of_one=True),
        "later": sum(not is_open(gap.member) for gap in open_here),
        "open_note": tally_text("gap", len(open_here)) if open_here else "",
        "standings": places.school_standings(view, school.pk, links),
        "awaiting": places.awaited(view),
        "people": _people(view, school, links),
        "history": history(view, school),
    }


def _facts(view: RoadmapView, school: School, kind: str, status: str) -> list[str]:
    facts = [school.municipality.name]
    if kind:
        facts.append(capfirst(str(SchoolKind(kind).label)))
    if status != Status.OPEN:
        facts.append(capfirst(str(Status(status).label)))
    if school.pk in view.context.once(places.current_roster).schools:
        facts.append(_("In the project of %(year)d") % {"year": view.outline.year})
    return facts


def _people(view: RoadmapView, school: School, links: Links) -> list[ShownPerson]:
    """Posts of the school and the coordinator of its municipality; one query."""
    held = Holders(load(Q(school=school.pk) | Q(municipality=school.municipality_id), view.known_at))
    posts = [
        (Post.SCHOOL_HEAD, "school", school.pk),
        (Post.CURATOR, "school", school.pk),
        (Post.COORDINATOR, "municipality", school.municipality_id),
        (Post.DEPUTY_HEAD, "school", school.pk),
        (Post.TEAM_MEMBER, "school", school.pk),
    ]
    taking_part = school.pk in view.context.once(places.current_roster).schools
    single = SINGLE if taking_part else frozenset({Post.SCHOOL_HEAD})
    lies_in = {school.pk: school.municipality_id}
    return places.people(held, view.as_of, posts, links, single=single, lies_in=lies_in)


def history(view: RoadmapView, school: School) -> list[ShownEvent]:
    """Dated changes of a school known by then, the latest first; four queries."""
    as_of, known_at = view.as_of, view.known_at
    events = [
        ShownEvent(day=name.occurred_on, text=_("Name: %(name)s") % {"name": name.name})
        for name in SchoolName.objects.filter(school=school).known(as_of, known_at)
    ]
    events += [
        ShownEvent(day=status.occurred_on, text=capfirst(str(Status(status.status).label)), basis=status.basis)
        for status in SchoolStatus.objects.filter(school=school).known(as_of, known_at)
    ]
    for point in GrowthPoint.objects.filter(school=school).known(as_of, known_at):
        text = _("Growth Point centre opened") if point.present else _("Growth Point centre closed")
        events.append(ShownEvent(day=point.occurred_on, text=text, basis=point.basis))
    rows = CohortMembership.objects.filter(school=school).select_related("cohort__programme")
    for span in spans.load(rows, known_at):
        programme = span.start.cohort.programme
        year = {"title": programme.title, "year": programme.year}
        if span.starts_on <= as_of:
            events.append(
                ShownEvent(day=span.starts_on, text=_("Joined: %(title)s, %(year)d") % year, basis=span.start.basis)
            )
        if span.ends_on and span.ends_on <= as_of:
            why = {**year, "why": span.end.why}
            events.append(
                ShownEvent(day=span.ends_on, text=_("Left: %(title)s, %(year)d: %(why)s") % why, basis=span.end.basis)
            )
    return sorted(events, key=lambda event: event.day, reverse=True)
