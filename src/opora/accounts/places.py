"""Where posts are held: names of the municipalities and schools of one region, on a day as known at a moment."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.holders import Holding
from opora.accounts.models import Post, Tier
from opora.core.dated import DatedValues
from opora.core.numbers import natural
from opora.organisations.models import Municipality, School, SchoolName


@dataclass
class Places:
    """Three queries at most, each when it is first needed, whatever the number of places."""

    region_id: int
    day: dt.date
    known_at: dt.datetime

    @cached_property
    def municipalities(self) -> dict[int, str]:
        """Names by id, in the order of the alphabet."""
        rows = Municipality.objects.filter(region=self.region_id).order_by("name")
        return dict(rows.values_list("pk", "name"))

    @cached_property
    def municipality_of(self) -> dict[int, int | None]:
        """The municipality of each school."""
        return {pk: municipality_id for pk, (_code, municipality_id) in self._schools.items()}

    def school(self, school_id: int) -> str:
        """The short name of a school; its code before it has one."""
        name = self._names.at(school_id, self.day)
        return name.short_name if name else self._schools[school_id][0]

    def where(self, held: Holding) -> str:
        """The place of an appointment: "СОШ № 14, Ключи", "Ключевской район"; "" for the region."""
        kind, pk = held.organisation
        return self.named(kind, pk)

    def named(self, kind: str, pk: int) -> str:
        """The name of one place; "" for the region, of which there is one."""
        if kind == "school":
            return self.school(pk)
        return self.municipalities[pk] if kind == "municipality" else ""

    def municipality(self, held: Holding) -> str:
        """The municipality an appointment lies in; "" for the region."""
        pk = self.municipality_id(held)
        return self.municipalities.get(pk, "") if pk is not None else ""

    def municipality_id(self, held: Holding) -> int | None:
        """The same by its id."""
        return held.municipality_id if held.school_id is None else self.municipality_of.get(held.school_id)

    def lies_in(self, kind: str, pk: int) -> str:
        """The municipality of a school; "" for other places."""
        return self.municipalities.get(self.municipality_of.get(pk) or 0, "") if kind == "school" else ""

    def title(self, held: Holding) -> str:
        """A post with its place: "Куратор, СОШ № 14, Ключи"."""
        where = self.where(held)
        return _("%(post)s, %(place)s") % {"post": post_title(held), "place": where} if where else post_title(held)

    def everywhere(self, kinds: Iterable[str]) -> list[tuple[str, int, str]]:
        """Every place of these kinds as kind, id and name, municipalities first."""
        found = []
        if "municipality" in kinds:
            found += [("municipality", pk, name) for pk, name in self.municipalities.items()]
        if "school" in kinds:
            schools = [("school", pk, self.school(pk)) for pk in self._schools]
            found += sorted(schools, key=lambda one: natural(one[2]))
        return found

    @cached_property
    def _schools(self) -> dict[int, tuple[str, int]]:
        rows = School.objects.filter(municipality__region=self.region_id)
        return {pk: (code, place) for pk, code, place in rows.values_list("pk", "code", "municipality")}

    @cached_property
    def _names(self) -> DatedValues[Any]:
        rows = SchoolName.objects.filter(school__municipality__region=self.region_id)
        known = rows.known_at(self.known_at).oldest_first()
        return DatedValues(known.values_list("school_id", "occurred_on", "short_name", named=True), of="school_id")


def post_title(held: Holding) -> str:
    """A post in words: "Куратор, региональный уровень", "И. о. директора школы"."""
    post = str(Post(held.post).label)
    if held.acting:
        return capfirst(_("acting %(post)s") % {"post": post})
    if held.tier:
        return capfirst(_("%(post)s, %(tier)s tier") % {"post": post, "tier": Tier(held.tier).label})
    return capfirst(post)
