"""What a school was on a day, as known at a moment: everything loaded in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from opora.core.dated import DatedValues
from opora.core.numbers import natural
from opora.organisations.models import GrowthPoint, School, SchoolName, SchoolStatus, SchoolType, Status


@dataclass(frozen=True, slots=True)
class SchoolState:
    """One school on one day. Before the first record of a name its code stands in; `kind` is then ""."""

    id: int
    code: str
    municipality_id: int
    name: str
    short_name: str
    kind: str
    status: str
    status_since: dt.date | None
    status_basis: str
    growth_point: bool

    @property
    def order(self) -> tuple[Any, ...]:
        """The place in a list by short name: "№ 2" before "№ 15"."""
        return natural(self.short_name), self.id

    @property
    def opened(self) -> bool:
        """Whether it had opened by then, as known at the moment; it may be closed again."""
        return self.status_since is not None

    @property
    def works(self) -> bool:
        """Whether it is neither closed nor part of another school by now."""
        return self.status == Status.OPEN


class SchoolHistories:
    """All dated values of some schools, asked about any day in memory."""

    def __init__(self, schools: QuerySet[School], known_at: dt.datetime) -> None:
        """Five queries, whatever the number of schools."""
        ids = schools.order_by().values("pk")
        self.schools = {school.pk: school for school in schools}
        self._names = _load(SchoolName, ids, known_at, "name", "short_name")
        self._kinds = _load(SchoolType, ids, known_at, "kind")
        self._statuses = _load(SchoolStatus, ids, known_at, "status", "basis")
        self._growth_points = _load(GrowthPoint, ids, known_at, "present")

    def at(self, school_id: int, day: dt.date) -> SchoolState:
        """The school on a day; KeyError when it is not among those loaded."""
        school = self.schools[school_id]
        name = self._names.at(school_id, day)
        kind = self._kinds.at(school_id, day)
        status = self._statuses.at(school_id, day)
        growth_point = self._growth_points.at(school_id, day)
        return SchoolState(
            id=school.pk,
            code=school.code,
            municipality_id=school.municipality_id,
            name=name.name if name else school.code,
            short_name=name.short_name if name else school.code,
            kind=kind.kind if kind else "",
            status=status.status if status else Status.OPEN,
            status_since=status.occurred_on if status else None,
            status_basis=status.basis if status else "",
            growth_point=bool(growth_point and growth_point.present),
        )

    def days(self) -> Iterator[dt.date]:
        """Every day on which anything of a school changes."""
        return chain.from_iterable(
            values.days() for values in (self._names, self._kinds, self._statuses, self._growth_points)
        )

    def all_at(self, day: dt.date) -> list[SchoolState]:
        """Every loaded school on a day, by short name."""
        return sorted((self.at(school_id, day) for school_id in self.schools), key=lambda state: state.order)


def schools_at(schools: QuerySet[School], as_of: dt.date, known_at: dt.datetime) -> list[SchoolState]:
    """These schools on a day, by short name, in five queries."""
    return SchoolHistories(schools, known_at).all_at(as_of)


def working(schools: QuerySet[School], as_of: dt.date, known_at: dt.datetime) -> QuerySet[School]:
    """Those of these schools that had opened and still work on a day, as known at a moment; adds no query."""
    statuses = SchoolStatus._default_manager.filter(school=OuterRef("pk")).known(as_of, known_at)
    return schools.alias(status=Subquery(statuses.oldest_first().reverse().values("status")[:1])).filter(
        status=Status.OPEN
    )


def _load(
    model: type[SchoolName | SchoolType | SchoolStatus | GrowthPoint], ids: Any, known_at: dt.datetime, *columns: str
) -> DatedValues[Any]:
    """Named rows, not model instances: a region has thousands of them."""
    rows = model._default_manager.filter(school__in=ids).known_at(known_at).oldest_first()
    return DatedValues(rows.values_list("school_id", "occurred_on", *columns, named=True), of="school_id")
