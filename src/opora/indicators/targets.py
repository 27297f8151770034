"""Targets and verdicts: "= 100", ">= 2", "> 0", "done". A verdict under unknown only where the range decides it."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

Number = Fraction | int
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
_TARGET = re.compile(r"(?P<sign>>=|<=|=|>|<)\s*(?P<number>\d{1,9}(?:[.,]\d{1,4})?)")


class Verdict(StrEnum):
    """Whether a target is met as of the day; said only when it is certain."""

    MET = "met"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Target:
    """A sign and a number: percent for a share, points for a change, things for all else; "done" is one document."""

    sign: str
    number: Fraction
    text: str

    @classmethod
    def read(cls, text: str) -> "Target":
        """Raises ValueError with what is accepted."""
        if text.strip() == "done":
            return cls(">=", Fraction(1), "done")
        match = _TARGET.fullmatch(text.strip())
        if not match:
            message = _("“%(text)s” is not a target; accepted: done, = 100, >= 5, > 0, <= 10, < 3")
            raise ValueError(message % {"text": text})
        return cls(match["sign"], Fraction(match["number"].replace(",", ".")), f"{match['sign']} {match['number']}")

    def holds(self, value: Number) -> bool:
        """Whether a value satisfies it."""
        return _OPERATORS[self.sign](value, self.number)

    def verdict(self, low: Number | None, high: Number | None) -> Verdict | None:
        """What is certain when the value lies anywhere in low … high; a bound of None is open."""
        if self.sign in (">=", ">"):
            always = low is not None and self.holds(low)
            never = high is not None and not self.holds(high)
        elif self.sign in ("<=", "<"):
            always = high is not None and self.holds(high)
            never = low is not None and not self.holds(low)
        else:
            always = low is not None and low == high == self.number
            never = (low is not None and low > self.number) or (high is not None and high < self.number)
        return Verdict.MET if always else Verdict.NOT_MET if never else None
