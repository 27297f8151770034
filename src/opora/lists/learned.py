"""Names that were learned: a text, the school or municipality it means, who decided so, when and by what basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opora.accounts.queries import authors
from opora.core.imports import cells
from opora.lists.found import Lists
from opora.organisations.models import NameAlias, School
from opora.organisations.queries import schools_at

Row = dict[str, Any]
KINDS = ("school", "municipality")
COLUMNS = {
    "text": (_("Text"), 44),
    "code": (_("Code"), 18),
    "name": (_("Whom it means"), 36),
    "municipality": (_("Municipality"), 28),
    "basis": (_("Basis"), 36),
    "on": (_("Learned on"), 14),
    "author": (_("By whom"), 24),
}
"""Of the saved list: titles and widths by the keys of a row."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which learned names are shown; "" is all. Texts are compared whatever the case, with ё as е."""

    q: str = ""
    of: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """From the address; what is not one of the choices is left out."""
        of = given.get("of", "")
        return cls(q=given.get("q_name", "").replace("\0", "").strip()[:100], of=of if of in KINDS else "")

    @property
    def asked(self) -> dict[str, str]:
        """The same as parts of an address."""
        return {name: value for name, value in (("q_name", self.q), ("of", self.of)) if value}

    def fit(self, row: Row) -> bool:
        """Whether a learned name is shown."""
        told = cells.folded(f"{row['text']} {row['code']} {row['name']} {row['municipality']}")
        return self.of in ("", row["of"]) and all(one in told for one in cells.folded(self.q).split())


def aliases(lists: Lists) -> QuerySet[NameAlias]:
    """Those of schools and municipalities in reach, as known at the moment of the page, the latest first."""
    reach = Q(school__in=lists.schools) | Q(municipality__in=lists.municipalities)
    rows = NameAlias.objects.filter(reach, region=lists.region).known_at(lists.known_at)
    return rows.select_related("school__municipality", "municipality").order_by("-recorded_at", "-pk")


def learned_rows(lists: Lists, filters: Filters | None = None) -> list[Row]:
    """Learned names, as far as they fit; a fixed number of queries."""
    found = list(aliases(lists))
    ids = {one.school_id for one in found if one.school_id}
    names = {one.id: one.short_name for one in schools_at(_schools(ids), lists.as_of, lists.known_at)} if ids else {}
    by = authors({one.recorded_by for one in found})
    rows = [_row(one, names, by) for one in found]
    return [row for row in rows if filters is None or filters.fit(row)]


def _schools(ids: set[int]) -> QuerySet[School]:
    return School.objects.filter(pk__in=ids)


def _row(one: NameAlias, names: Mapping[int, str], by: Mapping[str, str]) -> Row:
    place = one.school.municipality if one.school else one.municipality
    assert place is not None, "it means a school or a municipality"
    return {
        "pk": one.pk,
        "of": "school" if one.school else "municipality",
        "of_pk": one.of.pk,
        "text": one.text,
        "code": one.of.code,
        "name": names.get(one.of.pk, one.of.code) if one.school else place.name,
        "municipality": place.name,
        "basis": one.basis,
        "on": timezone.localdate(one.recorded_at),
        "recorded_at": one.recorded_at,
        "author": by.get(one.recorded_by, ""),
    }
