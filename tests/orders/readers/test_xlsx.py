"""Workbooks: sheets, titles, merged and hidden cells, values as they are shown, links."""

import datetime as dt
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from opora.orders import read, read_order
from opora.orders.document import Cell, Document, Paragraph
from tests.orders.readers.written import HEADER, archive, workbook

FIRST = (1, "Встреча", "март", "Отдел")
Changed = Callable[[Any, Any], None]


def document(*rows: tuple[object, ...], changed: Changed | None = None) -> Document:
    return read(workbook({"План": rows}, changed=changed), "a.xlsx")


def texts(found: Document) -> list[list[str] | str]:
    return [block.text if isinstance(block, Paragraph) else block.texts() for block in found.blocks]


def changed_xml(data: bytes, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    with ZipFile(BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return archive(parts)


def test_titles_above_the_table_and_notes_below_it_are_paragraphs() -> None:
    rows = ("УТВЕРЖДЕНА\nприказом № 5",), (), ("Дорожная карта",), HEADER, ("Раздел 1",), FIRST, (), ("Примечание",)
    found = document(*rows)
    assert texts(found) == [
        *("УТВЕРЖДЕНА", "приказом № 5", "Дорожная карта"),
        list(HEADER),
        ["Раздел 1", "", "", ""],
        ["1", "Встреча", "март", "Отдел"],
        "Примечание",
    ]
    assert [block.line for block in found.blocks] == [1, 1, 3, 4, 5, 6, 8]


def test_sheets_are_pages_and_hidden_ones_are_left_out() -> None:
    def hide(book: Any, sheets: Any) -> None:
        sheets["Черновик"].hide()
        sheets["Тайный"].very_hidden()

    rows = [HEADER, FIRST]
    more = [("Раздел 2",), (2, "Опрос", "май", "Центр")]
    data = workbook({"Часть 1": rows, "Черновик": rows, "Тайный": rows, "Часть 2": more, "Пусто": []}, changed=hide)
    found = list(read(data, "a.xlsx").rows())
    assert [(row.texts()[0], row.page, row.table, row.line) for row in found] == [
        *(("№ п/п", 1, 1, 1), ("1", 1, 1, 2), ("Раздел 2", 2, 2, 1), ("2", 2, 2, 2)),
    ]


def test_hidden_rows_and_columns_are_left_out_and_places_stay_those_of_the_sheet() -> None:
    def hide(book: Any, sheets: Any) -> None:
        sheets["План"].set_row(1, None, None, {"hidden": True})
        sheets["План"].set_column("C:C", None, None, {"hidden": True})

    wide = (*HEADER[:2], "Заметки", *HEADER[2:])
    rows = wide, (0, "Старое", "нет", "март", "Отдел"), (1, "Встреча", "нет", "март", "Отдел")
    found = document(*rows, changed=hide)
    assert texts(found) == [list(HEADER), ["1", "Встреча", "март", "Отдел"]]
    assert list(found.rows())[1].cells[2] == Cell("март", 3, 4, 1)


def test_merged_cells_down_and_across() -> None:
    def merge(book: Any, sheets: Any) -> None:
        sheets["План"].merge_range("A1:D1", "Дорожная карта")
        sheets["План"].merge_range("A3:D3", "Раздел 1")
        sheets["План"].merge_range("C4:C5", "март")
        sheets["План"].merge_range("D4:E5", "Отдел")

    rows = (), HEADER, (), (1, "Встреча"), (2, "Опрос"), (3, "Отчёт", "май", "Центр", "да")
    found = document(*rows, changed=merge)
    assert texts(found) == [
        "Дорожная карта",
        [*HEADER, ""],
        ["Раздел 1", "", "", "", ""],
        ["1", "Встреча", "март", "Отдел", ""],
        ["2", "Опрос", "март", "Отдел", ""],
        ["3", "Отчёт", "май", "Центр", "да"],
    ]
    assert [cell.merged for cell in list(found.rows())[3].cells] == [False, False, True, True, False]


def test_a_merged_cell_that_begins_in_what_is_hidden_stands_in_the_first_visible_place() -> None:
    def change(book: Any, sheets: Any) -> None:
        sheets["План"].merge_range("C2:C4", "март")
        sheets["План"].set_row(1, None, None, {"hidden": True})

    found = document(HEADER, (1, "а", "", "х"), (2, "б", "", "х"), (3, "в", "", "х"), changed=change)
    assert [(row.texts()[2], row.cells[2].merged) for row in found.rows()][1:] == [("март", False), ("март", True)]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (dt.date(2023, 3, 1), "dd.mm.yyyy", "01.03.2023"),
        (dt.date(2023, 3, 1), "[$-419]d mmmm yyyy;@", "01.03.2023"),
        (dt.date(2023, 3, 1), "[$-419]mmmm yyyy;@", "март 2023"),
        (dt.date(2023, 3, 1), "yyyy", "2023"),
        (dt.datetime(2023, 3, 1, 10, 30), "dd/mm/yy hh:mm", "01.03.2023"),
        (dt.time(10, 30), "h:mm", "10:30"),
        (1, "General", "1"),
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (2.2 + 1.1, "General", "3.3"),
        (100, '0" школ"', "100"),
        (0.8, "0%", "80 %"),
        (0.805, "0.0%", "80,5 %"),
        (1e300, "0.00", "1E+300"),
        (44986, "General", "44986"),
        (True, "General", "ИСТИНА"),
        ("строка\nвторая\r\nи\u00a0третья", "General", "строка\nвторая\nи третья"),
        ("01.03.2023", "@", "01.03.2023"),
    ],
)
def test_values_are_read_as_they_are_shown(value: object, form: str, expected: str) -> None:
    def write(book: Any, sheets: Any) -> None:
        style = book.add_format({"num_format": form})
        write = sheets["План"].write_datetime if isinstance(value, dt.date | dt.time) else sheets["План"].write
        write(1, 1, value, style)

    assert list(document(HEADER, (1, "", "март", "Отдел"), changed=write).rows())[1].texts()[1] == expected


def test_days_counted_from_1904_formulas_and_errors() -> None:
    def write(book: Any, sheets: Any) -> None:
        sheets["План"].write_formula(1, 0, "=A9+1", None, 7)
        sheets["План"].write_formula(1, 1, "=Z1", None, "#REF!")
        sheets["План"].write_datetime(1, 2, dt.date(2023, 3, 1), book.add_format({"num_format": "dd.mm.yyyy"}))

    data = workbook({"План": [HEADER, (0, "", "", "Отдел")]}, changed=write)
    data = changed_xml(data, lambda xml: re.sub(r"<workbookPr\b", '<workbookPr date1904="1"', xml), "xl/workbook.xml")
    data = changed_xml(data, lambda xml: xml.replace("<v>44986</v>", "<v>43524</v>"))
    assert list(read(data, "a.xlsx").rows())[1].texts() == ["7", "", "01.03.2023", "Отдел"]


def test_links_of_cells_and_in_formulas() -> None:
    def write(book: Any, sheets: Any) -> None:
        sheets["План"].write_url("D2", "https://a.example/x", string="Страница")
        sheets["План"].write_url("D3", "internal:План!A1", string="Наверх")
        sheets["План"].write_formula("D4", '=HYPERLINK("https://b.example","Сайт ""Плечо""")', None, "")

    rows = [(number, "Встреча", "март") for number in (1, 2, 3)]
    cells = [row.cells[3] for row in document(HEADER, *rows, changed=write).rows()][1:]
    assert [(cell.text, cell.links) for cell in cells] == [
        ("Страница", ("https://a.example/x",)),
        ("Наверх", ()),
        ('Сайт "Плечо"', ("https://b.example",)),
    ]


def test_columns_in_any_order_beside_empty_ones() -> None:
    rows = ("Срок", "", "Исполнитель", "Мероприятие", "№"), ("март 2023 г.", "", "Отдел", "Встреча учителей", 1.1)
    order = read_order(workbook({"План": rows}), "a.xlsx")
    assert [(one.number, one.title, one.executors) for one in order.actions] == [
        ("1.1", "Встреча учителей", ("Отдел",))
    ]
    assert order.actions[0].source.cells["title"][0].column == 4  # type: ignore[index] # a StrEnum is its value


def test_tails_of_styled_cells_and_a_cell_far_away_are_no_rows() -> None:
    styled = '<c s="1"/>' * 50
    tail = "".join(f'<row r="{line}">{styled}</row>' for line in range(3, 3000))
    far = '<row r="1048576"><c r="XFD1048576" t="str"><v> </v></c></row>'
    data = workbook({"План": [HEADER, FIRST]})
    data = changed_xml(data, lambda xml: xml.replace("</sheetData>", f"{tail}{far}</sheetData>"))
    assert texts(read(data, "a.xlsx")) == [list(HEADER), ["1", "Встреча", "март", "Отдел"]]


def test_texts_written_in_other_ways() -> None:
    """Inline texts, readings above a text, escaped signs, cells without places, another prefix of the names."""
    cells = (
        "<x:row><x:c t='inlineStr'><x:is><x:r><x:t>Вст</x:t></x:r><x:r><x:t>реча</x:t></x:r>"
        "<x:rPh><x:t>нет</x:t></x:rPh></x:is></x:c><x:c t='str'><x:v>а_x000A_б</x:v></x:c>"
        "<x:c t='d'><x:v>2023-03-01T00:00:00</x:v></x:c></x:row>"
    )
    sheet = f"<x:worksheet xmlns:x='urn:any'><x:sheetData>{cells}</x:sheetData></x:worksheet>"
    data = changed_xml(workbook({"План": [HEADER]}), lambda _xml: sheet)
    assert texts(read(data, "a.xlsx")) == [["Встреча", "а\nб", "01.03.2023"]]
