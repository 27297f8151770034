"""Appointments from spreadsheets: made, ended, handed over, taken back; whom a name means and whom it does not."""

import datetime as dt
import random

import pytest
from django.utils import translation

from opora.accounts.models import Appointment, User
from opora.core.models import ImportBatch, JournalEntry
from tests.accounts.people import FEBRUARY, appoint, end, person
from tests.accounts.posted import AUTUMN, CHIZHOVA, GRACHEV, HEAD, ended, row, standing, undo
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", ""])
def test_people_come_along_with_their_posts_and_are_told(made: Places, lists: Lists, encoding: str) -> None:
    rows = [
        row(CHIZHOVA, "директор", made.first.code),
        row(GRACHEV, "и. о. директора", made.second.code),
        row(GRACHEV, "куратор региональный", made.first.code, start="08.02.2022"),
        row("Синицына Анна Львовна", "Муниципальный координатор", "", municipality="Боровской район"),
        row("Дроздова Ольга Юрьевна", "координатор", "Приобский край"),
        row("Дроздов Олег Юрьевич", "методист", ""),
        row("Зябликов Лев Олегович", "начальник управления образования", "", municipality="luga"),
        row("Галкина Вера Павловна", "член управленческой команды", made.first.code),
        row("Воробьёв Илья Ильич", "заместитель директора по УВР", made.first.code),
        row("Соловьёв Максим Ильич", "куратор", made.third.code, tier="муниципальный"),
    ]
    file = lists.csv([HEAD, *rows], encoding) if encoding else lists.xlsx([HEAD, *rows])
    data = lists.read("appointments", file)
    assert (data["create"], data["error"], Appointment.objects.count(), User.objects.count()) == (10, 0, 0, 0)
    assert [(one["code"], "9" in one["message"]) for one in data["warnings"]] == [("new-people", True)]
    before = JournalEntry.objects.count()
    assert lists.counts("appointments", file, "--commit") == (10, 0, 0, 0)
    assert standing() == {
        (who, post, kind, acting, tier, FEBRUARY, None, None)
        for who, post, kind, acting, tier in [
            ("Чижова Елена", "school_head", "school", False, ""),
            ("Грачёв Пётр", "school_head", "school", True, ""),
            ("Грачёв Пётр", "curator", "school", False, "regional"),
            ("Синицына Анна", "coordinator", "municipality", False, ""),
            ("Дроздова Ольга", "coordinator", "region", False, ""),
            ("Дроздов Олег", "institute", "region", False, ""),
            ("Зябликов Лев", "municipal_head", "municipality", False, ""),
            ("Галкина Вера", "team_member", "school", False, ""),
            ("Воробьёв Илья", "deputy_head", "school", False, ""),
            ("Соловьёв Максим", "curator", "school", False, "municipal"),
        ]
    }
    assert User.objects.count() == 9
    assert not any(one.has_usable_password() for one in User.objects.all())
    assert JournalEntry.objects.count() == before + 3  # people, appointments, the import
    data = lists.read("appointments", file, "--commit")
    assert (data["create"], data["update"], data["skip"], data["warnings"]) == (0, 0, 10, [])
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (row("Чижова", "директор", "priobye-1"), ("ФИО", "bad-name")),
        (row("", "директор", "priobye-1"), ("ФИО", "empty")),
        (row("Сорокина А. Л.", "директор", "priobye-1"), ("ФИО", "person-unknown")),
        (row("Чижова Елена Викторвна", "куратор", "priobye-1", tier="регион"), ("ФИО", "person-unknown")),
        (row("nobody", "директор", "priobye-1"), ("ФИО", "person-unknown")),
        (row("Чижова Е. В.", "эксперт"), ("ФИО", "person-unclear")),
        (row(GRACHEV, "эксперт", login="chizhova"), ("Логин", "name-differs")),
        (row(CHIZHOVA, "водитель", "priobye-1"), ("Должность", "bad-choice")),
        (row(CHIZHOVA, "директор"), ("Школа", "organisation-missing")),
        (row(CHIZHOVA, "координатор"), ("Школа", "organisation-missing")),
        (row(CHIZHOVA, "директор", "priobye-9"), ("Школа", "school-unknown")),
        (row(CHIZHOVA, "директор", "priobye-1", municipality="luga"), ("Район", "municipality-differs")),
        (row(CHIZHOVA, "координатор", municipality="Северский"), ("Район", "municipality-unknown")),
        (row(CHIZHOVA, "куратор", "priobye-1"), ("Уровень куратора", "tier-missing")),
        (row(CHIZHOVA, "эксперт", tier="регион"), ("Уровень куратора", "tier-misplaced")),
        (row(CHIZHOVA, "и. о. эксперта"), ("Должность", "acting-misplaced")),
        (row(CHIZHOVA, "эксперт", acting="да"), ("И. о.", "acting-misplaced")),
        (row(CHIZHOVA, "эксперт", start=""), ("С", "empty")),
        (row(CHIZHOVA, "эксперт", start="вчера"), ("С", "bad-day")),
        (row(CHIZHOVA, "эксперт", basis=""), ("Приказ", "empty")),
        (row(CHIZHOVA, "эксперт", basis="я" * 301), ("Приказ", "too-long")),
        (row(CHIZHOVA, "эксперт", basis="=1+1"), ("Приказ", "formula")),
        (row(CHIZHOVA, "эксперт", to=AUTUMN), ("Причина", "empty")),
        (row(CHIZHOVA, "эксперт", reason="замена"), ("Освобождена с", "empty")),
        (row(CHIZHOVA, "эксперт", to=AUTUMN, reason="замена"), ("Приказ об освобождении", "basis-missing")),
        (row(CHIZHOVA, "эксперт", to=AUTUMN, reason="иное", left="9"), ("Причина словами", "empty")),
        (ended(CHIZHOVA, "эксперт", "", dt.date(2022, 1, 1)), ("Освобождена с", "left-early")),
        (ended(CHIZHOVA, "эксперт", "", start=""), ("ФИО", "not-held")),
        (row(CHIZHOVA, "и. о. директора", "priobye-2"), ("Должность", "held-otherwise")),
        (row(CHIZHOVA, "директор", "priobye-2", basis="order 6"), ("Приказ", "basis-differs")),
        (row(CHIZHOVA, "директор", "priobye-2", start=AUTUMN), ("С", "holds-already")),
        (row(GRACHEV, "директор", "priobye-2", start=AUTUMN), ("Должность", "post-held")),
        (row(CHIZHOVA, "директор", "priobye-3"), ("ФИО", "person-unclear")),
        (
            row(CHIZHOVA, "координатор", municipality="luga", to=AUTUMN, reason="замена", left="9"),
            ("Освобождена с", "left-otherwise"),
        ),
    ],
)
def test_each_mistake_has_its_place_and_code(
    made: Places, lists: Lists, siskin: User, cells: tuple[object, ...], wrong: tuple[str, str]
) -> None:
    appoint(siskin, "school_head", made.second)
    end(appoint(siskin, "coordinator", made.luga), dt.date(2022, 3, 1))
    before = standing()
    assert lists.codes("appointments", lists.xlsx([HEAD, cells]), "--commit") == [(2, *wrong)]
    assert standing() == before
    assert User.objects.count() == 1


def test_a_held_post_names_the_holder_and_the_way_out(made: Places, lists: Lists, siskin: User) -> None:
    appoint(siskin, "school_head", made.first)
    (told,) = lists.read("appointments", lists.csv([HEAD, row(GRACHEV, "директор", made.first.code, start=AUTUMN)]))[
        "rows"
    ]
    assert "Чижова\u00a0Е.\u00a0В." in told["message"]
    assert "08.02.2022" in told["message"]
    assert lists.counts("appointments", lists.csv([HEAD, row(GRACHEV, "ио директора", made.first.code)])) == (
        1,
        0,
        0,
        0,
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_post_is_handed_over_inside_one_file_in_any_order(
    made: Places, lists: Lists, siskin: User, order: tuple[int, int]
) -> None:
    appoint(siskin, "school_head", made.first)
    rows = [ended("Чижова Е. В.", "директор", made.first.code), row(GRACHEV, "директор", made.first.code, start=AUTUMN)]
    file = lists.csv([HEAD, *(rows[at] for at in order)])
    assert lists.counts("appointments", file, "--commit") == (1, 1, 0, 0)
    assert standing() == {
        ("Чижова Елена", "school_head", "school", False, "", FEBRUARY, AUTUMN, "replaced"),
        ("Грачёв Пётр", "school_head", "school", False, "", AUTUMN, None, None),
    }
    assert lists.counts("appointments", file, "--commit") == (0, 0, 2, 0)
    assert undo(lists)[2] == 0
    assert standing() == {("Чижова Елена", "school_head", "school", False, "", FEBRUARY, None, None)}


def test_two_heads_at_once_are_refused_but_one_after_the_other_is_history(made: Places, lists: Lists) -> None:
    one, two = row(CHIZHOVA, "директор", made.first.code), row(GRACHEV, "директор", made.first.code, start=AUTUMN)
    assert lists.codes("appointments", lists.csv([HEAD, one, two])) == [(3, "Должность", "post-held")]
    gone = ended(CHIZHOVA, "директор", made.first.code)
    assert lists.counts("appointments", lists.csv([HEAD, two, gone]), "--commit") == (2, 0, 0, 0)
    earlier = ended("Сорокин Лев Олегович", "директор", made.first.code, FEBRUARY, start=dt.date(2022, 1, 10))
    assert lists.counts("appointments", lists.csv([HEAD, earlier]), "--commit") == (1, 0, 0, 0)
    assert len(standing()) == 3


def test_an_end_needs_no_first_day_and_a_wrong_end_frees_no_post(made: Places, lists: Lists, siskin: User) -> None:
    appoint(siskin, "school_head", made.first)
    gone = ended(CHIZHOVA, "директор", made.first.code, start="", basis="")
    new = row(GRACHEV, "директор", made.first.code, start=AUTUMN)
    wrong = (*gone[:-1], "=1")
    codes = lists.codes("appointments", lists.xlsx([HEAD, wrong, new]), "--commit", "--partial")
    assert [code for _row, _column, code in codes] == ["formula", "post-held"]
    assert lists.counts("appointments", lists.xlsx([HEAD, gone]), "--commit") == (0, 1, 0, 0)


def test_day_and_basis_may_be_given_once_for_all(made: Places, lists: Lists, siskin: User) -> None:
    appoint(siskin, "curator", made.first)
    rows = [
        ("ФИО", "Должность", "Школа"),
        (CHIZHOVA, "региональный куратор", made.first.code),
        (GRACHEV, "директор", made.first.code),
    ]
    options = ("--on", "2022-03-01", "--basis", "order 7")
    assert lists.counts("appointments", lists.csv(rows), *options, "--commit") == (1, 0, 1, 0)  # a curator already
    held = Appointment.objects.get(post="school_head")
    assert (held.occurred_on, held.basis, held.origin) == (dt.date(2022, 3, 1), "order 7", "import")


def test_initials_are_sure_for_the_people_of_the_place_alone(made: Places, lists: Lists, siskin: User) -> None:
    appoint(siskin, "school_head", made.first)
    here = row("Чижова Е. В.", "куратор", made.first.code, tier="регион")
    elsewhere = row("Чижова Е. В.", "куратор", made.second.code, tier="регион")
    assert lists.counts("appointments", lists.csv([HEAD, here])) == (1, 0, 0, 0)
    (told,) = lists.read("appointments", lists.csv([HEAD, elsewhere]))["rows"]
    assert (told["code"], "chizhova" in told["message"]) == ("person-unclear", True)
    by_login = row("chizhova", "куратор", made.second.code, tier="регион")
    assert lists.counts("appointments", lists.csv([HEAD, by_login])) == (1, 0, 0, 0)


def test_two_namesakes_of_one_school_are_told_apart_or_refused(made: Places, lists: Lists, siskin: User) -> None:
    other = person("Чижова", "chizhova2")
    User.objects.filter(pk=other.pk).update(email="second@example.org")
    appoint(siskin, "school_head", made.first)
    appoint(other, "team_member", made.first)
    plain = row(CHIZHOVA, "заместитель директора", made.first.code)
    (told,) = lists.read("appointments", lists.csv([HEAD, plain]))["rows"]
    assert told["code"] == "person-unclear"
    assert "руководитель школы, priobye-1" in told["message"]
    assert "участник управленческой команды, priobye-1" in told["message"]
    file = lists.csv([(*HEAD, "E-mail"), (*plain, "second@example.org")])
    assert lists.counts("appointments", file, "--commit") == (1, 0, 0, 0)
    assert Appointment.objects.get(post="deputy_head").person == other
    by_login = row(CHIZHOVA, "участник управленческой команды", made.first.code, login="chizhova")
    assert lists.counts("appointments", lists.csv([HEAD, by_login])) == (1, 0, 0, 0)


def test_new_namesakes_are_told_apart_by_address_and_one_person_holds_two_posts(made: Places, lists: Lists) -> None:
    head = (*HEAD, "E-mail")
    rows = [
        (*row(CHIZHOVA, "директор", made.first.code), "one@example.org"),
        (*row(CHIZHOVA, "директор", made.second.code), "two@example.org"),
        (*row(CHIZHOVA, "куратор", made.third.code, tier="регион"), "two@example.org"),
    ]
    file = lists.csv([head, *rows])
    assert lists.counts("appointments", file, "--commit") == (3, 0, 0, 0)
    assert User.objects.count() == 2
    assert Appointment.objects.get(post="curator").person.email == "two@example.org"
    assert lists.counts("appointments", file) == (0, 0, 3, 0)


def test_nobody_heads_two_schools_by_a_likeness_of_names(made: Places, lists: Lists) -> None:
    rows = [row(CHIZHOVA, "директор", made.first.code), row(CHIZHOVA, "директор", made.second.code)]
    assert lists.codes("appointments", lists.csv([HEAD, *rows])) == [(3, "ФИО", "person-unclear")]
    assert lists.codes("appointments", lists.csv([HEAD, rows[0], row("Чижова Елена", "эксперт")])) == [
        (3, "ФИО", "person-unclear")
    ]


def test_rows_that_say_the_same_are_both_left_out(made: Places, lists: Lists) -> None:
    one = row(CHIZHOVA, "эксперт")
    assert lists.codes("appointments", lists.csv([HEAD, one, row(GRACHEV, "эксперт"), one])) == [
        (2, "ФИО", "duplicate"),
        (4, "ФИО", "duplicate"),
    ]


def test_somebody_entered_without_patronymic_and_post_is_found(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([("ФИО",), ("Чижова Елена",)]), "--commit")
    file = lists.csv([HEAD, row("Чижова Елена", "эксперт")])
    assert lists.counts("appointments", file, "--commit") == (1, 0, 0, 0)
    assert lists.counts("appointments", file, "--commit") == (0, 0, 1, 0)
    assert User.objects.count() == 1


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_taken_out_and_brought_in_again_changes_nothing(
    made: Places, lists: Lists, siskin: User, starling: User, suffix: str, language: str
) -> None:
    end(appoint(siskin, "school_head", made.first, basis="+1"), dt.date(2022, 3, 1))
    appoint(starling, "school_head", made.first, on=dt.date(2022, 3, 1))
    appoint(siskin, "school_head", made.second, on=dt.date(2022, 3, 1), acting=True)
    appoint(siskin, "coordinator", made.region)
    appoint(starling, "coordinator", made.luga)
    appoint(starling, "curator", made.third)
    appoint(person("Чижова", "namesake"), "expert", made.region)
    with translation.override(language):
        file = lists.folder / f"out{suffix}"
        assert lists.run("export", "appointments", file)[2] == 0
    assert lists.counts("appointments", file, "--commit") == (0, 0, 7, 0)


def test_templates_explain_every_column(made: Places, lists: Lists) -> None:
    for kind in ("people", "appointments"):
        file = lists.folder / f"{kind}.xlsx"
        assert lists.run("template", kind, file)[2] == 0
        data = lists.read(kind, file)
        assert (data["create"], data["error"], data["warnings"]) == (0, 0, [])


HOSTILE = [
    "=1+1",
    "@x",
    "+7",
    "–",
    "a\u202eb",
    "\u200b",
    "я" * 500,
    "' OR 1=1",
    "🐦",
    "Е. В.",
    "9" * 30,
    "да",
    "31.12.2022",
]


def test_hostile_cells_never_crash_and_never_leave_half_an_import(made: Places, lists: Lists) -> None:
    rng = random.Random(7)  # noqa: S311 - the same files each time
    seen = set()
    for _file in range(100):
        surnames = ["".join(rng.choices("абвгдежзиклмнопрстуф", k=9)) for _row in range(4)]
        rows = [list(row(f"{surname} Анна Львовна", "эксперт")) for surname in surnames]
        for _time in range(rng.randint(0, 3)):
            rng.choice(rows)[rng.randrange(len(HEAD))] = rng.choice(HOSTILE)
        before = Appointment.objects.count(), User.objects.count()
        data = lists.read("appointments", lists.xlsx([HEAD, *rows]), "--commit", "--partial")
        assert data["create"] + data["update"] + data["skip"] + data["error"] <= 4
        assert Appointment.objects.count() == before[0] + data["create"]
        assert User.objects.count() <= before[1] + data["create"]
        seen.add((data["create"], bool(data["error"])))
    assert {(4, False), (3, True)} <= seen


def test_a_school_is_found_by_its_name_beside_its_municipality(made: Places, lists: Lists) -> None:
    rows = [
        row(CHIZHOVA, "директор", "МБОУ «Боровская школа №1»", municipality="Боровской р-н"),
        row(GRACHEV, "директор", "Лужская школа", municipality="luga"),
    ]
    assert lists.counts("appointments", lists.csv([HEAD, *rows]), "--commit") == (2, 0, 0, 0)
    found = Appointment.objects.order_by("pk").values_list("school__code", flat=True)
    assert list(found) == [made.first.code, made.third.code]
    unclear = row("Сорокин Лев Олегович", "куратор", "Боровская школа", tier="регион")
    (told,) = lists.codes("appointments", lists.csv([HEAD, unclear]))
    assert told[:2] == (2, "Школа")
    assert told[2] in {"school-unclear", "school-unknown"}
