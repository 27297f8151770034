"""Municipalities and schools as lists and pages see them, from what one context loads."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.access import visible_holdings
from opora.accounts.appointed import appointing_address
from opora.accounts.holders import Holders, Holding
from opora.accounts.models import Post, Tier
from opora.accounts.populations import holders
from opora.core import numbers
from opora.core.actors import Actor
from opora.core.components.tiles import Tile
from opora.inbox.gaps import by_municipality, closable, countable, with_unknown
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolState, working
from opora.programmes.groups import SchoolGroup
from opora.programmes.populations import Roster, roster
from opora.reports.shown import ShownMunicipality, ShownPerson, ShownSchool, ShownStanding
from opora.roadmap.extent import Extent
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links, value


def current_roster(context: Context) -> Roster:
    """Schools of the programme on the day of the page; load with `context.once`."""
    return roster(context, context.as_of, [SchoolGroup.CURRENT])


def previous_roster(context: Context) -> Roster:
    """Schools of the programme before on the day of the page; load with `context.once`."""
    return roster(context, context.as_of, [SchoolGroup.PREVIOUS])


def seen_municipalities(view: RoadmapView, actor: Actor) -> list[Municipality]:
    """The municipalities of the region that the actor may see, by name; one query."""
    rows = Municipality.objects.filter(region=view.context.programme.region_id)
    return list(visible_to(actor, rows).order_by("name"))


def municipality_rows(view: RoadmapView, seen: Iterable[Municipality], links: Links) -> list[ShownMunicipality]:
    """A line for each of these municipalities."""
    context = view.context
    taking_part = Counter(state.municipality_id for state in context.once(current_roster).schools.values())
    region = School.objects.filter(municipality__region=context.programme.region_id)
    totals = dict(
        working(region, view.as_of, view.known_at).values_list("municipality").annotate(Count("pk")).order_by()
    )
    gaps = closable(view)
    open_here, unknown = by_municipality(gaps), with_unknown(gaps)
    held = context.history.once(holders)
    return [
        ShownMunicipality(
            name=place.name,
            url=links.thing("municipality", place.pk),
            schools=taking_part[place.pk],
            of=totals.get(place.pk, 0),
            gaps=open_here[place.pk],
            unknown=place.pk in unknown,
            coordinator=", ".join(
                one.person for one in held.on(view.as_of, Post.COORDINATOR, "municipality", place.pk)
            ),
        )
        for place in seen
    ]


def tiles(view: RoadmapView, seen: Sequence[Municipality], links: Links) -> list[Tile]:
    """The map, for who sees more than one municipality and when all have a place on it."""
    if len(seen) < 2 or not all(place.tile_column and place.tile_row for place in seen):
        return []
    gaps = closable(view)
    open_here, unknown = by_municipality(gaps), with_unknown(gaps)
    return [
        Tile(
            name=place.name,
            short=place.short_name,
            column=(place.tile_column or 1) - 1,
            row=(place.tile_row or 1) - 1,
            gaps=open_here[place.pk],
            url=links.thing("municipality", place.pk),
            unknown=place.pk in unknown,
        )
        for place in seen
    ]


def school_rows(
    view: RoadmapView, schools: Iterable[SchoolState], names: dict[int, str], links: Links
) -> list[ShownSchool]:
    """A line for each of these schools; `names` are those of the municipalities the reader may open."""
    context = view.context
    held = context.history.once(holders)
    left = context.once(current_roster).excluded
    gaps = closable(view)
    open_here = Counter(gap.member.subject.school_id for gap in gaps)
    unknown = {gap.member.subject.school_id for gap in gaps if gap.member.state is State.UNKNOWN}
    return [
        ShownSchool(
            name=school.short_name,
            url=links.thing("school", school.id),
            municipality=names.get(school.municipality_id, ""),
            municipality_url=links.thing("municipality", school.municipality_id)
            if school.municipality_id in names
            else "",
            head=_holder(held.holder(view.as_of, Post.SCHOOL_HEAD, "school", school.id)),
            curators=[one.person for one in held.on(view.as_of, Post.CURATOR, "school", school.id)],
            since=_takes_part(view, school.id),
            growth_point=school.growth_point,
            left=left[school.id].reason if school.id in left else "",
            gaps=open_here[school.id],
            unknown=school.id in unknown,
        )
        for school in schools
    ]


def standings(view: RoadmapView, extent: Extent, links: Links) -> list[ShownStanding]:
    """Each indicator over one municipality; those that count nobody there are left out."""
    found = []
    for action, one in countable(view):
        figure = extent.of(one.figure)
        if figure.members:
            found.append(
                ShownStanding(
                    number=one.number,
                    title=action.outline.title,
                    url=links.indicator(one.key),
                    value=value(figure, one.unit, one.outline.target),
                )
            )
    return found


def school_standings(view: RoadmapView, school_id: int, links: Links) -> list[ShownStanding]:
    """In which list of each indicator a school stands, and why."""
    found = []
    for action, one in countable(view):
        for member in one.figure.members:
            if member.subject.school_id == school_id:
                since = _("since %(day)s") % {"day": numbers.day(member.on)} if member.on else ""
                found.append(
                    ShownStanding(
                        number=one.number,
                        title=action.outline.title,
                        url=links.indicator(one.key, list=member.state.value),
                        list=member.state.value,
                        note=member.reason or since,
                    )
                )
    return found


def awaited(view: RoadmapView) -> int:
    """How many indicators wait for a part of Opora that is not built."""
    return sum(bool(one.figure.awaiting) for _action, one in view.indicators.values())


def people(
    held: Holders,
    day: dt.date,
    posts: Sequence[tuple[Post, str, int]],
    links: Links,
    *,
    single: frozenset[Post],
    lies_in: Mapping[int, int | None],
) -> list[ShownPerson]:
    """Who holds these posts (post, kind of organisation, its id) on a day; a single post nobody holds is vacant.

    `lies_in`: the municipality of each school among them. Pages are linked of people the reader may see.
    """
    found: list[ShownPerson] = []
    for post, kind, pk in posts:
        held_here = held.on(day, post, kind, pk)
        seen = visible_holdings(links.request.actor, held_here, lies_in)
        found.extend(_person(one, links.thing("person", one.person_id) if one in seen else "") for one in held_here)
        if not held_here and post in single:
            left = held.vacant_since(day, post, kind, pk)
            since = (
                _("since %(day)s: %(why)s") % {"day": numbers.day(left.ends_on), "why": left.why_left}
                if left and left.ends_on
                else ""
            )
            appoint_url = links.doable(appointing_address(post, kind, pk))
            found.append(ShownPerson(post=capfirst(str(post.label)), note=since, appoint_url=appoint_url))
    return found


def _person(one: Holding, url: str) -> ShownPerson:
    post = capfirst(str(Post(one.post).label))
    if one.tier:
        post = _("%(post)s, %(tier)s tier") % {"post": post, "tier": Tier(one.tier).label}
    note = _("since %(day)s, %(basis)s") % {"day": numbers.day(one.starts_on), "basis": one.basis}
    return ShownPerson(post=post, name=one.person, note=note, acting=one.acting, url=url)


def _holder(one: Holding | None) -> str:
    return one.person if one else ""


def _takes_part(view: RoadmapView, school_id: int) -> str:
    """The years in which it takes part: "2021, 2022"."""
    year = view.outline.year
    previous = view.context.programme.preceding
    years = [str(previous.year)] if previous and school_id in view.context.once(previous_roster).schools else []
    if school_id in view.context.once(current_roster).schools:
        years.append(str(year))
    return ", ".join(years)
