"""Whom a name in a list means. Sure only when nobody else can be meant; else it says who may be, or who is alike.

Two people of one name are never taken for one another: whatever leaves a choice is left to the reader of the list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.db.models import Q, QuerySet
from rapidfuzz.distance import OSA

from opora.accounts.holders import Holding, load
from opora.accounts.models import OtherName, User
from opora.accounts.names import PersonName, folded_name, is_initial
from opora.core import clock
from opora.core.merging import merged_into

NEAREST = 3
"""People that are named as alike."""

Place = tuple[str, int]
"""Kind and id of an organisation."""


class Fit(IntEnum):
    """How well a name fits a person: a part is missing, one is an initial, or all are given and equal."""

    MISSING = 1
    INITIAL = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """One person for sure; or several who may be meant; or nobody, with those whose names are alike."""

    person: User | None = None
    candidates: tuple[User, ...] = ()
    nearest: tuple[User, ...] = ()


Key = tuple[str, str, str]
"""A name for comparison: surname, given name, patronymic, folded."""


class Alike:
    """Names of which some differ by a slip of the pen; each is folded once, however often it is compared."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, ...], list[tuple[Key, str, User | PersonName]]] = defaultdict(list)

    def add(self, name: PersonName, whose: User | PersonName) -> None:
        """Make a name known."""
        key, digits = key_of(name), _digits(name.text)
        for block in _blocks(key):
            self._blocks[block].append((key, digits, whose))

    def near(self, name: PersonName) -> list[User | PersonName]:
        """Whose names are alike, the nearest first, at most three. Other digits are never a slip."""
        key, digits = key_of(name), _digits(name.text)
        found: dict[int, tuple[int, User | PersonName]] = {}
        for block in _blocks(key):
            for other, numbered, whose in self._blocks.get(block, ()):
                distance = _distance(key, other) if numbered == digits else None
                if distance is not None and distance < found.get(id(whose), (99, whose))[0]:
                    found[id(whose)] = distance, whose
        return [whose for _distance, whose in sorted(found.values(), key=lambda one: one[0])[:NEAREST]]


def people_of(region_id: int) -> QuerySet[User]:
    """Everybody a list of a region may mean: with a post there at any time, or without any; not who was taken back."""
    return User.objects.filter(here_or_nowhere(region_id), withdrawn=False).distinct()


class People:
    """The people a region may mean, with all their names and posts: five queries whatever their number.

    Left out: who was taken back, doubles (their logins mean the one that is kept), and who holds posts in other regions
    alone.
    """

    def __init__(self, region_id: int) -> None:
        here = Q(region=region_id) | Q(municipality__region=region_id) | Q(school__municipality__region=region_id)
        self.holdings = load(here, clock.now())
        self.by_id = {one.pk: one for one in people_of(region_id)}
        self.by_login = {one.login: one for one in self.by_id.values()}
        into = merged_into(User)
        for login, pk in User.objects.filter(pk__in=into).values_list("login", "pk"):
            if into[pk] in self.by_id:
                self.by_login[login] = self.by_id[into[pk]]
        self.posts: dict[int, list[Holding]] = defaultdict(list)
        for holding in self.holdings:
            self.posts[holding.person_id].append(holding)
        self.names: dict[int, list[PersonName]] = {pk: [name_of(one)] for pk, one in self.by_id.items()}
        for other in OtherName.objects.standing().filter(person__withdrawn=False).order_by("pk"):
            if other.person_id in self.names:
                self.names[other.person_id].append(PersonName(other.surname, other.given_name, other.patronymic))
        self._given_names = {folded_name(one.given_name) for one in self.by_id.values()}
        self.alike = Alike()
        self._by_surname: dict[str, list[tuple[PersonName, User]]] = defaultdict(list)
        for pk, names in self.names.items():
            for name in names:
                self._by_surname[folded_name(name.surname)].append((name, self.by_id[pk]))
                self.alike.add(name, self.by_id[pk])

    def find(
        self,
        readings: Sequence[PersonName],
        *,
        holders: Collection[int] = (),
        members: Collection[int] = (),
        email: str = "",
        phone: str = "",
        whole: bool = False,
    ) -> Match:
        """Whom a name means. `holders` had the very post the list speaks of, `members` any post of that place.

        Initials or a name without patronymic are sure only for the one holder, for a member when nobody else of the
        region can be meant, or with an address or telephone that is theirs. Another address and telephone than are
        known contradict. In a list of `whole` names one without patronymic is somebody who has none.
        """
        fits = self._fits(readings)
        people = {pk: self.by_id[pk] for pk in fits}
        own = [one for one in people.values() if _agrees(one, email, phone)]
        if len(own) == 1:
            return Match(own[0])
        chosen = self._only(fits, holders, members) or self._same(fits, readings, whole=whole)
        if chosen and not own and not _contradicts(chosen, email, phone):
            return Match(chosen)
        if fits:
            return Match(candidates=tuple(own or people.values()))
        near = [one for reading in readings for one in self.alike.near(reading)]
        return Match(nearest=tuple(dict.fromkeys(one for one in near if isinstance(one, User)))[:NEAREST])

    def given_name(self, word: str) -> bool:
        """Whether somebody bears a word as given name."""
        return folded_name(word) in self._given_names

    def _fits(self, readings: Sequence[PersonName]) -> dict[int, Fit]:
        fits: dict[int, Fit] = {}
        for reading in readings:
            for surname in {folded_name(reading.surname), folded_name(reading.former)} - {""}:
                for name, person in self._by_surname.get(surname, ()):
                    if fit := _fit(reading, name):
                        fits[person.pk] = max(fit, fits.get(person.pk, fit))
        return fits

    def _only(self, fits: dict[int, Fit], holders: Collection[int], members: Collection[int]) -> User | None:
        """The only one who can be meant: of the region, by the whole name or by being of the place; or of the post."""
        if len(fits) == 1:
            (pk,) = fits
            return self.by_id[pk] if fits[pk] is Fit.WHOLE or pk in members else None
        near = [pk for pk in fits if pk in members]
        if len(near) == 1 and near[0] in holders and fits[near[0]] == max(fits.values()):
            return self.by_id[near[0]]
        return None

    def _same(self, fits: dict[int, Fit], readings: Sequence[PersonName], *, whole: bool) -> User | None:
        """The only one who can be meant, with this very name and no patronymic; only in `whole` names if in a post."""
        names = {key_of(reading) for reading in readings}
        for pk in fits if len(fits) == 1 else ():
            if (whole or not self.posts[pk]) and any(key_of(name) in names for name in self.names[pk]):
                return self.by_id[pk]
        return None


def here_or_nowhere(region_id: int) -> Q:
    """People with a post in the region, past ones too, and people without any post."""
    return (
        Q(appointments__isnull=True)
        | Q(appointments__region=region_id)
        | Q(appointments__municipality__region=region_id)
        | Q(appointments__school__municipality__region=region_id)
    )


def name_of(person: User) -> PersonName:
    """The name a person bears now."""
    return PersonName(person.surname, person.given_name, person.patronymic)


def same_name(one: PersonName, other: PersonName) -> bool:
    """Whether two names are one, whatever the case and with ё as е."""
    return key_of(one) == key_of(other)


def key_of(name: PersonName) -> Key:
    """A name for comparison."""
    return folded_name(name.surname), folded_name(name.given_name), folded_name(name.patronymic)


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be those of one person: the same surname, and nothing else contradicts."""
    return folded_name(one.surname) == folded_name(other.surname) and _fit(one, other) is not None


def _fit(reading: PersonName, name: PersonName) -> Fit | None:
    given = _part(reading.given_name, name.given_name)
    patronymic = _part(reading.patronymic, name.patronymic)
    return min(given, patronymic) if given and patronymic else None


def _part(one: str, other: str) -> Fit | None:
    return _folded_part(folded_name(one), folded_name(other))


def _folded_part(one: str, other: str) -> Fit | None:
    if not one or not other:
        return Fit.MISSING
    if one == other:
        return Fit.WHOLE
    return Fit.INITIAL if (is_initial(one) or is_initial(other)) and one[0] == other[0] else None


def _agrees(person: User, email: str, phone: str) -> bool:
    return bool((email and person.email.casefold() == email.casefold()) or (phone and person.phone == phone))


def _contradicts(person: User, email: str, phone: str) -> bool:
    """Whether something given differs from what is known, and nothing given is the same."""
    differs = (email and person.email) or (phone and person.phone)
    return bool(differs) and not _agrees(person, email, phone)


def _blocks(key: Key) -> Iterator[tuple[str, ...]]:
    surname, given, patronymic = key
    yield "surname", surname[:3], given[:1]
    yield "given", given, patronymic, surname[-4:]
    yield "first", given, patronymic, surname[:2]
    yield "other", surname, patronymic


def _distance(one: Key, other: Key) -> int | None:
    """Slips between two names, None when there are too many."""
    total = 0
    for a, b in zip(one, other, strict=True):
        if _folded_part(a, b) is None:
            limit = 1 if min(len(a), len(b)) < 5 else 2
            slips = OSA.distance(a, b, score_cutoff=limit)
            if slips > limit:
                return None
            total += slips
    return total if total <= 3 else None


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
