"""Days on a line: the scale that the ribbon and the strips of the roadmap share."""

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Scale:
    """Days laid out evenly over a width: from the first day of a month to the last day of another."""

    start: dt.date
    end: dt.date
    width: int

    @classmethod
    def over(cls, first: dt.date, last: dt.date, width: int) -> "Scale":
        """The whole months that hold both days."""
        return cls(first.replace(day=1), _next_month(last) - dt.timedelta(days=1), width)

    def x(self, day: dt.date) -> float:
        """Where a day starts, never outside the picture."""
        total = (self.end - self.start).days + 1
        offset = min(max((day - self.start).days, 0), total)
        return round(offset * self.width / total, 1)

    def holds(self, day: dt.date) -> bool:
        """Whether a day is in the picture."""
        return self.start <= day <= self.end

    def months(self) -> list[dt.date]:
        """First days of the months."""
        months = [self.start]
        while (following := _next_month(months[-1])) <= self.end:
            months.append(following)
        return months

    def grid(self, top: int, bottom: int) -> SafeString:
        """A thin line at the start of each month."""
        return format_html(
            '<path class="grid" d="{}"/>', "".join(f"M{self.x(month)} {top}V{bottom}" for month in self.months())
        )


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
