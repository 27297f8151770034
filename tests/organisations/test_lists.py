"""Municipalities and schools from spreadsheets: what is created, changed, left alone and refused."""

import datetime as dt
import io
import json
import random

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from opora.core.actors import SYSTEM
from opora.core.models import ImportBatch, JournalEntry
from opora.organisations import actions
from opora.organisations.management.commands import region as region_command
from opora.organisations.models import Municipality, Region, School
from tests.organisations.lists import FIRST, HEAD, MUNICIPALITIES, SECOND, Lists, state
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db


def test_an_empty_installation_begins_with_a_region(capsys: pytest.CaptureFixture[str], lists: Lists) -> None:
    assert "opora region create" in lists.run("import", "schools", lists.csv([HEAD, FIRST]))[1]
    region_command.Command().run_from_argv(["opora", "region", "create", "Приобский край"])
    made = Region.objects.get()
    assert (made.name, made.code, made.demonstration_on) == ("Приобский край", "region", None)
    capsys.readouterr()
    for wrong in (["--time-zone", "Mars"], []):  # no such zone; the code is taken
        with pytest.raises(SystemExit) as stopped:
            region_command.Command().run_from_argv(["opora", "region", "create", "Другой", *wrong])
        assert stopped.value.code == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert Region.objects.count() == 1


def test_a_dry_run_writes_nothing_and_a_second_import_changes_nothing(empty_region: Region, lists: Lists) -> None:
    file = lists.csv(MUNICIPALITIES)
    before = JournalEntry.objects.count()
    assert lists.counts("municipalities", file) == (2, 0, 0, 0)
    assert (Municipality.objects.count(), ImportBatch.objects.count()) == (0, 0)
    assert lists.counts("municipalities", file, "--commit") == (2, 0, 0, 0)
    assert sorted(Municipality.objects.values_list("code", "name", "short_name")) == [
        ("bor", "Боровской район", "Боровской район"),
        ("luga", "Лужский район", "Лужский район"),
    ]
    written = JournalEntry.objects.count()
    assert written == before + 2  # what was added, and the import
    assert lists.counts("municipalities", file, "--commit") == (0, 0, 2, 0)
    assert (JournalEntry.objects.count(), ImportBatch.objects.count()) == (written, 1)


@pytest.mark.parametrize("seed", range(5))
def test_columns_stand_in_any_order_in_any_encoding_under_any_title(bare: Lists, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same order each time
    order = list(range(len(HEAD)))
    rng.shuffle(order)
    rows = [tuple(row[at] for at in order) for row in (HEAD, FIRST, SECOND)]
    with_title = [("Список школ, 2022 год",), (), *rows]
    file = bare.csv(with_title, rng.choice(["utf-8", "cp1251", "utf-16"])) if seed % 2 else bare.xlsx(with_title)
    assert bare.counts("schools", file, "--commit") == (2, 0, 0, 0)
    first, second = state("22-1"), state("22-2")
    assert (first.name, first.short_name, first.kind, first.growth_point) == (FIRST[2], "СОШ № 1", "secondary", True)
    assert (second.name, second.short_name, second.kind, second.works) == ("Лицей № 2", "Лицей № 2", "lyceum", True)
    assert School.objects.get(code="22-2").municipality.code == "luga"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_headings_are_known_in_both_languages_and_by_their_keys(bare: Lists, language: str) -> None:
    with translation.override(language):
        head = ("code", "Municipality", "FULL NAME (as in the charter)")
        assert bare.counts("schools", bare.csv([head, FIRST[:3]])) == (1, 0, 0, 0)


def test_what_changes_holds_from_the_day_on_and_nothing_is_overwritten(made: Places, lists: Lists) -> None:
    code, day = made.first.code, dt.date(2022, 9, 1)
    row = (code, "bor", "Гимназия № 1", "Гимназия № 1", "гимназия", "да", "")
    assert lists.counts("schools", lists.csv([HEAD, row]), "--commit", "--on", "2022-09-01") == (0, 1, 0, 0)
    before, after = state(code, dt.date(2022, 8, 31)), state(code, day)
    assert (before.name, before.kind, before.growth_point) == ("Боровская школа № 1", "secondary", False)
    assert (after.name, after.kind, after.growth_point) == ("Гимназия № 1", "gymnasium", True)
    assert made.first.names.count() == 2
    assert lists.counts("schools", lists.csv([HEAD, row]), "--commit") == (0, 0, 1, 0)


def test_empty_cells_leave_things_as_they_are(made: Places, lists: Lists) -> None:
    row = (made.third.code, "Лужский", "Лужская школа", "", "", "", "")
    assert lists.counts("schools", lists.csv([HEAD, row])) == (0, 0, 1, 0)


def test_a_school_is_closed_by_a_document(made: Places, lists: Lists) -> None:
    head = (*HEAD, "Основание состояния")
    row = (made.first.code, "bor", "Боровская школа № 1", "", "", "", "закрыта")
    assert lists.codes("schools", lists.csv([head, (*row, "")])) == [(2, "Основание состояния", "basis-missing")]
    assert lists.counts("schools", lists.csv([head, (*row, "приказ 5")]), "--commit") == (0, 1, 0, 0)
    assert (state(made.first.code).status, state(made.first.code).status_basis) == ("closed", "приказ 5")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("22 1", *FIRST[1:])], [(2, "Код школы", "bad-code")]),
        ([("", *FIRST[1:])], [(2, "Код школы", "empty")]),
        ([FIRST, FIRST], [(2, "Код школы", "duplicate"), (3, "Код школы", "duplicate")]),
        ([(*FIRST[:1], "Лужскй район", *FIRST[2:])], [(2, "Муниципалитет", "municipality-unknown")]),
        ([(*FIRST[:2], "я" * 401, *FIRST[3:])], [(2, "Полное название", "too-long")]),
        ([("22-1", "bor", "я" * 121, "", "СОШ", "", "")], [(2, "Краткое название", "too-long")]),
        ([("22-1", "bor", "Школа", "", "", "", "")], [(2, "Тип", "kind-unclear")]),
        ([(*FIRST[:4], "ПТУ", *FIRST[5:])], [(2, "Тип", "bad-choice")]),
        ([(*FIRST[:5], "может быть", "")], [(2, "Точка роста", "bad-choice")]),
        ([(*FIRST[:2], "=HYPERLINK(1)", *FIRST[3:])], [(2, "Полное название", "formula")]),
    ],
)
def test_each_mistake_has_its_place_and_code(
    bare: Lists, rows: list[tuple[str, ...]], wrong: list[tuple[int, str, str]]
) -> None:
    for file in (bare.csv([HEAD, *rows]), bare.xlsx([HEAD, *rows])):
        assert bare.codes("schools", file, "--commit") == wrong
    assert School.objects.count() == 0


def test_mistakes_about_schools_that_are_there(made: Places, lists: Lists) -> None:
    other = actions.open_region(name="Другой край", code="other", time_zone="Asia/Barnaul", by=SYSTEM)
    place = actions.NewMunicipality(code="far", name="Дальний район", short_name="Дальний")
    (far,) = actions.add_municipalities(region=other, rows=[place], by=SYSTEM)
    new = [
        actions.NewSchool(municipality=one, code=code, name="Школа", short_name="Школа")
        for one, code in ((far, "far-1"), (made.bor, "0012"))
    ]
    actions.add_schools(region=other, rows=new[:1], on=dt.date(2021, 9, 1), by=SYSTEM)
    actions.add_schools(region=made.region, rows=new[1:], on=dt.date(2021, 9, 1), by=SYSTEM)
    rows = [
        (made.first.code, "luga", "Боровская школа № 1", "", "", "", ""),
        ("far-1", "bor", "СОШ", "", "", "", ""),
        (12, "bor", "СОШ", "", "", "", ""),
    ]
    assert lists.codes("schools", lists.xlsx([HEAD, *rows]), "--region", "priobye") == [
        (2, "Муниципалитет", "municipality-differs"),
        (3, "Код школы", "code-taken"),
        (4, "Код школы", "lost-zeros"),
    ]


def test_mistakes_about_municipalities(made: Places, lists: Lists) -> None:
    head = ("Код", "Муниципалитет", "Кратко", "Столбец карты", "Ряд карты")
    rows = [
        ("new-1", "Боровской район", "Новый", "", ""),
        ("new-2", "Новый район", "Новый", 1, 1),
        ("new-3", "Ещё район", "Ещё", 7, ""),
        ("new-4", "Район с очень длинным названием здесь", "", "", ""),
        ("new-5", "Другой район", "Другой", 0, 5),
    ]
    assert lists.codes("municipalities", lists.xlsx([head, *rows])) == [
        (2, "Муниципалитет", "name-taken"),
        (3, "Столбец карты", "place-taken"),
        (4, "Ряд карты", "place-half"),
        (5, "Кратко", "empty"),
        (6, "Столбец карты", "bad-number"),
    ]


def test_municipalities_may_swap_their_names_and_places(made: Places, lists: Lists) -> None:
    head = ("Код", "Муниципалитет", "Столбец карты", "Ряд карты")
    rows = [("bor", "Лужский район", 2, 1), ("luga", "Боровской район", 1, 1), ("new", "Новый район", 3, 1)]
    assert lists.counts("municipalities", lists.xlsx([head, *rows]), "--commit") == (1, 2, 0, 0)
    found = Municipality.objects.values_list("code", "name", "tile_column").order_by("code")
    assert list(found) == [("bor", "Лужский район", 2), ("luga", "Боровской район", 1), ("new", "Новый район", 3)]
    assert lists.run("undo", str(ImportBatch.objects.get().pk), "--reason", "не то")[2] == 0
    found = Municipality.objects.values_list("code", "name", "tile_column").order_by("code")
    assert list(found) == [("bor", "Боровской район", 1), ("luga", "Лужский район", 2)]


def test_headings_that_are_missing_doubled_or_unknown(bare: Lists) -> None:
    assert bare.codes("schools", bare.csv([("Код", "Школа"), ("1", "СОШ")])) == [(1, "", "column-missing")]
    doubled = [("Код", "Район", "Школа", "Название"), ("1", "bor", "СОШ", "СОШ")]
    assert bare.codes("schools", bare.csv(doubled)) == [(1, "Название", "column-twice")]
    assert bare.codes("schools", bare.csv([("раз", "два"), ("1", "2")])) == [(None, "", "no-headings")]
    data = bare.read("schools", bare.csv([(*HEAD, "Телефон"), (*FIRST, "1")]))
    assert [(one["row"], one["column"], one["code"]) for one in data["warnings"]] == [(1, "Телефон", "column-unknown")]
    assert data["create"] == 1


def test_an_annotated_copy_says_what_is_wrong_and_runs_nothing(bare: Lists) -> None:
    copy = bare.folder / "copy.xlsx"
    rows = [("Список",), HEAD, FIRST, ("22-2", "=cmd|' /C calc'!A0", "Лицей", "", "", "", "")]
    file = bare.xlsx(rows)
    assert bare.run("import", "schools", file, "--annotated", copy)[2] == 1
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(copy.read_bytes())).get_sheet_by_index(0)
    read = sheet.to_python(skip_empty_area=False)
    assert [row[1:8] for row in read[1:]] == [list(row) for row in rows[1:]]
    assert [row[0] for row in read[:3]] == ["Что не так", "", ""]
    assert read[3][0].startswith("Муниципалитет: ")
    assert read[3][0].endswith("[formula]")
    assert bare.codes("schools", copy) == [(4, "Муниципалитет", "formula")]
    assert bare.read("schools", copy)["warnings"] == []


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("kind", ["municipalities", "schools"])
def test_what_is_taken_out_and_brought_in_again_changes_nothing(
    made: Places, lists: Lists, kind: str, suffix: str, language: str
) -> None:
    name = "=1+1 «Школа»;\u00a0№ 2"
    actions.rename_school(school=made.first, name=name[1:], short_name="-2", on=dt.date(2022, 1, 1), by=SYSTEM)
    actions.change_status(school=made.second, status="closed", basis="+7", on=dt.date(2022, 1, 1), by=SYSTEM)
    with translation.override(language):
        file = lists.folder / f"out{suffix}"
        assert lists.run("export", kind, file)[2] == 0
    assert lists.counts(kind, file, "--commit") == (0, 0, 2 if kind == "municipalities" else 4, 0)


def test_a_template_explains_every_column_and_is_an_empty_list(bare: Lists) -> None:
    for kind, columns in (("municipalities", 5), ("schools", 8)):
        file = bare.folder / "template.xlsx"
        assert bare.run("template", kind, file)[2] == 0
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes()))
        (head,) = book.get_sheet_by_index(0).to_python()
        helped = book.get_sheet_by_index(1).to_python()[1:]
        assert [row[0] for row in helped] == head
        assert len(head) == columns
        assert all(row[1] and row[3] and row[4] for row in helped)
        data = bare.read(kind, file)
        assert (data["create"], data["error"], data["warnings"]) == (0, 0, [])


def test_imports_are_shown(bare: Lists) -> None:
    out, _err, _status = bare.run("show", "--json")
    (one,) = json.loads(out)
    assert (one["kind"], one["file_name"], one["state"], one["created"]) == ("municipalities", "list.csv", "done", 2)
    assert "list.csv: записана, создано 2" in bare.run("show")[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "cars", "list.csv"),
        ("import", "schools", "nowhere.xlsx"),
        ("import", "schools", "list.pdf"),
        ("import", "schools", "list.csv", "--on", "2999-01-01"),
        ("import", "schools", "list.csv", "--on", "завтра"),
        ("import", "schools", "list.csv", "--annotated", "copy.csv"),
        ("export", "schools", "list.pdf"),
        ("export", "schools", "/nowhere/list.csv"),
        ("template", "schools", "list.csv"),
        ("undo", "99", "--reason", "x"),
        ("undo", "1", "--reason", " "),
    ],
)
def test_a_mistake_is_one_line_and_status_2(bare: Lists, arguments: tuple[str, ...]) -> None:
    out, err, status = bare.run(*arguments)
    assert (out, status, err.count("\n")) == ("", 2, 1)
    assert err.startswith("opora: ")
