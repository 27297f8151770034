"""The roadmap as the order prints it, read again by the reader of orders: the same roadmap."""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from python_calamine import CalamineWorkbook

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.indicators.context import Context
from opora.orders import Order, read_order
from opora.orders.order import Kind
from opora.programmes.models import Programme
from opora.roadmap import actions
from opora.roadmap.exports.order_document import order_document
from opora.roadmap.exports.order_rows import order_shape, russian_view
from opora.roadmap.exports.order_sheet import order_workbook
from opora.roadmap.imports import order_differences
from opora.roadmap.models import Action, CodeTitle, IndicatorDefinition, Roadmap
from opora.roadmap.programme_file import programme_path, read_programme
from opora.roadmap.programme_values import IndicatorEntry, ProgrammeFile
from opora.roadmap.queries import RoadmapView
from opora.roadmap.stored import stored_programme
from tests.organisations.places import Places
from tests.roadmap.small_order import small_order

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 10, 1)
MAKE: dict[str, Callable[[RoadmapView], bytes]] = {"docx": order_document, "xlsx": order_workbook}
KINDS = {
    "share": Kind.SHARE,
    "count": Kind.COUNT,
    "least_per_month": Kind.MINIMUM,
    "delivered": Kind.DOCUMENT,
    "change": Kind.GROWTH,
}


@pytest.fixture
def real(made: Places) -> Programme:
    """The programme of 2022 as it comes with Opora: 48 actions, 53 indicators."""
    actions.load_programme(file=read_programme(programme_path("2022")), region=made.region, by=SYSTEM)
    return Programme.objects.get(year=2022)


def view_of(programme: Programme) -> RoadmapView:
    view = russian_view(Context.of(programme, DAY, clock.now()))
    assert view is not None
    return view


def exported(programme: Programme, form: str = "xlsx") -> Order:
    return read_order(MAKE[form](view_of(programme)), f"order.{form}")


def stored(programme: Programme) -> ProgrammeFile:
    return stored_programme(Roadmap.objects.get(programme=programme), clock.now())


def minimum(indicator: IndicatorEntry) -> float | None:
    """The number that the target asks for; growth above zero and "done" ask for none."""
    sign, _space, number = indicator.target.partition(" ")
    return float(number) if sign in {"=", ">="} else None


@pytest.mark.parametrize("form", MAKE)
def test_the_programme_of_2022_comes_back(real: Programme, form: str) -> None:
    order, programme = exported(real, form), stored(real)
    assert [str(one) for one in order_differences(programme, order)] == []
    assert (order.head.number, order.head.date, order.head.stamp_date) == (
        "169",
        dt.date(2022, 2, 28),
        dt.date(2022, 2, 8),
    )
    assert len(order.actions) == len(programme.actions) == 48
    for row, action in zip(order.actions, programme.actions, strict=True):
        assert (row.number, row.title, row.section) == (action.number, action.title["ru"], None)
        assert (row.periods, row.executor_codes) == (action.due, action.executors)
        assert row.links == tuple(programme.pages.urls[page] for page in action.pages if page in programme.pages.urls)
        words = [one.formula.partition("(")[0] for one in action.indicators]
        assert [found.kind for found in row.indicators] == [KINDS[word] for word in words]
        assert [found.minimum for found in row.indicators] == list(map(minimum, action.indicators))


def test_both_files_say_the_same(real: Programme) -> None:
    document, sheet = exported(real, "docx"), exported(real, "xlsx")
    assert document.head == sheet.head
    for left, right in zip(document.actions, sheet.actions, strict=True):
        assert left.raw == right.raw


def test_the_orders_own_words_stand_where_it_is_attached(roadmap: Roadmap) -> None:
    actions.import_order(order=small_order(), programme=roadmap.programme, by=SYSTEM)
    rows = {row[0]: row for section in order_shape(view_of(roadmap.programme)).sections for row in section.rows}
    assert rows["4."][1] == "Назначение координаторов в районах"
    assert rows["33."][4] == "Доля исполненных действий дорожной карты"
    assert rows["33."][5] == "https://example.org/a\nhttps://example.org/b"
    assert rows["1."][1] == "Действие 1"
    found = {action.number: action for action in exported(roadmap.programme).actions}
    assert found["33"].links == ("https://example.org/a", "https://example.org/b")


def test_a_target_that_the_order_does_not_name_is_written(roadmap: Roadmap) -> None:
    """The target of action 5 is a decision, the order of action 35 counts one thing where the roadmap counts two."""
    IndicatorDefinition.objects.filter(indicator__key="5").update(target=">= 80", target_basis="решение")
    actions.import_order(order=small_order(), programme=roadmap.programme, by=SYSTEM)
    rows = {row[0]: row for section in order_shape(view_of(roadmap.programme)).sections for row in section.rows}
    assert rows["4."][4] == "Назначены муниципальные координаторы"
    assert rows["5."][4].endswith(", не менее 80 %")
    first, second = rows["35."][4].split(";\n")
    assert first.endswith(", не менее 2")
    assert second == "Пособие"


def test_a_thing_to_be_done_says_that_it_is(roadmap: Roadmap) -> None:
    CodeTitle.objects.filter(roadmap=roadmap, code="guide").update(ru="чижи")
    (row,) = [row for row in exported(roadmap.programme).actions if row.number == "35"]
    assert [(found.text, found.kind) for found in row.indicators][1] == ("Подготовлено: чижи", Kind.DOCUMENT)


def test_points_and_basis_of_an_attached_order(roadmap: Roadmap) -> None:
    order = small_order()
    points = ("Принять карту.", "Районам до 20.03.2022:\nсоставить планы;\nназначить ответственных.")
    told = replace(order, head=replace(order.head, basis="На основании решения совета", points=points))
    actions.import_order(order=told, programme=roadmap.programme, by=SYSTEM)
    head = exported(roadmap.programme, "docx").head
    assert (head.title, head.basis, head.points) == (
        "О дорожной карте на 2022 год",
        "На основании решения совета",
        points,
    )


def test_sections_stand_only_where_they_are_runs_of_rows(roadmap: Roadmap) -> None:
    numbers = [action.number for action in roadmap.actions.order_by("position")]
    Action.objects.filter(roadmap=roadmap).update(section="people")
    assert {row.section for row in exported(roadmap.programme).actions} == {"Люди"}
    assert {row.section for row in exported(roadmap.programme, "docx").actions} == {"Люди"}
    Action.objects.filter(roadmap=roadmap, number=numbers[1]).update(section="")
    assert {row.section for row in exported(roadmap.programme).actions} == {None}


def test_a_title_that_begins_like_a_formula_is_a_title(roadmap: Roadmap) -> None:
    hostile = '=HYPERLINK("https://example.org")'
    Action.objects.filter(roadmap=roadmap, number="4").update(title_ru=hostile)
    content = order_workbook(view_of(roadmap.programme))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows if row[0] == "4."] == [hostile]


def test_the_document_looks_as_an_order_does(real: Programme) -> None:
    made = docx.Document(io.BytesIO(order_document(view_of(real))))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts == [
        "28.02.2022",
        "№ 169",
        "Об утверждении дорожной карты «Проект 500+»",
        "УТВЕРЖДЕНА",
        "приказом от 08.02.2022 № 169",
        "Дорожная карта: Проект 500+",
    ]
    (table,) = made.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "№ п/п", "Описание действия", "Срок реализации", "Исполнители", "Региональный показатель",
        "Информационное сопровождение",
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert made.sections[0].page_width > made.sections[0].page_height
    assert made.core_properties.title == "Дорожная карта: Проект 500+"
