"""The invented schools: types, numbers and names, about 1,100 over the whole region."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opora.demo import villages
from opora.demo.places import PLACES, Place
from opora.demo.size import Size
from opora.organisations.models import SchoolKind

TITLES = {
    SchoolKind.SECONDARY: ("Средняя общеобразовательная школа", "СОШ"),
    SchoolKind.BASIC: ("Основная общеобразовательная школа", "ООШ"),
    SchoolKind.PRIMARY: ("Начальная общеобразовательная школа", "НОШ"),
    SchoolKind.GYMNASIUM: ("Гимназия", "Гимназия"),
    SchoolKind.LYCEUM: ("Лицей", "Лицей"),
    SchoolKind.BOARDING: ("Школа-интернат", "Школа-интернат"),
}
TOWN_KINDS = {
    SchoolKind.SECONDARY: 74,
    SchoolKind.GYMNASIUM: 9,
    SchoolKind.LYCEUM: 7,
    SchoolKind.PRIMARY: 8,
    SchoolKind.BOARDING: 2,
}
VILLAGE_KINDS = {SchoolKind.SECONDARY: 62, SchoolKind.BASIC: 28, SchoolKind.PRIMARY: 10}
SMALLEST_DISTRICT, LARGEST_DISTRICT = 9, 21
GROWTH_POINT_SHARE = 0.35
SECONDARY_FIRST = {"town": 5, "district": 2}
"""So many schools of a town, and villages of a district after its centre: enough for every cohort, even a small one."""


@dataclass(frozen=True, slots=True)
class InventedSchool:
    """A school of the plan; `code` is its key everywhere."""

    code: str
    place: Place
    kind: SchoolKind
    number: int | None
    settlement: str
    growth_point: bool

    @property
    def name(self) -> str:
        """The full name."""
        return full_name(self.kind, self.number, self.settlement, town=self.place.town)

    @property
    def short_name(self) -> str:
        """«СОШ № 14, Ключи»."""
        return short_name(self.kind, self.number, self.settlement)


def place_of(code: str) -> str:
    """The code of a school's municipality."""
    return code.rpartition("-")[0]


def full_name(kind: SchoolKind, number: int | None, settlement: str, *, town: bool) -> str:
    """Type, number and settlement in full."""
    return f"МБОУ «{_titled(TITLES[kind][0], number)}», {'г.' if town else 'с.'} {settlement}"


def short_name(kind: SchoolKind, number: int | None, settlement: str) -> str:
    """Type, number and settlement as pages show them."""
    return f"{_titled(TITLES[kind][1], number)}, {settlement}"


def _titled(title: str, number: int | None) -> str:
    return f"{title} №\u00a0{number}" if number else title


@dataclass(frozen=True, slots=True)
class _Told:
    """A school the story speaks of by name."""

    kind: SchoolKind
    number: int | None
    settlement: str
    growth_point: bool = False


SECONDARY, BASIC, LYCEUM = SchoolKind.SECONDARY, SchoolKind.BASIC, SchoolKind.LYCEUM
TOLD: dict[str, tuple[_Told, ...]] = {
    "klyuchevskoi": (
        _Told(SECONDARY, 14, "Ключи", growth_point=True),
        _Told(BASIC, None, "Нижние Ключи"),
        _Told(SECONDARY, None, "Родники"),
        _Told(SECONDARY, None, "Дальние Ключи"),
    ),
    "beryozovskii": (_Told(SECONDARY, 2, "Берёзовка"), _Told(SECONDARY, 1, "Берёзовка")),
    "topolinskii": (_Told(SECONDARY, None, "Тополиное", growth_point=True),),
    "zarechnyi": (_Told(LYCEUM, 3, "Заречный"),),
    "ozyorskii": (_Told(SECONDARY, None, "Озёрки"),),
    "tikhoozyorskii": (_Told(SECONDARY, None, "Озёрки"),),  # the namesake that is mistaken for the one above
    "priobsk": (_Told(SECONDARY, 2, "Приобск"),),
}
CLOSED_SCHOOL = "klyuchevskoi-04"
NAMESAKES = ("tikhoozyorskii-01", "ozyorskii-01")


def invent(rng: random.Random, size: Size) -> list[InventedSchool]:
    """Schools of every municipality of this size, in the order of the municipalities."""
    told_settlements = {told.settlement for schools in TOLD.values() for told in schools}
    names = villages.shuffled(rng, frozenset(told_settlements | {place.centre for place in PLACES}))
    return [school for place in size.places for school in _of_place(place, rng, size, names)]


def _of_place(place: Place, rng: random.Random, size: Size, names: Iterator[str]) -> Iterator[InventedSchool]:
    wanted = min(place.schools or rng.randint(SMALLEST_DISTRICT, LARGEST_DISTRICT), size.schools_at_most)
    told = TOLD.get(place.code, ())
    others = _town(place, rng, told) if place.town else _district(place, rng, told, names)
    for ordinal, school in enumerate([*told, *_first(others, wanted - len(told))], start=1):
        yield InventedSchool(
            code=f"{place.code}-{ordinal:02}",
            place=place,
            kind=school.kind,
            number=school.number,
            settlement=school.settlement,
            growth_point=school.growth_point,
        )


def _town(place: Place, rng: random.Random, told: Iterable[_Told]) -> Iterator[_Told]:
    taken = {school.number for school in told}
    for number in range(1, (place.schools or 0) + 1):
        if number not in taken:
            kind = SECONDARY if number <= SECONDARY_FIRST["town"] else _kind(rng, TOWN_KINDS)
            yield _Told(kind, number, place.centre, _growth_point(rng))


def _district(place: Place, rng: random.Random, told: Iterable[_Told], names: Iterator[str]) -> Iterator[_Told]:
    """One to three schools in the centre, unless the story has told of some, then one in each village."""
    if not any(school.settlement == place.centre for school in told):
        count = rng.randint(1, 3)
        for number in range(1, count + 1):
            yield _Told(SECONDARY, number if count > 1 else None, place.centre, _growth_point(rng))
    for ordinal, village in enumerate(names):
        kind = SECONDARY if ordinal < SECONDARY_FIRST["district"] else _kind(rng, VILLAGE_KINDS)
        yield _Told(kind, None, village, _growth_point(rng))


def _first(schools: Iterator[_Told], count: int) -> Iterator[_Told]:
    for _count, school in zip(range(count), schools, strict=False):
        yield school


def _kind(rng: random.Random, weights: dict[SchoolKind, int]) -> SchoolKind:
    return rng.choices(list(weights), list(weights.values()))[0]


def _growth_point(rng: random.Random) -> bool:
    return rng.random() < GROWTH_POINT_SHARE
