"""PDF with a text layer, made here from web pages."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.utils import translation
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from opora.orders import UnreadableOrder, read, read_order
from opora.orders.document import Document, Paragraph
from opora.orders.readers import pdf as reader
from tests.orders.readers import forms_of_an_order as forms
from tests.orders.readers.documents import only_row, rows, told

STYLE = """<style>@page { size: A5 landscape; margin: 12mm } body { font: 10pt serif }
    table { border-collapse: collapse; width: 100%; table-layout: fixed } col:first-child { width: 8% }
    td, th { border: .5pt solid; padding: 2pt 4pt; text-align: left; vertical-align: top; font-weight: normal;
    overflow-wrap: anywhere }</style>"""
HEADER = "<tr><th>№<th>Мероприятие<th>Срок<th>Исполнитель<th>Ссылка</tr>"


def _pdf(body: str, style: str = "") -> bytes:
    return forms.pdf(f"<!DOCTYPE html><html lang=ru>{STYLE}<style>{style}</style><body>{body}")


def _table(*rows_: str, head: str = "") -> str:
    return f"<table><col><col><col><col><col>{head or HEADER}{''.join(rows_)}</table>"


def _row(number: int, title: str = "Встреча", link: str = "-") -> str:
    return f"<tr><td>{number}.<td>{title}<td>март<td>Комитет<td>{link}</tr>"


def _read(data: bytes) -> Document:
    return read(data, "plan.pdf")


@pytest.fixture(scope="module")
def order() -> bytes:
    return forms.pdf(forms.page())


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_three_pages(repeated: bool) -> None:
    head = f"<thead>{HEADER}</thead>" if repeated else HEADER
    words = "Встреча с учителями и беседа " * 3
    body = _table(*(_row(number, words) for number in range(1, 11)), head=head)
    document = _read(_pdf(body, "tr { break-inside: avoid }"))
    assert {row.page for row in document.rows()} == {1, 2, 3}
    assert {row.table for row in document.rows()} == {1}
    found = [row.texts() for row in document.rows() if row.cells[0].text != "№"]
    assert found == [[f"{number}.", words.strip(), "март", "Комитет", "-"] for number in range(1, 11)]
    assert sum(row.cells[0].text == "№" for row in document.rows()) == (3 if repeated else 1)
    assert all(before.line < after.line for before, after in pairwise(document.blocks))


def test_wrapped_words_lines_and_addresses() -> None:
    link = "https://most.polesye.example/news/2024/otchet-o-vstreche.html"
    document = _read(
        _pdf(_table(_row(1, "Встреча с учителями сельских школ<br>и беседа", link), _row(2, "Отчёт", link)))
    )
    assert only_row(document, "1.").texts() == [
        "1.", "Встреча с учителями сельских школ\nи беседа", "март", "Комитет", link
    ]  # fmt: skip


def test_links_under_words() -> None:
    under = '<a href="https://a.example/one">план</a>, <a href="mailto:a@a.example">почта</a>'
    spelt = '<a href="https://a.example/long/two">https://a.example/long/two</a>'
    document = _read(_pdf(_table(_row(1, link=under), _row(2, link=spelt))))
    assert only_row(document, "1.").cells[4].links == ("https://a.example/one",)
    assert only_row(document, "2.").cells[4].text == "https://a.example/long/two"
    assert only_row(document, "2.").cells[4].links == ()


def test_merged_cells() -> None:
    document = _read(
        _pdf(
            _table(
                "<tr><td>1.<td>Встреча<td>март<td rowspan=2>Комитет<td>-</tr><tr><td>2.<td>Отчёт<td>май<td>-</tr>",
                "<tr><td colspan=5>Раздел 2</tr>",
                _row(3),
            )
        )
    )
    assert rows(document)[2:4] == [["2.", "Отчёт", "май", "Комитет", "-"], ["Раздел 2", "", "", "", ""]]
    assert [cell.merged for cell in only_row(document, "2.").cells] == [False, False, False, True, False]


def test_a_row_cut_by_the_end_of_a_page_has_its_rest_on_the_next() -> None:
    document = _read(_pdf(f"<div style='height: 95mm'>Начало</div>{_table(_row(1, 'Длинная встреча ' * 60))}"))
    parts = [row for row in document.rows() if row.cells[0].text != "№"]
    assert [(row.page, row.cells[0].text) for row in parts] == [(1, "1."), (2, ""), (3, "")]
    assert " ".join(row.cells[1].text for row in parts) == ("Длинная встреча " * 60).strip()
    assert {row.table for row in parts} == {1}


def test_hyphens_of_the_printer_are_taken_out_and_those_of_words_are_kept() -> None:
    style = "td { hyphens: auto } "
    words = "Организационно-методическое сопровождение образовательных организаций"
    document = _read(_pdf(_table(_row(1, words), _row(2, "пере&shy;мена " * 6)), style))
    assert only_row(document, "1.").texts()[1] == words
    assert only_row(document, "2.").texts()[1] == ("перемена " * 6).strip()


def test_paragraphs_in_reading_order_with_page_and_line() -> None:
    document = _read(
        _pdf(
            "<div style='float: left; width: 40%'>СОГЛАСОВАНО<br>советом области</div>"
            "<div style='float: right; width: 45%'>УТВЕРЖДЕНО<br>приказом комитета</div>"
            f"<div style='clear: both; height: 8mm'></div><p>О плане</p>{_table(_row(1))}<p>После</p>"
            "<p style='break-before: page'>Далее</p>"
        )
    )
    assert told(document) == [
        "СОГЛАСОВАНО",
        "советом области",
        "УТВЕРЖДЕНО",
        "приказом комитета",
        "О плане",
        ["№", "Мероприятие", "Срок", "Исполнитель", "Ссылка"],
        ["1.", "Встреча", "март", "Комитет", "-"],
        "После",
        "Далее",
    ]
    assert [block.page for block in document.blocks] == [1] * 8 + [2]
    assert document.paged


def test_page_numbers_stay_paragraphs() -> None:
    style = "@page { @bottom-center { content: counter(page) } }"
    document = _read(_pdf(_table(*(_row(number, "Встреча " * 9) for number in range(1, 15))), style))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["1", "2", "3"]
    assert {row.table for row in document.rows()} == {1}


def test_a_frame_around_a_page_and_a_box_are_no_tables() -> None:
    document = _read(_pdf(f"<div style='border: 1pt solid; padding: 5mm'><p>О плане</p>{_table(_row(1))}</div>"))
    assert told(document)[0] == "О плане"
    assert [row[0] for row in rows(document)] == ["№", "1."]


def _rewritten(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _turn(writer: PdfWriter) -> None:
    for page in writer.pages:
        page.rotate(90)


def _lay_sideways(writer: PdfWriter) -> None:
    """As a landscape page is often printed: its words run upwards, and only some readers are told to turn it."""
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(Transformation().rotate(90).translate(height, 0))
        page.mediabox.upper_right = page.cropbox.upper_right = (height, width)


def _run_a_script(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def _lock_printing(writer: PdfWriter) -> None:
    writer.encrypt("", "owner")


@pytest.mark.parametrize("change", [_turn, _lay_sideways, _run_a_script, _lock_printing])
def test_the_same_words_however_the_file_is_made(order: bytes, change: object) -> None:
    assert told(_read(_rewritten(order, change))) == told(_read(order))


def test_words_and_lines_in_a_form_within_a_page(order: bytes) -> None:
    def put_into_forms(writer: PdfWriter) -> None:
        for page in writer.pages:
            page.add_transformation(Transformation().scale(0.5).translate(100, 100))
            page.mediabox.lower_left = page.cropbox.lower_left = (-50, -30)

    assert told(_read(_rewritten(order, put_into_forms))) == told(_read(order))


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(out, "PDF")
    return out.getvalue()


def _many_pages(order: bytes) -> bytes:
    writer = PdfWriter()
    page = PdfReader(io.BytesIO(order)).pages[0]
    for _number in range(reader.MOST_PAGES + 1):
        writer.add_blank_page(page.mediabox.width, page.mediabox.height)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_cannot_be_read_is_told_in_one_line(order: bytes) -> None:
    refused = {
        "the PDF is a picture without text; recognise its text (OCR) or take the .docx it was made from": _picture(),
        "the PDF is protected with a password; save it without one and try again": _rewritten(
            order, lambda writer: writer.encrypt("secret", "owner")
        ),
        "the PDF is damaged or incomplete; print it into a new PDF and try again": order[: len(order) // 2],
        "the PDF has more than 600 pages; save the pages with the roadmap as a file of their own": _many_pages(order),
    }
    for problem, data in refused.items():
        with translation.override("en"), pytest.raises(UnreadableOrder) as refusal:
            read_order(data, "plan.pdf")
        assert str(refusal.value) == f"plan.pdf: {problem}"


def test_reading_ends_when_its_time_is_over(order: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0)
    with translation.override("en"), pytest.raises(UnreadableOrder) as refusal:
        _read(order)
    assert "takes too long; save the pages with the roadmap" in str(refusal.value)
