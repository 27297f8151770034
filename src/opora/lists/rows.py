"""The rows of each list that a reader may see, on the day of the page: the very rows that a saved file holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opora.core.dated import load
from opora.core.imports import cells
from opora.core.imports.plans import kinds
from opora.core.spreadsheets import Cell, Column
from opora.lists import learned
from opora.lists.found import Lists
from opora.lists.learned import learned_rows
from opora.organisations.models import GrowthPoint, SchoolKind, Status
from opora.organisations.queries import schools_at

Row = dict[str, Any]
GROWTH_POINTS = "growth-points"
NAMES = "names"
GROWTH_POINT_COLUMNS = {
    "code": (_("Code of the school"), 18),
    "municipality": (_("Municipality"), 28),
    "name": (_("School"), 36),
    "since": (_("Since"), 14),
    "basis": (_("Basis"), 36),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which schools of the list are shown; "" is all. Texts are compared whatever the case, with ё as е."""

    q: str = ""
    municipality: str = ""
    kind: str = ""
    status: str = ""
    growth_point: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """From the address; what is not one of the choices is left out."""
        kind, status, point = given.get("kind", ""), given.get("status", ""), given.get("growth_point", "")
        return cls(
            q=given.get("q_school", "").replace("\0", "").strip()[:100],
            municipality=given.get("municipality", "")[:40],
            kind=kind if kind in SchoolKind.values else "",
            status=status if status in Status.values else "",
            growth_point=point if point in ("yes", "no") else "",
        )

    def fit(self, row: Row, place: str) -> bool:
        """Whether a row of the list of schools is shown; `place` is the name of the municipality chosen."""
        wanted = (
            (self.municipality, place, row["municipality"]),
            (self.kind, str(SchoolKind(self.kind).label) if self.kind else "", row["kind"]),
            (self.status, str(Status(self.status).label) if self.status else "", row["status"]),
            (self.growth_point, self.growth_point, "yes" if row["has_growth_point"] else "no"),
        )
        told = cells.folded(f"{row['code']} {row['name']} {row['short_name']}")
        terms = cells.folded(self.q).split()
        return all(one in told for one in terms) and all(not asked or want == is_ for asked, want, is_ in wanted)


def municipality_rows(lists: Lists) -> list[Row]:
    """Municipalities in reach."""
    return _exported(lists, "municipalities", dict(lists.municipalities.values_list("code", "pk")))


def school_rows(lists: Lists, filters: Filters | None = None) -> list[Row]:
    """Schools in reach that had opened by the day, closed ones too; those that fit, if something is asked for."""
    rows = _exported(lists, "schools", school_codes(lists))
    for row in rows:
        row["has_growth_point"] = row["growth_point"] == gettext("yes")
    if filters is None:
        return rows
    places = dict(lists.municipalities.values_list("code", "name")) if filters.municipality else {}
    return [row for row in rows if filters.fit(row, places.get(filters.municipality, ""))]


def cohort_rows(lists: Lists) -> list[Row]:
    """Memberships of the programme of the page, of schools in reach; [] without a programme."""
    return _exported(lists, "cohort", school_codes(lists)) if lists.programme else []


def low_results_rows(lists: Lists) -> list[Row]:
    """The list in force on the day, of schools in reach."""
    return _exported(lists, "low-results", school_codes(lists))


def growth_point_rows(lists: Lists) -> list[Row]:
    """Schools in reach that have a Growth Point centre on the day, with since when and by what."""
    schools = lists.schools.select_related("municipality")
    points = load(GrowthPoint.objects.filter(school__in=lists.schools), lists.known_at, of="school_id")
    found = []
    places = {school.pk: school.municipality for school in schools}
    for state in schools_at(schools, lists.as_of, lists.known_at):
        point = points.at(state.id, lists.as_of)
        if state.opened and point and point.present:
            row = {"pk": state.id, "code": state.code, "municipality": places[state.id].name, "name": state.short_name}
            found.append({**row, "since": point.occurred_on, "basis": point.basis})
    return found


def people_rows(lists: Lists) -> list[Row]:
    """Everybody in the region with how to reach them, as known now: names and contacts keep no history."""
    return _whole(lists, "people")


def appointment_rows(lists: Lists) -> list[Row]:
    """Every appointment in the region that is known now, also those that ended."""
    return _whole(lists, "appointments")


ROWS: Mapping[str, Callable[[Lists], list[Row]]] = {
    "municipalities": municipality_rows,
    "schools": school_rows,
    "cohort": cohort_rows,
    "low-results": low_results_rows,
    GROWTH_POINTS: growth_point_rows,
    NAMES: learned_rows,
    "people": people_rows,
    "appointments": appointment_rows,
}
"""Lists that have a page, by their names."""


OWN_COLUMNS = {GROWTH_POINTS: GROWTH_POINT_COLUMNS, NAMES: learned.COLUMNS}
"""Columns of the lists that are not brought in."""


def columns(kind: str) -> list[Column]:
    """The columns of a saved list."""
    if kind in OWN_COLUMNS:
        return [Column(str(title), width) for title, width in OWN_COLUMNS[kind].values()]
    return [Column(str(one.title), one.width) for one in kinds()[kind].columns]


def cells_of(kind: str, rows: Sequence[Row]) -> list[list[Cell]]:
    """Rows in the order of the columns."""
    keys = list(OWN_COLUMNS[kind]) if kind in OWN_COLUMNS else [one.key for one in kinds()[kind].columns]
    return [[row[key] for key in keys] for row in rows]


def school_codes(lists: Lists) -> dict[str, int]:
    """Ids of the schools in reach by their codes."""
    return dict(lists.schools.values_list("code", "pk"))


def _whole(lists: Lists, kind: str) -> list[Row]:
    """The rows of the export as they are."""
    one = kinds()[kind]
    return [dict(zip((column.key for column in one.columns), texts, strict=True)) for texts in one.export(lists.where)]


def _exported(lists: Lists, kind: str, reach: Mapping[str, int]) -> list[Row]:
    """The rows of the export that speak of what is in reach: each begins with its code."""
    one = kinds()[kind]
    keys = [column.key for column in one.columns]
    return [
        {"pk": reach[str(texts[0])], **dict(zip(keys, texts, strict=True))}
        for texts in one.export(lists.where)
        if texts[0] in reach
    ]
