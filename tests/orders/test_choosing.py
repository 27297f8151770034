"""Which table is the roadmap, where it is cut, and what in it is no action: documents of a few blocks."""

import pytest

from opora.orders import UnreadableOrder
from opora.orders.columns import Column
from opora.orders.document import Block, Cell, Document, Paragraph, Row
from opora.orders.order import Order
from opora.orders.recognition import recognise

HEADER = "№|Мероприятие|Срок|Исполнитель"


def order(*blocks: str | list[str], paged: bool = False) -> Order:
    """Recognise paragraphs and tables: a table is a list of rows parted by «|», «^…» is covered from above."""
    found: list[Block] = []
    table = 0
    for block in blocks:
        table += isinstance(block, list)
        for line in [block] if isinstance(block, str) else block:
            number = len(found) + 1
            texts = enumerate(line.split("|"), 1)
            cells = [Cell(text.removeprefix("^"), number, place, 1, text.startswith("^")) for place, text in texts]
            found.append(Paragraph(line, number, 1) if isinstance(block, str) else Row(tuple(cells), number, 1, table))
    return recognise(Document("plan.docx", tuple(found), paged))


def rows(found: Order) -> list[tuple[str | None, str, str | None]]:
    return [(action.number, action.title, action.section) for action in found.actions]


PLAN = [HEADER, "1|Встреча|март 2023|Отдел", "2|Опрос|май 2023|Школы"]
READ = [("1", "Встреча", None), ("2", "Опрос", None)]


@pytest.mark.parametrize(
    "other",
    [
        ["№|ФИО|Должность", "1|Чиж И.И.|директор", "2|Сыч А.А.|методист"],
        ["№|Наименование школы|Адрес|Директор", "1|Школа 1|Мира, 1|Чиж И.И."],
        ["№|Мероприятие|Срок|Сумма, руб.", *(f"{n}|Встреча|март 2023|{n}00" for n in range(1, 6))],
        ["№|Мероприятие|Срок|Исполнитель", "|||"],
        ["1", "2"],
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_other_appendices_are_not_the_roadmap(other: list[str], first: bool) -> None:
    ours: list[str | list[str]] = ["Приложение 1", "План мероприятий", PLAN]
    theirs: list[str | list[str]] = ["Приложение 2", "Смета и состав", other]
    assert rows(order("О делах", *(theirs + ours if first else ours + theirs))) == READ


def test_a_roadmap_in_parts_with_their_headings() -> None:
    found = order("План", "I. Начало", PLAN, "II. Конец", [HEADER, "1|Итог|июнь 2023|Отдел"])
    assert rows(found) == [("1", "Встреча", "I. Начало"), ("2", "Опрос", "I. Начало"), ("1", "Итог", "II. Конец")]


def test_a_table_that_goes_on_without_its_header() -> None:
    assert rows(order("План", PLAN, ["1|2|3|4", "3|Итог|июнь 2023|Отдел"])) == [*READ, ("3", "Итог", None)]


@pytest.mark.parametrize(
    ("section", "read"),
    [
        ("I. Начало|||", "I. Начало"),
        ("|Раздел 1. Начало||", "Раздел 1. Начало"),
        ("1. Начало дел|||", "1. Начало дел"),
        ("I|Начало||", "I Начало"),
        ("НАЧАЛО|||", "НАЧАЛО"),
        ("1|Начало||", "1. Начало"),
        ("|Задача 1. Начать||", "Задача 1. Начать"),
        ("«Начало»|||", "«Начало»"),
    ],
)
def test_a_section_row(section: str, read: str) -> None:
    found = order("План", [HEADER, section, *PLAN[1:]])
    assert rows(found) == [("1", "Встреча", read), ("2", "Опрос", read)]


def test_sections_numbered_like_actions() -> None:
    table = [HEADER, "1|Начало||", "1|Встреча|март|Отдел", "2|Опрос|май|Школы", "2|Конец||", "3|Итог|июнь|Отдел"]
    sections = ["1. Начало", "1. Начало", "2. Конец"]
    assert rows(order("План на 2023 год", table)) == [
        (number, title, section)
        for (number, title), section in zip([("1", "Встреча"), ("2", "Опрос"), ("3", "Итог")], sections, strict=True)
    ]


@pytest.mark.parametrize(
    "row", ["|Итого||2", "Всего: 2|||", "* по желанию|||", "Примечание: нет|||", "Директор|||И.И. Чиж"]
)
def test_totals_notes_and_signatures_in_the_table(row: str) -> None:
    found = order("План", [*PLAN, row])
    assert rows(found) == READ
    assert found.actions[-1].executors == ("Школы",)
    assert found.strays == ()


def test_the_signature_below_the_table_is_no_part_of_it() -> None:
    found = order("План", PLAN, "* по желанию", "Начальник отдела", "И.И. Чиж", "Исполнитель: Галка В.В.")
    assert (rows(found), found.strays, found.head.signed_by) == (READ, (), "И.И. Чиж")


def test_a_merged_action_gathers_its_pieces() -> None:
    table = [HEADER, "1|Встреча|март 2023|Отдел", "^1|^Встреча|май 2023|Школы", "2|Опрос|^май 2023|^Школы"]
    first, second = order("План", table).actions
    assert ([period.end for period in first.periods], first.executors) == (
        [first.periods[0].end, second.periods[0].end],
        ("Отдел", "Школы"),
    )
    assert (second.executors, second.repairs) == (("Школы",), ())


def test_an_empty_cell_is_empty_where_the_format_tells_merges() -> None:
    table = [HEADER, "1|Встреча|март 2023|Отдел", "2|Опрос|^март 2023|"]
    assert order("План", table).actions[1].executors == ()


def test_a_merged_column_of_sections() -> None:
    table = [
        "Направление|Мероприятие|Срок|Исполнитель",
        "Учёба|Курсы|март|ИРО",
        "^Учёба|Уроки|май|Школы",
        "Быт|Обед|май|Школы",
    ]
    assert [section for _number, _title, section in rows(order("План на 2023 год", table))] == ["Учёба", "Учёба", "Быт"]


def test_rows_without_a_column_of_numbers() -> None:
    table = ["Мероприятие|Срок|Исполнитель", "Курсы|март|ИРО", "Уроки||Школы", "и сборы||", "1. Обед|май|Школы"]
    assert rows(order("План на 2023 год", table)) == [
        (None, "Курсы", None),
        (None, "Уроки и сборы", None),
        ("1", "Обед", None),
    ]


@pytest.mark.parametrize(("start", "end", "period"), [
    ("01.03.2023", "31.03.2023", ("2023-03-01", "2023-03-31")),
    ("март", "май", ("2023-03-01", "2023-05-31")),
    ("", "31.03.2023", (None, "2023-03-31")),
    ("01.03.2023", "-", ("2023-03-01", None)),
    ("с 01.03.2023", "по 31.03.2023", ("2023-03-01", "2023-03-31")),
    ("01.03.2023", "01.03.2023", ("2023-03-01", "2023-03-01")),
])  # fmt: skip
def test_start_and_end_in_columns_of_their_own(start: str, end: str, period: tuple[str | None, str | None]) -> None:
    table = ["№|Мероприятие|Начало|Окончание|Исполнитель", f"1|Встреча|{start}|{end}|Отдел"]
    (action,) = order("План на 2023 год", table).actions
    (read,) = (one.as_json() for one in action.periods)
    assert (read["start"], read["end"]) == period
    assert "".join(cell.text for cell in action.source.cells[Column.PERIODS]) == f"{start}{end}".rstrip("-")


@pytest.mark.parametrize(("indicator", "value", "unit", "texts"), [
    ("Доля школ", "80", "%", ["Доля школ – 80 %"]),
    ("Доля школ", "не менее 80 %", "", ["Доля школ – не менее 80 %"]),
    ("Доля школ;\nЧисло школ", "80 %\n5", "", ["Доля школ – 80 %", "Число школ – 5"]),
    ("Справка", "-", "", ["Справка"]),
])  # fmt: skip
def test_the_value_of_an_indicator_goes_to_its_text(indicator: str, value: str, unit: str, texts: list[str]) -> None:
    table = ["№|Мероприятие|Срок|Показатель|Целевое значение|Ед. изм.", f"1|Встреча|март|{indicator}|{value}|{unit}"]
    (action,) = order("План на 2023 год", table).actions
    assert [one.text for one in action.indicators] == texts


def test_months_as_sections_are_deadlines() -> None:
    table = ["№|Мероприятие|Исполнитель", "МАРТ||", "1|Встреча|Отдел", "Май||", "2|Опрос|Школы"]
    found = order("План на 2023 год", table)
    assert [(action.section, str(action.periods[0].end)) for action in found.actions] == [
        ("МАРТ", "2023-03-31"),
        ("Май", "2023-05-31"),
    ]


@pytest.mark.parametrize("blocks", [
    ["О списке", ["№|Школа|Адрес|Директор", "1|Школа 1|Мира, 1|Чиж И.И."]],
    ["О делах", "приказываю:", "1. Утвердить план.", "2. Отделам до 1 марта 2023 года обеспечить порядок."],
    ["О делах", "1. Первое.", "2. Второе."],
    ["Срок годности: до 1 марта. Ответственный: никто."],
])  # fmt: skip
def test_what_has_no_actions_is_refused(blocks: list[str | list[str]]) -> None:
    with pytest.raises(UnreadableOrder):
        order(*blocks)


def test_marks_of_repetition_mean_the_cell_above() -> None:
    table = [f"{HEADER}|Показатель", "1|Встреча|март|Отдел|Справка", "2|Опрос|-//-|то же|»", "3|Итог|май|«|-"]
    _first, second, third = order("План на 2023 год", table).actions
    assert str(second.periods[0].end) == "2023-03-31"
    assert (second.executors, third.executors, second.indicators[0].text) == (("Отдел",), ("Отдел",), "Справка")
    assert [(repair.before, repair.after) for repair in second.repairs] == [
        ("-//-", "март"),
        ("то же", "Отдел"),
        ("»", "Справка"),
    ]


def test_lists_in_a_cell_of_indicators() -> None:
    (action,) = order("План", [f"{HEADER}|Показатель", "1|Встреча|март 2023|Отдел|1. Приказ\n2. Справка"]).actions
    assert [one.text for one in action.indicators] == ["Приказ", "Справка"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("№|Мероприятие||Срок|Исполнитель", "1|Встреча||март 2023|Отдел"),
        ("№|Мероприятие||Срок|Исполнитель", "1||Встреча|март 2023|Отдел"),
        ("№|Мероприятие|Срок|Исполнитель|", "1|Встреча|март 2023||Отдел"),
        (HEADER, "1\nВстреча||март 2023|Отдел"),
        (HEADER, "1. Встреча||март 2023|Отдел"),
    ],
)
def test_text_beside_its_column(header: str, row: str) -> None:
    (action,) = order("План", [header, row]).actions
    assert (action.number, action.title, action.executors) == ("1", "Встреча", ("Отдел",))
