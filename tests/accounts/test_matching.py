"""Whom a name means: never somebody else, over thousands of noisy spellings."""

import datetime as dt
from collections import Counter, defaultdict

import pytest

from opora.accounts.matching import Alike, Match, People
from opora.accounts.models import Appointment, OtherName, User
from opora.accounts.names import PersonName, read_name
from opora.core.actors import SYSTEM
from opora.core.imports.cells import Fault
from opora.core.imports.files import clean
from opora.core.models import stamp
from opora.organisations.models import School
from tests.accounts import noise
from tests.organisations.places import Places

DAY = dt.date(2022, 1, 10)
SPELLINGS = 3000
PARTS = ("surname", "given_name", "patronymic")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Чижова Елена Викторовна", ("Чижова", "Елена", "Викторовна", "")),
        ("Елена Викторовна Чижова", ("Чижова", "Елена", "Викторовна", "")),
        ("Чижова Е. В.", ("Чижова", "Е", "В", "")),
        ("Чижова Е.В.", ("Чижова", "Е", "В", "")),
        ("Е.В. Чижова", ("Чижова", "Е", "В", "")),
        ("Чижова Е", ("Чижова", "Е", "", "")),
        ("Чижова Елена В.", ("Чижова", "Елена", "В", "")),
        ("Елена В. Чижова", ("Чижова", "Елена", "В", "")),
        ("ЧИЖОВА (СИНИЦЫНА) ЕЛЕНА", ("Чижова", "Елена", "", "Синицына")),
        ("Чижова (до брака Синицына) Е. В.", ("Чижова", "Е", "В", "Синицына")),
        ("Римская - Корсакова Анна Львовна", ("Римская-Корсакова", "Анна", "Львовна", "")),
        ("Мамедов Али Гусейн оглы", ("Мамедов", "Али", "Гусейн оглы", "")),
        ("Шостакович Дмитрий Дмитриевич", ("Шостакович", "Дмитрий", "Дмитриевич", "")),
        ("Дмитрий Дмитриевич Шостакович", ("Шостакович", "Дмитрий", "Дмитриевич", "")),
        ("Ким Ли", ("Ким", "Ли", "", "")),
    ],
)
def test_names_are_read_in_any_order(text: str, parts: tuple[str, ...]) -> None:
    read = read_name(text)[0]
    assert (read.surname, read.given_name, read.patronymic, read.former) == parts


@pytest.mark.parametrize(
    "text", ["Чижова", "", "1 2 3", "Чижова Елена Викторовна младшая", "(а) (б) в г", "Чижова <b>"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(Fault) as refused:
        read_name(text)
    assert refused.value.code == "bad-name"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(1, 6))
def test_no_spelling_is_taken_for_somebody_else(made: Places, seed: int) -> None:
    region = noise.Region(seed)
    numbers = enter(region, made)
    people = People(made.region.pk)
    holders, members = defaultdict(set), defaultdict(set)
    for number, one in zip(numbers, region.people, strict=True):
        holders[one.place, one.post].add(number)
        members[one.place].add(number)
    right, proposed, counted = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for spelling in region.spellings(SPELLINGS):
        match = find(people, spelling, holders[spelling.place, spelling.post], members[spelling.place])
        meant = None if spelling.meant is None else numbers[spelling.meant]
        counted[spelling.kind] += 1
        if match.person is None:
            proposed[spelling.kind] += meant in {one.pk for one in (*match.candidates, *match.nearest)}
        elif match.person.pk == meant:
            right[spelling.kind] += 1
        else:
            wrong.append((spelling, match.person.full_name))
    known = sum(count for kind, count in counted.items() if "stranger" not in kind)
    measured = [f"seed {seed}: wrong {len(wrong)}, sure {right.total()} of {known}, proposed {proposed.total()}"]
    measured += [f"- {kind}: {right[kind]} of {n}, proposed {proposed[kind]}" for kind, n in sorted(counted.items())]
    print("\n".join(measured))  # noqa: T201 - what one runs it for: how many are found
    assert wrong == []
    assert right.total() / known > 0.7
    assert (right.total() + proposed.total()) / known > 0.95
    assert right["whole name"] / counted["whole name"] > 0.95


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Чижова Елена Викторвна", True),
        ("Чижева Елена Викторовна", True),
        ("Чижова Алена Викторовна", True),
        ("Чижова Елена Петровна", False),
        ("Стрижова Елена Викторовна", False),
        ("Чижов1 Елена Викторовна", False),
    ],
)
def test_a_slip_of_the_pen_is_proposed_and_never_sure(text: str, near: bool) -> None:
    alike = Alike()
    known = PersonName("Чижова", "Елена", "Викторовна")
    alike.add(known, known)
    assert alike.near(read_name(text)[0]) == ([known] if near else [])


def find(people: People, spelling: noise.Spelling, holders: set[int], members: set[int]) -> Match:
    """What the matcher says of a spelling, as an import would ask it."""
    try:
        readings = read_name(clean(spelling.text))
    except Fault:
        return Match()
    return people.find(readings, holders=holders, members=members, email=spelling.email)


def enter(region: noise.Region, place: Places) -> list[int]:
    """Enter an invented region; the keys of its people in their order."""
    made = stamp(on=DAY, by=SYSTEM)
    schools = School.objects.bulk_create(
        [School(municipality=place.bor, code=f"n-{number}") for number in range(region.places)]
    )
    people = User.objects.bulk_create(
        [
            User(
                login=f"n{number}",
                surname=one.parts[0],
                given_name=one.parts[1],
                patronymic=one.parts[2],
                email=one.email,
            )
            for number, one in enumerate(region.people)
        ]
    )
    Appointment.objects.bulk_create(
        [
            Appointment(person=person, post=one.post, school=schools[one.place], basis="order 1", **made)
            for person, one in zip(people, region.people, strict=True)
        ]
    )
    OtherName.objects.bulk_create(
        [
            OtherName(person=person, surname=one.former, given_name=one.parts[1], patronymic=one.parts[2], **made)
            for person, one in zip(people, region.people, strict=True)
            if one.former
        ]
    )
    return [person.pk for person in people]
