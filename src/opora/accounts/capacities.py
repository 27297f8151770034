"""In which capacities a person can act: one per post and organisation; a curator's schools are one capacity."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.core import clock, dated
from opora.organisations.models import Municipality, School, SchoolName


@dataclass(frozen=True, slots=True)
class Capacity:
    """One way to act. `municipality_ids` and `school_ids` are what the posts cover, nothing wider.

    `place` names the organisation; "" for the region, of which there is one.
    """

    post: str
    place: str
    acting: bool
    appointment_ids: tuple[int, ...]
    region_id: int
    municipality_ids: frozenset[int] = frozenset()
    school_ids: frozenset[int] = frozenset()

    @property
    def id(self) -> int:
        """The appointment that stands for this capacity in the session."""
        return self.appointment_ids[0]

    @property
    def title(self) -> str:
        """The capacity in words: "coordinator, Bor district"."""
        post = str(Post(self.post).label)
        if self.acting:
            post = _("acting %(post)s") % {"post": post}
        return _("%(post)s, %(place)s") % {"post": post, "place": self.place} if self.place else post


def capacities_of(holdings: Iterable[Holding], on: dt.date) -> list[Capacity]:
    """The capacities a person's appointments give on a day, in the order of the posts; at most three queries."""
    held = [holding for holding in holdings if holding.covers(on)]
    places = _Places(held, on)
    groups: dict[tuple[str, str, int], list[Holding]] = {}
    for holding in held:
        place = ("region", places.region(holding)) if holding.post == Post.CURATOR else holding.organisation
        groups.setdefault((holding.post, *place), []).append(holding)
    order = {post: index for index, post in enumerate(Post.values)}
    found = [_capacity(group, places) for group in groups.values()]
    return sorted(found, key=lambda capacity: (order[capacity.post], capacity.id))


def _capacity(group: list[Holding], places: "_Places") -> Capacity:
    first = group[0]
    return Capacity(
        post=first.post,
        place=places.name(group),
        acting=first.acting,
        appointment_ids=tuple(holding.id for holding in group),
        region_id=places.region(first),
        municipality_ids=frozenset(number for holding in group for number in places.municipalities(holding)),
        school_ids=frozenset(holding.school_id for holding in group if holding.school_id is not None),
    )


class _Places:
    """Names and regions of the organisations in which posts are held."""

    def __init__(self, held: list[Holding], on: dt.date) -> None:
        self._municipalities = _municipalities(held)
        schools = {holding.school_id for holding in held if holding.school_id is not None}
        rows = School.objects.filter(pk__in=schools).values_list("pk", "code", "municipality__region_id")
        self._schools = {pk: (code, region_id) for pk, code, region_id in rows} if schools else {}
        names = SchoolName.objects.filter(school__in=schools)
        self._names = dated.load(names, clock.now(), of="school_id") if schools else None
        self._on = on

    def region(self, holding: Holding) -> int:
        if holding.school_id is not None:
            return self._schools[holding.school_id][1]
        if holding.municipality_id is not None:
            return self._municipalities[holding.municipality_id].region_id
        return holding.organisation[1]

    def municipalities(self, holding: Holding) -> list[int]:
        """What a municipal post covers; a coordinator of the region covers all of its municipalities."""
        if holding.municipality_id is not None:
            return [holding.municipality_id]
        return list(self._municipalities) if holding.post == Post.COORDINATOR else []

    def name(self, group: list[Holding]) -> str:
        first = group[0]
        if first.municipality_id is not None:
            return self._municipalities[first.municipality_id].name
        if first.school_id is None or self._names is None:
            return ""
        if len(group) > 1:
            return ngettext("%(count)d school", "%(count)d schools", len(group)) % {"count": len(group)}
        name = self._names.at(first.school_id, self._on)
        return name.short_name if name else self._schools[first.school_id][0]


def _municipalities(held: list[Holding]) -> dict[int, Municipality]:
    """Municipalities of municipal posts, or all of a region for its coordinator; one query when there are any."""
    own = [holding.municipality_id for holding in held if holding.municipality_id is not None]
    regions = [holding.region_id for holding in held if holding.post == Post.COORDINATOR and holding.region_id]
    if not own and not regions:
        return {}
    found = Municipality.objects.filter(pk__in=own) | Municipality.objects.filter(region__in=regions)
    return {municipality.pk: municipality for municipality in found}
