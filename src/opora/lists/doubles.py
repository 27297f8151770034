"""Schools that were probably entered twice, and merges: which two became one, when, by whom and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opora.accounts.queries import authors
from opora.core.models import Merge
from opora.lists.found import Lists
from opora.organisations.models import School, SchoolName
from opora.organisations.names.loading import school_names
from opora.organisations.queries import SchoolState, schools_at, working


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that the matcher would take for one school, and their municipality."""

    one: SchoolState
    other: SchoolState
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMerge:
    """One merge; a name is the last that the school had, `author` and `undone_by` "" for the command line."""

    number: int
    kept_id: int
    kept_code: str
    kept_name: str
    double_code: str
    double_name: str
    reason: str
    at: dt.datetime
    author: str
    undone_at: dt.datetime | None
    undone_by: str
    undo_reason: str
    count: int


def pairs(lists: Lists) -> list[Pair]:
    """Likely doubles among the schools in reach that work; a fixed number of queries."""
    ids = set(working(lists.schools, lists.as_of, lists.known_at).values_list("pk", flat=True))
    found = school_names(lists.region.pk).doubles(ids)
    if not found:
        return []
    concerned = School.objects.filter(pk__in={one.id for pair in found for one in pair})
    states = {state.id: state for state in schools_at(concerned, lists.as_of, lists.known_at)}
    places = dict(lists.municipalities.values_list("pk", "name"))
    return [Pair(states[one.id], states[other.id], places.get(one.municipality_id, "")) for one, other in found]


def merges(lists: Lists, number: int | None = None) -> list[ShownMerge]:
    """Merges of schools in reach as known at the moment of the page, the latest first; or the one with a number."""
    prefix = f"{School._meta.label_lower}:"
    rows = Merge.objects.filter(double__startswith=prefix, merged_at__lte=lists.known_at).order_by("-pk")
    known = list(rows if number is None else rows.filter(pk=number))
    codes = dict(lists.schools.values_list("pk", "code")) if known else {}
    reached = [(row, _id(row.kept), _id(row.double)) for row in known]
    reached = [one for one in reached if one[1] in codes and one[2] in codes]
    names = last_names({pk for _row, *ids in reached for pk in ids})
    by = authors({key for row, *_ids in reached for key in (row.merged_by, row.undone_by)})
    return [
        ShownMerge(
            number=row.pk,
            kept_id=kept,
            kept_code=codes[kept],
            kept_name=names.get(kept, codes[kept]),
            double_code=codes[double],
            double_name=names.get(double, codes[double]),
            reason=row.reason,
            at=row.merged_at,
            author=by.get(row.merged_by, ""),
            undone_at=row.undone_at if row.undone_at and row.undone_at <= lists.known_at else None,
            undone_by=by.get(row.undone_by, ""),
            undo_reason=row.undo_reason,
            count=len(row.voided),
        )
        for row, kept, double in reached
    ]


def last_names(ids: Iterable[int]) -> dict[int, str]:
    """The last short name that each school had, also one that was taken back; one query."""
    rows = SchoolName.objects.filter(school__in=set(ids)).order_by("occurred_on", "recorded_at", "pk")
    return dict(rows.values_list("school_id", "short_name"))


def _id(label: str) -> int:
    return int(label.rpartition(":")[2])
