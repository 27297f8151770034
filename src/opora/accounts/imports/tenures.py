"""What each row of a list of appointments adds: an appointment, an end, or nothing; and which rows contradict."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from opora.accounts.actions import NewAppointment, Organisation
from opora.accounts.batches import Leaving
from opora.accounts.holders import Holding
from opora.accounts.imports.people import warn_of_extension
from opora.accounts.imports.persons import NewPeople, Persons, Someone
from opora.accounts.imports.places import Places
from opora.accounts.imports.telling import Telling
from opora.accounts.matching import Match, People
from opora.accounts.models import SINGLE_POSTS, EndReason, Post, User
from opora.core import numbers
from opora.core.files.texts import clean
from opora.core.imports import cells
from opora.core.imports.plans import Outcome, Plan, Step
from opora.core.imports.tables import Row, Table, Where
from opora.core.numbers import natural

COLUMNS_OF_FAULTS = {"login-taken": "login", "name-differs": "login"}
"""Columns of faults that are found only when the row is seen as a whole; else the person's."""


class Wrong(cells.Fault):
    """A fault of another column than the one that was being read."""

    def __init__(self, column: str, code: str, message: str) -> None:
        super().__init__(code, message)
        self.column = column


@dataclass(slots=True, eq=False)
class Tenure:
    """One row: a person in a post of an organisation. `held` is the appointment that is there already."""

    row: Row
    post: Post
    organisation: Organisation
    acting: bool
    tier: str
    person: Someone | None = None
    match: Match | None = None
    held: Holding | None = None
    leaving: Leaving | None = None

    @property
    def place(self) -> tuple[str, str, int]:
        """Post, kind and id of the organisation."""
        return self.post, str(type(self.organisation)._meta.model_name), self.organisation.pk

    @property
    def starts_on(self) -> dt.date:
        """The first day."""
        day: dt.date = self.held.starts_on if self.held else self.row.get("from")
        return day

    @property
    def ends_on(self) -> dt.date | None:
        """The first day without the post, None while it lasts."""
        return self.leaving.on if self.leaving else self.held.ends_on if self.held else None

    @property
    def whose(self) -> object:
        """What is the same for one person."""
        return self.person.pk if isinstance(self.person, User) else self.person

    def new_appointment(self) -> NewAppointment | None:
        """The appointment to be made; None where one stands already."""
        if self.held:
            return None
        person = self.person.person if isinstance(self.person, NewPeople) else self.person
        if person is None:
            raise ValueError("People are entered before they are appointed")
        return NewAppointment(
            person=person,
            post=self.post,
            organisation=self.organisation,
            on=self.row.get("from"),
            basis=self.row.get("basis"),
            acting=self.acting,
            tier=self.tier,
        )


@dataclass(slots=True)
class _Seat:
    """Who sits in a post from a day to the first day without; `row` where the file brings them."""

    whose: object
    name: str
    acting: bool
    starts_on: dt.date
    ends_on: dt.date | None
    row: Row | None = None

    def meets(self, starts_on: dt.date, ends_on: dt.date | None) -> bool:
        """Whether it has a day in common with these days."""
        return (ends_on is None or self.starts_on < ends_on) and (self.ends_on is None or starts_on < self.ends_on)


@dataclass(slots=True)
class Planned:
    """What becomes of the rows; everything that is known is loaded at once."""

    table: Table
    where: Where
    plan: Plan = field(init=False)
    places: Places = field(init=False)
    people: People = field(init=False)
    persons: Persons = field(init=False)
    held: dict[tuple[str, str, int], list[Holding]] = field(init=False)
    members: dict[tuple[str, int], set[int]] = field(init=False)
    tenures: list[Tenure] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plan = Plan(problems=self.table.problems, warnings=self.table.warnings)
        self.places = Places(self.where)
        self.people = People(self.where.region.pk)
        telling = Telling(self.people, self.where.region.pk)
        taken = dict(User.objects.values_list("login", "withdrawn"))
        self.persons = Persons(self.people, telling, taken)
        self.held, self.members = defaultdict(list), defaultdict(set)
        for one in self.people.holdings:
            self.held[one.post, *one.organisation].append(one)
            self.members[one.organisation].add(one.person_id)

    def sort(self, row: Row) -> None:
        """Read a row: which post it means, and who of those who are known."""
        column = "organisation"
        try:
            tenure = _tenure(row, self.places)
            column = "person"
            tenure.person, tenure.match = self._known(tenure)
        except cells.Fault as fault:
            self._refuse(row, fault, column)
            return
        self.tenures.append(tenure)
        warn_of_extension(self.plan, row)

    def _known(self, tenure: Tenure) -> tuple[User | None, Match | None]:
        holders = {held.person_id for held in self.held[tenure.place]}
        return self.persons.known(tenure.row, holders, self.members[tenure.place[1:]])

    def finish(self) -> Plan:
        """The plan of all rows: ends first, so that a post is free for whoever takes it the same day."""
        ready = [one for one in self.tenures if self._settled(one)]
        for twins in _twins(ready):
            for one, other in zip(twins, [*twins[1:], twins[0]], strict=True):
                message = _("The same stands in row %(row)d; keep one of them.")
                self.plan.problems.append(one.row.problem("person", "duplicate", message % {"row": other.row.number}))
                ready.remove(one)
        taken = self._seated([one for one in ready if not one.held], [one for one in ready if one.held])
        wanted = [one for one in ready if one.held] + taken
        self._enter({id(one.person) for one in taken})
        for one in sorted(wanted, key=_order):
            if one.held and not one.leaving:
                self.plan.same.append(one.row)
            else:
                outcome = Outcome.UPDATE if one.held else Outcome.CREATE
                self.plan.steps.append(Step(_key(one), outcome, (one.row,), one))
        return self.plan

    def _settled(self, tenure: Tenure) -> bool:
        """Whether a row is right by itself; only then its person is entered."""
        row = tenure.row
        try:
            if tenure.match is None:
                _meet(tenure, self.held[tenure.place], self.where)
            if tenure.held is None:
                _check_new(row)
                tenure.leaving = _leaving(row, row.get("from"))
            if tenure.match is not None:
                tenure.person = self.persons.enter(row, tenure.match)
        except cells.Fault as fault:
            self._refuse(row, fault, "person")
            return False
        return True

    def _seated(self, new: Sequence[Tenure], standing: Sequence[Tenure]) -> list[Tenure]:
        """Those of the new tenures for whom there is room; the others become problems."""
        ends = {one.held.id: one.ends_on for one in standing if one.held}
        seats: dict[tuple[str, str, int], list[_Seat]] = defaultdict(list)
        for place in {one.place for one in new}:
            for held in self.held[place]:
                ends_on = ends.get(held.id, held.ends_on)
                seats[place].append(_Seat(held.person_id, held.person, held.acting, held.starts_on, ends_on))
        heads = self._heads(ends)
        taken: list[Tenure] = []
        for one in sorted(new, key=lambda one: (one.starts_on, one.row.number)):
            there = seats[one.place]
            other = next((seat for seat in there if _collide(one, seat)), None)
            if other:
                self._refuse(one.row, _post_held(other), "post")
                continue
            seat = _Seat(one.whose, _name(one), one.acting, one.starts_on, one.ends_on, one.row)
            if one.post in SINGLE_POSTS:
                if not one.row.get("login") and any(
                    head.meets(one.starts_on, one.ends_on) for head in heads[one.whose]
                ):
                    self._refuse(one.row, _head_of_two(one), "person")
                    continue
                heads[one.whose].append(seat)
            there.append(seat)
            taken.append(one)
        return taken

    def _heads(self, ends: dict[int, dt.date | None]) -> dict[object, list[_Seat]]:
        """What everybody holds as a head, with the ends of the file."""
        heads: dict[object, list[_Seat]] = defaultdict(list)
        for one in self.people.holdings:
            if one.post in SINGLE_POSTS:
                seat = _Seat(one.person_id, one.person, one.acting, one.starts_on, ends.get(one.id, one.ends_on))
                heads[one.person_id].append(seat)
        return heads

    def _enter(self, taken: set[int]) -> None:
        """Steps for the people who come along, before anything they are appointed to."""
        self.persons.drop(taken)
        self.persons.sign(self.plan)
        self.plan.steps += (Step(one.login, Outcome.CREATE, (), one) for one in self.persons.new)

    def _refuse(self, row: Row, fault: cells.Fault, column: str) -> None:
        named = fault.column if isinstance(fault, Wrong) else COLUMNS_OF_FAULTS.get(fault.code, column)
        if fault.code.startswith("municipality-"):
            named = "municipality" if row.get("municipality") else "organisation"
        self.plan.problems.append(row.faulty(named, fault))


def _tenure(row: Row, places: Places) -> Tenure:
    """Post, place, acting and tier of a row."""
    named = row.get("post")
    organisation = places.find(row, named)
    acting = named.acting if row.get("acting") is None else row.get("acting")
    if acting and named.post not in SINGLE_POSTS:
        raise Wrong("acting" if row.get("acting") else "post", "acting-misplaced", _("Only a head can be acting."))
    tier = row.get("tier") or named.tier
    if named.post != Post.CURATOR:
        if row.get("tier"):
            raise Wrong("tier", "tier-misplaced", _("Only a curator has a tier."))
        tier = ""
    elif not tier:
        raise Wrong("tier", "tier-missing", _("Say whether the curator is a regional or a municipal one."))
    return Tenure(row, named.post, organisation, acting, tier)


def _meet(tenure: Tenure, there: Sequence[Holding], where: Where) -> None:
    """Find the appointment a row speaks of, and what it says about its end; Fault when they contradict."""
    own = [held for held in there if held.person_id == tenure.whose]
    row = tenure.row
    held = _meant(row, own, where)
    if held is None:
        if row.get("from") is None:
            if row.get("to"):
                message = _("This person does not hold the post there: give the first day too.")
                raise Wrong("person", "not-held", message)
            raise Wrong("from", "empty", _("Say from which day."))
        return
    if (held.acting, held.tier) != (tenure.acting, tenure.tier):
        message = _("The post is held from %(day)s already, but otherwise: acting or tier differ. End it first.")
        raise Wrong("post", "held-otherwise", message % {"day": numbers.day(held.starts_on)})
    if row.get("basis") not in (None, where.basis, clean(held.basis)):
        message = _("The post is held from this day already, by another document: %(basis)s.")
        raise Wrong("basis", "basis-differs", message % {"basis": held.basis})
    tenure.held = held
    leaving = _leaving(row, held.starts_on)
    if leaving is None or (held.ends_on, held.end_reason) == (leaving.on, leaving.reason):
        return
    if held.ends_on:
        message = _("The post was left on %(day)s already: %(why)s.")
        raise Wrong("to", "left-otherwise", message % {"day": numbers.day(held.ends_on), "why": held.why_left})
    tenure.leaving = leaving


def _meant(row: Row, own: Sequence[Holding], where: Where) -> Holding | None:
    """Which of a person's appointments to the post a row means, None for a new one."""
    start, end = row.get("from"), row.get("to")
    for held in own:
        if held.starts_on == start:
            return held
    if start is None:
        same_end = [held for held in own if end and held.ends_on == end]
        lasting = [held for held in own if held.ends_on is None]
        return next(iter(same_end or lasting), None)
    for held in own:
        if held.covers(start) or (held.starts_on > start and (end is None or held.starts_on < end)):
            if start == where.on and held.covers(start):
                return held
            message = _("This person holds the post already, from %(day)s.")
            raise Wrong("from", "holds-already", message % {"day": numbers.day(held.starts_on)})
    return None


def _check_new(row: Row) -> None:
    if row.get("from") is None:
        raise Wrong("from", "empty", _("Say from which day."))
    if not row.get("basis"):
        raise Wrong("basis", "empty", _("Name the document by which the person is appointed."))


def _leaving(row: Row, starts_on: dt.date) -> Leaving | None:
    """How the post was left, whole; None while it is held."""
    on, reason = row.get("to"), row.get("reason")
    if on is None:
        if reason:
            raise Wrong("to", "empty", _("Say from which day the person is without the post."))
        return None
    if on < starts_on:
        raise Wrong("to", "left-early", _("Nobody can leave a post before taking it."))
    if reason is None:
        raise Wrong("reason", "empty", _("Say why the post was left."))
    if not row.get("left_basis"):
        raise Wrong("left_basis", "basis-missing", _("Name the document by which the post was left."))
    if reason == EndReason.OTHER and not row.get("note"):
        raise Wrong("note", "empty", _("Say the other reason in words."))
    return Leaving(on=on, reason=reason, basis=row.get("left_basis"), note=row.get("note") or "")


def _collide(one: Tenure, seat: _Seat) -> bool:
    single = one.post in SINGLE_POSTS and seat.acting == one.acting
    return (single or seat.whose == one.whose) and seat.meets(one.starts_on, one.ends_on)


def _post_held(seat: _Seat) -> cells.Fault:
    told = {"name": seat.name, "day": numbers.day(seat.starts_on), "row": seat.row.number if seat.row else 0}
    if seat.row:
        message = _(
            "%(name)s takes the post on %(day)s in row %(row)d: give the day on which it is left, or mark one acting."
        )
    else:
        message = _(
            "%(name)s holds the post from %(day)s: add a row that ends it (the day without the post and why), "
            "or mark this one as acting."
        )
    return cells.Fault("post-held", message % told)


def _head_of_two(one: Tenure) -> cells.Fault:
    message = _(
        "%(name)s is a head elsewhere at the same time. If it is the same person, give the login, else two logins."
    )
    return cells.Fault("person-unclear", message % {"name": _name(one)})


def _twins(tenures: Sequence[Tenure]) -> Iterator[list[Tenure]]:
    """Rows that speak of the same appointment."""
    named: dict[object, list[Tenure]] = defaultdict(list)
    for one in tenures:
        named[one.whose, one.place, one.held.id if one.held else one.starts_on].append(one)
    yield from (twins for twins in named.values() if len(twins) > 1)


def _order(tenure: Tenure) -> tuple[object, ...]:
    return (tenure.held is None, tenure.starts_on, natural(_key(tenure)))


def _key(tenure: Tenure) -> str:
    """A name of the step for people: place, post, person."""
    code = getattr(tenure.organisation, "code", "")
    return f"{code} {tenure.post.label}: {_name(tenure)}".strip()[:80]


def _name(tenure: Tenure) -> str:
    if isinstance(tenure.person, NewPeople):
        return tenure.person.name.text
    return tenure.person.short_name if tenure.person else ""
