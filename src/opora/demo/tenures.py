"""Posts of the plan: who holds what, from when, on which basis, and on which day Opora learnt of it."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from opora.accounts.models import EndReason, Post, Tier
from opora.demo.names import Person

OPENING = dt.date(2021, 12, 15)
"""The first day of the demonstration: what is older was taken over on it."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A post is left: `on` is the first day without it."""

    on: dt.date
    recorded: dt.date
    basis: str
    reason: EndReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person holds a post. `place` is the code of a school or municipality, "" the region.

    `void` (day, reason): the record is taken back on that day, as if it had never been true.
    """

    person: Person
    post: Post
    place: str
    on: dt.date
    basis: str
    recorded: dt.date
    acting: bool = False
    tier: Tier | None = None
    ending: Ending | None = None
    void: tuple[dt.date, str] | None = None

    def ends(
        self,
        on: dt.date,
        basis: str,
        *,
        recorded: dt.date | None = None,
        reason: EndReason = EndReason.RESIGNED,
        note: str = "",
    ) -> "Tenure":
        """The same tenure, ended; recorded on the day itself unless said otherwise."""
        return replace(self, ending=Ending(on, recorded or on, basis, reason, note))


def written(day: dt.date) -> str:
    """A day as documents write it."""
    return day.strftime("%d.%m.%Y")


def order(issuer: str, number: int, day: dt.date) -> str:
    """A document: «приказ МОУО № 19 от 07.02.2022»."""
    return f"{issuer} №\u00a0{number} от\u00a0{written(day)}"


def long_ago(rng: random.Random) -> dt.date:
    """A day between 2011 and 2021 on which somebody took a post, before the demonstration begins."""
    return dt.date(rng.randint(2011, 2020), rng.choice((1, 3, 8, 9, 9, 9, 11)), rng.randint(1, 28))
