"""Word documents, tables: merged cells, crooked grids, tables in tables, and tables that only arrange."""

from opora.orders import read
from opora.orders.document import Cell, Document, Paragraph, Row
from tests.orders.readers.written import HEADER, p, roadmap, tbl, tc, tr, word

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def over(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def document(body: str, **parts: object) -> Document:
    return read(word(body, **parts), "a.docx")


def texts(body: str) -> list[list[str] | str]:
    """Rows as lists of their cells, paragraphs as strings."""
    return [block.text if isinstance(block, Paragraph) else block.texts() for block in document(body).blocks]


def test_cells_that_cover_rows_and_columns() -> None:
    rows = list(
        document(
            roadmap(
                tr(tc("Раздел I", over(4))),
                tr("1", "Встреча", tc("март", DOWN), "Отдел"),
                tr("2", "Опрос", tc("", ON), "Центр"),
                tr("3", tc("Сбор и отчёт", over(2)), "Отдел"),
            )
        ).rows()
    )
    assert [row.texts() for row in rows[1:]] == [
        ["Раздел I", "", "", ""],
        ["1", "Встреча", "март", "Отдел"],
        ["2", "Опрос", "март", "Центр"],
        ["3", "Сбор и отчёт", "", "Отдел"],
    ]
    assert rows[3].cells[2] == Cell("март", 4, 3, 1, merged=True)
    assert not rows[2].cells[2].merged


def test_a_cell_that_covers_rows_and_columns_at_once() -> None:
    rows = roadmap(
        tr("1", tc("Общее", over(2) + DOWN), "Отдел"),
        tr("2", tc("", over(2) + ON), "Центр"),
    )
    assert texts(rows)[1:] == [["1", "Общее", "", "Отдел"], ["2", "Общее", "", "Центр"]]


def test_a_continued_cell_without_a_beginning_is_a_cell() -> None:
    assert texts(roadmap(tr("1", "Встреча", "март", "Отдел"), tr("2", tc("Опрос", ON), "май", "Отдел")))[2] == [
        *("2", "Встреча", "май", "Отдел")
    ]
    first = tbl(tr(tc("1", ON), tc("Встреча", ON), "март", "Отдел"))
    assert texts(roadmap() + first)[1] == ["1", "Встреча", "март", "Отдел"]


def test_grid_left_out_before_and_after() -> None:
    rows = tr(*HEADER), tr("1", "Встреча", "март", "Отдел"), tr("2", "Опрос", "май", "Центр")
    late = tr("продолжение", "июнь", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert texts(tbl(*rows, late, widths=[500, 4000, 1500, 2000]))[-1] == ["", "продолжение", "июнь", ""]


def test_borders_that_moved_a_little_make_no_columns() -> None:
    """The header has its borders elsewhere than the rows below, so the grid has seven columns and the table four."""
    widths = [500, 100, 3900, 100, 1400, 100, 1900]
    header = tr(tc(HEADER[0], over(2)), tc(HEADER[1], over(2)), tc(HEADER[2], over(2)), HEADER[3])
    row = tr("1", tc("Встреча", over(2)), tc("март", over(2)), tc("Отдел", over(2)))
    short = tr(tc("Раздел", over(5)), tc("Центр", over(2)))
    assert texts(tbl(header, row, row, short, widths=widths)) == [
        list(HEADER),
        ["1", "Встреча", "март", "Отдел"],
        ["1", "Встреча", "март", "Отдел"],
        ["Раздел", "", "", "Центр"],
    ]


def test_cells_over_columns_as_old_programs_write_them() -> None:
    row = tr(tc("Раздел", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("", "<w:hMerge/>"), "Отдел")
    assert texts(roadmap(tr("1", "Встреча", "март", "Отдел"), row))[2] == ["Раздел", "", "", "Отдел"]


def test_a_row_with_all_cells_has_one_in_each_column_wherever_its_borders_are() -> None:
    row = tr(tc("1", over(90)), "Встреча", "март", "Отдел")
    header = tr(HEADER[0], tc(HEADER[1], over(50)), tc(HEADER[2], over(10)), tc(HEADER[3], over(32)))
    assert texts(tbl(header, header, header, row))[3] == ["1", "Встреча", "март", "Отдел"]


def test_a_header_of_two_rows() -> None:
    upper = tr(tc("№", DOWN), tc("Мероприятие", DOWN), tc("Срок", over(2)), tc("Исполнитель", DOWN))
    lower = tr(tc("", ON), tc("", ON), "начало", "окончание", tc("", ON))
    row = tr("1", "Встреча", "01.03.2023", "05.03.2023", "Отдел")
    assert texts(tbl(upper, lower, row, row)) == [
        ["№", "Мероприятие", "Срок", "", "Исполнитель"],
        ["№", "Мероприятие", "начало", "окончание", "Исполнитель"],
        ["1", "Встреча", "01.03.2023", "05.03.2023", "Отдел"],
        ["1", "Встреча", "01.03.2023", "05.03.2023", "Отдел"],
    ]


def test_paragraphs_of_a_cell_are_lines() -> None:
    cell = tc(p("Отдел;") + p() + p("Центр"))
    assert texts(roadmap(tr("1", "Встреча", "март", cell)))[1] == ["1", "Встреча", "март", "Отдел;\nЦентр"]


def test_rows_taken_back_hidden_or_wrapped_in_controls() -> None:
    gone = tr("9", "Нет", "март", "Отдел", properties="<w:del/>")
    hidden = tr("8", "Нет", "март", "Отдел", properties="<w:hidden/>")
    added = tr("1", "Новое", "март", "Отдел", properties="<w:ins/>")
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('Выбор')}</w:sdtContent></w:sdt>"
    inside = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{tc('2')}{cell}{tc('май')}{tc('Центр')}</w:tr></w:sdtContent></w:sdt>"
    )
    assert texts(roadmap(gone, hidden, added, inside))[1:] == [
        ["1", "Новое", "март", "Отдел"],
        ["2", "Выбор", "май", "Центр"],
    ]


def test_a_table_in_a_cell_is_text_of_the_cell() -> None:
    inner = tbl(tr("а", "б"), tr("в", "г"))
    cell = tc(p("Отдел:") + inner + p())
    rows = texts(roadmap(tr("1", "Встреча", "март", cell)))
    assert rows[1:] == [["1", "Встреча", "март", "Отдел:\nа б\nв г"]]


def test_a_frame_around_the_roadmap_is_no_table() -> None:
    inner = roadmap(tr("1", "Встреча", "март", "Отдел"))
    frame = tbl(tr(tc(p("Дорожная карта") + tbl(tr(tc(inner + p()))) + p("Примечание"))))
    assert texts(frame) == ["Дорожная карта", list(HEADER), ["1", "Встреча", "март", "Отдел"], "Примечание"]
    long = tbl(*[tr(f"строка {number}", "", "", "", "") for number in range(20)], tr(tc(inner), "", "", "", ""))
    assert texts(long)[19:] == ["строка 19", list(HEADER), ["1", "Встреча", "март", "Отдел"]]


def test_a_stamp_and_a_signature_in_tables_without_borders_are_paragraphs() -> None:
    stamp = tbl(tr("", tc(p("УТВЕРЖДЕНА") + p("приказом департамента") + p("от 01.02.2023 № 45-д"))))
    signed = tbl(tr("Директор департамента", "", "П.Р. Щеглов"))
    body = stamp + roadmap(tr("1", "Встреча", "март", "Отдел")) + signed
    assert texts(body) == [
        *("УТВЕРЖДЕНА", "приказом департамента", "от 01.02.2023 № 45-д"),
        list(HEADER),
        ["1", "Встреча", "март", "Отдел"],
        *("Директор департамента", "П.Р. Щеглов"),
    ]


def test_tables_split_by_pages_are_told_apart_and_stay_rows() -> None:
    rest = tbl(tr("2", "Опрос", "май", "Центр"))
    narrow = tbl(tr("Школа", "Район"), *[tr(f"Школа {number}", "Заречный") for number in range(20)])
    found = document(roadmap(tr("1", "Встреча", "март", "Отдел")) + p() + rest + narrow).blocks
    assert [(one.texts()[0], one.table) for one in found if isinstance(one, Row)][:4] == [
        ("№ п/п", 1),
        ("1", 1),
        ("2", 2),
        ("Школа", 3),
    ]


def test_a_huge_span_is_only_compared() -> None:
    rows = roadmap(tr("1", "Встреча", "март", "Отдел"), tr(tc("Раздел", over(1_000_000)), tc("", over(10**30))))
    assert texts(rows)[2] == ["Раздел", "", "", ""]


def test_lines_that_tabs_divide_below_a_header_are_a_table() -> None:
    def tabbed(*cells: str) -> str:
        return f"<w:p><w:r>{'<w:tab/>'.join(f'<w:t>{cell}</w:t>' for cell in cells)}</w:r></w:p>"

    body = tabbed("01.02.2023", "№ 5") + tabbed(*HEADER) + tabbed("1", "Встреча", "март") + p("Раздел 2")
    assert texts(body + tabbed("2", "Опрос", "май", "Центр")) == [
        "01.02.2023 № 5",
        list(HEADER),
        ["1", "Встреча", "март", ""],
        "Раздел 2",
        ["2", "Опрос", "май", "Центр"],
    ]
