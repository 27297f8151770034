"""How clerks spell schools and municipalities: thousands of noisy spellings of the invented region, with the truth.

Written before the matcher and without its rules. A spelling names its school with some parts left out, in another
order or abbreviated, and then its letters suffer. Others name a school that is not in the registry at all. A slip of
the pen that makes the name of another village of it is not made here: nobody could see it from the text.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from opora.demo import schools, villages
from opora.demo.places import PLACES, Place
from opora.demo.schools import InventedSchool
from opora.demo.size import FULL
from opora.organisations.models import SchoolKind
from tests.organisations import dirt

FULL_TITLES = {
    SchoolKind.SECONDARY: ("средняя общеобразовательная школа", "средняя школа", "СОШ", "сош", "СШ"),
    SchoolKind.BASIC: ("основная общеобразовательная школа", "основная школа", "ООШ"),
    SchoolKind.PRIMARY: ("начальная общеобразовательная школа", "начальная школа", "НОШ"),
    SchoolKind.GYMNASIUM: ("гимназия", "Гимназия"),
    SchoolKind.LYCEUM: ("лицей", "Лицей"),
    SchoolKind.BOARDING: ("школа-интернат", "Школа - интернат", "общеобразовательная школа-интернат"),
}
LEGAL = ("МБОУ", "МКОУ", "МОУ", "МАОУ", "МОБУ", "мбоу", "М Б О У")
LEGAL_IN_FULL = (
    "Муниципальное бюджетное общеобразовательное учреждение",
    "Муниципальное казённое общеобразовательное учреждение",
    "муниципальное общеобразовательное учреждение",
    "Муниципальное автономное общеобразовательное учреждение",
)
QUOTES = (("«", "»"), ('"', '"'), ("“", "”"), ("„", "“"), ("'", "'"), ("<<", ">>"))
NUMBER_SIGNS = ("№ ", "№", "N ", "N", "No ", "No. ", "# ", "", "номер ", "№\u00a0")
VILLAGE_SIGNS = ("с. ", "с.", "село ", "с ", "п. ", "пос. ", "", "в с. ")
TOWN_SIGNS = ("г. ", "г.", "город ", "г ", "", "гор. ")
IN_WORDS = {1: "один", 2: "два", 3: "три", 4: "четыре", 5: "пять", 6: "шесть", 7: "семь", 8: "восемь", 12: "двенадцать"}
HONOURS = (
    "имени Героя Советского Союза И. П. Сидорова",
    "имени А. С. Пушкина",
    "имени Героя России Д. Н. Егорова",
    "имени В. М. Шукшина",
)
ELSEWHERE = ("Тальменский район", "Шипуновский район", "Усть-Калманский муниципальный округ", "г. Рубцовск")


@dataclass(frozen=True, slots=True)
class Registered:
    """A school as the registry holds it."""

    code: str
    municipality: str
    name: str
    short_name: str
    kind: str
    invented: InventedSchool
    honour: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text, what stands in the column of the municipality beside it ("" where there is none), and whom it means."""

    text: str
    municipality: str
    code: str | None
    how: str


def registry(seed: int) -> list[Registered]:
    """The schools of the invented region; every fifteenth bears a person's name as well."""
    rng = random.Random(f"{seed}/schools")  # noqa: S311 - invents names
    return [
        _registered(one, HONOURS[at % len(HONOURS)] if at % 15 == 7 else "") for at, one in enumerate(invented(rng))
    ]


def invented(rng: random.Random) -> list[InventedSchool]:
    return schools.invent(rng, FULL)


def _registered(one: InventedSchool, honour: str) -> Registered:
    name = one.name.replace("»", f" {honour}»") if honour else one.name
    return Registered(one.code, one.place.code, name, one.short_name, one.kind, one, honour)


def settlements(known: Sequence[Registered]) -> set[str]:
    return {one.invented.settlement for one in known} | {place.centre for place in PLACES}


def spellings(seed: int, known: Sequence[Registered], each: int) -> Iterator[Spelling]:
    """`each` spellings of every school, and about a third as many that mean none of them."""
    rng = random.Random(f"{seed}/noise")  # noqa: S311 - the same noise each time
    names = {name.casefold().replace("ё", "е") for name in settlements(known)}
    spare = [village for village in villages.all_villages() if village.casefold().replace("ё", "е") not in names]
    for one in known:
        for _time in range(each):
            yield _dirtied(rng, _named(rng, one), names)
    for one in known[::3]:
        for _time in range(each):
            yield _dirtied(rng, rng.choice(STRANGERS)(rng, one, known, spare), names)


def _named(rng: random.Random, one: Registered) -> Spelling:
    """The school in one of the usual shapes, and perhaps its municipality in a column beside."""
    school = one.invented
    beside = municipality_as_written(rng, school.place) if rng.random() < 0.6 else ""
    shape = rng.choice(SHAPES)
    return Spelling(shape(rng, school, one.honour), beside, one.code, shape.__name__.strip("_"))


def municipality_as_written(rng: random.Random, place: Place) -> str:
    """A municipality as lists write it, also by its former or later type."""
    if place.town:
        name = place.name.removeprefix("г. ")
        shapes = ("г. {}", "г.{}", "город {}", "городской округ город {}", "ГО г. {}", "{} городской округ", "ГО {}")
        return rng.choice(shapes).format(name)
    stem = place.name.removesuffix(" район")
    shapes = (
        "{} район",
        "{} р-н",
        "{} муниципальный район",
        "Муниципальный район {}",
        "{} муниципальный округ",
        "{} МО",
        "МО {} район",
        "Муниципальное образование {} район",
        "МР {}",
        "{} м.о.",
    )
    return rng.choice(shapes).format(stem)


def _full(rng: random.Random, one: InventedSchool, honour: str) -> str:
    legal, (left, right) = rng.choice(LEGAL_IN_FULL), rng.choice(QUOTES)
    honoured = f" {honour}" if honour and rng.random() < 0.5 else ""
    title = FULL_TITLES[one.kind][0].capitalize()
    return f"{legal} {left}{title}{_number(rng, one)}{honoured}{right} {_where(rng, one)}{_district(rng, one)}"


def _charter(rng: random.Random, one: InventedSchool, honour: str) -> str:
    legal, (left, right) = rng.choice(LEGAL), rng.choice(QUOTES)
    honoured = f" {honour}" if honour and rng.random() < 0.5 else ""
    return (
        f"{legal} {left}{_title(rng, one)}{_number(rng, one)}{honoured}{right} {_where(rng, one)}{_district(rng, one)}"
    )


def _plain(rng: random.Random, one: InventedSchool, honour: str) -> str:
    legal = rng.choice(("", "", f"{rng.choice(LEGAL)} "))
    return f"{legal}{_title(rng, one)}{_number(rng, one)} {_where(rng, one)}{_district(rng, one)}"


def _comma(rng: random.Random, one: InventedSchool, honour: str) -> str:
    return f"{_title(rng, one)}{_number(rng, one)}, {_where(rng, one)}"


def _bracketed(rng: random.Random, one: InventedSchool, honour: str) -> str:
    return f"{_title(rng, one)}{_number(rng, one)} ({_where(rng, one)})"


def _place_first(rng: random.Random, one: InventedSchool, honour: str) -> str:
    return f"{_where(rng, one)}, {rng.choice(LEGAL)} {_title(rng, one)}{_number(rng, one)}"


def _hyphened(rng: random.Random, one: InventedSchool, honour: str) -> str:
    if one.number is None:
        return _plain(rng, one, honour)
    sign = rng.choice(("-", "–", " - "))
    return f"{FULL_TITLES[one.kind][-1]}{sign}{one.number} {_where(rng, one)}"


def _untyped(rng: random.Random, one: InventedSchool, honour: str) -> str:
    """Only "school"."""
    return f"школа{_number(rng, one)} {_where(rng, one)}"


def _in_words(rng: random.Random, one: InventedSchool, honour: str) -> str:
    if one.number not in IN_WORDS:
        return _comma(rng, one, honour)
    return f"{_title(rng, one)} номер {IN_WORDS[one.number]} {_where(rng, one)}"


def _without_place(rng: random.Random, one: InventedSchool, honour: str) -> str:
    """The settlement left out, the district perhaps named instead."""
    return f"{rng.choice(LEGAL)} {_title(rng, one)}{_number(rng, one)}{_district(rng, one)}"


def _adjective(rng: random.Random, one: InventedSchool, honour: str) -> str:
    """«Родниковская СОШ»."""
    if one.place.town or " " in one.settlement:
        return _plain(rng, one, honour)
    return f"{rng.choice(LEGAL)} {adjective(one.settlement)} {_title(rng, one)}{_number(rng, one)}{_district(rng, one)}"


SHAPES: tuple[Callable[[random.Random, InventedSchool, str], str], ...] = (
    _full,
    _charter,
    _charter,
    _plain,
    _plain,
    _comma,
    _bracketed,
    _place_first,
    _hyphened,
    _untyped,
    _in_words,
    _without_place,
    _adjective,
)


def adjective(settlement: str) -> str:
    """«Родники» → «Родниковская», «Сосновка» → «Сосновская», «Лесное» → «Лесновская»."""
    for ending, made in (("вка", "вская"), ("нка", "нская"), ("ки", "ковская"), ("ое", "овская"), ("ое", "енская")):
        if settlement.endswith(ending):
            return settlement.removesuffix(ending) + made
    return re.sub(r"[аеёиоуыэюяйь]+$", "", settlement) + "евская"


def _title(rng: random.Random, one: InventedSchool) -> str:
    return rng.choice(FULL_TITLES[one.kind])


def _number(rng: random.Random, one: InventedSchool) -> str:
    return f" {rng.choice(NUMBER_SIGNS)}{one.number}" if one.number else ""


def _where(rng: random.Random, one: InventedSchool) -> str:
    return f"{rng.choice(TOWN_SIGNS if one.place.town else VILLAGE_SIGNS)}{one.settlement}"


def _district(rng: random.Random, one: InventedSchool) -> str:
    """Often the district in the genitive after it."""
    if one.place.town or rng.random() < 0.5:
        return ""
    stem = re.sub(r"(ий|ой|ый) район$", "ого", one.place.name)
    return rng.choice((f" {stem} района", f", {one.place.name}", f" {stem} р-на", f" ({one.place.name})"))


def _other_number(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """A number that no school of this settlement has."""
    school = one.invented
    taken = {other.invented.number for other in known if other.invented.settlement == school.settlement}
    number = rng.choice([n for n in (*range(1, 30), 101, 117) if n not in taken])
    other = InventedSchool("", school.place, school.kind, number, school.settlement, False)
    return Spelling(_usual(rng, other), _perhaps(rng, school.place), None, "other_number")


def _other_type(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """A type that no school of this settlement has."""
    school = one.invented
    taken = {other.invented.kind for other in known if other.invented.settlement == school.settlement}
    kind = rng.choice([kind for kind in FULL_TITLES if kind not in taken] or [SchoolKind.BOARDING])
    other = InventedSchool("", school.place, kind, rng.choice((None, 117)), school.settlement, False)
    return Spelling(_usual(rng, other), _perhaps(rng, school.place), None, "other_type")


def _other_village(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """A village that is not in the registry, often one whose name resembles another's."""
    school = one.invented
    other = InventedSchool("", school.place, school.kind, school.number, rng.choice(spare), False)
    shape = rng.choice((_charter, _plain, _comma, _untyped, _adjective, _place_first))
    return Spelling(shape(rng, other, ""), _perhaps(rng, school.place), None, "other_village")


def _elsewhere(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """The same name in a municipality of another region."""
    return Spelling(_usual(rng, one.invented), rng.choice(ELSEWHERE), None, "elsewhere")


def _elsewhere_inside(
    rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]
) -> Spelling:
    """The same, said in the name itself."""
    text = f"{_title(rng, one.invented)}{_number(rng, one.invented)} {_where(rng, one.invented)} Тальменского района"
    return Spelling(text, "", None, "elsewhere_inside")


def _neighbour(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """A neighbouring municipality stands beside, which has no such school."""
    school = one.invented
    having = {other.municipality for other in known if other.invented.settlement == school.settlement}
    other = rng.choice([place for place in PLACES if place.code not in having])
    return Spelling(_usual(rng, school), municipality_as_written(rng, other), None, "neighbour")


def _branch(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """A branch of the school in another village."""
    shapes = ("филиал {} в с. {}", "{} (филиал в с. {})", "{}, филиал – {}", "Филиал {} «{} ООШ»", "{} ф-л с. {}")
    text = rng.choice(shapes).format(_usual(rng, one.invented), rng.choice((*spare[:5], one.invented.settlement)))
    return Spelling(text, _perhaps(rng, one.invented.place), None, "branch")


def _no_school(rng: random.Random, one: Registered, known: Sequence[Registered], spare: Sequence[str]) -> Spelling:
    """An organisation of another kind in the same settlement, with the same number."""
    kinds = (
        "МБДОУ Детский сад",
        "Вечерняя (сменная) общеобразовательная школа",
        "Детская школа искусств",
        "ДЮСШ",
        "Спортивная школа",
        "МБУ СШ",
        "МАУ ДО СШ",
        "Детская музыкальная школа",
        "Воскресная школа",
        "Центр образования",
        "Дом детского творчества",
        "д/с",
        "Кадетский корпус",
        "Коррекционная школа",
        "Педагогический колледж",
    )
    text = f"{rng.choice(kinds)}{_number(rng, one.invented)} {_where(rng, one.invented)}"
    return Spelling(text, _perhaps(rng, one.invented.place), None, "no_school")


STRANGERS = (
    _other_number,
    _other_type,
    _other_village,
    _elsewhere,
    _elsewhere_inside,
    _neighbour,
    _branch,
    _no_school,
)


def _usual(rng: random.Random, one: InventedSchool) -> str:
    return rng.choice((_full, _charter, _plain, _comma, _bracketed, _place_first))(rng, one, "")


def _perhaps(rng: random.Random, place: Place) -> str:
    return municipality_as_written(rng, place) if rng.random() < 0.5 else ""


def _dirtied(rng: random.Random, spelling: Spelling, names: set[str]) -> Spelling:
    """The same with zero to three things done to its letters."""
    text, done = dirt.dirtied(rng, spelling.text, names)
    return Spelling(text, spelling.municipality, spelling.code, "+".join([spelling.how, *done]))
