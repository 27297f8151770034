"""Columns told by the words of their headings, whatever an authority calls them."""

import pytest

from opora.orders.columns import Role, role_of
from opora.orders.document import Cell, Row
from opora.orders.tables.header import layout_of, read_header

N, T, P, E, X, L = Role.NUMBER, Role.TITLE, Role.PERIODS, Role.EXECUTORS, Role.INDICATORS, Role.LINKS
R, S, C, V = Role.REMARK, Role.SECTION, Role.COEXECUTORS, Role.VALUE


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (
            "№ п/п|Наименование мероприятия|Срок исполнения|Ответственный исполнитель|Ожидаемый результат",
            [N, T, P, E, X],
        ),
        ("№|Содержание деятельности|Период|Кто исполняет|Форма отчетности|Примечание", [N, T, P, E, X, R]),
        ("№|Виды работ|Когда|Исполнители|Индикатор", [N, T, P, E, X]),
        ("№|Направления деятельности|Сроки реализации (месяц)|Ответственные лица|Вид документа", [N, T, P, E, X]),
        ("№|Шаги реализации|Начало|Окончание|Ответственный|Результат", [N, T, Role.START, Role.END, E, X]),
        ("№|Дата начала|Дата окончания|Мероприятие|Исполнитель", [N, Role.START, Role.END, T, E]),
        (
            "№|Задачи и мероприятия|Сроки|Исполнитель|Соисполнители|Показатель|Значение показателя",
            [N, T, P, E, C, X, V],
        ),
        ("№|Мероприятие|Сроки|Ответственные от ИРО|Ответственные от МОУО|Результат", [N, T, P, E, C, X]),
        ("Направление|Мероприятие|Сроки|Ответственные|Результат", [S, T, P, E, X]),
        ("№|Направление работы|Мероприятия|Сроки|Место проведения|Участники|Ответственные", [N, S, T, P, R, R, E]),
        ("Сроки|Мероприятия|Ответственные", [P, T, E]),
        ("Мероприятие|Срок", [T, P]),
        (
            "№|Задача|Мероприятие|Срок|Целевая группа|Ответственный|Результат|Отметка об исполнении",
            [N, S, T, P, R, E, X, R],
        ),
        ("№|Наименование результата, мероприятия, контрольной точки|Срок|Исполнитель|Вид документа", [N, T, P, E, X]),
        ("№|Мероприятие|Срок (план)|Срок (факт)|Ответственный|Результат", [N, T, P, R, E, X]),
        ("№|Мероприятия по достижению показателей|Срок|Исполнитель|Показатель", [N, T, P, E, X]),
        ("№|Мероприятие|Срок|Исполнитель|Источник финансирования", [N, T, P, E, Role.MONEY]),
        ("№|Формат и тема публикации|Дата выхода|Ответственный|Площадка размещения", [N, T, P, E, L]),
        ("№|Этапы|Содержание|Сроки|Ответственные", [N, S, T, P, E]),
        ("№ п/п, наименование мероприятия|Срок|Ответственный", [T, P, E]),
        ("||Срок|Ответственный|Результат", [N, T, P, E, X]),
        ("№|Мeроприятие|Cрок|Oтветственный", [N, T, P, E]),
        ("№|Меропри-\nятие|Срок испол-\nнения|Ответст-\nвенный|Резуль тат", [N, T, P, E, X]),
        ("№|Мероприятие|Сроки|ФИО ответственного|Документ, подтверждающий выполнение", [N, T, P, E, X]),
        ("№|Название|Дата|Время|Исполнитель|Информационная поддержка", [N, T, P, R, E, L]),
    ],
)
def test_a_header(headings: str, roles: list[Role]) -> None:
    layout = layout_of(headings.split("|"))
    assert layout is not None
    assert [layout.roles[place] for place in range(layout.width)] == roles


@pytest.mark.parametrize(
    "headings",
    [
        "№|ФИО|Должность",
        "№|Наименование школы|Адрес|Директор",
        "№|Наименование показателя|Ед. изм.|Базовое значение|2022 год|2023 год|Ответственный",
        "Название программы|Шаг вперёд",
        "Мероприятие|в течение года|Ответственный секретарь",
    ],
)
def test_no_header_of_a_roadmap(headings: str) -> None:
    assert layout_of(headings.split("|")) is None


@pytest.mark.parametrize("text", ["", "Ежемесячно", "в срок до марта", "Школа"])
def test_no_heading(text: str) -> None:
    assert role_of(text) is None


def row(text: str, line: int) -> Row:
    """A row of cells parted by «|»; «^» is covered by the heading above."""
    cells = [
        Cell(one.removeprefix("^"), line, place, 1, one.startswith("^")) for place, one in enumerate(text.split("|"), 1)
    ]
    return Row(tuple(cells), line, 1)


@pytest.mark.parametrize(
    ("first", "second", "roles"),
    [
        (
            "№|Мероприятие|Срок||Исполнитель",
            "^№|^Мероприятие|начало|окончание|^Исполнитель",
            [N, T, Role.START, Role.END, E],
        ),
        ("№|Мероприятие|Срок||Исполнитель", "||начало|окончание|", [N, T, Role.START, Role.END, E]),
        ("№|Мероприятие|Срок||Исполнитель", "||план|факт|", [N, T, P, R, E]),
        ("№|Мероприятие|Срок|Показатель|", "|||наименование|значение", [N, T, P, X, V]),
        ("№|Мероприятие|Срок|Исполнители|", "|||ответственный|соисполнители", [N, T, P, E, C]),
    ],
)
def test_a_header_of_two_rows(first: str, second: str, roles: list[Role]) -> None:
    found = read_header([row(first, 1), row(second, 2)])
    assert found is not None
    assert ([found[0].roles[place] for place in range(5)], found[1]) == (roles, 2)


@pytest.mark.parametrize("second", ["1|Встреча|март|апрель|Отдел", "|Встреча|||", "1|2|3|4|5", "|||апрель|", "||||"])
def test_the_row_below_a_header_is_none_of_it(second: str) -> None:
    found = read_header([row("№|Мероприятие|Срок|Показатель|Исполнитель", 1), row(second, 2)])
    assert found is not None
    assert found[1] == 1
