"""Columns aligned by spaces in plain text."""

import pytest

from opora.orders.document import Paragraph
from tests.orders.readers.documents import read_text, rows, told

HEADER = "№    Мероприятие            Срок         Исполнитель\n"


def test_a_row_is_several_lines_high() -> None:
    document = read_text(
        HEADER
        + """п/п
1.   Встреча с учителями    до 1 марта   Комитет
     и родителями           2024 г.
2.   Отчёт                  май          Институт
"""
    )
    assert rows(document) == [
        ["№ п/п", "Мероприятие", "Срок", "Исполнитель"],
        ["1.", "Встреча с учителями и родителями", "до 1 марта 2024 г.", "Комитет"],
        ["2.", "Отчёт", "май", "Институт"],
    ]


def test_words_may_be_wider_than_their_header_and_stand_close() -> None:
    document = read_text(
        """№   Мероприятие            Срок       Исполнитель
1   Очень длинное собрание с 1 марта    Комитет по делам
    о многом               по 1 мая     образования
2   Ещё одно               июнь         Институт
"""
    )
    assert rows(document)[1] == ["1", "Очень длинное собрание о многом", "с 1 марта по 1 мая",
                                 "Комитет по делам образования"]  # fmt: skip


def test_a_number_may_stand_in_the_middle_of_its_row() -> None:
    document = read_text(
        HEADER
        + """
     Встреча с учителями    до 1 марта   Комитет
1.   и родителями           2024 г.
     пятых и шестых классов

     Отчёт                  май          Институт
2.   и беседа
"""
    )
    assert [row[:2] for row in rows(document)[1:]] == [
        ["1.", "Встреча с учителями\nи родителями\nпятых и шестых классов"],
        ["2.", "Отчёт\nи беседа"],
    ]


def test_rows_without_numbers() -> None:
    document = read_text(
        """Мероприятие            Срок         Исполнитель
Встреча с учителями    март         Комитет
и родителями
Отчёт                  май          Институт
"""
    )
    assert rows(document)[1:] == [["Встреча с учителями и родителями", "март", "Комитет"], ["Отчёт", "май", "Институт"]]


def test_a_row_that_lost_its_number_in_a_table_of_numbers() -> None:
    document = read_text(
        HEADER
        + """1.   Встреча с учителями    март         Комитет
     и родителями
     Отчёт                  май          Институт
3.   Беседа                 июнь         Институт
"""
    )
    assert [row[:2] for row in rows(document)[1:]] == [
        ["1.", "Встреча с учителями и родителями"],
        ["", "Отчёт"],
        ["3.", "Беседа"],
    ]


def test_pages_with_numbers_and_a_shifted_table() -> None:
    document = read_text(
        HEADER
        + """1.   Встреча с учителями    март         Комитет
                         - 1 -
\f  2.   Отчёт о том, как прошли  май            Институт
         школьные встречи
  3.   Беседа                   июнь           Институт
"""
    )
    assert told(document)[2:] == [
        "- 1 -",
        ["2.", "Отчёт о том, как прошли школьные встречи", "май", "Институт"],
        ["3.", "Беседа", "июнь", "Институт"],
    ]
    assert document.paged
    assert [row.page for row in document.rows()] == [1, 1, 2, 2]


def test_a_repeated_header_goes_on_with_the_table() -> None:
    document = read_text(
        HEADER + "1.   Встреча                март         Комитет\n\n"
        "Раздел 2. Работа со школами и учителями\n\f" + HEADER + "2.   Отчёт                  май          Институт\n"
    )
    assert [row[0] for row in rows(document)] == ["№", "1.", "Раздел 2. Работа со школами и учителями", "№", "2."]
    assert {row.table for row in document.rows()} == {1}


@pytest.mark.parametrize(
    "text",
    [
        "Министр образования                 И. И. Иванов\n\nот 12.02.2024                       № 15",
        "Директор        школы        и        все,        кто        пришёл        в        срок,\nбыли        рады.",
        "В срок до 1 марта  провести  мероприятия, назначить ответственных,\nа  показатели  отправить  в комитет.",
    ],
)
def test_wide_gaps_in_words_and_signatures_are_no_table(text: str) -> None:
    assert rows(read_text(text)) == []


def test_what_follows_the_table_is_no_row() -> None:
    document = read_text(
        HEADER + "1.   Встреча                март         Комитет\n\n"
        "Заведующий отделом          П. П. Кленов\n\nПримечание: сроки могут быть изменены приказом комитета."
    )
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Заведующий отделом П. П. Кленов",
        "Примечание: сроки могут быть изменены приказом комитета.",
    ]


def test_a_head_in_two_columns_is_read_column_by_column() -> None:
    document = read_text(
        "СОГЛАСОВАНО               УТВЕРЖДЕНО\nпредседатель совета       приказом комитета\n"
        "                          от 14.01.2024 № 12\n\nПлан"
    )
    assert told(document) == [
        "СОГЛАСОВАНО",
        "председатель совета",
        "УТВЕРЖДЕНО",
        "приказом комитета",
        "от 14.01.2024 № 12",
        "План",
    ]


def test_hyphens_at_line_ends() -> None:
    document = read_text(
        """№    Мероприятие            Срок         Исполнитель
1.   Научно-                март         Комитет
     методическая встре-
     ча и разбор уро-
     ков, потом встреча
"""
    )
    assert rows(document)[1][1] == "Научно-методическая встреча и разбор уро- ков, потом встреча"


def test_a_table_with_tabs_is_read_by_its_tabs_alone() -> None:
    document = read_text("№\tМероприятие\tСрок\n1\tВстреча | беседа | отчёт\tмарт\nа   б | в | г\n| 1 | 2 |\n| 3 | 4 |")
    assert told(document) == [
        ["№", "Мероприятие", "Срок"],
        ["1", "Встреча | беседа | отчёт", "март"],
        "а б | в | г",
        "| 1 | 2 |",
        "| 3 | 4 |",
    ]


def test_semicolons_make_no_table() -> None:
    assert rows(read_text("№;Дело;Срок\n1;Встреча;март\n")) == []
