"""Tables drawn with signs in plain text."""

from tests.orders.readers.documents import only_row, read_text, rows, told


def test_pipes_with_a_separator_and_without_outer_bars() -> None:
    lines = ["№ | Мероприятие | Срок", "---|:---:|---:", "1 | Встреча | март"]
    expected = [["№", "Мероприятие", "Срок"], ["1", "Встреча", "март"]]
    assert rows(read_text("\n".join(lines))) == expected
    assert rows(read_text("\n".join(f"| {line} |" for line in lines))) == expected


def test_marks_of_markdown_in_cells() -> None:
    document = read_text(
        "| № | Мероприятие | Срок |\n|---|---|---|\n"
        "| 1 | **Встреча**<br>и беседа | [план](https://a.example/p) или \\| нет |"
    )
    row = only_row(document, "1")
    assert row.texts() == ["1", "Встреча\nи беседа", "план или | нет"]
    assert row.cells[2].links == ("https://a.example/p",)


def test_a_row_of_a_grid_is_what_stands_between_two_rules() -> None:
    document = read_text(
        """
О плане
┌────┬────────────────┬──────────┐
│ №  │ Мероприятие    │ Срок     │
│п/п │                │          │
├────┼────────────────┼──────────┤
│ 1. │ Большая        │ март     │
│    │ встреча        │          │
├────┴────────────────┴──────────┤
│ Раздел 2                       │
├────┬────────────────┬──────────┤
│ 2. │ Отчёт          │ апрель,  │
│    │                │ май      │
└────┴────────────────┴──────────┘
Конец"""
    )
    assert told(document) == [
        "О плане",
        ["№ п/п", "Мероприятие", "Срок"],
        ["1.", "Большая встреча", "март"],
        ["Раздел 2", "", ""],
        ["2.", "Отчёт", "апрель, май"],
        "Конец",
    ]
    assert [row.line for row in document.rows()] == [4, 7, 10, 12]


def test_a_line_end_that_the_width_did_not_ask_for_is_kept() -> None:
    document = read_text(
        """
+----+----------------------+------+
| №  | Исполнители          | Срок |
+----+----------------------+------+
| 1  | Комитет              | март |
|    | Институт развития    |      |
|    | образования          |      |
+----+----------------------+------+"""
    )
    assert only_row(document, "1").texts()[1] == "Комитет\nИнститут развития образования"


def test_a_cell_over_two_rows_stands_in_both() -> None:
    document = read_text(
        """
+----+------------+----------+
| №  | Дело       | Срок     |
+----+------------+----------+
| 1  | Встреча    | март     |
+----+ родителей  +----------+
| 2  |            | апрель   |
+----+------------+----------+"""
    )
    first, second = list(document.rows())[1:]
    assert first.texts() == ["1", "Встреча родителей", "март"]
    assert second.texts() == ["2", "Встреча родителей", "апрель"]
    assert [cell.merged for cell in second.cells] == [False, True, False]


def test_rows_of_one_line_each_under_one_rule() -> None:
    document = read_text(
        """
+---+---------+------+
| № | Дело    | Срок |
+---+---------+------+
| 1 | Встреча | март |
| 2 | Отчёт   | май  |
|   | деловой |      |
+---+---------+------+"""
    )
    assert rows(document)[1:] == [["1", "Встреча", "март"], ["2", "Отчёт деловой", "май"]]


def test_an_address_over_two_lines_is_one() -> None:
    document = read_text(
        """
+---+----------------------+------+
| № | Ссылка               | Срок |
+---+----------------------+------+
| 1 | https://a.example/ne | март |
|   | ws/2024              |      |
+---+----------------------+------+"""
    )
    assert only_row(document, "1").texts()[1] == "https://a.example/news/2024"


def test_one_line_with_a_bar_is_a_paragraph() -> None:
    assert told(read_text("До | после | потом\n\nСлова")) == ["До | после | потом", "Слова"]
