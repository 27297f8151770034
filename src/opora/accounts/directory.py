"""The people a reader may see, each with the posts within reach; and finding one of them by what was typed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from opora.accounts.access import visible_holdings
from opora.accounts.holders import Holding, in_region, load
from opora.accounts.models import Appointment, User
from opora.accounts.places import Places
from opora.core.actors import Actor, Scope
from opora.core.imports.cells import folded


@dataclass(frozen=True, slots=True)
class Entry:
    """A person with the posts within the reader's reach: held on the day, left by then, and to come."""

    id: int
    login: str
    surname: str
    given_name: str
    patronymic: str
    now: list[Holding] = field(default_factory=list)
    before: list[Holding] = field(default_factory=list)
    ahead: list[Holding] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """Surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def order(self) -> tuple[str, int]:
        """The place in a list by name, ё as е."""
        return folded(self.full_name), self.id

    def fits(self, terms: Iterable[str]) -> bool:
        """Whether the name holds every one of these folded pieces."""
        name = folded(self.full_name)
        return all(term in name for term in terms)


@dataclass(frozen=True)
class Directory:
    """Entries by name. In the present people whom nobody ever appointed are in it too, for who enters people."""

    entries: Sequence[Entry]

    def get(self, pk: int | None) -> Entry | None:
        """The entry of a person."""
        return next((one for one in self.entries if one.id == pk), None)

    def exactly(self, text: str) -> Entry | None:
        """The only person with this full name or login; None when there is none, or namesakes."""
        wanted = folded(text)
        found = [one for one in self.entries if wanted in (one.login, folded(one.full_name))]
        return found[0] if len(found) == 1 else None

    def like(self, text: str) -> list[Entry]:
        """Everybody whose name holds every word of a text; nobody for an empty one."""
        terms = folded(text).split()
        return [one for one in self.entries if one.login == folded(text) or one.fits(terms)] if terms else []

    def namesakes(self, surname: str, given_name: str, patronymic: str) -> list[Entry]:
        """People who may be the one of this name: the same surname, and nothing that speaks against it."""
        return [
            one
            for one in self.entries
            if folded(one.surname) == folded(surname)
            and folded(one.given_name)[:1] == folded(given_name)[:1]
            and (not patronymic or not one.patronymic or folded(one.patronymic)[:1] == folded(patronymic)[:1])
        ]


def directory(actor: Actor, places: Places, *, present: bool) -> Directory:
    """Everybody the actor may see on the day of the places; three queries, and one more for who enters people."""
    return Directory(_entries(actor, in_region(places.region_id), places, present=present))


def entry_of(actor: Actor, person_id: int, places: Places, *, present: bool) -> Entry | None:
    """One person as the actor may see them; None for nobody, or somebody out of reach."""
    which = in_region(places.region_id) & Q(person=person_id)
    return Directory(_entries(actor, which, places, present=present, person_id=person_id)).get(person_id)


def unappointed() -> QuerySet[User]:
    """People who hold no post and never held one, as it stands now: no region can be told for them.

    Who was taken back, or merged with another entry, is nobody any more.
    """
    appointed = Appointment.objects.standing().filter(person=OuterRef("pk"))
    return User.objects.filter(~Exists(appointed), withdrawn=False)


def sees_contacts(actor: Actor, entry: Entry, *, present: bool) -> bool:
    """Whether the actor may see how to reach somebody: one's own, all of the region, or who works within reach.

    Contacts have no date, so a page of the past does not open those of people who left since.
    """
    scope = actor.scope("person", "contact")
    within = scope is Scope.OWN and present and bool(entry.now)
    return actor.key == f"user:{entry.id}" or scope is Scope.REGION or within


def _entries(actor: Actor, which: Q, places: Places, *, present: bool, person_id: int | None = None) -> list[Entry]:
    holdings = visible_holdings(actor, load(which, places.known_at), places.municipality_of)
    logins = dict(User.objects.filter(**_of(person_id)).values_list("pk", "login"))
    found: dict[int, Entry] = {}
    for held in holdings:
        if held.starts_on > places.day and not present:
            continue
        if (entry := found.get(held.person_id)) is None:
            name = (held.surname, held.given_name, held.patronymic)
            entry = found[held.person_id] = Entry(held.person_id, logins[held.person_id], *name)
        _list_of(entry, held, places.day).append(held)
    if present and actor.scope("person", "write") is Scope.REGION:
        rows = unappointed().filter(**_of(person_id))
        for row in rows.values_list("pk", "login", "surname", "given_name", "patronymic"):
            found[row[0]] = Entry(*row)
    return sorted(found.values(), key=lambda entry: entry.order)


def _of(person_id: int | None) -> dict[str, int]:
    return {} if person_id is None else {"pk": person_id}


def _list_of(entry: Entry, held: Holding, day: dt.date) -> list[Holding]:
    if held.covers(day):
        return entry.now
    return entry.before if held.over(day) else entry.ahead
