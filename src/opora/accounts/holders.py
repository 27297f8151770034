"""Who held which post on which day: loaded in one query, asked about any day in memory."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from opora.accounts.models import Appointment, EndReason, Post, Tier, short_form

_COLUMNS = {
    "id": "pk",
    "person_id": "person_id",
    "surname": "person__surname",
    "given_name": "person__given_name",
    "patronymic": "person__patronymic",
    "post": "post",
    "region_id": "region_id",
    "municipality_id": "municipality_id",
    "school_id": "school_id",
    "acting": "acting",
    "tier": "tier",
    "basis": "basis",
    "starts_on": "occurred_on",
    "recorded_at": "recorded_at",
    "origin": "origin",
    "ends_on": "known_end__occurred_on",
    "end_reason": "known_end__reason",
    "end_note": "known_end__note",
    "end_basis": "known_end__basis",
}
"""Columns of a holding and where they come from; a whole region is read as plain rows, not as model instances."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One appointment as known at a moment: in force on day d when starts_on <= d < ends_on."""

    id: int
    person_id: int
    surname: str
    given_name: str
    patronymic: str
    post: str
    region_id: int | None
    municipality_id: int | None
    school_id: int | None
    acting: bool
    tier: str
    basis: str
    starts_on: dt.date
    recorded_at: dt.datetime
    origin: str
    ends_on: dt.date | None
    end_reason: str | None
    end_note: str | None
    end_basis: str | None

    @property
    def person(self) -> str:
        """Surname and initials."""
        return short_form(self.surname, self.given_name, self.patronymic)

    @property
    def organisation(self) -> tuple[str, int]:
        """Kind and id of the organisation the post belongs to."""
        for kind in ("school", "municipality", "region"):
            if (number := getattr(self, f"{kind}_id")) is not None:
                return kind, number
        raise ValueError("The database lets no appointment through without an organisation")

    @property
    def regional(self) -> bool:
        """Whether it is a curator's of the regional tier."""
        return self.tier == Tier.REGIONAL

    @property
    def why_left(self) -> str:
        """Why and on what basis the post was left; "" while it is held."""
        if self.end_reason is None:
            return ""
        why = self.end_note or EndReason(self.end_reason).label
        return _("%(why)s (%(basis)s)") % {"why": why, "basis": self.end_basis}

    def covers(self, day: dt.date) -> bool:
        """Whether the appointment is in force on a day."""
        return self.starts_on <= day and not self.over(day)

    def over(self, day: dt.date) -> bool:
        """Whether it had ended by a day (that day included)."""
        return self.ends_on is not None and self.ends_on <= day


class Holders:
    """Appointments of a region, by post and organisation, each list oldest first."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._by_post: dict[tuple[str, str, int], list[Holding]] = defaultdict(list)
        self._by_person: dict[int, list[Holding]] = defaultdict(list)
        for holding in holdings:
            self._by_post[holding.post, *holding.organisation].append(holding)
            self._by_person[holding.person_id].append(holding)

    def all_of(self, post: str, kind: str, organisation_id: int | None) -> Sequence[Holding]:
        """Everybody who ever held the post there; `kind` is region, municipality or school. Nowhere: nobody."""
        return () if organisation_id is None else self._by_post.get((post, kind, organisation_id), ())

    def on(self, day: dt.date, post: str, kind: str, organisation_id: int) -> list[Holding]:
        """Everybody who holds the post there on a day."""
        return [holding for holding in self.all_of(post, kind, organisation_id) if holding.covers(day)]

    def holder(self, day: dt.date, post: str, kind: str, organisation_id: int) -> Holding | None:
        """The one holder on a day: the full one, or else the acting one; None when the post is vacant."""
        held = self.on(day, post, kind, organisation_id)
        return min(held, key=lambda holding: holding.acting, default=None)

    def vacant_since(self, day: dt.date, post: str, kind: str, organisation_id: int | None) -> Holding | None:
        """The appointment that ended last by a day; None when nobody had left by then."""
        left = [holding for holding in self.all_of(post, kind, organisation_id) if holding.over(day)]
        return max(left, key=lambda holding: holding.ends_on or dt.date.min, default=None)

    def days(self) -> Iterator[dt.date]:
        """Every day on which somebody takes or has left a post."""
        for holding in (holding for holdings in self._by_person.values() for holding in holdings):
            yield holding.starts_on
            if holding.ends_on:
                yield holding.ends_on

    def covering(self, day: dt.date) -> list[Holding]:
        """Everything held by anybody on a day."""
        return [holding for holdings in self._by_person.values() for holding in holdings if holding.covers(day)]

    def of_person(self, person_id: int, day: dt.date) -> list[Holding]:
        """Everything a person holds on a day."""
        return [holding for holding in self._by_person.get(person_id, ()) if holding.covers(day)]


def load(which: Q, known_at: dt.datetime) -> list[Holding]:
    """Chosen appointments as known at a moment, oldest first, in one query."""
    rows = Appointment.objects.filter(which).with_end(known_at).known_at(known_at).oldest_first().select_related(None)
    return [Holding(*row) for row in rows.values_list(*(F(path) for path in _COLUMNS.values()))]


def in_region(region_id: int) -> Q:
    """Appointments in a region, its municipalities and its schools."""
    return Q(region=region_id) | Q(municipality__region=region_id) | Q(school__municipality__region=region_id)


def of_region(region_id: int, known_at: dt.datetime, posts: Iterable[str] = Post.values) -> Holders:
    """Every appointment in a region, its municipalities and its schools to one of these posts; one query."""
    return Holders(load(in_region(region_id) & Q(post__in=list(posts)), known_at))
