"""People from spreadsheets: entered, changed, told apart, taken back."""

import random

import pytest
from django.utils import translation

from opora.accounts import actions
from opora.accounts.models import OtherName, User
from opora.core import journal
from opora.core.actors import SYSTEM
from opora.core.models import ImportBatch, JournalDetail, JournalEntry
from tests.accounts.people import PASSWORD, appoint, person
from tests.organisations import places
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

HEAD = ("Логин", "Фамилия", "Имя", "Отчество", "Эл. почта", "Телефон", "Язык")
CHIZHOVA = ("", "Чижова", "Елена", "Викторовна", "chizhova@Example.org", "8 (385) 212-34-56", "")
SKVORTSOV = ("skvorets", "Скворцов", "Пётр", "", "", "", "English")
FIELDS = ("login", "surname", "given_name", "patronymic", "email", "phone", "language")


def everybody() -> list[tuple[str, ...]]:
    return list(User.objects.filter(withdrawn=False).order_by("pk").values_list(*FIELDS))


def undo(lists: Lists, reason: str = "не тот файл") -> tuple[str, str, int]:
    return lists.run("undo", str(ImportBatch.objects.latest("pk").pk), "--reason", reason)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_people_are_entered_once_and_without_a_password(made: Places, lists: Lists, encoding: str) -> None:
    file = lists.csv([HEAD, CHIZHOVA, SKVORTSOV], encoding)
    assert lists.counts("people", file) == (2, 0, 0, 0)
    assert everybody() == []
    before = JournalEntry.objects.count()
    assert lists.counts("people", file, "--commit") == (2, 0, 0, 0)
    assert everybody() == [
        ("chizhova.ev", "Чижова", "Елена", "Викторовна", "chizhova@example.org", "+73852123456", "ru"),
        ("skvorets", "Скворцов", "Пётр", "", "", "", "en"),
    ]
    assert not any(one.has_usable_password() for one in User.objects.all())
    assert JournalEntry.objects.count() == before + 2  # those who were added, and the import
    assert not JournalDetail.objects.filter(content__contains="example.org").exists()
    assert lists.counts("people", file, "--commit") == (0, 0, 2, 0)
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "Чижова Елена Викторовна",
        "Елена Викторовна Чижова",
        "ЧИЖОВА ЕЛЕНА ВИКТОРОВНА",
        "чижова елена викторовна",
        "Чижова  Елена\u00a0Викторовна",
        "Чижова, Елена Викторовна",
        "Чижoва Eлена Викторовна",  # Latin o and E
    ],
)
def test_one_column_holds_the_name_in_any_order(made: Places, lists: Lists, name: str) -> None:
    rows = [("ФИО", "Телефон"), (name, 79131234567)]
    assert lists.counts("people", lists.xlsx(rows), "--commit") == (1, 0, 0, 0)
    assert everybody() == [("chizhova.ev", "Чижова", "Елена", "Викторовна", "", "+79131234567", "ru")]
    again = [HEAD, ("", "Чижова", "Елена", "Викторовна", "", "+7 913 123-45-67", "")]
    assert lists.counts("people", lists.csv(again)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("8 (3852) 12-34-56", "+73852123456"),
        ("+7 385 212 34 56", "+73852123456"),
        ("7-913-123-45-67", "+79131234567"),
        ("9131234567", "+79131234567"),
        ("тел. 8 913 123 45 67", "+79131234567"),
        ("+375 17 123-45-67", "+375171234567"),
    ],
)
def test_telephones_are_read_in_any_spelling(made: Places, lists: Lists, cell: str, stored: str) -> None:
    assert lists.counts("people", lists.xlsx([HEAD, (*CHIZHOVA[:5], cell, "")]), "--commit") == (1, 0, 0, 0)
    assert User.objects.get().phone == stored


def test_an_extension_is_told_and_not_kept(made: Places, lists: Lists) -> None:
    data = lists.read("people", lists.xlsx([HEAD, (*CHIZHOVA[:5], "8 3852 12-34-56, доб. 12", "")]), "--commit")
    assert [(one["row"], one["column"], one["code"]) for one in data["warnings"]] == [
        (2, "Телефон", "extension-left-out")
    ]
    assert User.objects.get().phone == "+73852123456"


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("Ё!", *CHIZHOVA[1:])], [(2, "Логин", "bad-login")]),
        ([("", "Чижова", "", "", "", "", "")], [(2, "Фамилия", "empty")]),
        ([("nobody", "", "", "", "", "", "")], [(2, "Фамилия", "empty")]),
        ([("", "", "", "", "a@b.org", "", "")], [(2, "Фамилия", "empty")]),
        ([("", "Чижова", "Е.", "В.", "", "", "")], [(2, "Фамилия", "name-short")]),
        ([("", "Чижова <b>", "Елена", "", "", "", "")], [(2, "Фамилия", "bad-name")]),
        ([("", "12", "Елена", "", "", "", "")], [(2, "Фамилия", "bad-name")]),
        ([("", "Ч" * 81, "Елена", "", "", "", "")], [(2, "Фамилия", "too-long")]),
        ([("", "=A1", "Елена", "", "", "", "")], [(2, "Фамилия", "formula")]),
        ([(*CHIZHOVA[:4], "chizhova", "", "")], [(2, "Эл. почта", "bad-email")]),
        ([(*CHIZHOVA[:4], "a@b.org; c@d.org", "", "")], [(2, "Эл. почта", "bad-email")]),
        ([(*CHIZHOVA[:5], "2-34-56", "")], [(2, "Телефон", "bad-phone")]),
        ([(*CHIZHOVA[:5], "8 3852 12-34-56, 8 913 123 45 67", "")], [(2, "Телефон", "bad-phone")]),
        ([(*CHIZHOVA[:6], "суахили")], [(2, "Язык", "bad-choice")]),
        ([CHIZHOVA, CHIZHOVA], [(2, "Фамилия", "duplicate"), (3, "Фамилия", "duplicate")]),
        (
            [CHIZHOVA, (*CHIZHOVA[:4], "", "", "")],
            [(2, "Фамилия", "person-unclear"), (3, "Фамилия", "person-unclear")],
        ),
        (
            [("", "Чижова", "Елена", "", "", "", ""), CHIZHOVA],
            [(2, "Фамилия", "person-unclear"), (3, "Фамилия", "person-unclear")],
        ),
        ([SKVORTSOV, ("skvorets", *CHIZHOVA[1:])], [(2, "Фамилия", "duplicate"), (3, "Фамилия", "duplicate")]),
    ],
)
def test_each_mistake_has_its_place_and_code(
    made: Places, lists: Lists, rows: list[tuple[str, ...]], wrong: list[tuple[int, str, str]]
) -> None:
    assert lists.codes("people", lists.xlsx([HEAD, *rows]), "--commit") == wrong
    assert everybody() == []


def test_a_word_known_as_a_given_name_is_no_surname(made: Places, lists: Lists, siskin: User) -> None:
    assert lists.codes("people", lists.csv([("ФИО",), ("Елена Грачёва",)])) == [(2, "ФИО", "name-unclear")]
    assert lists.counts("people", lists.csv([("ФИО",), ("Грачёва Елена",)]), "--commit") == (1, 0, 0, 0)


def test_namesakes_are_told_apart_or_refused(made: Places, lists: Lists) -> None:
    first = ("", "Чижова", "Елена", "Викторовна", "one@example.org", "", "")
    second = ("", "Чижова", "Елена", "Викторовна", "two@example.org", "", "")
    third = ("chizhova-3", "Чижова", "Елена", "Викторовна", "", "", "")
    file = lists.csv([HEAD, first, second])
    assert lists.counts("people", file, "--commit") == (2, 0, 0, 0)
    assert [one[0] for one in everybody()] == ["chizhova.ev", "chizhova.ev2"]
    assert lists.counts("people", file, "--commit") == (0, 0, 2, 0)
    data = lists.read("people", lists.csv([HEAD, third]), "--commit")
    assert (data["create"], [one["code"] for one in data["warnings"]]) == (1, ["person-similar"])
    bare = ("", "Чижова", "Елена", "Викторовна", "", "", "")
    (told,) = lists.read("people", lists.csv([HEAD, bare]))["rows"]
    assert told["code"] == "person-unclear"
    assert all(login in told["message"] for login in ("chizhova.ev", "chizhova.ev2", "chizhova-3"))


def test_candidates_are_told_with_their_posts(made: Places, lists: Lists, siskin: User) -> None:
    appoint(siskin, "school_head", made.first)
    appoint(person("Чижова", "other"), "coordinator", made.bor)
    (told,) = lists.read("people", lists.csv([HEAD, CHIZHOVA]))["rows"]
    assert "(chizhova; руководитель школы, priobye-1)" in told["message"]
    assert "(other; координатор, Боровской)" in told["message"]


def test_another_address_without_anything_in_common_is_not_taken_for_the_same_person(
    made: Places, lists: Lists
) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA]), "--commit")
    other = (*CHIZHOVA[:4], "other@example.org")
    assert lists.codes("people", lists.csv([HEAD, (*other, "", "")])) == [(2, "Фамилия", "person-unclear")]
    assert lists.counts("people", lists.csv([HEAD, (*other, CHIZHOVA[5], "")])) == (0, 1, 0, 0)  # the same telephone
    assert lists.counts("people", lists.csv([HEAD, ("chizhova.ev", *other[1:], "", "")])) == (0, 1, 0, 0)


def test_an_update_is_journalled_and_taken_back(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA]), "--commit")
    before = everybody()
    row = ("chizhova.ev", "", "", "", "new@example.org", "", "English")
    assert lists.counts("people", lists.csv([HEAD, row]), "--commit") == (0, 1, 0, 0)
    assert User.objects.get().email == "new@example.org"
    entry = JournalEntry.objects.get(verb="change")
    assert journal.details_of(entry)["before"] == {"email": "chizhova@example.org", "language": "ru"}
    assert undo(lists)[2] == 0
    assert everybody() == before
    assert journal.verify().fault is None


def test_many_changes_are_one_row_of_the_journal_with_keys_alone(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA, SKVORTSOV]), "--commit")
    rows = [(login, "", "", "", f"{login}@new.org", "", "") for login in ("chizhova.ev", "skvorets")]
    count = JournalEntry.objects.count()
    assert lists.counts("people", lists.csv([HEAD, *rows]), "--commit") == (0, 2, 0, 0)
    assert JournalEntry.objects.count() == count + 2
    assert list(journal.details_of(JournalEntry.objects.get(verb="change-people"))) == ["people"]


@pytest.mark.parametrize(
    "row",
    [
        ("", "Синицына (Чижова)", "Елена", "Викторовна", "", "", ""),
        ("", "Синицына (урожд. Чижова)", "Елена", "Викторовна", "", "", ""),
        ("chizhova.ev", "Синицына", "Елена", "Викторовна", "", "", ""),
    ],
)
def test_a_changed_surname_is_found_under_both_names(made: Places, lists: Lists, row: tuple[str, ...]) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA]), "--commit")
    file = lists.csv([HEAD, row], name="new.csv")
    assert lists.counts("people", file, "--commit") == (0, 1, 0, 0)
    assert User.objects.get().surname == "Синицына"
    assert list(OtherName.objects.values_list("surname", "given_name", "patronymic")) == [
        ("Чижова", "Елена", "Викторовна")
    ]
    assert lists.counts("people", file, "--commit") == (0, 0, 1, 0)
    assert lists.counts("people", lists.csv([HEAD, CHIZHOVA]), "--commit") == (
        0,
        0,
        1,
        0,
    )
    assert undo(lists)[2] == 0
    assert User.objects.get().surname == "Чижова"
    assert not OtherName.objects.standing().exists()
    assert lists.counts("people", lists.csv([HEAD, CHIZHOVA])) == (0, 0, 1, 0)


def test_a_former_surname_is_learned_without_changing_the_name(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA]), "--commit")
    row = ("", "Чижова (Синицына)", *CHIZHOVA[2:])
    assert lists.counts("people", lists.csv([HEAD, row]), "--commit") == (0, 1, 0, 0)
    assert lists.counts("people", lists.csv([HEAD, row]), "--commit") == (0, 0, 1, 0)
    assert lists.counts("people", lists.csv([HEAD, ("", "Синицына", *CHIZHOVA[2:])])) == (0, 0, 1, 0)
    assert User.objects.get().surname == "Чижова"


def test_a_login_of_somebody_else_renames_nobody(made: Places, lists: Lists, siskin: User) -> None:
    row = ("chizhova", "Грачёв", "Пётр", "Ильич", "", "", "")
    assert lists.codes("people", lists.csv([HEAD, row]), "--commit") == [(2, "Логин", "name-differs")]


def test_one_letter_in_two_spellings_is_one_and_a_slip_of_the_pen_is_told(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([HEAD, ("", "Ёлкина", "Алёна", "Петровна", "", "", "")]), "--commit")
    assert lists.counts("people", lists.csv([HEAD, ("", "Елкина", "Алена", "Петровна", "", "", "")])) == (0, 0, 1, 0)
    data = lists.read("people", lists.csv([HEAD, ("", "Ёлкина", "Алёна", "Петрвона", "", "", "")]))
    assert (data["create"], [one["code"] for one in data["warnings"]]) == (1, ["person-similar"])
    assert "yolkina" not in data["warnings"][0]["message"]
    assert "elkina.ap" in data["warnings"][0]["message"]


def test_an_import_of_people_is_taken_back_as_if_it_never_was(made: Places, lists: Lists) -> None:
    file = lists.csv([HEAD, CHIZHOVA, SKVORTSOV])
    lists.counts("people", file, "--commit")
    assert undo(lists)[2] == 0
    assert not User.objects.exists()
    assert lists.counts("people", file, "--commit") == (2, 0, 0, 0)


def test_it_is_not_taken_back_once_something_rests_on_a_person(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA, SKVORTSOV]), "--commit")
    one, other = User.objects.order_by("pk")
    appoint(one, "school_head", made.first)
    actions.set_password(person=other, password=PASSWORD, by=SYSTEM)
    _out, err, status = undo(lists)
    assert (status, "chizhova.ev: назначение – 1" in err, "skvorets: есть пароль" in err) == (2, True, True)
    assert User.objects.count() == 2


def test_an_update_changed_since_is_not_taken_back(made: Places, lists: Lists) -> None:
    lists.counts("people", lists.csv([HEAD, CHIZHOVA]), "--commit")
    for address in ("a@example.org", "b@example.org"):
        row = ("chizhova.ev", "", "", "", address, "", "")
        lists.counts("people", lists.csv([HEAD, row]), "--commit")
    first = ImportBatch.objects.order_by("pk")[1]
    assert lists.run("undo", str(first.pk), "--reason", "не то")[2] == 2
    assert undo(lists)[2] == 0
    assert lists.run("undo", str(first.pk), "--reason", "не то")[2] == 0
    assert User.objects.get().email == "chizhova@example.org"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_taken_out_and_brought_in_again_changes_nothing(
    made: Places, lists: Lists, siskin: User, suffix: str, language: str
) -> None:
    appoint(siskin, "curator", made.first)
    lists.counts("people", lists.csv([HEAD, ("", "Чижова", "Анна", *CHIZHOVA[3:]), SKVORTSOV]), "--commit")
    person("=1+1", "hostile")
    person("-Чижик", "minus")
    file = lists.folder / f"out{suffix}"
    with translation.override(language):
        assert lists.run("export", "people", file)[2] == 0
    data = lists.read("people", file)
    assert (data["create"], data["update"], data["skip"]) == (0, 0, 3)
    assert {one["code"] for one in data["rows"]} == {"formula", "bad-name"}
    assert b"=1+1" not in file.read_bytes() or b"'=1+1" in file.read_bytes()


def test_people_of_another_region_are_not_meant(made: Places, lists: Lists, siskin: User) -> None:
    other = places.make("other")
    appoint(siskin, "coordinator", other.bor)
    where = ("--region", "priobye")
    row = ("", "Чижова", "Елена", "Викторовна", "", "", "")
    assert lists.counts("people", lists.csv([HEAD, row]), *where) == (1, 0, 0, 0)
    assert lists.codes("people", lists.csv([HEAD, ("chizhova", *row[1:])]), *where) == [(2, "Логин", "login-taken")]
    file = lists.folder / "out.csv"
    lists.run("export", "people", file, *where)
    assert "chizhova" not in file.read_text("utf-8")


HOSTILE = ["=1+1", "@x", "+7", "-", "a\u202eb", "\u200b", "я" * 500, "' OR 1=1", "<b>", "🐦", "((", "Е. В.", "9" * 30]


def test_hostile_cells_never_crash_and_never_leave_half_an_import(made: Places, lists: Lists) -> None:
    rng = random.Random(4)  # noqa: S311 - the same files each time
    seen = set()
    for number in range(120):
        surname = "Птиц" + "абвгдежзик"[number % 10] + "лмнопрстуф"[number // 10 % 10] + "хц"[number // 100]
        rows = [[f"l{number}-{at}", surname + "уэюя"[at], "Анна", "Львовна", "", "", ""] for at in range(4)]
        for _time in range(rng.randint(0, 3)):
            rng.choice(rows)[rng.randrange(len(HEAD))] = rng.choice(HOSTILE)
        before = User.objects.count()
        data = lists.read("people", lists.xlsx([HEAD, *rows]), "--commit", "--partial")
        assert data["create"] + data["update"] + data["skip"] + data["error"] <= 4
        assert User.objects.count() == before + data["create"]
        seen.add((data["create"], bool(data["error"])))
    assert {(4, False), (3, True)} <= seen
