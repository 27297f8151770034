"""The page of one municipality: what is open there, its schools, its part of every figure, who is in charge."""

from typing import Any

from django.utils.translation import ngettext

from opora.accounts.models import Post
from opora.accounts.populations import holders
from opora.core.components.links import Link
from opora.inbox import gaps
from opora.inbox.at_place import lines_at
from opora.indicators.figures import Member
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolState, working
from opora.programmes.populations import Roster
from opora.reports import places
from opora.roadmap.closing import is_open
from opora.roadmap.extent import Extent
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links, tally_text

SINGLE = frozenset({Post.MUNICIPAL_HEAD})
"""Posts whose absence is worth saying; a coordinator is asked for only where a school takes part."""


def municipality_page(
    view: RoadmapView, municipality: Municipality, links: Links, crumbs: list[Link]
) -> dict[str, Any]:
    """Everything the template asks for; the municipality has passed the door."""
    context = view.context

    def here(member: Member) -> bool:
        return member.subject.municipality_id == municipality.pk

    open_here = gaps.open_gaps(view, here)
    current = context.once(places.current_roster)
    schools = _schools(view, municipality, current)
    taking_part = [state for state in current.schools.values() if state.municipality_id == municipality.pk]
    return {
        "crumbs": [*crumbs, Link(municipality.name)],
        "name": municipality.name,
        "facts": [_size(view, municipality, len(taking_part))],
        "open": lines_at(view, links, here, {state.id: municipality.pk for state in schools}),
        "later": sum(not is_open(gap.member) for gap in open_here),
        "open_note": _note(open_here),
        "schools": places.school_rows(view, schools, {}, links),
        "standings": places.standings(view, Extent(municipality_id=municipality.pk), links),
        "awaiting": places.awaited(view),
        "people": places.people(
            context.history.once(holders),
            view.as_of,
            [(post, "municipality", municipality.pk) for post in (Post.MUNICIPAL_HEAD, Post.COORDINATOR)],
            links,
            single=SINGLE | {Post.COORDINATOR} if taking_part else SINGLE,
            lies_in={},
        ),
    }


def _schools(view: RoadmapView, municipality: Municipality, current: Roster) -> list[SchoolState]:
    """Schools of this year and of the year before, and those that left this year; the current ones first."""
    previous = view.context.once(places.previous_roster)
    left = {pk: gone.school for pk, gone in current.excluded.items()}
    found: dict[int, SchoolState] = {}
    for states in (current.schools, previous.schools, left):
        here = [state for state in states.values() if state.municipality_id == municipality.pk]
        for state in sorted(here, key=lambda state: state.order):
            found.setdefault(state.id, state)
    return list(found.values())


def _size(view: RoadmapView, municipality: Municipality, taking_part: int) -> str:
    total = working(School.objects.filter(municipality=municipality), view.as_of, view.known_at).count()
    text = ngettext(
        "%(n)d school of the project of %(total)d", "%(n)d schools of the project of %(total)d", taking_part
    )
    return text % {"n": taking_part, "total": total}


def _note(open_here: list[gaps.OpenGap]) -> str:
    """ "6 пробелов в строках 4, 5"."""
    if not open_here:
        return ""
    rows = list(dict.fromkeys(gap.action.number for gap in open_here))
    text = ngettext("%(gaps)s in row %(rows)s", "%(gaps)s in rows %(rows)s", len(rows))
    return text % {"gaps": tally_text("gap", len(open_here)), "rows": ", ".join(rows)}
