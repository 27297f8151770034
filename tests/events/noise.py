"""What people type when they enter a call: thousands of lines of logs of an invented region, with the truth.

Written before the resolver and without its tables. Each line says how much of a name and of a place is written. It is
`identifiable` when a careful human with the registry at hand would be sure: an e-mail address of an account; a whole
name that one person has and nobody else but for one letter; surname and school where one person of the school fits;
surname with given name or both initials and the district, or given name and patronymic with the school, where one fits.
Strangers are not in the registry; not made are those whom nobody could tell from somebody in it: same written name at
the same place, or the same full name.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from opora.demo import names
from opora.demo.places import PLACES
from opora.demo.schools import TITLES, InventedSchool
from opora.organisations.models import SchoolKind
from tests.events.world import Parts, World

LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
CHAT = {**LATIN, "х": "h", "ц": "c", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "й": "j", "ё": "yo", "ж": "zh"}
GOST = {**LATIN, "х": "x", "ц": "cz", "щ": "shh", "ю": "yu", "я": "ya", "й": "j", "ё": "yo", "ы": "y"}
PASSPORT = {**LATIN, "ю": "yu", "я": "ya", "й": "y", "ё": "e"}
KEYS = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", strict=True))
LETTERS = "абвгдежзиклмнопрстуфхцчшыэюя"
SHORT = {"Мария": "Маша", "Елена": "Лена", "Ольга": "Оля", "Татьяна": "Таня", "Наталья": "Наташа", "Светлана": "Света"}
DEVICES = ("iPhone", "Samsung SM-A515F", "Galaxy Tab A8", "DESKTOP-3F2K", "user4417", "Гость 3", "HUAWEI P30 lite")
DEVICES_OF = ("iPhone ({})", "iPad {}", "{} (iPhone)", "Redmi Note 9 ({})")
EMOJI = ("🌸 {} 🌸", "{} 😊", "☀️{}", "*{}*", "~{}~", "✨ {}")
ELSEWHERE = ("Лицей 200, Новосибирск", "ДЮСШ Олимп", "МБДОУ Детский сад 5", "СОШ 117 г. Рубцовск", "Колледж культуры")
POSTS = {
    "school_head": ("директор", "Директор"),
    "deputy_head": ("завуч", "зам. директора", "Заместитель директора", "зам директора по УВР"),
    "curator": ("куратор",),
    "coordinator": ("муниципальный координатор", "координатор"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody typed, their address if the service tells it, columns of a sheet, and who it is."""

    text: str
    meant: int | None
    identifiable: bool
    kind: str
    email: str = ""
    organisation: str = ""
    post: str = ""
    double: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is written: parts of a name (an initial is one letter, "" is not written) and of the place."""

    surname: str
    given: str
    patronymic: str
    school: InventedSchool | None = None
    numbered: bool = True
    district: str = ""


def lines(world: World, count: int) -> Iterator[Line]:
    """So many lines, a quarter of them strangers."""
    made = 0
    while made < count:
        chance = world.rng.random()
        line = _stranger(world) if chance < 0.25 else _nobody(world) if chance < 0.31 else _known(world)
        if line is not None:
            made += 1
            yield line


def _known(world: World) -> Line | None:
    number = (
        world.rng.choice(sorted(world.double)) if world.rng.random() < 0.1 else world.rng.randrange(len(world.people))
    )
    one = world.people[number]
    surname, given, patronymic = one.parts
    rng = world.rng
    if rng.random() < 0.04 and one.former:
        surname = one.former
    shape = rng.choice(SHAPES)
    facts = _facts(
        rng, world, (surname, given, patronymic), world.school_of(number), world.municipality_of(number), shape
    )
    if facts is None:
        return None
    text, kind, clear = _typed(rng, facts, _post(rng, one.posts))
    fitting = _fitting(world, facts)
    email = one.email if rng.random() < 0.25 else ""
    sure = bool(email) or (clear and _enough(world, facts) and fitting == [number])
    return Line(text, number, sure, f"{shape}, {kind}", email, double=number in world.double and not email)


def _stranger(world: World) -> Line | None:
    rng = world.rng
    parts = world.stranger()
    near = world.people[rng.randrange(len(world.people))]
    chance = rng.random()
    if chance < 0.3:  # a relative
        parts = (near.parts[0], parts[1], parts[2])
    school = rng.choice(list(world.schools.values()))
    if chance < 0.1:
        school = next((world.schools[place] for _post, place in near.posts if place in world.schools), school)
    shape = rng.choice(SHAPES)
    facts = _facts(rng, world, parts, school, school.place.code, shape)
    if facts is None or (_enough(world, facts) and _fitting(world, facts)):
        return None
    text, kind, _clear = _typed(rng, facts, rng.choice(("", "учитель", "завуч", "Директор")))
    if rng.random() < 0.15:
        text = f"{parts[0]} {parts[1]}, {rng.choice(ELSEWHERE)}"
    if kind == "slip" and facts.surname and _fitting(world, facts):
        return None
    email = f"{names.latin(parts[0])}@elsewhere.org" if rng.random() < 0.3 else ""
    return Line(text, None, False, f"stranger, {shape}, {kind}", email)


def _nobody(world: World) -> Line:
    """Devices, given names, posts and schools alone, several people in one line."""
    rng = world.rng
    one = rng.choice(world.people)
    other = rng.choice(world.people)
    school = rng.choice(list(world.schools.values()))
    text = rng.choice(
        (
            rng.choice(DEVICES),
            rng.choice(DEVICES_OF).format(one.parts[1]),
            f"{SHORT.get(one.parts[1], one.parts[1])}",
            f"Директор {_school(rng, school)}",
            f"Директор СОШ {school.number or 2}",
            _school(rng, school),
            f"{one.parts[0]}, {other.parts[0]} — {_school(rng, school)}",
            f"{one.parts[0]} {one.parts[1][0]}.",
            "Галактика",
        )
    )
    return Line(text, None, False, "nobody")


SHAPES = (
    "whole", "whole", "whole", "whole", "whole, school", "whole, district", "given", "given, school", "given, school",
    "given, district", "initials", "initials, school", "initials, school", "initials, school", "initials, district",
    "initial, school", "initial", "surname, school", "surname, school", "called, school", "called", "given, number",
)  # fmt: skip


def _facts(
    rng: random.Random, world: World, parts: Parts, school: InventedSchool | None, district: str, shape: str
) -> Facts | None:
    surname, given, patronymic = parts
    name, _comma, where = shape.partition(", ")
    written = {
        "whole": (surname, given, patronymic),
        "given": (surname, given, ""),
        "initials": (surname, given[0], patronymic[0]),
        "initial": (surname, given[0], ""),
        "surname": (surname, "", ""),
        "called": ("", given, patronymic),
    }[name]
    if where in {"school", "number"} and school is None:
        return None
    if where == "number" and not (school and school.number and school.kind == SchoolKind.SECONDARY):
        return None
    if where == "district":
        return Facts(*written, district=district) if district else None
    return Facts(*written, school=school if where else None, numbered=where != "number")


def _typed(rng: random.Random, facts: Facts, post: str) -> tuple[str, str, bool]:
    """A text, what was done to it, and whether that leaves it clear."""
    name = _name(rng, facts)
    place = _place(rng, facts)
    change = rng.choices(
        ["", "latin", "keys", "slip", "emoji", "lower", "upper", "short", "device", "decorated"],
        weights=[52, 10, 3, 8, 5, 7, 5, 3, 3, 4],
    )[0]
    clear = True
    if change == "latin":
        name = _latin(rng, name)
        place = _latin(rng, place) if rng.random() < 0.4 else place
    elif change == "keys":
        if not facts.surname or not facts.given:
            change = ""
        else:
            name = _keys(name)
    elif change == "slip":
        name, clear = _slipped(rng, facts, name)
    elif change == "short" and facts.given in SHORT:
        name = name.replace(facts.given, SHORT[facts.given])
        clear = facts.school is not None and facts.numbered and bool(facts.surname)
    if rng.random() < 0.4:
        name = name.replace("ё", "е").replace("Ё", "Е")
        place = place.replace("ё", "е")
    return _worn(rng, _joined(rng, name, place, post), change), change, clear


def _worn(rng: random.Random, text: str, change: str) -> str:
    """The text with decorations, in other capitals, or with a device beside it."""
    match change:
        case "emoji":
            return rng.choice(EMOJI).format(text)
        case "lower":
            return text.lower()
        case "upper":
            return text.upper()
        case "device":
            return f"{text} ({rng.choice(DEVICES[:4])})"
        case "decorated":
            return f"_{text.replace(' ', '_')}_"
        case _:
            return text


def _name(rng: random.Random, facts: Facts) -> str:
    surname, given, patronymic = facts.surname, facts.given, facts.patronymic
    if len(given) == 1:
        dots = rng.choice(("{}.{}.", "{}. {}.", "{} {}", "{}{}")) if patronymic else rng.choice(("{}.", "{}"))
        initials = dots.format(given, patronymic)
        return f"{surname} {initials}" if rng.random() < 0.8 or "." not in initials else f"{initials} {surname}"
    rest = f"{given} {patronymic}".strip()
    return f"{surname} {rest}".strip() if rng.random() < 0.7 else f"{rest} {surname}".strip()


def _place(rng: random.Random, facts: Facts) -> str:
    if facts.school is not None and facts.numbered:
        return _school(rng, facts.school)
    if facts.school is not None:
        titles = ("СОШ {}", "СОШ №{}", "школа {}") if facts.school.kind == SchoolKind.SECONDARY else ("",)
        return rng.choice(titles).format(facts.school.number)
    if facts.district:
        name = next(one.name for one in PLACES if one.code == facts.district)
        return rng.choice((name, name.replace("район", "р-н"), name.replace(" район", " муниципальный район")))
    return ""


def _school(rng: random.Random, one: InventedSchool) -> str:
    title = rng.choice((TITLES[one.kind][1], f"МБОУ {TITLES[one.kind][1]}", TITLES[one.kind][1].lower()))
    number = f" {rng.choice(('', '№', '№ ', 'N '))}{one.number}" if one.number else ""
    sign = rng.choice(("г. ", "", "г.")) if one.place.town else rng.choice(("с. ", "", "", "с."))
    if rng.random() < 0.2:
        return f"{one.settlement}, {title}{number}"
    return f"{title}{number} {sign}{one.settlement}"


def _joined(rng: random.Random, name: str, place: str, post: str) -> str:
    post = post if rng.random() < 0.25 else ""
    if not place:
        return f"{name} ({post})" if post else name
    shapes = ["{n} {p}", "{n}, {p}", "{p} {n}", "{p}, {n}", "{n} ({p})", "{p} - {n}"]
    if post:
        shapes = ["{n}, {t} {p}", "{n}, {p}, {t}", "{p}, {n} ({t})"]
    return rng.choice(shapes).format(n=name, p=place, t=post)


def _post(rng: random.Random, posts: list[tuple[str, str]]) -> str:
    return rng.choice(POSTS.get(posts[0][0], ("",)))


def _latin(rng: random.Random, text: str) -> str:
    table = rng.choice((LATIN, CHAT, GOST, PASSPORT))
    made = "".join(table.get(letter, table.get(letter.lower(), letter).capitalize()) for letter in text)
    return made.replace("№", "")


def _keys(text: str) -> str:
    return "".join(KEYS.get(letter, KEYS.get(letter.lower(), letter).upper()) for letter in text)


def _slipped(rng: random.Random, facts: Facts, name: str) -> tuple[str, bool]:
    """One letter of the name lost, doubled, swapped or wrong. Clear where the rest is whole or a school stands by."""
    long = [part for part in (facts.surname, facts.given, facts.patronymic) if len(part) >= 6]
    if not long:
        return name, True
    part = rng.choice(long)
    at = rng.randrange(1, len(part) - 1)
    made = rng.choice(
        (
            part[:at] + part[at + 1 :],
            part[:at] + part[at] + part[at:],
            part[:at] + part[at + 1] + part[at] + part[at + 2 :],
            part[:at] + rng.choice(LETTERS) + part[at + 1 :],
        )
    )
    placed = facts.school is not None and facts.numbered
    whole = len(facts.given) > 1 and len(facts.patronymic) > 1 and bool(facts.surname)
    wrong = len(made) == len(part) and sorted(made) != sorted(part)
    clear = (whole and (placed or not wrong)) or (placed and bool(facts.given) and bool(facts.surname))
    return name.replace(part, made), clear


def _enough(world: World, facts: Facts) -> bool:
    """Whether so much is written that one who fits is surely the one."""
    whole = len(facts.given) > 1 and len(facts.patronymic) > 1
    if facts.surname and whole:
        return True
    if facts.school is not None:
        strong = bool(facts.surname) and (len(facts.given) > 1 or bool(facts.patronymic))
        one_school = facts.numbered and sum(_is_school(one, facts) for one in world.schools.values()) == 1
        return strong or (one_school and (bool(facts.surname) or whole))
    return bool(facts.district and facts.surname and (len(facts.given) > 1 or facts.patronymic))


def _fitting(world: World, facts: Facts) -> list[int]:
    """The numbers of all who can be meant."""
    if not facts.surname:
        return [number for number in range(len(world.people)) if _fits(world, number, facts)]
    near = (numbers for surname, numbers in world.by_surname.items() if _almost(surname, facts.surname))
    return sorted({number for numbers in near for number in numbers if _fits(world, number, facts)})


def _fits(world: World, number: int, facts: Facts) -> bool:
    """Whether somebody can be meant, one letter of the surname set aside."""
    one = world.people[number]
    surname, given, patronymic = one.parts
    surnames = {surname, one.former} - {""}
    if facts.surname and not any(_almost(known, facts.surname) for known in surnames):
        return False
    if not given.startswith(facts.given) or not patronymic.startswith(facts.patronymic):
        return False
    if facts.school is not None:
        return any(_is_school(world.schools[place], facts) for _post, place in one.posts if place in world.schools)
    if facts.district:
        return any(
            place == facts.district or (place in world.schools and world.schools[place].place.code == facts.district)
            for _post, place in one.posts
        )
    return True


def _is_school(one: InventedSchool, facts: Facts) -> bool:
    school = facts.school
    assert school is not None
    same = one.kind == school.kind and (school.number is None or one.number == school.number)
    return same and (not facts.numbered or _plain(one.settlement) == _plain(school.settlement))


def _almost(one: str, other: str) -> bool:
    """Whether two surnames are the same, or differ by one letter but not by the sex."""
    one, other = _plain(one), _plain(other)
    if one == other:
        return True
    if len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
