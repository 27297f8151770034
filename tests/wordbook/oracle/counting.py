"""What comes out: four lists, a value, a range."""

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction

from tests.wordbook.oracle.facts import Facts
from tests.wordbook.oracle.rows import EXCLUDED, MET, MISSING, UNKNOWN, Ask, Count, People, Row


class Recount(Facts):
    """One programme on one day as known at one moment, counted."""

    def share(
        self, people: Callable[[dt.date], People], ask: Ask, due: dt.date | None, *, at_close: bool = False
    ) -> Count:
        """The four lists; percent with all known, else the range."""
        return self.percent(self.of(people, ask, due, at_close=at_close))

    def percent(self, count: Count) -> Count:
        """With its value, or only the range."""
        met, unknown = count.size(MET), count.size(UNKNOWN)
        if whole := met + unknown + count.size(MISSING):
            count.range = Fraction(100 * met, whole), Fraction(100 * (met + unknown), whole)
        count.value = count.range[0] if not unknown else None
        return count

    def number(self, people: Callable[[dt.date], People], ask: Ask, due: dt.date | None) -> Count:
        """How many meet it."""
        count = self.of(people, ask, due)
        count.range = count.size(MET), count.size(MET) + count.size(UNKNOWN)
        count.value = count.size(MET) if not count.size(UNKNOWN) else None
        return count

    def of(
        self, people: Callable[[dt.date], People], ask: Ask, due: dt.date | None, *, at_close: bool = False
    ) -> Count:
        day = (ask.close if at_close else None) or ask.day or min(self.as_of, due or self.as_of)
        present, gone = people(day)
        count = Count(close=ask.close)
        for who in gone:
            count.add(EXCLUDED, who.key, who.weight)
        for who in present:
            state, met_on = ask.say(who)
            part = ask.part(who) if state == MET else None
            inside = who.weight if part is None else part
            if inside or not who.weight:
                count.add(state, who.key, inside, met_on)
            if inside < who.weight:
                count.add(MISSING, who.key, who.weight - inside)
        return count

    def tally(self, prefix: str, rows: Sequence[Row], weight: str = "") -> Count:
        """Records are counted, all of them."""
        count = Count()
        for row in rows:
            count.add(MET, f"{prefix}:{row['id']}", row[weight] if weight else 1, row["occurred_on"])
        count.value = count.size(MET)
        count.range = count.value, count.value
        return count

    def sessions(self, series: str) -> Count:
        held = [one for one in self.gatherings if one["series"] == series and one["day"]]
        return self.tally("session", [{"id": one["id"], "occurred_on": one["day"]} for one in held])

    def least(self, rows: Sequence[Row], first: dt.date, last: dt.date, enough: int) -> Count:
        """The poorest month; one that is not over is unknown until it has enough."""
        count, numbers, over = Count(), [], []
        months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
        for year, month in months:
            if not (first.year, first.month) <= (year, month) <= (last.year, last.month):
                continue
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            number = sum(1 for row in rows if dt.date(year, month, 1) <= row["occurred_on"] < after)
            done = after - dt.timedelta(days=1) <= self.as_of
            state = MET if number >= enough else MISSING if done else UNKNOWN
            count.add(state, f"month:{year}-{month:02}", number, after - dt.timedelta(days=1) if done else None)
            numbers.append(number)
            if done:
                over.append(number)
        count.value = min(over, default=None)
        count.range = min(numbers), count.value
        return count

    def delivered(self, code: str) -> Count:
        ids = {row["id"] for row in self.ours("Deliverable", code=code)}
        approvals = [row for row in self.known("Approval") if row["deliverable_id"] in ids]
        count = Count()
        count.add(
            MET if approvals else MISSING, f"document:{code}", 1, approvals[0]["occurred_on"] if approvals else None
        )
        count.value = len(approvals[:1])
        count.range = count.value, count.value
        return count

    def change(self, first: Count, second: Count) -> Count:
        """Points between two closed waves; its lists are those of the second."""
        count = Count(second.lists)
        if first.close and second.close and None not in (*first.range, *second.range):
            count.range = second.range[0] - first.range[1], second.range[1] - first.range[0]
        if count.range[0] == count.range[1]:
            count.value = count.range[0]
        return count
