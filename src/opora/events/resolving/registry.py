"""Whom a log can mean: the people of a region with their names and the posts they hold on the day of an event."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from opora.accounts.holders import Holding, in_region, load
from opora.accounts.matching import people_of
from opora.accounts.models import OtherName, User
from opora.accounts.names import folded_name
from opora.accounts.places import Places
from opora.core import clock
from opora.core.merging import merged_into
from opora.events.resolving import given
from opora.events.resolving.translit import keys_of
from opora.organisations.models import Region
from opora.organisations.names import letters
from opora.organisations.names.letters import SLIP
from opora.organisations.names.loading import municipality_names, school_names
from opora.organisations.names.schools import SchoolNames


@dataclass(frozen=True, slots=True)
class Held:
    """A post of somebody. `on_the_day`: held on the day of the event, else on another."""

    holding: int
    post: str
    kind: str
    place: int
    municipality: int | None
    label: str
    organisation: str
    on_the_day: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name of somebody, folded; an initial is one letter, a part that is not known is ""."""

    surname: str
    given: str
    patronymic: str
    former: bool = False
    yo: bool = False
    """Whether it is written with ё."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the region with all names, present and former, and all posts."""

    id: int
    shown: str
    email: str
    names: tuple[Name, ...]
    held: tuple[Held, ...]

    @property
    def posts(self) -> tuple[Held, ...]:
        """Those held on the day."""
        return tuple(one for one in self.held if one.on_the_day)


class Registry:
    """Everybody of a region, found by each part of a name; made once for a file."""

    def __init__(self, people: Iterable[Somebody], schools: SchoolNames, region: str = "") -> None:
        self.people = {one.id: one for one in people}
        self.schools = schools
        self.region = region
        self.by_email: dict[str, list[int]] = defaultdict(list)
        self.by_surname: dict[str, list[tuple[int, Name]]] = defaultdict(list)
        self.by_half: dict[str, list[tuple[int, Name]]] = defaultdict(list)
        self.by_given: dict[str, list[tuple[int, Name]]] = defaultdict(list)
        self.at: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.patronymics: set[str] = set()
        for one in self.people.values():
            self._index(one)
        self.given = given.COMMON | set(self.by_given)
        self._surnames = list(self.by_surname)
        self.near_surnames = lru_cache(maxsize=20_000)(self._near_surnames)
        self.near_given = lru_cache(maxsize=5_000)(self._near_given)
        self.near_patronymics = lru_cache(maxsize=5_000)(self._near_patronymics)

    @classmethod
    def load(cls, region: Region, day: dt.date, known_at: dt.datetime | None = None) -> "Registry":
        """The region on a day; a fixed number of queries, whatever its size."""
        known_at = known_at or clock.now()
        municipalities = municipality_names(region.pk)
        places = Places(region.pk, day, known_at)
        held = defaultdict(list)
        for holding in load(in_region(region.pk), known_at):
            held[holding.person_id].append(_held(holding, places, day))
        into = merged_into(User)
        former = defaultdict(list)
        others = OtherName.objects.standing().filter(person__withdrawn=False)
        for person_id, *parts in others.values_list("person_id", "surname", "given_name", "patronymic"):
            former[into.get(person_id, person_id)].append(_name(*parts, former=True))
        rows = people_of(region.pk).exclude(pk__in=into)
        people = (
            Somebody(pk, f"{surname} {first} {middle}".strip(), email.casefold(),
                     (_name(surname, first, middle), *former[pk]), tuple(held[pk]))
            for pk, surname, first, middle, email in rows.values_list(
                "pk", "surname", "given_name", "patronymic", "email"
            )
        )  # fmt: skip
        return cls(people, school_names(region.pk, municipalities), region.name)

    def _index(self, one: Somebody) -> None:
        if one.email:
            self.by_email[one.email].append(one.id)
        for name in one.names:
            self.by_surname[name.surname].append((one.id, name))
            self.by_given[name.given].append((one.id, name))
            self.patronymics |= {name.patronymic, name.patronymic.replace("иевна", "ьевна").replace("иевич", "ьевич")}
            if "-" in name.surname:
                for half in name.surname.split("-"):
                    self.by_half[half].append((one.id, name))
        for held in one.posts:
            self.at[held.kind, held.place].append(one.id)

    def _near_surnames(self, word: str) -> tuple[str, ...]:
        """Surnames that one slip makes of a word, other than itself and its form of the other sex."""
        if len(word) < SLIP:
            return ()
        near = extract(word, self._surnames, scorer=OSA.distance, score_cutoff=1, limit=12)
        return tuple(str(one[0]) for one in near if one[1] and not _other_sex(word, str(one[0])))

    def _near_given(self, word: str) -> tuple[str, ...]:
        if len(word) < SLIP - 1 or word in self.given or word in given.SHORT or word in self.schools.vocabulary:
            return ()
        near = extract(word, list(self.given), scorer=OSA.distance, score_cutoff=1, limit=6)
        return tuple(str(one[0]) for one in near)

    def _near_patronymics(self, word: str) -> tuple[str, ...]:
        if len(word) < SLIP + 1 or word in self.patronymics or given.patronymic_of_known(word):
            return ()
        near = extract(word, list(self.patronymics), scorer=OSA.distance, score_cutoff=1, limit=6)
        return tuple(str(one[0]) for one in near)

    @cached_property
    def by_latin(self) -> dict[str, list[str]]:
        """Every known word, of people and of places, by its keys in Latin letters."""
        short = set(given.SHORT)
        words = {*self._surnames, *self.by_half, *self.given, *self.patronymics, *short, *self.schools.vocabulary}
        words |= {word for one in self.schools.municipalities.by_id.values() for word in letters.words(one.name)}
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words | _ALSO):
            for key in keys_of(word):
                found[key].append(word)
        for english, russian in _ENGLISH.items():
            found[english].append(russian)
        return found

    @cached_property
    def own_region(self) -> re.Pattern[str]:
        """The name of the region in any case, which sets no place of it apart."""
        words = [re.escape(word[:-1] if len(word) < SLIP else word[:-2]) for word in letters.words(self.region)]
        return re.compile(rf"\b{'[а-яё]*[ .]+'.join(words)}[а-яё]*" if words else r"(?!)", re.IGNORECASE)


_ENGLISH = {"aleksander": "александр", "peter": "петр", "michael": "михаил", "eugene": "евгений", "helena": "елена"}
"""Given names as passports of other countries write them, by their keys."""
_ALSO = frozenset(
    [
        "муниципальный директор",
        "муниципальный директора",
        "заместитель",
        "зам",
        "завуч",
        "куратор",
        "координатор",
        "методист",
        "учитель",
        "школа",
        "район",
        "педагог",
        "управление",
        "образования",
        "отдел",
        "комитет",
        "министерство",
        "институт",
        "начальник",
    ]
)
"""Words of posts and places that are written in Latin letters too."""


def _other_sex(one: str, other: str) -> bool:
    """«Чижов», «Чижова»: not a slip but the other form."""
    return one + "а" == other or other + "а" == one


def _held(holding: Holding, places: Places, day: dt.date) -> Held:
    kind, place = holding.organisation
    return Held(
        holding.id,
        holding.post,
        kind,
        place,
        places.municipality_id(holding),
        places.title(holding),
        places.named(kind, place),
        holding.covers(day),
    )


def _name(surname: str, first: str, middle: str, *, former: bool = False) -> Name:
    yo = "ё" in f"{surname}{first}{middle}".casefold()
    return Name(part(surname), part(first), part(middle), former, yo)


def part(text: str) -> str:
    """A part of a name for comparison."""
    return given.alike(folded_name(text).replace(" ", "-"))
