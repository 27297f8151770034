"""Who closes a gap on a day: the people in office, and the ministry for a post that nobody holds."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from opora.accounts.holders import Holders, Holding
from opora.accounts.models import Post
from opora.accounts.populations import all_holders
from opora.indicators.context import Context
from opora.indicators.figures import Member
from opora.roadmap.closing import closers


class Office:
    """Everybody who holds a post in the region on a day; each post and place is looked up once."""

    def __init__(self, holders: Holders, day: dt.date) -> None:
        self.day = day
        self._holders = holders
        self._regional: dict[str, list[Holding]] = defaultdict(list)
        self._persons: dict[int, list[Holding]] = defaultdict(list)
        for held in sorted(holders.covering(day), key=_by_name):
            self._persons[held.person_id].append(held)
            if held.region_id is not None:
                self._regional[held.post].append(held)

    def at(self, post: str, kind: str, organisation_id: int | None) -> list[Holding]:
        """Everybody who holds the post there; `kind` is municipality or school."""
        return [] if organisation_id is None else self._holders.on(self.day, post, kind, organisation_id)

    def of_region(self, post: str) -> list[Holding]:
        """Everybody who holds the post for the whole region."""
        return self._regional.get(post, [])

    def of_person(self, person_id: int) -> list[Holding]:
        """The posts of one person."""
        return self._persons.get(person_id, [])


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers for an open gap. `vacant`: the post that would close it is held by nobody, so the ministry does."""

    held: tuple[Holding, ...]
    vacant: bool = False

    @property
    def persons(self) -> tuple[int, ...]:
        """Each of them once."""
        return tuple(dict.fromkeys(one.person_id for one in self.held))


def office_in(context: Context) -> Office:
    """Who is in office on the day of the context; load with `context.once`. One query for any number of days."""
    return Office(context.history.once(all_holders), context.as_of)


def answerable(member: Member, office: Office) -> Answerable:
    """Who answers for an open gap; nobody only where the ministry itself has nobody in office."""
    held = closers(member, office)
    if held:
        return Answerable(tuple(held))
    return Answerable(tuple(office.of_region(Post.MINISTRY)), vacant=True)


def _by_name(held: Holding) -> tuple[str, str, str, int, int]:
    return held.surname, held.given_name, held.patronymic, held.person_id, held.id
