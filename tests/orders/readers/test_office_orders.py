"""Whole orders from office files: what the reading of a format gives is an order that recognition understands."""

import datetime as dt
from typing import Any

from opora.orders import Order, read_order
from tests.orders.readers.written import p, tbl, tc, tr, word, workbook

HEADER = ("№ п/п", "Мероприятие", "Срок исполнения", "Ответственные", "Результат", "Ссылка")
NUMBERS = ("1", "2", "3", "4", "5", "6")
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = tc(p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
WHOLE_ROW = '<w:gridSpan w:val="6"/>'
STAMP = p("УТВЕРЖДЕНА") + p("приказом департамента") + p("от 03.02.2023 № 45-д")


def said(order: Order) -> list[tuple[Any, ...]]:
    """Number, title, section, deadlines and executors of each action."""
    return [
        (
            one.number,
            one.title,
            one.section,
            [(str(period.start), str(period.end)) for period in one.periods],
            list(one.executors),
        )
        for one in order.actions
    ]


def test_a_document_with_everything_that_orders_have() -> None:
    """A stamp in a text box, a list of schools before it, sections, automatic numbers, a table split by a page."""
    schools = tbl(tr("Школа", "Район"), *[tr(f"Школа № {number}", "Заречный район") for number in range(14)])
    box = f"<w:p><w:r><w:pict><w:textbox><w:txbxContent>{STAMP}</w:txbxContent></w:textbox></w:pict></w:r></w:p>"
    opening = "".join(
        p(text)
        for text in (
            *("ПРИКАЗ", "03.02.2023", "№ 45-д", "", "О помощи школам Заречной области в 2023 году", ""),
            *("В целях поддержки школ приказываю:", "1. Принять план.", "2. Контроль возложить на Дроздова А.Б.", ""),
        )
    )
    first = tbl(
        tr(*HEADER),
        tr(*NUMBERS),
        tr(tc("Раздел 1. Начало", WHOLE_ROW)),
        tr(
            NUMBERED,
            "Встреча учителей",
            "01.03.2023",
            tc("Департамент", '<w:vMerge w:val="restart"/>'),
            "Протокол",
            "-",
        ),
        tr(NUMBERED, "Опрос родителей", "до 15.03.2023", tc("", "<w:vMerge/>"), "Справка", ""),
    )
    second = tbl(tr(*HEADER), tr(NUMBERED, "Семинар завучей", "апрель 2023 г.", "Институт;\nДепартамент", "Отчёт", ""))
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = (
        opening + page + p("Список школ") + schools + page + box + p() + p("План помощи школам") + first + page + second
    )
    order = read_order(word(body, numbering=LISTS), "приказ.docx")
    assert said(order) == [
        ("1", "Встреча учителей", "Раздел 1. Начало", [("2023-03-01", "2023-03-01")], ["Департамент"]),
        ("2", "Опрос родителей", "Раздел 1. Начало", [("None", "2023-03-15")], ["Департамент"]),
        (
            *("3", "Семинар завучей", "Раздел 1. Начало", [("2023-04-01", "2023-04-30")]),
            ["Институт", "Департамент"],
        ),
    ]
    assert [(one.source.page, one.source.row) for one in order.actions] == [(3, 1), (3, 2), (4, 1)]
    assert (order.head.number, order.head.title) == ("45-д", "О помощи школам Заречной области в 2023 году")
    assert order.head.stamp_date == dt.date(2023, 2, 3)


def test_a_workbook_with_everything_that_workbooks_have() -> None:
    """Titles, two sheets, columns in another order, a real date beside typed ones, a hidden column, a merged cell."""
    head = ("Ответственные", "Черновик", "Срок", "Мероприятие", "№")

    def change(book: Any, sheets: Any) -> None:
        for sheet in sheets.values():
            sheet.set_column("B:B", None, None, {"hidden": True})
        sheets["Часть 1"].merge_range("A1:E1", "План помощи школам на 2023 год")
        sheets["Часть 1"].merge_range("A4:A5", "Департамент")
        sheets["Часть 1"].write_datetime("C4", dt.date(2023, 3, 1), book.add_format({"num_format": "dd.mm.yyyy"}))

    data = workbook(
        {
            "Часть 1": [
                (),
                (),
                head,
                ("", "нет", "", "Встреча учителей", 1.1),
                ("", "нет", "до 15.03.2023", "Опрос родителей", 1.2),
            ],
            "Часть 2": [
                ("Раздел 2. Работа",),
                head,
                ("Институт", "нет", "апрель", "Семинар завучей", 2.1),
                (),
                ("Итог",),
            ],
        },
        changed=change,
    )
    order = read_order(data, "план.xlsx")
    assert said(order) == [
        ("1.1", "Встреча учителей", None, [("2023-03-01", "2023-03-01")], ["Департамент"]),
        ("1.2", "Опрос родителей", None, [("None", "2023-03-15")], ["Департамент"]),
        ("2.1", "Семинар завучей", "Раздел 2. Работа", [("2023-04-01", "2023-04-30")], ["Институт"]),
    ]
    assert [(one.source.page, one.source.line) for one in order.actions] == [(1, 4), (1, 5), (2, 3)]
    assert order.head.heading == "План помощи школам на 2023 год"
