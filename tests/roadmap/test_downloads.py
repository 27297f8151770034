"""Files of the roadmap read back: the rows of the page, the figures of a plain recount, and only what one may see."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import docx
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from opora.core import clock
from opora.organisations.models import Region, SchoolName
from opora.roadmap import opened
from opora.roadmap.found import asked_indicator
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView
from opora.roadmap.views import files, indicator
from tests.accounts.people import signed_in
from tests.core.markup import tables, text
from tests.roadmap.grown import Grown
from tests.roadmap.hostile import HOSTILE
from tests.roadmap.lived import MOMENTS, NOW, Lived, live_once
from tests.roadmap.recount import PERIODS, STATES, YEARS, Recount

pytestmark = pytest.mark.django_db

LISTS = ("met", "missing", "unknown", "excluded")
ORDER = ["№ п/п", "Описание действия", "Срок реализации", "Исполнители", "Региональный показатель",
         "Информационное сопровождение"]  # fmt: skip
FILES = ["/roadmap.xlsx", "/roadmap.docx", "/indicators/5/met.xlsx", "/indicators/5/missing.csv"]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def ministry(lived: Lived) -> Client:
    return signed_in(*lived.people["ministry"])


def got(client: Client, path: str, **asked: str) -> HttpResponse:
    response = client.get(path, {name: value for name, value in asked.items() if value})
    assert response.status_code == 200
    return response


def sheets(response: HttpResponse) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def board_file(client: Client, **asked: str) -> list[list[object]]:
    """Rows under the headings of the first sheet."""
    rows = sheets(got(client, "/roadmap.xlsx", **asked))[0]
    return rows[next(at for at, row in enumerate(rows) if row[0] == "№ п/п") + 1 :]


def document_rows(client: Client, **asked: str) -> list[list[str]]:
    """Rows of the document without the headings of groups."""
    made = docx.Document(io.BytesIO(got(client, "/roadmap.docx", **asked).content))
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows[0][:6] == ORDER
    return [row for row in rows[1:] if len(set(row)) > 1]


def board_page(client: Client, **asked: str) -> list[str]:
    html = got(client, "/roadmap/", **asked).content.decode()
    return [row[0] for row in tables(html).get("", []) if len(row) > 3]


def members_page(client: Client, key: str, name: str, **asked: str) -> list[str]:
    """Everybody in a list, over all pages of it, without what stands below the name."""
    found: list[str] = []
    for page in range(1, 99):
        html = got(client, f"/indicators/{key}/", list=name, page=str(page), **asked).content.decode()
        rows = [row[0].partition("\n")[0] for row in tables(html).get("h-lists", [])]
        found += rows
        if 'aria-label="Следующая страница"' not in html:
            break
    return found


def csv_rows(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
def test_the_files_have_the_rows_and_the_states_of_the_page(ministry: Client, as_of: str, known_at: str) -> None:
    moment = {"as_of": as_of, "known_at": known_at}
    states = Recount(as_of, known_at).states()
    for choice in ({}, {"group": "executor"}, *({"state": state, "group": "number"} for state in STATES)):
        page = board_page(ministry, **choice, **moment)
        assert [row[0] for row in board_file(ministry, **choice, **moment)] == page
        assert [row[0] for row in document_rows(ministry, **choice, **moment)] == page
    words = {"overdue": "Просрочено", "at_risk": "Под угрозой", "unknown": "Нет данных", "in_progress": "В работе",
             "executed": "Выполнено", "upcoming": "Впереди"}  # fmt: skip
    for rows in (board_file(ministry, **moment), document_rows(ministry, **moment)):
        assert {row[0]: words[states[row[0]]] in row[8] for row in rows} == dict.fromkeys(PERIODS, True)


@pytest.mark.parametrize("who", ["ministry", "coordinator"])
@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
def test_indicators_are_the_recounted_numbers(lived: Lived, who: str, as_of: str, known_at: str) -> None:
    client, recount = signed_in(*lived.people[who]), Recount(as_of, known_at)
    _board, (head, *rows) = sheets(got(client, "/roadmap.xlsx", as_of=as_of, known_at=known_at))
    assert head[5:9] == ["Засчитано", "Не хватает", "Не известно", "Исключено"]
    told = {row[0]: row for row in rows}
    assert set(told) == {"1", "4", "5", "6", "33", "35.1", "35.2"}
    for key in [*YEARS, "33"]:
        counts = [len(recount.lists(key)[name]) for name in LISTS]
        assert told[key][5:9] == counts
        met, missing, unknown, _excluded = counts
        whole = met + missing + unknown
        low, high = (met, met + unknown) if key == "35.1" else (100 * met / whole, 100 * (met + unknown) / whole)
        assert told[key][9:11] == [pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3)]
    assert told["5"][13] == dt.date(2022, 2, 8)


def test_what_nobody_can_say_is_empty_and_not_zero(lived: Lived, ministry: Client) -> None:
    _board, (_head, *rows) = sheets(got(ministry, "/roadmap.xlsx"))
    told = {row[0]: row for row in rows}
    for row in (told["1"], told["35.2"]):
        if row[16]:
            assert row[5:11] == [""] * 6
        else:
            assert row[7] > 0


@pytest.mark.parametrize("who", ["ministry", "coordinator"])
def test_a_row_stands_in_the_shape_of_the_order(lived: Lived, who: str) -> None:
    client = signed_in(*lived.people[who])
    rows = sheets(got(client, "/roadmap.xlsx"))[0]
    head = next(row for row in rows if row[0] == "№ п/п")
    assert head == [*ORDER, "На 01.06.2022: значение", "Цель", "Выполнение"]
    lines = [row[0] for row in rows[: rows.index(head)]]
    assert lines == ["Дорожная карта: Проект 2022", "Приказ № 7 от 28.02.2022.",
                     "На дату 01.06.2022, известно на 01.06.2022 16:00", "Действий: 6 из 6", ""]  # fmt: skip
    four = next(row for row in board_file(client) if row[0] == "4")
    met, total = len(Recount().ids("4")["met"]), sum(len(Recount().ids("4")[name]) for name in LISTS[:3])
    assert four[1:4] == ["Действие 4", "08.02.2022", "Министерство"]
    assert str(four[6]).startswith(f"{met} из {total}")
    assert four[7] == "цель 100 %, не достигнута"
    board = {
        row[0]: row[-2] for row in tables(got(client, "/roadmap/", view="table").content.decode())[""] if len(row) > 3
    }
    assert str(four[6]) in board["4"].replace("\u00a0", " ")
    many = next(row for row in board_file(client) if row[0] == "35")
    assert [line.partition(":")[0] for line in str(many[6]).split("\n")] == ["35.1", "35.2"]
    assert next(row for row in board_file(client) if row[0] == "1")[5] == "Страница: https://example.org/audit"


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
@pytest.mark.parametrize("key", [*YEARS, "33"])
def test_a_list_is_the_recounted_one(ministry: Client, key: str, as_of: str, known_at: str) -> None:
    moment = {"as_of": as_of, "known_at": known_at}
    for name, everybody in Recount(as_of, known_at).lists(key).items():
        (_head, *rows), about = sheets(got(ministry, f"/indicators/{key}/{name}.xlsx", **moment))
        labels = [str(row[0]) for row in rows]
        assert {label.partition(". ")[0] if key == "33" else label for label in labels} == everybody
        assert len(labels) == len(everybody)
        head, *plain = csv_rows(got(ministry, f"/indicators/{key}/{name}.csv", **moment))
        assert [row[0] for row in plain] == labels
        assert head[1:5] == ["Муниципалитет", "Должности", "Кто занимает", "Дата"]
        said = {row[0]: row[1] for row in about}
        assert (said["Строк в файле"], said["Вне вашей зоны"]) == (len(everybody), 0)


def test_a_list_says_since_when_and_how_late(ministry: Client) -> None:
    (_head, *rows), _about = sheets(got(ministry, "/indicators/5/met.xlsx"))
    first_days = Recount().first_days()
    assert {row[0]: row[4] for row in rows} == first_days
    assert {row[0] for row in rows if row[5] == "да"} == {
        name for name, day in first_days.items() if f"{day}" > PERIODS["5"][1]
    }
    _head, *missing = csv_rows(got(ministry, "/indicators/5/missing.csv"))
    assert all(row[6] and row[7] == "Министерство" for row in missing)
    assert missing


@pytest.mark.parametrize("who", ["ministry", "coordinator", "curator", "head"])
def test_a_file_has_as_many_rows_as_all_pages_of_the_list(
    lived: Lived, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "PAGE", 1)
    client = signed_in(*lived.people[who])
    paged = 0
    for key in [*YEARS, "33"]:
        for name, everybody in Recount().lists(key).items():
            page = members_page(client, key, name)
            paged += len(page) > 1
            (_head, *rows), about = sheets(got(client, f"/indicators/{key}/{name}.xlsx"))
            assert [row[0] for row in rows] == page
            assert [row[0] for row in csv_rows(got(client, f"/indicators/{key}/{name}.csv"))[1:]] == page
            said = {row[0]: row[1] for row in about}
            assert said["Вне вашей зоны"] == len(everybody) - len(page)
    assert paged


def test_a_name_that_begins_like_a_formula_is_a_name(lived: Lived, ministry: Client) -> None:
    SchoolName.objects.filter(school=lived.made.first).update(short_name='=HYPERLINK("https://example.org")')
    names = [row[0] for name in LISTS for row in sheets(got(ministry, f"/indicators/5/{name}.xlsx"))[0]]
    assert '=HYPERLINK("https://example.org")' in names
    plain = [row[0] for name in LISTS for row in csv_rows(got(ministry, f"/indicators/5/{name}.csv"))]
    assert '\'=HYPERLINK("https://example.org")' in plain


def test_files_are_named_by_what_they_hold(ministry: Client) -> None:
    told = {
        "/roadmap.xlsx": ("opora-roadmap-2022-03-15.xlsx", "Дорожная карта, 15.03.2022.xlsx"),
        "/roadmap.docx": ("opora-roadmap-2022-03-15.docx", "Дорожная карта, 15.03.2022.docx"),
        "/indicators/5/met.xlsx": ("opora-5-met-2022-03-15.xlsx", "№ 5, засчитано, 15.03.2022.xlsx"),
        "/indicators/5/missing.csv": ("opora-5-missing-2022-03-15.csv", "№ 5, не хватает, 15.03.2022.csv"),
    }
    for path, (plain, full) in told.items():
        named = unquote(got(ministry, path, as_of="2022-03-15")["Content-Disposition"])
        assert named == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"


def test_an_invented_region_says_so_in_every_file(ministry: Client) -> None:
    Region.objects.update(demonstration_on="2022-05-01")
    for path in FILES:
        response = got(ministry, path)
        assert 'filename="opora-demo-' in response["Content-Disposition"]
        assert "''Демонстрация, " in unquote(response["Content-Disposition"])
    told = "Демонстрация. Регион, люди и числа вымышлены."
    assert sheets(got(ministry, "/roadmap.xlsx"))[0][1][0] == told
    assert ["Обратите внимание", told] in sheets(got(ministry, "/indicators/5/met.xlsx"))[1]
    made = docx.Document(io.BytesIO(got(ministry, "/roadmap.docx").content))
    assert made.paragraphs[1].text == told
    assert made.sections[0].footer.paragraphs[0].text.startswith("Демонстрация · ")


def test_files_speak_english_too(ministry: Client) -> None:
    ministry.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    board, indicators = sheets(got(ministry, "/roadmap.xlsx"))
    assert ["No.", "Description of actions", "Time of implementation", "Executors",
            "Regional indicator of implementation", "Information support"] in [row[:6] for row in board]  # fmt: skip
    assert indicators[0][5:9] == ["Met", "Missing", "Unknown", "Excluded"]
    assert csv_rows(got(ministry, "/indicators/5/met.csv"))[0][:2] == ["School", "Municipality"]


def test_the_pages_lead_to_their_files(ministry: Client) -> None:
    board = got(ministry, "/roadmap/", state="overdue", executor="ministry", as_of="2022-05-11").content.decode()
    for form in ("xlsx", "docx"):
        assert f'href="/roadmap.{form}?as_of=2022-05-11&amp;state=overdue&amp;executor=ministry"' in board
    page = got(ministry, "/indicators/5/", list="missing", as_of="2022-05-11").content.decode()
    for form in ("xlsx", "csv"):
        assert f'href="/indicators/5/missing.{form}?as_of=2022-05-11"' in page


def test_a_moment_that_cannot_be_shown_is_told_inside(ministry: Client) -> None:
    told = [row[0] for row in sheets(got(ministry, "/roadmap.xlsx", as_of="2022-06-02"))[0]]
    assert any("ещё не наступил" in str(line) for line in told)
    about = sheets(got(ministry, "/indicators/5/met.xlsx", as_of="abc"))[1]
    assert any(row[0] == "Обратите внимание" and "не дата" in str(row[1]) for row in about)


@pytest.mark.parametrize("path", FILES)
def test_a_hostile_address_gets_a_file(ministry: Client, path: str) -> None:
    plain = len(got(ministry, path).content)
    for asked in HOSTILE:
        response = ministry.get(f"{path}?{asked}")
        assert response.status_code == 200, asked
        assert len(response.content) < 2 * plain + 10_000


@pytest.mark.parametrize("path", [
    "/roadmap.csv", "/roadmap.pdf", "/roadmap.%00", "/indicators/5/met.docx", "/indicators/5/all.xlsx",
    "/indicators/5/met.",
    "/indicators/7/met.xlsx", "/indicators/%00/met.csv", "/indicators/35/met.xlsx", f"/indicators/5/{'9' * 5000}.csv",
    "/roadmap.xlsx?known_at=2021-12-01",
])  # fmt: skip
def test_what_is_not_there_is_not_found(ministry: Client, path: str) -> None:
    response = ministry.get(path)
    assert response.status_code == 404
    assert "Такой страницы нет" in response.content.decode()


def test_while_nobody_can_say_what_to_count_there_is_no_file(ministry: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(view: RoadmapView, key: str) -> tuple[ActionView, IndicatorView]:
        row, one = asked_indicator(view, key)
        return row, replace(one, figure=replace(one.figure, known=False))

    monkeypatch.setattr(indicator, "asked_indicator", unknown)
    monkeypatch.setattr(files, "asked_indicator", unknown)
    page = got(ministry, "/indicators/5/").content.decode()
    assert "Списков пока нет" in text(page)
    assert "/indicators/5/missing." not in page
    paths = [f"/indicators/5/{name}.{form}" for name in LISTS for form in ("xlsx", "csv")]
    assert {ministry.get(path).status_code for path in paths} == {404}


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_only_read_and_only_by_who_signed_in(ministry: Client, path: str) -> None:
    assert {getattr(ministry, verb)(path).status_code for verb in ("post", "put", "delete", "patch")} == {405}
    head = ministry.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "further"), [("ministry", 0), ("coordinator", 1)])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/roadmap.xlsx", 28), ("/roadmap.docx", 28), ("/indicators/5/met.xlsx", 26), ("/indicators/5/met.csv", 26)],
)
def test_a_file_costs_a_fixed_number_of_queries(
    path: str, queries: int, role: str, further: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(*Grown(rows).readers[role])
    with django_assert_num_queries(queries + further):
        response = client.get(path)
    found = {
        "xlsx": lambda: len(sheets(response)[0]) - (1 if "met" in path else 6),
        "docx": lambda: len(docx.Document(io.BytesIO(response.content)).tables[0].rows) - 2,
        "csv": lambda: len(csv_rows(response)) - 1,
    }[path.rpartition(".")[2]]()
    assert found == rows + (0 if "met" in path else 1)
