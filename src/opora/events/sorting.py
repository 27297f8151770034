"""Names of the lists of an event as a page shows them: to be sorted out, counted, counted twice, of nobody expected."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from opora.accounts.holders import Holding, in_region, load
from opora.accounts.models import User
from opora.accounts.places import Places
from opora.core.actors import names_of
from opora.core.imports.cells import folded
from opora.core.merging import merged_into
from opora.events.models import Entry, EntryStatus, Event, Presence
from opora.events.reading import enough, hours
from opora.events.resolving import label

SUGGESTED = 12
"""People that a search shows at most."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with the posts of the day of the event; `why` says why it may be them."""

    id: int
    name: str
    posts: tuple[str, ...]
    why: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a list: when it was there, whom it means or may mean. `decided`: by whom, "" for the resolver."""

    entry: Entry
    hours: str
    person: Someone | None
    candidates: tuple[Someone, ...]
    why: str
    decided: str = ""
    too_short: bool = False


@dataclass
class Sorted:
    """The names by what became of them; `rules`: by what those counted were recognised, the most frequent first.

    `short` are names of people who were there too short a time, or are listed as absent.
    """

    open: list[Name] = field(default_factory=list)
    counted: list[Name] = field(default_factory=list)
    repeated: list[Name] = field(default_factory=list)
    outside: list[Name] = field(default_factory=list)
    short: list[Name] = field(default_factory=list)
    rules: list[tuple[str, int]] = field(default_factory=list)

    @property
    def unclear(self) -> list[Name]:
        """Those that may mean somebody."""
        return [name for name in self.open if name.entry.status == EntryStatus.AMBIGUOUS]

    @property
    def unknown(self) -> list[Name]:
        """Those that nobody fits."""
        return [name for name in self.open if name.entry.status == EntryStatus.UNMATCHED]

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.open) + len(self.counted) + len(self.repeated) + len(self.outside) + len(self.short)


class People:
    """Everybody that names may mean, with the posts of a day: three queries and those of the places."""

    def __init__(self, ids: Collection[int], places: Places) -> None:
        self._places = places
        self._users = User.objects.in_bulk(ids)
        self._held: dict[int, list[Holding]] = defaultdict(list)
        for holding in load(in_region(places.region_id) & Q(person__in=ids), places.known_at):
            if holding.covers(places.day):
                self._held[holding.person_id].append(holding)

    def of(self, person_id: int, *, why: str = "", counted: bool = False) -> Someone:
        """One of them."""
        user = self._users[person_id]
        posts = tuple(dict.fromkeys(map(self._places.title, self._held.get(person_id, ()))))
        return Someone(person_id, user.full_name, posts, why, counted)


def sort_out(event: Event, places: Places, invited: Collection[int], at: dt.datetime) -> Sorted:
    """All names of the lists that were known at a moment; `invited` are ids, empty when nobody in particular was."""
    known = Q(roll__recorded_at__lte=at) & (Q(roll__voided_at=None) | Q(roll__voided_at__gt=at))
    entries = list(Entry.objects.filter(known, roll__event=event).select_related("roll").order_by("roll_id", "pk"))
    into = merged_into(User)
    for entry in entries:
        entry.person_id = into.get(entry.person_id or 0, entry.person_id)
    ids = {pk for entry in entries for pk in _mentioned(entry)}
    people = People(ids, places)
    marks = Presence.objects.filter(event=event, roll__isnull=False).known_at(at)
    noted = {(roll, person) for roll, person in marks.values_list("roll_id", "person_id").order_by() if roll}
    present = {person for _roll, person in noted}
    deciders = names_of({entry.decided_by for entry in entries if entry.decided_by})
    first = _first_of_each(entries, event, noted)
    found = Sorted()
    rules: Counter[str] = Counter()
    for entry in entries:
        name = _name(entry, event, people, present, deciders.get(entry.decided_by, ""))
        if entry.status in (EntryStatus.AMBIGUOUS, EntryStatus.UNMATCHED):
            found.open.append(name)
        elif entry.person_id and (entry.roll_id, entry.person_id) not in noted:
            found.short.append(name)
        elif entry.person_id is None or (invited and entry.person_id not in invited and not entry.in_place_of_id):
            found.outside.append(name)
        elif first[entry.person_id] is not entry:
            found.repeated.append(name)
        else:
            found.counted.append(name)
            rules[_("decided by a person") if entry.decided_by else why_of(entry.reasons[:1])] += 1
    found.open.sort(key=lambda name: name.entry.status == EntryStatus.UNMATCHED)
    found.rules = rules.most_common()
    return found


def _first_of_each(entries: Iterable[Entry], event: Event, noted: Collection[tuple[int, int]]) -> dict[int, Entry]:
    """By whom each person is counted: the first entry that lasted long enough, else the first one."""
    found: dict[int, Entry] = {}
    for entry in entries:
        if entry.person_id is not None and (entry.roll_id, entry.person_id) in noted:
            before = found.setdefault(entry.person_id, entry)
            if not _lasted(before, event) and _lasted(entry, event):
                found[entry.person_id] = entry
    return found


def of_search(text: str, places: Places) -> list[Someone]:
    """People of the region whose name, post or place holds every word of a text; the first few by name."""
    words = folded(text).split()
    if not words:
        return []
    holdings: dict[int, list[Holding]] = defaultdict(list)
    for holding in load(in_region(places.region_id), places.known_at):
        if holding.covers(places.day):
            holdings[holding.person_id].append(holding)
    fitting = [pk for pk, held in holdings.items() if _fits(words, held, places)]
    users = User.objects.filter(pk__in=fitting, withdrawn=False).order_by("surname", "given_name", "pk")[:SUGGESTED]
    return [
        Someone(user.pk, user.full_name, tuple(dict.fromkeys(map(places.title, holdings[user.pk])))) for user in users
    ]


def why_of(reasons: Iterable[str]) -> str:
    """Reasons in words."""
    return ", ".join(label(code) for code in reasons)


def _fits(words: Sequence[str], held: Sequence[Holding], places: Places) -> bool:
    names = (f"{one.surname} {one.given_name} {one.patronymic}" for one in held[:1])
    text = folded(" ".join([*names, *map(places.title, held), *map(places.municipality, held)]))
    return all(word in text for word in words)


def _lasted(entry: Entry, event: Event) -> bool:
    return entry.present and enough(entry.minutes, event)


def _mentioned(entry: Entry) -> set[int]:
    ids = {entry.person_id, entry.in_place_of_id, *(one["person"] for one in entry.candidates)}
    return {pk for pk in ids if pk is not None}


def _name(entry: Entry, event: Event, people: People, present: Collection[int | None], decided: str) -> Name:
    candidates = [
        people.of(one["person"], why=why_of(one["reasons"]), counted=one["person"] in present)
        for one in entry.candidates
    ]
    return Name(
        entry,
        hours(entry.intervals),
        people.of(entry.person_id) if entry.person_id else None,
        tuple(candidates),
        why_of(entry.reasons),
        decided,
        too_short=not _lasted(entry, event),
    )
