"""Putting a table together: each kind of damage in a table of its own, small enough to read."""

from opora.orders import read_order
from opora.orders.order import Order, OrderAction

HEADER = "№\tДействия\tСроки\tИсполнители\tПоказатель\tИнформационное сопровождение"


def order(*lines: str) -> Order:
    """An order of a title and a table of these lines under the usual header."""
    text = "\n".join(["О делах на 2023 год", "", HEADER, *lines])
    return read_order(text.encode(), "order.txt")


def row(number: str = "1.", **cells: str) -> str:
    """A row with usual cells unless told."""
    usual = {
        "title": "Встреча учителей",
        "periods": "март 2023",
        "executors": "Министерство",
        "indicators": "Доля школ, принявших участие",
        "links": "https://a.example/one",
    }
    return "\t".join([number, *(usual | cells).values()])


def numbers(found: Order) -> list[str | None]:
    return [action.number for action in found.actions]


def only(found: Order) -> OrderAction:
    (action,) = found.actions
    return action


def test_numbers_lose_their_full_stop_and_keep_their_levels() -> None:
    found = order(row("1."), row("1.1."), row("1.2"), row("№ 2"), row("3)"), row("3а."))
    assert numbers(found) == ["1", "1.1", "1.2", "2", "3", "3а"]


def test_a_digit_read_as_a_letter_is_put_right() -> None:
    action = order(row("1О.")).actions[0]
    assert action.number == "10"
    assert action.repairs[0].as_json() == {"field": "number", "from": "1О.", "to": "10"}


def test_a_header_repeated_in_other_words_is_no_row() -> None:
    other = "№ п/п\tНаименование мероприятия\tСрок (по плану)\tОтветственные\tРезультат\tИнформационное сопровождение"
    found = order(row("1."), "", HEADER, row("2."), other, row("3."))
    assert numbers(found) == ["1", "2", "3"]
    assert [action.source.page for action in found.actions] == [1, 2, 3]
    assert [action.source.row for action in found.actions] == [1, 1, 1]


def test_a_form_feed_begins_a_page_where_the_file_has_them() -> None:
    text = "\n".join([HEADER, row("1."), row("2."), "\f" + HEADER, row("3."), row("4.")])
    found = read_order(text.encode(), "order.txt")
    assert [(action.source.page, action.source.row) for action in found.actions] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_columns_follow_their_header() -> None:
    text = "\n".join(["Срок\t№\tИсполнители\tМероприятие", "март 2023\t1\tМинистерство\tВстреча"])
    action = only(read_order(text.encode(), "order.txt"))
    assert (action.number, action.title, action.executors) == ("1", "Встреча", ("Министерство",))
    assert action.indicators == ()


def test_a_row_that_numbers_the_columns_is_passed_over() -> None:
    assert numbers(order("1\t2\t3\t4\t5\t6", row("1."))) == ["1"]


def test_a_row_cut_by_a_page_break_meets_its_rest() -> None:
    cut = row(
        "7.", title="Встреча учи-", periods="март 2023 (по отдель-", indicators="Доля школ, принявших участие в круг-"
    )
    rest = "\tтелей и детей\tному плану)\t\tлом столе\t"
    action = order(cut, "", HEADER, rest, row("8.")).actions[0]
    assert action.title == "Встреча учителей и детей"
    assert action.indicators[0].text == "Доля школ, принявших участие в круглом столе"
    assert action.periods[0].by_plan
    assert action.cut == ()
    assert {repair.as_json()["to"] for repair in action.repairs} == {"учителей", "отдельному", "круглом"}


def test_a_row_whose_rest_is_lost_keeps_what_is_there() -> None:
    action = order(row("7.", indicators="Доля школ, принявших участие в круг-"), "", HEADER, row("8.")).actions[0]
    assert action.indicators[0].text == "Доля школ, принявших участие в круг-"
    assert [str(column) for column in action.cut] == ["indicators"]


def test_a_second_link_in_a_row_of_its_own() -> None:
    action = only(order(row("1."), "\t\t\t\t\thttps://a.example/two"))
    assert action.links == ("https://a.example/one", "https://a.example/two")
    assert [cell.line for cell in action.source.cells[next(reversed(action.source.cells))]] == [4, 5]


def test_a_second_link_on_a_line_of_its_own() -> None:
    assert len(only(order(row("1."), "https://a.example/two")).links) == 2


def test_a_line_end_inside_a_cell_does_not_break_the_row() -> None:
    whole = row("1.", title="Встреча учителей с детьми")
    broken = whole.replace("учителей с", "учителей\nс")
    action = order(broken, row("2.")).actions[0]
    assert action.title == "Встреча учителей с детьми"
    assert action.executors == ("Министерство",)


def test_a_quoted_cell_with_line_ends_is_one_cell() -> None:
    action = only(order(row("1.", executors="Министерство", links='"https://a.example/one\nhttps://a.example/two"')))
    assert len(action.links) == 2


def test_trailing_tabs_may_be_trimmed() -> None:
    found = order("1.\tВстреча\tмарт 2023\tМинистерство", row("2."))
    assert numbers(found) == ["1", "2"]
    assert found.actions[0].links == ()


def test_a_merged_executor_belongs_to_every_row_it_covers() -> None:
    found = order(row("1.", executors="Министерство, АИРО"), row("2.", executors=""), row("3.", executors=""))
    assert {action.executors for action in found.actions} == {("Министерство", "АИРО")}
    assert found.actions[2].repairs[0].as_json() == {"field": "executors", "from": "", "to": "Министерство, АИРО"}


def test_a_dash_is_no_merged_cell() -> None:
    assert order(row("1."), row("2.", executors="-")).actions[1].executors == ()


def test_sections_in_rows_in_lines_and_by_numbers() -> None:
    found = order(
        "Раздел I. Начало\t\t\t\t\t",
        row("1."),
        "Раздел II. Работа",
        row("2."),
        "3.\tИтоги\t\t\t\t",
        row("3.1."),
        row("3.2."),
    )
    sections = [(action.number, action.section) for action in found.actions]
    assert sections == [
        ("1", "Раздел I. Начало"),
        ("2", "Раздел II. Работа"),
        ("3.1", "3. Итоги"),
        ("3.2", "3. Итоги"),
    ]


def test_a_row_that_lost_its_number_is_a_row() -> None:
    found = order(row("1."), row(""), row("3."))
    assert numbers(found) == ["1", None, "3"]


def test_page_numbers_and_the_repeated_title_are_passed_over() -> None:
    found = order(row("1."), "", "- 2 -", "Продолжение таблицы", "О делах на 2023 год", HEADER, row("2."))
    assert numbers(found) == ["1", "2"]
    assert found.strays == ()


def test_a_tab_that_slipped_into_the_last_cell_loses_nothing() -> None:
    assert len(only(order(row("1.") + "\thttps://a.example/two")).links) == 2


def test_the_source_tells_line_column_and_text() -> None:
    source = only(order(row("1."))).as_json()["source"]
    assert source["file"] == "order.txt"
    assert (source["page"], source["row"], source["line"]) == (1, 1, 4)
    assert source["cells"]["periods"] == [{"line": 4, "column": 3, "text": "март 2023"}]
