"""What the pages must say of the lived-through programme, recounted from the rows of its tables in plain loops."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from opora.accounts.models import Appointment, AppointmentEnd
from opora.core.models import Record
from opora.organisations.models import Municipality, School, SchoolName
from opora.programmes.models import CohortMembership, CohortMembershipEnd
from tests.roadmap.lived import NOW

Lists = dict[str, set[str]]

PERIODS = {
    "1": ("2021-12-15", "2021-12-15"),
    "4": ("2022-02-08", "2022-02-08"),
    "5": ("2022-02-08", "2022-02-08"),
    "33": ("2022-08-01", "2022-08-30"),
    "35": ("2022-04-01", "2022-04-30"),
    "6": ("2022-05-31", "2022-05-31"),
}
COUNTED = {"4": ["4"], "5": ["5"], "35": ["35.1"], "6": ["6"]}
"""Indicators of each action that can be counted; 1 and 35.2 wait, 33 counts actions."""
AWAITED = {"1", "35"}
YEARS = {"4": [2022], "5": [2022], "6": [2022], "35.1": [2022, 2021]}
STATES = ["overdue", "at_risk", "unknown", "in_progress", "executed", "upcoming"]


class Recount:
    """One day, as known at the end of another ("" is now)."""

    def __init__(self, as_of: str = "", known_at: str = "") -> None:
        self.day = dt.date.fromisoformat(as_of) if as_of else NOW.date()
        end = dt.datetime.combine(dt.date.fromisoformat(known_at or "2022-06-01"), dt.time.max)
        self.moment = end.replace(tzinfo=ZoneInfo("Asia/Barnaul"))
        self.names = {row.school_id: row.short_name for row in SchoolName.objects.all()}
        self.places = {row.pk: row.name for row in Municipality.objects.all()}
        self.municipality = {row.pk: row.municipality_id for row in School.objects.all()}
        memberships = CohortMembership.objects.select_related("cohort__programme")
        self.memberships = list(self._spans(memberships, CohortMembershipEnd.objects.all()))
        self.appointments = list(
            self._spans(Appointment.objects.select_related("person"), AppointmentEnd.objects.all())
        )

    def schools(self, years: Iterable[int], on: dt.date) -> tuple[set[int], set[int]]:
        """Who takes part in one of the years, and who did before."""
        spans = [span for span in self.memberships if span[0].cohort.programme.year in years]
        inside = {row.school_id for row, left in spans if row.occurred_on <= on and not (left and left <= on)}
        return inside, {row.school_id for row, left in spans if left and left <= on} - inside

    def holders(self, post: str, kind: str, pk: int) -> list[str]:
        """Who holds a post on the day."""
        return [
            row.person.short_name.replace("\u00a0", " ")
            for row, left in self.appointments
            if row.post == post and getattr(row, f"{kind}_id") == pk
            if row.occurred_on <= self.day and not (left and left <= self.day)
        ]

    def ids(self, key: str) -> dict[str, set[int]]:
        """Schools, for 4 municipalities, in each of the four lists."""
        on = min(self.day, dt.date.fromisoformat(PERIODS[key.partition(".")[0]][1]))
        inside, left = self.schools(YEARS[key], on)
        post, kind = ("coordinator", "municipality") if key == "4" else ("curator", "school")
        if key == "4":
            inside, left = ({self.municipality[pk] for pk in ids} for ids in (inside, left))
            left -= inside
        met = {pk for pk in inside if self.holders(post, kind, pk)}
        return {"met": met, "missing": inside - met, "unknown": set(), "excluded": left}

    def lists(self, key: str) -> Lists:
        """Names in each of the four lists; of 33 the numbers of actions."""
        if key == "33":
            return self._actions()
        names = self.places if key == "4" else self.names
        return {state: {names[pk] for pk in ids} for state, ids in self.ids(key).items()}

    def first_days(self) -> dict[str, dt.date]:
        """Since when each school of 5 has its curator; nobody here hands over to another."""
        met = self.ids("5")["met"]
        return {
            self.names[row.school_id]: row.occurred_on
            for row, left in self.appointments
            if row.post == "curator" and row.school_id in met and not (left and left <= self.day)
            if row.occurred_on <= self.day
        }

    def states(self) -> dict[str, str]:
        """The state of every action."""
        return {number: self._state(number) for number in PERIODS}

    def tally(self) -> dict[str, int]:
        """How many actions are in each state."""
        counted = Counter(self.states().values())
        return {state: counted[state] for state in STATES}

    def gaps(self) -> list[tuple[str, str, int, int | None]]:
        """Everybody missing where something is still to be reached: indicator, name, municipality, school."""
        found: list[tuple[str, str, int, int | None]] = []
        for key in YEARS:
            if key == "35.1" and len(self.ids(key)["met"]) >= 2:
                continue
            for pk in self.ids(key)["missing"]:
                if key == "4":
                    found.append((key, self.places[pk], pk, None))
                else:
                    found.append((key, self.names[pk], self.municipality[pk], pk))
        return found

    def _actions(self) -> Lists:
        found: Lists = {"met": set(), "missing": set(), "unknown": set(), "excluded": set()}
        for number, (_start, end) in PERIODS.items():
            if dt.date.fromisoformat(end) <= min(self.day, dt.date(2022, 8, 30)):
                state = self._state(number)
                found[{"executed": "met", "unknown": "unknown"}.get(state, "missing")].add(number)
        return found

    def _state(self, number: str) -> str:
        start, end = map(dt.date.fromisoformat, PERIODS[number])
        started, near = start <= self.day, (end - self.day).days <= 7
        judged = ["unknown" if started or near else "upcoming"] if number in AWAITED else []
        for key in COUNTED.get(number, []):
            lists = self.ids(key)
            if lists["met"] and not lists["missing"]:
                judged.append("executed")
            elif end < self.day:
                judged.append("overdue")
            elif near:
                judged.append("at_risk")
            else:
                judged.append("in_progress" if started or lists["met"] else "upcoming")
        if number == "33":
            judged.append("upcoming")
        open_ones = [state for state in judged if state != "executed"]
        worst = min(open_ones, key=STATES.index, default="executed")
        return "in_progress" if worst == "upcoming" and len(open_ones) < len(judged) else worst

    def _known(self, row: Record) -> bool:
        return row.recorded_at <= self.moment and not (row.voided_at and row.voided_at <= self.moment)

    def _spans(self, starts: Iterable[Any], ends: Iterable[Any]) -> Iterator[tuple[Any, dt.date | None]]:
        over = {row.span_id: row.occurred_on for row in ends if self._known(row)}
        return ((row, over.get(row.pk)) for row in starts if self._known(row))
