"""Who is asked on a day, and who is left out."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from tests.wordbook.oracle.rows import People, Row, Rows, Who


class Asked(Rows):
    """Populations by day."""

    def in_region(self) -> list[int]:
        return [row["id"] for row in self.tables["Municipality"] if row["region_id"] == self.programme["region_id"]]

    def place(self, school: int) -> int:
        return next(row["municipality_id"] for row in self.tables["School"] if row["id"] == school)

    def latest(self, table: str, school: int, day: dt.date, column: str) -> Any:
        """What holds for a school on a day by the latest row; None before the first."""
        values = [row[column] for row in self.among(table, school_id=school) if row["occurred_on"] <= day]
        return values[-1] if values else None

    def schools(self, day: dt.date, *cohorts: str, growth: bool = False) -> tuple[set[int], set[int]]:
        """Schools of the cohorts on a day, and those that left or were closed by it."""
        present: set[int] = set()
        left: set[int] = set()
        for cohort in cohorts:
            programme = self.programme["id"] if cohort == "current" else self.programme["preceding_id"]
            for row, end in self.spans("CohortMembership", cohort__programme_id=programme):
                if row["occurred_on"] <= day:
                    (left if end and end <= day else present).add(row["school_id"])
        gone = left - present
        if growth:
            with_centre = {one for one in present | gone if self.latest("GrowthPoint", one, day, "present")}
            present, gone = present & with_centre, gone & with_centre
        closed = {one for one in present if self.latest("SchoolStatus", one, day, "status") not in (None, "open")}
        return present - closed, gone | closed

    def holders(self, day: dt.date, post: str, **place: Any) -> list[Row]:
        """Appointments to a post in force on a day, the full holder first."""
        rows = [
            row
            for row, end in self.spans("Appointment", **place, post=post)
            if row["occurred_on"] <= day and not (end and end <= day)
        ]
        return sorted(rows, key=lambda row: row["acting"])

    def school_people(self, *cohorts: str, growth: bool = False) -> Callable[[dt.date], People]:
        def on(day: dt.date) -> People:
            present, gone = self.schools(day, *cohorts, growth=growth)
            return People(*([Who(f"school:{one}", one, self.place(one)) for one in group] for group in (present, gone)))

        return on

    def municipalities(self, *cohorts: str) -> Callable[[dt.date], People]:
        def on(day: dt.date) -> People:
            if not cohorts:
                return People([Who(f"municipality:{one}", None, one) for one in self.in_region()], [])
            present, gone = ({self.place(one) for one in group} for group in self.schools(day, *cohorts))
            here = {one for one in present if one in self.in_region()}
            away = {one for one in gone - present if one in self.in_region()}
            return People(*([Who(f"municipality:{one}", None, one) for one in group] for group in (here, away)))

        return on

    def municipal_heads(self) -> Callable[[dt.date], People]:
        def on(day: dt.date) -> People:
            found = []
            for one in self.in_region():
                held = self.holders(day, "municipal_head", municipality_id=one)
                person = held[0]["person_id"] if held else None
                found.append(Who(f"municipal_head:{one}", None, one, person, "municipal_head"))
            return People(found, [])

        return on

    def school_heads(self, *cohorts: str) -> Callable[[dt.date], People]:
        def head(school: int, day: dt.date) -> Who:
            held = self.holders(day, "school_head", school_id=school)
            person = held[0]["person_id"] if held else None
            return Who(f"school_head:{school}", school, self.place(school), person, "school_head")

        return lambda day: People(*([head(one, day) for one in group] for group in self.schools(day, *cohorts)))

    def teams(self, *cohorts: str) -> Callable[[dt.date], People]:
        def team(school: int) -> Who:
            return Who(f"management_team:{school}", school, self.place(school))

        return lambda day: People(*([team(one) for one in group] for group in self.schools(day, *cohorts)))

    def curators(self, *cohorts: str) -> Callable[[dt.date], People]:
        def on(day: dt.date) -> People:
            present, gone = self.schools(day, *cohorts)
            rows = self.spans("Appointment", post="curator")
            return _persons(rows, day, lambda row: row["school_id"] in present, lambda row: row["school_id"] in gone)

        return on

    def coordinators(self, *cohorts: str) -> Callable[[dt.date], People]:
        def on(day: dt.date) -> People:
            present, gone = ({self.place(one) for one in group} for group in self.schools(day, *cohorts))
            rows = self.spans("Appointment", post="coordinator")
            return _persons(
                rows,
                day,
                lambda row: row["municipality_id"] in present,
                lambda row: row["municipality_id"] in gone - present,
            )

        return on


def _persons(
    rows: Iterable[tuple[Row, dt.date | None]],
    day: dt.date,
    here: Callable[[Row], bool],
    away: Callable[[Row], bool],
) -> People:
    """Persons of posts: in with one in force here, excluded when the post is over or its school is gone."""
    present: set[int] = set()
    gone: set[int] = set()
    for row, end in rows:
        if here(row) and row["occurred_on"] <= day:
            (gone if end and end <= day else present).add(row["person_id"])
        elif away(row) and row["occurred_on"] <= day and not (end and end <= day):
            gone.add(row["person_id"])
    return People(*([Who(f"person:{one}", person=one) for one in group] for group in (present, gone - present)))


def union(*parts: Callable[[dt.date], People]) -> Callable[[dt.date], People]:
    """Everybody as a person, once; vacant posts stay."""

    def on(day: dt.date) -> People:
        present: dict[str, Who] = {}
        gone: dict[str, Who] = {}
        for part in parts:
            for found, group in zip((present, gone), part(day), strict=True):
                for who in group:
                    one = Who(f"person:{who.person}", person=who.person) if who.person else who
                    found.setdefault(one.key, one)
        return People(list(present.values()), [who for key, who in gone.items() if key not in present])

    return on
